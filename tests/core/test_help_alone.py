"""Help tells what makes sense where it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.door import Door


async def test_help_in_a_channel_lists_what_is_for_everyone_there(ask: Door) -> None:
    card = (await ask("help", in_="iot-hub")).card

    assert "share" in [each["verb"] for each in card.data["commands"]]  # type: ignore[attr-defined] # a list
    assert "the channel's own" in str(card.blocks)


async def test_help_between_two_lists_nothing_that_is_for_everyone(ask: Door) -> None:
    card = (await ask("help", in_=None)).card

    verbs = [each["verb"] for each in card.data["commands"]]  # type: ignore[attr-defined] # a list
    assert "share" not in verbs
    assert {"budget", "help", "why"} <= set(verbs)
    assert "channel" not in str(card.blocks)
