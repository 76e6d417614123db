"""A card that nobody asked for: what only its presser concerns leaves it as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.command import Command
from bot.errors import NotAllowed
from bot.reply import Actions, Button, Card
from tests.platforms.contract.drivers import platforms, setting
from tests.platforms.contract.face import Part

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.platforms.contract.drivers import Setting
    from tests.platforms.contract.face import Seen

PROPOSED, REFUSED = "Dana is proposed as approver.", "That is for Bob to accept."
_BUTTONS = (
    Button("Accept", "take"),
    Button("Decline", "leave"),
    Button("Fill in", "form why", opens_form=True),
    Button("Budget", "budget iot-hub"),
)


async def _take(_args: object, _context: object) -> Card:
    raise NotAllowed(REFUSED, next_step="Ask him.")


async def _leave(_args: object, _context: object) -> Card:
    raise NotAllowed(REFUSED, buttons=(Button("Budget", "budget iot-hub"),))


ALSO = (
    Command(verb="take", summary="refused", run=_take, writes=True),
    Command(verb="leave", summary="refused, with something else to press", run=_leave, writes=True),
)


@pytest.fixture(params=[True, False], ids=["waits", "stays"])
def proposal(request: pytest.FixtureRequest) -> Card:
    """A card that waits for a press, and one that stays whatever is pressed."""
    return Card(PROPOSED, blocks=(Actions(_BUTTONS),), asks=request.param)


@pytest.fixture
async def at(platform: str, tmp_path: Path) -> AsyncIterator[Setting]:
    async with setting(platform, tmp_path, also=ALSO) as opened:
        yield opened


async def told(at: Setting, person: str) -> list[Seen]:
    return [each for each in await at.seen(person) if each.words.headline == REFUSED]


@pytest.mark.parametrize("label", ["Accept", "Decline"])
@pytest.mark.parametrize("platform", platforms(Part.CHANNELS))
async def test_a_refusal_is_seen_by_the_presser_alone_and_the_card_stays(
    at: Setting, proposal: Card, label: str
) -> None:
    await at.posts(proposal)
    before = await at.seen("bob")
    assert [each.words.headline for each in before] == [PROPOSED]
    await at.town.presses("alice", await at.last("alice"), label)

    assert [each.private for each in await told(at, "alice")] == [True]
    assert await at.seen("bob") == before


@pytest.mark.parametrize("platform", platforms(Part.CHANNELS))
async def test_a_form_that_is_opened_leaves_the_card(at: Setting, proposal: Card) -> None:
    await at.posts(proposal)
    before = await at.seen("alice")
    await at.town.presses("alice", before[-1], "Fill in")

    assert await at.seen("alice") == before
    assert await at.town.form("alice") is not None
    assert [each.words.headline for each in await at.seen("bob")] == [PROPOSED]


@pytest.mark.parametrize("platform", platforms(Part.CHANNELS))
async def test_who_may_press_after_a_refusal_is_answered_in_the_cards_place(at: Setting) -> None:
    await at.posts(Card(PROPOSED, blocks=(Actions(_BUTTONS),), asks=True))
    await at.town.presses("alice", await at.last("alice"), "Accept")
    await at.town.presses("bob", await at.last("bob"), "Budget")

    (answer,) = await at.seen("bob")
    assert answer.words.headline.startswith("iot-hub: 10%")
