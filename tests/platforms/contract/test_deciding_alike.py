"""What is said about decisions gets the same cards everywhere, and its forms the same words."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import pytest

from tests.door import error
from tests.platforms.contract.drivers import platforms, setting
from tests.platforms.contract.face import NotSentError, Part, Way

if TYPE_CHECKING:
    from pathlib import Path

    from tests.platforms.contract.drivers import Setting
    from tests.platforms.contract.face import Opened, Seen

LONG = "yes, but only for those devices whose owners have agreed to it in writing *"
"""As long as an option may be, with a sign that is markup elsewhere."""
SAID = (
    ("erin", "owner iot-hub capacity"),
    ("erin", "why owner iot-hub freeze"),
    ("alice", "owner propose iot-hub boundary approver=carol delegate=bob reason=she drew it"),
    ("bob", "owner proposal 6"),
    ("alice", "owner accept 6"),
    ("bob", "owner accept 6"),
    ("erin", "owner iot-hub boundary"),
    ("erin", f'decide iot-hub freeze "Do we freeze?" options {LONG} | no'),
    ("carol", "conclude D-1 no because I say so"),
    ("bob", "conclude D-1 no because the gate is in"),
    ("erin", "decide iot-hub launch-exhausted Do we launch anyway"),
    ("erin", "decide iot-hub slo-change May it be 99.9%?"),
    ("erin", "decision D-1"),
    ("bob", "reverse D-1 because it is out again"),
    ("erin", "incident on SEV1 iot-hub"),
    ("erin", "who decides severity for iot-hub?"),
    ("erin", "incident off iot-hub"),
)
FIELDS = {
    "service": "iot-hub",
    "decision": "boundary",
    "approver": "bob",
    "delegate": "erin",
    "driver": "",
    "until": "2027-06-30",
    "basis": "charter v1 §2",
    "reason": "Until now nobody owns it:\n- neither *us*\n- nor `you`, because = why?",
}
GIVEN = {name: value for name, value in FIELDS.items() if value}


async def test_the_same_words_get_the_same_cards(tmp_path: Path) -> None:
    shown = {}
    async with AsyncExitStack() as stack:
        for name in platforms():
            at = await stack.enter_async_context(setting(name, tmp_path))
            shown[name] = [await answer(at, person, said) for person, said in SAID]

    for each in zip(*shown.values(), strict=True):
        assert list(each) == [each[0]] * len(each)


async def answer(at: Setting, person: str, said: str) -> object:
    """What somebody reads as an answer; all that the card tells, within what the platform takes."""
    await at.town.says(person, said, Way.DIRECT)
    seen = await at.last(person)
    at.town.within_limits(seen.payload)
    assert seen.words == at.told(at.house.answered.card)
    return seen.words


@pytest.mark.parametrize("platform", platforms())
async def test_a_form_of_eight_lines_is_answered_as_it_was_filled_in(at: Setting) -> None:
    await at.town.says("alice", "owner propose", Way.DIRECT)
    form = await opened(at, "alice", await at.last("alice"), "Fill in")
    assert list(form.labels) == list(FIELDS)

    await at.town.fills("alice", form, GIVEN)
    await at.house.settled()
    card = at.house.answered.card
    assert error(card) is None
    right = await at.house.store.transact(lambda tx: tx.rights.find(6))
    assert right is not None
    assert right.reason == FIELDS["reason"]
    assert (right.holders.approver, right.holders.delegate) == ("bob", "erin")
    assert (await at.last("alice")).words == at.told(card)


@pytest.mark.parametrize("platform", platforms())
async def test_a_form_that_lacks_its_reason_is_not_sent_or_says_so(at: Setting) -> None:
    await at.town.says("alice", "owner propose", Way.DIRECT)
    form = await opened(at, "alice", await at.last("alice"), "Fill in")
    try:
        await at.town.fills("alice", form, {**GIVEN, "reason": ""})
    except NotSentError:
        return
    await at.house.settled()
    assert error(at.house.answered.card) == "usage"


@pytest.mark.parametrize("platform", platforms())
async def test_a_long_option_is_pressed_and_decided(at: Setting) -> None:
    await at.town.says(
        "erin", f'decide iot-hub freeze "Do we freeze?" options {LONG} | no', Way.DIRECT
    )
    await at.town.says("bob", "decision D-1", Way.DIRECT)
    asked = await at.last("bob")
    at.town.within_limits(asked.payload)
    form = await opened(at, "bob", asked, LONG)
    at.town.within_limits(form.payload)
    await at.town.fills("bob", form, {"number": "1", "outcome": LONG, "because": "it is fair"})
    await at.house.settled()
    assert at.house.answered.card.data["outcome"] == LONG


@pytest.mark.parametrize("platform", platforms(Part.CHANNELS))
async def test_somebody_elses_button_is_refused_before_them_alone(at: Setting) -> None:
    await at.town.says(
        "erin", 'decide iot-hub freeze "Do we freeze?" options yes | no', Way.CHANNEL
    )
    await at.town.says("erin", "decision D-1", Way.CHANNEL)
    before = await at.seen("bob")

    await at.town.presses("carol", await at.last("carol"), "yes")

    refused = await at.last("carol")
    assert await at.town.form("carol") is None
    assert "Only these may decide" in refused.words.headline
    assert refused.private
    assert await at.seen("bob") == before


async def opened(at: Setting, person: str, card: Seen, label: str) -> Opened:
    """The form that a button opens."""
    await at.town.presses(person, card, label)
    await at.house.settled()
    form = await at.town.form(person)
    assert form is not None
    return form
