"""Where an activity came from, kept as our own words, and given back to botbuilder."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botbuilder.schema import Activity

from adapters.teams.reference import Reference

CHANNEL = "19:0123456789abcdef@thread.tacv2"
ROOT = "1767000000001"


def heard(**changes: Any) -> Reference:  # noqa: ANN401 - the parts of an activity
    """A mention in a channel's thread, as Teams sends it, with changes."""
    sent = {
        "type": "message",
        "id": "1767000000002",
        "channelId": "msteams",
        "serviceUrl": "https://smba.trafficmanager.net/emea/",
        "from": {"id": "29:1alice", "name": "Alice", "aadObjectId": "aad-alice"},
        "recipient": {"id": "28:app", "name": "sre"},
        "conversation": {
            "id": f"{CHANNEL};messageid={ROOT}",
            "conversationType": "channel",
            "isGroup": True,
            "tenantId": "tenant-1",
        },
        "channelData": {"tenant": {"id": "tenant-of-the-channel"}},
    }
    return Reference.from_activity(Activity().deserialize({**sent, **changes}))


def personal() -> Reference:
    return heard(
        conversation={"id": "a:1alice", "conversationType": "personal", "tenantId": "tenant-1"}
    )


def test_a_thread_of_a_channel_is_a_part_of_its_id() -> None:
    where = heard()
    assert (where.kind, where.channel, where.thread) == ("channel", CHANNEL, ROOT)
    assert where.conversation == f"{CHANNEL};messageid={ROOT}"
    assert (where.bot_id, where.bot_name) == ("28:app", "sre")
    assert (where.user_id, where.user) == ("29:1alice", "aad-alice")


def test_the_top_of_a_channel_is_no_thread() -> None:
    where = heard(conversation={"id": CHANNEL, "conversationType": "channel"})
    assert where.thread is None


def test_a_groups_chat_has_no_threads() -> None:
    where = heard(
        conversation={"id": "19:9@thread.v2;messageid=1", "conversationType": "groupChat"}
    )
    assert (where.kind, where.channel, where.thread) == ("groupChat", "19:9@thread.v2", None)


def test_whoever_has_no_id_in_the_tenant_is_known_by_their_id_here() -> None:
    assert heard(**{"from": {"id": "29:1guest"}}).user == "29:1guest"


def test_a_news_item_that_nobody_said_names_nobody() -> None:
    where = heard(**{"from": None})
    assert (where.user_id, where.user) == ("", "")


@pytest.mark.parametrize(
    ("data", "tenant"),
    [
        ({"tenant": {"id": "tenant-2"}}, "tenant-2"),
        ({"tenant": {}}, ""),
        ({"tenant": "tenant-2"}, ""),
        ("tenant-2", ""),
        (None, ""),
    ],
)
def test_the_tenant_may_stand_with_the_channel_alone(data: object, tenant: str) -> None:
    where = heard(conversation={"id": "a:1alice"}, channelData=data)
    assert where.tenant == tenant


@pytest.mark.parametrize(
    ("conversation", "kind"),
    [
        ({"id": "a:1alice"}, "personal"),
        ({"id": "19:9@thread.v2", "isGroup": True}, "groupChat"),
        ({"id": CHANNEL, "isGroup": True}, "channel"),
        ({"id": "19:9@thread.skype", "isGroup": True}, "channel"),
    ],
)
def test_the_kind_of_a_conversation_is_told_by_its_id_where_teams_does_not_say(
    conversation: dict[str, Any], kind: str
) -> None:
    assert heard(conversation=conversation).kind == kind


def test_a_channel_is_stored_without_its_thread_and_without_whoever_spoke() -> None:
    stored = json.loads(json.dumps(heard().as_address()))
    assert "Alice" not in str(stored)
    assert "alice" not in str(stored)
    again = Reference.from_address(stored)
    assert (again.channel, again.conversation, again.thread) == (CHANNEL, CHANNEL, None)
    assert (again.service_url, again.tenant) == (heard().service_url, "tenant-1")
    assert (again.bot_id, again.bot_name, again.user) == ("28:app", "sre", "")


def test_a_personal_chat_is_stored_with_its_person() -> None:
    again = Reference.from_address(json.loads(json.dumps(personal().as_address())))
    assert again == personal().at(None)


def test_a_conversation_has_other_threads() -> None:
    other = heard().at("7")
    assert (other.conversation, other.thread) == (f"{CHANNEL};messageid=7", "7")


def test_botbuilder_is_told_where_but_not_what_is_answered() -> None:
    told = heard().conversation_reference()
    assert told.activity_id is None
    assert told.conversation.id == f"{CHANNEL};messageid={ROOT}"
    assert told.conversation.is_group is True
    assert (told.bot.id, told.user.id) == ("28:app", "29:1alice")
    assert (told.channel_id, told.service_url) == ("msteams", heard().service_url)


def test_botbuilder_is_told_of_nobody_where_nobody_spoke() -> None:
    assert Reference.from_address(heard().as_address()).conversation_reference().user is None
