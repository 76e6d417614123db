"""A button opens a form as a dialog; its answer is for whoever filled it in."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.teams import Message
from tests.fakes.teams.cards import buttons, words
from tests.platforms.teams.conftest import Tenant
from tests.platforms.teams.house import House, served
from tests.platforms.teams.notices import NOTICE, Dig

WHY = "Arithmetic"
FILLED = {"field.answer": "budget", "field.about": "device-twins"}


@pytest.fixture
async def usage(tenant: Tenant, house: House) -> Message:
    """What a missing word is answered with."""
    await tenant.teams.say(tenant.alice, tenant.channel, "why")
    return await tenant.teams.message(tenant.bob, "“why” needs to know")


async def test_a_button_opens_a_dialog_and_its_answer_is_shown_in_it(
    tenant: Tenant, usage: Message
) -> None:
    dialog = await tenant.teams.fetch(tenant.bob, usage, "Fill in")
    assert dialog.title == "Why"

    answered = await tenant.teams.submit_task(dialog, FILLED)

    assert answered.card is not None
    assert WHY in words(answered.card)
    assert "device-twins" in words(answered.card)
    assert tenant.answers(tenant.bob) == [usage]
    assert tenant.teams.complaints == []


async def test_what_was_left_out_of_a_form_is_the_channels_own(
    tenant: Tenant, usage: Message
) -> None:
    dialog = await tenant.teams.fetch(tenant.bob, usage, "Fill in")
    answered = await tenant.teams.submit_task(dialog, {"field.answer": "budget"})

    assert answered.card is not None
    assert "iot-hub" in words(answered.card)


async def test_what_a_dialog_shows_can_be_pressed_and_shown_to_everyone(
    tenant: Tenant, house: House, usage: Message
) -> None:
    dialog = await tenant.teams.fetch(tenant.bob, usage, "Fill in")
    answered = await tenant.teams.submit_task(dialog, FILLED)
    assert answered.card is not None
    assert {each["type"] for each in buttons(answered.card)} == {"Action.Submit"}

    shared = await tenant.teams.submit_task(answered, label="Show in channel")

    assert shared.said == "Shown to everyone here."
    shown = await tenant.teams.message(tenant.alice, WHY)
    assert shown.root == usage.root


async def test_what_is_wrong_with_a_form_is_said_in_the_dialog_with_the_way_to_mend_it(
    tenant: Tenant, usage: Message
) -> None:
    dialog = await tenant.teams.fetch(tenant.bob, usage, "Fill in")
    wrong = await tenant.teams.submit_task(dialog, {**FILLED, "field.about": "device-twin"})
    assert wrong.title == "Why"
    assert wrong.card is not None
    assert "I don't know a service called “device-twin”." in words(wrong.card)
    assert "Did you mean this?\nwhy budget device-twins\n" in words(wrong.card)

    mended = await tenant.teams.submit_task(wrong, FILLED)

    assert mended.card is not None
    assert WHY in words(mended.card)


async def test_a_guest_who_opens_a_form_is_refused_in_the_dialog(
    tenant: Tenant, usage: Message
) -> None:
    refused = await tenant.teams.fetch(tenant.zoe, usage, "Fill in")

    assert "I don't know you yet" in refused.said
    assert not refused.is_open


async def test_in_ones_own_chat_the_dialog_closes_and_its_answer_stays_there(
    tenant: Tenant, house: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.own(tenant.alice), "why")
    usage = await tenant.teams.message(tenant.alice, "“why” needs to know")
    dialog = await tenant.teams.fetch(tenant.alice, usage, "Fill in")

    closed = await tenant.teams.submit_task(dialog, FILLED)
    await house.settled()

    assert not closed.is_open
    assert not closed.said
    assert WHY in usage.shown
    assert tenant.answers(tenant.alice) == [usage]


async def test_in_ones_own_chat_a_card_that_waits_for_nothing_is_kept_beside_the_answer(
    tenant: Tenant, tmp_path: Path
) -> None:
    async with served(
        tenant.teams, tenant.entra, tmp_path, clock=tenant.clock, also=(NOTICE,)
    ) as house:
        await tenant.teams.say(tenant.alice, tenant.own(tenant.alice), "notice")
        notice = await tenant.teams.message(tenant.alice, "Notice.")
        dialog = await tenant.teams.fetch(tenant.alice, notice, "Fill in")
        closed = await tenant.teams.submit_task(dialog, FILLED)
        await house.settled()

    assert not closed.is_open
    assert "Notice." in notice.shown
    assert WHY in tenant.answers(tenant.alice)[-1].shown


async def test_a_form_that_comes_twice_is_answered_once(tenant: Tenant, usage: Message) -> None:
    dialog = await tenant.teams.fetch(tenant.bob, usage, "Fill in")
    answered = await tenant.teams.submit_task(dialog, FILLED)

    again = await tenant.teams.redeliver(answered.delivery)

    assert again.status == 200
    assert "answered already" in again.json["task"]["value"]


async def test_what_no_dialog_of_ours_sends_is_told_so(tenant: Tenant, usage: Message) -> None:
    dialog = await tenant.teams.fetch(tenant.bob, usage, "Fill in")
    activity = dialog.delivery.activity

    values: tuple[object, ...] = ({}, {"data": {}}, {"data": {"say": 1}}, [], None)
    for number, value in enumerate(values):
        for name in ("task/fetch", "task/submit"):
            foreign = {**activity, "name": name, "id": f"f:{name}{number}", "value": value}
            told = await tenant.teams.deliver(foreign)
            assert (told.status, told.json["task"]["type"]) == (200, "message")
            assert "ask again in words" in told.json["task"]["value"]


@pytest.fixture
async def board(tenant: Tenant, tmp_path: Path) -> AsyncIterator[Message]:
    """A notice for everyone."""
    also = (NOTICE, Dig(asyncio.Event()).command())
    async with served(tenant.teams, tenant.entra, tmp_path, clock=tenant.clock, also=also):
        await tenant.teams.say(tenant.alice, tenant.channel, "notice")
        yield await tenant.teams.message(tenant.bob, "Notice.")


async def test_a_form_on_what_everyone_reads_leaves_that_as_it_is(
    tenant: Tenant, board: Message
) -> None:
    dialog = await tenant.teams.fetch(tenant.bob, board, "Fill in")
    answered = await tenant.teams.submit_task(dialog, FILLED)

    assert answered.is_open
    assert "Notice." in board.shown_to(tenant.bob)
