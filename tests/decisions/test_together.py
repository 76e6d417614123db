"""What app.yaml proposes at one moment is on one card, and answered one by one or together."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.decisions.reading import Deciding
from bot.model.right import RightState
from storage.database import open_store
from tests.decisions.house import declaring, history, house, work_of
from tests.door import SERVED, buttons, error, facts, notes
from tests.outbox import arrive, unasked

if TYPE_CHECKING:
    from pathlib import Path

    from bot.model.organisation import Organisation
    from bot.model.right import DecisionRight
    from bot.reply import Card
    from tests.door import Build, Door
    from tests.outbox import Unasked

HUB = "rights of iot-hub proposed 2026-11-23T12:00:00.000+00:00"
EVERY = "owner accept 1 2 3 4 6 7 8 9 10 11 12 13"
"""All but the fifth, which would be over already."""


@dataclass
class Town:
    """A file that is no example, and all that was said when somebody looked at it first."""

    ask: Door
    said: list[Unasked]

    def to(self, whom: str) -> Card:
        """What the hub's card says to somebody at first."""
        (card,) = [each.card for each in self.said if each.to == whom and each.key.startswith(HUB)]
        return card

    async def since(self) -> list[Unasked]:
        """What was said since."""
        return (await unasked(self.ask.store))[len(self.said) :]

    async def rights(self) -> list[DecisionRight]:
        found = await self.ask.store.transact(lambda tx: tx.rights.current("iot-hub"))
        return list(found)


def unaccepted(organisation: Organisation) -> Organisation:
    """app.yaml as two teams would write it: it accepts nothing."""
    return declaring(organisation, "iot-hub", accepted_by=None)


@pytest.fixture
async def town(ask: Door, build: Build) -> Town:
    door = build(organisation=unaccepted(ask.organisation), file="town.db", example=False)
    await house(door).work.tick()
    said = await unasked(door.store)
    await arrive(door.store, now=door.clock.now())
    return Town(door, said)


def says(card: Card) -> list[str]:
    return [each.says for each in buttons(card)]


async def test_thirteen_proposals_are_one_card_in_the_channel_and_one_for_each_lead(
    town: Town,
) -> None:
    assert [each.to for each in town.said if each.key.startswith(HUB)] == [
        "iot-hub",
        *("@bob", "@pat"),  # whose word it waits for
        *("@alice", "@mona"),  # in whose name app.yaml speaks
    ]
    assert len(town.said) == 10, "the other engagement's as well"
    card = town.to("iot-hub")
    assert card.headline == (
        "app.yaml proposes, in the name of Alice Nakamura, who decides 13 kinds of decision for "
        "IoT Hub"
    )


async def test_the_card_tells_the_kind_the_approver_and_every_part_of_each(town: Town) -> None:
    told = facts(town.to("@bob"))
    assert len(told) == 13
    assert told["9 Firmware rollout to the fleet"] == (
        "Alice Nakamura · Delegate: Erin Gallagher · Drives: Ivan Petrov · Must contribute: IoT "
        "product group · Veto: Trent Kowalski · Basis: charter v3 §4.6"
    )
    assert told["5 Capacity spend"].endswith("Would have held until Wed 30 Sep 15:00 PDT")


async def test_only_those_whose_word_it_waits_for_get_buttons(town: Town) -> None:
    for whom in ("iot-hub", "@bob", "@pat"):
        assert says(town.to(whom)) == ["owner proposal 1", EVERY]
    for whom in ("@alice", "@mona"):
        assert says(town.to(whom)) == []
        assert "owner withdraw 1" in notes(town.to(whom))


async def test_one_leads_to_the_next_until_none_is_left(town: Town) -> None:
    """Accept, next, accept; a doubled press accepts nothing that was not read."""
    seen = []
    (press, *_) = says(town.to("@bob"))
    while True:
        question = (await town.ask(press, in_=None)).card
        accept, _decline, _withdraw, *next_ = says(question)
        seen.append(question.data["number"])
        answered = (await town.ask(accept, in_=None)).card
        if error(answered):  # the fifth
            answered = (await town.ask(f"owner decline {seen[-1]} it is over", in_=None)).card
        again = await town.ask(accept, in_=None)
        assert error(again.card) == "conflict"
        if not next_:
            break
        press = says(answered)[-1]
    assert seen == list(range(1, 14))
    assert {each.state for each in await town.rights()} == {RightState.ACTIVE}


async def test_accepting_one_writes_no_message_but_to_those_who_get_or_lose_a_part(
    town: Town,
) -> None:
    await town.ask("owner accept 1")  # Bob's own, and Pat stands in
    assert [each.key.removeprefix(HUB) for each in await town.since()] == [
        " playground/iot-hub answered 1",
        " bob answered 1",
        " pat answered 1",
    ]


async def test_what_was_asked_together_is_told_together_whatever_else_is_accepted_between(
    town: Town,
) -> None:
    elsewhere = await town.ask.store.transact(lambda tx: tx.rights.current("device-twins"))

    done = (await town.ask(f"owner accept 7 {elsewhere[0].number} 10")).card
    assert error(done) is None
    said = [each.key for each in await town.since()]
    assert [each for each in said if each.startswith(HUB)] == [
        f"{HUB} playground/iot-hub answered 2",
        f"{HUB} bob answered 2",
        f"{HUB} pat answered 2",
    ]
    assert not [each for each in said if " with " in each], "it is told once"


async def test_who_gets_several_parts_is_told_of_all_in_one_message_a_day(town: Town) -> None:
    for number in (7, 10):
        await town.ask(f"owner accept {number}")
        await arrive(town.ask.store, now=town.ask.clock.now())
    first, last = [each for each in await town.since() if each.to == "@dana"]
    assert (
        first.card.headline == "Agreed: Dana Iyer decides launch with the budget exhausted for "
        "IoT Hub"
    )
    assert last.key == f"{first.key} with 2"  # a change of the first
    assert list(facts(last.card)) == ["Launch with the budget exhausted", "SLO change"]
    town.ask.clock.move(timedelta(days=1))
    await town.ask("owner accept 11")
    anew = (await town.since())[-1]
    assert (anew.to, list(facts(anew.card))) == ("@dana", ["Budget calculation"])


async def test_all_that_were_shown_are_accepted_by_one_press_and_written_one_by_one(
    town: Town,
) -> None:
    card = (await town.ask(EVERY)).card
    assert card.headline == "Agreed: who decides 12 kinds of decision for IoT Hub"
    assert facts(card)["Boundary class"] == (
        "Bob Castellano · Delegate: Carol Mbeki · until 23 Nov 2027"
    )
    for number in (1, 13):
        first, last = await history(town.ask.store, f"right {number}")
        assert (first.what, first.person, last.what, last.person) == (
            "proposed",
            "alice",
            "accepted",
            "bob",
        )
        assert last.event_key
        assert (last.before, last.after["state"]) == (None, "active")
    assert [each.to for each in await town.since()] == [
        "iot-hub",
        "@bob",
        "@pat",
        *("@carol", "@dana", "@erin"),
    ]


@pytest.mark.parametrize("typed", ["owner accept 1,2,13", "owner accept 1, 2 and 13"])
async def test_numbers_are_parted_as_people_part_them(typed: str, town: Town) -> None:
    card = (await town.ask(typed)).card
    assert card.headline == "Agreed: who decides 3 kinds of decision for IoT Hub"


@pytest.mark.parametrize("all_", ["all", "all of them", "them all", "everything", "both"])
async def test_all_shows_them_and_accepts_nothing_unseen(all_: str, town: Town) -> None:
    card = (await town.ask(f"owner accept {all_}")).card
    assert error(card) == "conflict"
    assert says(card)[-1] == EVERY
    assert {each.state for each in await town.rights()} == {RightState.PROPOSED}


async def test_what_was_answered_meanwhile_is_said_and_the_rest_accepted(town: Town) -> None:
    await town.ask("owner decline 3 both lead there", as_="pat")
    card = (await town.ask(EVERY)).card
    assert card.headline == "Agreed: who decides 11 kinds of decision for IoT Hub"
    assert "Not 3: Proposal 3 was declined." in notes(card)
    assert error((await town.ask(EVERY)).card) == "conflict"


@pytest.mark.parametrize("person", ["alice", "mona", "erin", "dana"])
async def test_who_may_not_accept_one_may_not_accept_all(person: str, town: Town) -> None:
    assert error((await town.ask(EVERY, as_=person)).card) == "not_allowed"
    assert {each.state for each in await town.rights()} == {RightState.PROPOSED}


async def test_a_decline_concerns_one_and_who_proposed_it_hears_why(town: Town) -> None:
    await town.ask("owner decline 2 mona leaves in spring")
    *changed, told = await town.since()
    assert [each.to for each in changed] == ["iot-hub", "@bob", "@pat"]
    assert (told.to, facts(told.card)["Because"]) == ("@alice", "mona leaves in spring")
    card = changed[0].card
    assert card.headline.endswith("for IoT Hub; 12 still wait")
    assert facts(card)["2 SRE project choice"] == (
        "Mona Haddad · was declined by Bob Castellano: mona leaves in spring"
    )
    assert says(card)[-1] == EVERY.replace(" 2 ", " ")


async def test_once_all_is_answered_those_in_whose_name_it_was_proposed_see_it(town: Town) -> None:
    await town.ask(EVERY)
    await town.ask("owner decline 5 it is over")
    last = {each.to: each.card for each in await town.since() if " answered 13" in each.key}
    assert sorted(last) == ["@alice", "@bob", "@mona", "@pat", "iot-hub"]
    for card in last.values():
        assert card.headline == (
            "app.yaml proposed who decides 13 kinds of decision for IoT Hub: "
            "12 agreed on and 1 declined"
        )
    assert {tuple(says(each)) for each in last.values()} == {("owner iot-hub",)}


async def test_looking_again_says_nothing_again(town: Town) -> None:
    await town.ask("owner accept 1")
    before = await unasked(town.ask.store)
    assert await house(town.ask).later(timedelta(minutes=10)) == before


async def test_what_the_file_says_later_is_one_card_too_and_the_first_is_changed_once(
    town: Town, build: Build
) -> None:
    hub = town.ask.organisation.engagements["iot-hub"]
    rights = tuple(
        replace(each, basis="charter v4") if each.kind in {"freeze", "launch", "boundary"} else each
        for each in hub.decisions.rights
    )
    organisation = declaring(town.ask.organisation, "iot-hub", rights=rights)
    town.ask.clock.move(timedelta(hours=1))
    later = build(organisation=organisation, file="town.db", example=False)
    deciding = Deciding(organisation, later.store, SERVED)

    await work_of(later, later.store, later.clock, deciding=deciding).tick(anew=True)

    said = await town.since()
    assert [each.to for each in said] == [
        *("iot-hub", "@bob", "@pat"),
        *("iot-hub", "@bob", "@pat", "@alice", "@mona"),
    ]
    changed, anew = said[0].card, said[3].card
    assert changed.headline.endswith("13 kinds of decision for IoT Hub; 10 still wait")
    assert anew.headline.endswith("who decides 3 kinds of decision for IoT Hub")
    assert list(facts(anew)) == [
        "17 Boundary class",
        "18 Launch within the budget",
        "19 Freeze or reallocation",
    ]


async def test_two_processes_that_start_at_once_ask_once(
    ask: Door, build: Build, tmp_path: Path
) -> None:
    organisation = unaccepted(ask.organisation)
    door = build(organisation=organisation, file="both.db", example=False)
    with closing(open_store(tmp_path / "both.db")) as other:
        pair = [
            work_of(door, store, door.clock, deciding=Deciding(organisation, store, SERVED))
            for store in (door.store, other)
        ]
        await asyncio.gather(*(each.tick() for each in pair))
    said = await unasked(door.store)
    assert len(said) == len({each.key for each in said}) == 10
    assert len([each for each in said if each.key.startswith(HUB)]) == 5


async def test_a_right_that_the_file_changes_alone_is_asked_as_any_other(
    town: Town, build: Build
) -> None:
    """And who decided until now is told that they do not any more."""
    await town.ask(EVERY)
    hub = town.ask.organisation.engagements["iot-hub"]
    rights = tuple(
        replace(each, holders=replace(each.holders, approver="ivan"))
        if each.kind == "slo-change"
        else each
        for each in hub.decisions.rights
    )
    organisation = declaring(town.ask.organisation, "iot-hub", rights=rights)
    town.ask.clock.move(timedelta(hours=1))
    later = build(organisation=organisation, file="town.db", example=False)
    await house(later).work.tick(anew=True)
    asked = {each.to: each.card for each in (await town.since())[-5:]}
    assert asked["iot-hub"].headline.endswith(
        "Ivan Petrov decides SLO change for IoT Hub (proposal 17)"
    )
    assert says(asked["@alice"]) == []
    assert says(asked["@pat"])[0] == "owner accept 17"
    await later("owner accept 17")
    told = [each for each in await town.since() if " agreed " in each.key][-2:]
    assert [each.to for each in told] == ["@dana", "@ivan"]


async def test_it_is_accepted_at_any_instant_also_between_two_milliseconds(
    ask: Door, build: Build
) -> None:
    """A clock in the wall shows microseconds, and the store keeps none."""
    ask.clock.move(timedelta(microseconds=123_456))
    door = build(organisation=unaccepted(ask.organisation), file="town.db", example=False)
    await house(door).work.tick()
    door.clock.move(timedelta(seconds=7, microseconds=654_321))
    for press in ("owner accept 7", "owner accept 8 10"):
        assert (await door(press)).card.headline.startswith("Agreed: ")
    (told,) = [each for each in await unasked(door.store) if "agreed" in each.key][-1:]
    assert (told.to, len(facts(told.card))) == ("@dana", 2)


async def test_who_lost_one_part_to_somebody_else_still_hears_of_the_next(town: Town) -> None:
    for number in (7, 10):
        await town.ask(f"owner accept {number}")
    await town.ask("owner propose launch-exhausted approver=@mona reason=so", as_="alice")
    await town.ask("owner accept 17")
    before = len(await town.since())
    await town.ask("owner accept 11")
    (told,) = [each for each in (await town.since())[before:] if each.to == "@dana"]
    assert list(facts(told.card)) == ["SLO change", "Budget calculation"]
