"""Whom a source means: by its own ids in app.yaml, then by email, then by a name of one person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.grammar import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.model.oncall import Contact, Duty
    from bot.model.organisation import Organisation


class Matcher:
    """Finds the people of app.yaml in what sources call them."""

    def __init__(self, organisation: Organisation) -> None:
        people = organisation.people
        self._names = {key: person.name for key, person in people.items()}
        self._by_id = {
            (where, each): key
            for key, person in people.items()
            for where, each in person.ids.items()
        }
        self._by_email = {
            person.email.casefold(): key for key, person in people.items() if person.email
        }
        self._by_name = _unique((fold(person.name), key) for key, person in people.items())

    def known(self, contact: Contact, *, kind: str) -> Contact:
        """The same contact with its person, if app.yaml has them; they then have that name.

        Args:
            contact: Somebody as the source knows them.
            kind: The kind of source, under which app.yaml holds its ids.
        """
        person = contact.person or self._person(contact, kind)
        return replace(contact, person=person, name=self._names[person]) if person else contact

    def duty(self, duty: Duty, *, kind: str) -> Duty:
        """The same duty with everybody known who can be."""
        covered = duty.covering_for
        return replace(
            duty,
            who=self.known(duty.who, kind=kind),
            covering_for=None if covered is None else self.known(covered, kind=kind),
        )

    def _person(self, contact: Contact, kind: str) -> str | None:
        return (
            self._by_id.get((kind, contact.id or ""))
            or self._by_email.get((contact.email or "").casefold())
            or self._by_name.get(fold(contact.name))
        )


def _unique(named: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """By name, without the names that two people share."""
    found: dict[str, str | None] = {}
    for name, key in named:
        found[name] = None if name in found else key
    return {name: key for name, key in found.items() if key is not None}
