"""What completion offers while somebody types."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.command import discover
from bot.completion import complete
from tests.core.duties import Log
from tests.core.rights import Heard
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


PEOPLE_TOO = {**KNOWN, **{each.verb: each for each in Log().commands()}}


def offered_with_people(text: str) -> list[str]:
    return [each.text for each in complete(text, commands=PEOPLE_TOO, organisation=PEOPLE)]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("watch ", ["watch plan", "watch iot-hub", "watch telemetry", "watch at"]),
        ("watch pl", ["watch plan"]),
        ("watch tel", ["watch telemetry"]),
        ("watch telemetry ", ["watch telemetry at"]),
        ("watch iot-hub a", ["watch iot-hub", "watch iot-hub at"]),
        ("watch at ", ["watch at tomorrow 9am", "watch at monday", "watch at 18:00"]),
        ("watch iot-hub at tom", ["watch iot-hub at tomorrow 9am"]),
        ("watch iot-hub at tomorrow 9am ", []),
        ("watch plan iot-hub ", ["watch plan iot-hub 1w", "watch plan iot-hub 2w"]),
        ("watch plan iot-hub 2", ["watch plan iot-hub 2w"]),
        ("watch plan iot-hub 2w", []),
        ("why watch plan ", ["why watch plan iot-hub", "why watch plan telemetry"]),
        ("why watch iot-hub ", ["why watch iot-hub at"]),
        ("help watch p", ["help watch plan"]),
        ("relieve bo", ["relieve @bob"]),
        ("relieve @bob ", ["relieve @bob by", "relieve @bob from", "relieve @bob until"]),
        ("relieve me b", ["relieve me by"]),
        ("relieve me by @al", ["relieve me by @alice"]),
        ("relieve me by @alice ", ["relieve me by @alice from", "relieve me by @alice until"]),
        ("relieve me by @alice until 18", ["relieve me by @alice until 18:00"]),
    ],
)
def test_people_times_and_small_words_are_completed(text: str, texts: list[str]) -> None:
    assert offered_with_people(text)[: len(texts) or None] == texts


def test_whoever_is_asked_for_may_be_oneself() -> None:
    found = complete("relieve ", commands=PEOPLE_TOO, organisation=PEOPLE)
    assert (found[0].text, found[0].help) == ("relieve me", "yourself")
    assert [
        each.label for each in complete("relieve me ", commands=PEOPLE_TOO, organisation=PEOPLE)
    ][:2] == ["by PERSON", "from TIME"]


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


RIGHTS_TOO = {**PEOPLE_TOO, **{each.verb: each for each in Heard().commands()}}


def offered_with_decisions(text: str) -> list[str]:
    return [each.text for each in complete(text, commands=RIGHTS_TOO, organisation=PEOPLE)]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("rule fr", ["rule freeze"]),
        ("rule iot-hub fr", ["rule iot-hub freeze"]),
        ("rule iot-hub feature f", ["rule iot-hub freeze"]),
        ("rule pri", ["rule prioritization"]),
        ("rule freeze tel", ["rule freeze telemetry"]),
        ("rule freeze for iot", ["rule freeze for iot-hub"]),
        ("rule freeze @al", ["rule freeze @alice"]),
        ("rule telemetry freeze @al", ["rule telemetry freeze @alice"]),
        ("rule freeze ", ["rule freeze iot-hub", "rule freeze telemetry", "rule freeze me"]),
        ("rule offer pri", []),
        ("rule offer free", ["rule offer freeze"]),
        ("rule offer freeze ", ["rule offer freeze iot-hub", "rule offer freeze telemetry"]),
        ("rule offer freeze approver al", ["rule offer freeze approver @alice"]),
        ("raise freeze iot-hub ", ["raise freeze iot-hub options", "raise freeze iot-hub by"]),
        ('raise freeze "until now" o', ['raise freeze "until now" options']),
        ("close 7 it holds bec", ["close 7 it holds because"]),
        ("close 7 it holds because ", ["close 7 it holds because until="]),
    ],
)
def test_decisions_are_completed_in_any_order(text: str, texts: list[str]) -> None:
    assert offered_with_decisions(text)[: len(texts) or None] == texts
