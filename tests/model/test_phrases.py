"""How numbers, spans and times are said."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import phrases
from tests.model.build import DAY, HOUR, MINUTE, NOW, SECOND

SHARES = st.one_of(
    st.decimals(-3, 3, places=24),
    st.decimals(-3, 3, places=3),
    st.decimals(-(10**9), 10**9, places=6),
    st.sampled_from([Decimal(1), Decimal(0), Decimal("1e-24"), 1 - Decimal("1e-24")]),
)
PERCENT = re.compile(r"\u2212?(<0\.1|\d+(\.\d)?)%")


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ("0", "0%"),
        ("0.0000001", "<0.1%"),
        ("-0.0000001", "\u2212<0.1%"),
        ("0.001", "0.1%"),
        ("0.0449", "4.5%"),
        ("0.0999", "10%"),
        ("0.10", "10%"),
        ("0.104", "10%"),
        ("0.9896", "99%"),
        ("0.9996", "99.9%"),
        ("0.99999999", "99.9%"),
        ("1", "100%"),
        ("1.00000001", "100.1%"),
        ("1.004", "100.4%"),
        ("1.2", "120%"),
        ("-0.385", "\u221239%"),
        ("1e3", "100000%"),
    ],
)
def test_a_share_is_said_with_one_sensible_precision(share: str, said: str) -> None:
    assert phrases.percent(Decimal(share)) == said


@given(SHARES)
def test_only_everything_is_100_percent_and_only_nothing_is_0(share: Decimal) -> None:
    said = phrases.percent(share)
    assert (said in {"100%", "\u2212100%"}) is (abs(share) == 1)
    assert (said == "0%") is (share == 0)


@given(SHARES)
def test_a_share_is_never_said_in_scientific_notation_and_is_close_to_the_truth(
    share: Decimal,
) -> None:
    said = phrases.percent(share)
    assert PERCENT.fullmatch(said)
    number = Decimal(said.replace("\u2212", "-").replace("<0.1", "0").rstrip("%"))
    assert abs(number - share * 100) <= Decimal("0.5")


@given(st.decimals("0.0001", "0.9999999", places=7))
def test_a_target_keeps_all_its_nines(target: Decimal) -> None:
    said = phrases.target(target)
    assert Decimal(said.rstrip("%")) / 100 == target
    assert re.fullmatch(r"\d+(\.\d*[1-9])?%", said)


@pytest.mark.parametrize(
    ("target", "said"), [("0.9995", "99.95%"), ("0.90", "90%"), ("0.99999", "99.999%")]
)
def test_targets_are_said_as_people_write_them(target: str, said: str) -> None:
    assert phrases.target(Decimal(target)) == said


@pytest.mark.parametrize(
    ("burn", "said"),
    [
        (None, "no traffic"),
        ("0", "0×"),
        ("0.0999", "<0.1×"),
        ("0.1", "0.1×"),
        ("1", "1.0×"),
        ("2", "2.0×"),
        ("9.94", "9.9×"),
        ("9.96", "10×"),
        ("13.44", "13×"),
        ("2000", "2,000×"),
        ("1e-30", "<0.1×"),
    ],
)
def test_a_burn_rate_is_said_with_the_digits_that_matter(burn: str | None, said: str) -> None:
    assert phrases.rate(None if burn is None else Decimal(burn)) == said


def test_counts_have_their_thousands_apart_and_a_true_minus() -> None:
    assert phrases.count(200_000_000) == "200,000,000"
    assert phrases.count(-1_234) == "\u22121,234"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(0), "0 s"),
        (-HOUR, "0 s"),
        (SECOND / 4, "<1 s"),
        (20 * SECOND, "20 s"),
        (MINUTE, "1 min"),
        (4.32 * MINUTE, "4.3 min"),
        (43.2 * MINUTE, "43 min"),
        (HOUR, "1 hour"),
        (90 * MINUTE, "90 min"),
        (2 * HOUR, "2 hours"),
        (23 * HOUR, "23 hours"),
        (DAY, "1 day"),
        (1.4 * DAY, "1.4 days"),
        (28 * DAY, "28 days"),
    ],
)
def test_a_span_is_said_in_its_largest_sensible_unit(length: timedelta, said: str) -> None:
    assert phrases.span(length) == said


@given(st.timedeltas(SECOND, 3650 * DAY))
def test_a_span_is_short_and_within_a_twentieth_of_the_truth(length: timedelta) -> None:
    number, unit = phrases.span(length).split(" ")
    one = {"s": SECOND, "min": MINUTE, "hour": HOUR, "day": DAY}[unit.removesuffix("s") or "s"]
    assert re.fullmatch(r"\d+(\.[1-9])?", number)
    assert abs(float(number) * one - length) <= max(length / 20, SECOND / 2)


@given(st.timedeltas(-DAY, 3650 * DAY))
def test_what_is_less_than_a_minute_ago_was_just_now(length: timedelta) -> None:
    assert (phrases.ago(length) == "just now") is (length < MINUTE)


def test_a_moment_names_its_zone_and_its_year_when_it_is_another() -> None:
    assert phrases.moment(NOW, "Europe/Berlin", now=NOW) == "Mon 9 Nov 13:00 CET"
    later = datetime(2027, 7, 1, 12, tzinfo=UTC)
    assert phrases.moment(later, "Europe/Berlin", now=NOW) == "Thu 1 Jul 2027 14:00 CEST"


def test_the_year_is_the_readers_own() -> None:
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert phrases.moment(new_year, "Europe/Berlin", now=NOW) == "Fri 1 Jan 2027 00:30 CET"
    assert phrases.moment(new_year, "UTC", now=NOW) == "Thu 31 Dec 23:30 UTC"


def test_a_stretch_of_hours_names_both_ends_and_one_of_days_its_days() -> None:
    assert phrases.stretch(NOW, NOW + 2 * HOUR, "UTC") == "Mon 9 Nov 12:00\u201314:00 UTC"
    midnight = NOW - 12 * HOUR
    assert phrases.stretch(midnight, midnight + DAY, "UTC") == "Mon 9 Nov"
    assert phrases.stretch(midnight, midnight + 3 * DAY, "UTC") == "Mon 9 Nov \u2013 Wed 11 Nov"


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), ([*"abc"], "a, b and c")]
)
def test_a_list_is_said_as_people_say_it(items: list[str], said: str) -> None:
    assert phrases.listed(items) == said


@given(st.decimals(-(10**12), 10**12, places=9))
def test_a_trimmed_number_is_the_same_number_without_an_exponent(number: Decimal) -> None:
    said = phrases.trimmed(number)
    assert Decimal(said) == number
    assert "e" not in said.lower()
    assert not re.search(r"\.\d*0$|\.$", said)


AUTUMN = datetime(2026, 10, 25, tzinfo=UTC)  # Berlin goes from CEST to CET at 1:00 UTC


def test_a_stretch_across_a_clock_change_names_both_zones() -> None:
    said = phrases.stretch(AUTUMN + timedelta(minutes=30), AUTUMN + HOUR * 1.5, "Europe/Berlin")
    assert said == "Sun 25 Oct 02:30 CEST \u2013 02:30 CET"


def test_a_stretch_over_midnight_names_both_days() -> None:
    start = datetime(2026, 11, 9, 22, tzinfo=UTC)
    assert phrases.stretch(start, start + 6 * HOUR, "UTC") == (
        "Mon 9 Nov 22:00 \u2013 Tue 10 Nov 04:00 UTC"
    )


def test_whole_days_are_the_same_dates_for_every_reader() -> None:
    start = datetime(2026, 11, 20, tzinfo=UTC)
    assert phrases.stretch(start, start + timedelta(days=1), "Europe/Berlin") == "Fri 20 Nov"
