"""People: one identity each, and managers who exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.config.problems import Remark
from bot.config.reading import unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config.reading import Reading


def problems(reading: Reading) -> Iterator[Remark]:
    """What is wrong about people."""
    people = reading.file.people
    yield from reading.twice(
        (
            (person.email.casefold(), ("people", key, "email"), key)
            for key, person in people.items()
            if person.email
        ),
        what="This email",
    )
    yield from reading.twice(
        (
            (f"{platform} {user}", ("people", key, "ids", platform), key)
            for key, person in people.items()
            for platform, user in person.ids.items()
        ),
        what="This user id",
    )
    yield from _platforms(reading)
    yield from _managers(reading)


def _platforms(reading: Reading) -> Iterator[Remark]:
    # A source of who is on call has ids of its own, by which it knows people.
    known = (*reading.schemas.platform_names, *reading.schemas.oncall_kinds)
    for key, person in reading.file.people.items():
        for platform in person.ids:
            at = ("people", key, "ids", platform)
            if platform in reading.schemas.local_platforms:
                yield Remark(
                    at,
                    f"On `{platform}` people are known by their key, `{key}`.",
                    "Remove this line.",
                )
            elif platform not in known:
                yield unknown(platform, "platforms", known, at=at)


def _managers(reading: Reading) -> Iterator[Remark]:
    people = reading.file.people
    for key, person in people.items():
        at = ("people", key, "manager")
        if person.manager is None:
            continue
        yield from reading.person_unknown(person.manager, at)
        above, seen = person.manager, [key]
        while above in people and above not in seen:
            seen.append(above)
            above = people[above].manager or ""
        if above == key == min(seen):
            chain = " → ".join((*seen, key))
            yield Remark(at, f"The managers go in a circle: {chain}.", "Remove one of them.")
