"""Series into blocks: written as OpenMetrics, turned into a Prometheus database by promtool."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.real.require import require_real

from .grid import TICKS, instant_of
from .history import METRIC, UNSCRAPED, Series

DATA = "data"
"""The database, inside the directory of the world."""


def backfill(directory: Path, series: Iterable[Series]) -> None:
    """Create the blocks below a directory.

    Raises:
        subprocess.CalledProcessError: promtool refused; its words are in `stderr`.
    """
    promtool = require_real("promtool")
    text = directory / "history.om"
    _write(text, series)
    blocks = ["tsdb", "create-blocks-from", "openmetrics", "--max-block-duration=720h"]
    subprocess.run(
        [promtool, *blocks, str(text), str(directory / DATA)], check=True, capture_output=True
    )
    text.unlink()  # some 300 MB


def _write(text: Path, series: Iterable[Series]) -> None:
    times = [f" {instant_of(boundary).timestamp():.0f}\n" for boundary in range(TICKS + 1)]
    with text.open("w") as file:
        file.write(f"# TYPE {METRIC.removesuffix('_total')} counter\n")
        for one in series:
            name = f"{one.selector} "
            file.writelines(
                f"{name}{sample}{time}"
                for sample, time in zip(one.samples, times, strict=True)
                if sample != UNSCRAPED
            )
        file.write("# EOF\n")
