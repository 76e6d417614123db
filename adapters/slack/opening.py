"""Opens Slack: connects with our tokens, and answers through a desk."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, assert_never

from adapters.platform import Ears
from adapters.slack import over_http, over_socket
from adapters.slack.app import bolt_app
from adapters.slack.calling import connected
from adapters.slack.chat import SlackChat
from adapters.slack.groups import SlackGroups
from adapters.slack.identity import identify
from adapters.slack.pictures import WAITS, Pictures
from adapters.slack.profiles import SlackProfiles
from adapters.slack.reception import Reception
from adapters.slack.send import Sender
from adapters.slack.settings import Mode
from adapters.slack.views import Views
from bot.config import secret
from bot.directory import Admission
from bot.errors import Conflict

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from slack_sdk.web.async_client import AsyncWebClient

    from adapters.outside import Outside
    from adapters.platform import Platform
    from adapters.slack.identity import Identity
    from adapters.slack.settings import Settings
    from bot.desk import Desk


class Slack:
    """One workspace, connected.

    Attributes:
        admission: Who is let in: the workspace's own people.
        chat: Posts what nobody asked just now.
        groups: Fills user groups.
        unguarded: Never: Slack signs what it sends, and over a socket it is we who connect.
    """

    unguarded = False

    def __init__(
        self,
        settings: Settings,
        outside: Outside,
        *,
        client: AsyncWebClient,
        me: Identity,
        waits: Sequence[float],
    ) -> None:
        self._settings = settings
        self._environ: Mapping[str, str] = outside.environ
        self._client = client
        self._me = me
        self._waits = waits
        self._pictures = Pictures(client, waits=waits)
        self.chat = SlackChat(client, me=me, pictures=self._pictures)
        self.groups = SlackGroups(client, workspace=settings.workspace)
        profiles = SlackProfiles(client, workspace=settings.workspace, clock=outside.clock)
        self.admission = Admission(frozenset({settings.workspace}), profiles=profiles)

    @asynccontextmanager
    async def listening(self, desk: Desk) -> AsyncIterator[Ears]:
        """Answer through a desk while the block runs.

        Raises:
            SourceUnavailable: In Socket Mode: Slack does not answer, or refuses the token.
            ConfigError: A secret is missing.
        """
        reception = Reception(
            desk=desk,
            me=self._me,
            sender=Sender(self._client),
            views=Views(self._client, waits=self._waits),
            pictures=self._pictures,
        )
        app = bolt_app(reception, me=self._me, token=self._client.token or "")
        match self._settings.mode:
            case Mode.HTTP:
                signing_secret = self._secret(self._settings.signing_secret_env)
                yield Ears(over_http.routes(app, secret=signing_secret), lambda: True)
            case Mode.SOCKET:
                token = self._secret(self._settings.app_token_env)
                listening = over_socket.listening(app, client=self._client, app_token=token)
                async with listening as ready:
                    yield Ears((), ready)
            case _:
                assert_never(self._settings.mode)

    def _secret(self, variable: str | None) -> str:
        return secret(variable or "", self._environ)


@asynccontextmanager
async def opened(
    settings: Settings, outside: Outside, *, waits: Sequence[float] = WAITS
) -> AsyncIterator[Slack]:
    """Be connected to a workspace while the block runs.

    Args:
        settings: The section of app.yaml.
        outside: The time, and where the secrets are.
        waits: Seconds between looks at what is not ready: a picture, or a window.

    Raises:
        SourceUnavailable: Slack does not answer, or refuses the token.
        Conflict: The token is of another workspace.
        ConfigError: A secret is missing.
    """
    token = secret(settings.bot_token_env, outside.environ)
    async with connected(token, base_url=settings.api_url) as client:
        me = await identify(client)
        if me.team != settings.workspace:
            raise Conflict(
                f"The bot token is of workspace {me.team}, and app.yaml says {settings.workspace}.",
                next_step="Correct platforms.slack.workspace, or use that workspace's token.",
            )
        yield Slack(settings, outside, client=client, me=me, waits=waits)


if TYPE_CHECKING:
    _conforms: type[Platform] = Slack
