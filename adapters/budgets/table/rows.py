"""One line of a CSV file of daily counts → a row, or the mistake on it and how to mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.closest import closest
from bot.config.concealing import shown
from bot.model.counts import Counts

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bot.model.organisation import Organisation, Service
    from bot.model.slo import Slo

REQUIRED = ("date", "service", "good", "bad")
COLUMNS = ("date", "service", "slo", "good", "bad")

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNT = re.compile(r"[0-9]{1,15}")


class Mistake(Exception):  # noqa: N818 - it is the reader's, and told to them
    """What is wrong, in a sentence, and what to write instead, in another."""

    def __init__(self, reason: str, fix: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Row:
    """One day of one objective, by its key."""

    slo: str
    day: date
    counts: Counts


@dataclass(frozen=True, slots=True)
class Measured:
    """What can be imported: the objectives of an organisation that its tables count.

    Attributes:
        organisation: All services.
        tables: The keys of the sources that are tables.
        today: The day in UTC that is not over yet.
    """

    organisation: Organisation
    tables: Collection[str]
    today: date

    def row(self, cells: Mapping[str, str]) -> Row:
        """Read one line, by column.

        Raises:
            Mistake: A cell cannot be used; the first one is told.
        """
        slo = self._slo(self._service(cells["service"]), cells.get("slo", ""))
        good, bad = _count(cells["good"], "good"), _count(cells["bad"], "bad")
        return Row(slo.key, self._day(cells["date"]), Counts(bad, good + bad))

    def _service(self, name: str) -> Service:
        services = self.organisation.services
        names = {alias: key for key, each in services.items() for alias in each.aliases}
        if service := services.get(names.get(name, name)):
            return service
        near = closest(name, services, also=names, limit=1)
        raise Mistake(
            f"there is no service “{shown(name)}”.",
            f"Did you mean {near[0]}?" if near else f"These are known: {', '.join(services)}.",
        )

    def _slo(self, service: Service, name: str) -> Slo:
        slos = {slo.name: slo for slo in service.slos}
        if not slos:
            raise Mistake(f"{service.key} has no agreed SLO.", "Write it into app.yaml first.")
        listed = ", ".join(slos)
        if not name and len(slos) > 1:
            raise Mistake(
                f"{service.key} has {len(slos)} SLOs.", f"Name one in the column slo: {listed}."
            )
        slo = slos.get(name) if name else next(iter(slos.values()))
        if slo is None:
            raise Mistake(f"{service.key} has no SLO “{shown(name)}”.", f"It has {listed}.")
        if slo.source not in self.tables:
            raise Mistake(
                f"{slo.key} is counted by the source “{slo.source}”, which is no table.",
                "Leave it out, or give it a source of the kind table in app.yaml.",
            )
        return slo

    def _day(self, text: str) -> date:
        try:
            day = date.fromisoformat(text) if _DATE.fullmatch(text) else None
        except ValueError:
            day = None
        if day is None:
            raise Mistake(f"“{shown(text)}” is no date.", "Write it like 2026-01-31.")
        if day >= self.today:
            raise Mistake(f"{day} is not over yet in UTC.", "Import it when it is.")
        return day


def _count(text: str, column: str) -> int:
    if not _COUNT.fullmatch(text):
        raise Mistake(
            f"“{shown(text)}” is no number of {column} events.", "Write digits alone, like 120000."
        )
    return int(text)
