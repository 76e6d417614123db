"""Who is on call from a calendar feed: start at ``source.py``."""

from adapters.oncall.ical.settings import Query, Settings
from adapters.oncall.ical.source import build

__all__ = ["Query", "Settings", "build"]
