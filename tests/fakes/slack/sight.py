"""What people see in this Slack, and waiting until they see it."""

from typing import TYPE_CHECKING

from tests.fakes.slack.waiting import Waiting
from tests.fakes.slack.world import Message, View, World

if TYPE_CHECKING:
    from tests.fakes.slack.people import User


def _id(user: "User | str") -> str:
    return user if isinstance(user, str) else user.id


class Sight(Waiting):
    """Looks at the world with somebody's eyes."""

    world: World

    def seen_by(self, user: "User | str", channel: str | None = None) -> list[Message]:
        """Every message this person can see, oldest first, threads and ephemerals included."""
        return self.world.visible_to(_id(user), channel)

    def thread(self, channel: str, ts: str) -> list[Message]:
        """A public thread: its parent and its replies."""
        parent = self.world.find(channel, ts)
        return [] if parent is None else [parent, *self.world.replies(parent)]

    def open_views(self, user: "User | str") -> list[View]:
        """The person's stack of modals; the last one is on top."""
        return self.world.stack(_id(user))

    def home_of(self, user: "User | str") -> View | None:
        return self.world.homes.get(_id(user))

    async def message(
        self, user: "User | str", containing: str, channel: str | None = None
    ) -> Message:
        """The newest message with these words that this person can see, once there is one."""

        def look() -> Message | None:
            for message in reversed(self.seen_by(user, channel)):
                if containing in message.shown or containing in message.text:
                    return message
            return None

        return await self.wait_for(look)
