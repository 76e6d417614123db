"""A form is opened, filled in, and answered as the words that it stands for."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from bot.form import Form
from tests.platforms.contract.drivers import platforms
from tests.platforms.contract.face import NotSentError, Part, Way

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.platforms.contract.drivers import Setting
    from tests.platforms.contract.face import Opened

QUESTION = "Do we freeze features until the canary gate is in? " * 5 + "What speaks against it?"
"""More than a button holds."""

each_platform = pytest.mark.parametrize("platform", platforms())


async def opened(at: Setting, verb: str = "why") -> Opened:
    """The form of a command, opened by the button that is offered where a word is missing."""
    await at.town.says("alice", verb, Way.DIRECT)
    await at.town.presses("alice", await at.last("alice"), "Fill in")
    await at.house.settled()
    form = await at.town.form("alice")
    assert form is not None
    return form


@each_platform
async def test_a_form_asks_for_the_words_of_its_command(at: Setting) -> None:
    form = await opened(at)

    assert form.title == "Why"
    assert form.labels == {"answer": "Answer", "about": "About"}
    at.town.within_limits(form.payload)


@each_platform
async def test_a_form_is_answered_as_the_typed_words(at: Setting) -> None:
    form = await opened(at)
    await at.town.fills("alice", form, {"answer": "budget", "about": "device-twins"})
    await at.town.says("erin", "why budget device-twins", Way.DIRECT)

    filled, said = await at.last("alice"), await at.last("erin")
    assert filled.words.headline.startswith("Why “device-twins")
    assert filled.words == said.words


@pytest.mark.parametrize("platform", platforms(Part.CHANNELS))
async def test_a_form_is_answered_to_whoever_filled_it_in(at: Setting) -> None:
    await at.town.says("alice", "why", Way.CHANNEL)
    before = await at.seen("alice")
    await at.town.presses("bob", await at.last("bob"), "Fill in")
    await at.house.settled()
    form = await at.town.form("bob")
    assert form is not None
    await at.town.fills("bob", form, {"answer": "budget", "about": "iot-hub"})

    assert await at.seen("alice") == before
    answer = await at.last("bob")
    assert answer.private
    assert answer.words.headline.startswith("Why “iot-hub")


@each_platform
async def test_a_form_that_lacks_a_word_says_which(at: Setting) -> None:
    form = await opened(at, "share")

    assert "ANSWER" in (await told(at, form, {"about": "iot-hub"})).upper()


async def told(at: Setting, form: Opened, fields: Mapping[str, str]) -> str:
    """What somebody is told who sends a form like that, by the client or by us."""
    try:
        await at.town.fills("alice", form, fields)
    except NotSentError as kept:
        return str(kept)
    await at.house.settled()
    again = await at.town.form("alice")
    assert again is not None
    return written(again)


def written(form: Opened) -> str:
    """All that stands in a form."""
    payload = asdict(form.payload) if isinstance(form.payload, Form) else form.payload
    return json.dumps(payload, ensure_ascii=False)


@each_platform
async def test_a_form_that_has_to_be_mended_is_there_again_with_all_that_was_filled_in(
    at: Setting,
) -> None:
    form = await opened(at, "decide")
    fields = {"service": "iot-hub", "decision": "freeze", "question": QUESTION}
    await at.town.fills("alice", form, fields | {"by": "yesterday 9am"})
    await at.house.settled()
    before = await at.seen("alice")

    again = await at.town.form("alice")
    assert again is not None
    assert again.labels == form.labels
    assert QUESTION in written(again)
    assert "yesterday 9am" in written(again)
    assert "That limit is over already." in written(again)
    at.town.within_limits(again.payload)

    await at.town.fills("alice", again, fields | {"by": "3d"})
    answer = await at.until("alice", lambda seen: seen not in before)
    assert answer.words.headline.startswith("D-1")
    assert await at.town.form("alice") is None


@pytest.mark.parametrize("platform", platforms(Part.REPEATS))
async def test_a_form_that_comes_twice_is_answered_once(at: Setting) -> None:
    form = await opened(at)
    sent = await at.town.fills("alice", form, {"answer": "budget", "about": "iot-hub"})
    before = await at.seen("alice")
    await at.town.again(sent)

    assert await at.seen("alice") == before


@each_platform
async def test_a_form_is_asked_by_whoever_fills_it_in(at: Setting) -> None:
    form = await opened(at)
    await at.town.fills("alice", form, {"answer": "budget", "about": "iot-hub"})
    await at.house.settled()

    asked = at.house.asked[-1]
    assert asked.actor.user == at.face.user("alice")
    assert asked.fields is not None
    assert {name: value for name, value in asked.fields.items() if value} == {
        "answer": "budget",
        "about": "iot-hub",
    }
