"""What completion offers while somebody types."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.command import discover
from bot.completion import complete
from tests.platforms.playground.cards import Slow, commands
from tests.platforms.playground.town import organisation

KNOWN = commands(Slow())
PEOPLE = organisation()


def offered(text: str) -> list[str]:
    return [each.text for each in complete(text, commands=KNOWN, organisation=PEOPLE)]


def test_nothing_typed_offers_every_listed_verb() -> None:
    assert offered("") == ["budget", "clock", "decide", "help", "why"]


@pytest.mark.parametrize("text", ["b", "bud", "BUD", "/sre bud", "  bud", "slo", "error b"])
def test_the_beginning_of_a_verb_or_of_what_people_say_for_it_offers_it(text: str) -> None:
    assert offered(text)[0] == "budget"


def test_a_mistyped_verb_offers_the_closest() -> None:
    assert offered("bugdet") == ["budget"]


def test_a_whole_verb_shows_what_may_follow() -> None:
    (only,) = complete("budget", commands=KNOWN, organisation=PEOPLE)
    assert (only.label, only.more) == ("budget [SERVICE]", True)


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("budget ", ["budget iot-hub", "budget telemetry"]),
        ("budget t", ["budget telemetry"]),
        ("budget for tel", ["budget telemetry"]),
        ("slo hub", ["budget iot-hub"]),
        ("error budget iot", ["budget iot-hub"]),
        ("budget zzz", []),
        ("why ", ["why budget", "why clock", "why decide", "why help", "why why"]),
        ("why bu", ["why budget"]),
        ("why budget te", ["why budget telemetry"]),
        ("help bu", ["help budget"]),
        ("help budget t", []),
        ("clock ", []),
    ],
)
def test_words_after_a_verb_are_completed_as_that_verb_takes_them(
    text: str, texts: list[str]
) -> None:
    assert offered(text) == texts


def test_what_is_whole_offers_nothing() -> None:
    assert offered("budget iot-hub") == []


def test_the_channels_own_services_come_first() -> None:
    engagement = PEOPLE.engagements["iot"]
    here = replace(engagement, services=("telemetry",))
    found = complete("budget ", commands=KNOWN, organisation=PEOPLE, here=here)
    assert [each.label for each in found] == ["telemetry", "iot-hub"]


def test_every_command_of_the_house_is_offered_with_its_help() -> None:
    known = discover()
    found = complete("", commands=known, organisation=PEOPLE)
    assert {each.help for each in found} <= {command.summary for command in known.values()}
    assert len(found) == min(8, sum(command.listed for command in known.values()))


def test_what_shows_an_answer_to_others_is_not_offered_where_there_are_none() -> None:
    alone = complete("", commands=discover(), organisation=PEOPLE, direct=True)
    assert "share" not in [each.text for each in alone]
    assert complete("share ", commands=discover(), organisation=PEOPLE)
    assert not complete("shar", commands=discover(), organisation=PEOPLE, direct=True)
