"""Prose stands among other words: in quotes, behind a small word, or to the first small word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.command import discover
from bot.model.moment import Moment
from bot.prose import LEADS
from bot.saying import canonical, spoken
from tests.core.rights import Heard
from tests.door import Build, Door, buttons, error

if TYPE_CHECKING:
    from bot.command import Command

SPRING = "2027-03-01T00:00Z"


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def ask(build: Build, heard: Heard) -> Door:
    return build(extra=heard.commands())


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("rule offer freeze reason=we need this until spring", "we need this until spring"),
        ("rule offer freeze reason we need this", "we need this"),
        ("rule offer freeze because the canary gate is in", "the canary gate is in"),
        ("rule offer freeze because: it is", "it is"),
        ("rule offer freeze approver @dana because she knows", "she knows"),
        (
            "rule offer freeze because she knows until spring approver=@dana",
            "she knows until spring",
        ),
        ('rule offer freeze reason="until now, a=b" approver @dana', "until now, a=b"),
        ("rule offer freeze reason=“until now” approver @dana", "until now"),
        ('rule offer freeze because "she knows" approver @dana', "she knows"),
        ('rule offer freeze because she said "no until=9"', 'she said "no until=9"'),
        ("rule offer freeze because because", "because"),
        ("rule offer freeze", None),
    ],
)
async def test_prose_behind_a_small_word_contains_others(
    typed: str, reason: str | None, ask: Door, heard: Heard
) -> None:
    assert error((await ask(typed)).card) is None
    (args,) = heard.args
    assert args.reason == reason
    assert args.until is None
    assert (args.approver is not None) == ("@dana" in typed)


@pytest.mark.parametrize(
    ("typed", "question", "options"),
    [
        ("raise freeze Do we freeze?", "Do we freeze", None),
        ('raise freeze "Do we freeze?"', "Do we freeze?", None),
        (
            "raise freeze for iot-hub Shall we options yes | no | only EMEA",
            "Shall we",
            "yes | no | only EMEA",
        ),
        (
            'raise freeze "Do we freeze until the gate is in, by the book?" options yes | no',
            "Do we freeze until the gate is in, by the book?",
            "yes | no",
        ),
        (
            'raise freeze "Shall we" options="yes | by noon" by tomorrow 9am',
            "Shall we",
            "yes | by noon",
        ),
        ("raise freeze Shall we by tomorrow 9am options yes | no", "Shall we", "yes | no"),
        ("raise freeze Is it open on monday", "Is it open on monday", None),
        ('raise freeze "iot-hub"', "iot-hub", None),
        ('raise freeze for "the freeze" by tomorrow 9am', "the freeze", None),
        (r'raise freeze "Is it \"in\"?"', 'Is it "in"?', None),
    ],
)
async def test_prose_in_its_turn_ends_at_its_quote_or_at_a_small_word(
    typed: str, question: str, options: str | None, ask: Door, heard: Heard
) -> None:
    assert error((await ask(typed)).card) is None
    (args,) = heard.args
    assert (args.question, args.options) == (question, options)
    assert (args.due is not None) == ("tomorrow 9am" in typed)


async def test_two_pieces_of_prose_may_follow_each_other(ask: Door, heard: Heard) -> None:
    await ask(f"close D-14 keep the gate because it caught two bad releases expires={SPRING}")
    (args,) = heard.args
    assert (args.number, args.outcome) == (14, "keep the gate")
    assert args.rationale == "it caught two bad releases"
    assert args.expires.at == datetime(2027, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize("said", ["7", "#7", "D-7", "d7", "D-7,"])
async def test_a_number_is_written_in_many_ways(said: str, ask: Door, heard: Heard) -> None:
    await ask(f"close {said} it holds")
    assert [each.number for each in heard.args] == [7]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("close wibble it holds", "“wibble” is no number."),
        ("close 1234567890 it holds", "“1234567890” is no number."),
        ("rule refuse seven", "“seven” is no number."),
        ("close", "needs to know which one."),
        ("close 7", "needs to know what was decided."),
        ('close 7 ""', "needs to know what was decided."),
        ("close 7 because", "needs to know what was decided."),
        ("close 7 it holds because", "needs to know why."),
        ('close 7 "it holds" and so on', "does not know what to do with “and so on”"),
    ],
)
async def test_what_is_no_number_or_is_missing_is_said(
    typed: str, says: str, ask: Door, heard: Heard
) -> None:
    card = (await ask(typed)).card
    assert error(card) == "usage"
    assert says in card.headline
    assert buttons(card)
    assert not heard.args


async def test_the_complaint_about_a_number_shows_how_it_is_typed(ask: Door) -> None:
    card = (await ask("close wibble it holds")).card
    assert card.data["error"] == {
        "code": "usage",
        "message": "“wibble” is no number.",
        "next_step": "Type: close NUMBER OUTCOME [because RATIONALE] [until TIME], "
        "for instance: close 14 keep it",
        "suggestions": ["form close"],
    }


async def test_a_form_keeps_prose_as_it_was_typed(ask: Door, heard: Heard) -> None:
    reason = 'Because of that:\n- the "gate"  is in until=spring\n- and so on.'
    fields = {"decision": "freeze", "reason": f" {reason}\n", "approver": "dana"}
    assert error((await ask("rule offer", fields=fields)).card) is None
    (args,) = heard.args
    assert args.reason == reason


PIECES = (
    *("because", "because:", "until", "until=x", "reason=", "by", "options", "=", "for", "to"),
    *("iot-hub", "freeze", "@dana", "7", "tomorrow", "9am", "monday", "2w", "the", "gate."),
    *("why?", "yes", "|", '"', 'a"b', '"so', 'so"', "\\", "\\\\"),
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map(" ".join)
NUMBERS = st.integers(0, 999_999_999)
MOMENTS = st.integers(0, 100_000).map(
    lambda minutes: datetime(2027, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@st.composite
def said(draw: st.DrawFn) -> tuple[str, dict[str, object]]:
    """A command of ours with values for its arguments."""
    decision = st.sampled_from(["freeze", "repair-items", "launch-exhausted"])
    service = st.none() | st.just("iot-hub")
    values: dict[str, dict[str, st.SearchStrategy[object]]] = {
        "rule": {
            "service": service,
            "decision": st.none() | decision | st.just("prioritization"),
            "person": st.none() | st.just("dana"),
        },
        "rule-offer": {
            "decision": decision,
            "service": service,
            "approver": st.none() | st.just("dana"),
            "until": st.none() | MOMENTS,
            "reason": st.none() | TEXTS,
        },
        "raise": {
            "decision": decision,
            "service": service,
            "question": TEXTS,
            "options": st.none() | TEXTS,
            "due": st.none() | MOMENTS,
            "supersedes": st.none() | NUMBERS,
        },
        "close": {
            "number": NUMBERS,
            "outcome": TEXTS,
            "rationale": st.none() | TEXTS,
            "expires": st.none() | MOMENTS,
        },
        "rule-refuse": {"number": st.none() | NUMBERS, "reason": st.none() | TEXTS},
    }
    verb = draw(st.sampled_from(sorted(values)))
    return verb, {name: draw(value) for name, value in values[verb].items()}


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(filled=("close", {"number": 0, "outcome": "a", "rationale": "until then"}))
@example(filled=("raise", {"decision": "freeze", "service": None, "question": "iot-hub"}))
@given(filled=said())
async def test_what_is_said_again_means_the_same(
    filled: tuple[str, dict[str, object]], ask: Door, heard: Heard
) -> None:
    verb, values = filled
    command: Command = ask.core.grammar.commands[verb]
    heard.args.clear()
    fields = {name: str(value) for name, value in values.items() if value is not None}
    await ask(verb, fields=fields)
    typed = spoken(command, fields)
    await ask(typed)
    (first, second) = heard.args
    again = canonical(command, first)
    await ask(again)
    assert _plain(first) == _plain(second) == _plain(heard.args[2]), (typed, again)
    texts = {name: value for name, value in values.items() if getattr(first, name) == value}
    assert texts.keys() >= {"outcome", "reason", "question", "options"} & fields.keys()


def _plain(args: object) -> dict[str, object]:
    values = vars(args)
    return {name: v.at if isinstance(v, Moment) else v for name, v in values.items()}


def test_the_small_words_of_every_command_are_known() -> None:
    assert set().union(*(command.leads for command in discover().values())) == LEADS
