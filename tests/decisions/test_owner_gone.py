"""A right that is over, or whose approver has left, names nobody: not anywhere in the card."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.reply import Tone
from tests.decisions.house import house, number_of, without
from tests.decisions.test_owner import rights
from tests.decisions.test_owner_table import table
from tests.door import Build, Door, buttons, error

if TYPE_CHECKING:
    from bot.reply import Card

STALE = ("Pat", "'pat'")
VACANT = ("Mona", "'mona'")
"""A name, and a key in the data."""


def named(card: Card, *words: str) -> list[str]:
    """Which of these words stand anywhere in a card: its text, its data, its buttons, its why."""
    return [each for each in words if each in repr(card)]


@pytest.mark.parametrize("typed", ["owner capacity", "who decides scaling for iot-hub"])
async def test_an_expired_right_says_since_when_nobody_owns_it(typed: str, ask: Door) -> None:
    card = (await ask(typed, as_="alice")).card
    assert card.headline == (
        "Capacity spend for IoT Hub is unowned since Thu 1 Oct 00:00 CEST: the right expired"
    )
    assert card.tone is Tone.WATCH
    assert card.data["state"] == "expired"
    assert named(card, *STALE) == []
    assert {card.data[key] for key in ("approver", "delegate", "driver", "basis", "expires")} == {
        None
    }


async def test_it_offers_to_open_a_decision_and_to_agree_on_somebody(ask: Door) -> None:
    offered = {each.label: each.says for each in buttons((await ask("owner capacity")).card)}
    assert offered["Open a decision"] == "form decide iot-hub capacity"
    assert offered["Propose who decides"] == "form owner propose iot-hub capacity"
    assert "Ask them" not in offered


async def test_nor_does_why_or_the_table_name_who_decided_once(ask: Door) -> None:
    assert named((await ask("why owner capacity", as_="alice")).card, *STALE) == []
    rows = table((await ask("owner")).card).rows
    (row,) = [each for each in rows if each[0].startswith("Capacity spend, unowned since")]
    assert named_in(row) == []


def named_in(row: tuple[str, ...]) -> list[str]:
    return [each for each in ("Pat", "Carol", "Dana", "Bob", "Alice") if each in str(row)]


async def test_nobody_can_be_asked_by_a_right_that_is_over(ask: Door) -> None:
    card = (await ask("owner ask capacity may we grow?", as_="alice")).card
    assert error(card) == "not_found"
    assert named(card, *STALE) == []


async def test_the_record_of_a_right_that_is_over_does_not_say_that_somebody_decides(
    ask: Door,
) -> None:
    """It may say who did; not in the present tense of its headline."""
    await ask("owner")
    (right,) = await ask.store.transact(
        lambda tx: [each for each in tx.rights.current("iot-hub") if each.kind == "capacity"]
    )
    card = (await ask(f"owner proposal {right.number}", as_="alice")).card
    assert "Pat Romero decides" not in card.headline
    assert "expired" in card.headline


async def test_what_is_said_when_a_right_ends_names_nobody_who_decided_by_it(ask: Door) -> None:
    until = "owner propose accept-pager approver=@peggy until=2026-12-01 reason=for now"
    number = await number_of(ask, until, as_="alice")
    await ask(f"owner accept {number}", as_="bob")
    said = await house(ask).at(ask.clock.now() + timedelta(days=10))
    (ended,) = [each for each in said if each.key == f"right {number} expires playground/iot-hub"]
    assert "is unowned since" in ended.card.headline
    assert named(ended.card, "Peggy", "peggy") == []


@pytest.mark.parametrize(
    "typed", ["owner accept-pager", "why owner accept-pager", "who owns accept-pager"]
)
async def test_a_right_whose_approver_left_is_nobody_s(typed: str, ask: Door, build: Build) -> None:
    left = build(organisation=without(ask.organisation, "mona"), file="left.db")
    card = (await left(typed, as_="alice")).card
    assert "unowned: who should decide is not active any more" in str(card)
    assert named(card, *VACANT) == []


async def test_nor_is_it_in_the_table_nor_in_their_own_list(ask: Door, build: Build) -> None:
    left = build(organisation=without(ask.organisation, "mona"), file="left.db")
    card = (await left("owner", as_="alice")).card
    assert "nobody owns" in card.headline
    assert [each for each in table(card).rows if "Mona" in str(each)] == []
    assert "mona" not in {each["approver"] for each in rights(card)}
    assert (await left("owner @mona", as_="alice")).card.headline.startswith(
        "Mona Haddad decides no kind"
    )


async def test_what_is_to_be_decided_by_nobody_becomes_a_draft(ask: Door, build: Build) -> None:
    left = build(organisation=without(ask.organisation, "mona"), file="left.db")
    card = (await left('decide accept-pager "Do we take it?"', as_="alice")).card
    assert card.data["state"] == "draft"
    assert named(card, *VACANT) == []


async def test_where_all_leads_of_a_side_have_left_it_waits_for_a_new_one(
    ask: Door, build: Build
) -> None:
    left = build(organisation=without(ask.organisation, "bob", "pat"), file="left.db")
    proposed = (await left("owner propose freeze approver=@carol reason=so", as_="alice")).card
    assert proposed.headline.endswith("once a new lead of IoT product group accepts")
    assert named(proposed, "Pat Romero", "pat") == []
