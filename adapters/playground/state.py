"""What a page shows, as JSON: the people, the conversations, and all that one person sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.playground.render import card_json
from adapters.playground.world import RAPPORT, Withdrawn
from bot.listing import foremost
from bot.model.organisation import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from adapters.playground.clock import MovableClock
    from adapters.playground.render import Json
    from adapters.playground.world import Change, Conversation, Message, World
    from bot.command import Command
    from bot.model.organisation import Organisation, Person

_SIDES = {Side.SRE: "SRE", Side.PRODUCT: "Product", Side.SPONSOR: "Sponsor"}
EXAMPLES = 4
"""How many things to try an empty conversation offers."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How the page opens: in which conversation, with what already typed."""

    conversation: str
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """Knows how everything here looks as JSON."""

    world: World
    organisation: Organisation
    commands: Mapping[str, Command]
    clock: MovableClock
    opening: Opening

    def state(self, person: str) -> Json:
        """Everything, for one person."""
        return {
            "kind": "state",
            "me": person,
            "people": [self._person(each) for each in self.organisation.people.values()],
            "conversations": [
                _conversation(each, person) for each in self.world.conversations_of(person)
            ],
            "messages": [self.message(each) for each in self.world.messages_for(person)],
            "examples": list(self._examples()),
            "opening": {
                "conversation": self.opening.conversation,
                "draft": self.opening.draft,
            },
            "clock": self.time(),
        }

    def time(self) -> Json:
        """What the clock says, and how many seconds it is ahead."""
        return {
            "now": self.clock.now().isoformat(),
            "ahead": int(self.clock.ahead.total_seconds()),
        }

    def change(self, change: Change) -> Json:
        """One change, for somebody who sees its message."""
        kind = "gone" if isinstance(change, Withdrawn) else "message"
        return {"kind": kind, "message": self.message(change.message)}

    def message(self, message: Message) -> Json:
        """One message."""
        asked = message.question
        return {
            "key": message.key,
            "conversation": message.conversation,
            "author": message.author,
            "at": message.at.isoformat(),
            "thread": message.thread,
            "private": message.only_for is not None,
            "question": {"by": asked.by, "words": asked.words} if asked else None,
            "revision": message.revision,
            "text": message.body if isinstance(message.body, str) else None,
            "card": None if isinstance(message.body, str) else card_json(message.body),
        }

    def _person(self, person: Person) -> Json:
        teams = [
            team
            for team in self.organisation.teams.values()
            if person.key in {*team.members, team.lead}
        ]
        roles = [f"{team.name}{' lead' if team.lead == person.key else ''}" for team in teams]
        manages = [
            team.name for team in self.organisation.teams.values() if team.manager == person.key
        ]
        return {
            "key": person.key,
            "name": person.name,
            "side": person.side.value,
            "side_name": _SIDES[person.side],
            "role": ", ".join([*roles, *(f"{name} manager" for name in manages)]),
            "zone": person.zone,
        }

    def _examples(self) -> Iterator[Json]:
        offered = (each for each in self.commands.values() if each.listed and not each.writes)
        listed = (each for each in foremost(offered) if each.examples)
        for command, _ in zip(listed, range(EXAMPLES), strict=False):
            yield {
                "says": command.examples[0],
                "summary": command.summary,
                "public": command.public,
            }


def _conversation(conversation: Conversation, person: str) -> Json:
    others = sorted((conversation.members or frozenset()) - {person})
    return {
        "key": conversation.key,
        "kind": "channel" if conversation.members is None else "direct",
        "name": conversation.name,
        "topic": conversation.topic,
        "other": others[0] if others else None,
        "with_rapport": RAPPORT in others,
    }
