"""Whatever is typed, by whomever and wherever: every button of the answer is answered."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.command import discover
from bot.request import Actor
from tests.door import Door, buttons, error

VERBS = sorted({name for each in discover().values() for name in (each.verb, *each.aliases)})
SERVICES = ("iot-hub", "IoT Hub", "hub", "device-twins", "twins", "Device", "iot", "telemetry")
SAID = "who what what's left is are we there any how's status ok within of the for please me ? ü"
LED = "at by from until as me @erin erin frank Gallagher tomorrow 9am 18:00 monday 2w 3 weeks 7"
WORDS = (*VERBS, *SERVICES, *SAID.split(), *LED.split())
WHO = (
    Actor("playground", "local", "bob"),
    Actor("playground", "local", "dana"),
    Actor("slack", "T0OURS", "U0NOBODY"),
    Actor("terminal", "local", "whoever runs it"),
)


@st.composite
def misspelt(draw: st.DrawFn) -> str:
    """A word with one letter missing, doubled, wrong, or in its neighbour's place."""
    word = draw(st.sampled_from(WORDS))
    at = draw(st.integers(0, len(word) - 1))
    before, letter, after = word[:at], word[at], word[at + 1 :]
    slips = (after, letter * 2 + after, f"x{after}", f"{after[:1]}{letter}{after[1:]}")
    return before + draw(st.sampled_from(slips))


TEXTS = st.lists(st.sampled_from(WORDS) | misspelt(), min_size=1, max_size=6).map(" ".join)


async def test_what_lacks_a_word_of_another_command_can_be_filled_in(ask: Door) -> None:
    lacking = (await ask("share why")).card
    assert error(lacking) == "usage"
    (fill_in,) = buttons(lacking)
    form = (await ask(fill_in.says)).form
    assert form is not None
    assert {each.name: each.value for each in form.inputs}["answer"] == "why"


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, actor=st.sampled_from(WHO), in_=st.sampled_from(["iot-hub", "lobby", None]))
async def test_every_button_leads_on(text: str, actor: Actor, in_: str | None, ask: Door) -> None:
    for button in buttons((await ask(text, actor=actor, in_=in_)).card):
        verb = ask.core.grammar.parse(button.says).command
        if verb.writes or (verb.verb == "oncall-me" and actor not in WHO[:2]):
            continue  # what it answers hangs on what was written before, or on who asks
        pressed = await ask(button.says, actor=actor, in_=in_)
        leads_on = pressed.form or error(pressed.card) in {None, "not_allowed"}
        assert leads_on or buttons(pressed.card), (button.says, pressed.card.headline)
