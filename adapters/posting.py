"""``rapport post``: an answer that nobody asked for just now, in a channel or to somebody."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.by_name import open_platform
from adapters.guarding import refuse
from adapters.terminal import seat
from bot.addressing import person_called, place_called
from bot.errors import BotError, Conflict
from bot.model.organisation import Person
from bot.ports.chat import Posted, Throttled, Unsure
from bot.request import Actor, Audience, Place, Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from adapters.outside import Outside
    from bot.config import Config
    from bot.core import Core
    from bot.model.organisation import Organisation
    from bot.ports.chat import Chat, Target
    from bot.reply import Card


PATIENCE = timedelta(seconds=30)
"""How long somebody waits at the terminal when a platform asks for it."""


@dataclass(frozen=True, slots=True)
class Posting:
    """What became of it on one platform."""

    platform: str
    said: str
    lost: BotError | None = None


async def post(
    text: str, *, to: str, config: Config, core: Core, outside: Outside
) -> Sequence[Posting]:
    """Answer a text in a place, and post the answer there.

    Args:
        text: What somebody would type.
        to: A channel or a service, which means every place of its engagement; or ``@person``, who
            is written to on the first platform that knows them.
        config: What app.yaml says.
        core: Answers.
        outside: What a platform may use.

    Returns:
        What became of it, by platform, in the order of app.yaml. Nothing is said twice where it
        was posted already: whoever tries again should know.

    Raises:
        NotFound: There is no such place or person.
        Conflict: What was asked for cannot be answered, no platform is connected, or the numbers
            are made up.
        ConfigError: Secrets are missing.
    """
    refuse(config, outside.environ)
    targets = _targets(to, config.organisation, platforms=tuple(config.platforms))
    if not targets:
        raise Conflict(
            f"app.yaml connects no platform that reaches {to}.",
            next_step="Add the platform's section, and the place under “engagements”.",
        )
    became: list[Posting] = []
    for name, target in targets.items():
        card = await _answered(text, target, core=core)
        try:
            async with open_platform(name, config.platforms[name], outside) as platform:
                await _posted(platform.chat, card, to=target, since=outside.clock.now())
        except BotError as error:
            said = f"Not posted on {name}: {error.message} {error.next_step or ''}".strip()
            became.append(Posting(name, said, error))
            continue
        became.append(Posting(name, f"Posted to {to} on {name}: {card.headline}"))
        if isinstance(target, Person):
            break
    return became


async def _posted(chat: Chat, card: Card, *, to: Target, since: datetime) -> None:
    """Post, if need be after a pause; what broke off may have arrived all the same: look for it."""
    key = f"post:{uuid.uuid4()}"
    try:
        try:
            await chat.post(card, to=to, key=key)
        except Throttled as asked:
            if asked.wait > PATIENCE:
                raise
            await asyncio.sleep(asked.wait.total_seconds())
            await chat.post(card, to=to, key=key)
    except Unsure:
        if not isinstance(await chat.find(key, to=to, since=since), Posted):
            raise


def _targets(
    to: str, organisation: Organisation, *, platforms: Sequence[str]
) -> Mapping[str, Target]:
    """Where it goes, by platform."""
    if to.startswith("@"):
        person = organisation.people[person_called(to[1:], organisation)]
        return dict.fromkeys(platforms, person)
    bound = place_called(to, organisation)
    engagement = organisation.engagement_at(bound.platform, bound.channel)
    places = engagement.places if engagement else (bound,)
    return {
        place.platform: Place(place.platform, place.channel)
        for place in places
        if place.platform in platforms
    }


async def _answered(text: str, target: Target, *, core: Core) -> Card:
    """What everybody in the place would see if the operator asked there."""
    place = (
        Place(seat.PLATFORM, seat.PLATFORM, direct=True) if isinstance(target, Person) else target
    )
    request = Request(
        text=text,
        actor=Actor(seat.PLATFORM, seat.WORKSPACE, seat.OPERATOR, verified=False),
        place=place,
        event_key=f"post:{uuid.uuid4()}",
        heard_by=Audience.PLACE,
    )
    answer = await core.answer(request)
    if answer is None or answer.form is not None or "error" in answer.card.data:
        card = answer.card if answer else None
        raise Conflict(
            f"“{text}” has no answer to post.",
            next_step=f"It says: {card.headline}" if card else None,
        )
    return answer.card
