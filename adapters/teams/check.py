"""``rapport check``: asks Microsoft whether everything that app.yaml says about Teams is so."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp

from adapters.clock import WallClock
from adapters.teams.bearer import Bearer
from adapters.teams.connector import ConnectorFailure, Connectors
from adapters.teams.keys import Keys
from adapters.teams.reference import PLATFORM
from adapters.teams.settings import Settings
from bot.config import ConfigError, Problem, secret

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.teams.connector import Conversations
    from bot.config import Config
    from bot.model.organisation import BoundPlace, Engagement, Organisation

_SECTION = f"platforms.{PLATFORM}"
_NO_MEMBER = "MemberNotFoundInConversation"
_NOBODY = "00000000-0000-0000-0000-000000000000"


async def check(config: Config, *, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Reach Microsoft's login and Teams once, and compare.

    Returns:
        What was found, a sentence each.

    Raises:
        SourceUnavailable: Microsoft does not answer, or refuses the secret.
        ConfigError: Something is not so; every problem at once.
    """
    settings = config.platforms[PLATFORM]
    assert isinstance(settings, Settings)
    if settings.development:
        return ("development: believes whoever writes from this machine; nobody was asked",)
    async with aiohttp.ClientSession() as session:
        client_secret = secret(settings.client_secret_env or "", environ)
        bearer = Bearer(session, settings, client_secret, clock=WallClock())
        await bearer.token()
        await _see_keys(settings, session)
        connector = await Connectors(session, bearer.token).create(settings.service_url)
        examiner = _Examiner(connector.conversations, config)
        await examiner.organisation(config.organisation)
    if examiner.problems:
        raise ConfigError(tuple(examiner.problems), file=config.path)
    greeting = f"connected to tenant {settings.tenant} as app {settings.app_id}"
    return (greeting, "what Teams signs can be verified", *examiner.said)


async def _see_keys(settings: Settings, session: aiohttp.ClientSession) -> None:
    """See that the keys of Teams' signatures can be had.

    Raises:
        SourceUnavailable: They cannot.
    """
    keys = Keys(session, settings.openid_url, clock=WallClock())
    try:
        await keys.key("any")
    finally:
        await keys.close()


class _Examiner:
    """Asks one thing after the other, and collects what was found."""

    def __init__(self, conversations: Conversations, config: Config) -> None:
        self._conversations = conversations
        self._lines = config.lines
        self.said: list[str] = []
        self.problems: list[Problem] = []

    async def organisation(self, organisation: Organisation) -> None:
        """Every channel and everybody that app.yaml names."""
        for engagement in organisation.engagements.values():
            for place in engagement.places:
                if place.platform == PLATFORM:
                    await self._place(place, engagement, organisation)
        for person in organisation.people.values():
            if PLATFORM not in person.ids and not person.email:
                self.said.append(f"{person.key} has neither a Teams id nor an email: a guest there")

    async def _place(
        self, place: BoundPlace, engagement: Engagement, organisation: Organisation
    ) -> None:
        """A channel, and those of its people who are known by their ids.

        A roster tells of one member at a time; whoever is no member still shows that we may ask.
        """
        people = [organisation.people[key] for key in sorted(engagement.people)]
        named = {each.ids[PLATFORM]: each.key for each in people if PLATFORM in each.ids}
        for member, person in (named or {_NOBODY: ""}).items():
            failure = await self._refusal(place.channel, member)
            if failure is None:
                continue
            if failure.code != _NO_MEMBER:
                self._closed(place, engagement, failure)
                return
            if person:
                self.said.append(f"{person} is no member of {place.name}, or has another id")

    async def _refusal(self, channel: str, member: str) -> ConnectorFailure | None:
        try:
            await self._conversations.get_conversation_member(channel, member)
        except ConnectorFailure as failure:
            return failure
        return None

    def _closed(self, place: BoundPlace, engagement: Engagement, failure: ConnectorFailure) -> None:
        if failure.gone or failure.status == HTTPStatus.FORBIDDEN:
            path = f"engagements.{engagement.key}.places.{PLATFORM}"
            self.problems.append(
                Problem(
                    path,
                    self._lines.get(path),
                    f"Rapport is not in {place.name}, or there is no {place.channel}.",
                    "Add the app to that channel's team in Teams, or copy the id from the "
                    "channel's link: … → Copy link.",
                )
            )
        else:
            why = failure.code or failure.status or "no answer"
            self.said.append(f"{place.name} was not looked at: {why}")
