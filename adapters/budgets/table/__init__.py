"""Error budgets from daily counts that were imported: start at ``source.py``."""

from adapters.budgets.table.source import Query, Settings, build

__all__ = ["Query", "Settings", "build"]
