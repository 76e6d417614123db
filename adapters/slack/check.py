"""``rapport check``: asks Slack whether everything that app.yaml says about it is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slack_sdk.errors import SlackApiError

from adapters.slack.calling import calling, connected, refusal
from adapters.slack.check_groups import check_groups
from adapters.slack.inbound import PLATFORM
from adapters.slack.scopes import NEEDED
from adapters.slack.settings import Mode, Settings
from bot.config import ConfigError, Problem, secret

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.config import Config
    from bot.model.organisation import BoundPlace, Organisation, Person

_SECTION = f"platforms.{PLATFORM}"
_REINSTALL = (
    "Paste what `rapport manifest slack` prints at https://api.slack.com/apps, "
    "and install the app again."
)


async def check(config: Config, *, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Reach the workspace once, and compare.

    Returns:
        What was found, a sentence each.

    Raises:
        SourceUnavailable: Slack does not answer, or refuses a token.
        ConfigError: Something is not so; every problem at once.
    """
    settings = config.platforms[PLATFORM]
    assert isinstance(settings, Settings)
    token = secret(settings.bot_token_env, environ)
    async with (
        connected(token, base_url=settings.api_url) as client,
        calling("what it was asked"),
    ):
        examiner = _Examiner(client, config)
        await examiner.workspace(settings)
        if settings.mode is Mode.SOCKET:
            await examiner.socket(secret(settings.app_token_env or "", environ))
        if not examiner.problems:
            await examiner.organisation(config.organisation)
            await examiner.groups(config)
    if examiner.problems:
        raise ConfigError(tuple(examiner.problems), file=config.path)
    return tuple(examiner.said)


class _Examiner:
    """Asks one thing after the other, and collects what was found."""

    def __init__(self, client: AsyncWebClient, config: Config) -> None:
        self._client = client
        self._lines = config.lines
        self._name = ""
        self._granted: set[str] = set()
        self.said: list[str] = []
        self.problems: list[Problem] = []

    async def workspace(self, settings: Settings) -> None:
        """The token: whose it is, and what it may do."""
        async with calling("auth.test"):
            told = await self._client.auth_test()
        self._name = told["user"]
        self.said.append(f"connected to {told.get('team')} as @{self._name}")
        if told["team_id"] != settings.workspace:
            self._problem(
                f"{_SECTION}.workspace",
                f"The bot token is of workspace {told['team_id']}.",
                f"Write {told['team_id']}, or use the token of {settings.workspace}.",
            )
        self._granted = set(told.headers.get("x-oauth-scopes", "").replace(" ", "").split(","))
        if missing := [scope.name for scope in NEEDED if scope.name not in self._granted]:
            self._problem(_SECTION, f"The token lacks {', '.join(missing)}.", _REINSTALL)

    async def socket(self, app_token: str) -> None:
        """The app-level token: whether it opens connections."""
        async with calling("apps.connections.open"):
            await self._client.apps_connections_open(app_token=app_token)
        self.said.append("Socket Mode is open")

    async def organisation(self, organisation: Organisation) -> None:
        """Every channel and everybody that app.yaml names."""
        for key, engagement in organisation.engagements.items():
            for place in engagement.places:
                if place.platform == PLATFORM:
                    await self._channel(place, at=f"engagements.{key}.places.{PLATFORM}")
        for person in organisation.people.values():
            await self._person(person)

    async def groups(self, config: Config) -> None:
        """Every user group that app.yaml names."""
        said, problems = await check_groups(self._client, config, granted=self._granted)
        self.said += said
        self.problems += problems

    async def _channel(self, place: BoundPlace, *, at: str) -> None:
        """A channel: whether it exists and we are in it."""
        try:
            told = await self._client.conversations_info(channel=place.channel)
        except SlackApiError as error:
            if refusal(error) == "channel_not_found":
                self._problem(
                    at,
                    f"Slack shows us no channel {place.channel}.",
                    "Copy the id from the channel's details; "
                    f"in a private one, /invite @{self._name}.",
                )
            else:
                self.said.append(f"#{place.name} was not looked at: {refusal(error)}")
            return
        if not told["channel"].get("is_member"):
            self._problem(
                at,
                f"Rapport is not in #{told['channel']['name']}.",
                f"Say /invite @{self._name} there.",
            )

    async def _person(self, person: Person) -> None:
        """Somebody: whether Slack knows them by what app.yaml says."""
        user = person.ids.get(PLATFORM)
        try:
            if user:
                await self._client.users_info(user=user)
            elif person.email:
                await self._client.users_lookupByEmail(email=person.email)
            else:
                self.said.append(f"{person.key} has neither a Slack id nor an email: a guest there")
        except SlackApiError as error:
            self._unknown(person, user, refusal(error))

    def _unknown(self, person: Person, user: str | None, code: str) -> None:
        if code not in {"user_not_found", "users_not_found", "user_not_visible"}:
            self.said.append(f"{person.key} was not looked up: {code}")
        elif user:
            self._problem(
                f"people.{person.key}.ids.{PLATFORM}",
                f"Slack knows no user {user}.",
                "Copy the member id from the profile's menu in Slack.",
            )
        else:
            self.said.append(f"nobody there has the email of {person.key}: a guest there")

    def _problem(self, path: str, message: str, fix: str) -> None:
        self.problems.append(Problem(path, self._lines.get(path), message, fix))
