"""``rapport import budget``: every bad line is told, and nothing is half-imported."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.budgets.table.importing import SHOWN, Report, import_budget
from adapters.budgets.table.parsing import parse
from adapters.budgets.table.rows import Measured, Row
from bot.errors import Usage
from bot.model.counts import Counts
from bot.model.organisation import Organisation, Service
from bot.model.slo import Slo
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.ports.store import Store

TARGET = Decimal("0.999")
HUB = Service("hub", "IoT Hub", ("iot",), (Slo("hub", "availability", TARGET, source="days"),))
TWINS = Service(
    "twins",
    "Twins",
    slos=tuple(Slo("twins", name, TARGET, source="days") for name in ("availability", "latency")),
)
ELSEWHERE = Service("checkout", "Checkout", slos=(Slo("checkout", "all", TARGET, source="prom"),))
BARE = Service("bare", "Bare")
SERVICES = {each.key: each for each in (HUB, TWINS, ELSEWHERE, BARE)}
ORGANISATION = Organisation(people={}, teams={}, services=SERVICES, engagements={})
TODAY = NOON.date()
MEASURED = Measured(ORGANISATION, tables={"days"}, today=TODAY)
HEADER = "date,service,slo,good,bad"
FIRST, SECOND = date(2026, 11, 1), date(2026, 11, 2)


class Import:
    """Writes a file and imports it."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.path = folder / "days.csv"
        self.store = store

    async def __call__(self, *lines: str, encoding: str = "utf-8") -> Report:
        self.path.write_text("\n".join(lines), encoding=encoding)
        return await self.file(self.path)

    async def file(self, path: Path) -> Report:
        return await import_budget(path, ORGANISATION, tables={"days"}, store=self.store, now=NOON)

    async def days(self, slo: str) -> Mapping[date, Counts]:
        return await self.store.transact(
            lambda tx: tx.budgets.days(slo, start=date.min, end=date.max)
        )


@pytest.fixture
def importing(tmp_path: Path, store: Store) -> Import:
    return Import(tmp_path, store)


async def test_days_are_imported_and_counted(importing: Import) -> None:
    report = await importing(
        HEADER, "2026-11-01,hub,,990,10", "2026-11-01,twins,latency,5,0", "2026-11-02,iot,,7,0"
    )
    assert str(report) == "Imported 3 days: 3 new, 0 changed, 0 as before."
    assert await importing.days("hub/availability") == {
        FIRST: Counts(10, 1_000),
        SECOND: Counts(0, 7),
    }
    assert await importing.days("twins/latency") == {FIRST: Counts(0, 5)}


async def test_importing_again_replaces_and_says_what_changed(importing: Import) -> None:
    await importing(HEADER, "2026-11-01,hub,,990,10", "2026-11-02,hub,,7,0")
    report = await importing(
        HEADER, "2026-11-01,hub,,990,10", "2026-11-02,hub,,7,1", "2026-11-03,hub,,1,1"
    )
    assert report == Report(new=1, changed=1, same=1)
    assert (await importing.days("hub/availability"))[SECOND] == Counts(1, 8)


async def test_one_bad_line_and_nothing_is_imported(importing: Import) -> None:
    with pytest.raises(Usage) as caught:
        await importing(HEADER, "2026-11-01,hub,,990,10", "2026-11-02,hub,,seven,0")
    assert caught.value.message.endswith("days.csv has 1 mistake, so nothing was imported.")
    assert caught.value.next_step == (
        "line 3: “seven” is no number of good events. Write digits alone, like 120000.\n"
        "Mend the file and import it again."
    )
    assert await importing.days("hub/availability") == {}


async def test_one_cause_on_many_lines_is_told_once(importing: Import) -> None:
    lines = [f"2026-10-{day:02},hbu,,1,1" for day in range(1, 20)]
    lines[3], lines[10] = "2026-10-04,hub,,1,1", "2026-10-11,hub,,x,1"
    with pytest.raises(Usage, match="has 18 mistakes") as caught:
        await importing(HEADER, *lines)
    assert (caught.value.next_step or "").splitlines() == [
        "lines 2–4, 6–11, 13–20: there is no service “hbu”. Did you mean hub?",
        "line 12: “x” is no number of good events. Write digits alone, like 120000.",
        "Mend the file and import it again.",
    ]


async def test_a_long_list_of_mistakes_is_cut_visibly(importing: Import) -> None:
    with pytest.raises(Usage) as caught:
        await importing(HEADER, *(f"2026-11-01,nobody{n},,1,1" for n in range(SHOWN + 5)))
    told = (caught.value.next_step or "").splitlines()
    assert "has 25 mistakes" in caught.value.message
    assert len(told) == SHOWN + 2
    assert told[-2] == "and 5 more"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2026-11-01,hbu,,1,1", "there is no service “hbu”. Did you mean hub?"),
        ("2026-11-01,zzzzzz,,1,1", "These are known: hub, twins, checkout, bare."),
        ("2026-11-01,bare,,1,1", "bare has no agreed SLO. Write it into app.yaml first."),
        ("2026-11-01,twins,,1,1", "twins has 2 SLOs. Name one in the column slo: availability,"),
        ("2026-11-01,hub,speed,1,1", "hub has no SLO “speed”. It has availability."),
        ("2026-11-01,checkout,,1,1", "counted by the source “prom”, which is no table."),
        ("2026-11-31,hub,,1,1", "“2026-11-31” is no date. Write it like 2026-01-31."),
        ("01.11.2026,hub,,1,1", "“01.11.2026” is no date."),
        ("20261101,hub,,1,1", "“20261101” is no date."),
        ("2026-11-23,hub,,1,1", "2026-11-23 is not over yet in UTC. Import it when it is."),
        ("2027-01-01,hub,,1,1", "2027-01-01 is not over yet in UTC."),
        ("2026-11-01,hub,,-1,1", "“-1” is no number of good events."),
        ("2026-11-01,hub,,1,1.5", "“1.5” is no number of bad events."),
        ("2026-11-01,hub,,1,", "“” is no number of bad events."),
        ("2026-11-01,hub,,1_0,1", "“1_0” is no number"),
        ("2026-11-01,hub,,\u0661,1", "“\u0661” is no number"),
        ('2026-11-01,hub,,"1,000",1', "“1,000” is no number of good events. Write digits alone"),
        ("2026-11-01,hub,,1,000,1", "there are 6 cells where the first line has 5."),
        ("2026-11-01,hub", "there are 2 cells where the first line has 5."),
        ('2026-11-01,"hub,,1,1', "its quotes do not match."),
    ],
)
def test_each_mistake_is_told_with_its_line_and_its_fix(line: str, said: str) -> None:
    parsed = parse(f"{HEADER}\n2026-11-09,hub,,1,1\n\n{line}\n2026-11-10,hub,,1,1", MEASURED)
    (problem,) = parsed.problems
    assert str(problem).startswith("line 4: ")
    assert said in str(problem)


def test_a_day_that_is_there_twice_names_both_lines() -> None:
    (problem,) = parse(f"{HEADER}\n2026-11-01,hub,,1,1\n2026-11-01,iot,,2,2", MEASURED).problems
    assert str(problem) == (
        "line 3: 2026-11-01 of hub/availability is already on line 2. Keep one of the two."
    )


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("", "the file is empty. The first line is: date,service,slo,good,bad."),
        ("\ufeff\r\n", "the file is empty."),
        ("2026-11-01,hub,,9,1", "the header line is missing: date,service,slo,good,bad."),
        ("date,service,good", "a column is missing: bad."),
        ("date,servise,good,bad", "there is no column “servise”. Did you mean service?"),
        ("date,service,good,bad,bad", "the column bad is there twice."),
        ('date,"service', "its quotes do not match."),
        (HEADER, "no days follow."),
    ],
)
def test_a_first_line_that_does_not_fit_is_told(header: str, said: str) -> None:
    (problem,) = parse(header, MEASURED).problems
    assert str(problem).startswith("line 1: ")
    assert said in str(problem)


@pytest.mark.parametrize(
    "text",
    [
        f"\ufeff{HEADER}\r\n2026-11-01,hub,availability,9,1\r\n\r\n",
        "Bad,Good,Service,Date\n1,9,hub,2026-11-01",
        "date;service;good;bad\n2026-11-01;hub;9;1\n;;;\n",
        'date,service,good,bad\n"2026-11-01", hub , 9 ,"1"',
    ],
)
def test_what_spreadsheets_write_is_understood(text: str) -> None:
    assert parse(text, MEASURED).rows == (Row("hub/availability", FIRST, Counts(1, 10)),)


async def test_a_spreadsheet_with_another_encoding_is_told_apart(importing: Import) -> None:
    with pytest.raises(Usage, match="is not text in UTF-8"):
        await importing(HEADER, "2026-11-01,hüb,,1,1", encoding="latin-1")


@pytest.mark.parametrize(("name", "said"), [("none.csv", "no such file"), (".", "is a directory")])
async def test_a_file_that_cannot_be_read_is_named(
    importing: Import, tmp_path: Path, name: str, said: str
) -> None:
    with pytest.raises(Usage, match=said):
        await importing.file(tmp_path / name)


COUNTS = st.integers(min_value=0, max_value=10**15 - 1)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=TODAY - timedelta(days=1))


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["availability", "latency"]), DAYS),
        st.tuples(COUNTS, COUNTS),
        min_size=1,
    )
)
def test_what_is_written_is_read(table: dict[tuple[str, date], tuple[int, int]]) -> None:
    lines = [f"{day},twins,{slo},{good},{bad}" for (slo, day), (good, bad) in table.items()]
    parsed = parse("\n".join((HEADER, *lines)), MEASURED)
    assert parsed.problems == ()
    assert {(row.slo, row.day): row.counts for row in parsed.rows} == {
        (f"twins/{slo}", day): Counts(bad, good + bad) for (slo, day), (good, bad) in table.items()
    }


@given(st.lists(st.text(alphabet='hub,;"2026-1\t\r x', max_size=30), max_size=6))
def test_every_line_is_either_a_row_or_a_mistake(lines: list[str]) -> None:
    parsed = parse("\n".join((HEADER, *lines)), MEASURED)
    numbers = [problem.line for problem in parsed.problems]
    assert numbers == sorted(set(numbers))
    assert len(parsed.rows) + len(numbers) <= max(1, len(lines))
    assert parsed.rows or parsed.problems
