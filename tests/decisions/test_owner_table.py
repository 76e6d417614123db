"""``owner`` without a decision: all of them on one screen; or what somebody decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reply import Table
from tests.decisions.test_owner import rights

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
        assert shown.columns == ("Decision", "SRE", "Product", "Sponsor", "Holds")
        rows = {row[0]: row[1:] for row in shown.rows}
        assert set(rows) == {
            each.name for each in ask.organisation.engagements["iot-hub"].decisions.kinds.values()
        }
        sre, product, sponsor, until = rows["Launch with the budget exhausted"]
        assert (sre != "", product != "", sponsor, until) == (
            True,
            True,
            "Dana",
            "until 23 Nov 2027",
        )
        assert rows["Capacity spend"][:3] == ("", "", "")
        assert rows["Capacity spend"][3].startswith("unowned since 30 Sep")  # Bob's zone
        assert len(rights(card)) == len(rows)


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
