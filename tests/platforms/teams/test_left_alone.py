"""What is not said to us is not answered: our own words, other bots', changes, talk."""

from tests.platforms.teams.conftest import Tenant
from tests.platforms.teams.house import House


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
