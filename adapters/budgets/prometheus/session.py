"""Opens an HTTP session as app.yaml says: whom to trust, and how to be let in."""

from __future__ import annotations

import base64
import ssl
from typing import TYPE_CHECKING

import aiohttp

from adapters.budgets.prometheus.answer import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.budgets.prometheus.settings import Settings

AT_ONCE = 16
"""Connections; a Prometheus answers 20 queries at a time unless it is told otherwise."""


def open_session(settings: Settings, environ: Mapping[str, str]) -> aiohttp.ClientSession:
    """Open a session; connections follow when they are needed.

    Raises:
        Failure: A secret or the CA's file is missing.
    """
    return aiohttp.ClientSession(
        headers={**settings.headers, **_authorization(settings, environ)},
        timeout=aiohttp.ClientTimeout(total=settings.timeout.total_seconds()),
        connector=aiohttp.TCPConnector(limit=AT_ONCE, ssl=_trust(settings)),
        cookie_jar=aiohttp.DummyCookieJar(),
    )


def _authorization(settings: Settings, environ: Mapping[str, str]) -> dict[str, str]:
    if settings.token_env:
        return {"Authorization": f"Bearer {_secret(settings.token_env, environ)}"}
    if settings.username and settings.password_env:
        pair = f"{settings.username}:{_secret(settings.password_env, environ)}"
        return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
    return {}


def _secret(name: str, environ: Mapping[str, str]) -> str:
    secret = environ.get(name, "").strip()
    if not secret:
        raise Failure("cannot be asked without its secret", f"Set the variable {name}.")
    if not secret.isprintable():
        raise Failure(
            "cannot be asked with a secret of several lines", f"Look at the variable {name}."
        )
    return secret


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
