"""A user group follows who is on call, through handoffs, covers and outages."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from tests.fakes.clock import NOON
from tests.platforms.slack.following import GROUP, HOUR, PEOPLE, Town, duty, following

HANDOFF = datetime(2026, 11, 30, 9, tzinfo=UTC)
"""Alice hands over to Erin in ``hub-sre``: Monday at ten in Berlin."""
WEDNESDAY = datetime(2026, 11, 25, 10, tzinfo=UTC)
"""Bob hands over to Carol in ``hub-product``."""


async def test_it_follows_a_handoff(town: Town) -> None:
    watch = await town.watch(following("hub-sre"))
    await watch.catch_up()
    assert watch.members == {"UALICE"}

    await watch.catch_up(HANDOFF - timedelta(minutes=1))
    assert watch.members == {"UALICE"}
    await watch.catch_up(HANDOFF)
    assert watch.members == {"UERIN"}
    assert watch.told == []


async def test_it_is_right_at_once_after_an_outage(town: Town) -> None:
    watch = await town.watch(following("hub-sre"))
    await watch.catch_up()
    await watch.catch_up(HANDOFF + timedelta(days=3, minutes=20))
    assert watch.members == {"UERIN"}


async def test_it_follows_a_cover_that_is_accepted_in_chat(town: Town) -> None:
    watch = await town.watch(following("hub-sre"))
    await watch.catch_up()
    await watch.says("alice", "cover me by Erin Gallagher until 18:00")
    await watch.catch_up(NOON + timedelta(minutes=7))
    assert watch.members == {"UALICE"}

    assert "covers for Alice" in await watch.says("erin", "cover accept")
    await watch.catch_up(NOON + timedelta(minutes=9))
    assert watch.members == {"UERIN"}

    await watch.catch_up(datetime(2026, 11, 23, 17, tzinfo=UTC))
    assert watch.members == {"UALICE"}


async def test_a_group_of_two_rotations_has_both_their_people(town: Town) -> None:
    watch = await town.watch(following("hub-sre", "hub-product"))
    await watch.catch_up()
    assert watch.members == {"UALICE", "UBOB"}

    await watch.catch_up(WEDNESDAY)
    assert watch.members == {"UALICE", "UCAROL"}


async def test_a_gap_in_one_of_two_rotations_leaves_the_people_of_the_other(town: Town) -> None:
    watch = await town.watch(following("hub-sre", "twins-product"))
    await watch.catch_up()
    assert watch.members == {"UALICE"}
    assert watch.told == []


async def test_a_change_that_a_source_did_not_announce_is_followed(town: Town) -> None:
    watch = await town.paged("alice")
    await watch.catch_up()
    town.pager.on_call["hub-sre"] = [duty("erin", NOON + timedelta(minutes=3))]
    await watch.catch_up(NOON + timedelta(minutes=9))
    assert watch.members == {"UERIN"}


async def test_who_is_put_in_by_hand_stays_for_an_hour_at_most(town: Town) -> None:
    watch = await town.watch(following("hub-sre"))
    await watch.catch_up()
    town.slack.groups[GROUP].users = ("UALICE", "UZOE")
    await watch.catch_up(NOON + HOUR)
    assert watch.members == {"UALICE"}


async def test_what_is_right_already_is_not_written(town: Town) -> None:
    town.slack.user_group(GROUP, users=["UALICE"])
    watch = await town.watch(following("hub-sre"))
    for hour in range(5):
        await watch.catch_up(NOON + hour * HOUR)
    assert town.slack.groups[GROUP].written == 0


async def test_two_processes_write_it_once(town: Town) -> None:
    watch = await town.watch(following("hub-sre"))
    other = watch.another()
    await asyncio.gather(watch.work.tick(), other.tick())
    assert watch.members == {"UALICE"}

    town.clock.move(HANDOFF - NOON)
    await asyncio.gather(watch.work.tick(), other.tick())
    assert watch.members == {"UERIN"}
    assert town.slack.groups[GROUP].written == 2


async def test_who_is_newer_is_not_undone_by_one_who_was_slow(town: Town) -> None:
    """One process has read who is on call, and Slack keeps it waiting while the shift changes."""
    watch = await town.paged("alice")
    with town.slack.api.held("usergroups.users.list"):
        slow = asyncio.create_task(watch.work.tick())
        await town.slack.wait_for(lambda: "users.info" in called(town))
        town.pager.on_call["hub-sre"] = [duty("bob", NOON)]
    await slow
    assert watch.members == {"UBOB"}


def called(town: Town) -> list[str]:
    return [method for method, _, _ in town.slack.calls]


async def test_a_platform_that_is_down_is_tried_again(town: Town) -> None:
    watch = await town.watch(following("hub-sre"))
    for _ in range(3):
        town.slack.fail_next("usergroups.users.update", "service_unavailable")
    town.slack.lose_next_answer("usergroups.users.update")
    for minute in range(12):
        await watch.catch_up(NOON + timedelta(minutes=minute))
    assert watch.members == {"UALICE"}
    assert town.slack.groups[GROUP].written == 1
    assert watch.told == []


async def test_a_rotation_that_let_its_group_go_changes_nothing_any_more(town: Town) -> None:
    watch = await town.watch(following("hub-sre"))
    await watch.catch_up()
    await watch.catch_up(NOON + timedelta(minutes=1))
    planned = await watch.work.next_due()
    assert planned is not None
    assert planned.series == f"slack/{GROUP}"

    other = await town.watch(following())
    await other.catch_up(HANDOFF)
    assert other.members == {"UALICE"}


def test_everybody_who_takes_turns_is_known() -> None:
    turns = following().rotations.values()
    assert {key for each in turns for layer in each.layers for key in layer.people} == set(PEOPLE)
