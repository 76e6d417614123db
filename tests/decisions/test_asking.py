"""``owner ask``: a question goes to whoever decides; names alone ping nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.door import buttons, error, facts
from tests.outbox import unasked

if TYPE_CHECKING:
    from tests.door import Door

QUESTION = "may the canary gate still go out today"
ASK = f"owner ask freeze {QUESTION}?"


async def test_who_decides_is_written_to_and_to_nobody_else(ask: Door) -> None:
    card = (await ask(ASK, as_="erin")).card
    assert card.headline == "I asked Bob Castellano"
    assert facts(card)["Question"].startswith(QUESTION)
    (question,) = await unasked(ask.store)
    assert question.said == (
        "@bob",
        "Erin Gallagher asks you, who decide freeze or reallocation for IoT Hub",
    )
    assert QUESTION in str(question.card.blocks)
    assert question.otherwise == "iot-hub"  # there, if he cannot be written to
    assert [each.says for each in buttons(question.card)] == ["form decide iot-hub freeze"]


async def test_that_it_may_be_said_in_the_channel_is_told_before_and_after(ask: Door) -> None:
    """Where everybody reads it."""
    openly = "in the channel if I cannot write to them"
    form = (await ask("form owner ask iot-hub freeze", as_="erin")).form
    assert form is not None
    (question,) = [each for each in form.inputs if each.name == "question"]
    assert openly in (question.hint or "")
    assert openly in str((await ask(ASK, as_="erin")).card.blocks)


async def test_whose_it_is_to_decide_is_told_so_and_asked_nothing(ask: Door) -> None:
    card = (await ask(ASK, as_="bob")).card
    assert error(card) == "usage"
    assert card.headline == "That is yours to decide: freeze or reallocation for IoT Hub."
    assert "decide iot-hub freeze" in str(card.blocks)
    assert await unasked(ask.store) == []


async def test_who_is_named_in_an_answer_is_not_written_to(ask: Door) -> None:
    for typed in ("owner freeze", "owner", "owner @bob", "why owner freeze", "incharge"):
        await ask(typed, as_="erin")
    assert await unasked(ask.store) == []


async def test_during_an_incident_its_commander_is_asked_about_the_severity(ask: Door) -> None:
    await ask("incident on SEV2 @erin", as_="frank")
    card = (await ask("owner ask severity is it a SEV1 by now?", as_="carol")).card
    assert card.data["asked"] == "erin"


async def test_who_was_agreed_on_since_is_asked(ask: Door) -> None:
    number = (
        await ask("owner propose freeze approver=@carol reason=she plans both", as_="alice")
    ).card.data["number"]
    await ask(ASK, as_="erin")
    await ask(f"owner accept {number}", as_="bob")
    card = (await ask(ASK, as_="erin")).card
    assert card.data["asked"] == "carol"


async def test_where_nobody_decides_that_is_told(ask: Door) -> None:
    card = (await ask("owner ask device-twins freeze may we?", as_="erin")).card
    assert error(card) == "not_found"
    assert "decide device-twins freeze" in str(card.blocks)
    assert await unasked(ask.store) == []
