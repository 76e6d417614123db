"""A declared incident: who commands it, and so who is in charge of the service for now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """An incident of a service; of each service at most one runs.

    Attributes:
        number: Its own, given by the store.
        service: The key of the service.
        severity: 1 is the worst.
        commander: The key of who commands it.
        declared_by: The key of who declared it.
        began: When it was declared.
        ended: When it was called off; None while it runs.
        ended_by: The key of who did.
        link: Where it was declared, an address.
    """

    number: int = 0
    service: str
    severity: int
    commander: str
    declared_by: str
    began: datetime
    ended: datetime | None = None
    ended_by: str | None = None
    link: str | None = None
