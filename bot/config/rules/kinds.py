"""Kinds of decision that are an engagement's own: no usual one, and names that mean one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.config.concealing import shown
from bot.config.problems import Remark, Where
from bot.grammar import fold
from bot.model.catalogue import CATALOGUE, GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config.file_decisions import KindSection
    from bot.config.reading import Reading


def problems(reading: Reading) -> Iterator[Remark]:
    """What is wrong about an engagement's own kinds."""
    named = [*_usual_names()]
    for where, key, kind in _own(reading):
        if key in CATALOGUE:
            yield Remark(
                where,
                f"`{key}` is a usual kind already.",
                "Remove it, or choose another key. Who decides it is told under `rights`.",
            )
            continue
        named += ((fold(said), at, key) for at, said in _names(where, key, kind))
        yield from _people(reading, kind, where)
    yield from reading.twice(named, what="This name, compared without case, spaces and hyphens,")


def _own(reading: Reading) -> Iterator[tuple[Where, str, KindSection]]:
    for engagement, section in reading.file.engagements.items():
        for key, kind in section.decisions.kinds.items():
            yield ("engagements", engagement, "decisions", "kinds", key), key, kind


def _usual_names() -> Iterator[tuple[str, Where, str]]:
    """What the usual kinds are called, and the words that cover several."""
    for kind in CATALOGUE.values():
        for said in (kind.key, kind.name, *kind.aliases):
            yield fold(said), (), kind.key
    for group in GROUPS:
        for said in (group.name, *group.aliases):
            yield fold(said), (), group.name


def _names(where: Where, key: str, kind: KindSection) -> Iterator[tuple[Where, str]]:
    yield where, key
    yield (*where, "name"), kind.name
    for index, alias in enumerate(kind.aliases):
        yield (*where, "aliases", index), alias


def _people(reading: Reading, kind: KindSection, at: Where) -> Iterator[Remark]:
    """A kind tells who usually decides, by office: people are named by a right."""
    for part in ("driver", "approver", "delegate"):
        said = getattr(kind, part)
        if said in reading.declared["people"]:
            yield Remark(
                (*at, part),
                f"`{shown(said)}` is a person; a kind tells which office usually decides.",
                "Name an office, such as `product lead`, and the person under `rights`.",
            )
