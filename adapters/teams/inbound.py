"""From what Teams sends to what the core is asked, and where the answer goes."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adapters.teams.form import fields_of
from adapters.teams.linking import link
from adapters.teams.mention import mentions_us, words
from adapters.teams.reference import PLATFORM, Reference
from bot.reply import BUTTON_WORDS
from bot.request import Actor, Audience, Place, Request
from bot.stand_ins import StandIns

if TYPE_CHECKING:
    from botbuilder.schema import Activity, ChannelAccount


@dataclass(frozen=True, slots=True)
class Heard:
    """What is asked, and the ways to answer.

    Attributes:
        request: What is asked.
        reference: Where, in Teams' own words.
        card: The message of ours whose place the answer takes before everybody.
        back: What the pressed card answers, to find the way back to it.
        asked: Whether the pressed card waits for an answer.
        on: The message that was pressed.
    """

    request: Request
    reference: Reference
    card: str | None = None
    back: str | None = None
    asked: bool = False
    on: str | None = None


def from_message(activity: Activity) -> Heard | None:
    """What somebody typed, or sent without a word. None for what was not said to us.

    What a slash command starts is a targeted message, which only its two ends see:
    https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages
    """
    reference = Reference.from_activity(activity)
    direct = reference.kind == "personal"
    targeted = _extra(activity.recipient, "isTargeted") is True
    if activity.value is not None and not (activity.text or "").strip():
        return None  # a button, and none of ours
    if not (direct or targeted or mentions_us(activity)):
        return None
    heard_by, people = Audience.ASKER if targeted else Audience.PLACE, StandIns()
    request = _request(words(activity, people), activity, reference, heard_by, on=activity.id)
    return Heard(replace(request, mentioned=people.users), reference)


def from_press(activity: Activity, data: object, *, in_dialog: bool = False) -> Heard | None:
    """A button of ours, or a form of ours that was sent. None if it is neither.

    What answers a card that asks takes its place before everybody; what answers another card, or
    is said in a dialog, is for whoever pressed.

    Args:
        activity: The event.
        data: What the button carries.
        in_dialog: Whether it opened a dialog, or was pressed in one.
    """
    if not isinstance(data, Mapping):
        return None
    says, fields = _words_of(data.get("say")), None
    if says is None:
        says, fields = _words_of(data.get("form")), fields_of(data)
    if says is None:
        return None
    asked = data.get("asks") is True
    shared = asked and not in_dialog
    reference = Reference.from_activity(activity)
    request = _request(
        says,
        activity,
        reference,
        Audience.PLACE if shared else Audience.ASKER,
        on=None if data.get("alone") is True else activity.reply_to_id,
        pressed=True,
        fields=fields,
    )
    card = activity.reply_to_id if shared else None
    if fields is not None and request.place.direct:
        # Between two, the answer to a form takes the place of what asked for it.
        card = _words_of(data.get("at")) if in_dialog else activity.reply_to_id
    return Heard(request, reference, card, _words_of(data.get("from")), asked, activity.reply_to_id)


def said_by_us(activity: Activity) -> bool:
    """Whether it is an echo of our own, or another bot's."""
    speaker = activity.from_property
    return bool(speaker.id == activity.recipient.id or speaker.role == "bot")


def _request(
    text: str,
    activity: Activity,
    reference: Reference,
    heard_by: Audience,
    *,
    on: str | None,
    pressed: bool = False,
    fields: Mapping[str, str] | None = None,
) -> Request:
    targeted = _extra(activity.recipient, "isTargeted") is True
    # What has no id cannot be told from its repetition, and is answered each time.
    event = activity.id or secrets.token_hex(8)
    return Request(
        text=text,
        actor=_actor(activity, reference),
        place=Place(
            PLATFORM, reference.channel, reference.thread, direct=reference.kind == "personal"
        ),
        event_key=f"{PLATFORM}:{reference.conversation}:{event}",
        heard_by=heard_by,
        fields=fields,
        pressed=pressed,
        link=None if targeted else link(reference, on),
    )


def _actor(activity: Activity, reference: Reference) -> Actor:
    """Who speaks. In a shared channel their tenant may not be the conversation's."""
    home = _extra(activity.from_property, "tenantId") or reference.tenant
    return Actor(
        platform=PLATFORM,
        workspace=str(home).lower(),
        user=reference.user,
        verified=bool(activity.from_property.aad_object_id),
    )


def _extra(account: ChannelAccount, name: str) -> object:
    """What Teams says of somebody beyond botbuilder's schema."""
    return account.additional_properties.get(name)


def _words_of(said: object) -> str | None:
    """What a button says or remembers, if a button could."""
    return said if isinstance(said, str) and 0 < len(said) <= BUTTON_WORDS else None
