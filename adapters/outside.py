"""What an adapter may use from outside its own folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ports.clock import Clock
    from bot.ports.store import Store


@dataclass(frozen=True, slots=True)
class Outside:
    """The store, the time, and the environment in which secrets lie."""

    store: Store
    clock: Clock
    environ: Mapping[str, str]
