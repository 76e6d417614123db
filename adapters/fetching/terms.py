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

    from adapters.fetching.access import Access


def terms(access: Access, environ: Mapping[str, str]) -> Terms:
    """How to speak with it.

    Raises:
        Failure: A secret or the CA's file is missing.
    """
    return Terms(
        headers={**access.headers, **_authorization(access, environ)},
        timeout=access.timeout,
        trust=_trust(access),
    )


def _authorization(access: Access, environ: Mapping[str, str]) -> dict[str, str]:
    if access.token_env:
        return {"Authorization": f"Bearer {secret(access.token_env, environ)}"}
    if access.username and access.password_env:
        pair = f"{access.username}:{secret(access.password_env, environ)}"
        return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
    return {}


def _trust(access: Access) -> ssl.SSLContext | bool:
    if access.insecure_skip_verify:
        return False
    if access.ca_file is None:
        return True
    try:
        return ssl.create_default_context(cafile=access.ca_file)
    except OSError:  # ssl.SSLError is one of them
        raise Failure(
            "cannot be trusted: its “ca_file” does not read as certificates",
            f"Look at {access.ca_file}.",
        ) from None
