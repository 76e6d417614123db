"""Finds whom people name in a command: ``me``, ``@erin``, a name, an email, somebody mentioned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.addressing import people_called, people_like
from bot.directory import Standing
from bot.errors import NotFound, Usage
from bot.grammar import did_you_mean, quoted
from bot.offers import offers

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.context import Context
    from bot.model.organisation import Organisation, Person

ME = frozenset({"me", "myself", "i"})
"""How people name themselves."""
_NOBODY = frozenset({"none", "nobody", "no one", "noone", "-", '""'})
"""How people say that there is to be nobody."""


def find_person(
    said: str, *, context: Context, instead: Callable[[str], str], without: str = ""
) -> Person:
    """Whom somebody means.

    Args:
        said: What they are called there.
        context: Where and by whom.
        instead: The whole command with another name in its place.
        without: The same without anybody, for where nobody is called nearly so; empty if that
            asks nothing.

    Raises:
        NotFound: Nobody is called so, or several people are; the closest are offered.
        Usage: It is whoever asks, of whom app.yaml does not tell.
    """
    if person := somebody_called(said, context):
        return person
    if said in context.mentioned:
        raise _unmet(said)
    name = _name(said)
    if name.casefold() in ME:
        raise _nobody(context)
    called = people_called(name, context.organisation)
    near = called or people_like(name, context.organisation)
    buttons = offers([instead(f"@{key}") for key in near] or filter(None, [without]))
    raise NotFound(
        f"Several people are called {quoted(name)}."
        if called
        else f"I don't know anybody called {quoted(name)}.",
        next_step=did_you_mean(buttons)
        or "People are known by the names that app.yaml gives them.",
        buttons=buttons,
    )


def somebody_called(said: str, context: Context) -> Person | None:
    """The one person of exactly this name; None if that is nobody, or several people."""
    if said in context.mentioned:
        return context.mentioned[said]
    name = _name(said)
    if name.casefold() in ME:
        return context.reader.person
    called = people_called(name, context.organisation)
    return context.organisation.people[called[0]] if len(called) == 1 else None


def means_nobody(said: str, context: Context) -> bool:
    """Whether these words say that there is to be nobody, and are no name of somebody."""
    return _name(said).casefold() in _NOBODY and somebody_called(said, context) is None


def names_somebody(said: str, organisation: Organisation) -> bool:
    """Whether these words are a name, whoever that is."""
    name = _name(said)
    return name.casefold() in ME or bool(people_called(name, organisation))


def _name(said: str) -> str:
    return said.strip(" ,;").removeprefix("@")


def _unmet(said: str) -> NotFound:
    return NotFound(
        f"I don't know {said} yet.",
        next_step="Ask whoever runs me to add them under “people” in app.yaml.",
    )


def _nobody(context: Context) -> Usage:
    if context.reader.standing is Standing.OPERATOR:
        return Usage(
            "At the terminal I don't know who you are.",
            next_step="Name somebody of app.yaml, or ask with their eyes: --as erin.",
        )
    return Usage(
        "I don't know you yet.",
        next_step="Ask whoever runs me to add you under “people” in app.yaml.",
    )
