"""Drives Teams for the contract suite: the real adapter over HTTP before a fake Teams."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from adapters.listening import listening
from adapters.teams.opening import opened
from tests.fakes.entra import FakeEntra
from tests.fakes.teams import App, FakeTeams, Person
from tests.fakes.teams.app import OTHER_TENANT
from tests.platforms.contract.face import GUEST, STRANGER, Part
from tests.platforms.contract.words import rows
from tests.platforms.teams.house import CHANNEL, environ, settings_of
from tests.platforms.teams.town import TeamsTown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from bot.reply import Table
    from tests.fakes.teams.errors import Payload
    from tests.platforms.contract.house import House


@dataclass(frozen=True)
class Outsider(Person):
    """Somebody of another tenant, as Teams names them where both are."""

    def account(self) -> Payload:
        return {**super().account(), "tenantId": self.tenant}


class TeamsFace:
    """Teams with a login that vouches for it."""

    lacks: frozenset[Part] = frozenset()
    channel = CHANNEL

    def user(self, person: str) -> str:
        return f"aad-{person}"

    def table(self, table: Table) -> Iterable[str]:
        return rows(table)

    @asynccontextmanager
    async def opened(self, house: House) -> AsyncIterator[TeamsTown]:
        async with FakeEntra(clock=house.clock) as entra, FakeTeams() as teams:
            entra.tokens.name = lambda _number: App.token
            teams.authorization = entra.authorization
            house.environ.update(environ(entra))
            town = self._populated(teams, house)
            async with (
                opened(settings_of(teams, entra), house.outside) as ours,
                ours.listening(house.desk) as ears,
            ):
                house.directory.admit("teams", ours.admission)
                house.chat = ours.chat
                application = web.Application()
                application.add_routes(ears.routes)
                async with listening(
                    application, host="127.0.0.1", port=0, command="rapport serve"
                ) as port:
                    teams.bot_listens_at(f"http://127.0.0.1:{port}/api/messages")
                    yield town

    def _populated(self, teams: FakeTeams, house: House) -> TeamsTown:
        people = {
            key: teams.person(key, aad=self.user(key))
            for key in (*house.organisation.people, GUEST)
        }
        people[STRANGER] = _outsider(teams)
        channel = teams.channel("iot-hub", people.values(), channel_id=CHANNEL)
        return TeamsTown(teams, people, channel)


def _outsider(teams: FakeTeams) -> Person:
    """Somebody whose own chat with us is in a tenant that is not ours."""
    known = teams.person(STRANGER, tenant=OTHER_TENANT)
    person = Outsider(known.id, known.name, known.aad, known.email, known.tenant)
    teams.world.people[person.id] = person
    teams.personal(person).tenant = OTHER_TENANT
    return person


FACE = TeamsFace()
