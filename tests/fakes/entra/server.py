"""The fake login itself: a real server on a loopback port, and the door for tests."""

from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from bot.ports.clock import Clock
from tests.fakes.entra.app import App
from tests.fakes.entra.forging import forged, signed_by
from tests.fakes.entra.pairs import Pair, pair
from tests.fakes.entra.tokens import TokenEndpoint
from tests.fakes.entra.trouble import Door, Troubled

_METADATA = "/v1/.well-known/openidconfiguration"
_KEYS = "/v1/.well-known/keys"
_LIFETIME_SECONDS = 3600
FORM = "application/x-www-form-urlencoded"


class FakeEntra(Troubled):
    """`async with FakeEntra() as entra`.

    `pair` signs what Teams sends, and `published` are the keys that whoever asks is told.
    """

    def __init__(self, app: App | None = None, *, clock: Clock | None = None) -> None:
        super().__init__()
        self.app = app or App()
        self.pair = pair()
        self.published: list[Any] = [self.pair.jwk]
        self.tokens = TokenEndpoint(self.app)
        self.url = ""
        self._clock = clock

    # Starting and stopping

    async def __aenter__(self) -> Self:
        server = web.Application()
        server.router.add_get(_METADATA, self._metadata)
        server.router.add_get(_KEYS, self._keys)
        server.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        self._runner = web.AppRunner(server, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    # For the bot's settings

    @property
    def openid_url(self) -> str:
        return f"{self.url}{_METADATA}"

    @property
    def login_url(self) -> str:
        return f"{self.url}/"

    def settings(self, **others: object) -> dict[str, Any]:
        """The section `platforms.teams` of a bot that is this app."""
        return {
            "tenant": self.app.tenant,
            "app_id": self.app.id,
            "client_secret_env": "TEAMS_CLIENT_SECRET",
            "issuer": self.app.issuer,
            "openid_url": self.openid_url,
            "login_url": self.login_url,
            **others,
        }

    # What Teams sends with its requests

    def authorization(self, service_url: str, **others: object) -> str:
        """The header of a genuine request from there."""
        return f"Bearer {self.mint(service_url, **others)}"

    def mint(self, service_url: str, **others: object) -> str:
        """A token as Teams sends it; other claims may be set, and None leaves one out."""
        header = {"alg": "RS256", "typ": "JWT", "kid": self.pair.kid, "x5t": self.pair.kid}
        claims = self.claims(service_url, **others)
        return forged(claims, header=header, sign=signed_by(self.pair))

    def claims(self, service_url: str, **others: object) -> dict[str, object]:
        """What such a token says."""
        now = int(self._now().timestamp())
        usual = {
            "serviceurl": service_url,
            "nbf": now,
            "exp": now + _LIFETIME_SECONDS,
            "iss": self.app.issuer,
            "aud": self.app.id,
        }
        return {name: said for name, said in {**usual, **others}.items() if said is not None}

    def rotate(self, kid: str, *, keeping: bool = True) -> Pair:
        """Sign with another key from now on, and publish it; the old one may stay published."""
        self.pair = pair(kid)
        self.published = [*(self.published if keeping else ()), self.pair.jwk]
        return self.pair

    def _now(self) -> datetime:
        return self._clock.now() if self._clock else datetime.now(UTC)

    # What it is asked

    async def _metadata(self, _request: web.Request) -> web.Response:
        told = {
            "issuer": self.app.issuer,
            "jwks_uri": f"{self.url}{_KEYS}",
            "id_token_signing_alg_values_supported": ["RS256"],
        }
        return await self.met(Door.METADATA) or web.json_response(told)

    async def _keys(self, _request: web.Request) -> web.Response:
        return await self.met(Door.KEYS) or web.json_response({"keys": self.published})

    async def _token(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        if troubled := await self.met(Door.TOKEN):
            return troubled
        if request.content_type != FORM:
            return web.Response(status=415)
        return self.tokens.answer(request.match_info["tenant"], form)
