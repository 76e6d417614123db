"""``rapport export decisions``: what was decided in chat, as files that one can read for years."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from adapters.exporting_decisions import export_decisions
from adapters.outside import Outside
from bot.errors import Conflict, NotFound
from tests.door import error

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from bot.model.organisation import Organisation
    from tests.door import Door
    from tests.fakes.clock import FixedClock

CANARY = "D-0001-do-we-freeze-until-the-canary-gate-is-in.md"
STORY = (
    ("erin", 'decide freeze "Do we freeze until the canary gate is in?" options yes | no | later'),
    ("bob", 'conclude D-1 yes because "two releases went | past it"'),
    ("carol", 'decide launch "Per-tenant throttling: do we launch it on *Friday*?"'),
    ("alice", 'decide repair-items "Is the reconnect storm first?" options jitter | both'),
    ("bob", 'conclude D-3 both because "see https://wiki.example.com/storm_2?a=1&b=2."'),
    ("bob", 'reverse D-3 "# one team cannot do both"'),
    ("alice", 'decide firmware "Does 4.2 go to <b>all</b> devices?" reversible=no'),
    ("alice", 'conclude D-4 "to a tenth" until=2026-11-24T18:00 because "that is the rule"'),
    ("carol", 'decide capacity "Do we buy another region?"'),
    ("alice", 'decide slo-change "99.95% or 99.9%?" by=2026-11-23T15:00'),
    ("alice", 'decide freeze "Do we thaw, for the gate is in?" supersedes=D-1 options yes | no'),
)
LATER = (
    ("pat", 'conclude D-2 "yes, behind a flag" because "the gate holds"'),
    ("pat", 'conclude D-7 yes because "it caught two bad releases"'),
)
TWINS = ("alice", 'decide repair-items "Is the twin cache first?"')


class MarkdownFile(SingleFileSnapshotExtension):
    """One golden file each, as people read it."""

    _write_mode = WriteMode.TEXT
    file_extension = "md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "docs" / "decisions"


async def live_through(ask: Door, clock: FixedClock) -> None:
    """Decisions of two services in every state; those that expired did so by the clock alone."""
    for person, said in STORY:
        answer = await ask(said, as_=person)
        assert error(answer.card) is None, answer.card
    person, said = TWINS
    assert error((await ask(said, as_=person, in_="device-twins")).card) is None
    clock.move(timedelta(days=1, hours=6))
    for person, said in LATER:
        answer = await ask(said, as_=person)
        assert error(answer.card) is None, answer.card


async def export(
    ask: Door, folder: Path, service: str | None = None, organisation: Organisation | None = None
) -> str:
    """What is printed."""
    return await export_decisions(
        service,
        organisation=organisation or ask.organisation,
        outside=Outside(store=ask.store, clock=ask.clock, environ={}),
        folder=folder,
    )


def files(folder: Path) -> dict[str, str]:
    """What is in a folder; nothing if it is not there."""
    return {each.name: each.read_text("utf-8") for each in sorted(folder.glob("*"))}


def names(folder: Path) -> list[str]:
    """All that lies in a folder, and in those that lie there."""
    return sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*"))


def put(path: Path, text: str) -> None:
    """Something that was there before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.mark.golden
async def test_every_decision_and_the_index_read_as_they_did(
    ask: Door, clock: FixedClock, folder: Path, snapshot: SnapshotAssertion
) -> None:
    await live_through(ask, clock)
    await export(ask, folder)
    golden = snapshot.use_extension(MarkdownFile)
    for name, text in files(folder).items():
        assert text == golden(name=name.removesuffix(".md"))


async def test_it_says_which_files_it_wrote_and_writes_nothing_that_has_not_changed(
    ask: Door, clock: FixedClock, folder: Path
) -> None:
    await live_through(ask, clock)
    wrote = await export(ask, folder)
    before = files(folder)
    assert wrote.splitlines()[:-1] == [f"Wrote {folder / name}" for name in before]
    assert wrote.splitlines()[-1] == f"8 decisions are in {folder}."

    clock.move(timedelta(minutes=5))
    assert await export(ask, folder) == f"Nothing has changed: 8 decisions are in {folder} already."
    assert files(folder) == before

    await ask("reverse D-7 not yet", as_="bob")
    wrote = await export(ask, folder)
    assert [name for name, text in files(folder).items() if before[name] != text] == [
        "D-0007-do-we-thaw-for-the-gate-is-in.md",
        "README.md",
    ]
    assert wrote.count("Wrote ") == 2


async def test_what_expires_does_so_by_the_clock_though_no_job_has_run(
    ask: Door, clock: FixedClock, folder: Path
) -> None:
    await ask('decide freeze "Do we freeze?"')
    await ask("conclude D-1 yes because=so until=18:00", as_="bob")
    await export(ask, folder)
    assert (
        "## Status\n\ndecided, and holds until Mon 23 Nov 2026 18:00 CET\n"
        in files(folder)["D-0001-do-we-freeze.md"]
    )

    clock.move(timedelta(hours=5))  # 18:00 in Berlin
    await export(ask, folder)

    assert (
        "## Status\n\nexpired on Mon 23 Nov 2026 18:00 CET\n"
        in files(folder)["D-0001-do-we-freeze.md"]
    )
    assert "| expired |" in files(folder)["README.md"]


async def test_every_link_leads_to_a_file_that_is_there(
    ask: Door, clock: FixedClock, folder: Path
) -> None:
    await live_through(ask, clock)
    await export(ask, folder)
    texts = files(folder)
    links = {name: re.findall(r"\]\(([^)]+)\)", text) for name, text in texts.items()}
    assert set(links["README.md"]) == texts.keys() - {"README.md"}
    assert set(links[CANARY]) == {"D-0007-do-we-thaw-for-the-gate-is-in.md"}
    assert links["D-0007-do-we-thaw-for-the-gate-is-in.md"] == [CANARY]
    assert {each for found in links.values() for each in found} <= texts.keys()


async def test_a_service_alone_is_written_and_what_lies_there_is_renewed(
    ask: Door, clock: FixedClock, folder: Path
) -> None:
    await live_through(ask, clock)
    await export(ask, folder, "Device Twins")
    assert list(files(folder)) == ["D-0008-is-the-twin-cache-first.md", "README.md"]
    assert "IoT Hub" not in files(folder)["README.md"]

    await export(ask, folder, "hub")
    everything = files(folder)
    assert len(everything) == 9
    await export(ask, folder, "twins")
    assert files(folder) == everything


async def test_files_of_others_stay_as_they_are(ask: Door, folder: Path) -> None:
    await ask('decide freeze "Do we freeze?"')
    put(folder / "notes.md", "mine")
    await export(ask, folder)
    assert set(files(folder)) == {"notes.md", "README.md", "D-0001-do-we-freeze.md"}
    assert files(folder)["notes.md"] == "mine"


@pytest.mark.parametrize("name", ["README.md", "D-0001-do-we-freeze.md"])
async def test_a_file_of_somebody_else_in_the_way_is_not_written_over(
    ask: Door, folder: Path, name: str
) -> None:
    await ask('decide freeze "Do we freeze?"')
    put(folder / name, "# Our own page\n")
    with pytest.raises(Conflict, match="was not written by me"):
        await export(ask, folder)
    assert files(folder) == {name: "# Our own page\n"}


async def test_a_folder_that_cannot_be_written_to_is_named(ask: Door, folder: Path) -> None:
    await ask('decide freeze "Do we freeze?"')
    put(folder, "a file")
    for taken in (folder, folder / "below"):
        with pytest.raises(Conflict, match=f"{taken} cannot be written to: ") as refused:
            await export(ask, taken)
        assert refused.value.next_step == "Name another folder with --to."


async def test_a_folder_in_the_place_of_a_file_is_in_the_way_before_anything_is_written(
    ask: Door, folder: Path
) -> None:
    await ask('decide freeze "Do we freeze?"')
    put(folder / "README.md" / "page", "theirs")
    with pytest.raises(Conflict, match="cannot be written to: Is a directory"):
        await export(ask, folder)
    assert names(folder.parent) == ["decisions", "decisions/README.md", "decisions/README.md/page"]


async def test_nothing_is_written_where_nothing_was_decided(
    ask: Door, clock: FixedClock, folder: Path
) -> None:
    assert await export(ask, folder) == "There is no decision yet, so nothing was written."
    await ask('decide freeze "Do we freeze?"')
    said = await export(ask, folder, "twins")
    assert said == "There is no decision about Device Twins yet, so nothing was written."
    assert "docs" not in names(folder.parents[1])


async def test_a_service_that_is_not_there_is_refused_with_the_closest(
    ask: Door, folder: Path
) -> None:
    with pytest.raises(NotFound, match="There is no service “iot-hbu”") as refused:
        await export(ask, folder, "iot-hbu")
    assert refused.value.next_step == "Did you mean: iot-hub?"


async def test_decisions_outlive_the_people_and_services_of_app_yaml(
    ask: Door, folder: Path
) -> None:
    """They are called by their keys, and their times are UTC's."""
    await ask('decide freeze "Do we freeze?"')
    await ask("conclude D-1 yes because=so", as_="bob")
    later = replace(ask.organisation, people={}, services={}, engagements={})
    await export(ask, folder, organisation=later)
    text = files(folder)["D-0001-do-we-freeze.md"]
    assert "- Service: iot-hub\n- Kind of decision: freeze\n" in text
    assert "- Decided by: bob, Mon 23 Nov 2026 12:00 UTC\n" in text
    assert "Times are those of UTC." in text


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Über die Größe: à la carte?", "D-0001-uber-die-grosse-a-la-carte.md"),
        ("凍結しますか?", "D-0001.md"),
        ("../../etc/passwd?", "D-0001-etc-passwd.md"),
        (
            "Do we freeze all of the features of the hub until the canary gate is in place?",
            "D-0001-do-we-freeze-all-of-the-features-of-the-hub-until-the.md",
        ),
        (f"{'x' * 200}?", f"D-0001-{'x' * 60}.md"),
    ],
)
async def test_a_file_is_called_by_its_question_in_plain_letters(
    ask: Door, folder: Path, question: str, name: str
) -> None:
    await ask(f'decide freeze "{question}"')
    await export(ask, folder)
    assert name in files(folder)
