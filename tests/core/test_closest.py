"""Close names are offered, and words that only look close are not."""

from __future__ import annotations

import pytest

from bot.closest import closest, misspelt

VERBS = {verb: verb for verb in ("budget", "help", "share", "slo", "why")}
NAMES = {"iot-hub": "iot-hub", "hub": "iot-hub", "Device Twins": "device-twins"}


@pytest.mark.parametrize(
    ("typed", "verb"),
    [
        ("budgte", "budget"),
        ("hlep", "help"),
        ("hel", "help"),
        ("sol", "slo"),
        ("sloo", "slo"),
        ("wyh", "why"),
        ("wy", "why"),
        ("bud", "budget"),
    ],
)
def test_a_slip_finds_its_verb(typed: str, verb: str) -> None:
    assert misspelt(typed, VERBS) == (verb,)


@pytest.mark.parametrize(
    "typed", ["who", "what", "what's", "how", "where", "are", "held", "is", "a"]
)
def test_another_short_word_is_another_word(typed: str) -> None:
    assert misspelt(typed, VERBS) == ()


@pytest.mark.parametrize(
    ("typed", "service"),
    [
        ("hbu", "iot-hub"),
        ("twin", "device-twins"),
        ("tw", None),
        ("hug", None),
        ("the hub", "iot-hub"),
    ],
)
def test_a_short_name_is_found_by_its_beginning_or_a_slip(typed: str, service: str | None) -> None:
    assert misspelt(typed, NAMES) == ((service,) if service else ())


def test_where_a_name_is_expected_another_letter_is_a_slip_too() -> None:
    assert closest("sry", ["sre", "product"]) == ("sre",)
