"""The fake Slack itself: a real server on a loopback port, and the door for tests."""

import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp import web

from tests.fakes.slack.app import HOME_TEAM, App, Settings
from tests.fakes.slack.clock import MovableClock
from tests.fakes.slack.delivery import Delivery, Retry, Way, deliver, deliver_event
from tests.fakes.slack.errors import Payload
from tests.fakes.slack.faults import Faults
from tests.fakes.slack.files import Files
from tests.fakes.slack.groups import UserGroups
from tests.fakes.slack.people import User
from tests.fakes.slack.responses import ResponseUrls
from tests.fakes.slack.sight import Sight
from tests.fakes.slack.sockets import Sockets
from tests.fakes.slack.throttle import Throttle
from tests.fakes.slack.triggers import Triggers
from tests.fakes.slack.web_api import WebApi
from tests.fakes.slack.world import Channel, Kind, Person, World


class FakeSlack(Sight, Faults, UserGroups):
    """`async with FakeSlack() as slack`, then people, channels and the bot's request URL."""

    def __init__(
        self,
        app: App | None = None,
        settings: Settings | None = None,
        *,
        clock: MovableClock | None = None,
        signing_time: Callable[[], float] = time.time,
    ) -> None:
        self.app = app or App()
        self.settings = settings or Settings()
        Sight.__init__(self, clock or MovableClock(), self.settings.quiet)
        Faults.__init__(self)
        UserGroups.__init__(self, self.clock, per_minute=self.settings.tier_2_per_minute)
        self.signing_time = signing_time
        self.world = World()
        self.throttle = Throttle(
            self.clock,
            per_second=self.settings.messages_per_second,
            burst=self.settings.message_burst,
        )
        self.triggers = Triggers(self.clock)
        self.response_urls = ResponseUrls(self)
        self.files = Files(self)
        self.sockets = Sockets(self)
        self.api = WebApi(self)
        self.request_urls: dict[str, str] = {}
        self.revoked_tokens: set[str] = set()
        self.deliveries: list[Delivery] = []
        self.complaints: list[str] = []
        self.view_errors: dict[str, dict[str, str]] = {}
        self.url = ""
        self._domains = {self.app.team_id: self.app.team_domain}
        self.user(self.app.bot_user_id, name=self.app.name, is_bot=True)

    # Starting and stopping

    async def start(self) -> Self:
        """Listen on a free loopback port."""
        server = web.Application(client_max_size=64 * 1024**2)
        server.router.add_route("*", "/api/{method}", self.api.handle)
        server.router.add_post("/commands/{team}/{key}", self.response_urls.handle)
        server.router.add_post("/upload/v1/{file}", self.files.upload)
        server.router.add_get("/files-pri/{file}/{name}", self.files.download)
        server.router.add_get("/link/", self.sockets.connect)
        self._runner = web.AppRunner(server, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        self.http = aiohttp.ClientSession()
        return self

    async def stop(self) -> None:
        await self.drop_tasks()
        await self.sockets.close()
        await self.http.close()
        await self._runner.cleanup()
        if self.faults:
            raise self.faults[0]

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    @property
    def base_url(self) -> str:
        """For slack_sdk: `AsyncWebClient(token=slack.app.bot_token, base_url=slack.base_url)`."""
        return f"{self.url}/api/"

    def requests_go_to(
        self, url: str, *, commands: str | None = None, interactivity: str | None = None
    ) -> None:
        """The app's request URLs; without any, requests go through Socket Mode."""
        self.request_urls = {
            "events": url,
            "commands": commands or url,
            "interactivity": interactivity or url,
        }

    async def verify_url(self) -> Delivery:
        """What Slack does when a request URL is entered: the bot must echo the challenge."""
        challenge = f"challenge-{self.world.number()}"
        payload = {
            "token": self.app.verification_token,
            "challenge": challenge,
            "type": "url_verification",
        }
        delivery = await deliver(self, "events", payload)
        if delivery.ack is None or challenge not in delivery.ack.body:
            raise AssertionError(f"the challenge was not answered: {delivery.ack}")
        return delivery

    # Who and where

    def user(
        self,
        user_id: str,
        *,
        name: str | None = None,
        real_name: str | None = None,
        email: str | None = None,
        tz: str = "Etc/UTC",
        tz_offset_seconds: int = 0,
        team: str = HOME_TEAM,
        is_bot: bool = False,
    ) -> User:
        """Someone who can act; another `team` makes them a Slack Connect guest."""
        handle = name or user_id.removeprefix("U").strip("_").lower()
        team = self.app.team_id if team == HOME_TEAM else team
        shown = real_name or handle.capitalize()
        self.world.people[user_id] = Person(
            user_id, handle, shown, email, tz, tz_offset_seconds, team, is_bot
        )
        if not is_bot:
            self.world.direct(user_id, self.app.bot_user_id)
        return User(self, user_id)

    def channel(
        self,
        channel_id: str,
        *,
        name: str | None = None,
        members: Iterable[User | str] = (),
        kind: Kind = "channel",
        with_bot: bool = True,
        archived: bool = False,
    ) -> Channel:
        """A channel ("group" is a private one) with its members, the bot among them."""
        people = {member if isinstance(member, str) else member.id for member in members}
        if with_bot:
            people.add(self.app.bot_user_id)
        handle = name or channel_id.removeprefix("C").strip("_").lower()
        channel = Channel(channel_id, handle, kind, people, archived)
        self.world.channels[channel_id] = channel
        return channel

    def is_shared(self, channel: Channel) -> bool:
        """Slack Connect: somebody of another team is in it."""
        people = (self.world.people.get(member) for member in channel.members)
        return any(person.team != self.app.team_id for person in people if person)

    def domain_of(self, team: str) -> str:
        return self._domains.get(team, team.lower())

    def new_ts(self) -> str:
        return self.world.new_ts(self.clock())

    # What came and went

    async def replay(
        self, delivery: Delivery, *, number: int = 1, reason: str = "http_timeout"
    ) -> Delivery:
        """The same payload again, as a retry: signed anew, with the retry headers."""
        retry = Retry(number, reason)
        if delivery.way == "events":
            return await deliver_event(self, delivery.payload, retry)
        return await deliver(self, delivery.way, delivery.payload, retry)

    @property
    def calls(self) -> list[tuple[str, Payload, str | None]]:
        """Every Web API call: method, arguments, error or None."""
        return self.api.calls

    def sent(self, way: Way) -> list[Delivery]:
        return [delivery for delivery in self.deliveries if delivery.way == way]
