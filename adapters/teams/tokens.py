"""Proves a JSON web token: who signed it, for whom, and when it holds."""

from __future__ import annotations

import json
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from jwt import InvalidTokenError, PyJWS
from jwt.utils import base64url_decode

from adapters.teams.refused import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.teams.keys import SigningKey

ALGORITHM = "RS256"
SKEW = timedelta(minutes=5)
"""How far the clocks may be apart: Microsoft's own rule, see ``keys``."""

Claims = dict[str, Any]

_LATEST = 2**40
"""Seconds since 1970: infinity, and numbers that no clock shows, are none."""
_JWS = PyJWS(algorithms=[ALGORITHM])


class Unbelievable(Refused):
    """Whoever sent this is not who they claim to be."""

    def __init__(self, why: str) -> None:
        super().__init__(HTTPStatus.UNAUTHORIZED, why)


def bearer(authorization: str | None) -> str:
    """The token in an Authorization header.

    Raises:
        Unbelievable: There is none.
    """
    scheme, _, token = (authorization or "").partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token or not token.isascii():
        raise Unbelievable("it brings no bearer token")
    return token


def signer(token: str) -> str:
    """The id of the key that is said to have signed.

    Raises:
        Unbelievable: It says none, or is signed in a way that proves nothing.
    """
    try:
        # Its first part alone: the rest is read once, by whoever proves it.
        header = json.loads(base64url_decode(token.partition(".")[0]))
    except (ValueError, RecursionError) as error:
        raise Unbelievable("its token is none") from error
    if not isinstance(header, dict) or header.get("alg") != ALGORITHM:
        raise Unbelievable(f"its token is not signed by {ALGORITHM}")
    kid = header.get("kid")
    if not isinstance(kid, str) or not kid:
        raise Unbelievable("its token does not say which key signed it")
    return kid


def proven(token: str, key: SigningKey, *, now: datetime) -> Claims:
    """What a token claims, once its signature and its times are found right.

    Raises:
        Unbelievable: They are not.
    """
    try:
        claims = json.loads(_JWS.decode(token, key.public, algorithms=[ALGORITHM]))
    except (InvalidTokenError, ValueError, RecursionError) as error:
        raise Unbelievable("its token is not signed by that key") from error
    if not isinstance(claims, dict):
        raise Unbelievable("its token claims nothing")
    seconds, skew = now.timestamp(), SKEW.total_seconds()
    if seconds >= _instant(claims, "exp") + skew:
        raise Unbelievable("its token has expired")
    if any(seconds < _instant(claims, name) - skew for name in ("nbf", "iat") if name in claims):
        raise Unbelievable("its token does not hold yet")
    return claims


def _instant(claims: Claims, name: str) -> float:
    """Seconds since 1970."""
    said = claims.get(name)
    if not isinstance(said, int | float) or isinstance(said, bool) or not 0 <= said < _LATEST:
        raise Unbelievable(f"its token does not say “{name}”")
    return said
