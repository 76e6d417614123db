"""``oncall schedule``: the coming shifts drawn and listed, and how each rotation does."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from bot.reply import Table, Text
from bot.reply_timeline import StretchKind, Timeline
from tests.door import Door, buttons, error, facts
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from bot.reply import Card


def timeline(card: Card) -> Timeline:
    (drawn,) = (block for block in card.blocks if isinstance(block, Timeline))
    return drawn


def table(card: Card) -> Table:
    (listed,) = (block for block in card.blocks if isinstance(block, Table))
    return listed


@pytest.mark.parametrize(
    "typed", ["oncall schedule", "schedule iot-hub", "on-call schedule hub 2w"]
)
async def test_two_weeks_are_drawn_by_role_and_listed(typed: str, ask: Door) -> None:
    card = (await ask(typed, as_="alice")).card
    drawn = timeline(card)
    assert [lane.label for lane in drawn.lanes] == [
        "SRE primary",
        "SRE secondary",
        "Product primary",
    ]
    assert (drawn.start, drawn.end) == (NOON, NOON + timedelta(weeks=2))
    first, *_ = table(card).rows
    assert first == (
        "SRE primary",
        "Olivia Duarte",
        "Mon 23 Nov 10:00 CET",
        "Mon 30 Nov 10:00 CET",
    )
    assert "Olivia Duarte, then Peggy Okonkwo" in drawn.alt


async def test_every_lane_is_filled_from_end_to_end(ask: Door) -> None:
    card = (await ask("oncall schedule twins 9 days", as_="alice")).card
    for lane in timeline(card).lanes:
        edges = [(each.start, each.end) for each in lane.stretches]
        assert edges[0][0] == NOON
        assert edges[-1][1] == NOON + timedelta(days=9)
        assert all(one[1] == other[0] for one, other in pairwise(edges))


async def test_gaps_are_seen_and_named(ask: Door) -> None:
    card = (await ask("oncall schedule twins 2d", as_="alice")).card
    kinds = {each.kind for lane in timeline(card).lanes for each in lane.stretches}
    assert StretchKind.GAP in kinds
    assert card.headline == "device-twins: who is on call for the next 2 days, with gaps"
    assert any(row[1] == "nobody" for row in table(card).rows)


async def test_each_rotation_s_load_and_shape_are_said(ask: Door) -> None:
    said = facts((await ask("oncall schedule", as_="alice")).card)
    assert said["SRE primary"] == (
        "8 people · each on call 25% of the time · longest stretch 7 days · "
        "no gap in the next 30 days"
    )
    assert said["Product primary"].startswith("9 people · each on call 11% of the time")


async def test_what_is_not_well_is_marked(ask: Door) -> None:
    said = facts((await ask("oncall schedule twins", as_="alice")).card)["Product primary"]
    assert "⚠ nobody for 73% of the next 30 days" in said


async def test_a_long_list_is_cut_and_says_so(ask: Door) -> None:
    card = (await ask("oncall schedule twins 4w", as_="alice")).card
    more = [block.text for block in card.blocks if isinstance(block, Text)]
    assert len(table(card).rows) == 24
    assert len(more) == 1
    assert "more" in more[0]


async def test_more_than_ten_weeks_is_refused_with_the_most(ask: Door) -> None:
    card = (await ask("oncall schedule iot-hub 20w")).card
    assert error(card) == "usage"
    (button,) = buttons(card)
    assert error((await ask(button.says)).card) is None
