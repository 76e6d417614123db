"""However a feed is spoilt, it is read or refused in words; nothing else ever comes of it."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.fetching.failure import Failure
from adapters.oncall.ical.expanding import Wanted, expand
from adapters.oncall.ical.parsing import parse
from adapters.oncall.ical.text import text_of
from tests.sources.oncall_ical.feed import FEEDS, NOW

WHOLE = [path.read_text() for path in sorted(FEEDS.glob("*.ics"))]
WANTED = Wanted(NOW, NOW + timedelta(days=14), ZoneInfo("UTC"))
VALUES = st.sampled_from(
    [
        "",
        "0",
        "-1",
        "20261124",
        "20261124T090000",
        "20261332T990000Z",
        "PT0S",
        "-P1D",
        "FREQ=WEEKLY;COUNT=2",
        "FREQ=WEEKLY;BYDAY=XX",
        "CANCELLED",
        "\\",
        ";;::",
        "99991231T235959Z",
        "00010101T000000Z",
    ]
)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A producer's feed of which some lines are lost, doubled, moved, or say something else."""
    lines = draw(st.sampled_from(WHOLE)).splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["lose", "double", "move", "say", "cut"])):
            case "lose":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "say":
                lines[at] = f"{lines[at].partition(':')[0]}:{draw(VALUES)}"
            case "cut":
                lines[at] = lines[at][: len(lines[at]) // 2]
    return "\r\n".join(lines)


@settings(deadline=None, max_examples=150)
@given(content=spoilt())
def test_a_spoilt_feed_is_read_or_refused(content: str) -> None:
    try:
        shifts = expand(parse(text_of(content.encode(), None)), WANTED)
    except Failure:
        return
    for duty in shifts.duties:
        assert duty.who.name
        assert duty.start
        assert duty.end
        assert duty.start < duty.end
        assert duty.start < WANTED.end
        assert duty.end > WANTED.start


@given(body=st.binary(max_size=60), charset=st.sampled_from([None, "utf-8", "nonsense", "utf-16"]))
def test_bytes_of_any_kind_are_refused_in_words(body: bytes, charset: str | None) -> None:
    with pytest.raises(Failure):
        text_of(body, charset)
