"""What the bot has posted, as it stands now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.fakes.teams.cards import ADAPTIVE, buttons, check, nodes, words

if TYPE_CHECKING:
    from tests.fakes.teams.errors import Payload


@dataclass
class Shown:
    """A message of the bot's, as it stands now.

    Attributes:
        conversation: Where it stands; a channel's thread has an id of its own.
        edits: How often it has been replaced.
    """

    id: str
    conversation: str
    text: str = ""
    card: Payload = field(default_factory=dict)
    edits: int = 0

    @property
    def shown(self) -> str:
        """Everything that can be read on it."""
        return f"{self.text}\n{words(self.card)}"

    @property
    def titles(self) -> list[str]:
        """What stands on its buttons."""
        return [str(each.get("title")) for each in buttons(self.card)]

    @property
    def charts(self) -> list[Payload]:
        """Its drawings."""
        return [node for node in nodes(self.card) if str(node.get("type")).startswith("Chart.")]

    def stands_in(self, conversation: str) -> bool:
        """Whether it stands there, or in a thread there."""
        return conversation in {self.conversation, self.conversation.partition(";")[0]}

    def button(self, title: str) -> Payload:
        """The button that says this."""
        for action in buttons(self.card):
            if action.get("title") == title:
                return action
        raise AssertionError(f"no button says “{title}”, only {self.titles}")

    def draw(self, message: Payload) -> None:
        """Show what the bot wrote, if Teams would draw it."""
        self.text, self.card = message.get("text") or "", {}
        for attachment in message.get("attachments", []):
            assert attachment["contentType"] == ADAPTIVE
            self.card = check(attachment["content"])
