"""Random people propose, answer, ask, decide, leave and wait: what must always be so, is.

After every step the real thing is compared to ``model.py``, a simple one that is kept beside it.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

from tests.decisions.life import Life

STEPS = int(os.environ.get("RAPPORT_STEPS", "25"))
LIVES = int(os.environ.get("RAPPORT_LIVES", "12"))
"""Few, for everybody's tests; many where somebody wants to be sure."""

TestDeciding = Life.TestCase
TestDeciding.settings = settings(
    max_examples=LIVES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
