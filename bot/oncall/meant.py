"""Which rotations somebody means when they arrange a cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import phrases
from bot.errors import NotFound
from bot.grammar import fold, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.context import Context
    from bot.model.organisation import Person, Service
    from bot.model.rotation import Rotation


def rotations_meant(
    whom: Person, *, service: Service | None, role: str | None, context: Context
) -> Sequence[Rotation]:
    """Rotations of their side that may be meant: of the service, of this place, else all.

    Raises:
        NotFound: None of them has that role, nor is called so.
    """
    organisation = context.organisation
    here = context.engagement.services if context.engagement else ()
    keys = (service.key,) if service else here
    roles = [each for key in keys for each in organisation.services[key].oncall]
    names = {each.rotation: each.name for each in roles}
    found = [
        rotation
        for key, rotation in organisation.rotations.items()
        if rotation.side is whom.side and (not keys or key in names)
    ]
    if role is None:
        return found
    wanted = fold(role)
    called = [
        each
        for each in found
        if wanted in {fold(each.key), fold(each.name), fold(names.get(each.key, ""))}
    ]
    if found and not called:
        known = phrases.listed([each.name for each in found])
        raise NotFound(
            f"{quoted(role)} is no role or rotation of {whom.name}'s side here.",
            next_step=f"Leave it out, or say one of these: as {known}.",
        )
    return called
