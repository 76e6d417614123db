"""Series into blocks: written as OpenMetrics, turned into a Prometheus database by promtool."""

import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

from tests.real.require import require_real

from .grid import TICKS, instant_of, ticks_in
from .history import METRIC, UNSCRAPED, Series

DATA = "data"
"""The database, inside the directory of the world."""

BLOCK = timedelta(hours=486)
"""The longest block promtool makes within --max-block-duration=720h; the cuts are multiples."""


def backfill(directory: Path, series: Sequence[Series]) -> None:
    """Create the blocks below a directory.

    promtool reads its whole input once for each block, so each block gets a file of its own;
    while promtool reads one, the next is written.

    Raises:
        subprocess.CalledProcessError: promtool refused; its words are in `stderr`.
    """
    promtool = require_real("promtool")
    with ThreadPoolExecutor(max_workers=1) as importer:
        blocks = []
        for part in _parts():
            text = directory / f"from-{part.start}.om"
            _write(text, series, part)
            blocks.append(importer.submit(into_blocks, promtool, text, directory / DATA))
        for block in blocks:
            block.result()


def into_blocks(promtool: str, text: Path, data: Path) -> None:
    """Have promtool turn a text into blocks; the text is gone after that."""
    how = ["tsdb", "create-blocks-from", "openmetrics", "--max-block-duration=720h"]
    subprocess.run([promtool, *how, str(text), str(data)], check=True, capture_output=True)
    text.unlink()  # up to 230 MB


def _parts() -> Iterator[range]:
    """Cut the boundaries of the grid where promtool cuts its blocks."""
    start = 0
    while start <= TICKS:
        into_block = timedelta(seconds=instant_of(start).timestamp()) % BLOCK
        stop = min(TICKS + 1, start + ticks_in(BLOCK - into_block))
        yield range(start, stop)
        start = stop


def _write(text: Path, series: Sequence[Series], part: range) -> None:
    times = [f" {instant_of(boundary).timestamp():.0f}\n" for boundary in part]
    with text.open("w") as file:
        file.write(f"# TYPE {METRIC.removesuffix('_total')} counter\n")
        for one in series:
            name = f"{one.selector} "
            file.writelines(
                f"{name}{sample}{time}"
                for sample, time in zip(one.samples[part.start : part.stop], times, strict=True)
                if sample != UNSCRAPED
            )
        file.write("# EOF\n")
