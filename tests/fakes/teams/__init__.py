"""A Teams to test against: the connector's REST API over real HTTP, stricter than convenient.

Build one with `async with FakeTeams() as teams`, add people and conversations, tell it where the
bot listens with `teams.bot_listens_at(url)`. People then say and press things, and tests look at
what each person sees. What a real client would not do raises `RefusedByClientError`.
"""

from tests.fakes.teams.app import TENANT, App, Settings
from tests.fakes.teams.delivery import Delivery
from tests.fakes.teams.dialogs import Dialog
from tests.fakes.teams.errors import RefusedByClientError
from tests.fakes.teams.pressing import Pressed
from tests.fakes.teams.server import FakeTeams
from tests.fakes.teams.speaking import Said
from tests.fakes.teams.world import Conversation, Message, Person

__all__ = [
    "TENANT",
    "App",
    "Conversation",
    "Delivery",
    "Dialog",
    "FakeTeams",
    "Message",
    "Person",
    "Pressed",
    "RefusedByClientError",
    "Said",
    "Settings",
]
