"""A warm `oncall` over a calendar feed of 730 events beside a warm `budget`, by turns."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from adapters.by_name import schemas
from bot.config import read
from bot.request import Actor, Audience, Place, Request
from rapport import opened

if TYPE_CHECKING:
    from bot.core import Core

EVENTS, ROUNDS, ASKED = 730, 30, 40
PEOPLE = ("alice", "erin", "frank")

_APP_YAML = """\
version: 1
people:
  alice: {name: Alice Nakamura, side: sre, email: alice@example.com}
  erin: {name: Erin Gallagher, side: sre, email: erin@example.com}
  frank: {name: Frank Adeyemi, side: sre, email: frank@example.com}
  bob: {name: Bob Castellano, side: product}
  dana: {name: Dana Iyer, side: sponsor}
teams:
  sre: {name: SRE, side: sre, lead: alice, manager: erin, members: [alice, erin, frank]}
  product: {name: Product, side: product, lead: bob, manager: bob, members: [bob]}
sources:
  counts: {kind: example}
  feed: {kind: ical}
rotations:
  hub-sre: {name: IoT Hub SRE, team: sre, source: feed, query: {file: FEED}}
services:
  iot-hub:
    name: IoT Hub
    oncall: {sre: {primary: hub-sre}}
    slos:
      availability: {target: 99.95%, events: requests, source: counts}
engagements:
  iot-hub:
    services: [iot-hub]
    sre_team: sre
    product_group: product
    sponsor: dana
    zone: Europe/Berlin
    places: {terminal: {channel: iot-hub}}
    policy: {agreed: true}
"""
_EVENT = """\
BEGIN:VEVENT
UID:{n}@bench
DTSTART:{start:%Y%m%dT%H%M%SZ}
DTEND:{end:%Y%m%dT%H%M%SZ}
SUMMARY:On Call - {name} - Primary
ATTENDEE:mailto:{name}@example.com
END:VEVENT
"""


@dataclass(frozen=True, slots=True)
class Warm:
    """Median seconds of one warm answer."""

    oncall: float
    budget: float


async def measure() -> Warm:
    """Ask both by turns, so that a noisy moment hits both."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        feed = folder / "feed.ics"
        feed.write_text(_feed())
        text = _APP_YAML.replace("FEED", str(feed))
        config = read(text, path=folder / "app.yaml", schemas=schemas())
        async with opened(config) as house:
            core, numbers = house.core, count()
            for words in ("oncall iot-hub", "budget iot-hub"):
                await _asked(core, words, numbers)
            rounds = [
                [
                    await _asked(core, words, numbers)
                    for words in ("oncall iot-hub", "budget iot-hub")
                ]
                for _ in range(ROUNDS)
            ]
    return Warm(median(one for one, _ in rounds), median(other for _, other in rounds))


async def _asked(core: Core, words: str, numbers: count[int]) -> float:
    """Seconds of one answer, the mean of some."""
    began = time.perf_counter()
    for _ in range(ASKED):
        answer = await core.answer(
            Request(
                text=words,
                actor=Actor("terminal", "local", "(operator)", verified=False),
                place=Place("terminal", "iot-hub"),
                event_key=f"bench:{next(numbers)}",
                heard_by=Audience.ASKER,
            )
        )
        assert answer is not None
        assert "error" not in answer.card.data, answer.card.headline
    return (time.perf_counter() - began) / ASKED


def _feed() -> str:
    """A year of half days around today, one event each."""
    first = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    first -= timedelta(days=EVENTS // 4)
    half = timedelta(hours=12)
    events = (
        _EVENT.format(n=n, start=first + n * half, end=first + (n + 1) * half, name=PEOPLE[n % 3])
        for n in range(EVENTS)
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:bench\n{''.join(events)}END:VCALENDAR\n"
