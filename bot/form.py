"""A command whose words are still to be filled in. Each platform draws it in its own way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to pick in a form: what is shown and what is said for it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Input:
    """One line of a form. With choices it is a menu, without them it is typed.

    Attributes:
        name: Its own.
        label: What stands above it.
        hint: What it is for.
        required: Whether it must be filled in.
        choices: What there is to choose from.
        value: What is filled in already.
        lines: Whether it holds several lines.
        otherwise: What holds if nothing is filled in, in a few words.
    """

    name: str
    label: str
    hint: str
    required: bool
    choices: tuple[Choice, ...] = ()
    value: str = ""
    lines: bool = False
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A command with its words still to be filled in; what comes back is a Request with fields.

    Attributes:
        verb: The command.
        title: What stands above it.
        inputs: Its lines.
        submit: What stands on the button that sends it.
        usage: How the same is typed, for where no form can be opened.
        again: What opens it again, with what is filled in if a button can say as much.
        problem: What is wrong with what was filled in before, in sentences.
    """

    verb: str
    title: str
    inputs: tuple[Input, ...]
    submit: str = "Ask"
    usage: str = ""
    again: str = ""
    problem: tuple[str, ...] = ()
