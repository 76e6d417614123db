"""From a question in Slack to a true answer, over signed HTTP and through Socket Mode."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from tests.fakes.slack import forge, repeat_exactly
from tests.platforms.slack.house import CHANNEL
from tests.real.prometheus import bad_of, total_of
from tests.real.prometheus.steady import BAD_A_MINUTE, SERVICE, TOTAL_A_MINUTE
from tests.serving.town import has_picture

if TYPE_CHECKING:
    from tests.real.prometheus.steady import Steady
    from tests.serving.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="package")

LEFT = "iot-hub: 33% of the error budget left, on watch"
WHY = "Arithmetic"
MINUTES = 28 * 24 * 60
HALF_A_TENTH_OF_A_POINT = 0.0005
over_http = pytest.mark.parametrize("town", ["http"], indirect=True)


async def plain_increase(steady: Steady, series: str) -> float:
    """What Prometheus itself says has been counted in four weeks, now."""
    query = {"query": f"sum(increase({series}[28d]))"}
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{steady.url}/api/v1/query", params=query) as answer,
    ):
        (found,) = (await answer.json())["data"]["result"]
    return float(found["value"][1])


async def test_a_slash_command_is_answered_to_the_asker_alone_with_true_numbers(
    town: Town, steady: Steady
) -> None:
    await town.people["alice"].types("/sre budget iot-hub", channel=CHANNEL)
    answer = await town.hears("alice", LEFT, CHANNEL)
    bad = await plain_increase(steady, bad_of(SERVICE))
    total = await plain_increase(steady, total_of(SERVICE))

    found = re.search(r"([\d,]+) of the ([\d,]+) bad requests that 28 days allow", answer.shown)
    assert found
    events_left, allowed = (int(number.replace(",", "")) for number in found.groups())
    measured = 1 - bad / total / 0.0005
    assert abs(events_left / allowed - measured) < HALF_A_TENTH_OF_A_POINT
    assert total == pytest.approx(MINUTES * TOTAL_A_MINUTE, rel=1e-4)
    assert bad == pytest.approx(MINUTES * BAD_A_MINUTE, rel=1e-4)
    assert "0.7× over 1 h" in answer.shown
    assert answer.ephemeral_to == "UALICE"
    assert town.people["bob"].sees(CHANNEL) == []


async def test_in_a_bound_channel_no_service_has_to_be_named(town: Town) -> None:
    await town.people["bob"].types("/sre budget", channel=CHANNEL)

    overview = await town.hears("bob", "gateway", CHANNEL)
    assert "iot-hub" in overview.shown


async def test_a_mention_is_answered_in_its_thread_with_the_chart(town: Town) -> None:
    room = town.room()
    said = await town.people["alice"].mentions("how much budget is left for iot-hub?", channel=room)

    answer = await town.answer(room, said.ts, when=has_picture)
    assert LEFT in answer.shown
    (image,) = (block for block in answer.blocks if block["type"] == "image")
    picture = town.slack.world.files[image["slack_file"]["id"]].content
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    assert answer in town.people["bob"].sees(room)


async def test_a_direct_message_is_answered_there_with_the_chart(town: Town) -> None:
    erin = town.people["erin"]
    await erin.says("budget iot-hub")

    answer = await town.slack.wait_for(
        lambda: next(filter(has_picture, erin.sees(erin.dm)), None), timeout=10
    )
    assert LEFT in answer.shown
    assert answer.thread_ts is None


async def test_a_private_answer_is_shown_in_the_channel_by_a_button(town: Town) -> None:
    room = town.room()
    await town.people["alice"].types("/sre budget iot-hub", channel=room)
    private = await town.hears("alice", LEFT, room)
    assert town.people["bob"].sees(room) == []

    await town.people["alice"].press(private, "Show in channel")

    shown = await town.hears("bob", LEFT, room)
    assert shown.ephemeral_to is None


async def test_typos_are_answered_with_what_was_meant_and_pressing_it_is_answered(
    town: Town,
) -> None:
    room, alice = town.room(), town.people["alice"]
    await alice.types("/sre budgte iot-hbu", channel=room)
    await alice.press(await town.hears("alice", "budgte", room), "budget iot-hub")

    assert (await town.hears("alice", LEFT, room)).ephemeral_to == alice.id


async def test_a_form_opens_as_a_modal_and_its_answer_comes_where_it_was_opened(town: Town) -> None:
    room, alice = town.room(), town.people["alice"]
    await alice.types("/sre form why", channel=room)
    await town.slack.wait_for(lambda: town.slack.open_views(alice))
    (view,) = town.slack.open_views(alice)

    await alice.submit(view, {"Answer": "budget", "About": "iot-hub"})

    why = await town.hears("alice", WHY, room)
    assert f"increase({bad_of(SERVICE)}[2419200s])" in why.shown
    assert why.ephemeral_to == "UALICE"
    assert town.slack.open_views(alice) == []


async def test_a_replayed_mention_is_answered_once(town: Town) -> None:
    room = town.room()
    said = await town.people["alice"].mentions("why budget iot-hub", channel=room)
    await town.answer(room, said.ts)

    again = await town.slack.replay(said.deliveries[0])
    await town.slack.settled()

    assert again.ack is not None
    assert again.ack.status == 200
    assert len(town.slack.thread(room, said.ts)) == 2


async def test_a_stranger_gets_help_and_no_budget(town: Town) -> None:
    room, zoe = town.room(), town.people["zoe"]
    await zoe.types("/sre help", channel=room)
    await town.hears("zoe", "What you can ask me", room)
    await zoe.types("/sre budget iot-hub", channel=room)
    await town.slack.wait_for(lambda: len(zoe.sees(room)) == 2)

    refusal = zoe.sees(room)[-1]
    assert "error budget left" not in refusal.shown
    assert "app.yaml" in refusal.shown


@over_http
@pytest.mark.parametrize(
    "forged",
    [
        {"secret": "of somebody else"},
        {"timestamp": "1700000000"},
        {"timestamp": "yesterday"},
        {"signature": "v0=" + "0" * 64},
        {"signature": None},
        {"body": "command=%2Fsre&text=share+budget+iot-hub"},
    ],
    ids=["forged", "stale", "malformed", "zeros", "missing", "tampered"],
)
async def test_what_slack_did_not_sign_gets_401_and_no_answer(
    forged: dict[str, Any], town: Town
) -> None:
    room = town.room()
    command = {
        "command": "/sre",
        "text": "share budget iot-hub",
        "team_id": town.slack.app.team_id,
        "channel_id": room,
        "user_id": "UALICE",
        "trigger_id": f"1.2.{room}",
    }
    ack = await forge(town.slack, "commands", command, **forged)

    assert (ack.status, ack.body) == (401, "")
    assert town.people["alice"].sees(room) == []


@over_http
async def test_the_very_same_request_again_is_acknowledged_and_left_alone(town: Town) -> None:
    room = town.room()
    await town.people["alice"].types("/sre budget iot-hub", channel=room)
    await town.hears("alice", LEFT, room)

    ack = await repeat_exactly(town.slack, town.slack.sent("commands")[-1])
    await town.slack.settled()

    assert (ack.status, ack.body) == (200, "")
    assert len(town.people["alice"].sees(room)) == 1
