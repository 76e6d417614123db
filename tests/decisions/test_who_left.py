"""Who has left is named nowhere as having a part that they can have no more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.decisions.house import house, number_of, without
from tests.decisions.test_owner import rights
from tests.decisions.test_owner_table import table
from tests.door import Build, Door, buttons, error

if TYPE_CHECKING:
    from bot.reply import Card


def left(ask: Door, build: Build, *people: str) -> Door:
    """The same store, from which some have left."""
    return build(organisation=without(ask.organisation, *people))


@pytest.mark.parametrize("typed", ["owner repair-items", "owner prioritization", "owner"])
async def test_a_driver_who_left_drives_nothing(typed: str, ask: Door, build: Build) -> None:
    now = left(ask, build, "alice")
    card = (await now(typed)).card
    assert "Alice" not in repr(card.blocks)
    assert {each["driver"] for each in rights(card)} <= {None, "carol", "ivan"}
    assert "drives" not in str((await now("owner @alice")).card)


async def test_who_left_is_not_informed_nor_heard_nor_has_a_veto(ask: Door, build: Build) -> None:
    now = left(ask, build, "dana", "trent", "alice")
    assert (await now("owner freeze")).card.data["informed"] == []
    assert (await now("owner firmware")).card.data["veto"] == []
    assert (await now("owner boundary")).card.data["contributors"] == []
    assert (await now("owner freeze")).card.data["contributors"] == ["sre", "product"]  # teams stay


async def decided_by_both(ask: Door) -> None:
    """Alice decides about firmware, Erin stands in."""
    await ask('decide firmware "Does 4.2 go out?"', as_="carol")


async def test_a_delegate_who_left_stands_in_for_nobody(ask: Door, build: Build) -> None:
    await decided_by_both(ask)
    now = left(ask, build, "erin")
    card = (await now("decision D-1")).card
    assert "Erin" not in repr(card)
    assert card.data["delegate"] is None
    refused = (await now("conclude D-1 yes because so", as_="bob")).card
    assert "Erin" not in repr(refused)


def who(card: Card) -> list[str]:
    return [row[3] for row in table(card).rows]


async def test_a_list_names_who_decides_in_place_of_who_left(ask: Door, build: Build) -> None:
    await decided_by_both(ask)
    assert who((await ask("decisions")).card) == ["Alice Nakamura"]
    now = left(ask, build, "alice")
    assert who((await now("decisions")).card) == ["Erin Gallagher"]
    nobody = left(ask, build, "alice", "erin")
    assert who((await nobody("decisions")).card) == ["nobody who is still here"]


async def test_a_delegate_is_told_in_words_that_who_decides_has_left(
    ask: Door, build: Build
) -> None:
    await decided_by_both(ask)
    now = left(ask, build, "alice")
    half = await house(now).later(timedelta(days=1))
    (told,) = [each.card.headline for each in half if each.key.startswith("decision 1 delegate ")]
    assert told == "D-1: Does 4.2 go out? You may decide it now, for who was to decide has left"
    whole = await house(now).later(timedelta(days=2))
    (late,) = {each.card.headline for each in whole if each.key.startswith("decision 1 due ")}
    assert late == (
        "D-1 is late: Does 4.2 go out? Erin Gallagher, in place of somebody who has left, "
        "and by now Mona Haddad may decide"
    )


async def test_a_commander_who_left_is_in_charge_of_nothing(ask: Door, build: Build) -> None:
    await ask("incident on SEV2 @erin", as_="frank")
    now = left(ask, build, "erin")
    card = (await now("incharge")).card
    assert card.headline == "Nobody is in charge of IoT Hub: SEV2, and who commanded it has left"
    assert "Erin" not in repr(card)
    assert ("Take command", "incident on SEV2 iot-hub", False) in [
        (each.label, each.says, each.opens_form) for each in buttons(card)
    ]
    assert "nobody commands SEV2" in (await now("owner severity")).card.headline
    refused = (await now("incident off", as_="frank")).card
    assert error(refused) == "not_allowed"
    assert "Erin" not in repr(refused)


async def test_the_command_that_somebody_left_behind_can_be_taken(ask: Door, build: Build) -> None:
    await ask("incident on SEV2 @erin", as_="frank")
    now = left(ask, build, "erin")
    assert error((await now("incident on SEV2", as_="frank")).card) == "not_allowed"
    card = (await now("incident on SEV2", as_="alice")).card
    assert (error(card), card.data["commander"]) == (None, "alice")


async def test_nobody_is_sent_to_who_left(ask: Door, build: Build) -> None:
    await ask('decide slo-change "Is 99.9 % enough?"', as_="carol")
    await ask("conclude D-1 no because our users say so", as_="dana")
    number = await number_of(ask, "owner propose boundary approver=@carol reason=so", as_="bob")
    now = left(ask, build, "dana", "alice")
    reversing = (await now("reverse D-1 it is", as_="carol")).card
    assert error(reversing) == "not_allowed"
    assert "owner propose iot-hub slo-change approver=…" in str(reversing)
    accepting = (await now(f"owner accept {number}", as_="carol")).card
    assert error(accepting) == "not_allowed"
    assert "Ask Mona Haddad." in str(accepting)
    assert [each for each in (reversing, accepting) if "Dana" in repr(each)] == []


async def test_where_all_leads_of_a_side_have_left_nobody_is_sent_to_them(
    ask: Door, build: Build
) -> None:
    await number_of(ask, "owner propose freeze approver=@carol reason=so", as_="alice")
    refused = (await left(ask, build, "bob", "pat")("owner accept 17", as_="carol")).card
    assert error(refused) == "not_allowed"
    assert "Bob" not in repr(refused.blocks)
    assert "app.yaml has to name somebody" in repr(refused.blocks)


async def test_what_was_agreed_long_ago_still_says_who_agreed(ask: Door, build: Build) -> None:
    """History keeps its names."""
    wish = "owner propose freeze approver=@carol reason=Bob is away"
    number = await number_of(ask, wish, as_="bob")
    await ask(f"owner accept {number}", as_="alice")
    now = left(ask, build, "alice")
    assert "accepted by Alice Nakamura" in str((await now("why owner freeze")).card)
