"""RSA key pairs, made once for all tests: each takes a tenth of a second."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

ENDORSED = ("msteams", "webchat")


@dataclass(frozen=True)
class Pair:
    """A private key, and what is published of it; without endorsements nothing is said of them."""

    kid: str
    private: RSAPrivateKey
    endorsements: tuple[str, ...] | None = ENDORSED

    @property
    def jwk(self) -> dict[str, Any]:
        """As Microsoft publishes it."""
        public = json.loads(RSAAlgorithm.to_jwk(self.private.public_key()))
        known = {"kty": "RSA", "use": "sig", "kid": self.kid, "x5t": self.kid}
        numbers = {"n": public["n"], "e": public["e"]}
        endorsed = {} if self.endorsements is None else {"endorsements": list(self.endorsements)}
        return {**known, **numbers, **endorsed}


def pair(kid: str = "first", *, bits: int = 2048) -> Pair:
    """The key pair of this name."""
    return _pair(kid, bits)


@cache
def _pair(kid: str, bits: int) -> Pair:
    return Pair(kid, generate_private_key(public_exponent=65537, key_size=bits))
