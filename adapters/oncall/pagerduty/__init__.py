"""Who is on call, from PagerDuty: start at ``account.py``."""

from adapters.oncall.pagerduty.account import build
from adapters.oncall.pagerduty.settings import Query, Settings

__all__ = ["Query", "Settings", "build"]
