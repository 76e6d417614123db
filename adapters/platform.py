"""What every chat platform is to the server: a door, and ears while it listens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from aiohttp import web

    from bot.desk import Desk
    from bot.directory import Admission
    from bot.ports.chat import Chat
    from bot.ports.groups import Groups


@dataclass(frozen=True, slots=True)
class Ears:
    """What a running server needs of a platform.

    Attributes:
        routes: Where its requests arrive; none if we connect to it.
        ready: Whether they can arrive.
    """

    routes: tuple[web.RouteDef, ...]
    ready: Callable[[], bool]


class Platform(Protocol):
    """A platform, connected."""

    @property
    def admission(self) -> Admission:
        """Who is let in."""
        ...

    @property
    def chat(self) -> Chat:
        """Posts what nobody asked just now."""
        ...

    @property
    def groups(self) -> Groups | None:
        """Fills user groups; None if it has none."""
        ...

    @property
    def unguarded(self) -> bool:
        """Whether it believes everybody; it is then served on a loopback address alone."""
        ...

    def listening(self, desk: Desk) -> AbstractAsyncContextManager[Ears]:
        """Answer through a desk while the block runs."""
        ...
