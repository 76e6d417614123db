"""A form is a modal, opened at once; its answer comes to whoever filled it in, where they were."""

from pathlib import Path

from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL, House, served
from tests.platforms.slack.notices import NOTICE

WHY = "Arithmetic"


async def test_a_form_opens_and_its_answer_reaches_the_asker_alone(
    workspace: Workspace, house: House
) -> None:
    ack = await workspace.alice.types("/sre form why", channel=CHANNEL)
    assert ack.body == ""
    await workspace.slack.wait_for(lambda: workspace.slack.open_views("UALICE"))
    (view,) = workspace.slack.open_views("UALICE")

    submitted = await workspace.alice.submit(view, {"Answer": "budget", "About": "device-twins"})

    assert submitted.json() == {"response_action": "clear"}
    assert workspace.slack.open_views("UALICE") == []
    answer = await workspace.slack.message(workspace.alice, WHY, CHANNEL)
    assert answer.ephemeral_to == "UALICE"
    assert "device-twins" in answer.text
    assert workspace.bob.sees(CHANNEL) == []


async def test_what_was_left_out_of_a_form_is_the_channels_own(
    workspace: Workspace, over_http: House
) -> None:
    await workspace.alice.types("/sre form why", channel=CHANNEL)
    await workspace.slack.wait_for(lambda: workspace.slack.open_views("UALICE"))
    await workspace.alice.submit(workspace.slack.open_views("UALICE")[0], {"Answer": "budget"})

    answer = await workspace.slack.message(workspace.alice, WHY, CHANNEL)
    assert "iot-hub" in answer.text


async def test_a_missing_word_offers_the_form(workspace: Workspace, house: House) -> None:
    await workspace.alice.types("/sre why", channel=CHANNEL)
    (usage,) = workspace.alice.sees(CHANNEL)

    await workspace.alice.press(usage, "Fill in")

    await workspace.slack.wait_for(lambda: workspace.slack.open_views("UALICE"))
    (view,) = workspace.slack.open_views("UALICE")
    assert view.title == "Why"


async def test_a_form_opened_from_a_thread_is_answered_in_that_thread(
    workspace: Workspace, over_http: House
) -> None:
    said = await workspace.alice.mentions("why", channel=CHANNEL)
    usage = await workspace.answer(CHANNEL, said.ts)
    await workspace.bob.press(usage, "Fill in")
    await workspace.slack.wait_for(lambda: workspace.slack.open_views("UBOB"))
    await workspace.bob.submit(workspace.slack.open_views("UBOB")[0], {"Answer": "budget"})

    answer = await workspace.slack.message(workspace.bob, WHY, CHANNEL)
    assert (answer.ephemeral_to, answer.thread_ts) == ("UBOB", said.ts)


async def test_the_answer_to_a_form_is_seen_though_nobody_replied_where_it_was_opened(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with served(workspace.slack, tmp_path, also=(NOTICE,)):
        await workspace.alice.types("/sre notice", channel=CHANNEL)
        await workspace.bob.press(workspace.bob.sees(CHANNEL)[0], "Fill in")
        await workspace.slack.wait_for(lambda: workspace.slack.open_views("UBOB"))
        await workspace.bob.submit(workspace.slack.open_views("UBOB")[0], {"Answer": "budget"})
        answer = await workspace.slack.message(workspace.bob, WHY, CHANNEL)

    assert (answer.ephemeral_to, answer.thread_ts) == ("UBOB", None)


async def test_a_form_submitted_after_half_an_hour_is_still_answered(
    workspace: Workspace, over_http: House
) -> None:
    await workspace.alice.types("/sre form why", channel=CHANNEL)
    await workspace.slack.wait_for(lambda: workspace.slack.open_views("UALICE"))
    await workspace.slack.advance(31 * 60)
    await workspace.alice.submit(workspace.slack.open_views("UALICE")[0], {"Answer": "budget"})

    answer = await workspace.slack.message(workspace.alice, WHY, CHANNEL)
    assert answer.via == "chat.postEphemeral"


async def test_where_no_form_can_open_the_line_to_type_is_said(
    workspace: Workspace, over_http: House
) -> None:
    await workspace.alice.mentions("form why", channel=CHANNEL)

    usage = await workspace.slack.message(workspace.alice, "why ANSWER [ABOUT]", CHANNEL)
    assert (usage.ephemeral_to, usage.thread_ts) == ("UALICE", None)


async def test_when_slack_refuses_to_open_it_the_line_to_type_is_said(
    workspace: Workspace, over_http: House
) -> None:
    workspace.slack.fail_next("views.open", "expired_trigger_id")
    await workspace.alice.types("/sre form why", channel=CHANNEL)

    await workspace.slack.message(workspace.alice, "why ANSWER [ABOUT]", CHANNEL)


async def test_a_form_submitted_twice_is_answered_once(
    workspace: Workspace, over_http: House
) -> None:
    await workspace.alice.types("/sre form why", channel=CHANNEL)
    await workspace.slack.wait_for(lambda: workspace.slack.open_views("UALICE"))
    await workspace.alice.submit(workspace.slack.open_views("UALICE")[0], {"Answer": "budget"})
    await workspace.slack.message(workspace.alice, WHY, CHANNEL)
    await workspace.slack.replay(workspace.slack.sent("interactivity")[0])
    await workspace.slack.settled()

    assert len(workspace.alice.sees(CHANNEL)) == 1
