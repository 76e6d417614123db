"""Who may do what: one table for commands, and one for what people agree on and decide."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.directory import Reader, Standing
from bot.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bot.command import Command
    from bot.request import Actor


class Part(StrEnum):
    """What somebody is to a thing that is agreed on or decided."""

    TAKES_PART = "somebody of the two teams, their managers or the sponsor"
    LEAD = "a lead or manager of either side"
    OTHER_LEAD = "a lead or manager of the other side"
    PROPOSER = "whoever proposed it"
    OWN_LEAD = "a lead or manager of the side that proposed it"
    OPENER = "whoever opened it"
    APPROVER = "the approver"
    DELEGATE = "the delegate, once half the limit has passed"
    SUPERIOR = "who stands above the approver, once the limit has passed"
    COMMANDER = "the incident's commander"
    SPONSOR = "the sponsor"


class Act(StrEnum):
    """Something that is done about decisions, as it follows “may”."""

    ASK = "ask the approver a question"
    PROPOSE = "propose who decides"
    ACCEPT = "accept or decline what the other side proposed"
    WITHDRAW = "take a proposal back"
    OPEN = "open a decision"
    REPLACE = "put another decision in the place of one that is open"
    CONCLUDE = "decide"
    REVERSE = "reverse what was decided"
    DECLARE = "declare an incident"
    HAND_OVER = "change a running incident's commander or severity"
    CALL_OFF = "call an incident off"


MAY: Mapping[Act, tuple[Part, ...]] = {
    Act.ASK: (Part.TAKES_PART,),
    Act.PROPOSE: (Part.LEAD,),
    Act.ACCEPT: (Part.OTHER_LEAD,),
    Act.WITHDRAW: (Part.PROPOSER, Part.OWN_LEAD),
    Act.OPEN: (Part.TAKES_PART,),
    Act.REPLACE: (Part.OPENER, Part.APPROVER),
    Act.CONCLUDE: (Part.APPROVER, Part.DELEGATE, Part.SUPERIOR),
    Act.REVERSE: (Part.APPROVER,),
    Act.DECLARE: (Part.TAKES_PART,),
    Act.HAND_OVER: (Part.COMMANDER, Part.LEAD, Part.SPONSOR),
    Act.CALL_OFF: (Part.COMMANDER, Part.LEAD, Part.SPONSOR),
}
"""Each act, and whoever may do it: any one of these parts is enough. Reading is for every member.

Who proposed something never accepts it, whatever other parts they have.
"""


def permit(act: Act, parts: Collection[Part], *, next_step: str) -> None:
    """Let somebody with these parts do it, or say kindly who may.

    Args:
        act: What they want to do.
        parts: What they are to the thing.
        next_step: Whom to ask instead.

    Raises:
        NotAllowed: They have none of the parts that it takes.
    """
    if not set(MAY[act]) & set(parts):
        parts_needed = MAY[act]
        if len(parts_needed) == 1:
            raise NotAllowed(f"Only {parts_needed[0]} may {act}.", next_step=next_step)
        raise NotAllowed(f"Only these may {act}: {'; '.join(parts_needed)}.", next_step=next_step)


def admit(reader: Reader) -> None:
    """Let in everybody but strangers, before anything that they say is looked at.

    Raises:
        NotAllowed: The reader is a stranger.
    """
    if reader.standing is Standing.STRANGER:
        raise NotAllowed(
            "I only answer people of the organisations that I was set up for.",
            next_step="Whoever runs me can list yours under “platforms” in app.yaml.",
        )


def check(command: Command, reader: Reader, actor: Actor) -> None:
    """Let a reader who was admitted do this, or say kindly why not.

    Everybody who was admitted may use commands for guests; members and whoever sits at the terminal
    read everything; members alone change something, if the platform has verified who they are.
    docs/access.md has it as a table.

    Raises:
        NotAllowed: The reader may not.
    """
    if reader.standing is Standing.GUEST and (command.writes or not command.guests):
        raise NotAllowed(
            "I don't know you yet, so I can't answer this for you.",
            next_step="Ask whoever runs me to add you under “people” in app.yaml.",
        )
    if command.writes and reader.standing is Standing.OPERATOR:
        raise NotAllowed(
            "The terminal only reads.", next_step="Say it in chat, where it is known who you are."
        )
    if command.writes and not actor.verified:
        raise NotAllowed(
            "This changes something, and here nobody has verified who you are.",
            next_step="Say it where it is known who you are.",
        )


def allows(command: Command, reader: Reader, actor: Actor) -> bool:
    """Whether ``check`` lets a reader do this; what it does not is not offered either."""
    try:
        check(command, reader, actor)
    except NotAllowed:
        return False
    return True
