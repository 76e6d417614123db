"""A workspace, its people, and the bot in it, over signed HTTP and through a socket alike."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pytest

from adapters.outside import Outside
from adapters.slack.opening import opened
from bot.ports.chat import Chat
from storage.database import open_store
from tests.fakes.slack import FakeSlack, Message, Settings, User
from tests.platforms.slack import following
from tests.platforms.slack.following import Town
from tests.platforms.slack.house import (
    BRISK,
    CHANNEL,
    ENVIRON,
    INSTALLED,
    OTHER_CHANNEL,
    Clock,
    House,
    Way,
    pointed_at,
    served,
    settings_of,
)


@dataclass
class Workspace:
    """Slack with people in it. Alice and Bob are known by id, Erin by email, Zoe to nobody."""

    slack: FakeSlack
    alice: User
    bob: User
    erin: User
    zoe: User

    async def answer(
        self, channel: str, thread: str, *, when: Callable[[Message], bool] = lambda _message: True
    ) -> Message:
        """The first reply in a thread of which something is true."""

        def look() -> Message | None:
            return next(filter(when, self.slack.thread(channel, thread)[1:]), None)

        return await self.slack.wait_for(look)

    def patient(self, *, file_ready_after: float) -> Settings:
        """A Slack that takes longer over files."""
        return replace(self.slack.settings, file_ready_after=file_ready_after)

    def calls(self) -> list[str]:
        """The methods that the bot has called so far."""
        return [method for method, _, _ in self.slack.calls]


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    async with FakeSlack(INSTALLED, BRISK) as slack:
        yield populated(slack)


def populated(slack: FakeSlack) -> Workspace:
    people = Workspace(
        slack,
        alice=slack.user("UALICE", name="alice"),
        bob=slack.user("UBOB", name="bob"),
        erin=slack.user("UERIN", name="erin", email="erin@example.com"),
        zoe=slack.user("UZOE", name="zoe", email="zoe@example.com"),
    )
    everybody = (people.alice, people.bob, people.erin, people.zoe)
    slack.channel(CHANNEL, name="iot-hub", members=everybody)
    slack.channel(OTHER_CHANNEL, name="device-twins", members=everybody)
    return people


@pytest.fixture(params=["http", "socket"])
def way(request: pytest.FixtureRequest) -> Way:
    return cast("Way", request.param)


@pytest.fixture
async def house(workspace: Workspace, tmp_path: Path, way: Way) -> AsyncIterator[House]:
    """The bot in the workspace, reached both ways."""
    async with served(workspace.slack, tmp_path, way=way) as house:
        yield house


@pytest.fixture
async def over_http(workspace: Workspace, tmp_path: Path) -> AsyncIterator[House]:
    """The bot in the workspace, where the way makes no difference."""
    async with served(workspace.slack, tmp_path) as house:
        yield house


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A workspace in which a user group is to follow who is on call."""
    async with FakeSlack(INSTALLED, BRISK) as slack, following.populated(slack, tmp_path) as town:
        yield town


@pytest.fixture
async def chat(workspace: Workspace, tmp_path: Path) -> AsyncIterator[Chat]:
    """The platform as it is opened for a single post, listening to nobody."""
    settings = settings_of(pointed_at(workspace.slack), workspace.slack, way="http")
    store = open_store(tmp_path / "rapport.db")
    try:
        outside = Outside(store=store, clock=Clock(), environ=ENVIRON)
        async with opened(settings, outside, waits=(0.01,) * 20) as slack:
            assert not slack.unguarded
            yield slack.chat
    finally:
        store.close()
