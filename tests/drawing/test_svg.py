from xml.etree.ElementTree import Element

import pytest

from bot.drawing import Theme, svg
from bot.drawing.palette import LIGHT
from bot.reply import Chart, Tone
from tests.drawing import scenes
from tests.drawing.reading import all_words, every, first, read, said, touching


def test_it_says_its_title_and_what_it_shows_to_those_who_hear_it() -> None:
    chart = scenes.chart([1, 0.5], title='Budget of <"us" & them>')
    root = read(svg(chart))
    assert root.attrib["role"] == "img"
    assert first(root, "title").text == chart.title
    assert first(root, "desc").text == chart.alt


def test_every_level_has_its_name_beside_its_line_and_dashes_of_its_own() -> None:
    root = read(svg(scenes.healthy()))
    names = {each.text: each.y for each in all_words(root)}
    lines = [each.attrib for each in every(root, "line") if "stroke-dasharray" in each.attrib]
    heights = {line["stroke-dasharray"]: float(line["y1"]) for line in lines}
    assert len(heights) == len(scenes.LEVELS)
    for label, dashes in (("watch", "2 4"), ("at risk", "8 4"), ("exhausted", "none")):
        assert names[label] == pytest.approx(heights[dashes], abs=6)


def test_the_last_point_is_labelled_with_its_value() -> None:
    assert "19%" in said(read(svg(scenes.at_risk())))


@pytest.mark.parametrize("scene", scenes.SCENES, ids=lambda scene: scene.__name__)
@pytest.mark.parametrize("size", [(600, 300), (340, 220)])
def test_no_words_stand_on_each_other(scene: scenes.Scene, size: tuple[int, int]) -> None:
    assert touching(read(svg(scene(), size=size))) == []


def test_a_level_crossed_is_hatched_and_one_kept_is_not() -> None:
    assert len(_hatchings(scenes.at_risk())) == 2
    assert _hatchings(scenes.healthy()) == []


def test_how_it_ends_is_told_by_shape_as_well_as_by_colour() -> None:
    tones = (Tone.GOOD, Tone.WATCH, Tone.AT_RISK, Tone.BAD, Tone.UNKNOWN)
    assert len({_end_shape(tone) for tone in tones}) == len(tones)


def test_overspending_reaches_below_zero() -> None:
    assert "−50%" in said(read(svg(scenes.overspent())))


def test_far_off_the_scale_an_arrow_and_the_number_stand_at_its_end() -> None:
    root = read(svg(scenes.hugely_overspent()))
    assert "−878%" in said(root)
    assert "−200%" in said(root)
    assert len(every(root, "polygon")) == 1


def test_a_way_off_the_scale_and_back_is_told_with_its_lowest_value() -> None:
    root = read(svg(scenes.recovered_from_off_the_scale()))
    assert {"−856%", "22%"} <= set(said(root))


def test_without_points_it_says_so_and_still_shows_the_levels() -> None:
    assert {"No data to draw", "watch", "exhausted"} <= set(said(read(svg(scenes.no_points()))))


def test_a_lone_point_is_marked_and_labelled() -> None:
    root = read(svg(scenes.one_point()))
    assert len(every(root, "circle")) == 1
    assert "62%" in said(root)


def test_four_weeks_are_marked_by_their_mondays() -> None:
    assert {"20 Oct", "27 Oct", "3 Nov", "10 Nov"} <= set(said(read(svg(scenes.healthy()))))


def test_a_day_is_marked_by_hours_of_the_zone_that_names_it() -> None:
    assert {"26 Oct", "06:00", "12:00", "18:00"} <= set(said(read(svg(scenes.one_day_in_hours()))))


def test_several_drawings_share_a_page_because_none_has_ids() -> None:
    for theme in Theme:
        assert ' id="' not in svg(scenes.at_risk(), theme=theme)


def test_only_the_one_that_follows_the_reader_needs_a_browser() -> None:
    assert "var(--chart-ink)" in svg(scenes.healthy())
    for theme in (Theme.LIGHT, Theme.DARK):
        drawing = svg(scenes.healthy(), theme=theme)
        assert "var(" not in drawing
        assert "<style" not in drawing


def test_thousands_of_points_become_a_small_drawing_that_keeps_its_extremes() -> None:
    values = [0.8 - 0.3 * (turn % 2) for turn in range(20_000)]
    values[7_000] = 0.1
    drawing = svg(scenes.chart(values))
    root = read(drawing)
    (curve,) = (each.attrib["d"] for each in every(root, "path") if "stroke-width" in each.attrib)
    heights = [float(pair.split()[1]) for pair in curve[1:].replace("M", "L").split("L")]
    full, empty = _height(root, "100%"), _height(root, "0%")
    assert len(drawing) < 100_000
    assert max(heights) == pytest.approx(empty - 0.1 * (empty - full), abs=0.3)
    assert min(heights) == pytest.approx(empty - 0.8 * (empty - full), abs=0.3)


def test_a_size_too_small_to_read_is_refused() -> None:
    with pytest.raises(ValueError, match="240×160"):
        svg(scenes.healthy(), size=(200, 100))


def _hatchings(chart: Chart) -> list[str]:
    paths = every(read(svg(chart)), "path")
    return [each.attrib["d"] for each in paths if "stroke-opacity" in each.attrib]


def _end_shape(tone: Tone) -> str:
    """The mark of the last point, without its colours."""
    root = read(svg(scenes.chart([1, 0.6], tone=tone), theme=Theme.LIGHT))
    (mark,) = every(root, "circle") + every(root, "polygon")
    hollow = mark.attrib["fill"] == LIGHT.paper
    return f"{mark.attrib.get('points', 'circle')} {hollow}"


def _height(root: Element, label: str) -> float:
    """Where the share that a label names lies, in pixels."""
    named = next(each for each in all_words(root) if each.text == label)
    return named.y - named.size / 3
