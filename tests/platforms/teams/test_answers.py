"""Who sees an answer, and where: a channel, a thread, a group's chat, one's own chat."""

import pytest

from tests.fakes.teams.cards import nodes
from tests.platforms.teams.conftest import Tenant
from tests.platforms.teams.house import House

LEFT = "of the error budget left"


async def test_a_mentions_answer_lands_in_its_thread_with_its_chart(
    tenant: Tenant, house: House
) -> None:
    said = await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")

    assert said.status == 202
    answer = await tenant.teams.message(tenant.bob, LEFT)
    assert tenant.teams.thread(tenant.channel, said.message.id) == [said.message, answer]
    assert any(node.get("type") == "Chart.Line" for node in nodes(answer.card))


async def test_a_mention_inside_a_thread_is_answered_in_that_thread(
    tenant: Tenant, house: House
) -> None:
    parent = await tenant.teams.say(
        tenant.bob, tenant.channel, "the hub is slow today", mention=False
    )
    await tenant.teams.say(
        tenant.alice, tenant.channel, "how much budget is left?", thread=parent.message
    )

    answer = await tenant.teams.message(tenant.bob, LEFT)
    assert answer.root == parent.message.id


async def test_a_groups_chat_is_answered_there(tenant: Tenant, house: House) -> None:
    await tenant.teams.say(tenant.alice, tenant.group, "budget iot-hub")

    answer = await tenant.teams.message(tenant.bob, LEFT, tenant.group)
    assert answer.root is None


@pytest.mark.parametrize(
    "typed", ["budget iot-hub", "/sre budget iot-hub", "sre budget iot-hub", "budget\u00a0iot-hub"]
)
async def test_in_ones_own_chat_words_do_with_or_without_our_name(
    tenant: Tenant, house: House, typed: str
) -> None:
    await tenant.teams.say(tenant.alice, tenant.own(tenant.alice), typed)

    answer = await tenant.teams.message(tenant.alice, LEFT)
    assert answer.conversation is tenant.own(tenant.alice)


async def test_help_in_ones_own_chat_is_a_plain_message(tenant: Tenant, house: House) -> None:
    await tenant.teams.say(tenant.alice, tenant.own(tenant.alice), "help")

    answer = await tenant.teams.message(tenant.alice, "What you can ask me")
    assert answer.targeted_to is None


async def test_the_service_is_the_channels_own(tenant: Tenant, house: House) -> None:
    await tenant.teams.say(tenant.alice, tenant.other_channel, "budget")

    answer = await tenant.teams.message(tenant.alice, "device-twins")
    assert answer.conversation is tenant.other_channel


async def test_a_channel_can_stand_for_its_service(tenant: Tenant, house: House) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "budget #device-twins")

    await tenant.teams.message(tenant.bob, "device-twins")


async def test_a_mention_without_words_shows_what_can_be_asked(
    tenant: Tenant, house: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "", glue="")

    await tenant.teams.message(tenant.alice, "What you can ask me")


async def test_the_headline_is_the_notification(tenant: Tenant, house: House) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")

    answer = await tenant.teams.message(tenant.bob, LEFT)
    assert answer.summary.startswith("iot-hub: ")
    assert LEFT in answer.summary


async def test_what_somebody_typed_mentions_nobody_when_it_is_repeated(
    tenant: Tenant, house: House
) -> None:
    await tenant.teams.say(
        tenant.alice, tenant.channel, "@Bob <at>everyone</at>", also=(tenant.bob,)
    )

    answer = await tenant.teams.message(tenant.bob, "@bob")
    assert "<at>" not in str(answer.activity)
    assert "entities" not in answer.activity


async def test_the_same_message_is_answered_once_however_often_it_comes(
    tenant: Tenant, house: House
) -> None:
    said = await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")
    await tenant.teams.message(tenant.bob, LEFT)
    assert said.delivery is not None

    again = await tenant.teams.redeliver(said.delivery)
    await house.settled()

    assert again.status == 202
    assert len(tenant.answers(tenant.bob)) == 1


async def test_messages_with_one_id_in_two_conversations_are_two(
    tenant: Tenant, house: House
) -> None:
    for conversation in (tenant.channel, tenant.group):
        said = await tenant.teams.say(tenant.alice, conversation, "budget iot-hub")
        assert said.delivery is not None
        await tenant.teams.deliver({**said.delivery.activity, "id": "1"})
    await house.settled()

    assert len(tenant.answers(tenant.bob, tenant.channel)) == 2
    assert len(tenant.answers(tenant.bob, tenant.group)) == 2
