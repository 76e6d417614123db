"""What a test against a real part needs on this machine, and what happens without it."""

import os
import shutil
from typing import NoReturn

import pytest

PACKAGES = {"prometheus": "prometheus", "promtool": "prometheus", "node": "nodejs"}
"""The Debian package of each binary whose name differs, or that we want to be sure about."""

INSIST = "RAPPORT_REQUIRE_REAL"
"""Set to 1 (as CI does), a missing binary fails the test where it would have skipped it."""


def require_real(binary: str) -> str:
    """Find a real program for this test.

    Args:
        binary: The name of the program as it is found on PATH.

    Returns:
        Its full path. Without the program this does not return: the test is skipped,
        or fails when RAPPORT_REQUIRE_REAL is 1.
    """
    path = shutil.which(binary)
    if path is None:
        miss(f"{binary} is not installed: apt-get install {PACKAGES.get(binary, binary)}")
    return path


def miss(sentence: str) -> NoReturn:
    """Skip this test, or fail it when RAPPORT_REQUIRE_REAL is 1."""
    if os.environ.get(INSIST) == "1":
        pytest.fail(f"{sentence} ({INSIST}=1 forbids skipping)", pytrace=False)
    pytest.skip(sentence)
