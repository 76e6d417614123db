"""PagerDuty to test against: real HTTP on loopback, as strict as its OpenAPI document.

Build one with ``async with FakePagerDuty() as pagerduty``, give it schedules with layers and
overrides and policies that name them, and ask. It works the final schedule out by itself.
"""

from tests.fakes.pagerduty.server import FakePagerDuty, rate_limited
from tests.fakes.pagerduty.world import Policy, Schedule, User

__all__ = ["FakePagerDuty", "Policy", "Schedule", "User", "rate_limited"]
