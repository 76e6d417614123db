"""Error budgets from Prometheus: start at ``source.py``."""

from adapters.budgets.prometheus.settings import Query, Settings
from adapters.budgets.prometheus.source import build

__all__ = ["Query", "Settings", "build"]
