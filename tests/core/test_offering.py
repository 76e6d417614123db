"""Nobody is offered what they would be refused."""

from __future__ import annotations

import pytest

from bot.request import Actor, Audience
from tests.door import Door, buttons, error

OPERATOR = Actor("terminal", "local", "(operator)")
UNVERIFIED = Actor("terminal", "local", "bob", verified=False)


@pytest.mark.parametrize("actor", [OPERATOR, UNVERIFIED])
@pytest.mark.parametrize(
    "typed",
    ["owner capacity", "owner device-twins freeze", "owner proposal 15", "decision D-1", "owner"],
)
async def test_where_one_may_only_read_every_button_reads(
    typed: str, actor: Actor, ask: Door
) -> None:
    await ask('decide freeze "Do we?" options yes | no', as_="erin")
    card = (await ask(typed, actor=actor)).card
    assert error(card) is None
    for button in buttons(card):
        pressed = (await ask(button.says, actor=actor)).card
        assert error(pressed) != "not_allowed", button.says


@pytest.mark.parametrize("typed", ["owner capacity", "owner proposal 15", "decision D-1"])
async def test_who_may_do_it_is_still_offered_it(typed: str, ask: Door) -> None:
    await ask('decide freeze "Do we?" options yes | no', as_="erin")
    shown = [each.says for each in buttons((await ask(typed)).card)]
    read = [each.says for each in buttons((await ask(typed, actor=OPERATOR)).card)]
    assert set(read) < set(shown)


@pytest.mark.parametrize("actor", [OPERATOR, UNVERIFIED])
async def test_a_form_that_could_not_be_sent_is_not_opened(actor: Actor, ask: Door) -> None:
    answer = await ask("form decide", actor=actor)
    assert answer.form is None
    assert error(answer.card) == "not_allowed"
    assert (await ask("form why", actor=actor)).form is not None


async def test_what_others_see_as_well_keeps_what_they_may_do(ask: Door) -> None:
    answer = await ask("owner capacity", actor=UNVERIFIED, how=Audience.PLACE)
    assert "form decide iot-hub capacity" in [each.says for each in buttons(answer.card)]
