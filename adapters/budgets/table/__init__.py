"""Error budgets from daily counts that were imported: start at ``source.py``."""

from adapters.budgets.table.source import Query, Settings, build

__all__ = ["TAKES_IMPORTS", "Query", "Settings", "build"]

TAKES_IMPORTS = True
"""``rapport import`` may write what such a source counts."""
