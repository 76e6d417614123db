"""Where many commands have little room, those that are asked often stay, and help with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.command import Command, discover
from bot.listing import Topic, brief, by_topic, foremost
from bot.reply import Card, Facts, Table

if TYPE_CHECKING:
    from tests.door import Door

COMMANDS = discover()


async def _run(_args: object, _context: object) -> Card:
    raise AssertionError


def command(verb: str, *, topic: Topic = Topic.ANSWERS, often: bool = False) -> Command:
    return Command(verb=verb, summary="does it", run=_run, topic=topic, often=often)


def test_help_stands_first_and_then_what_is_asked_often() -> None:
    known = (
        command("alarm", topic=Topic.BUDGETS),
        command("help"),
        command("why", often=True),
        command("oncall", topic=Topic.ONCALL, often=True),
    )
    assert [each.verb for each in foremost(known)] == ["help", "oncall", "why", "alarm"]


def test_commands_of_a_topic_stand_together_those_first_that_are_asked_often() -> None:
    known = (
        command("help"),
        command("alarm", topic=Topic.BUDGETS),
        command("budget", topic=Topic.BUDGETS, often=True),
    )
    assert [(topic, [each.verb for each in about]) for topic, about in by_topic(known)] == [
        (Topic.BUDGETS, ["budget", "alarm"]),
        (Topic.ANSWERS, ["help"]),
    ]


@given(st.permutations(sorted(COMMANDS)))
def test_nothing_is_left_out_and_nothing_told_twice(verbs: list[str]) -> None:
    known = [COMMANDS[verb] for verb in verbs]
    told = [each.verb for _, about in by_topic(known) for each in about]
    assert sorted(told) == sorted(each.verb for each in foremost(known)) == sorted(verbs)


def test_what_follows_small_words_is_not_told_in_brief() -> None:
    assert brief(COMMANDS["cover"]) == "cover WHOM …"
    assert brief(COMMANDS["oncall"]) == "oncall [SERVICE] …"
    assert brief(COMMANDS["budget"]) == "budget [SERVICE]"
    assert brief(COMMANDS["oncall-me"]) == "oncall me"


def test_no_more_is_asked_often_than_a_menu_holds() -> None:
    often = [each.verb for each in COMMANDS.values() if each.often and each.listed]
    assert "help" in often
    assert len(often) <= 12


async def test_help_names_every_command_and_explains_those_that_are_asked_often(ask: Door) -> None:
    card = (await ask("help", in_="iot-hub")).card
    (table,) = (block for block in card.blocks if isinstance(block, Table))
    (facts,) = (block for block in card.blocks if isinstance(block, Facts))

    often = {brief(each) for each in COMMANDS.values() if each.listed and each.often}
    assert {usage for usage, _ in table.rows} == often
    others = {name for fact in facts.facts for name in fact.value.split(", ")}
    assert others == {each.typed for each in COMMANDS.values() if each.listed and not each.often}
