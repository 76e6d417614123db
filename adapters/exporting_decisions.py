"""``rapport export decisions``: what was asked and decided, as Markdown, a file for each."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from bot.closest import closest
from bot.decisions.record_index import index
from bot.decisions.record_page import page
from bot.decisions.records import Shelf, file_name, read_records
from bot.errors import Conflict, NotFound
from bot.services import service_called, service_spellings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from adapters.outside import Outside
    from bot.decisions.records import Record
    from bot.model.organisation import Organisation, Service

INDEX = "README.md"
_OURS = "<!-- Written by `rapport export decisions`, and anew each time. -->"
"""Ends each file of ours: others stay as they are."""


async def export_decisions(
    said: str | None, *, organisation: Organisation, outside: Outside, folder: Path
) -> str:
    """Write the decisions down, and say what was written.

    What lies in the folder already is renewed whatever is asked for, so that its index and its
    links are right.

    Args:
        said: About which service, by its key, name or an alias; about all when None.
        organisation: People, services, engagements.
        outside: The store and the time.
        folder: Where to; made if it is not there.

    Raises:
        NotFound: There is no such service.
        Conflict: The folder cannot be written to, or holds a file of that name that is not ours.
    """
    service = _service(said, organisation) if said is not None else None
    records = await outside.store.transact(partial(read_records, organisation=organisation))
    asked = {
        each.decision.number
        for each in records
        if service is None or each.decision.service == service.key
    }
    if not asked:
        about = f" about {service.name}" if service else ""
        return f"There is no decision{about} yet, so nothing was written."
    try:
        kept = _kept(records, asked, folder)
        files = {each.decision.number: file_name(each.decision) for each in kept}
        shelf = Shelf(organisation, outside.clock.now(), files)
        pages = {files[each.decision.number]: page(each, shelf) for each in kept}
        written = _written({**pages, INDEX: index(kept, shelf)}, folder)
    except OSError as error:
        raise Conflict(
            f"{folder} cannot be written to: {error.strerror}.",
            next_step="Name another folder with --to.",
        ) from error
    are = "decision is" if len(kept) == 1 else "decisions are"
    if not written:
        return f"Nothing has changed: {len(kept)} {are} in {folder} already."
    return "\n".join((*(f"Wrote {path}" for path in written), f"{len(kept)} {are} in {folder}."))


def _kept(records: Sequence[Record], asked: Collection[int], folder: Path) -> list[Record]:
    """Those that are asked for, and those that lie in the folder."""
    there = {each.name for each in folder.iterdir()} if folder.exists() else frozenset()
    return [
        each
        for each in records
        if each.decision.number in asked or file_name(each.decision) in there
    ]


def _service(said: str, organisation: Organisation) -> Service:
    if service := service_called(said, organisation):
        return service
    known = organisation.services
    near = closest(said, known, also=service_spellings(organisation)) or tuple(known)
    raise NotFound(f"There is no service “{said}”.", next_step=f"Did you mean: {', '.join(near)}?")


def _written(texts: Mapping[str, str], folder: Path) -> list[Path]:
    """Write the files that are new or changed, each at once or not at all; nobody else's."""
    contents = {folder / name: f"{text}\n\n{_OURS}\n".encode() for name, text in texts.items()}
    former = {path: path.read_bytes() for path in contents if path.exists()}
    for path, was in former.items():
        if _OURS.encode() not in was:
            raise Conflict(
                f"{path} was not written by me, and stays as it is.",
                next_step="Name another folder with --to, or move it away.",
            )
    folder.mkdir(parents=True, exist_ok=True)
    changed = [path for path, content in contents.items() if former.get(path) != content]
    for path in changed:
        _put(path, contents[path])
    return changed


def _put(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
