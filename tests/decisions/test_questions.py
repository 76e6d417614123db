"""What is asked in a decision can be read in a notification, and pressed as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.decisions.questions import asked
from bot.errors import Usage
from tests.decisions.house import everything
from tests.door import buttons, error

if TYPE_CHECKING:
    from tests.door import Door

PROSE = (
    "because",
    "Until",
    "yes until monday",
    'no because "Erin" said so',
    "@bob decides",
    "by=friday",
    "ja / nein",
)


@pytest.mark.parametrize(
    "said",
    [
        f'decide freeze "{"why " * 80}"',
        f'decide freeze "Do we?" options yes | {"no" * 40}',
    ],
)
async def test_what_is_too_long_to_be_read_is_not_asked(ask: Door, said: str) -> None:
    before = await everything(ask.store)
    assert error((await ask(said, as_="erin")).card) == "usage"
    assert await everything(ask.store) == before


@pytest.mark.parametrize("option", PROSE)
async def test_an_option_is_filled_in_as_it_was_written(ask: Door, option: str) -> None:
    fields = {"service": "iot-hub", "decision": "freeze", "question": "Do we?"}
    given = {**fields, "options": f"{option} | never"}
    opened = (await ask("decide", as_="erin", fields=given)).card
    assert opened.data["options"] == [option, "never"]
    card = (await ask("decision D-1", as_="bob")).card
    form = (await ask(buttons(card)[0].says, as_="bob")).form
    assert form is not None
    known = {each.name: each.value for each in form.inputs}
    assert known == {"number": "1", "outcome": option, "because": "", "until": ""}

    taken = (await ask("conclude", as_="bob", fields={**known, "because": "we agreed"})).card
    assert taken.data["outcome"] == option


async def test_an_option_that_is_as_long_as_may_be_has_its_button(ask: Door) -> None:
    option = '"' * 75
    given = {"decision": "freeze", "question": "Do we?", "options": f"{option} | never"}
    await ask("decide", as_="erin", fields=given)
    card = (await ask("decision D-1", as_="bob")).card
    assert [each.label for each in buttons(card)[:2]] == [option, "never"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Do we\nfreeze", "Do we freeze?"),
        ("SRE  takes the pager?", "SRE takes the pager?"),
        ("Is 🚀 enough!", "Is 🚀 enough!"),
        ("هل نجمد؟", "هل نجمد؟"),
        ("先に直しますか。", "先に直しますか。"),
    ],
)
def test_a_question_is_one_line_with_its_mark(typed: str, kept: str) -> None:
    assert asked(typed) == kept


def test_a_question_of_which_nothing_is_seen_is_refused() -> None:
    with pytest.raises(Usage, match="can be read"):
        asked("\u200b")
