from bot.drawing.timeline_text import timeline_text
from tests.drawing import timelines
from tests.drawing.timelines import PEOPLE, timeline, turns


def written(*lines: str) -> tuple[str, ...]:
    return lines


def test_a_line_a_lane_with_now_and_dates_and_the_signs_below() -> None:
    assert timeline_text(timelines.two_sides()) == written(
        "SRE primary       ├Alice Nakamura──────├Bob Castellano──────",
        "SRE secondary     ├Bob──────╞Erin├Bob──├Alice Nakamura──────",
        "Product primary   ├Dana Iyer─────░░░░├─├Frank Adeyemi───────",
        "Product secondary ├Frank Adeyemi───────├Zoe Quist───────────",
        "                          ▲ now, Thu 04:12",
        "                                      7 Dec",
        "═ cover   ░ nobody   Europe/Berlin",
    )


def test_where_it_is_narrow_lanes_are_named_above() -> None:
    assert timeline_text(timelines.two_sides(), 36)[:4] == written(
        "SRE primary",
        "├Alice Nakamura───├Bob Castellano───",
        "SRE secondary",
        "├Bob─────╞EG═├Bob─├Alice Nakamura───",
    )


def test_a_plain_terminal_gets_plain_signs() -> None:
    lines = timeline_text(timelines.two_sides(), ascii=True)
    assert lines[2] == "Product primary   |Dana Iyer-----!!!!|-|Frank Adeyemi-------"
    assert lines[-1] == "= cover   ! nobody   Europe/Berlin"
    assert all(line.isascii() for line in lines)


def test_an_hour_in_two_weeks_is_seen_and_lets_the_next_begin() -> None:
    (lane, dates, key) = timeline_text(timelines.an_hour_in_two_weeks())
    assert lane == "SRE ├Alice Nakamura─────╞├Alice Nakamura░├Bob Castellano────"
    assert dates.startswith("      1 Dec   3 Dec   5 Dec")
    assert key == "═ cover   ░ nobody   Europe/Berlin"


def test_a_gap_says_so_where_there_is_room() -> None:
    lines = timeline_text(timelines.nobody_at_all())
    assert lines[0].startswith("SRE           ░nobody░░░")
    assert lines[2] == "Nothing known"


def test_eight_weeks_of_days_have_no_room_for_names_and_still_fit() -> None:
    lines = timeline_text(timelines.daily_for_eight_weeks())
    assert lines[0] == f"SRE primary       {'├' * 42}"


def test_letters_as_wide_as_two_leave_the_lines_even() -> None:
    shown = timeline(turns("当番", ("李小龍", PEOPLE[0])))
    assert timeline_text(shown, 40)[1] == "├李小龍─────────────├Alice Nakamura─────"


def test_a_long_name_of_a_lane_is_cut_visibly() -> None:
    lines = timeline_text(timelines.twelve_lanes_with_long_names())
    assert {line[:18] for line in lines[:12]} == {"Second line of th…"}


def test_words_about_now_stand_before_it_where_there_is_no_room_behind() -> None:
    shown = timelines.two_sides()
    late = timeline(*shown.lanes, now=shown.end - timelines.DAY)
    assert timeline_text(late)[-3].endswith("now, Sun 09:00 ▲")
