"""What we write as JSON is what the SDK would write, but for one name that it gets wrong."""

from __future__ import annotations

import json
from typing import Any

from botbuilder.core import TurnContext
from botbuilder.schema import Activity, ChannelAccount, ConversationParameters
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.outgoing import card_activity
from adapters.teams.reference import Reference
from adapters.teams.wire import json_of

TEXT = st.text(max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
REFERENCES = st.builds(
    Reference,
    service_url=TEXT,
    tenant=TEXT,
    conversation=TEXT,
    channel=TEXT,
    thread=st.none() | TEXT,
    kind=st.sampled_from(["personal", "groupChat", "channel"]),
    bot_id=TEXT,
    bot_name=TEXT,
    user_id=TEXT,
)
CARDS = st.builds(card_activity, st.dictionaries(TEXT, JSON, max_size=3), summary=TEXT)
WORDS = st.builds(Activity, type=st.just("message"), text=TEXT, id=st.none() | TEXT)
ACTIVITIES = st.builds(
    lambda said, where: TurnContext.apply_conversation_reference(
        said, where.conversation_reference()
    ),
    CARDS | WORDS,
    REFERENCES,
)
ACCOUNTS = st.builds(ChannelAccount, id=TEXT)
WISHES = st.builds(
    ConversationParameters,
    is_group=st.booleans(),
    bot=ACCOUNTS,
    members=st.none() | st.lists(ACCOUNTS, max_size=2),
    tenant_id=TEXT,
    channel_data=st.dictionaries(TEXT, JSON, max_size=2),
    activity=st.none() | ACTIVITIES,
)


def documented(told: dict[str, Any]) -> dict[str, Any]:
    """The same with the name of a tenant's id as Microsoft's documentation has it."""
    nested = {name: documented(told[name]) for name in ("activity", "conversation") if name in told}
    return {name.replace("tenantID", "tenantId"): told[name] for name in told} | nested


@given(ACTIVITIES | WISHES)
def test_what_is_sent_is_what_the_sdk_would_send_without_a_space(
    said: Activity | ConversationParameters,
) -> None:
    told = documented(said.serialize())
    assert json_of(said) == json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
