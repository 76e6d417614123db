"""Real parts that come from npm: where they are, and what happens without them."""

import os
from pathlib import Path

from tests.real.require import miss

ROOT = Path(__file__).parents[2]


def require_package(name: str) -> Path:
    """Find an installed package for this test.

    Args:
        name: As npm knows it: ``@microsoft/app-manifest``.

    Returns:
        Its folder. Without it this does not return: the test is skipped, or fails when
        RAPPORT_REQUIRE_REAL is 1.
    """
    folder = Path(os.environ.get("RAPPORT_NPM", ROOT / ".npm")) / "node_modules" / name
    if not folder.is_dir():
        miss(f"{name} is not installed: make real-parts")
    return folder
