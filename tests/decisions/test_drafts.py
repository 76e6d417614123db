"""What nobody owns waits as a draft, and begins by itself once somebody does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.decisions.house import history, house, number_of
from tests.door import Door, buttons, error
from tests.outbox import unasked

if TYPE_CHECKING:
    from bot.reply import Card

CAPACITY = 'decide capacity "Do we double it?"'
PROPOSE = "owner propose capacity approver=@ivan delegate=@judy reason=he has the money"


async def owned(ask: Door) -> None:
    """Both sides agree that Ivan decides."""
    number = await number_of(ask, PROPOSE, as_="bob")
    await ask(f"owner accept {number}", as_="alice")


async def shown(ask: Door, number: int = 1) -> Card:
    return (await ask(f"decision D-{number}")).card


async def test_a_draft_offers_to_agree_on_somebody_and_not_to_decide(ask: Door) -> None:
    card = (await ask(CAPACITY, as_="erin")).card
    says = [each.says for each in buttons(card)]
    assert "form owner propose iot-hub capacity" in says
    assert not any("conclude" in each for each in says)


async def test_a_limit_that_was_named_stays_if_it_is_to_come(ask: Door) -> None:
    await ask(f"{CAPACITY} by 2026-11-27 12:00", as_="erin")
    due = datetime(2026, 11, 27, 11, tzinfo=UTC)
    assert (await shown(ask)).data["due"] == due
    await owned(ask)
    data = (await shown(ask)).data
    assert (data["state"], data["due"]) == ("open", due)
    await house(ask).at(due)
    assert (await shown(ask)).data["state"] == "escalated"


async def test_a_limit_that_passed_meanwhile_is_nobody_s(ask: Door) -> None:
    await ask(f"{CAPACITY} by 2026-11-24 12:00", as_="erin")
    town = house(ask)
    await town.later(timedelta(days=2))
    assert (await shown(ask)).data["state"] == "draft"
    await owned(ask)
    data = (await shown(ask)).data
    assert (data["state"], data["due"]) == ("open", datetime(2026, 11, 27, 12, tzinfo=UTC))


async def test_an_incident_s_commander_gets_what_was_asked_about_its_severity(ask: Door) -> None:
    await ask('decide severity "Is it a SEV1?"', as_="carol")
    await ask("incident on SEV2 @erin", as_="frank")
    data = (await shown(ask)).data
    assert (data["state"], data["approver"]) == ("open", "erin")
    (_, step) = await history(ask.store, "decision 1")
    assert step.person == "frank"


async def test_who_takes_the_command_over_takes_its_decisions_over(ask: Door) -> None:
    """Whoever commanded before decides no more; what is open at the end stays with the last."""
    await ask("incident on SEV2 @erin", as_="frank")
    await ask('decide severity "Is it a SEV1?"', as_="carol")
    await ask("incident on SEV2 @grace", as_="erin")
    refused = await ask("conclude D-1 no because it is one region", as_="erin")
    assert error(refused.card) == "not_allowed"
    await ask("incident off", as_="grace")
    taken = await ask("conclude D-1 no because it is one region", as_="grace")
    assert taken.card.data["state"] == "decided"


async def test_whom_a_decision_was_asked_of_decides_it_though_another_was_agreed_on_since(
    ask: Door,
) -> None:
    await owned(ask)
    await ask(CAPACITY, as_="erin")
    number = await number_of(ask, PROPOSE.replace("ivan", "carol"), as_="bob")
    await ask(f"owner accept {number}", as_="alice")
    await ask(CAPACITY.replace("double", "halve"), as_="erin")
    assert [(await shown(ask, n)).data["approver"] for n in (1, 2)] == ["ivan", "carol"]
    take = "conclude D-1 yes because there is money"
    assert error((await ask(take, as_="carol")).card) == "not_allowed"
    assert error((await ask(take, as_="ivan")).card) is None


async def test_who_asked_may_put_another_draft_in_its_place(ask: Door) -> None:
    await ask(CAPACITY, as_="erin")
    card = (await ask(f'{CAPACITY[:16]} "Or treble?" supersedes=D-1', as_="erin")).card
    assert card.data["state"] == "draft"
    assert (await shown(ask)).data["state"] == "superseded"
    before = len(await unasked(ask.store))
    await owned(ask)
    begun = [each.key for each in (await unasked(ask.store))[before:] if "decision" in each.key]
    assert all(each.startswith("decision 2 ") for each in begun)
    assert begun
