"""The fake Teams itself: a real server on a loopback port, and the door for tests."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp import web

from tests.fakes.teams import dialogs, installing, pressing, speaking
from tests.fakes.teams.api import Api, Call
from tests.fakes.teams.app import App, Settings
from tests.fakes.teams.delivery import Delivery, deliver
from tests.fakes.teams.dialogs import Dialog
from tests.fakes.teams.errors import Payload
from tests.fakes.teams.faults import Faults
from tests.fakes.teams.pressing import Pressed
from tests.fakes.teams.speaking import Said
from tests.fakes.teams.throttle import Throttle
from tests.fakes.teams.town import Town
from tests.fakes.teams.world import Conversation, Message, Person

_MOST = 16 * 1024 * 1024


class FakeTeams(Town, Faults):
    """`async with FakeTeams() as teams`, then people, conversations and the bot's address.

    `authorization` makes the header that proves to the bot that a request is from Teams; it is
    given the service URL. `complaints` are what people would see as «Something went wrong».
    """

    def __init__(
        self,
        app: App | None = None,
        settings: Settings | None = None,
        *,
        authorization: Callable[[str], str] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        Town.__init__(self, app or App())
        Faults.__init__(self)
        self.settings = settings or Settings()
        self.authorization = authorization
        self.throttle = Throttle(self.settings.messages_per_second, now)
        self.calls: list[Call] = []
        self.deliveries: list[Delivery] = []
        self.complaints: list[str] = []
        self.url = ""
        self.bot_url = ""
        self._api = Api(self)

    # Starting and stopping

    async def __aenter__(self) -> Self:
        server = web.Application(client_max_size=_MOST)
        server.add_routes(self._api.routes())
        self._runner = web.AppRunner(server, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        self.http = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._api.release()
        await self.http.close()
        await self._runner.cleanup()

    @property
    def service_url(self) -> str:
        """Where the bot reaches this Teams, as every activity says."""
        return f"{self.url}/teams/"

    def bot_listens_at(self, url: str) -> None:
        """The bot's messaging endpoint, such as `http://127.0.0.1:3978/api/messages`."""
        self.bot_url = url

    # What people do

    async def say(
        self,
        person: Person,
        conversation: Conversation,
        text: str,
        *,
        mention: bool = True,
        glue: str = " ",
        thread: str | Message | None = None,
        targeted: bool = False,
        also: tuple[Person, ...] = (),
    ) -> Said:
        """Say something; see `speaking.say`."""
        return await speaking.say(
            self,
            person,
            conversation,
            text,
            mention=mention,
            glue=glue,
            thread=thread,
            targeted=targeted,
            also=also,
        )

    async def press(
        self, person: Person, message: Message, label: str, values: dict[str, str] | None = None
    ) -> Pressed:
        """Press a button, with what was filled in on its card."""
        return await pressing.press(self, person, message, label, values or {})

    async def submit(
        self, person: Person, message: Message, label: str, values: dict[str, str] | None = None
    ) -> Delivery:
        """Press a button as an old client does: a message with a value and no words."""
        return await pressing.submit(self, person, message, label, values or {})

    async def fetch(self, person: Person, message: Message, label: str) -> Dialog:
        """Press a button that opens a dialog."""
        return await dialogs.fetch(self, person, message, label)

    async def submit_task(
        self, dialog: Dialog, values: dict[str, str] | None = None, *, label: str | None = None
    ) -> Dialog:
        """Fill a dialog in and press its button, the first unless told."""
        return await dialogs.submit_task(self, dialog, values or {}, label=label)

    async def install(self, person: Person, conversation: Conversation) -> list[Delivery]:
        """Add the app to a conversation."""
        return await installing.install(self, person, conversation)

    async def uninstall(self, person: Person, conversation: Conversation) -> list[Delivery]:
        """Remove the app from a conversation."""
        return await installing.uninstall(self, person, conversation)

    async def join(self, person: Person, conversation: Conversation) -> Delivery:
        """Come into a conversation that the bot is in."""
        return await installing.join(self, person, conversation)

    async def redeliver(self, delivery: Delivery) -> Delivery:
        """Send the same activity once more."""
        return await deliver(self, delivery.activity)

    async def deliver(self, activity: Payload) -> Delivery:
        """Send an activity as it is."""
        return await deliver(self, activity)
