"""Pictures: the text comes first, the picture after it, and its failure loses nothing."""

import pytest

from adapters.slack import pictures
from tests.drawing.pixels import size
from tests.fakes.slack import Message
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL, House

LEFT = "of the error budget left"


def has_picture(message: Message) -> bool:
    return any(block["type"] == "image" for block in message.blocks)


async def test_a_picture_is_described_for_those_who_hear_it(
    workspace: Workspace, over_http: House
) -> None:
    said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)
    answer = await workspace.answer(CHANNEL, said.ts, when=has_picture)

    (image,) = (block for block in answer.blocks if block["type"] == "image")
    assert image["alt_text"].startswith("The error budget of iot-hub went from 100% to")
    file = workspace.slack.world.files[image["slack_file"]["id"]]
    assert file.alt_text == image["alt_text"]
    assert file.content is not None
    assert file.content.startswith(b"\x89PNG")


async def test_a_timeline_is_a_picture_as_high_as_its_lanes(
    workspace: Workspace, over_http: House
) -> None:
    said = await workspace.alice.mentions("oncall schedule iot-hub", channel=CHANNEL)
    answer = await workspace.answer(CHANNEL, said.ts, when=has_picture)

    (image,) = (block for block in answer.blocks if block["type"] == "image")
    assert image["alt_text"].startswith("Who is on call for")
    file = workspace.slack.world.files[image["slack_file"]["id"]]
    assert file.content is not None
    lanes = sum("primary" in line for line in image["alt_text"].split(": "))
    assert size(file.content) == (1200, 2 * (112 + 32 * lanes))


async def test_whoever_asks_alone_gets_a_timeline_in_text(
    workspace: Workspace, over_http: House
) -> None:
    await workspace.alice.types("/sre oncall schedule iot-hub", channel=CHANNEL)
    answer = await workspace.slack.message(workspace.alice, "who is on call", CHANNEL)

    assert not has_picture(answer)
    assert "```SRE primary\n" in answer.shown
    assert "▲ now, Mon 13:00" in answer.shown
    assert "files.getUploadURLExternal" not in workspace.calls()


async def test_a_file_that_is_not_ready_at_once_is_waited_for(
    workspace: Workspace, over_http: House
) -> None:
    workspace.slack.settings = workspace.patient(file_ready_after=0.03)
    said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)

    await workspace.answer(CHANNEL, said.ts, when=has_picture)
    assert workspace.calls().count("files.info") >= 2


@pytest.mark.parametrize(
    "method",
    ["files.getUploadURLExternal", "files.completeUploadExternal", "files.info", "chat.update"],
)
async def test_without_a_picture_the_answer_stands_with_its_curve_in_text(
    workspace: Workspace, over_http: House, method: str
) -> None:
    workspace.slack.fail_next(method, "internal_error")
    said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)
    answer = await workspace.answer(CHANNEL, said.ts)
    await over_http.desk.close()

    assert not has_picture(answer)
    assert LEFT in answer.shown
    assert "▂" in answer.shown


async def test_a_drawing_that_fails_loses_nothing_either(
    workspace: Workspace, over_http: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "svg", lambda *_args, **_kwargs: "no drawing at all")
    said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)
    answer = await workspace.answer(CHANNEL, said.ts)
    await over_http.desk.close()

    assert LEFT in answer.shown
    assert not has_picture(answer)


async def test_an_answer_whose_sending_broke_off_is_found_again_where_we_may_look(
    workspace: Workspace, over_http: House
) -> None:
    workspace.slack.lose_next_answer("chat.postMessage")
    await workspace.alice.says("budget iot-hub")

    answer = await workspace.slack.wait_for(
        lambda: next(filter(has_picture, workspace.alice.sees(workspace.alice.dm)), None)
    )
    assert LEFT in answer.shown
    assert len(workspace.alice.sees(workspace.alice.dm)) == 2


async def test_where_we_may_not_look_the_asker_is_told_and_nothing_is_sent_twice(
    workspace: Workspace, over_http: House
) -> None:
    workspace.slack.lose_next_answer("chat.postMessage")
    said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)

    await workspace.slack.message(workspace.alice, "may have got lost", CHANNEL)
    assert len(workspace.slack.thread(CHANNEL, said.ts)) == 2


async def test_where_we_may_look_but_find_nothing_the_asker_is_told(
    workspace: Workspace, over_http: House
) -> None:
    workspace.slack.lose_next_answer("chat.postMessage")
    workspace.slack.fail_next("conversations.history", "internal_error")
    await workspace.alice.says("budget iot-hub")

    await workspace.slack.message(workspace.alice, "may have got lost", workspace.alice.dm)


async def test_a_file_that_never_gets_ready_loses_nothing(
    workspace: Workspace, over_http: House
) -> None:
    workspace.slack.settings = workspace.patient(file_ready_after=3600)
    said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)
    answer = await workspace.answer(CHANNEL, said.ts)
    await over_http.desk.close()

    assert LEFT in answer.shown
    assert not has_picture(answer)
