"""Who sees an answer, and where: a slash command, a mention, a direct message."""

from tests.fakes.slack import Message
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL, OTHER_CHANNEL, House

LEFT = "of the error budget left"


def has_picture(message: Message) -> bool:
    return any(block["type"] == "image" for block in message.blocks)


async def test_a_slash_answer_reaches_the_asker_alone(workspace: Workspace, house: House) -> None:
    ack = await workspace.alice.types("/sre budget iot-hub", channel=CHANNEL)

    assert ack.json()["response_type"] == "ephemeral"
    (answer,) = workspace.alice.sees(CHANNEL)
    assert LEFT in answer.shown
    assert workspace.bob.sees(CHANNEL) == []


async def test_a_private_answer_draws_its_curve_in_text(workspace: Workspace, house: House) -> None:
    await workspace.alice.types("/sre budget iot-hub", channel=CHANNEL)
    await workspace.slack.settled()

    (answer,) = workspace.alice.sees(CHANNEL)
    assert "▂" in answer.shown
    assert not has_picture(answer)


async def test_a_mentions_answer_lands_in_its_thread_with_its_chart(
    workspace: Workspace, house: House
) -> None:
    said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)

    assert said.ack.status == 200
    answer = await workspace.answer(CHANNEL, said.ts, when=has_picture)
    assert LEFT in answer.shown
    assert "▂" not in answer.shown
    assert answer in workspace.bob.sees(CHANNEL)


async def test_a_mention_inside_a_thread_is_answered_in_that_thread(
    workspace: Workspace, over_http: House
) -> None:
    parent = await workspace.bob.says("the hub is slow today", channel=CHANNEL)
    await workspace.alice.mentions("how much budget is left?", channel=CHANNEL, thread_ts=parent.ts)

    answer = await workspace.answer(CHANNEL, parent.ts, when=lambda each: LEFT in each.shown)
    assert answer.thread_ts == parent.ts


async def test_a_direct_message_is_answered_there_with_its_chart(
    workspace: Workspace, house: House
) -> None:
    await workspace.alice.says("budget iot-hub")

    answer = await workspace.slack.wait_for(
        lambda: next(filter(has_picture, workspace.alice.sees(workspace.alice.dm)), None)
    )
    assert LEFT in answer.shown
    assert answer.thread_ts is None


async def test_a_direct_message_in_a_thread_is_answered_in_that_thread(
    workspace: Workspace, over_http: House
) -> None:
    first = await workspace.alice.says("help")
    await workspace.alice.says("budget iot-hub", thread_ts=first.ts)

    answer = await workspace.answer(
        workspace.alice.dm, first.ts, when=lambda each: LEFT in each.shown
    )
    assert answer.thread_ts == first.ts


async def test_help_in_a_direct_message_is_a_plain_message(
    workspace: Workspace, over_http: House
) -> None:
    await workspace.alice.says("help")

    answer = await workspace.slack.message(workspace.alice, "What you can ask me")
    assert answer.ephemeral_to is None


async def test_a_slash_command_in_a_direct_message_is_answered_to_the_asker(
    workspace: Workspace, over_http: House
) -> None:
    ack = await workspace.alice.types("/sre budget iot-hub")

    assert ack.json()["response_type"] == "ephemeral"
    assert "Show in channel" not in ack.body


async def test_help_after_a_mention_is_shown_to_the_asker_in_the_channel(
    workspace: Workspace, house: House
) -> None:
    said = await workspace.alice.mentions("help", channel=CHANNEL)

    answer = await workspace.slack.message(workspace.alice, "What you can ask me")
    assert (answer.ephemeral_to, answer.thread_ts) == ("UALICE", None)
    assert workspace.bob.sees(CHANNEL) == [said.message]


async def test_help_after_a_mention_in_a_thread_is_shown_to_the_asker_in_that_thread(
    workspace: Workspace, over_http: House
) -> None:
    parent = await workspace.bob.says("the hub is slow today", channel=CHANNEL)
    said = await workspace.alice.mentions("help", channel=CHANNEL, thread_ts=parent.ts)

    answer = await workspace.slack.message(workspace.alice, "What you can ask me")
    assert (answer.ephemeral_to, answer.thread_ts) == ("UALICE", parent.ts)
    assert workspace.bob.sees(CHANNEL) == [parent.message, said.message]


async def test_the_service_is_the_channels_own(workspace: Workspace, over_http: House) -> None:
    await workspace.alice.types("/sre budget", channel=OTHER_CHANNEL)

    (answer,) = workspace.alice.sees(OTHER_CHANNEL)
    assert "device-twins" in answer.shown


async def test_a_channel_can_stand_for_its_service(workspace: Workspace, over_http: House) -> None:
    await workspace.alice.types("/sre budget #device-twins", channel=CHANNEL)

    (answer,) = workspace.alice.sees(CHANNEL)
    assert "device-twins" in answer.text


async def test_the_words_may_stand_before_the_mention(
    workspace: Workspace, over_http: House
) -> None:
    said = await workspace.alice.says("budget iot-hub, please <@U0RAPPORT1>", channel=CHANNEL)

    await workspace.answer(CHANNEL, said.ts, when=lambda each: "iot-hub" in each.shown)


async def test_every_mention_of_us_is_taken_away(workspace: Workspace, over_http: House) -> None:
    said = await workspace.alice.mentions("budget iot-hub <@U0RAPPORT1>", channel=CHANNEL)

    await workspace.answer(CHANNEL, said.ts, when=lambda each: "error budget" in each.shown)


async def test_only_our_own_mention_is_taken_away(workspace: Workspace, over_http: House) -> None:
    said = await workspace.alice.mentions("<@UBOB> iot-hub", channel=CHANNEL)

    answer = await workspace.answer(CHANNEL, said.ts)
    assert "@bob" in answer.shown
    assert "UBOB" not in answer.shown


async def test_what_somebody_typed_mentions_nobody_when_it_is_repeated(
    workspace: Workspace, over_http: House
) -> None:
    said = await workspace.alice.mentions("<!channel>&<@UBOB>", channel=CHANNEL)

    answer = await workspace.answer(CHANNEL, said.ts)
    assert "@channel" in answer.shown
    assert "<!" not in str(answer.blocks) + answer.text
    assert "<@" not in str(answer.blocks) + answer.text
    assert "&amp;" in answer.text


async def test_the_headline_is_the_notification(workspace: Workspace, over_http: House) -> None:
    ack = await workspace.alice.types("/sre budget iot-hub", channel=CHANNEL)

    assert ack.json()["text"].startswith("iot-hub: ")
    assert LEFT in ack.json()["text"]
