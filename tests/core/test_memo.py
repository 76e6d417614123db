"""Remembered by the very things that it was made of, and only so much."""

from __future__ import annotations

from itertools import count

import pytest

from bot.memo import Memo


class Thing:
    """Equal to every other, and yet another one."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing)

    def __hash__(self) -> int:
        return 0


@pytest.fixture
def memo() -> Memo[int]:
    return Memo(most=3)


@pytest.fixture
def made() -> count[int]:
    return count()


def test_of_the_same_things_it_is_made_once(memo: Memo[int], made: count[int]) -> None:
    thing = Thing()
    assert memo.once("card", thing, make=made.__next__) == 0
    assert memo.once("card", thing, make=made.__next__) == 0


def test_of_equal_things_it_is_made_anew(memo: Memo[int], made: count[int]) -> None:
    assert memo.once("card", Thing(), make=made.__next__) == 0
    assert memo.once("card", Thing(), make=made.__next__) == 1


def test_under_another_name_it_is_made_anew(memo: Memo[int], made: count[int]) -> None:
    thing = Thing()
    assert memo.once("card", thing, make=made.__next__) == 0
    assert memo.once("message", thing, make=made.__next__) == 1


def test_the_order_of_things_counts(memo: Memo[int], made: count[int]) -> None:
    one, other = Thing(), Thing()
    assert memo.once("card", one, other, make=made.__next__) == 0
    assert memo.once("card", other, one, make=made.__next__) == 1


def test_nothing_takes_the_place_of_a_thing_that_nobody_else_keeps(made: count[int]) -> None:
    memo: Memo[int] = Memo()
    found = [memo.once("card", Thing(), make=made.__next__) for _ in range(100)]
    assert found == list(range(100))


def test_when_there_are_too_many_what_was_not_asked_for_the_longest_leaves(
    memo: Memo[int], made: count[int]
) -> None:
    first, second, third, fourth = (Thing() for _ in range(4))
    asked = (first, second, third, first, fourth, first, third, fourth, second)
    found = [memo.once("card", each, make=made.__next__) for each in asked]
    assert found == [0, 1, 2, 0, 3, 0, 2, 3, 4]


def test_what_could_not_be_made_is_not_remembered(memo: Memo[int], made: count[int]) -> None:
    def fail() -> int:
        raise LookupError

    with pytest.raises(LookupError):
        memo.once("card", made, make=fail)
    assert memo.once("card", made, make=made.__next__) == 0
