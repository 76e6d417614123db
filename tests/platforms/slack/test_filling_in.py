"""A form opens wherever somebody can press: a question that brings no trigger gets a button."""

import json

import pytest

from adapters.slack import reception
from tests.fakes.slack import Message, User, View
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL, House

USAGE = "why ANSWER [ABOUT]"
WHY = "Arithmetic"


async def form_of(workspace: Workspace, viewer: User) -> View:
    """The form in front of somebody."""
    await workspace.slack.wait_for(lambda: workspace.slack.open_views(viewer))
    (view,) = workspace.slack.open_views(viewer)
    return view


async def filled(workspace: Workspace, usage: Message, asker: User) -> Message:
    """What answers the form that a usage's button opens."""
    await asker.press(usage, "Fill in")
    form = await form_of(workspace, asker)
    assert form.title == "Why"
    await asker.submit(form, {"Answer": "budget", "About": "device-twins"})
    answer = await workspace.slack.message(asker, WHY, usage.channel)
    assert "device-twins" in answer.text
    return answer


async def test_after_a_mention_the_button_is_the_askers_alone(
    workspace: Workspace, house: House
) -> None:
    said = await workspace.alice.mentions("form why", channel=CHANNEL)
    usage = await workspace.slack.message(workspace.alice, USAGE, CHANNEL)
    assert (usage.ephemeral_to, usage.thread_ts) == ("UALICE", None)

    answer = await filled(workspace, usage, workspace.alice)

    assert answer.ephemeral_to == "UALICE"
    assert workspace.bob.sees(CHANNEL) == [said.message]


async def test_in_a_thread_all_of_it_stays_in_that_thread(
    workspace: Workspace, over_http: House
) -> None:
    parent = await workspace.bob.says("the hub is slow today", channel=CHANNEL)
    await workspace.alice.mentions("form why", channel=CHANNEL, thread_ts=parent.ts)
    usage = await workspace.slack.message(workspace.alice, USAGE, CHANNEL)
    assert (usage.ephemeral_to, usage.thread_ts) == ("UALICE", parent.ts)

    answer = await filled(workspace, usage, workspace.alice)

    assert (answer.ephemeral_to, answer.thread_ts) == ("UALICE", parent.ts)


async def test_in_a_direct_message_it_stays_there(workspace: Workspace, house: House) -> None:
    await workspace.alice.says("form why")
    usage = await workspace.slack.message(workspace.alice, USAGE, workspace.alice.dm)
    assert usage.ephemeral_to is None

    answer = await filled(workspace, usage, workspace.alice)
    assert answer.channel == workspace.alice.dm


async def test_a_form_that_came_too_late_opens_at_the_second_press(
    workspace: Workspace, over_http: House
) -> None:
    workspace.slack.fail_next("views.open", "expired_trigger_id")
    await workspace.alice.types("/sre form why", channel=CHANNEL)
    usage = await workspace.slack.message(workspace.alice, USAGE, CHANNEL)
    assert usage.ephemeral_to == "UALICE"

    await filled(workspace, usage, workspace.alice)


async def test_a_form_opened_from_a_form_takes_its_place(
    workspace: Workspace, over_http: House
) -> None:
    await workspace.alice.types("/sre form form", channel=CHANNEL)
    form = await form_of(workspace, workspace.alice)
    await workspace.alice.submit(form, {"Command": "why"})
    inner = await form_of(workspace, workspace.alice)
    assert (inner.id, inner.title) == (form.id, "Why")

    await workspace.alice.submit(inner, {"Answer": "budget", "About": "device-twins"})

    answer = await workspace.slack.message(workspace.alice, WHY, CHANNEL)
    assert "device-twins" in answer.text


async def test_a_form_that_fails_late_is_closed_and_quoted_to_be_filled_in_again(
    workspace: Workspace, over_http: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reception, "FILLED_AT_ONCE", 0)
    await workspace.alice.types("/sre form decide", channel=CHANNEL)
    form = await form_of(workspace, workspace.alice)
    said = {"Decision": "Freeze or reallocation", "Question": "Do we freeze?", "By": "yesterday"}
    closed = await workspace.alice.submit(form, said)
    assert closed.json() == {"response_action": "clear"}

    late = await workspace.slack.message(workspace.alice, "That limit is over already.", CHANNEL)
    assert late.ephemeral_to == "UALICE"
    assert 'decide iot-hub freeze "Do we freeze?" by yesterday' in late.shown

    await workspace.alice.press(late, "Fill in")
    again = await form_of(workspace, workspace.alice)
    assert again.title == "Decide"
    assert "Do we freeze?" in json.dumps(again.blocks)
