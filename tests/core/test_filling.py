"""A form asks for people with a menu, and for times and spans with an example."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.slack.form import OpenedAt, view
from adapters.slack.limits import CHOICES
from bot.saying import spoken
from tests.core.duties import Log
from tests.door import Build, Door, buttons, error

HERE = OpenedAt("relieve", "C1", None, None, direct=False, response_url=None)


@pytest.fixture
def ask(build: Build) -> Door:
    return build(extra=Log().commands())


async def test_each_word_is_asked_for_as_its_kind_is(ask: Door) -> None:
    form = (await ask("form relieve")).form
    assert form is not None
    asked = {each.name: each for each in form.inputs}
    assert {"alice", "bob", "dana"} < {choice.value for choice in asked["by"].choices}
    assert ("Erin Gallagher", "erin") in {(c.label, c.value) for c in asked["whom"].choices}
    assert asked["until"].choices == ()
    assert asked["until"].hint == "Until when: tomorrow 9am"
    assert asked["service"].value == "iot-hub"
    assert form.title == "Relieve"


async def test_a_verb_of_two_words_has_a_form_however_it_is_written(ask: Door) -> None:
    for said in ("form watch-plan", "form watch plan", "form plan"):
        form = (await ask(said)).form
        assert form is not None
        assert (form.verb, form.title) == ("watch-plan", "Watch plan")
        assert form.inputs[1].hint == "How far ahead: 2w"


async def test_a_filled_form_says_what_could_have_been_typed(ask: Door) -> None:
    fields = {"whom": "bob", "by": "erin", "until": "tomorrow 18:00", "service": "iot-hub"}
    filled = await ask("relieve", fields=fields)
    words = spoken(ask.core.grammar.commands["relieve"], fields)
    assert words == "relieve bob by erin until tomorrow 18:00 for iot-hub"
    assert filled == await ask(words)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"whom": "bob"}, "usage"),
        ({"whom": "bob", "by": "erin", "until": "wibble"}, "usage"),
        ({"whom": "bob", "by": "errin", "until": "18:00"}, "not_found"),
        ({"whom": "bob frank", "by": "erin", "until": "18:00"}, "not_found"),
    ],
)
async def test_a_form_is_checked_like_what_is_typed(
    fields: dict[str, str], code: str, ask: Door
) -> None:
    card = (await ask("relieve", fields=fields)).card
    assert error(card) == code
    assert buttons(card)


async def test_more_people_than_a_menu_holds_are_typed(build: Build) -> None:
    ours = build().organisation
    crowd = {
        f"p{number}": replace(ours.people["erin"], key=f"p{number}", name=f"Person {number}")
        for number in range(CHOICES)
    }
    organisation = replace(ours, people={**ours.people, **crowd})
    ask = build(extra=Log().commands(), organisation=organisation, file="crowd.db")
    form = (await ask("form relieve")).form
    assert form is not None
    whom = view(form, HERE)["blocks"][0]["element"]
    assert whom["type"] == "plain_text_input"
    assert (
        await ask("relieve", fields={"whom": "Person 7", "by": "@p8", "until": "2026-12-24T17:00Z"})
    ).card.headline == "relieve @p7 by @p8 until 2026-12-24T17:00Z"
