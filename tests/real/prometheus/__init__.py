"""A real Prometheus over a history of known truth: start here."""

from .grid import NOW, SCRAPE, START
from .iot_hub import TARGET
from .mishaps import GAPS, OUTAGE
from .server import Running, start_prometheus
from .world import ABSENT, World, bad_of, build_world, total_of

__all__ = [
    "ABSENT",
    "GAPS",
    "NOW",
    "OUTAGE",
    "SCRAPE",
    "START",
    "TARGET",
    "Running",
    "World",
    "bad_of",
    "build_world",
    "start_prometheus",
    "total_of",
]
