"""Said in place of a person: there is to be nobody."""

from __future__ import annotations

from enum import Enum


class Nobody(Enum):
    """There is to be nobody, where nothing said would leave it as it is."""

    NOBODY = "nobody"
