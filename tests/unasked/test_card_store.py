"""A card in the outbox is the card that was put in: every block, every value, exactly."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import card_store, reply
from bot.card_store import from_text, to_text
from bot.model.curve import Point
from bot.reply import Card
from bot.reply_timeline import Lane, Stretch, StretchKind, Timeline

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

T = TypeVar("T")

INSTANTS = st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(fold=0))
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
TEXTS = st.text(max_size=20)
TONES = st.sampled_from(reply.Tone)


def some(each: SearchStrategy[T]) -> SearchStrategy[tuple[T, ...]]:
    return st.lists(each, max_size=3).map(tuple)


STRETCHES = st.builds(Stretch, INSTANTS, INSTANTS, TEXTS, st.sampled_from(StretchKind))
KINDS: dict[type, SearchStrategy[reply.Block]] = {
    reply.Text: st.builds(reply.Text, TEXTS),
    reply.Note: st.builds(reply.Note, TEXTS),
    reply.Code: st.builds(reply.Code, TEXTS),
    reply.Facts: st.builds(reply.Facts, some(st.builds(reply.Fact, TEXTS, TEXTS))),
    reply.Table: st.builds(reply.Table, some(TEXTS), some(some(TEXTS))),
    reply.Meter: st.builds(reply.Meter, TEXTS, DECIMALS, TEXTS, TONES),
    reply.Chart: st.builds(
        reply.Chart,
        TEXTS,
        TEXTS,
        some(st.builds(Point, INSTANTS, DECIMALS)),
        some(st.builds(reply.Level, TEXTS, DECIMALS)),
        TEXTS,
        TONES,
    ),
    Timeline: st.builds(
        Timeline,
        TEXTS,
        TEXTS,
        INSTANTS,
        INSTANTS,
        INSTANTS,
        some(st.builds(Lane, TEXTS, some(STRETCHES))),
        TEXTS,
    ),
    reply.Actions: st.builds(
        reply.Actions,
        some(st.builds(reply.Button, TEXTS, TEXTS, st.booleans(), st.booleans())),
    ),
}
BLOCKS = st.one_of(*KINDS.values())
PLAIN = st.none() | st.booleans() | st.integers() | TEXTS | DECIMALS | INSTANTS | st.dates()


def nested(inside: SearchStrategy[object]) -> SearchStrategy[object]:
    return (
        st.lists(inside, max_size=3)
        | some(inside)
        | st.dictionaries(st.text(max_size=4) | st.just("$"), inside, max_size=3)
    )


DATA = st.dictionaries(TEXTS, st.recursive(PLAIN, nested, max_leaves=6), max_size=4)
CARDS = st.builds(
    Card,
    headline=TEXTS,
    tone=TONES,
    blocks=some(BLOCKS),
    data=DATA,
    why=some(BLOCKS),
    asks=st.booleans(),
    again=st.none() | TEXTS,
)


@given(CARDS)
def test_every_card_comes_back_as_it_was(card: Card) -> None:
    again = from_text(to_text(card))
    assert again == card
    assert repr(again) == repr(card)  # 1 and True and Decimal(1) are equal, and not the same


def test_every_kind_of_block_can_be_kept() -> None:
    assert set(get_args(reply.Block)) == set(KINDS)
    assert set(KINDS) <= set(card_store.KINDS.values())


def test_a_field_that_a_later_version_leaves_out_is_passed_over() -> None:
    stored = json.loads(to_text(Card("News.", data={"day": date(2026, 11, 30)})))
    stored["mood"] = "good"
    assert from_text(json.dumps(stored)) == Card("News.", data={"day": date(2026, 11, 30)})


def test_a_kind_that_only_a_later_version_knows_is_an_error() -> None:
    text = to_text(Card("News.", blocks=(reply.Text("Well."),))).replace('"Text"', '"Hologram"')
    with pytest.raises(KeyError, match="Hologram"):
        from_text(text)


def test_a_value_that_no_card_holds_is_refused_when_it_is_written() -> None:
    with pytest.raises(TypeError, match="cannot keep"):
        to_text(Card("News.", data={"what": object()}))


def test_a_point_keeps_its_digits() -> None:
    point = Point(datetime(2026, 11, 30, 9, 0, 0, 1, tzinfo=UTC), Decimal("0.10"))
    chart = reply.Chart("t", "a", (point,), (), "UTC", reply.Tone.GOOD)
    (kept,) = from_text(to_text(Card("News.", blocks=(chart,)))).blocks
    assert isinstance(kept, reply.Chart)
    assert repr(kept.points[0]) == repr(point)
