"""The public keys of those who sign what Teams sends, as Microsoft publishes them.

botbuilder asks for them in a way that holds up the event loop without end, and answers with 500 for
up to a day after a key was replaced.
https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import InvalidKeyError
from jwt.algorithms import RSAAlgorithm

from adapters.teams.flight import Flight
from bot.errors import SourceUnavailable

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ports.clock import Clock

log = logging.getLogger(__name__)

LASTS = timedelta(days=1)
"""How long keys are believed without asking again: Microsoft's own rule, at the address above."""
PAUSE = timedelta(minutes=5)
"""Between two askings for a key that nobody knows, or after a failure: anybody can make us ask."""
FIRST_PAUSE = timedelta(seconds=10)
"""The same before there are any keys, when nothing can be believed."""
PATIENCE_SECONDS = 5.0
SHORTEST_BITS = 2048


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key that may sign.

    Attributes:
        public: Proves signatures.
        endorsements: The channels for which it may sign.
    """

    public: RSAPublicKey
    endorsements: frozenset[str]


class Keys:
    """Keeps the keys for a day, and looks again when one is unknown.

    Args:
        session: Asks.
        openid_url: Where it is written where the keys are.
        clock: The time.
        patience: Seconds that each of the two answers may take.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        openid_url: str,
        *,
        clock: Clock,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._session = session
        self._openid_url = openid_url
        self._clock = clock
        self._patience = aiohttp.ClientTimeout(total=patience)
        self._keys: dict[str, SigningKey] = {}
        self._fetched_at: datetime | None = None
        self._failed_at: datetime | None = None
        self._looked_again_at: datetime | None = None
        self._fetching = Flight(self._fetch)

    async def key(self, kid: str) -> SigningKey | None:
        """The key of this id; None if Microsoft publishes no such key.

        Raises:
            SourceUnavailable: There never were any keys to be had.
        """
        renewed = await self._renew_when_old()
        if self._fetched_at is None:
            raise SourceUnavailable(
                "Microsoft's signing keys cannot be had, so nothing from Teams can be believed.",
                next_step=f"See that {self._openid_url} can be reached from here.",
            )
        if kid not in self._keys and not renewed and self._may_look_again():
            await self._fetching.land()
        return self._keys.get(kid)

    def begin(self) -> None:
        """Ask in the background, so that the first to come need not wait."""
        self._fetching.start()

    async def close(self) -> None:
        """Stop asking."""
        await self._fetching.close()

    async def _renew_when_old(self) -> bool:
        now, fetched = self._clock.now(), self._fetched_at
        if fetched is not None and now < fetched + LASTS:
            return False
        pause = FIRST_PAUSE if fetched is None else PAUSE
        if self._failed_at is not None and now < self._failed_at + pause:
            return False
        await self._fetching.land()
        return True

    def _may_look_again(self) -> bool:
        """Whether to look for an unknown key; a look that others began is joined."""
        if self._fetching.under_way:
            return True
        now, last = self._clock.now(), self._looked_again_at
        if last is not None and now < last + PAUSE:
            return False
        self._looked_again_at = now
        return True

    async def _fetch(self) -> None:
        """Ask anew. A failure leaves what was known as it was."""
        try:
            metadata = await self._get(self._openid_url)
            keys = _read((await self._get(metadata["jwks_uri"]))["keys"])
        except (aiohttp.ClientError, TimeoutError, ValueError, TypeError, KeyError) as error:
            log.warning("Microsoft's signing keys cannot be read: %r", error)
            self._failed_at = self._clock.now()
            return
        self._keys, self._fetched_at, self._failed_at = keys, self._clock.now(), None

    async def _get(self, url: str) -> Any:  # noqa: ANN401 - JSON
        async with self._session.get(
            url, timeout=self._patience, raise_for_status=True, allow_redirects=False
        ) as response:
            return await response.json(content_type=None)


def _read(published: list[object]) -> dict[str, SigningKey]:
    """The keys that can be used; there has to be one.

    Raises:
        ValueError: There is none.
    """
    keys = dict(filter(None, map(_usable, published)))
    if not keys:
        raise ValueError("no usable key")
    return keys


def _usable(jwk: object) -> tuple[str, SigningKey] | None:
    """A key by its id, if it is one for signatures and not too short."""
    if not isinstance(jwk, dict) or jwk.get("use", "sig") != "sig":
        return None
    kid, endorsements = jwk.get("kid"), jwk.get("endorsements")
    try:
        public = RSAAlgorithm.from_jwk(jwk)
    except (InvalidKeyError, ValueError, TypeError, AttributeError):
        return None
    if not isinstance(kid, str) or not isinstance(public, RSAPublicKey):
        return None
    if public.key_size < SHORTEST_BITS:
        return None
    named = endorsements if isinstance(endorsements, list) else ()
    return kid, SigningKey(public, frozenset(each for each in named if isinstance(each, str)))
