"""What is not said to us is not answered: our own words, other bots', changes, talk.

What is, is answered even if it has no words.
"""

from tests.platforms.teams.conftest import Tenant
from tests.platforms.teams.house import House

HELP = "What you can ask me"


async def test_our_own_posts_and_other_bots_are_not_answered(tenant: Tenant, house: House) -> None:
    said = await tenant.teams.say(tenant.alice, tenant.group, "budget iot-hub")
    await house.settled()
    assert said.delivery is not None
    activity = said.delivery.activity

    for number, speaker in enumerate((activity["recipient"], {"id": "28:other", "role": "bot"})):
        await tenant.teams.deliver({**activity, "id": f"e{number}", "from": speaker})
    await house.settled()

    assert len(tenant.answers(tenant.bob)) == 1


async def test_edits_deletions_and_reactions_are_left_alone(tenant: Tenant, house: House) -> None:
    said = await tenant.teams.say(tenant.alice, tenant.group, "budget iot-hub")
    await house.settled()
    assert said.delivery is not None
    kinds = ("messageUpdate", "messageDelete", "messageReaction", "typing", "endOfConversation")

    for kind in kinds:
        told = await tenant.teams.deliver({**said.delivery.activity, "id": kind, "type": kind})
        assert told.status == 202
    await house.settled()

    assert len(tenant.answers(tenant.bob)) == 1


async def test_talk_among_people_is_not_answered(tenant: Tenant, house: House) -> None:
    said = await tenant.teams.say(tenant.alice, tenant.group, "budget iot-hub")
    await house.settled()
    assert said.delivery is not None

    await tenant.teams.deliver(
        {**said.delivery.activity, "id": "2", "text": "budget iot-hub", "entities": []}
    )
    await house.settled()

    assert len(tenant.answers(tenant.bob)) == 1


async def test_a_picture_alone_is_answered_with_what_can_be_asked(
    tenant: Tenant, house: House
) -> None:
    own = tenant.own(tenant.alice)
    said = await tenant.teams.say(tenant.alice, own, "help")
    await house.settled()
    assert said.delivery is not None
    picture = {"contentType": "image/png", "contentUrl": "https://example.com/1.png"}
    activity = {**said.delivery.activity, "id": "2", "attachments": [picture]}

    await tenant.teams.deliver({**activity, "text": ""})
    await house.settled()

    assert [HELP in each.shown for each in tenant.answers(tenant.alice, own)] == [True, True]


async def test_an_empty_slash_message_is_answered_with_what_can_be_asked(
    tenant: Tenant, house: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.group, "", targeted=True)

    assert (await tenant.teams.message(tenant.alice, HELP)).targeted_to is tenant.alice
    assert tenant.answers(tenant.bob) == []
