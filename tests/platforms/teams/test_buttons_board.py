"""Presses that take their time, and presses that fail, on what everybody reads."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.teams import Message
from tests.platforms.teams.conftest import Tenant
from tests.platforms.teams.house import served
from tests.platforms.teams.notices import MISSING, NOTICE, Dig


@pytest.fixture
async def board(tenant: Tenant, tmp_path: Path) -> AsyncIterator[tuple[Message, Dig]]:
    """A notice for everyone, before a bot that lets a press wait for 50 ms."""
    dig = Dig(asyncio.Event())
    also = (NOTICE, MISSING, dig.command())
    async with served(
        tenant.teams, tenant.entra, tmp_path, clock=tenant.clock, patience=0.05, also=also
    ) as house:
        await tenant.teams.say(tenant.alice, tenant.channel, "notice")
        yield await tenant.teams.message(tenant.bob, "Notice."), dig
        dig.done.set()
        await house.settled()


async def test_a_slow_press_is_told_so_and_answered_to_the_presser_alone(
    tenant: Tenant, board: tuple[Message, Dig]
) -> None:
    notice, dig = board
    pressed = await tenant.teams.press(tenant.bob, notice, "Dig")
    assert "the answer follows" in pressed.said
    dig.done.set()

    found = await tenant.teams.message(tenant.bob, "Found it.")
    assert found.targeted_to is tenant.bob
    assert [each.shown for each in tenant.answers(tenant.bob) if "follows" in each.shown] == []


async def test_a_press_that_is_still_being_answered_is_told_so_again(
    tenant: Tenant, board: tuple[Message, Dig]
) -> None:
    notice, dig = board
    pressed = await tenant.teams.press(tenant.bob, notice, "Dig")
    again = await tenant.teams.redeliver(pressed.delivery)
    assert "the answer follows" in again.json["value"]
    dig.done.set()

    await tenant.teams.message(tenant.bob, "Found it.")
    assert len(tenant.answers(tenant.bob)) == 2


async def test_what_cannot_be_done_is_said_beside_the_card(
    tenant: Tenant, board: tuple[Message, Dig]
) -> None:
    pressed = await tenant.teams.press(tenant.bob, board[0], "Missing")

    assert pressed.said == "There is nothing of that kind.\n\nLook elsewhere."
    assert "Notice." in board[0].shown_to(tenant.bob)
