"""What is compared to the model: after each step all that is so, and each word before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis.stateful import RuleBasedStateMachine, invariant

from tests.decisions.always import see
from tests.decisions.house import everything
from tests.decisions.model import KINDS
from tests.door import error

if TYPE_CHECKING:
    from bot.model.decision import Decision
    from bot.reply import Card
    from tests.decisions.model import Model
    from tests.decisions.village import Village


class Compared(RuleBasedStateMachine):
    """A village beside its model.

    Attributes:
        village: The real thing.
        model: The simple one.
        made: The numbers of all proposals, in order.
        found: The decisions as they were after the last step.
    """

    village: Village
    model: Model
    made: list[int]
    found: dict[int, Decision]

    @invariant()
    def owner_names_whom_the_model_names(self) -> None:
        if not hasattr(self, "model"):
            return
        found = {each["decision"]: each["approver"] for each in self.owners()}
        expected = {kind: self.model.owner(kind) for kind in KINDS}
        assert {kind: found[kind] for kind in KINDS} == expected

    @invariant()
    def every_decision_stands_where_the_model_says(self) -> None:
        if hasattr(self, "model"):
            self.found = self.village.look(lambda tx: see(tx, self.found))
            assert {
                number: (each.state.value, each.approver, each.escalated_to)
                for number, each in self.found.items()
            } == {
                number: (each.state, each.approver, each.above)
                for number, each in self.model.decisions.items()
            }

    def owners(self) -> list[dict[str, Any]]:
        data: Any = self.village.say("owner", as_="dana").data
        found: list[dict[str, Any]] = data["rights"]
        return found

    def proposal(self, which: int) -> int:
        """Mostly one that waits; else one of those that were made lately."""
        numbers = sorted(self.model.proposals) if which else self.made
        return numbers[-1 - which % len(numbers)] if numbers else 99

    def decision(self, which: int) -> int:
        """One of those that were opened lately."""
        return sorted(self.model.decisions)[-1 - which % len(self.model.decisions)]

    def tried(self, text: str, who: str, *, may: bool) -> Card:
        """Say it, and see that it is done or refused as it should be."""
        store = self.village.door.store
        before = None if may else self.village.do(everything(store))
        card = self.village.say(text, as_=who)
        assert (error(card) is None) == may, f"{who}: {text}: {card.headline}"
        assert may or self.village.do(everything(store)) == before
        return card

    def drafts_begin(self) -> None:
        for number in self.model.to_be_given():
            self.begins(number)

    def the_commander_decides(self) -> None:
        """What is a commander's to decide is the present one's."""
        for number in self.model.of_another_commander():
            self.begins(number)

    def begins(self, number: int) -> None:
        """Somebody owns it: its clock runs."""
        decision = self.model.decisions[number]
        data: Any = self.village.say(f"decision D-{number}", as_="dana").data
        assert (data["state"], data["approver"]) == ("open", self.model.owner(decision.kind))
        half, due = data["delegate_from"], data["due"]
        assert self.model.now < due
        assert half is None or self.model.now < half <= due
        decision.state, decision.approver, decision.above = "open", data["approver"], None
        decision.delegate, decision.half, decision.due = data["delegate"], half, due
