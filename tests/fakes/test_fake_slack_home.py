"""The fake's Home tab, and what is pressed in it and in the windows above."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import App, FakeSlack, RefusedByClientError, User
from tests.fakes.slack.bots import ScriptedBot, serving

BUTTON = {
    "type": "actions",
    "elements": [
        {"type": "button", "text": {"type": "plain_text", "text": "Show"}, "value": "show"}
    ],
}
HOME = {"type": "home", "blocks": [BUTTON], "private_metadata": "kept"}
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "One"}, "blocks": [BUTTON]}


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(App(events=frozenset({"app_home_opened"}))) as slack:
        slack.user("UALICE", name="alice")
        yield slack


@pytest.fixture
def alice(slack: FakeSlack) -> User:
    return User(slack, "UALICE")


@pytest.fixture
async def bot(slack: FakeSlack) -> AsyncIterator[ScriptedBot]:
    bot = ScriptedBot()
    async with serving(bot.handle) as url:
        slack.requests_go_to(url)
        yield bot


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    return AsyncWebClient(token=slack.app.bot_token, base_url=slack.base_url)


async def code(call: Any) -> str:  # noqa: ANN401 - any SDK call
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


def told(slack: FakeSlack) -> dict[str, Any]:
    """What the bot was told last."""
    return slack.deliveries[-1].payload


async def test_the_event_brings_what_stands_there_once_something_does(
    slack: FakeSlack, alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    await alice.opens_home()
    assert "view" not in told(slack)["event"]

    published = await client.views_publish(user_id="UALICE", view=HOME)
    await alice.opens_home()
    view = told(slack)["event"]["view"]
    assert (view["type"], view["private_metadata"]) == ("home", "kept")
    assert view["hash"] == published["view"]["hash"]

    await alice.opens_home(tab="messages")
    assert (told(slack)["event"]["tab"], "view" in told(slack)["event"]) == ("messages", False)


async def test_a_home_keeps_its_id_and_an_old_hash_conflicts(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    first = (await client.views_publish(user_id="UALICE", view=HOME))["view"]
    second = (await client.views_publish(user_id="UALICE", view=HOME, hash=first["hash"]))["view"]

    assert second["id"] == first["id"]
    stale = client.views_publish(user_id="UALICE", view=HOME, hash=first["hash"])
    assert await code(stale) == "hash_conflict"
    assert await code(client.views_update(view_id=first["id"], view=HOME)) == "not_found"


async def test_a_button_in_home_brings_a_trigger_that_opens_and_does_not_push(
    slack: FakeSlack, alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    await client.views_publish(user_id="UALICE", view=HOME)
    home = slack.home_of(alice)
    assert home is not None

    await alice.press(home, "Show")
    payload = told(slack)
    assert payload["container"] == {"type": "view", "view_id": home.id}
    assert payload["view"]["type"] == "home"
    assert {"channel", "message", "response_url"}.isdisjoint(payload)
    pushed = client.views_push(trigger_id=payload["trigger_id"], view=MODAL)
    assert await code(pushed) == "not_found"

    await alice.press(home, "Show")
    await client.views_open(trigger_id=told(slack)["trigger_id"], view=MODAL)
    assert [view.title for view in slack.open_views(alice)] == ["One"]


async def test_a_button_in_a_window_brings_a_trigger_that_pushes_and_does_not_open(
    slack: FakeSlack, alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    await client.views_publish(user_id="UALICE", view=HOME)
    home = slack.home_of(alice)
    assert home is not None
    await alice.press(home, "Show")
    await client.views_open(trigger_id=told(slack)["trigger_id"], view=MODAL)

    await alice.press(slack.open_views(alice)[-1], "Show")
    opened = client.views_open(trigger_id=told(slack)["trigger_id"], view=MODAL)
    assert await code(opened) == "not_found"
    await alice.press(slack.open_views(alice)[-1], "Show")
    await client.views_push(trigger_id=told(slack)["trigger_id"], view=MODAL)
    assert len(slack.open_views(alice)) == 2


async def test_a_home_takes_a_hundred_blocks(client: AsyncWebClient) -> None:
    divider = {"type": "divider"}
    await client.views_publish(user_id="UALICE", view={"type": "home", "blocks": [divider] * 100})
    crowded = client.views_publish(
        user_id="UALICE", view={"type": "home", "blocks": [divider] * 101}
    )
    assert await code(crowded) == "invalid_arguments"


async def test_an_app_without_a_home_tab_publishes_none_and_nobody_looks_at_it(
    slack: FakeSlack, alice: User, client: AsyncWebClient
) -> None:
    slack.app = replace(slack.app, home_tab=False)
    assert await code(client.views_publish(user_id="UALICE", view=HOME)) == "not_enabled"
    with pytest.raises(RefusedByClientError, match="no Home tab"):
        await alice.opens_home()


async def test_other_teams_have_a_home_only_where_the_app_is_theirs_too(
    slack: FakeSlack, bot: ScriptedBot
) -> None:
    mallory = slack.user("UMALLORY", team="T0OTHER")
    with pytest.raises(RefusedByClientError, match="not offered to other teams"):
        await mallory.opens_home()

    slack.app = replace(slack.app, serves_strangers=True)
    await mallory.opens_home()
    assert told(slack)["team_id"] == "T0OTHER"
