"""Buttons are words that somebody could type; they are answered as publicly as they stand."""

from pathlib import Path

from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL, House, served
from tests.platforms.slack.notices import NOTICE

LEFT = "of the error budget left"


async def test_show_in_channel_shows_it_to_everyone_with_its_chart(
    workspace: Workspace, house: House
) -> None:
    await workspace.alice.types("/sre budget iot-hub", channel=CHANNEL)
    (private,) = workspace.alice.sees(CHANNEL)

    ack = await workspace.alice.press(private, "Show in channel")

    assert ack.body == ""
    shown = await workspace.slack.wait_for(
        lambda: next(
            (m for m in workspace.bob.sees(CHANNEL) if m.blocks[-3]["type"] == "image"), None
        )
    )
    assert LEFT in shown.shown
    assert shown.thread_ts is None


async def test_pressed_twice_it_is_shown_twice_and_replayed_once(
    workspace: Workspace, over_http: House
) -> None:
    await workspace.alice.types("/sre budget iot-hub", channel=CHANNEL)
    (private,) = workspace.alice.sees(CHANNEL)

    await workspace.alice.press(private, "Show in channel")
    await workspace.slack.message(workspace.bob, LEFT, CHANNEL)
    await workspace.slack.replay(workspace.slack.sent("interactivity")[0])
    await workspace.alice.press(private, "Show in channel")
    await workspace.slack.wait_for(lambda: len(workspace.bob.sees(CHANNEL)) >= 2)
    await workspace.slack.settled()

    assert len(workspace.bob.sees(CHANNEL)) == 2


async def test_a_button_on_a_private_answer_is_answered_privately_beside_it(
    workspace: Workspace, house: House
) -> None:
    await workspace.alice.types("/sre budget iot-hub", channel=CHANNEL)
    (private,) = workspace.alice.sees(CHANNEL)

    await workspace.alice.press(private, "Why?")

    why = await workspace.slack.message(workspace.alice, "Arithmetic", CHANNEL)
    assert why.ephemeral_to == "UALICE"
    assert private in workspace.alice.sees(CHANNEL)
    assert workspace.bob.sees(CHANNEL) == []


async def test_a_button_on_a_public_answer_is_answered_in_its_thread(
    workspace: Workspace, house: House
) -> None:
    said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)
    answer = await workspace.answer(CHANNEL, said.ts)

    await workspace.bob.press(answer, "Why?")

    await workspace.answer(CHANNEL, said.ts, when=lambda each: "Arithmetic" in each.shown)


async def test_a_button_on_what_was_shown_in_the_channel_opens_a_thread_under_it(
    workspace: Workspace, over_http: House
) -> None:
    await workspace.alice.types("/sre budget iot-hub", channel=CHANNEL)
    await workspace.alice.press(workspace.alice.sees(CHANNEL)[0], "Show in channel")
    shown = await workspace.slack.message(workspace.bob, LEFT, CHANNEL)

    await workspace.bob.press(shown, "Why?")

    await workspace.answer(CHANNEL, shown.ts, when=lambda each: "Arithmetic" in each.shown)


async def test_a_button_on_a_private_answer_in_a_thread_is_answered_in_that_thread(
    workspace: Workspace, over_http: House
) -> None:
    parent = await workspace.bob.says("the hub is slow today", channel=CHANNEL)
    await workspace.alice.mentions("help", channel=CHANNEL, thread_ts=parent.ts)
    overview = await workspace.slack.message(workspace.alice, "What you can ask me")

    await workspace.alice.press(overview, "budget iot-hub")

    answer = await workspace.slack.message(workspace.alice, LEFT)
    assert (answer.ephemeral_to, answer.thread_ts) == ("UALICE", parent.ts)


async def test_what_a_button_says_to_one_alone_is_seen_though_nobody_replied_to_its_message(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with served(workspace.slack, tmp_path, also=(NOTICE,)):
        await workspace.alice.types("/sre notice", channel=CHANNEL)
        (notice,) = workspace.bob.sees(CHANNEL)

        await workspace.bob.press(notice, "Help")
        overview = await workspace.slack.message(workspace.bob, "What you can ask me")

    assert (overview.ephemeral_to, overview.thread_ts) == ("UBOB", None)
    assert workspace.alice.sees(CHANNEL) == [notice]


async def test_what_a_button_says_to_one_alone_is_said_in_the_thread_of_its_message(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with served(workspace.slack, tmp_path, also=(NOTICE,)):
        await workspace.alice.types("/sre notice", channel=CHANNEL)
        (notice,) = workspace.bob.sees(CHANNEL)
        await workspace.alice.says("thanks", channel=CHANNEL, thread_ts=notice.ts)

        await workspace.bob.press(notice, "Help")
        overview = await workspace.slack.message(workspace.bob, "What you can ask me")

    assert (overview.ephemeral_to, overview.thread_ts) == ("UBOB", notice.ts)


async def test_a_button_in_a_direct_message_is_answered_there(
    workspace: Workspace, over_http: House
) -> None:
    await workspace.alice.says("budget iot-hub")
    answer = await workspace.slack.message(workspace.alice, LEFT, workspace.alice.dm)

    await workspace.alice.press(answer, "Why?")

    why = await workspace.slack.message(workspace.alice, "Arithmetic", workspace.alice.dm)
    assert (why.thread_ts, why.ephemeral_to) == (None, None)


async def test_a_typo_is_answered_with_what_was_meant(workspace: Workspace, house: House) -> None:
    await workspace.alice.types("/sre bugdet iot-hub", channel=CHANNEL)
    (guess,) = workspace.alice.sees(CHANNEL)

    await workspace.alice.press(guess, "budget iot-hub")

    answer = await workspace.slack.message(workspace.alice, LEFT, CHANNEL)
    assert answer.ephemeral_to == "UALICE"


async def test_where_we_are_not_it_is_still_shown_and_only_the_picture_is_missing(
    workspace: Workspace, over_http: House
) -> None:
    workspace.slack.channel("CAWAY", members=[workspace.alice, workspace.bob], with_bot=False)
    await workspace.alice.types("/sre budget iot-hub", channel="CAWAY")
    await workspace.alice.press(workspace.alice.sees("CAWAY")[0], "Show in channel")

    shown = await workspace.slack.message(workspace.bob, LEFT, "CAWAY")
    assert "▂" in shown.shown


async def test_sharing_typed_as_a_command_is_shown_in_the_channel(
    workspace: Workspace, over_http: House
) -> None:
    ack = await workspace.alice.types("/sre share budget iot-hub", channel=CHANNEL)

    assert ack.body == ""
    shown = await workspace.slack.message(workspace.bob, LEFT, CHANNEL)
    assert shown.ephemeral_to is None


async def test_a_public_answer_without_a_chart_is_the_acknowledgement_itself(
    workspace: Workspace, over_http: House
) -> None:
    ack = await workspace.alice.types("/sre share why budget iot-hub", channel=CHANNEL)

    assert ack.json()["response_type"] == "in_channel"
    (shown,) = workspace.bob.sees(CHANNEL)
    assert "Arithmetic" in shown.shown
