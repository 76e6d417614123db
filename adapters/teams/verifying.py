"""Who is believed: Teams, when it writes to our app, from where it says, of a tenant we serve.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

from yarl import URL

from adapters.loopback import is_loopback
from adapters.teams.refused import Refused
from adapters.teams.tokens import Claims, Unbelievable, bearer, proven, signer
from bot.errors import SourceUnavailable

if TYPE_CHECKING:
    from adapters.teams.keys import Keys, SigningKey
    from adapters.teams.settings import Settings
    from bot.ports.clock import Clock

CHANNEL = "msteams"
_PLAYGROUND = frozenset({CHANNEL, "emulator"})
"""What the Agents Playground and the Emulator call themselves."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an activity says that it is from.

    Attributes:
        service_url: Where it is answered.
        channel: The kind of chat, in the connector's word.
        tenant: Whose conversation it is.
    """

    service_url: str
    channel: str
    tenant: str | None


class Sender(Protocol):
    """Somebody who was let as far as the door."""

    def must_speak_from(self, origin: Origin) -> None:
        """See that they may speak from there.

        Raises:
            Refused: They may not.
        """
        ...


class Verifier:
    """Believes whom Microsoft vouches for; in development whoever writes from this machine.

    Args:
        settings: Who we are, and whom we serve.
        keys: Those who may vouch.
        clock: The time.
    """

    def __init__(self, settings: Settings, keys: Keys, *, clock: Clock) -> None:
        self._settings = settings
        self._keys = keys
        self._clock = clock

    async def sender(self, authorization: str | None, *, host: str) -> Sender:
        """Find out who sends something, before it is read.

        Args:
            authorization: The header of that name.
            host: The header of that name. In development it must be this machine's own: a page of
                another site can give its own name our address (DNS rebinding).

        Raises:
            Refused: It does not prove that Teams sends this to us.
        """
        if self._settings.development:
            if not _is_here(f"http://{host}"):
                raise Refused(
                    HTTPStatus.FORBIDDEN, "development answers on this machine's own address alone"
                )
            return _Anybody(self._settings.allowed)
        token = bearer(authorization)
        key = await self._key(signer(token))
        claims = proven(token, key, now=self._clock.now())
        if claims.get("iss") != self._settings.issuer:
            raise Unbelievable("its token is of another issuer")
        if not self._is_us(claims.get("aud")):
            raise Unbelievable("its token is for another app")
        if not all(self._is_us(claims[name]) for name in ("appid", "azp") if name in claims):
            raise Unbelievable("its token is of another app")
        return _Vouched(claims, key.endorsements, self._settings.allowed)

    async def _key(self, kid: str) -> SigningKey:
        try:
            key = await self._keys.key(kid)
        except SourceUnavailable as error:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, error.message) from error
        if key is None:
            raise Unbelievable("its token is signed by a key that Microsoft does not publish")
        return key

    def _is_us(self, app: object) -> bool:
        ours = self._settings.app_id
        return isinstance(app, str) and ours is not None and app.lower() == ours.lower()


@dataclass(frozen=True, slots=True)
class _Vouched:
    """Somebody with a token that is right in itself."""

    claims: Claims
    endorsements: frozenset[str]
    allowed: frozenset[str]

    def must_speak_from(self, origin: Origin) -> None:
        if not _is_same(self.claims.get("serviceurl"), origin.service_url):
            raise Unbelievable("its token is for another service URL")
        if origin.channel not in self.endorsements:
            raise Unbelievable("its token is signed by a key that is not for this channel")
        _let_in(origin, channels=frozenset({CHANNEL}), tenants=self.allowed)


@dataclass(frozen=True, slots=True)
class _Anybody:
    """Somebody in development, of whom nothing is known."""

    allowed: frozenset[str]

    def must_speak_from(self, origin: Origin) -> None:
        if not _is_here(origin.service_url):
            raise Refused(HTTPStatus.FORBIDDEN, "development answers on this machine alone")
        _let_in(origin, channels=_PLAYGROUND, tenants=self.allowed)


def _let_in(origin: Origin, *, channels: frozenset[str], tenants: frozenset[str]) -> None:
    if origin.channel not in channels:
        raise Refused(HTTPStatus.FORBIDDEN, f"we are not on the channel {origin.channel!r}")
    if origin.tenant is None or origin.tenant.lower() not in tenants:
        raise Refused(
            HTTPStatus.FORBIDDEN,
            f"the tenant {origin.tenant!r} is not in platforms.teams: it is neither `tenant` nor "
            "one of `tenants`",
        )


def _is_same(claimed: object, service_url: str) -> bool:
    """Whether two addresses are one. Case counts only beyond ASCII, where folding joins letters."""
    if not isinstance(claimed, str):
        return False
    if not (claimed.isascii() and service_url.isascii()):
        return claimed == service_url
    return claimed.rstrip("/").lower() == service_url.rstrip("/").lower()


def _is_here(address: str) -> bool:
    """Whether an address, as it will be called, is this machine itself."""
    try:
        url = URL(address)
    except ValueError:
        return False
    return is_loopback(url.host or "") and url.scheme in {"http", "https"}
