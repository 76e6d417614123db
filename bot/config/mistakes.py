"""pydantic's errors in our words: what is the matter, and what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.closest import closest
from bot.config.concealing import names_a_secret, shown
from bot.config.fields import fields_at, meant
from bot.config.problems import Remark, Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

_EXPECTED: dict[str, tuple[str, str]] = {
    "string_type": (
        "a text",
        "Write one value after the colon, in quotes if it holds “: ” or “#”.",
    ),
    "string_too_short": ("a text", "Write it after the colon, or remove the line."),
    "dict_type": ("`key: value` lines", "Indent them under this key."),
    "model_type": ("`key: value` lines", "Indent them under this key."),
    "list_type": ("a list", "Write it like `[one, two]`, or one `- item` a line."),
    "tuple_type": ("a list", "Write it like `[one, two]`, or one `- item` a line."),
    "bool_parsing": ("true or false", "Write `true` or `false`."),
    "bool_type": ("true or false", "Write `true` or `false`."),
    "int_parsing": ("a whole number", "Write digits only."),
    "int_type": ("a whole number", "Write digits only."),
    "decimal_parsing": ("a number", "Write it like `14.4`."),
    "finite_number": ("a number", "Write it like `14.4`."),
    "decimal_type": ("a number", "Write it like `14.4`."),
}

_MOVED = {
    "exceptions_by": (
        "Who may except from the policy is a decision right by now, agreed on by both sides.",
        "Name the approver of `launch-exhausted` under `decisions.rights`, or propose it in chat.",
    ),
}
"""Keys that there were, and where what they told is told now."""


def remark_on(error: ErrorDetails, *, model: type[BaseModel], at: Where) -> Remark:
    """Say an error of pydantic's.

    Args:
        error: The error; where it lies is relative to the model.
        model: What was expected.
        at: Where the model's section stands in the file.
    """
    loc, context, kind = error["loc"], error.get("ctx", {}), error["type"]
    match kind:
        case "extra_forbidden":
            message, fix = _unknown_key(str(loc[-1]), fields_at(model, loc[:-1]))
        case "missing":
            message, fix = _missing(str(loc[-1]), fields_at(model, loc[:-1]))
        case "enum" | "literal_error":
            message, fix = _no_choice(error["input"], str(context.get("expected", "")))
        case "refused":
            message, fix = context["message"], context["fix"]
        case "no_variable":
            message, fix = _no_variable(str(loc[-1]), fields_at(model, loc[:-1]))
        case "value_error" | "assertion_error":
            message, fix = str(context["error"]), "Change this section so that it fits together."
        case _:
            message, fix = _wrong_kind(error)
    return Remark((*at, *place_of(error)), message, fix)


def place_of(error: ErrorDetails) -> Where:
    """Where an error lies; a bad key is its entry."""
    loc = error["loc"]
    return loc[:-1] if loc and loc[-1] == "[key]" else loc


def _unknown_key(key: str, known: Mapping[str, FieldInfo]) -> tuple[str, str]:
    if key in _MOVED:
        return _MOVED[key]
    instead = meant(key, known)
    if names_a_secret(key):
        return f"`{shown(key)}` would put a secret into this file.", _keep_out(instead, known)
    if instead:
        return f"`{shown(key)}` is not a key here.", f"Did you mean `{instead}`?"
    keys = ", ".join(f"`{each}`" for each in known)
    return f"`{shown(key)}` is not a key here.", f"The keys are {keys}." if keys else "Remove it."


def _keep_out(holder: str | None, known: Mapping[str, FieldInfo]) -> str:
    if holder is None:
        return "Remove it: nothing here needs a secret. Replace the secret by a new one."
    return (
        f"Set an environment variable and write its name: `{holder}: {_variable(holder, known)}`. "
        "Replace a secret that stood here by a new one."
    )


def _no_variable(key: str, known: Mapping[str, FieldInfo]) -> tuple[str, str]:
    message = "This must be the name of an environment variable, never the secret itself."
    return message, (
        f"Write a name in capitals such as `{_variable(key, known)}`, and set that variable where "
        "Rapport runs. Replace a secret that stood here by a new one."
    )


def _variable(holder: str, known: Mapping[str, FieldInfo]) -> str:
    """The usual name of a variable, by the key that names it."""
    examples = known[holder].examples if holder in known else None
    return str((examples or [holder.removesuffix("_env").upper()])[0])


def _missing(key: str, known: Mapping[str, FieldInfo]) -> tuple[str, str]:
    field = known.get(key)
    what = f": {field.description}" if field and field.description else ""
    example = f" {field.examples[0]}" if field and field.examples else ""
    return f"`{key}` is missing{what}.", f"Add `{key}:{example}`."


def _no_choice(value: object, expected: str) -> tuple[str, str]:
    choices = re.findall(r"'([^']*)'", expected)
    near = closest(str(value), choices, limit=1)
    listed = ", ".join(f"`{choice}`" for choice in choices)
    fix = (
        f"Did you mean `{near[0]}`? The choices are {listed}."
        if near
        else f"The choices are {listed}."
    )
    return f"`{shown(str(value))}` is not one of the choices.", fix


def _wrong_kind(error: ErrorDetails) -> tuple[str, str]:
    expected, fix = _EXPECTED.get(error["type"], ("", "Change it so that it fits."))
    if error["input"] is None:
        return "This is empty.", "Write a value, or remove the line."
    if expected:
        said = error["input"] if isinstance(error["input"], str) else ""
        return f"{f'`{shown(said)}`' if said else 'This'} should be {expected}.", fix
    return f"{error['msg']}.", fix
