"""``cover``: a turn changes hands once who would stand in accepts, and everywhere at once.

Olivia is on call for IoT Hub SRE, Frank is the backup, Bob is on call for the product group.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.decisions.house import without
from tests.door import Build, Door, buttons, error, facts
from tests.outbox import unasked

if TYPE_CHECKING:
    from bot.reply import Card
    from tests.fakes.clock import FixedClock

EVENING = "18:00"
ASK = f"cover me by @erin until {EVENING}"


async def on_call(ask: Door) -> str:
    """Who is on call for IoT Hub SRE."""
    card = (await ask("oncall iot-hub", as_="bob")).card
    roles = card.data["roles"]
    assert isinstance(roles, list)
    return str(roles[0]["person"])


def message(card: Card) -> str:
    return card.headline


async def test_who_would_stand_in_is_asked_and_nothing_changes_yet(ask: Door) -> None:
    card = (await ask(ASK, as_="olivia")).card
    assert message(card) == "I asked Erin Gallagher to cover for Olivia Duarte"
    assert facts(card)["When"] == "Mon 23 Nov 13:00–18:00 CET"
    (question,) = await unasked(ask.store)
    assert question.said == (
        "@erin",
        "Olivia Duarte asks you to cover for them on IoT Hub SRE",
    )
    assert question.card.asks
    assert [each.label for each in buttons(question.card)] == ["Accept", "Decline"]
    assert await on_call(ask) == "olivia"


async def test_once_accepted_every_answer_says_so(ask: Door, clock: FixedClock) -> None:
    await ask(ASK, as_="olivia")
    accept = buttons((await unasked(ask.store))[0].card)[0].says
    card = (await ask(accept, as_="erin", in_=None)).card
    assert message(card) == "Erin Gallagher covers for Olivia Duarte on IoT Hub SRE"
    now = (await ask("oncall iot-hub", as_="alice")).card
    assert now.headline.startswith("iot-hub: Erin Gallagher (covering) is on call for SRE")
    assert "Erin Gallagher, covering for Olivia Duarte" in str(now.blocks)
    assert "until Mon 23 Nov 18:00 CET" in (await ask("oncall me", as_="erin")).card.headline
    assert "covering for Olivia Duarte" in str((await ask("oncall schedule")).card.blocks)
    clock.move(timedelta(hours=5))
    assert await on_call(ask) == "olivia"


async def test_whoever_asked_and_the_channels_hear_that_it_was_accepted(ask: Door) -> None:
    await ask(ASK, as_="olivia")
    await ask("cover accept 1", as_="erin")
    said = [each.said for each in await unasked(ask.store)][1:]
    accepted = "Erin Gallagher covers for Olivia Duarte on IoT Hub SRE"
    assert said == [("@olivia", accepted), ("iot-hub", accepted), ("device-twins", accepted)]


async def test_a_refusal_is_told_and_changes_nothing(ask: Door) -> None:
    await ask(ASK, as_="olivia")
    card = (await ask("cover decline", as_="erin")).card
    assert message(card) == "Erin Gallagher cannot cover for Olivia Duarte"
    told = (await unasked(ask.store))[-1]
    assert told.said == ("@olivia", message(card))
    assert told.otherwise == "iot-hub"  # so that nobody waits for an answer that was given
    assert await on_call(ask) == "olivia"
    assert error((await ask("cover accept 1", as_="erin")).card) == "conflict"


async def test_somebody_of_the_side_may_propose_for_two_others(ask: Door) -> None:
    card = (await ask("cover @olivia by @erin from tomorrow 9am until 18:00", as_="grace")).card
    assert facts(card)["When"] == "Tue 24 Nov 09:00–18:00 PST"
    (question,) = await unasked(ask.store)
    assert question.card.headline == (
        "Grace Lindqvist asks you to cover for Olivia Duarte on IoT Hub SRE"
    )
    await ask("cover accept", as_="erin")
    told = [each.to for each in await unasked(ask.store)]
    assert told.count("@olivia") == told.count("@grace") == 1


async def test_whoever_offers_it_themself_has_accepted(ask: Door) -> None:
    card = (await ask(f"cover @olivia by me until {EVENING}", as_="erin")).card
    assert message(card) == "Erin Gallagher covers for Olivia Duarte on IoT Hub SRE"
    assert await on_call(ask) == "erin"
    assert ("@olivia", message(card)) in [each.said for each in await unasked(ask.store)]


async def test_only_who_was_asked_accepts(ask: Door) -> None:
    await ask(ASK, as_="olivia")
    for somebody in ("olivia", "frank", "bob", "dana"):
        card = (await ask("cover accept 1", as_=somebody)).card
        assert error(card) == "not_allowed"
        assert "Erin Gallagher was asked" in card.headline
    assert await on_call(ask) == "olivia"


@pytest.mark.parametrize(
    ("typed", "by"),
    [
        (f"cover @olivia by @erin until {EVENING}", "bob"),
        (f"cover @olivia by @erin until {EVENING}", "dana"),
        (f"cover @olivia by @bob until {EVENING}", "erin"),
        (f"cover @bob by @carol until {EVENING}", "alice"),
    ],
)
async def test_each_side_arranges_its_own_covers(typed: str, by: str, ask: Door) -> None:
    assert error((await ask(typed, as_=by)).card) == "not_allowed"
    assert await unasked(ask.store) == []


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("cover me by @olivia until 18:00", "usage", "is on call then anyway"),
        ("cover @heidi by @erin until 18:00", "not_found", "Their next turn is Mon 7 Dec"),
        ("cover me by @erin until 2026-11-01 18:00", "conflict", "That is over"),
        ("cover me by @nobody until 18:00", "not_found", "nobody"),
        ("cover me by @erin", "usage", "until when"),
        ("cover me by @erin until 18:00 as chief", "not_found", "say one of these: as IoT Hub SRE"),
    ],
)
async def test_what_cannot_be_is_refused_with_a_next_step(
    typed: str, code: str, said: str, ask: Door
) -> None:
    card = (await ask(typed, as_="olivia")).card
    assert error(card) == code
    assert said in f"{card.headline} {card.blocks}"


async def test_it_lasts_no_longer_than_the_turn(ask: Door) -> None:
    card = (await ask("cover me by @erin until 2026-12-10 18:00", as_="olivia")).card
    assert facts(card)["When"].endswith("until Mon 30 Nov 10:00 CET")


async def test_who_has_two_turns_then_is_asked_which_one_is_meant(ask: Door) -> None:
    typed = "cover @olivia by @erin until 2027-01-01"
    asked = (await ask(typed, as_="alice")).card
    assert error(asked) == "usage"
    assert {each.label for each in buttons(asked)} == {"IoT Hub SRE", "IoT Hub SRE backup"}
    card = (await ask(buttons(asked)[1].says, as_="alice")).card
    assert facts(card)["Rotation"] == "IoT Hub SRE backup"


async def test_the_same_is_not_asked_twice_and_two_cannot_have_one_turn(ask: Door) -> None:
    await ask(ASK, as_="olivia")
    assert error((await ask(ASK, as_="olivia")).card) == "conflict"
    await ask(f"cover me by @heidi until {EVENING}", as_="olivia")
    await ask("cover accept", as_="heidi")
    late = (await ask("cover accept", as_="erin")).card
    assert error(late) == "conflict"
    assert "Heidi Baumann covers for Olivia Duarte already" in late.headline
    assert await on_call(ask) == "heidi"


async def test_a_cover_that_is_over_is_in_no_other_s_way(ask: Door, clock: FixedClock) -> None:
    await ask(ASK, as_="olivia")
    await ask("cover @olivia by me until 14:00", as_="heidi")
    clock.move(timedelta(hours=2))
    card = (await ask("cover accept", as_="erin")).card
    assert message(card) == "Erin Gallagher covers for Olivia Duarte on IoT Hub SRE"
    assert await on_call(ask) == "erin"


async def test_a_cover_in_a_rotation_that_app_yaml_has_lost_is_nobody_s(
    ask: Door, build: Build
) -> None:
    await ask(ASK, as_="olivia")
    whole = ask.organisation
    left = {key: each for key, each in whole.rotations.items() if key != "hub-sre"}
    services = {
        key: replace(each, oncall=tuple(r for r in each.oncall if r.rotation in left))
        for key, each in whole.services.items()
    }
    changed = build(organisation=replace(whole, rotations=left, services=services))
    for typed in ("cover cancel", "cover cancel 1", "cover accept 1"):
        assert error((await changed(typed, as_="erin")).card) == "not_found"


async def test_a_cover_of_a_cover_says_whose_turn_it_is(ask: Door) -> None:
    await ask(f"cover @olivia by me until {EVENING}", as_="erin")
    await ask("cover @erin by me until 17:00", as_="heidi")
    card = (await ask("oncall iot-hub", as_="alice")).card
    assert "Heidi Baumann, covering for Olivia Duarte" in str(card.blocks)


async def test_what_rested_on_a_cover_ends_with_it_and_everybody_hears(ask: Door) -> None:
    await ask(f"cover @olivia by me until {EVENING}", as_="erin")
    await ask("cover @erin by me until 17:00", as_="heidi")
    await ask("cover @heidi by @niaj until 16:00", as_="heidi")
    await ask("cover cancel 1", as_="olivia")
    assert await on_call(ask) == "olivia"
    said = [each.said for each in await unasked(ask.store)]
    assert ("@heidi", "Heidi Baumann does not cover any longer for Erin Gallagher") in said
    assert ("@niaj", "Niaj Rahman need not cover for Heidi Baumann") in said
    assert error((await ask("cover accept 3", as_="niaj")).card) == "conflict"


async def test_a_turn_that_app_yaml_has_given_to_others_cannot_be_taken(
    ask: Door, build: Build
) -> None:
    await ask(ASK, as_="olivia")
    whole = ask.organisation
    rotation = whole.rotations["hub-sre"]
    (layer,) = rotation.layers
    others = replace(rotation, layers=(replace(layer, people=("alice", "frank")),))
    changed = build(
        organisation=replace(whole, rotations={**whole.rotations, rotation.key: others})
    )
    card = (await changed("cover accept", as_="erin")).card
    assert card.headline.startswith("Olivia Duarte is not on call then any more")


async def test_taken_back_before_it_was_answered_the_question_goes(ask: Door) -> None:
    await ask(ASK, as_="olivia")
    card = (await ask("cover cancel", as_="olivia")).card
    assert message(card) == "Erin Gallagher need not cover for Olivia Duarte"
    question, last = await unasked(ask.store)
    assert last.said == ("@erin", message(card))
    assert question.state == "superseded"
    assert error((await ask("cover accept 1", as_="erin")).card) == "conflict"


async def test_taken_back_while_it_holds_it_ends_now_and_what_was_stays(
    ask: Door, clock: FixedClock
) -> None:
    await ask(f"cover @olivia by me until {EVENING}", as_="erin")
    clock.move(timedelta(hours=2))
    await ask("cover cancel 1", as_="olivia")
    assert await on_call(ask) == "olivia"
    before = (await ask("oncall iot-hub at 2026-11-23T13:00Z", as_="alice")).card
    assert "Erin Gallagher (covering)" in before.headline
    said = "Erin Gallagher does not cover any longer for Olivia Duarte"
    assert ("iot-hub", said) in [each.said for each in await unasked(ask.store)]


async def test_who_has_left_is_not_written_to_any_more(ask: Door, build: Build) -> None:
    await ask(f"cover @olivia by me until {EVENING}", as_="erin")
    left = build(organisation=without(ask.organisation, "erin"))
    before = len(await unasked(ask.store))
    await left("cover cancel 1", as_="alice")
    told = [each.said[0] for each in await unasked(ask.store)][before:]
    assert told == ["@olivia", "iot-hub", "device-twins"]


async def test_others_do_not_take_it_back_but_the_lead_may(ask: Door) -> None:
    await ask(f"cover @olivia by me until {EVENING}", as_="erin")
    assert error((await ask("cover cancel 1", as_="frank")).card) == "not_allowed"
    assert error((await ask("cover cancel 1", as_="alice")).card) is None


async def test_accepted_late_it_holds_from_then_on(ask: Door, clock: FixedClock) -> None:
    await ask(ASK, as_="olivia")
    clock.move(timedelta(hours=3))
    await ask("cover accept", as_="erin")
    before = (await ask("oncall iot-hub at 2026-11-23T13:00Z", as_="alice")).card
    assert "Olivia Duarte is on call" in before.headline
    assert await on_call(ask) == "erin"


async def test_accepted_too_late_it_is_over(ask: Door, clock: FixedClock) -> None:
    await ask(ASK, as_="olivia")
    clock.move(timedelta(hours=6))
    card = (await ask("cover accept 1", as_="erin")).card
    assert error(card) == "conflict"
    assert "over" in card.headline


async def test_a_repeated_press_does_it_once(ask: Door) -> None:
    await ask(ASK, as_="olivia")
    accepting = ask.request("cover accept 1", as_="erin", key="pressed")
    assert await ask.maybe(accepting) is not None
    assert await ask.maybe(accepting) is None
    assert len(await ask.audited("event_key")) == 2


async def test_who_did_it_is_audited_in_the_same_transaction(ask: Door) -> None:
    await ask(ASK, as_="olivia")
    await ask("cover accept 1", as_="frank")
    rows = await ask.audited("person", "verb", "outcome")
    assert sorted(rows) == [
        ("frank", "cover-accept", "not_allowed"),
        ("olivia", "cover", "answered"),
    ]


@pytest.mark.parametrize("typed", ["cover accept x", "cover accept 99999999999", "cover cancel 0"])
async def test_a_number_that_is_none_is_told_kindly(typed: str, ask: Door) -> None:
    assert error((await ask(typed, as_="olivia")).card) in {"usage", "not_found"}


async def test_hours_of_a_day_are_said_as_people_say_them(ask: Door) -> None:
    card = (await ask("cover me tomorrow from 9 to 17 by erin", as_="olivia")).card
    assert facts(card)["When"] == "Tue 24 Nov 09:00–17:00 CET"


async def test_plain_words_do_as_well(ask: Door) -> None:
    card = (await ask("can @erin cover me until 18:00?", as_="olivia")).card
    assert message(card) == "I asked Erin Gallagher to cover for Olivia Duarte"


async def test_times_are_those_of_whoever_reads_them(ask: Door) -> None:
    await ask("cover @olivia by @grace until 18:00", as_="alice")
    (question,) = await unasked(ask.store)
    assert facts(question.card)["When"] == "Mon 23 Nov 04:00–09:00 PST"
