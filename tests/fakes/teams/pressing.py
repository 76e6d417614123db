"""Pressing a button on a card: what is sent, and what the client does with the answer.

https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.teams.cards import ADAPTIVE, buttons, check, inputs
from tests.fakes.teams.delivery import Delivery, activity, deliver
from tests.fakes.teams.errors import Payload, RefusalError, RefusedByClientError
from tests.fakes.teams.world import Message, Person

if TYPE_CHECKING:
    from tests.fakes.teams.server import FakeTeams

SAID = "application/vnd.microsoft.activity.message"


@dataclass
class Pressed:
    """What became of a press.

    `card` took the pressed card's place before this person's eyes; `said` was shown to them alone.
    """

    delivery: Delivery
    card: Payload | None = None
    said: str = ""

    @property
    def status(self) -> int | None:
        """How the bot answered the request."""
        return self.delivery.status


def button(person: Person, message: Message, label: str) -> Payload:
    """The button of this label, as this person sees it."""
    card = message.card_before(person)
    found = [each for each in buttons(card or {}) if each.get("title") == label]
    if not found or message.deleted or message.targeted_to not in {None, person}:
        labels = [each.get("title") for each in buttons(card or {})]
        raise RefusedByClientError(f"{person.name} sees no button {label!r}, only {labels}")
    return found[0]


def filled(card: Payload, action: Payload, values: dict[str, str]) -> Payload:
    """What a button sends: its data and everything that was filled in.

    Raises:
        RefusedByClientError: Something required is missing, or there is no such input.
    """
    known = {each["id"]: each for each in inputs(card)}
    if unknown := set(values) - set(known):
        raise RefusedByClientError(f"there are no inputs {sorted(unknown)}, only {sorted(known)}")
    given = {name: str(each.get("value", "")) for name, each in known.items()} | values
    if action.get("associatedInputs") == "none":
        given = {}
    for name, value in given.items():
        choices = [choice["value"] for choice in known[name].get("choices", [])]
        if known[name].get("isRequired") and not value:
            raise RefusedByClientError(f"{name} must be filled in")
        if choices and value and value not in choices:
            raise RefusedByClientError(f"{name} can be one of {choices}, not {value!r}")
    given = {name: value for name, value in given.items() if value}
    return {**action.get("data", {}), **given}


async def press(
    teams: "FakeTeams", person: Person, message: Message, label: str, values: dict[str, str]
) -> Pressed:
    """Press an `Action.Execute`: the answer takes the card's place, for this person alone."""
    action = button(person, message, label)
    if action["type"] != "Action.Execute":
        raise RefusedByClientError(f"{label!r} is an {action['type']}")
    sent: Payload = {
        "type": action["type"],
        "title": action["title"],
        "verb": action["verb"],
        "data": filled(message.card_before(person) or {}, action, values),
    }
    if "id" in action:
        sent["id"] = action["id"]
    delivery = await deliver(
        teams,
        activity(
            teams,
            "invoke",
            person,
            message.conversation,
            thread=message.root,
            name="adaptiveCard/action",
            replyToId=message.id,
            value={"action": sent, "trigger": "manual"},
        ),
    )
    return _follow(teams, person, message, delivery)


def _follow(teams: "FakeTeams", person: Person, message: Message, delivery: Delivery) -> Pressed:
    """Do what the answer says; what cannot be understood shows as «Something went wrong»."""
    answer = delivery.json if delivery.status == 200 else None
    pressed = Pressed(delivery)
    match answer:
        case {"statusCode": 200, "type": kind, "value": dict(card)} if kind == ADAPTIVE:
            try:
                pressed.card = check(card)
            except RefusalError as refusal:
                teams.complaints.append(f"the answer to a press: {refusal}")
            else:
                message.cards[person] = card
        case {"statusCode": 200, "type": kind, "value": str(said)} if kind == SAID:
            pressed.said = said
        case {"statusCode": 200, "type": kind, **rest} if kind == SAID and not rest.get("value"):
            pass
        case _:
            teams.complaints.append(f"Something went wrong: {delivery.status} {delivery.body}")
    teams.changed()
    return pressed


async def submit(
    teams: "FakeTeams", person: Person, message: Message, label: str, values: dict[str, str]
) -> Delivery:
    """Press an `Action.Submit`, or that which an old client makes of an `Action.Execute`."""
    action = submitting(person, message, label)
    data = filled(message.card_before(person) or {}, action, values)
    return await deliver(
        teams,
        activity(
            teams,
            "message",
            person,
            message.conversation,
            thread=message.root,
            replyToId=message.id,
            value=data,
        ),
    )


def submitting(person: Person, message: Message, label: str) -> Payload:
    """The `Action.Submit` of this label."""
    action = button(person, message, label)
    if action["type"] == "Action.Execute":
        action = action.get("fallback", action)
    if action.get("type") != "Action.Submit":
        raise RefusedByClientError(f"{label!r} has no Action.Submit")
    return action
