"""Whose press takes a card's place: the first; and what concerns its presser alone leaves it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.form import Form
from bot.pressing import Turn, Turns, leaves_the_card
from bot.replies import follows_card
from bot.reply import Answer, Card
from bot.request import Actor, Audience, Place, Request

CARD = "C1 1700000000.000100 b1"
DONE, OTHERWISE, FOLLOWS = Card("Done."), Card("Done otherwise."), follows_card()
FAILED = Card("That cannot be done.", data={"error": {"code": "conflict"}})
SUGGESTING = replace(FAILED, asks=True)
FORM = Answer(DONE, Audience.PLACE, form=Form("why", "Why", (), "Ask"))


def press(key: str, says: str = "accept P-1") -> Request:
    place = Place("slack", "C1")
    return Request(
        says, Actor("slack", "T1", f"U{key}"), place, key, heard_by=Audience.PLACE, pressed=True
    )


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("audience", list(Audience))
def test_a_form_and_what_failed_leave_the_card_whoever_sees_it(
    audience: Audience, *, alone: bool
) -> None:
    assert leaves_the_card(replace(FORM, audience=audience), alone=alone)
    assert leaves_the_card(Answer(FAILED, audience), alone=alone)


@pytest.mark.parametrize("card", [DONE, SUGGESTING], ids=["answer", "suggestions"])
def test_what_is_for_the_presser_alone_leaves_a_card_that_others_see(card: Card) -> None:
    assert leaves_the_card(Answer(card, Audience.ASKER), alone=False)
    assert not leaves_the_card(Answer(card, Audience.ASKER), alone=True)
    assert not leaves_the_card(Answer(card, Audience.PLACE), alone=False)


def test_who_presses_first_is_answered_in_the_cards_place() -> None:
    turns = Turns()
    assert turns.take(CARD, press("1"), DONE) is Turn.OURS
    assert turns.take(CARD, press("2"), DONE) is Turn.SAID
    assert turns.take(CARD, press("3"), OTHERWISE) is Turn.OTHERS
    assert turns.take(CARD, press("4", "decline P-1"), DONE) is Turn.OTHERS


def test_an_answer_takes_the_place_of_what_told_that_it_follows() -> None:
    turns = Turns()
    assert turns.take(CARD, press("1"), FOLLOWS) is Turn.OURS
    assert turns.take(CARD, press("2"), FOLLOWS) is Turn.SAID
    assert turns.take(CARD, press("3", "decline P-1"), FOLLOWS) is Turn.OTHERS
    assert turns.take(CARD, press("2"), DONE) is Turn.OURS
    assert turns.take(CARD, press("1"), DONE) is Turn.SAID
    assert not turns.holds(CARD, press("1"))


def test_a_press_may_say_something_else_later_where_it_was_answered() -> None:
    turns = Turns()
    assert turns.take(CARD, press("1"), DONE) is Turn.OURS
    assert turns.take(CARD, press("1"), OTHERWISE) is Turn.OURS


def test_what_was_given_back_is_answered_anew() -> None:
    turns = Turns()
    turns.take(CARD, press("1"), FOLLOWS)
    turns.give_back(CARD, press("2"))
    assert turns.holds(CARD, press("1"))
    turns.give_back(CARD, press("1"))
    assert turns.take(CARD, press("3", "decline P-1"), DONE) is Turn.OURS


def test_each_card_is_answered_by_itself() -> None:
    turns = Turns()
    assert turns.take(("m1", 0), press("1"), DONE) is Turn.OURS
    assert turns.take(("m1", 1), press("2", "decline P-1"), DONE) is Turn.OURS


_PRESSES = st.tuples(
    st.sampled_from("12345"),
    st.sampled_from(("accept", "decline")),
    st.sampled_from((DONE, FOLLOWS)),
)


@given(st.lists(_PRESSES, max_size=30))
def test_an_answer_that_stands_is_only_replaced_by_its_own_press(
    presses: list[tuple[str, str, Card]],
) -> None:
    turns, stands = Turns(), None
    for key, says, answer in presses:
        asked = press(f"{says} {key}", says)
        turn = turns.take(CARD, asked, answer)
        if stands is not None and stands != asked.event_key:
            assert turn is not Turn.OURS
        if turn is Turn.OURS:
            assert turns.holds(CARD, asked)
            stands = None if answer == FOLLOWS else asked.event_key
