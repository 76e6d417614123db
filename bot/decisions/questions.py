"""What is asked in a decision, and what there is to choose from, out of what people type."""

from __future__ import annotations

from bot.decisions.choices import choices_in
from bot.errors import Usage
from bot.grammar import fold, quoted, storable

_MOST = 10
"""Options that people can still choose between."""
_QUESTION, _OPTION = 300, 75
"""Characters that are still read in a notification, and on a button."""
_ENDS = (
    *"?!.…",
    "\N{ARABIC QUESTION MARK}",
    "\N{FULLWIDTH QUESTION MARK}",
    "\N{FULLWIDTH EXCLAMATION MARK}",
    "\N{IDEOGRAPHIC FULL STOP}",
)
"""What ends a sentence, also one that is not in Latin letters."""
_FIRM = {"no": False, "never": False, "false": False, "yes": True, "true": True}


def asked(question: str) -> str:
    """The question in one line, with its mark, which the ends of what people type have lost.

    Raises:
        Usage: It is too long to be read as one, or nothing of it is seen.
    """
    question = " ".join(storable(question).split())
    if not any(each.isprintable() and not each.isspace() for each in question):
        raise Usage("Nothing of that question can be read.", next_step="Ask it in words.")
    if len(question) > _QUESTION:
        raise Usage(
            f"A question has at most {_QUESTION} characters, and this one has {len(question)}.",
            next_step="Ask in one sentence, and say the rest in the thread.",
        )
    return question if question[-1] in _ENDS else f"{question}?"


def options(said: str | None) -> tuple[str, ...]:
    """``yes | no``, ``yes or no``, ``yes/no``; each once.

    Raises:
        Usage: There is only one, or too many, or one is too long.
    """
    if said is None:
        return ()
    found = {fold(each): each for each in choices_in(said)}
    if not 1 < len(found) <= _MOST:
        raise Usage(
            f"{quoted(said)}: there is nothing to choose between."
            if len(found) < _MOST
            else f"Nobody chooses between {len(found)} options.",
            next_step=f"Say two to {_MOST}: options yes | no | later. Or leave them out.",
        )
    if long := next((each for each in found.values() if len(each) > _OPTION), None):
        raise Usage(
            f"{quoted(long)} is too long for an option: {_OPTION} characters fit on a button.",
            next_step="Name each in a few words, and say the rest in the question.",
        )
    return tuple(found.values())


def is_reversible(said: str | None) -> bool:
    """Whether it may be taken back.

    Raises:
        Usage: It is neither yes nor no.
    """
    if said is None:
        return True
    try:
        return _FIRM[said.casefold()]
    except KeyError:
        raise Usage(
            f"{quoted(said)} is neither yes nor no.", next_step="Say: reversible=no"
        ) from None
