"""Any timeline that there may be."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from bot.reply_timeline import Lane, Stretch, StretchKind, Timeline

ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]
)
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=20_000)).map(
    lambda later: datetime(2000, 1, 1, tzinfo=UTC) + later
)
SPANS = st.timedeltas(timedelta(minutes=1), timedelta(days=400))


@st.composite
def _lanes(
    draw: st.DrawFn, start: datetime, span: timedelta, texts: st.SearchStrategy[str]
) -> Lane:
    """Stretches one after the other, with holes here and there."""
    cuts = sorted({0.0, 1.0, *draw(st.lists(st.floats(0, 1), max_size=12))})
    stretches = []
    for begun, ended in pairwise(start + span * cut for cut in cuts):
        kind = draw(st.sampled_from([None, *StretchKind]))
        if kind and begun < ended:
            label = "" if kind is StretchKind.GAP else draw(texts)
            stretches.append(Stretch(begun, ended, label, kind))
    return Lane(draw(texts), tuple(stretches))


@st.composite
def timelines(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> Timeline:
    """Any timeline with such words on it."""
    start, span = draw(INSTANTS), draw(SPANS)
    return Timeline(
        title=draw(texts),
        alt=draw(texts),
        start=start,
        end=start + span,
        now=start + span * draw(st.floats(-0.5, 1.5)),
        lanes=tuple(draw(st.lists(_lanes(start, span, texts), max_size=12))),
        zone=draw(ZONES),
    )
