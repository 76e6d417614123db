"""Which cover somebody means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import Conflict, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from bot.model.cover import Cover
    from bot.ports.store import Tx

ANOTHER = "Propose another: cover … by … until …"


def which(
    tx: Tx,
    number: int | None,
    *,
    mine: Callable[[Cover], bool],
    rotations: Collection[str],
    now: datetime,
) -> Cover:
    """The cover of that number; without one, the only open one that is the actor's business.

    Args:
        tx: Knows them all.
        number: The number that was said.
        mine: Whether a cover is the actor's business.
        rotations: Those of app.yaml; a cover in one that it has no more is nobody's.
        now: The present instant.

    Raises:
        NotFound: There is no such cover.
        Conflict: There are several.
    """
    if number is not None:
        cover = tx.covers.find(number)
        if cover and cover.rotation in rotations:
            return cover
        raise NotFound(f"There is no cover {number}.", next_step=ANOTHER)
    still = (each for each in tx.covers.open_after(now) if each.rotation in rotations)
    match [each for each in still if mine(each)]:
        case [cover]:
            return cover
        case []:
            raise NotFound("There is no open cover of yours.", next_step=ANOTHER)
        case several:
            numbers = ", ".join(str(each.number) for each in several)
            raise Conflict(f"There are several: {numbers}.", next_step="Say the number of the one.")
