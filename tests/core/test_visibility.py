"""An answer is as public as its question."""

from __future__ import annotations

import pytest

from bot.request import Audience
from tests.door import Door, buttons

SHARE = "Show in channel"


@pytest.mark.parametrize("how", list(Audience))
async def test_a_reading_is_seen_by_those_who_heard_the_question(how: Audience, ask: Door) -> None:
    assert (await ask("budget", how=how)).audience is how


@pytest.mark.parametrize("how", list(Audience))
async def test_an_error_is_seen_by_those_who_heard_the_question(how: Audience, ask: Door) -> None:
    assert (await ask("budgte", how=how)).audience is how


@pytest.mark.parametrize("how", list(Audience))
async def test_help_never_floods_a_channel(how: Audience, ask: Door) -> None:
    assert (await ask("help", how=how)).audience is Audience.ASKER


@pytest.mark.parametrize("how", list(Audience))
async def test_a_form_opens_for_the_asker_alone(how: Audience, ask: Door) -> None:
    assert (await ask("form why", how=how)).audience is Audience.ASKER


@pytest.mark.parametrize("how", list(Audience))
async def test_what_is_shared_is_seen_by_everyone(how: Audience, ask: Door) -> None:
    shared = await ask("share budget iot-hub", how=how)
    assert shared.audience is Audience.PLACE
    assert SHARE not in [button.label for button in buttons(shared.card)]


async def test_a_private_answer_in_a_channel_offers_to_be_shown(ask: Door) -> None:
    private = await ask("budget iot-hub", how=Audience.ASKER)
    (share,) = [each for each in buttons(private.card) if each.label == SHARE]
    shown = await ask(share.says)
    assert shown.audience is Audience.PLACE
    assert shown.card.headline == private.card.headline


async def test_a_private_why_is_shown_as_a_why(ask: Door) -> None:
    private = await ask("explain budget", how=Audience.ASKER)
    (share,) = [each for each in buttons(private.card) if each.label == SHARE]
    shown = await ask(share.says)
    assert shown.card.headline == private.card.headline
    assert shown.audience is Audience.PLACE


async def test_a_public_answer_offers_nothing_to_show(ask: Door) -> None:
    public = await ask("budget", how=Audience.PLACE)
    assert SHARE not in [button.label for button in buttons(public.card)]


@pytest.mark.parametrize("how", list(Audience))
async def test_a_direct_message_has_nobody_to_show_it_to(how: Audience, ask: Door) -> None:
    direct = await ask("budget iot-hub", in_=None, how=how)
    assert SHARE not in [button.label for button in buttons(direct.card)]
