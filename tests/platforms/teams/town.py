"""A tenant with people in it, who do what the contract suite wants them to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adapters.teams.limits import LINE_TEXT
from tests.fakes.teams import Delivery, Dialog, FakeTeams, Message, Person, RefusedByClientError
from tests.fakes.teams.pressing import button
from tests.platforms.contract.face import NotSentError, Opened, Said, Seen, Way
from tests.platforms.contract.words import words
from tests.platforms.teams.card_schema import check_card, check_dialog
from tests.platforms.teams.card_words import asks_for_input, heading, inputs, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.fakes.teams import Conversation
    from tests.fakes.teams.errors import Payload
    from tests.fakes.teams.pressing import Pressed

_FIELD = "field."


@dataclass
class TeamsTown:
    """A tenant with everybody in it.

    Attributes:
        told: What was shown to one person alone as the answer to a press, and is no message.
        forms: The dialog before somebody's eyes.
    """

    teams: FakeTeams
    people: Mapping[str, Person]
    channel: Conversation
    told: dict[str, list[Seen]] = field(default_factory=dict)
    forms: dict[str, Opened] = field(default_factory=dict)

    async def says(self, person: str, words: str, way: Way) -> Said:
        who, teams, parent = self.people[person], self.teams, None
        if way is Way.THREAD:
            bob = self.people["bob"]
            parent = (await teams.say(bob, self.channel, "slow today", mention=False)).message
        where = teams.personal(who) if way is Way.DIRECT else self.channel
        also = tuple(each for each in self.people.values() if f"@{each.name}" in words)
        said = await teams.say(
            who, where, words, thread=parent, targeted=way is Way.ALONE, also=also
        )
        assert said.delivery is not None
        return Said(said.delivery, said.message.root)

    async def again(self, said: Said) -> None:
        assert isinstance(said.event, Delivery)
        await self.teams.redeliver(said.event)

    async def sees(self, person: str) -> tuple[Seen, ...]:
        who = self.people[person]
        messages = [each for each in self.teams.answers_before(who) if each.card]
        seen = [_seen(each, who) for each in messages if not _is_form(each, who)]
        return (*seen, *self.told.get(person, ()))

    async def presses(self, person: str, seen: Seen, label: str) -> Said:
        assert isinstance(seen.handle, Message)
        who, message = self.people[person], seen.handle
        if _opens_a_dialog(who, message, label):
            dialog = await self.teams.fetch(who, message, label)
            self._shows(person, dialog)
            return Said(dialog.delivery)
        return self._pressed(person, await self.teams.press(who, message, label))

    def _pressed(self, person: str, pressed: Pressed) -> Said:
        if pressed.said:
            self._tells(person, pressed.said)
        return Said(pressed.delivery)

    def _shows(self, person: str, dialog: Dialog) -> None:
        """A dialog holds a form, an answer, or a sentence; or it has closed."""
        self.forms.pop(person, None)
        card = dialog.card
        if card and asks_for_input(card):
            labels = {each["id"].removeprefix(_FIELD): each["label"] for each in inputs(card)}
            self.forms[person] = Opened(dialog.title, labels, dialog.delivery.json, dialog)
        elif card:
            self._tells(person, card)
        elif dialog.said:
            self._tells(person, dialog.said)

    def _tells(self, person: str, said: Payload | str) -> None:
        """Show a card, or a sentence and what follows it, to one person alone."""
        if isinstance(said, str):
            headline, *rest = said.split("\n\n")
            shown = words(headline, rest)
        else:
            shown = read(said)
        self.told.setdefault(person, []).append(Seen(shown, said, private=True))

    async def form(self, person: str) -> Opened | None:
        who = self.people[person]
        cards = [each for each in self.teams.answers_before(who) if each.card]
        if person in self.forms or not cards or not _is_form(cards[-1], who):
            return self.forms.get(person)
        card = cards[-1].card_before(who) or {}
        labels = {each["id"].removeprefix(_FIELD): each["label"] for each in inputs(card)}
        return Opened(heading(card), labels, card, cards[-1])

    async def fills(self, person: str, opened: Opened, fields: Mapping[str, str]) -> Said:
        values = {_FIELD + name: value for name, value in fields.items()}
        try:
            if isinstance(opened.handle, Dialog):
                dialog = await self.teams.submit_task(opened.handle, values)
                self._shows(person, dialog)
                return Said(dialog.delivery)
            assert isinstance(opened.handle, Message)
            assert isinstance(opened.payload, dict)
            (send,) = (each["title"] for each in opened.payload["actions"])
            pressed = await self.teams.press(self.people[person], opened.handle, send, values)
        except RefusedByClientError as refusal:
            raise NotSentError(str(refusal)) from refusal
        return self._pressed(person, pressed)

    def within_limits(self, payload: object) -> None:
        if isinstance(payload, str):
            assert len(payload) <= LINE_TEXT  # under a card, in one line
            return
        assert isinstance(payload, dict)
        if "task" in payload:
            check_dialog(payload)
            return
        check_card(payload)


def _is_form(message: Message, person: Person) -> bool:
    return asks_for_input(message.card_before(person) or {"body": []})


def _opens_a_dialog(person: Person, message: Message, label: str) -> bool:
    data = button(person, message, label).get("data", {})
    return bool(data.get("msteams", {}).get("type") == "task/fetch")


def _seen(message: Message, person: Person) -> Seen:
    card = message.card_before(person) or {}
    return Seen(
        words=read(card),
        payload=card,
        private=message.targeted_to is not None or card != message.card,
        thread=message.root,
        handle=message,
    )
