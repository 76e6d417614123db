"""Who is on call, from incident.io: start at ``account.py``."""

from adapters.oncall.incidentio.account import build
from adapters.oncall.incidentio.settings import Query, Settings

__all__ = ["Query", "Settings", "build"]
