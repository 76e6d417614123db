"""Commands, answers, buttons and forms at the fake Slack, with a Bolt app over HTTP."""

import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.fakes.slack import App, FakeSlack, MovableClock, RefusedByClientError, Settings, User
from tests.fakes.slack.bots import ScriptedBot, bolt_over_http, serving

Body = dict[str, Any]
BUTTON = {"type": "button", "text": {"type": "plain_text", "text": "Show"}, "value": "budget"}
SHOW = [{"type": "actions", "elements": [BUTTON | {"action_id": "show"}]}]


def modal(**more: object) -> Body:
    return {
        "type": "modal",
        "callback_id": "decide",
        "title": {"type": "plain_text", "text": "Decide"},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": [
            {
                "type": "input",
                "block_id": "why",
                "label": {"type": "plain_text", "text": "Why"},
                "element": {"type": "plain_text_input", "action_id": "text", "max_length": 9},
            },
            {
                "type": "input",
                "block_id": "who",
                "optional": True,
                "label": {"type": "plain_text", "text": "Who"},
                "element": {
                    "type": "static_select",
                    "action_id": "pick",
                    "options": [{"text": {"type": "plain_text", "text": "SRE"}, "value": "sre"}],
                },
            },
        ],
    } | more


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    quiet_app = App(events=frozenset())
    async with FakeSlack(quiet_app, clock=MovableClock(frozen=True)) as slack:
        people = [slack.user("UALICE", name="alice"), slack.user("UBOB", name="bob")]
        slack.channel("CIOT", name="iot-hub", members=people)
        yield slack


def lose_patience(slack: FakeSlack) -> None:
    """Slack waits three seconds; these tests do not."""
    slack.settings = Settings(ack_timeout=0.1)


@pytest.fixture
def alice(slack: FakeSlack) -> User:
    return User(slack, "UALICE")


@pytest.fixture
async def bot(slack: FakeSlack) -> AsyncIterator[ScriptedBot]:
    """Answers whatever it is told; the default is an empty 200."""
    bot = ScriptedBot()
    async with serving(bot.handle) as url:
        slack.requests_go_to(url)
        yield bot


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    return AsyncWebClient(token=slack.app.bot_token, base_url=slack.base_url)


def shown(slack: FakeSlack, user: str, channel: str | None = None) -> list[str]:
    return [message.shown for message in slack.seen_by(user, channel)]


async def code(call: Any) -> str:  # noqa: ANN401 - any SDK call
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


# Commands


async def test_a_command_arrives_at_bolt_signed_and_its_answer_is_seen_by_the_asker(
    slack: FakeSlack, alice: User, client: AsyncWebClient
) -> None:
    app = AsyncApp(signing_secret=slack.app.signing_secret, client=client)

    @app.command("/sre")
    async def sre(ack: Any, command: Body) -> None:  # noqa: ANN401 - Bolt's
        await ack(f"{command['user_name']} in {command['channel_name']}: {command['text']}")

    async with bolt_over_http(app) as url:
        slack.requests_go_to(url)
        ack = await alice.types("/sre budget iot-hub", channel="CIOT")
    assert (ack.status, ack.ok) == (200, True)
    assert 0 < ack.after_seconds < 3
    assert shown(slack, "UALICE") == ["alice in iot-hub: budget iot-hub"]
    assert shown(slack, "UBOB") == []


async def test_a_command_is_a_form_with_escaped_names(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    await alice.types("/sre escalate @bob in #iot-hub: a<b & https://x.example/?q", channel="CIOT")
    headers, body = bot.heard[0]
    form = dict(parse_qsl(body))
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert form["text"] == (
        "escalate <@UBOB|bob> in <#CIOT|iot-hub>: a&lt;b &amp; <https://x.example/?q>"
    )
    expected = {
        "command": "/sre",
        "channel_id": "CIOT",
        "user_id": "UALICE",
        "team_id": "T0HOME0001",
    }
    assert expected.items() <= form.items()


async def test_a_command_in_a_direct_message_names_the_place_so(
    alice: User, bot: ScriptedBot
) -> None:
    await alice.types("/sre help")
    assert dict(parse_qsl(bot.heard[0][1]))["channel_name"] == "directmessage"


async def test_clients_refuse_commands_in_threads_unknown_ones_and_other_peoples_channels(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    with pytest.raises(RefusedByClientError, match="not supported in threads"):
        await alice.types("/sre budget", channel="CIOT", thread_ts="1.1")
    with pytest.raises(RefusedByClientError, match="not a valid command"):
        await alice.types("/srre budget", channel="CIOT")
    slack.channel("CELSE")
    with pytest.raises(RefusedByClientError, match="is not in CELSE"):
        await alice.types("/sre budget", channel="CELSE")
    assert bot.heard == []


async def test_strangers_have_the_command_only_where_the_app_is_theirs_too(
    slack: FakeSlack, bot: ScriptedBot
) -> None:
    mallory = slack.user("UMALLORY", team="T0OTHER")
    with pytest.raises(RefusedByClientError, match="not offered to other teams"):
        await mallory.types("/sre budget")
    slack.app = App(serves_strangers=True)
    await mallory.types("/sre budget")
    assert dict(parse_qsl(bot.heard[0][1]))["team_id"] == "T0OTHER"


async def test_a_late_command_is_an_operation_timeout_and_never_sent_twice(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    lose_patience(slack)
    bot.open_door.clear()
    ack = await alice.types("/sre budget", channel="CIOT")
    bot.open_door.set()
    await slack.settled()
    assert (ack.status, ack.failure) == (None, "operation_timeout")
    assert shown(slack, "UALICE") == ['/sre failed with the error "operation_timeout"']
    assert shown(slack, "UBOB") == []
    await slack.advance(600)
    assert len(bot.heard) == 1


@pytest.mark.parametrize("status", [201, 302, 401, 500])
async def test_any_answer_but_200_is_a_dispatch_failure_to_the_asker(
    slack: FakeSlack, alice: User, bot: ScriptedBot, status: int
) -> None:
    bot.answers.append(web.Response(status=status))
    ack = await alice.types("/sre budget", channel="CIOT")
    assert (ack.status, ack.failure) == (status, "dispatch_failed")
    assert shown(slack, "UALICE") == ['/sre failed with the error "dispatch_failed"']


async def test_a_bot_that_is_not_there_is_a_dispatch_failure(slack: FakeSlack, alice: User) -> None:
    slack.requests_go_to("http://127.0.0.1:9/slack/events")
    assert (await alice.types("/sre budget")).failure == "dispatch_failed"


async def test_an_answer_with_wrong_blocks_is_not_shown(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    bot.answers.append(web.json_response({"text": "x", "blocks": [{"type": "chart"}]}))
    ack = await alice.types("/sre budget", channel="CIOT")
    assert ack.failure == "invalid_command_response"
    assert "unsupported type: chart" in slack.complaints[0]


async def test_an_in_channel_answer_is_for_everyone(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    bot.answers.append(web.json_response({"text": "50 %", "response_type": "in_channel"}))
    await alice.types("/sre budget", channel="CIOT")
    assert shown(slack, "UBOB") == ["50 %"]


# response_url


async def respond(bot: ScriptedBot, **body: Any) -> tuple[int, str]:  # noqa: ANN401 - Slack's own
    """Answer the last thing heard through its response_url, with the SDK's webhook client."""
    form = dict(parse_qsl(bot.heard[-1][1]))
    url = form.get("response_url") or json.loads(form["payload"])["response_url"]
    answer = await AsyncWebhookClient(url).send_dict(body)
    return answer.status_code, answer.body


async def test_an_answer_without_response_type_is_for_the_asker_alone(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    await alice.types("/sre budget", channel="CIOT")
    assert await respond(bot, text="50 %") == (200, "ok")
    assert (shown(slack, "UALICE"), shown(slack, "UBOB")) == (["50 %"], [])
    await respond(bot, text="for all", response_type="in_channel")
    assert shown(slack, "UBOB") == ["for all"]


async def test_a_response_url_is_good_five_times(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    await alice.types("/sre budget", channel="CIOT")
    for number in range(5):
        assert (await respond(bot, text=str(number)))[0] == 200
    status, body = await respond(bot, text="6")
    assert (status, json.loads(body)["error"]) == (404, "used_url")
    assert len(slack.seen_by("UALICE")) == 5


async def test_a_response_url_is_good_for_thirty_minutes(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    await alice.types("/sre budget", channel="CIOT")
    await slack.advance(30 * 60)
    assert (await respond(bot, text="just in time"))[0] == 200
    await slack.advance(1)
    status, body = await respond(bot, text="too late")
    assert (status, json.loads(body)["error"]) == (404, "expired_url")


async def test_a_response_url_refuses_wrong_blocks_and_private_pictures(
    slack: FakeSlack, alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    png = b"\x89PNG\r\n\x1a\n"
    file_id = (await client.files_upload_v2(filename="a.png", content=png))["files"][0]["id"]
    await slack.advance(1)
    picture = [{"type": "image", "alt_text": "burn", "slack_file": {"id": file_id}}]
    await alice.types("/sre budget", channel="CIOT")
    assert (await respond(bot, text="x", blocks=[{"type": "chart"}]))[0] == 404
    status, body = await respond(bot, text="x", blocks=picture)
    assert (status, json.loads(body)["error"]) == (404, "invalid_blocks")
    public = await respond(bot, text="x", blocks=picture, response_type="in_channel")
    assert public == (200, "ok")


async def test_a_commands_answer_cannot_be_replaced(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    await alice.types("/sre budget", channel="CIOT")
    await respond(bot, text="thinking")
    await respond(bot, text="done", replace_original=True)
    assert shown(slack, "UALICE") == ["thinking", "done"]


async def test_an_answer_to_a_button_may_replace_or_delete_its_message(
    slack: FakeSlack, alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    for name in ("first", "second"):
        await client.chat_postMessage(channel="CIOT", text=name, blocks=SHOW)
    first, second = alice.sees("CIOT")
    await alice.press(first, "Show")
    await respond(bot, text="replaced", blocks=[], replace_original=True)
    await alice.press(second, "Show")
    await respond(bot, delete_original=True)
    assert shown(slack, "UBOB", "CIOT") == ["replaced"]
    assert json.loads((await respond(bot, text="x", replace_original=True))[1])["error"] == (
        "message_not_found"
    )


async def test_an_ephemeral_replaced_stays_ephemeral(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    bot.answers.append(web.json_response({"text": "private", "blocks": SHOW}))
    await alice.types("/sre budget", channel="CIOT")
    [private] = alice.sees("CIOT")
    await alice.press(private, "Show")
    await respond(bot, text="new", blocks=[], replace_original=True, response_type="in_channel")
    assert (shown(slack, "UALICE"), shown(slack, "UBOB")) == (["new"], [])


# Buttons


async def test_a_button_on_a_public_message_sends_the_message_along(
    alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel="CIOT", text="50 %", blocks=SHOW)
    ack = await alice.press(alice.sees("CIOT")[0], "Show")
    payload = json.loads(dict(parse_qsl(bot.heard[-1][1]))["payload"])
    assert ack.ok
    assert payload["type"] == "block_actions"
    assert payload["container"]["is_ephemeral"] is False
    assert payload["message"]["ts"] == posted["ts"]
    assert payload["actions"][0]["value"] == "budget"
    assert payload["trigger_id"]
    assert payload["response_url"]


async def test_a_button_on_an_ephemeral_comes_without_the_message(
    alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    await client.chat_postEphemeral(channel="CIOT", user="UALICE", text="50 %", blocks=SHOW)
    await alice.press(alice.sees("CIOT")[0], "Show")
    payload = json.loads(dict(parse_qsl(bot.heard[-1][1]))["payload"])
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload


async def test_only_what_a_person_sees_can_be_pressed(
    slack: FakeSlack, alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    await client.chat_postEphemeral(channel="CIOT", user="UALICE", text="50 %", blocks=SHOW)
    [private] = alice.sees("CIOT")
    with pytest.raises(RefusedByClientError, match="cannot see"):
        await User(slack, "UBOB").press(private, "Show")
    with pytest.raises(RefusedByClientError, match=r"no 'Hide' here, only \['Show'\]"):
        await alice.press(private, "Hide")
    assert bot.heard == []


async def test_a_failed_press_is_visible_and_not_repeated(
    slack: FakeSlack, alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="CIOT", text="x", blocks=SHOW)
    bot.answers.append(web.Response(status=500))
    ack = await alice.press(alice.sees("CIOT")[0], "Show")
    await slack.settled()
    assert ack.failure == "dispatch_failed"
    assert slack.complaints == ["interaction: dispatch_failed"]
    assert len(slack.sent("interactivity")) == 1


async def test_a_menu_sends_the_option_that_was_chosen(
    alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    options = [{"text": {"type": "plain_text", "text": "Yes"}, "value": "y"}]
    menu = {"type": "static_select", "action_id": "vote", "options": options}
    blocks = [{"type": "actions", "elements": [menu]}]
    await client.chat_postMessage(channel="CIOT", text="x", blocks=blocks)
    await alice.choose(alice.sees("CIOT")[0], "vote", "Yes")
    payload = json.loads(dict(parse_qsl(bot.heard[-1][1]))["payload"])
    assert payload["actions"][0]["selected_option"]["value"] == "y"


async def test_shortcuts_carry_a_trigger_and_the_message(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    said = await alice.says("who owns this?", channel="CIOT")
    reply = await alice.says("not us", channel="CIOT", thread_ts=said.ts)
    await alice.message_shortcut("dispute", reply.message)
    payload = json.loads(dict(parse_qsl(bot.heard[-1][1]))["payload"])
    assert (payload["type"], payload["callback_id"]) == ("message_action", "dispute")
    assert payload["message"]["thread_ts"] == said.ts
    await alice.shortcut("decide")
    assert json.loads(dict(parse_qsl(bot.heard[-1][1]))["payload"])["type"] == "shortcut"
    slack.app = App(shortcuts=frozenset({"decide"}))
    with pytest.raises(RefusedByClientError, match="no shortcut dispute"):
        await alice.message_shortcut("dispute", reply.message)


# Views and triggers


async def trigger(slack: FakeSlack, alice: User) -> str:
    await alice.types("/sre decide")
    return str(slack.deliveries[-1].payload["trigger_id"])


async def test_a_trigger_opens_one_view_within_three_seconds(
    slack: FakeSlack, alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    fresh = await trigger(slack, alice)
    await slack.advance(3)
    await client.views_open(trigger_id=fresh, view=modal())
    assert [view.title for view in slack.open_views("UALICE")] == ["Decide"]
    again = client.views_open(trigger_id=fresh, view=modal())
    assert await code(again) == "exchanged_trigger_id"
    stale = await trigger(slack, alice)
    await slack.advance(3.01)
    assert await code(client.views_open(trigger_id=stale, view=modal())) == "expired_trigger_id"
    forged = client.views_open(trigger_id="1.2.abc", view=modal())
    assert await code(forged) == "invalid_trigger_id"


async def test_a_refused_view_does_not_use_up_the_trigger(
    slack: FakeSlack, alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    fresh = await trigger(slack, alice)
    long = modal(title={"type": "plain_text", "text": "x" * 25})
    assert await code(client.views_open(trigger_id=fresh, view=long)) == "invalid_arguments"
    await client.views_open(trigger_id=fresh, view=modal())


async def open_modal(slack: FakeSlack, alice: User, client: AsyncWebClient) -> None:
    await client.views_open(trigger_id=await trigger(slack, alice), view=modal())


async def test_submitting_sends_what_was_filled_in_and_closes_the_view(
    slack: FakeSlack, alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    await open_modal(slack, alice, client)
    await alice.submit(slack.open_views(alice)[-1], {"Why": "cost", "who": "SRE"})
    payload = json.loads(dict(parse_qsl(bot.heard[-1][1]))["payload"])
    values = payload["view"]["state"]["values"]
    assert payload["type"] == "view_submission"
    assert values["why"]["text"] == {"type": "plain_text_input", "value": "cost"}
    assert values["who"]["pick"]["selected_option"]["value"] == "sre"
    assert slack.open_views(alice) == []


@pytest.mark.parametrize(
    "values",
    [{}, {"Why": ""}, {"Why": "longer than nine"}, {"Why": "x", "who": "Dev"}, {"Wy": "x"}],
    ids=str,
)
async def test_a_client_submits_nothing_that_its_inputs_refuse(
    slack: FakeSlack, alice: User, bot: ScriptedBot, client: AsyncWebClient, values: Body
) -> None:
    await open_modal(slack, alice, client)
    heard = len(bot.heard)
    with pytest.raises(RefusedByClientError):
        await alice.submit(slack.open_views(alice)[-1], values)
    assert len(bot.heard) == heard


async def test_a_view_without_submit_cannot_be_submitted(
    slack: FakeSlack, alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    read_only = {key: value for key, value in modal(blocks=SHOW).items() if key != "submit"}
    await client.views_open(trigger_id=await trigger(slack, alice), view=read_only)
    with pytest.raises(RefusedByClientError, match="nothing to submit"):
        await alice.submit(slack.open_views(alice)[-1])


async def test_response_actions_are_followed(
    slack: FakeSlack, alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    await open_modal(slack, alice, client)
    [view] = slack.open_views(alice)
    errors = {"response_action": "errors", "errors": {"why": "too vague"}}
    other = modal(title={"type": "plain_text", "text": "Sure?"})
    for action in (
        errors,
        {"response_action": "update", "view": other},
        {"response_action": "push", "view": other},
        {"response_action": "push", "view": other},
    ):
        bot.answers.append(web.json_response(action))
    await alice.submit(view, {"why": "eh"})
    assert slack.view_errors[view.id] == {"why": "too vague"}
    await alice.submit(view, {"why": "cost"})
    assert [v.title for v in slack.open_views(alice)] == ["Sure?"]
    await alice.submit(slack.open_views(alice)[-1], {"why": "cost"})
    await alice.submit(slack.open_views(alice)[-1], {"why": "cost"})
    assert len(slack.open_views(alice)) == 3
    bot.answers.append(web.json_response({"response_action": "push", "view": other}))
    fourth = await alice.submit(slack.open_views(alice)[-1], {"why": "cost"})
    assert fourth.failure == "invalid_response_action"
    assert slack.complaints == ["view_submission: push_limit_reached"]
    bot.answers.append(web.json_response({"response_action": "clear"}))
    await alice.submit(slack.open_views(alice)[-1], {"why": "cost"})
    assert slack.open_views(alice) == []


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "dance"},
        {"text": "thanks"},
    ],
    ids=str,
)
async def test_a_wrong_answer_to_a_form_leaves_it_open(
    slack: FakeSlack, alice: User, bot: ScriptedBot, client: AsyncWebClient, answer: Body
) -> None:
    await open_modal(slack, alice, client)
    bot.answers.append(web.json_response(answer))
    ack = await alice.submit(slack.open_views(alice)[-1], {"why": "x"})
    assert ack.failure == "invalid_response_action"
    assert len(slack.open_views(alice)) == 1


async def test_views_are_pushed_from_within_a_modal_and_three_at_most(
    slack: FakeSlack, alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    outside = client.views_push(trigger_id=await trigger(slack, alice), view=modal())
    assert await code(outside) == "not_found"
    with_button = modal(blocks=SHOW)
    await client.views_open(trigger_id=await trigger(slack, alice), view=with_button)
    for _ in range(2):
        await alice.press(slack.open_views(alice)[-1], "Show")
        inside = slack.deliveries[-1].payload["trigger_id"]
        await client.views_push(trigger_id=inside, view=with_button)
    await alice.press(slack.open_views(alice)[-1], "Show")
    inside = slack.deliveries[-1].payload["trigger_id"]
    assert await code(client.views_push(trigger_id=inside, view=with_button)) == (
        "push_limit_reached"
    )


async def test_an_update_with_an_old_hash_conflicts(
    slack: FakeSlack, alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    await open_modal(slack, alice, client)
    view = slack.open_views(alice)[0]
    old = view.hash
    await client.views_update(view_id=view.id, hash=old, view=modal())
    stale = client.views_update(view_id=view.id, hash=old, view=modal())
    assert await code(stale) == "hash_conflict"
    assert await code(client.views_update(view_id="V404", view=modal())) == "not_found"


async def test_closing_is_told_only_when_asked_for(
    slack: FakeSlack, alice: User, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    await open_modal(slack, alice, client)
    assert await alice.close(slack.open_views(alice)[-1]) is None
    told = modal(notify_on_close=True)
    await client.views_open(trigger_id=await trigger(slack, alice), view=told)
    await alice.close(slack.open_views(alice)[-1])
    payload = json.loads(dict(parse_qsl(bot.heard[-1][1]))["payload"])
    assert (payload["type"], payload["is_cleared"]) == ("view_closed", False)
    assert slack.open_views(alice) == []


async def test_a_home_tab_is_published_for_one_person(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    await client.views_publish(user_id="UALICE", view=home)
    assert slack.home_of("UALICE") is not None
    assert slack.home_of("UBOB") is None
    assert await code(client.views_publish(user_id="UALICE", view=modal())) == "invalid_arguments"
    assert await code(client.views_publish(user_id="UNOBODY", view=home)) == "user_not_found"
