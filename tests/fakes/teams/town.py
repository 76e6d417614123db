"""Who there is in this Teams, and where they talk."""

from collections.abc import Iterable

from tests.fakes.teams.app import App
from tests.fakes.teams.sight import Sight
from tests.fakes.teams.world import Conversation, Kind, Person, Role


class Town(Sight):
    """Adds people and conversations, whose ids look like those of Teams."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app

    def person(
        self,
        name: str,
        *,
        aad: str | None = "",
        email: str | None = "",
        tenant: str = "",
        role: Role = "user",
    ) -> Person:
        """Somebody; with None they have no directory id or no email."""
        key = name.lower()
        person = Person(
            f"29:1{key}-{self.world.number():04d}",
            name,
            f"aad-{key}" if aad == "" else aad,
            f"{key}@example.com" if email == "" else email,
            tenant or self.app.tenant,
            role,
        )
        self.world.people[person.id] = person
        return person

    def personal(self, person: Person) -> Conversation:
        """Their own chat with the bot, which they have installed."""
        return self.world.personal(person) or self._conversation(
            f"a:1{person.id[4:]}", "personal", [person], name=person.name
        )

    def group(self, name: str, members: Iterable[Person], *, with_bot: bool = True) -> Conversation:
        """A group chat."""
        number = self.world.number()
        return self._conversation(
            f"19:{number:032x}@thread.v2", "groupChat", members, name=name, with_bot=with_bot
        )

    def channel(
        self,
        name: str,
        members: Iterable[Person],
        *,
        channel_id: str = "",
        team: str = "",
        with_bot: bool = True,
    ) -> Conversation:
        """A channel of a team: a team of its own, or one that another channel names."""
        number = self.world.number()
        return self._conversation(
            channel_id or f"19:{number:032x}@thread.tacv2",
            "channel",
            members,
            name=name,
            team=team or f"19:{number + 0xF000:032x}@thread.tacv2",
            with_bot=with_bot,
        )

    def _conversation(
        self,
        conversation_id: str,
        kind: Kind,
        members: Iterable[Person],
        *,
        name: str,
        team: str = "",
        with_bot: bool = True,
    ) -> Conversation:
        conversation = Conversation(
            conversation_id,
            kind,
            list(members),
            name=name,
            team=team,
            tenant=self.app.tenant,
            with_bot=with_bot,
        )
        self.world.conversations[conversation_id] = conversation
        return conversation
