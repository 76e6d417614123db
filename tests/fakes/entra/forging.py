"""JSON web tokens put together by hand, right or wrong: no library makes the wrong ones."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from tests.fakes.entra.pairs import Pair

Sign = Callable[[bytes], bytes]


def forged(claims: object, *, header: Mapping[str, Any], sign: Sign) -> str:
    """A token with this header and these claims, signed in this way; bytes stay as they are."""
    signed = f"{_part(header)}.{_part(claims)}"
    return f"{signed}.{encoded(sign(signed.encode()))}"


def signed_by(pair: Pair) -> Sign:
    """RS256."""
    return lambda data: pair.private.sign(data, PKCS1v15(), SHA256())


def encoded(data: bytes) -> str:
    """Base64 as tokens have it."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _part(value: object) -> str:
    return encoded(value if isinstance(value, bytes) else json.dumps(value).encode())
