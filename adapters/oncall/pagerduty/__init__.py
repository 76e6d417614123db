"""Who is on call, from PagerDuty: start at ``source.py``."""

from adapters.oncall.pagerduty.settings import Query, Settings
from adapters.oncall.pagerduty.source import build

__all__ = ["Query", "Settings", "build"]
