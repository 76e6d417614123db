"""A store that cannot write: whoever asks or presses is told so, kindly and in time."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.teams import Message
from tests.fakes.teams.cards import words
from tests.platforms.teams.conftest import Tenant
from tests.platforms.teams.house import House, served
from tests.platforms.teams.notices import NOTICE, Dig

BROKEN = sqlite3.OperationalError("disk I/O error")
OUR_FAULT = "Something broke on my side, reference "


@pytest.fixture
async def house(tenant: Tenant, tmp_path: Path) -> AsyncIterator[House]:
    async with served(
        tenant.teams, tenant.entra, tmp_path, clock=tenant.clock, also=(NOTICE,)
    ) as house:
        yield house


async def posted(tenant: Tenant, house: House) -> Message:
    """A notice for everyone; whatever was to be written about it is written."""
    await tenant.teams.say(tenant.alice, tenant.channel, "notice")
    notice = await tenant.teams.message(tenant.bob, "Notice.")
    await house.settled()
    return notice


async def test_a_press_is_refused_beside_the_card(tenant: Tenant, house: House) -> None:
    notice = await posted(tenant, house)
    house.store.broken = BROKEN
    pressed = await tenant.teams.press(tenant.bob, notice, "Help")

    assert pressed.status == 200
    assert OUR_FAULT in pressed.said
    assert "Notice." in notice.shown_to(tenant.bob)


async def test_a_press_that_takes_long_is_told_that_the_answer_follows(
    tenant: Tenant, tmp_path: Path
) -> None:
    dig = Dig(asyncio.Event())
    async with served(
        tenant.teams,
        tenant.entra,
        tmp_path,
        clock=tenant.clock,
        patience=0.05,
        also=(NOTICE, dig.command()),
    ) as house:
        notice = await posted(tenant, house)
        house.store.broken = BROKEN
        pressed = await tenant.teams.press(tenant.bob, notice, "Dig")
        dig.done.set()
        refused = await tenant.teams.message(tenant.bob, OUR_FAULT)

    assert pressed.status == 200
    assert "the answer follows" in pressed.said
    assert refused.targeted_to is tenant.bob


async def test_a_form_stays_in_its_dialog_with_what_was_filled_in(
    tenant: Tenant, house: House
) -> None:
    notice = await posted(tenant, house)
    dialog = await tenant.teams.fetch(tenant.bob, notice, "Fill in")
    house.store.broken = BROKEN
    filled = {"field.answer": "budget", "field.about": "device-twins"}
    again = await tenant.teams.submit_task(dialog, filled)

    assert again.card is not None
    assert OUR_FAULT in words(again.card)
    assert "device-twins" in words(again.card)


async def test_a_question_is_answered_where_it_was_asked(tenant: Tenant, house: House) -> None:
    house.store.broken = BROKEN
    await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")

    await tenant.teams.message(tenant.bob, OUR_FAULT)
