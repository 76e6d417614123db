"""What is for the asker alone: among the others where Teams lets us, else in our own chat."""

from dataclasses import replace
from datetime import timedelta

from tests.platforms.teams.conftest import Tenant
from tests.platforms.teams.house import House

LEFT = "of the error budget left"
HELP = "What you can ask me"
ELSEWHERE = "My answer is for whoever asked alone"


def refuse_targeted(tenant: Tenant) -> None:
    tenant.teams.settings = replace(tenant.teams.settings, targeted_messages=False)


def tried_targeted(tenant: Tenant) -> int:
    return sum(call.method == "POST" and call.targeted for call in tenant.teams.calls)


async def test_help_after_a_mention_is_shown_to_the_asker_in_the_thread(
    tenant: Tenant, house: House
) -> None:
    said = await tenant.teams.say(tenant.alice, tenant.channel, "help")

    answer = await tenant.teams.message(tenant.alice, HELP)
    assert answer.targeted_to is tenant.alice
    assert answer.root == said.message.id
    assert tenant.answers(tenant.bob) == []


async def test_what_a_slash_command_asks_is_answered_to_the_asker_alone(
    tenant: Tenant, house: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub", targeted=True)

    answer = await tenant.teams.message(tenant.alice, LEFT)
    assert answer.targeted_to is tenant.alice
    assert "Show in channel" in answer.shown
    assert tenant.answers(tenant.bob) == []


async def test_where_targeted_messages_are_refused_it_is_said_in_our_own_chat(
    tenant: Tenant, house: House
) -> None:
    refuse_targeted(tenant)
    await tenant.teams.say(tenant.alice, tenant.channel, "help")

    answer = await tenant.teams.message(tenant.alice, HELP)
    assert answer.conversation is tenant.own(tenant.alice)
    assert tenant.answers(tenant.alice, tenant.channel) == []


async def test_what_is_said_apart_offers_nothing_that_is_of_use_in_the_channel_alone(
    tenant: Tenant, house: House
) -> None:
    refuse_targeted(tenant)
    await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub", targeted=True)

    answer = await tenant.teams.message(tenant.alice, LEFT)
    assert answer.conversation is tenant.own(tenant.alice)
    assert "Show in channel" not in answer.shown
    await tenant.teams.press(tenant.alice, answer, "Why?")
    assert "Arithmetic" in answer.shown_to(tenant.alice)


async def test_a_refusal_is_remembered_for_an_hour(tenant: Tenant, house: House) -> None:
    refuse_targeted(tenant)
    for _ in range(2):
        await tenant.teams.say(tenant.alice, tenant.channel, "help")
        await house.settled()
    assert tried_targeted(tenant) == 1

    await tenant.teams.say(tenant.alice, tenant.group, "help")
    await house.settled()
    assert tried_targeted(tenant) == 2

    tenant.clock.at += timedelta(minutes=61)
    tenant.teams.settings = replace(tenant.teams.settings, targeted_messages=True)
    await tenant.teams.say(tenant.alice, tenant.channel, "help")
    await house.settled()

    assert tenant.answers(tenant.alice, tenant.channel)[-1].targeted_to is tenant.alice


async def test_a_way_that_broke_off_is_not_remembered_as_refused(
    tenant: Tenant, house: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "help")
    await house.settled()
    tenant.teams.cut_next()
    await tenant.teams.say(tenant.alice, tenant.channel, "help")
    await house.settled()
    assert len(tenant.answers(tenant.alice, tenant.own(tenant.alice))) == 1

    await tenant.teams.say(tenant.alice, tenant.channel, "help")
    await house.settled()
    assert len(tenant.answers(tenant.alice, tenant.channel)) == 2


async def test_where_nothing_private_can_be_said_it_is_said_how_to_get_there_and_no_more(
    tenant: Tenant, house: House
) -> None:
    refuse_targeted(tenant)
    tenant.own(tenant.alice).with_bot = False
    said = await tenant.teams.say(tenant.alice, tenant.channel, "help")

    pointer = await tenant.teams.message(tenant.bob, ELSEWHERE)
    assert pointer.root == said.message.id
    assert HELP not in pointer.shown
    assert len(tenant.answers(tenant.alice)) == 1


async def test_a_missing_word_is_told_to_everyone_who_heard_the_question(
    tenant: Tenant, house: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "why")

    await tenant.teams.message(tenant.bob, "“why” needs to know")
