"""Who hears of a decision: whoever has a part in it, and nobody who has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.decisions.house import without
from tests.outbox import unasked

if TYPE_CHECKING:
    from tests.door import Build, Door

FREEZE = 'decide freeze "Do we freeze until the gate is in?"'
TAKE = "conclude D-1 yes because two bad releases went past it"


async def test_who_has_left_is_not_written_to(ask: Door, build: Build) -> None:
    """Dana is to be informed of it, and Erin asked."""
    await ask(FREEZE, as_="erin")
    left = build(organisation=without(ask.organisation, "dana", "erin"))
    await left(TAKE, as_="bob")
    decided = [each.to for each in await unasked(left.store) if " decided " in each.key]
    assert decided == ["iot-hub"]
