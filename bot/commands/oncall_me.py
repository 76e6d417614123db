"""``oncall me``: when the asker is on call, now and next."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.cards.oncall_mine import Own, mine_card
from bot.command import Command, NoArgs
from bot.errors import SourceUnavailable, Usage
from bot.listing import Topic
from bot.model.timeline import begins, ends

if TYPE_CHECKING:
    from bot.context import Context
    from bot.model.rotation import Rotation
    from bot.oncall import Known
    from bot.reply import Card


async def run(_args: NoArgs, context: Context) -> Card:
    """Look through every rotation of the asker's side."""
    person = context.reader.person
    if person is None:
        raise Usage(
            "I know when people of app.yaml are on call, and you ask as none of them.",
            next_step="Ask as somebody: rapport ask --as alice oncall me",
        )
    rotations = [r for r in context.organisation.rotations.values() if r.side is person.side]
    known = await asyncio.gather(*(_known(each, context) for each in rotations))
    shifts = [
        Own(found.rotation, duty)
        for found in known
        if found
        for duty in found.roster.duties
        if duty.who.person == person.key and ends(duty) > context.now
    ]
    return mine_card(
        person,
        sorted(shifts, key=lambda own: begins(own.duty)),
        context,
        stale=[found for found in known if found and found.failure],
        untold=[each for each, found in zip(rotations, known, strict=True) if found is None],
    )


async def _known(rotation: Rotation, context: Context) -> Known | None:
    try:
        return await context.oncall.rotation(rotation.key, at=context.now, now=context.now)
    except SourceUnavailable:
        return None


_ON = r"(?:on[ -]?call|on duty)"

COMMAND = Command(
    verb="oncall-me",
    summary="When you are on call, now and next",
    run=run,
    aliases=("my oncall", "my shifts", "my on call"),
    questions=(
        rf"am i(?: still| currently)? {_ON}(?: now| today)?",
        rf"when (?:am|will) i(?: be)? {_ON}(?: next| again)?",
        rf"when am i next {_ON}",
        rf"{_ON} me",
        r"when is my next shift",
    ),
    examples=("oncall me", "when am I on call next?"),
    topic=Topic.ONCALL,
    often=True,
)
