"""Where Teams is answered: a conversation, a thread in it, and who spoke there."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, cast

from botbuilder.schema import ChannelAccount, ConversationAccount, ConversationReference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from botbuilder.schema import Activity

PLATFORM = "teams"
Kind = Literal["personal", "groupChat", "channel"]

_SDKS_NAME = "msteams"
_THREAD = ";messageid="
_CHANNELS = ("@thread.tacv2", "@thread.skype")


@dataclass(frozen=True, slots=True)
class Reference:
    """How a conversation is reached.

    Attributes:
        service_url: The address of the part of Teams that it lives in.
        tenant: The tenant that it belongs to.
        conversation: Its whole id; in a channel with the thread, ``…;messageid=ROOT``.
        channel: Its id without the thread.
        thread: The message that the thread hangs from; None outside channels.
        kind: A chat with one person, a group's chat, or a channel of a team.
        bot_id: What we are called there, ``28:…``.
        bot_name: The name that people mention.
        user_id: Who spoke, as this bot knows them, ``29:…``; empty if nobody did.
        user: Who spoke, as the whole tenant knows them, else as this bot does.
        team: The team that a channel belongs to.
        group: The same team as the whole tenant knows it, where an activity told so.
    """

    service_url: str
    tenant: str
    conversation: str
    channel: str
    thread: str | None
    kind: Kind
    bot_id: str
    bot_name: str = ""
    user_id: str = ""
    user: str = ""
    team: str = ""
    group: str = ""

    @classmethod
    def from_activity(cls, activity: Activity) -> Reference:
        """Where an activity came from."""
        told, speaker, bot = activity.conversation, activity.from_property, activity.recipient
        channel, _, root = told.id.partition(_THREAD)
        kind = _kind(told, channel)
        return cls(
            service_url=activity.service_url,
            tenant=_tenant(told, activity.channel_data),
            conversation=told.id,
            channel=channel,
            thread=root or None if kind == "channel" else None,
            kind=kind,
            bot_id=bot.id if bot else "",
            bot_name=(bot.name if bot else None) or "",
            user_id=speaker.id if speaker else "",
            user=(speaker.aad_object_id or speaker.id) if speaker else "",
            team=_team(activity.channel_data, "id") if kind == "channel" else "",
            group=_team(activity.channel_data, "aadGroupId") if kind == "channel" else "",
        )

    @classmethod
    def unmet(cls, channel: str, *, service_url: str, tenant: str, bot_id: str) -> Reference:
        """A channel or a group's chat of which nothing is known but its id."""
        kind: Kind = "channel" if channel.endswith(_CHANNELS) else "groupChat"
        return cls(service_url, tenant, channel, channel, None, kind, bot_id)

    @classmethod
    def from_address(cls, address: Mapping[str, str]) -> Reference:
        """What ``as_address`` wrote down."""
        kept = cast("dict[str, Any]", address)
        return cls(conversation=address["channel"], thread=None, **kept)

    def as_address(self) -> dict[str, str]:
        """The conversation as it is stored: without a thread, and with a person if it is theirs."""
        kept = ["service_url", "tenant", "channel", "kind", "bot_id", "bot_name"]
        if self.kind == "personal":
            kept += ["user_id", "user"]
        if self.team:
            kept.append("team")
        told = asdict(self)
        return {key: told[key] for key in kept}

    def at(self, thread: str | None) -> Reference:
        """The same conversation, at a thread of it or at its top level."""
        whole = f"{self.channel}{_THREAD}{thread}" if thread else self.channel
        return replace(self, conversation=whole, thread=thread)

    def conversation_reference(self) -> ConversationReference:
        """The same for botbuilder.

        Without what is answered: Teams files an answer by the conversation's id alone, and takes no
        replies to presses and targeted messages.
        """
        return ConversationReference(
            channel_id=_SDKS_NAME,
            service_url=self.service_url,
            bot=ChannelAccount(id=self.bot_id, name=self.bot_name or None),
            user=ChannelAccount(id=self.user_id) if self.user_id else None,
            conversation=ConversationAccount(
                id=self.conversation,
                conversation_type=self.kind,
                is_group=self.kind != "personal",
                tenant_id=self.tenant or None,
            ),
        )


def _kind(told: ConversationAccount, channel: str) -> Kind:
    """What Teams calls it; older clients left that out."""
    if told.conversation_type in {"personal", "groupChat", "channel"}:
        return cast("Kind", told.conversation_type)
    if channel.endswith(_CHANNELS):
        return "channel"
    return "groupChat" if told.is_group else "personal"


def _tenant(told: ConversationAccount, channel_data: object) -> str:
    """Teams writes ``tenantId`` where botbuilder's schema looks for ``tenantID``."""
    if found := told.additional_properties.get("tenantId") or told.tenant_id:
        return str(found)
    match channel_data:
        case {"tenant": {"id": str(tenant)}}:
            return tenant
        case _:
            return ""


def _team(channel_data: object, name: str) -> str:
    """One of the ids by which Teams calls the team of a channel."""
    match channel_data:
        case {"team": dict(team)}:
            told = team.get(name)
            return told if isinstance(told, str) else ""
        case _:
            return ""
