import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

import pytest

from bot.drawing import Theme, svg
from bot.drawing.palette import LIGHT
from bot.drawing.raster import png
from bot.reply_timeline import Lane, Timeline
from tests.drawing import timelines
from tests.drawing.pixels import size
from tests.drawing.reading import all_words, every, first, read, said, touching
from tests.drawing.timelines import (
    BERLIN,
    COVER,
    DAY,
    DUTY,
    PEOPLE,
    START,
    WEEK,
    lane,
    timeline,
    turns,
)

SMALL = (320, 220)
HOUR = timedelta(hours=1)


def test_it_says_its_title_and_what_it_shows_to_those_who_hear_it() -> None:
    shown = replace(timelines.two_sides(), title='On call for <"us" & them>')
    root = read(svg(shown))
    assert root.attrib["role"] == "img"
    assert first(root, "title").text == shown.title
    assert first(root, "desc").text == shown.alt


@pytest.mark.parametrize("scene", timelines.SCENES, ids=lambda scene: scene.__name__)
@pytest.mark.parametrize("across", [600, 320])
def test_no_words_stand_on_each_other(scene: timelines.Scene, across: int) -> None:
    assert touching(read(svg(scene(), size=(across, 220)))) == []


def test_everybody_stands_on_their_lane_in_the_order_of_their_turns() -> None:
    root = read(svg(timelines.two_sides()))
    places = {each.text: each for each in all_words(root)}
    row = [each.text for each in all_words(root) if each.y == places["SRE secondary"].y]
    assert sorted(row) == ["Alice Nakamura", "Bob", "Bob", "Erin", "SRE secondary"]


def test_whoever_points_at_a_bar_is_told_who_and_from_when_to_when() -> None:
    assert list(_told(timelines.two_sides(), "SRE secondary")) == [
        "Bob Castellano: Mon 30 Nov 09:00 CET to Thu 3 Dec 18:00 CET",
        "Erin Gallagher, covering for Bob Castellano: Thu 3 Dec 18:00 CET to Sat 5 Dec 09:00 CET",
        "Bob Castellano: Sat 5 Dec 09:00 CET to Mon 7 Dec 09:00 CET",
        "Alice Nakamura: Mon 7 Dec 09:00 CET to Mon 14 Dec 09:00 CET",
    ]
    assert "nobody: Sat 5 Dec 09:00 CET to Sun 6 Dec 18:00 CET" in _titles(timelines.two_sides())


def test_a_cover_that_does_not_say_so_itself_is_told_as_one() -> None:
    shown = timeline(lane("SRE", (START, "Erin", COVER), end=START + WEEK))
    assert "Erin as cover: Mon 30 Nov 09:00 CET to Mon 7 Dec 09:00 CET" in _titles(shown)


def test_a_cover_is_drawn_with_as_much_of_its_words_as_fits() -> None:
    label = "Erin Gallagher, covering for Bob Castellano"
    for span, name in (
        (WEEK * 2, label),
        (4 * DAY, "Erin Gallagher"),
        (DAY, "Erin"),
        (DAY / 1.5, "EG"),
    ):
        cover = lane("SRE", (START, label, COVER), end=START + span)
        assert name in said(_root(timeline(cover, now=START)))


def test_the_zone_of_each_end_is_told_when_the_clocks_go_back_between_them() -> None:
    titles = _titles(timelines.clocks_go_back_in_berlin())
    assert "Erin Gallagher: Sun 25 Oct 09:00 CET to Mon 26 Oct 09:00 CET" in titles
    assert "Dana Iyer: Sat 24 Oct 09:00 CEST to Sun 25 Oct 09:00 CET" in titles


def test_an_hour_more_is_a_longer_bar() -> None:
    boxes = _bars(timelines.clocks_go_back_in_berlin())
    widths = [round(float(box.attrib["width"]), 1) for box in boxes]
    assert widths[2] / widths[1] == pytest.approx(25 / 24, abs=0.01)


def test_neighbours_differ_and_a_tick_stands_at_every_change() -> None:
    boxes = _bars(timelines.one_lane())
    assert len(boxes) == 14
    assert {box.attrib["fill-opacity"] for box in boxes[::2]} == {"0.12"}
    assert {box.attrib["fill-opacity"] for box in boxes[1::2]} == {"0.26"}
    ticks = [path for path in every(_root(timelines.one_lane()), "path") if _is_tick(path)]
    assert [path.attrib["d"].count("M") for path in ticks] == [13]


def test_a_cover_and_a_gap_have_patterns_of_their_own_and_a_key() -> None:
    root = _root(timelines.two_sides())
    hatched = {path.attrib["stroke"] for path in every(root, "path") if _is_hatch(path)}
    assert hatched == {LIGHT.curve, LIGHT.bad}
    assert {"cover", "nobody"} <= set(said(root))


def test_what_is_not_there_is_not_explained() -> None:
    assert {"cover", "nobody"}.isdisjoint(said(_root(timelines.one_lane())))


def test_an_hour_in_two_weeks_is_seen() -> None:
    root = _root(timelines.an_hour_in_two_weeks())
    gaps = [box for box in every(root, "rect") if box.attrib.get("fill") == LIGHT.bad]
    assert [float(box.attrib["width"]) for box in gaps] == [4.0]
    assert len(every(root, "polygon")) == 2, "the cover's corner, and that of the key"


def test_now_is_marked_with_its_day_and_hour_in_the_zone_of_the_picture() -> None:
    noon = START + DAY + 3 * HOUR
    assert "now, Tue 12:00" in said(read(svg(replace(timelines.two_sides(), now=noon))))


@pytest.mark.parametrize("now", [START - HOUR, START + 2 * WEEK])
def test_a_now_outside_is_not_marked(now: datetime) -> None:
    words = said(read(svg(replace(timelines.two_sides(), now=now))))
    assert not [each for each in words if each.startswith("now")]


def test_a_name_keeps_away_from_the_line_of_now() -> None:
    shown = timeline(turns("SRE", PEOPLE[:1], times=2), now=START + 2 * DAY)
    (name, _) = (each for each in all_words(_root(shown)) if each.text == "Alice Nakamura")
    line = next(path for path in every(_root(shown), "path") if path.attrib["stroke"] == LIGHT.ink)
    assert name.left > float(line.attrib["d"][1:].split()[0])


def test_names_get_shorter_with_their_bars_and_are_never_cut_where_that_would_mislead() -> None:
    people = ("Alice Nakamura", "Alice Bergström")
    for every_, names in ((WEEK, set(people)), (2 * DAY, {"Alice N.", "Alice B."})):
        shown = timeline(turns("SRE", people, every=every_, times=2), now=START - DAY)
        assert names <= set(said(_root(shown)))
    days = timeline(turns("SRE", people, every=DAY, times=14), now=START - DAY)
    assert {"AN", "AB"} <= set(said(_root(days)))
    weeks = timeline(turns("SRE", people, every=DAY, times=56), span=8 * WEEK, now=START - DAY)
    assert not [each for each in said(_root(weeks)) if each.startswith("A")]


def test_it_is_as_high_as_its_lanes_and_its_picture_too() -> None:
    heights = []
    for count in (1, 2, 12):
        shown = timeline(*(turns(f"Seat {seat}") for seat in range(count)))
        drawn = svg(shown, theme=Theme.LIGHT)
        heights.append(int(read(drawn).attrib["height"]))
        assert size(png(drawn)) == (1200, 2 * heights[-1])
    assert heights[1] - heights[0] == pytest.approx((heights[2] - heights[1]) / 10)


def test_on_a_phone_lanes_are_named_above_their_bars() -> None:
    root = read(svg(timelines.two_sides(), size=SMALL))
    label, name = (
        next(each for each in all_words(root) if each.text == text)
        for text in ("SRE primary", "Bob Castellano")
    )
    assert label.y < name.y
    assert label.left < 20


def test_weekends_are_shaded_where_days_can_be_told_apart() -> None:
    assert len(_shades(timelines.two_sides())) == 2
    assert _shades(timeline(turns("SRE", times=60), span=60 * WEEK)) == []


def test_a_day_in_a_zone_of_half_hours_is_marked_by_its_hours() -> None:
    words = said(_root(timelines.half_an_hour_off()))
    assert {"12:00", "18:00", "1 Dec", "06:00", "Asia/Kolkata"} <= set(words)


def test_without_lanes_there_is_still_a_picture() -> None:
    assert "iot-hub: who is on call, two weeks" in said(_root(timeline()))


def test_several_share_a_page_because_none_has_ids() -> None:
    for theme in Theme:
        assert ' id="' not in svg(timelines.two_sides(), theme=theme)


def test_many_stretches_are_drawn_in_the_blink_of_an_eye() -> None:
    shown = timelines.daily_for_eight_weeks()
    svg(shown)
    began = time.process_time()
    drawn = svg(shown)
    assert time.process_time() - began < 0.1
    assert len(drawn) < 100_000


def test_the_same_timeline_is_drawn_the_same() -> None:
    assert svg(timelines.two_sides()) == svg(timelines.two_sides())


def test_a_lane_of_which_only_a_part_is_known_is_drawn_as_far() -> None:
    known = lane("SRE", (START + DAY, PEOPLE[0], DUTY), end=START + WEEK)
    assert len(_bars(timeline(known, Lane("Product", ()), zone=BERLIN))) == 1


def _root(shown: Timeline) -> Element:
    return read(svg(shown, theme=Theme.LIGHT))


def _groups(shown: Timeline) -> Iterator[tuple[str, Element]]:
    """What is told of everything that can be pointed at, and what that is."""
    for group in every(_root(shown), "g"):
        yield str(first(group, "title").text), group


def _titles(shown: Timeline) -> list[str]:
    return [told for told, _ in _groups(shown)]


def _told(shown: Timeline, label: str) -> Iterator[str]:
    """What is told of the bars of one lane, left to right."""
    labels = {lane.label for lane in shown.lanes}
    found: list[tuple[float, str]] = []
    current = ""
    for told, group in _groups(shown):
        if told in labels:
            current = told
        elif current == label:
            found.append((float(every(group, "rect")[0].attrib["x"]), told))
    yield from (told for _, told in sorted(found))


def _bars(shown: Timeline) -> list[Element]:
    groups = (group for _, group in _groups(shown))
    return [box for group in groups for box in every(group, "rect")]


def _is_tick(path: Element) -> bool:
    return path.attrib["stroke"] == LIGHT.quiet


def _is_hatch(path: Element) -> bool:
    return path.attrib.get("stroke-opacity") == "0.35"


def _shades(shown: Timeline) -> list[Element]:
    boxes = every(_root(shown), "rect")
    return [box for box in boxes if box.attrib.get("fill-opacity") == "0.5"]
