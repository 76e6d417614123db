"""``owner`` without a decision: all of them on one screen; or what somebody decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reply import Note, Table
from tests.decisions.house import number_of
from tests.decisions.test_owner import rights
from tests.door import notes

if TYPE_CHECKING:
    from bot.reply import Card
    from tests.door import Door


def table(card: Card) -> Table:
    (found,) = (each for each in card.blocks if isinstance(each, Table))
    return found


async def test_the_whole_table_shows_both_sides_duties(ask: Door) -> None:
    for typed in ("owner", "owner iot-hub", "rights iot-hub"):
        card = (await ask(typed)).card
        assert card.headline == "Who decides for IoT Hub: nobody owns capacity spend"
        shown = table(card)
        assert shown.columns == ("Decision", "SRE", "Product", "Sponsor")
        rows = {row[0]: row[1:] for row in shown.rows}
        kinds = ask.organisation.engagements["iot-hub"].decisions.kinds.values()
        assert [each.split(", ")[0] for each in rows] == [kind.name for kind in kinds]
        assert rows["Launch with the budget exhausted"] == (
            "team (c)",
            "Carol (d), team (c)",
            "Dana",
        )
        assert "Each holds until 23 Nov 2027 unless said beside it." in notes(card)
        assert rows["Firmware rollout to the fleet"][:2] == (
            "Alice, Erin (s)",
            "Ivan (d), team (c), Trent (v)",
        )
        assert rows["Capacity spend, unowned since 30 Sep"] == ("", "", "")  # Bob's zone
        assert rows["Severity of an incident, its commander's"] == ("", "", "")
        assert len(rights(card)) == len(rows)


async def test_what_the_signs_mean_is_said_before_the_first_of_them(ask: Door) -> None:
    first, *_ = (await ask("owner")).card.blocks
    assert isinstance(first, Note)
    assert "v may stop it" in first.text


async def test_an_end_of_its_own_stands_in_its_row(ask: Door) -> None:
    wish = "owner propose boundary approver=@carol until=2027-03-01 reason=she drew it"
    await ask(f"owner accept {await number_of(ask, wish, as_='bob')}", as_="alice")
    rows = [row[0] for row in table((await ask("owner", as_="alice")).card).rows]
    assert "Boundary class, until 1 Mar 2027" in rows
    assert "SLO change" in rows


async def test_who_may_stop_something_is_found_by_their_name(ask: Door) -> None:
    card = (await ask("owner trent")).card
    assert card.headline == (
        "Trent Kowalski decides no kind of decision, and may stop firmware rollout to the fleet"
    )
    assert [row[2] for row in table(card).rows] == ["may stop it"]
    assert [each["part"] for each in rights(card)] == ["may stop it"]


async def test_somebody_s_own_decisions_are_listed(ask: Door) -> None:
    card = (await ask("owner @dana")).card
    assert card.headline == "Dana Iyer decides 4 kinds of decision"
    assert (await ask("what does dana decide")).card.headline == card.headline
    parts = {row[1]: row[2] for row in table((await ask("owner @pat")).card).rows}
    assert parts["Freeze or reallocation"] == "stands in"
    assert "Capacity spend" not in parts  # his right to it expired
    drives = {row[1]: row[2] for row in table((await ask("owner @ivan")).card).rows}
    assert drives == {"Firmware rollout to the fleet": "drives"}


async def test_who_decides_nothing_is_told_so(ask: Door) -> None:
    card = (await ask("owner @peggy")).card
    assert card.headline.startswith("Peggy Okonkwo decides no kind")
    assert card.headline.endswith("stands in for nobody")


async def test_the_table_and_a_person_s_list_hold_nothing_that_is_only_proposed(ask: Door) -> None:
    card = (await ask("owner device-twins", in_=None)).card
    assert {row[1:4] for row in table(card).rows} == {("", "", "")}
    assert {each["approver"] for each in rights(card)} == {None}
    carol = (await ask("owner @carol")).card
    assert "Device Twins" not in str(carol.blocks)
