"""Secrets live in the environment; the file only names the variables."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bot.config.problems import ConfigError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

_SUFFIX = "_env"


def secret(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """The value of an environment variable.

    Raises:
        ConfigError: It is not set.
    """
    value = environ.get(name, "").strip()
    if not value:
        raise ConfigError((unset(name, path=name, line=None),))
    return value


def unset(name: str, *, path: str, line: int | None) -> Problem:
    """The problem of a variable that is not set."""
    return Problem(
        path,
        line,
        f"The environment variable {name} is not set.",
        f"Set {name} to the secret where Rapport runs.",
    )


def variables(settings: Mapping[str, object]) -> Mapping[str, str]:
    """The variables that settings name, by the setting that names them."""
    return {
        key: value
        for key, value in settings.items()
        if key.endswith(_SUFFIX) and isinstance(value, str)
    }
