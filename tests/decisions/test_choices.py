"""Options are written as people write them, and each of them can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.door import buttons, error

if TYPE_CHECKING:
    from tests.door import Door


async def asked(ask: Door, options: str) -> None:
    """Bob, who decides freezes, is asked about one."""
    opened = (await ask(f'decide freeze "Do we?" options {options}', as_="erin")).card
    assert error(opened) is None, opened.headline


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("yes | no", ["yes", "no"]),
        ("yes, no", ["yes", "no"]),
        ("yes or no", ["yes", "no"]),
        ("yes OR no", ["yes", "no"]),
        ("yes/no", ["yes", "no"]),
        ("yes / no", ["yes", "no"]),
        ("24/7 support / office hours", ["24/7 support", "office hours"]),
        ("yes no", ["yes", "no"]),
        ("yes; no", ["yes", "no"]),
        ("now, on monday, or never", ["now", "on monday", "never"]),
        ("now, on monday or never", ["now", "on monday", "never"]),
        ("on monday or on friday", ["on monday", "on friday"]),
        ("go/no-go later", ["go/no-go", "later"]),
        ("now or never | later", ["now or never", "later"]),
        ('"yes, at once" | "no, later"', ["yes, at once", "no, later"]),
        ('"yes, at once", "no | never"', ["yes, at once", "no | never"]),
        ('"now or never" or later', ["now or never", "later"]),
        ('"this week" later', ["this week", "later"]),
        ('"yes or no"', ["yes", "no"]),
    ],
)
async def test_options_are_parted_as_they_are_meant(
    typed: str, options: list[str], ask: Door
) -> None:
    await asked(ask, typed)
    assert (await ask("decision D-1")).card.data["options"] == options


@pytest.mark.parametrize(
    "outcome", ['"yes, at once"', "yes, at once", "Yes, at once", "“yes, at once”"]
)
async def test_an_option_of_several_words_is_chosen_with_quotes_and_without(
    outcome: str, ask: Door
) -> None:
    await asked(ask, '"yes, at once" | "no, later"')
    shown = buttons((await ask("decision D-1")).card)
    assert [each.label for each in shown[:2]] == ["yes, at once", "no, later"]
    assert shown[0].says == 'form conclude D-1 "yes, at once"'
    taken = (await ask(f"conclude D-1 {outcome} because so", as_="bob")).card
    assert taken.data["outcome"] == "yes, at once"


async def test_every_option_can_be_chosen_though_not_each_has_a_button(ask: Door) -> None:
    await asked(ask, "now | monday | friday | never")
    shown = [(each.label, each.says) for each in buttons((await ask("decision D-1")).card)]
    assert shown[:4] == [
        ("now", "form conclude D-1 now"),
        ("monday", "form conclude D-1 monday"),
        ("friday", "form conclude D-1 friday"),
        ("Another option", "form conclude D-1"),
    ]
    refused = (await ask("conclude D-1 perhaps because so", as_="bob")).card
    assert "now | monday | friday | never" in str(refused.blocks)
    taken = (await ask("conclude D-1 never because so", as_="bob")).card
    assert taken.data["outcome"] == "never"


@pytest.mark.parametrize("options", ["yes | no", "yes | no | later"])
async def test_where_each_has_a_button_there_is_none_for_others(options: str, ask: Door) -> None:
    await asked(ask, options)
    labels = [each.label for each in buttons((await ask("decision D-1")).card)]
    assert "Another option" not in labels
