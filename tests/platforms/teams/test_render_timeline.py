"""Timelines in Teams: columns with a word or a sign in each, or lines of signs; and in words."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

from adapters.teams.render import drawn
from bot.reply import Card
from bot.reply_timeline import Timeline
from tests.drawing import timelines
from tests.drawing.timelines import DAY, PEOPLE, START, timeline, turns
from tests.platforms.teams.card_schema import check_card, nodes


def elements(shown: Timeline) -> list[dict[str, Any]]:
    """What stands in the place of a timeline."""
    _, place = check_card(drawn(Card("On call", blocks=(shown,))))["body"]
    items: list[dict[str, Any]] = place["items"]
    return items


def lanes(shown: Timeline) -> dict[str, list[dict[str, Any]]]:
    """The columns of each lane."""
    items = elements(shown)
    labels = {lane.label for lane in shown.lanes}
    return {
        label["text"]: bars["columns"]
        for label, bars in pairwise(items)
        if label.get("text") in labels
    }


def words(element: object) -> list[str]:
    return [each["text"] for each in nodes(element) if "text" in each]


def test_it_has_a_title_and_says_below_what_it_shows() -> None:
    shown = timelines.two_sides()
    title, *_, key, alt = elements(shown)

    assert title["text"] == shown.title
    assert key["text"] == "⇄ cover · ! nobody · Europe/Berlin"
    assert alt["text"] == shown.alt


def test_columns_are_as_wide_as_turns_are_long_and_neighbours_differ() -> None:
    bars = lanes(timelines.two_sides())["SRE primary"]

    assert [(bar["width"], bar["style"], *words(bar)) for bar in bars] == [
        (500, "emphasis", "Alice Nakamura"),
        (500, "accent", "Bob Castellano"),
    ]


def test_a_cover_and_a_gap_have_a_sign_where_no_word_fits() -> None:
    drawn_ = lanes(timelines.two_sides())

    assert [(bar["style"], *words(bar)) for bar in drawn_["SRE secondary"]][1] == ("good", "⇄")
    assert [(bar["style"], *words(bar)) for bar in drawn_["Product primary"]][1] == (
        "attention",
        "!",
    )


def test_where_words_fit_a_cover_has_its_sign_beside_the_name_and_a_gap_says_nobody() -> None:
    end = START + 4 * DAY
    shown = timeline(
        timelines.lane(
            "SRE",
            (START, PEOPLE[3], timelines.COVER),
            (START + 2 * DAY, "", timelines.GAP),
            end=end,
        ),
        span=4 * DAY,
    )

    assert words(lanes(shown)["SRE"]) == ["⇄ Erin Gallagher", "nobody"]


def test_an_hour_in_two_weeks_is_as_wide_as_its_sign_and_moves_nothing_else() -> None:
    bars = lanes(timelines.an_hour_in_two_weeks())["SRE"]

    assert [words(bar) for bar in bars] == [["Alice"], ["⇄"], ["Alice"], ["!"], ["Bob"]]
    assert min(bar["width"] for bar in bars) >= 100
    assert sum(bar["width"] for bar in bars) in range(995, 1_006)


def test_what_nobody_told_is_a_column_without_a_colour() -> None:
    known = timelines.lane("SRE", (START + DAY, PEOPLE[0], timelines.DUTY), end=START + 7 * DAY)

    assert [bar.get("style") for bar in lanes(timeline(known))["SRE"]] == [None, "accent", None]


def test_dates_stand_above_their_midnights_and_now_below() -> None:
    _, dates, *_, now, _, _ = elements(timelines.half_an_hour_off())

    assert words(dates) == ["12:00", "18:00", "1 Dec", "06:00"]
    assert [column["width"] for column in dates["columns"]] == [125, 250, 250, 250, 125]
    assert words(now) == ["▲ now, Mon 13:48"]
    assert now["columns"][0]["width"] == 200


def test_a_date_without_room_is_left_out() -> None:
    _, dates, *_ = elements(timelines.two_sides())

    assert words(dates) == ["7 Dec"]


def test_words_about_a_late_now_stand_before_it() -> None:
    shown = timelines.two_sides()
    *_, now, _, _ = elements(replace(shown, now=shown.end - timedelta(hours=1)))

    assert words(now) == ["now, Mon 08:00 ▲"]


def test_a_now_outside_is_not_shown() -> None:
    shown = timelines.two_sides()

    assert "now" not in " ".join(words(elements(replace(shown, now=shown.end))))


def test_more_turns_than_there_is_room_for_are_written_in_signs() -> None:
    title, *lines, alt = elements(timelines.daily_for_eight_weeks())

    assert {each["fontType"] for each in nodes(lines) if "text" in each} == {"Monospace"}
    assert words(lines)[:2] == ["SRE\u00a0primary", "├" * 36]
    assert (title["weight"], alt["isSubtle"]) == ("Bolder", True)


def test_a_dozen_lanes_fit_into_a_message() -> None:
    weekly = timeline(*(turns(f"Seat {seat}", times=4) for seat in range(12)), span=28 * DAY)

    assert len(lanes(weekly)) == 12


def test_nothing_that_is_on_it_is_markup() -> None:
    shown = timeline(turns("*SRE*", ("<at>Bob</at>", "[x](https://example.com)")), title="_Who_")

    assert {"<\u200bat>Bob<\u200b/at>", "[x](https://example.com)"} <= set(words(elements(shown)))
