"""What was read of the file so far, for the rules that look across it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.closest import closest
from bot.config.concealing import shown
from bot.config.problems import Remark, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.config.file import File, SloSection
    from bot.config.schemas import Schemas
    from bot.model.organisation import Side


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as far as it could be read.

    Attributes:
        file: What is left when everything wrong is made up for.
        declared: The keys of each section as they stand in the file, wrong or not: what is
            declared but wrong is not called unknown as well.
        made_up: Where something was left out, or its example put in.
        schemas: The kinds of source and the platforms there are.
    """

    file: File
    declared: Mapping[str, tuple[str, ...]]
    made_up: frozenset[Where]
    schemas: Schemas

    def doubtful(self, *where: str | int) -> bool:
        """Whether anything at or below a path is made up, so that nothing follows from it."""
        return any(each[: len(where)] == where for each in self.made_up)

    def invented(self, where: Where) -> bool:
        """Whether what stands at a path is made up."""
        return any(where[: len(each)] == each for each in self.made_up)

    def side_of(self, person: str) -> Side | None:
        """The side of a person, if it is known."""
        if person not in self.file.people or self.doubtful("people", person, "side"):
            return None
        return self.file.people[person].side

    @property
    def slos(self) -> Iterator[tuple[Where, SloSection]]:
        """Every objective and where it stands."""
        for key, service in self.file.services.items():
            for name, slo in service.slos.items():
                yield ("services", key, "slos", name), slo

    def person_left(self, key: str, at: Where) -> Iterator[Remark]:
        """Remark on somebody who has left, where somebody is needed who is there."""
        person = self.file.people.get(key)
        if person and not person.active:
            yield Remark(
                at,
                f"`{shown(key)}` has left: they are not `active`.",
                f"Name somebody who is there, or remove `people.{shown(key)}.active`.",
            )

    def person_unknown(self, key: str, at: Where) -> Iterator[Remark]:
        """Remark on a person who is not declared."""
        names = {
            person.name: known
            for known, person in self.file.people.items()
            if not self.doubtful("people", known, "name")
        }
        return self.unknown("people", key, at, also=names)

    def unknown(
        self, section: str, key: str, at: Where, *, also: Mapping[str, str] | None = None
    ) -> Iterator[Remark]:
        """Remark on a key that its section does not declare; nothing if it does.

        Args:
            section: ``people``, ``teams``, ``services`` or ``sources``.
            key: The key that is used.
            at: Where it is used.
            also: Other spellings, each with the key it stands for.
        """
        known = self.declared[section]
        if key not in known:
            yield unknown(key, section, known, at=at, also=also)

    def twice(self, named: Iterable[tuple[str, Where, str]], *, what: str) -> Iterator[Remark]:
        """Remark on every name that a second owner claims.

        Args:
            named: A name as it is compared, where it stands, and the key of its owner.
            what: What the name is, to begin the sentence: ``This email``.
        """
        first: dict[str, str] = {}
        for name, where, owner in named:
            if self.invented(where):
                continue
            holder = first.setdefault(name, owner)
            if holder != owner:
                message = f"{what} belongs to `{shown(holder)}` already."
                yield Remark(where, message, "Keep it in one of the two places.")


def unknown(
    key: str,
    section: str,
    known: Iterable[str],
    *,
    at: Where,
    also: Mapping[str, str] | None = None,
) -> Remark:
    """Remark on a name that nobody knows, with the closest one."""
    near = closest(key, known, also=also, limit=1)
    fix = f"Did you mean `{shown(near[0])}`?" if near else f"Declare it under `{section}`."
    return Remark(at, f"`{shown(key)}` is not declared under `{section}`.", fix)
