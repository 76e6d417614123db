"""The terms that app.yaml sets for speaking with a server: whom to trust, how to be let in."""

from __future__ import annotations

import base64
import ssl
from typing import TYPE_CHECKING

from adapters.fetching.failure import Failure
from adapters.fetching.line import Terms
from adapters.fetching.secret import secret

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from adapters.fetching.access import Access


def terms(access: Access, environ: Mapping[str, str]) -> Terms:
    """How to speak with it.

    Raises:
        Failure: A secret or the CA's file is missing.
    """
    return Terms(
        headers={**access.headers, **_authorization(access, environ)},
        timeout=access.timeout,
        trust=not access.insecure_skip_verify and trust(access.ca_file),
    )


def _authorization(access: Access, environ: Mapping[str, str]) -> dict[str, str]:
    if access.token_env:
        return {"Authorization": f"Bearer {secret(access.token_env, environ)}"}
    if access.username and access.password_env:
        pair = f"{access.username}:{secret(access.password_env, environ)}"
        return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
    return {}


def trust(ca_file: Path | None) -> ssl.SSLContext | bool:
    """Whose certificates are good: a file's authorities, or the system's.

    Raises:
        Failure: The file is missing, or it is none.
    """
    if ca_file is None:
        return True
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError:  # ssl.SSLError is one of them
        raise Failure(
            "cannot be trusted: its “ca_file” does not read as certificates",
            f"Look at {ca_file}.",
        ) from None
