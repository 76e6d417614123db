"""A small history that ends at the real present: steady counts, so that any window is known.

For what reads the machine's clock, such as a process of its own. It goes on a while into the
future, as if scraping had not stopped.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from tests.real.require import require_real

from .backfill import DATA, into_blocks
from .history import METRIC
from .server import Running, start_prometheus

SERVICE: Final = "steady"
SCRAPED_EVERY: Final = timedelta(minutes=1)
TOTAL_A_MINUTE: Final = 6_000
BAD_A_MINUTE: Final = 2
"""Of a target of 99.95 % this spends two thirds: one third remains, whenever it is asked."""

BACK: Final = timedelta(days=31)
AHEAD: Final = timedelta(hours=2)


def build_steady(directory: Path, until: datetime) -> None:
    """Backfill the last month, in a second.

    Args:
        directory: Where ``start_prometheus`` will serve it from.
        until: The present; the history goes on for two hours after it.
    """
    promtool = require_real("promtool")
    directory.mkdir(parents=True, exist_ok=True)
    text = directory / "steady.om"
    with text.open("w") as file:
        file.write(f"# TYPE {METRIC.removesuffix('_total')} counter\n")
        file.writelines(_lines("200", TOTAL_A_MINUTE - BAD_A_MINUTE, until))
        file.writelines(_lines("500", BAD_A_MINUTE, until))
        file.write("# EOF\n")
    into_blocks(promtool, text, directory / DATA)


def _lines(code: str, each: int, until: datetime) -> Iterator[str]:
    name = f'{METRIC}{{service="{SERVICE}",code="{code}"}}'
    start = int((until - BACK).timestamp())
    for minute in range((BACK + AHEAD) // SCRAPED_EVERY):
        yield f"{name} {minute * each} {start + minute * 60}\n"


@dataclass
class Steady:
    """A Prometheus over this history, which can be stopped for a while."""

    directory: Path
    running: Running

    @property
    def url(self) -> str:
        """Where it answers; the same before and after a stop."""
        return self.running.url

    @contextmanager
    def away(self) -> Iterator[None]:
        """Be stopped while the block runs."""
        self.running.stop()
        try:
            yield
        finally:
            self.running = start_prometheus(self.directory, self.running.port)
