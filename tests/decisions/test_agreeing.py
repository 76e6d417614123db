"""Both sides agree on who decides: one proposes, the other accepts in chat."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.door import buttons, error, facts
from tests.outbox import unasked

if TYPE_CHECKING:
    from tests.door import Door
    from tests.fakes.clock import FixedClock

PROPOSE = "owner propose freeze approver=@carol reason=she plans both roadmaps"


async def test_what_one_side_proposes_holds_once_the_other_accepts(ask: Door) -> None:
    """The SRE lead proposes, the product lead accepts, and the answer changes with its basis."""
    before = await ask("owner freeze")
    assert before.card.data["approver"] == "bob"
    proposed = await ask(PROPOSE, as_="alice")
    number = proposed.card.data["number"]
    assert (await ask("owner freeze")).card.data["approver"] == "bob"

    accepted = await ask(f"owner accept {number}", as_="bob")

    assert accepted.card.headline.startswith("Agreed: Carol Mbeki decides")
    after = (await ask("owner freeze")).card
    assert after.data["approver"] == "carol"
    assert after.data["version"] == 2
    assert facts(after)["3 Named approver"] == "Carol Mbeki, version 2 of this right"


async def test_the_other_side_is_asked_in_the_channel_and_directly(ask: Door) -> None:
    """With buttons; its leads hear of it, and what was asked is changed once it is answered."""
    number = (await ask(PROPOSE, as_="alice")).card.data["number"]
    question, *direct = await unasked(ask.store)
    assert question.to == "iot-hub"
    assert [each.to for each in direct] == ["@bob", "@pat"]
    assert [each.says for each in buttons(question.card)] == [
        f"owner accept {number}",
        f"form owner decline {number}",
        f"owner withdraw {number}",
    ]


async def test_who_proposed_it_cannot_accept_it(ask: Door) -> None:
    """Nor can anybody of the same side."""
    await ask(PROPOSE, as_="alice")
    for person in ("alice", "mona", "erin", "carol", "dana"):
        answer = await ask("owner accept 1000", as_=person)
        assert error(answer.card) == "not_found"


async def test_a_proposal_lapses(ask: Door, clock: FixedClock) -> None:
    """After its limit nobody can accept it any more."""
    number = (await ask(PROPOSE, as_="alice")).card.data["number"]
    clock.move(timedelta(days=8))
    answer = await ask(f"owner accept {number}", as_="bob")
    assert error(answer.card) == "conflict"
