"""Authorization headers for the door, right and wrong, made for the moment at which they come."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tests.fakes.entra import Pair, forged
from tests.fakes.entra.forging import signed_by
from tests.platforms.teams.door import SERVICE_URL, Door

Forge: TypeAlias = Callable[[Door], str | None]

_TIMES = ("exp", "nbf", "iat")


def written(header: str | None) -> Forge:
    """This header, whoever reads it."""
    return lambda _door: header


def saying(**claims: object) -> Forge:
    """Rightly signed, with other claims. Times are told in seconds from now."""

    def forge(door: Door) -> str:
        now = int(door.clock.now().timestamp())
        moved = {
            name: now + said
            for name, said in claims.items()
            if name in _TIMES and type(said) is int
        }
        return door.genuine(**{**claims, **moved})

    return forge


def signed(
    *, by: Pair | None = None, how: Callable[[bytes], bytes] | None = None, **header: object
) -> Forge:
    """Right claims, signed by another key, or in another way, under another header."""

    def forge(door: Door) -> str:
        pair = door.entra.pair
        usual = {"alg": "RS256", "typ": "JWT", "kid": pair.kid, **header}
        said = {name: value for name, value in usual.items() if value is not None}
        claims = door.entra.claims(SERVICE_URL)
        return f"Bearer {forged(claims, header=said, sign=how or signed_by(by or pair))}"

    return forge


def changed(change: Callable[[str, str, str], str]) -> Forge:
    """A right token of which somebody changed header, claims or signature."""

    def forge(door: Door) -> str:
        header, claims, signature = door.entra.mint(SERVICE_URL).split(".")
        return f"Bearer {change(header, claims, signature)}"

    return forge
