"""Only Slack is listened to: whatever is forged, stale or malformed is answered 401."""

import time
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.signature import is_genuine
from tests.fakes.slack import forge, sign
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL, House

COMMAND = {
    "command": "/sre",
    "text": "budget iot-hub",
    "team_id": "T0HOME0001",
    "channel_id": CHANNEL,
    "user_id": "UALICE",
    "trigger_id": "1.2.3",
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"secret": "another secret"},
        {"signature": None},
        {"signature": ""},
        {"signature": "v0="},
        {"signature": "v0=" + "0" * 64},
        {"signature": "v1=" + "0" * 64},
        {"signature": "v0=" + "é" * 64},
        {"body": "command=%2Fsre&text=help"},
        {"timestamp": None},
        {"timestamp": ""},
        {"timestamp": "yesterday"},
        {"timestamp": "1_700_000_000"},
        {"timestamp": "-1"},
        {"timestamp": "1.5"},
        {"timestamp": "٣"},
        {"timestamp": "9" * 5000},
        {"timestamp": str(int(time.time()) - 301 - 60)},
        {"timestamp": str(int(time.time()) + 301 + 3600)},
    ],
)
async def test_a_wrong_signature_gets_401(
    workspace: Workspace, over_http: House, wrong: dict[str, Any]
) -> None:
    ack = await forge(workspace.slack, "commands", COMMAND, **wrong)

    assert ack.status == 401
    assert workspace.alice.sees(CHANNEL) == []


async def test_a_right_signature_gets_its_answer(workspace: Workspace, over_http: House) -> None:
    ack = await forge(workspace.slack, "commands", COMMAND)

    assert ack.status == 200
    assert "iot-hub" in ack.body


@pytest.mark.parametrize(
    ("content_type", "sent"),
    [
        ("application/json", b"{not json"),
        ("application/json", b"[1, 2]"),
        ("application/json; charset=nonsense", b"{}"),
        ("application/x-www-form-urlencoded", b"\xff\xfe"),
        ("text/plain", b""),
    ],
)
async def test_nothing_is_read_before_it_is_verified(
    workspace: Workspace, over_http: House, content_type: str, sent: bytes
) -> None:
    async with aiohttp.ClientSession() as session:
        response = await session.post(
            workspace.slack.request_urls["events"],
            data=sent,
            headers={
                "Content-Type": content_type,
                "X-Slack-Request-Timestamp": str(int(time.time())),
                "X-Slack-Signature": "v0=" + "0" * 64,
            },
        )
        assert response.status == 401


async def test_the_address_can_be_entered_at_slack(workspace: Workspace, over_http: House) -> None:
    await workspace.slack.verify_url()


def genuine(body: bytes, timestamp: str, signature: str, *, now: float) -> bool:
    return is_genuine(body, timestamp=timestamp, signature=signature, secret="secret", now=now)


def test_a_signature_is_good_for_five_minutes_and_no_longer() -> None:
    signature = sign("secret", "1000", "body")

    assert genuine(b"body", "1000", signature, now=1300)
    assert not genuine(b"body", "1000", signature, now=1301)
    assert genuine(b"body", "1000", signature, now=700)
    assert not genuine(b"body", "1000", signature, now=699)


@given(timestamp=st.text(), signature=st.text(), body=st.binary())
def test_no_header_breaks_the_check(timestamp: str, signature: str, body: bytes) -> None:
    assert not genuine(body, timestamp, signature, now=1000)
