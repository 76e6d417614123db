"""What is refused at the door, and with which HTTP status."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from http import HTTPStatus


class Refused(Exception):  # noqa: N818 - it reads as what it says
    """Something came that is not believed or not understood.

    Attributes:
        status: What it is answered with.
        why: For our log alone: whoever forges learns nothing.
    """

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
