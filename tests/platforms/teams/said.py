"""Activities as Teams sends them, put together by hand."""

from collections.abc import Mapping
from typing import Any

from adapters.teams.inbound import Heard, from_message
from adapters.teams.reading import activity_of

OURS, ELSEWHERE = "72f988bf-0000-4000-8000-00000000c0de", "11111111-0000-4000-8000-0000000000ff"
ME = {"id": "28:me", "name": "sre"}
BOB = {"id": "29:bob", "name": "Bob"}
ALICE = {"id": "29:alice", "name": "Alice", "aadObjectId": "aad-alice"}
PERSONAL = {"id": "a:alice", "conversationType": "personal", "tenantId": OURS}
THREAD = {
    "id": "19:hub@thread.tacv2;messageid=17",
    "conversationType": "channel",
    "isGroup": True,
    "tenantId": OURS,
}
GROUP = {"id": "19:hub@thread.v2", "conversationType": "groupChat", "isGroup": True}


def mention(of: Mapping[str, str], text: str | None = None) -> dict[str, Any]:
    return {"type": "mention", "mentioned": dict(of), "text": text or f"<at>{of['name']}</at>"}


def activity(**changes: Any) -> Any:  # noqa: ANN401 - botbuilder tells no types
    """A message in Alice's own chat with us, with some things otherwise; None takes one away."""
    usual: dict[str, Any] = {
        "type": "message",
        "id": "42",
        "serviceUrl": "https://smba.example.com/teams/",
        "channelId": "msteams",
        "from": ALICE,
        "recipient": ME,
        "conversation": PERSONAL,
        "textFormat": "plain",
        "text": "budget",
    }
    told = {**usual, **changes}
    return activity_of({key: value for key, value in told.items() if value is not None})


def heard(**changes: Any) -> Heard:  # noqa: ANN401 - any part of an activity
    found = from_message(activity(**changes))
    assert found is not None
    return found
