"""Secrets lie in the environment; app.yaml holds their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.fetching.failure import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping


def secret(name: str, environ: Mapping[str, str]) -> str:
    """What a variable holds.

    Raises:
        Failure: It is not set, or holds what cannot be sent.
    """
    held = environ.get(name, "").strip()
    if not held:
        raise Failure("cannot be asked without its secret", f"Set the variable {name}.")
    if not held.isprintable():
        raise Failure(
            "cannot be asked with a secret of several lines", f"Look at the variable {name}."
        )
    return held
