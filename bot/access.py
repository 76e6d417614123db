"""Who may do what: one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.directory import Reader, Standing
from bot.errors import NotAllowed

if TYPE_CHECKING:
    from bot.command import Command
    from bot.request import Actor


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

    ==========  =====================  ==============  ==========
    Standing    commands for guests    other readings  writes
    ==========  =====================  ==============  ==========
    member      yes                    yes             if the platform verified who it is
    operator    yes                    yes             no: the terminal reads
    guest       yes                    no              no
    stranger    (not admitted)
    ==========  =====================  ==============  ==========

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
