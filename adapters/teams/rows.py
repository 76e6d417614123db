"""What the store keeps of Teams: how each conversation is reached, and the channels of each team.

Teams names one channel of a team that we are removed from: the first, whose id is the team's own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.teams.reference import PLATFORM

if TYPE_CHECKING:
    from bot.ports.store import Conversation, Tx


def keep(tx: Tx, met: Conversation) -> None:
    """Remember a conversation, and to which team it belongs."""
    tx.conversations.keep(met)
    if team := met.address.get("team"):
        listed = _channels(tx, team)
        if met.channel not in listed:
            _list(tx, met, team=team, channels=[*listed, met.channel])


def forget(tx: Tx, channel: str) -> None:
    """Forget a conversation; its team may have others."""
    met = tx.conversations.find(PLATFORM, channel)
    tx.conversations.forget(PLATFORM, channel)
    if met and (team := met.address.get("team")):
        _list(tx, met, team=team, channels=[c for c in _channels(tx, team) if c != channel])


def forget_team(tx: Tx, team: str) -> None:
    """Forget a team, with all channels of it that we met."""
    for each in (*_channels(tx, team), team, _key(team)):
        tx.conversations.forget(PLATFORM, each)


def _channels(tx: Tx, team: str) -> tuple[str, ...]:
    listed = tx.conversations.find(PLATFORM, _key(team))
    return tuple(listed.address) if listed else ()


def _list(tx: Tx, met: Conversation, *, team: str, channels: list[str]) -> None:
    if not channels:
        tx.conversations.forget(PLATFORM, _key(team))
        return
    address = dict.fromkeys(channels, "channel")
    tx.conversations.keep(replace(met, channel=_key(team), address=address, user=None))


def _key(team: str) -> str:
    """Under which id a team's list stands; no conversation has one like it."""
    return f"team:{team}"
