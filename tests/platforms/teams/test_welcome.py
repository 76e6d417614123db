"""Coming and going: greeted once, remembered, forgotten."""

from bot.ports.chat import Posted
from bot.reply import Card
from bot.request import Place
from tests.fakes.teams import Conversation
from tests.platforms.teams.conftest import Tenant
from tests.platforms.teams.house import CHANNEL, House

HELLO = "Hello! I tell"


def greetings(tenant: Tenant, place: Conversation) -> list[str]:
    return [each.shown for each in tenant.answers(tenant.alice, place) if HELLO in each.shown]


async def test_whoever_adds_us_is_greeted_once_and_told_what_to_type(
    tenant: Tenant, house: House
) -> None:
    own = tenant.own(tenant.alice)
    deliveries = await tenant.teams.install(tenant.alice, own)
    await house.settled()

    assert [each.status for each in deliveries] == [202, 202]
    (hello,) = greetings(tenant, own)
    assert "type “budget”" in hello


async def test_one_of_the_two_ways_in_which_teams_tells_it_is_enough(
    tenant: Tenant, house: House
) -> None:
    said = await tenant.teams.say(tenant.alice, tenant.channel, "help")
    assert said.delivery is not None
    news = {**said.delivery.activity, "conversation": tenant.group.account(None), "id": "2"}
    await tenant.teams.deliver({**news, "type": "installationUpdate", "action": "add"})
    await house.settled()

    assert len(greetings(tenant, tenant.group)) == 1


async def test_a_channel_is_greeted_once_and_told_to_mention_us(
    tenant: Tenant, house: House
) -> None:
    for _ in range(2):
        await tenant.teams.install(tenant.alice, tenant.channel)
        await house.settled()

    (hello,) = greetings(tenant, tenant.channel)
    assert "@sre budget" in hello


async def test_what_the_greeting_offers_can_be_pressed(tenant: Tenant, house: House) -> None:
    await tenant.teams.install(tenant.alice, tenant.channel)
    hello = await tenant.teams.message(tenant.bob, HELLO)

    await tenant.teams.press(tenant.bob, hello, "Help")
    assert "What you can ask me" in hello.shown_to(tenant.bob)
    await tenant.teams.press(tenant.alice, hello, "Your budgets")
    assert "iot-hub" in hello.shown_to(tenant.alice)
    assert HELLO in hello.shown_to(tenant.erin)


async def test_where_people_have_talked_to_us_before_nobody_is_greeted(
    tenant: Tenant, house: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "help")
    await house.settled()
    await tenant.teams.install(tenant.alice, tenant.channel)
    await house.settled()

    assert greetings(tenant, tenant.channel) == []


async def test_when_somebody_else_comes_nobody_is_greeted(tenant: Tenant, house: House) -> None:
    newcomer = tenant.teams.person("Newcomer")
    joined = await tenant.teams.join(newcomer, tenant.channel)
    await house.settled()

    assert joined.status == 202
    assert greetings(tenant, tenant.channel) == []


async def test_a_conversation_is_remembered_as_long_as_we_are_in_it(
    tenant: Tenant, house: House
) -> None:
    await tenant.teams.install(tenant.alice, tenant.channel)
    await house.settled()
    known = await house.known(CHANNEL)
    assert known is not None
    assert known.workspace == tenant.channel.tenant

    await tenant.teams.uninstall(tenant.alice, tenant.channel)
    await house.settled()
    assert await house.known(CHANNEL) is None

    await tenant.teams.install(tenant.alice, tenant.channel)
    await house.settled()
    assert len(greetings(tenant, tenant.channel)) == 2


async def test_a_message_makes_its_conversation_known(tenant: Tenant, house: House) -> None:
    own = tenant.own(tenant.alice)
    await tenant.teams.say(tenant.alice, own, "help")
    await house.settled()

    known = await house.known(own.id)
    assert known is not None
    assert known.user == "aad-alice"


async def test_when_teams_moves_a_conversation_it_is_found_in_its_new_place(
    tenant: Tenant, house: House
) -> None:
    said = await tenant.teams.say(tenant.alice, tenant.channel, "help")
    await house.settled()
    assert said.delivery is not None
    moved = f"{tenant.teams.url}/emea/"
    tenant.teams.authorization = lambda _url: tenant.entra.authorization(moved)
    await tenant.teams.deliver({**said.delivery.activity, "id": "2", "serviceUrl": moved})
    await house.settled()

    known = await house.known(CHANNEL)
    assert known is not None
    assert known.address["service_url"] == moved


async def test_a_channel_that_was_deleted_is_forgotten(tenant: Tenant, house: House) -> None:
    said = await tenant.teams.say(tenant.alice, tenant.channel, "help")
    await house.settled()
    assert said.delivery is not None
    data = {**tenant.channel.channel_data(), "eventType": "channelDeleted"}
    general = {"id": "19:general@thread.tacv2", "conversationType": "channel"}

    await tenant.teams.deliver(
        {
            **said.delivery.activity,
            "type": "conversationUpdate",
            "id": "2",
            "conversation": {**general, "tenantId": tenant.channel.tenant},
            "channelData": data,
        }
    )
    await house.settled()

    assert await house.known(CHANNEL) is None


async def test_an_upgrade_of_the_app_is_no_coming_and_no_going(
    tenant: Tenant, house: House
) -> None:
    added, installed = await tenant.teams.install(tenant.alice, tenant.channel)
    await house.settled()

    for number, action in enumerate(("remove-upgrade", "add-upgrade")):
        await tenant.teams.deliver({**installed.activity, "id": f"u{number}", "action": action})
    await house.settled()

    assert added.status == 202
    assert await house.known(CHANNEL) is not None
    assert len(greetings(tenant, tenant.channel)) == 1


async def test_where_we_may_not_write_the_greeting_is_left_out(
    tenant: Tenant, house: House
) -> None:
    tenant.teams.fail_next(403)
    await tenant.teams.install(tenant.alice, tenant.channel)
    await house.settled()

    assert greetings(tenant, tenant.channel) == []
    assert await house.known(CHANNEL) is not None


async def test_where_we_were_met_we_can_post_unasked(tenant: Tenant, house: House) -> None:
    await tenant.teams.install(tenant.alice, tenant.channel)
    await house.settled()

    posted = await house.platform.chat.post(
        Card("The week begins."), to=Place("teams", CHANNEL), key="news"
    )

    assert isinstance(posted, Posted)
    await tenant.teams.message(tenant.bob, "The week begins.")
