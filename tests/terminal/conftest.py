"""A folder with the example in it, and ``rapport`` run there."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.terminal.running import ROOT, Rapport

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def rapport(tmp_path: Path) -> Rapport:
    """The command line beside a copy of the example's app.yaml."""
    shutil.copy(ROOT / "app.yaml", tmp_path)
    return Rapport(tmp_path)
