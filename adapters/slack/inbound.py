"""From what Slack sends to what the core is asked, and where the answer goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from adapters.slack.asking import asking_of
from adapters.slack.form import fields_of, opened_at
from adapters.slack.permalink import permalink
from adapters.slack.text import plain
from adapters.slack.window import kept_of
from bot.request import Actor, Audience, Place, Request
from bot.stand_ins import StandIns

if TYPE_CHECKING:
    from adapters.slack.asking import Asking
    from adapters.slack.identity import Identity

PLATFORM = "slack"
Payload: TypeAlias = "dict[str, Any]"
"""An object as it comes over the wire."""

_SPOKEN = frozenset({"thread_broadcast", "file_share"})
"""Subtypes of messages that somebody said; the others report a change."""


@dataclass(frozen=True, slots=True)
class Window:
    """A view of ours in which something was pressed or sent.

    Attributes:
        id: Slack's own id of it.
        home: Whether it is somebody's Home, and no window.
    """

    id: str
    home: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What is asked, and the ways to answer.

    Attributes:
        request: What is asked; a public answer to it may open the thread that it names.
        open_thread: The thread in which it was asked, which had replies: Slack shows what is for
            the asker alone in no other.
        response_url: Takes five answers within half an hour; commands and buttons bring one.
        trigger: Opens one modal within three seconds.
        window: The view in which it was asked, if it was: there is no message to answer under.
        asking: The card that was pressed, if it waits for a press.
    """

    request: Request
    open_thread: str | None = None
    response_url: str | None = None
    trigger: str | None = None
    window: Window | None = None
    asking: Asking | None = None


def from_command(body: Payload) -> Heard:
    """``/sre …``: heard by the asker alone."""
    channel, people = body["channel_id"], StandIns()
    request = Request(
        text=plain(body.get("text", ""), people),
        actor=_actor(body["user_id"], body["team_id"]),
        place=Place(PLATFORM, channel, direct=_is_direct(channel)),
        event_key=f"{PLATFORM}:{body['trigger_id']}",
        heard_by=Audience.ASKER,
        mentioned=people.users,
    )
    return Heard(request, None, body.get("response_url"), body["trigger_id"])


def from_event(body: Payload, me: Identity) -> Heard | None:
    """A mention or a direct message: heard by the place. None for all that nobody said to us."""
    event = body["event"]
    direct = event.get("channel_type") == "im"
    if not _said_by_a_person(event, me) or not (direct or event["type"] == "app_mention"):
        return None
    thread = event.get("thread_ts")
    under, people = None if direct else event["ts"], StandIns()
    request = Request(
        text=plain(_after_mention(event.get("text", ""), me), people),
        actor=speaker(body),
        place=Place(PLATFORM, event["channel"], thread or under, direct),
        event_key=f"{PLATFORM}:{body['event_id']}",
        heard_by=Audience.PLACE,
        mentioned=people.users,
        link=permalink(me.url, channel=event["channel"], ts=event["ts"], thread=thread),
    )
    return Heard(request, thread)


def from_button(body: Payload, me: Identity) -> Heard:
    """A button: heard by whoever sees the message that it is on; answered in its thread."""
    if "view" in body:
        return _from_view(body)
    # What an ephemeral says comes without the message, so the container is asked first.
    container, message = body.get("container", {}), body.get("message", {})
    channel, direct = body["channel"]["id"], _is_direct(body["channel"]["id"])
    private = container.get("is_ephemeral", False)
    thread = container.get("thread_ts") or message.get("thread_ts")
    ts = None if private else container.get("message_ts") or message["ts"]
    place = Place(PLATFORM, channel, thread or (None if direct else ts), direct)
    request = _pressed(
        body,
        place,
        heard_by=Audience.ASKER if private else Audience.PLACE,
        link=permalink(me.url, channel=channel, ts=ts, thread=thread) if ts else None,
    )
    return Heard(
        request, thread, body.get("response_url"), body["trigger_id"], asking=asking_of(body)
    )


def _from_view(body: Payload) -> Heard:
    """A button in Home or in a window: between the two of us, like a direct message."""
    view = body["view"]
    place = Place(PLATFORM, kept_of(view).channel, direct=True)
    request = _pressed(body, place, heard_by=Audience.PLACE)
    window = Window(view["id"], home=view["type"] == "home")
    return Heard(request, trigger=body["trigger_id"], window=window)


def _pressed(
    body: Payload, place: Place, *, heard_by: Audience, link: str | None = None
) -> Request:
    return Request(
        text=body["actions"][0]["value"],
        actor=_actor_of(body),
        place=place,
        event_key=f"{PLATFORM}:{body['trigger_id']}",
        heard_by=heard_by,
        pressed=True,
        link=link,
    )


def from_submission(body: Payload) -> Heard:
    """A filled form: answered to whoever filled it in, where it was opened."""
    opened = opened_at(body["view"])
    request = Request(
        text=opened.verb,
        actor=_actor_of(body),
        place=Place(PLATFORM, opened.channel, opened.thread, opened.direct),
        event_key=f"{PLATFORM}:{body['trigger_id']}",
        heard_by=Audience.ASKER,
        fields=fields_of(body["view"]),
        link=opened.link,
    )
    window = Window(body["view"]["id"]) if opened.window else None
    return Heard(request, opened.open_thread, opened.response_url, window=window)


def speaker(body: Payload) -> Actor:
    """Whoever caused an event."""
    return _actor(body["event"]["user"], _team_of(body))


def _actor_of(body: Payload) -> Actor:
    """Whoever pressed or sent something."""
    return _actor(body["user"]["id"], body["user"].get("team_id") or body["team"]["id"])


def _actor(user: str, team: str) -> Actor:
    return Actor(platform=PLATFORM, workspace=team, user=user)


def _is_direct(channel: str) -> bool:
    return channel.startswith("D")


def _said_by_a_person(event: Payload, me: Identity) -> bool:
    """Neither our own posts, nor other apps', nor edits and the like."""
    written_by_app = "bot_id" in event or "app_id" in event or event.get("user") == me.user
    spoken = "subtype" not in event or event["subtype"] in _SPOKEN
    return "user" in event and spoken and not written_by_app and "edited" not in event


def _team_of(body: Payload) -> str:
    """The team of whoever speaks, which in Slack Connect may not be ours; empty if untold."""
    event = body["event"]
    team = event.get("user_team") or event.get("source_team") or event.get("team")
    if team and team == body.get("enterprise_id"):
        team = body["team_id"]
    return str(team or ("" if body.get("is_ext_shared_channel") else body["team_id"]))


def _after_mention(text: str, me: Identity) -> str:
    """The words after our first mention, else those before it."""
    before, *after = re.split(rf"<@{me.user}(?:\|[^>]*)?>[\s:,]*", text)
    said = " ".join(part for each in after if (part := each.strip()))
    return said or before.strip()
