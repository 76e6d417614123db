"""Reading the example's app.yaml, all of it checked, beside its bare YAML."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import yaml

from adapters.by_name import schemas
from bot.config import load

if TYPE_CHECKING:
    from collections.abc import Callable

APP_YAML = Path(__file__).parent.parent / "app.yaml"
ROUNDS = 40


def measure() -> float:
    """How many times as long as PyYAML in C it takes; by turns: a noisy moment hits both."""
    known, text = schemas(), APP_YAML.read_text(encoding="utf-8")
    turns = [
        (
            _seconds(lambda: load(APP_YAML, schemas=known)),
            _seconds(lambda: yaml.load(text, Loader=yaml.CSafeLoader)),
        )
        for _ in range(ROUNDS)
    ]
    return median(ours / bare for ours, bare in turns)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
