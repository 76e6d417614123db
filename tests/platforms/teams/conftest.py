"""A tenant, its people, and the bot in it, over signed HTTP."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fakes.entra import FakeEntra
from tests.fakes.teams import App, Conversation, FakeTeams, Message, Person
from tests.platforms.teams.house import CHANNEL, OTHER_CHANNEL, Clock, House, served
from tests.platforms.teams.wiring import Wire, wired


@dataclass
class Tenant:
    """Teams with people in it. Alice and Bob are known by id, Erin by email, Zoe to nobody."""

    teams: FakeTeams
    entra: FakeEntra
    clock: Clock
    alice: Person
    bob: Person
    erin: Person
    zoe: Person
    channel: Conversation
    other_channel: Conversation
    group: Conversation

    def own(self, person: Person) -> Conversation:
        """Somebody's own chat with the bot."""
        return self.teams.personal(person)

    def answers(self, person: Person, conversation: Conversation | None = None) -> list[Message]:
        """What the bot said that somebody sees, oldest first."""
        return self.teams.answers_before(person, conversation)

    def calls(self) -> list[str]:
        """The bot's calls so far: the method, and what kind of address."""
        return [f"{call.method} {_kind(call.path)}" for call in self.teams.calls]


def _kind(path: str) -> str:
    return next((each for each in ("activities", "members") if each in path), "conversations")


@pytest.fixture
async def tenant() -> AsyncIterator[Tenant]:
    clock = Clock()
    async with FakeEntra(clock=clock) as entra, FakeTeams() as teams:
        yield populated(teams, entra, clock)


def populated(teams: FakeTeams, entra: FakeEntra, clock: Clock) -> Tenant:
    entra.tokens.name = lambda _number: App.token
    teams.authorization = entra.authorization
    everybody = [teams.person(name) for name in ("Alice", "Bob", "Erin", "Zoe")]
    alice, bob, erin, zoe = everybody
    return Tenant(
        teams,
        entra,
        clock,
        alice=alice,
        bob=bob,
        erin=erin,
        zoe=zoe,
        channel=teams.channel("iot-hub", everybody, channel_id=CHANNEL),
        other_channel=teams.channel("device-twins", everybody, channel_id=OTHER_CHANNEL),
        group=teams.group("hub chat", everybody),
    )


@pytest.fixture
async def house(tenant: Tenant, tmp_path: Path) -> AsyncIterator[House]:
    """The bot in the tenant."""
    async with served(tenant.teams, tenant.entra, tmp_path, clock=tenant.clock) as house:
        yield house


# Teams without a bot before it, for what is sent there


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    async with FakeTeams() as teams:
        yield teams


@pytest.fixture
async def wire(teams: FakeTeams) -> AsyncIterator[Wire]:
    async with wired(teams) as wire:
        yield wire


@pytest.fixture
def alice(teams: FakeTeams) -> Person:
    return teams.person("Alice")


@pytest.fixture
def bob(teams: FakeTeams) -> Person:
    return teams.person("Bob")


@pytest.fixture
def channel(teams: FakeTeams, alice: Person, bob: Person) -> Conversation:
    return teams.channel("iot-hub", [alice, bob])


@pytest.fixture
def chat(teams: FakeTeams, alice: Person) -> Conversation:
    return teams.personal(alice)
