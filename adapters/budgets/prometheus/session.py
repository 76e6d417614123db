"""The terms that app.yaml sets for speaking with a Prometheus: whom to trust, how to be let in."""

from __future__ import annotations

import base64
import ssl
from typing import TYPE_CHECKING

from adapters.fetching.failure import Failure
from adapters.fetching.line import Terms
from adapters.fetching.secret import secret

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.budgets.prometheus.settings import Settings


def terms(settings: Settings, environ: Mapping[str, str]) -> Terms:
    """How to speak with it.

    Raises:
        Failure: A secret or the CA's file is missing.
    """
    return Terms(
        headers={**settings.headers, **_authorization(settings, environ)},
        timeout=settings.timeout,
        trust=_trust(settings),
    )


def _authorization(settings: Settings, environ: Mapping[str, str]) -> dict[str, str]:
    if settings.token_env:
        return {"Authorization": f"Bearer {secret(settings.token_env, environ)}"}
    if settings.username and settings.password_env:
        pair = f"{settings.username}:{secret(settings.password_env, environ)}"
        return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
    return {}


def _trust(settings: Settings) -> ssl.SSLContext | bool:
    if settings.insecure_skip_verify:
        return False
    if settings.ca_file is None:
        return True
    try:
        return ssl.create_default_context(cafile=settings.ca_file)
    except OSError:  # ssl.SSLError is one of them
        raise Failure(
            "cannot be trusted: its “ca_file” does not read as certificates",
            f"Look at {settings.ca_file}.",
        ) from None
