"""Addresses of messages: what chat.getPermalink would say, and what bears them.

https://docs.slack.dev/reference/methods/chat.getPermalink
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters.slack.permalink import permalink
from tests.platforms.slack.house import CHANNEL, House, served
from tests.platforms.slack.notices import NOTICE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.request import Request
    from tests.platforms.slack.conftest import Workspace

GHOSTBUSTERS = "https://ghostbusters.slack.com/"


@pytest.mark.parametrize(
    ("ts", "thread", "address"),
    [
        ("1358546515.000008", None, "p1358546515000008"),
        ("1358546515.000008", "1358546515.000008", "p1358546515000008"),
        (
            "1358546517.000230",
            "1358546515.000008",
            "p1358546517000230?thread_ts=1358546515.000008&cid=C1H9RESGL",
        ),
    ],
    ids=["at the top", "what a thread hangs from", "in a thread"],
)
def test_a_message_is_found_as_slack_says(ts: str, thread: str | None, address: str) -> None:
    found = permalink(GHOSTBUSTERS, channel="C1H9RESGL", ts=ts, thread=thread)
    assert found == f"https://ghostbusters.slack.com/archives/C1H9RESGL/{address}"


@pytest.fixture
async def heard(workspace: Workspace, tmp_path: Path) -> AsyncIterator[list[Request]]:
    """What the core is asked."""
    asked: list[Request] = []
    async with served(workspace.slack, tmp_path, also=(NOTICE,)) as house:
        _overhear(house, asked)
        yield asked


def _overhear(house: House, asked: list[Request]) -> None:
    ask = house.desk.core.answer

    async def answer(request: Request) -> object:
        asked.append(request)
        return await ask(request)

    house.desk.core.answer = answer  # type: ignore[method-assign,assignment]  # only listens in


def address(ts: str) -> str:
    return f"https://home.slack.com/archives/{CHANNEL}/p{ts.replace('.', '')}"


async def test_a_mention_can_be_read_where_it_was_said(
    workspace: Workspace, heard: list[Request]
) -> None:
    said = await workspace.alice.mentions("help", channel=CHANNEL)
    reply = await workspace.alice.mentions("help", channel=CHANNEL, thread_ts=said.ts)
    await workspace.slack.settled()

    within = f"?thread_ts={said.ts}&cid={CHANNEL}"
    assert [each.link for each in heard] == [address(said.ts), f"{address(reply.ts)}{within}"]


async def test_what_is_pressed_or_filled_in_bears_the_address_of_its_message(
    workspace: Workspace, heard: list[Request]
) -> None:
    await workspace.alice.types("/sre notice", channel=CHANNEL)
    (notice,) = workspace.bob.sees(CHANNEL)
    await workspace.bob.press(notice, "Fill in")
    await workspace.slack.wait_for(lambda: workspace.slack.open_views("UBOB"))
    (view,) = workspace.slack.open_views("UBOB")
    await workspace.bob.submit(view, {"Answer": "budget"})
    await workspace.slack.settled()

    typed, pressed, filled = heard
    assert typed.link is None
    assert pressed.link == filled.link == address(notice.ts)


async def test_what_one_alone_sees_has_no_address(
    workspace: Workspace, heard: list[Request]
) -> None:
    await workspace.alice.types("/sre help", channel=CHANNEL)
    (private,) = workspace.alice.sees(CHANNEL)
    await workspace.alice.press(private, "budget iot-hub")
    await workspace.slack.settled()

    assert [each.link for each in heard] == [None, None]
