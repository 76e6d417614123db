"""What was made of things before, for as long as they are the very same things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

V = TypeVar("V")


class Memo(Generic[V]):
    """Remembers results by the identity of what they were made of, which costs nothing to compare.

    The things are kept with the result, so that no other can take their place; when there are too
    many, the result that nobody asked for the longest leaves.
    """

    def __init__(self, *, most: int = 256) -> None:
        self._most = most
        self._kept: dict[Hashable, tuple[tuple[object, ...], V]] = {}

    def once(self, name: Hashable, *things: object, make: Callable[[], V]) -> V:
        """The result for these things under this name; made if it is not there."""
        key = (name, *map(id, things))
        kept = self._kept.pop(key, None) or (things, make())
        self._kept[key] = kept  # at the end: what was not asked for the longest stands first
        if len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
        return kept[1]
