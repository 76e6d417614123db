"""What holds for every timeline there may be."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.drawing import Theme, svg
from bot.drawing.cells import cells
from bot.drawing.timeline_text import timeline_text
from bot.reply_timeline import StretchKind, Timeline
from tests.drawing.any_timeline import timelines
from tests.drawing.reading import all_words, coordinates, every, first, read, touching

WORDS = st.one_of(
    st.sampled_from(["Alice Nakamura", "Alice Bergström", "Bob", "SRE primary", "", "李小龍"]),
    st.text(st.characters(codec="utf-8"), max_size=40),
)
TIMELINES = timelines(WORDS)
ACROSS = st.integers(240, 900)


@settings(deadline=None)
@given(timeline=TIMELINES, theme=st.sampled_from(Theme), across=ACROSS)
def test_any_timeline_is_well_formed_and_inside_its_frame(
    timeline: Timeline, theme: Theme, across: int
) -> None:
    root = read(svg(timeline, theme=theme, size=(across, 300)))
    width, height = (float(root.attrib[name]) for name in ("width", "height"))
    assert root.attrib["viewBox"] == f"0 0 {across} {height:.0f}"
    assert all(0 <= x <= width and 0 <= y <= height for x, y in coordinates(root))
    for box in every(root, "rect"):
        left, top = (float(box.attrib.get(name, 0)) for name in ("x", "y"))
        assert left + float(box.attrib["width"]) <= width + 0.1
        assert top + float(box.attrib["height"]) <= height + 0.1


@settings(deadline=None)
@given(timeline=TIMELINES, across=ACROSS)
def test_no_words_stand_on_each_other_or_reach_beyond_the_paper(
    timeline: Timeline, across: int
) -> None:
    root = read(svg(timeline, size=(across, 300)))
    assert touching(root) == []
    assert all(each.left >= -0.1 and each.right <= across + 0.1 for each in all_words(root))


@settings(deadline=None)
@given(timeline=TIMELINES)
def test_everything_can_be_read_in_full(timeline: Timeline) -> None:
    root = read(svg(timeline))
    assert first(root, "desc") is not None
    told = sum(len(lane.stretches) + 1 for lane in timeline.lanes)
    assert len(every(root, "title")) == 1 + told


@settings(deadline=None)
@given(timeline=TIMELINES, width=st.integers(24, 90), plain=st.booleans())
def test_in_text_every_line_keeps_to_its_width_and_no_gap_is_lost(
    timeline: Timeline, width: int, plain: bool
) -> None:
    lines = timeline_text(timeline, width, ascii=plain)
    assert max(map(cells, lines[:-1]), default=0) <= max(width, 24)
    assert all(line.isprintable() for line in lines)
    kinds = {stretch.kind for lane in timeline.lanes for stretch in lane.stretches}
    sign = "!" if plain else "░"
    assert (f"{sign} nobody" in lines[-1]) is (StretchKind.GAP in kinds)
    if StretchKind.GAP in kinds:
        assert any(sign in line for line in lines[:-1])
