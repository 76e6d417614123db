"""A user group that cannot follow stays as it was, and the channels are told why, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.fakes.clock import NOON
from tests.platforms.slack.following import GROUP, HOUR, MAY, Town, duty, following
from tests.platforms.slack.house import OTHER_CHANNEL

if TYPE_CHECKING:
    from tests.platforms.slack.following import Watch

STAYS = "The user group of IoT Hub SRE stays as it was: "


async def for_hours(watch: Watch, hours: int = 4) -> str:
    """Let hours pass; gives the only post that stands in the channel then."""
    for hour in range(hours):
        await watch.catch_up(NOON + hour * HOUR)
    (told,) = watch.told
    assert STAYS in told
    return told


async def test_somebody_who_is_unknown_to_app_yaml(town: Town) -> None:
    watch = await town.paged("alice", "Zed Quill")
    told = await for_hours(watch)

    assert f"{STAYS}app.yaml does not know Zed Quill, who is on call" in told
    assert "Write them under people, as pager knows them." in told
    assert GROUP in told
    assert "reaches those who were on call before" in told
    assert watch.members == {"UZOE"}


async def test_a_gap(town: Town) -> None:
    watch = await town.paged()
    assert f"{STAYS}nobody is on call" in await for_hours(watch)
    assert watch.members == {"UZOE"}

    town.pager.on_call["hub-sre"] = [duty("erin", NOON + 4 * HOUR)]
    await watch.catch_up(NOON + 4 * HOUR)
    assert watch.members == {"UERIN"}


async def test_somebody_whom_slack_does_not_know(town: Town) -> None:
    del town.slack.world.people["UERIN"]
    watch = await town.paged("alice", "erin")
    told = await for_hours(watch)

    assert f"{STAYS}Slack does not know Erin Gallagher" in told
    assert "people.erin.ids.slack" in told
    assert watch.members == {"UZOE"}


async def test_an_account_that_is_deactivated_would_have_emptied_it(town: Town) -> None:
    town.slack.world.people["UALICE"].deleted = True
    watch = await town.paged("alice")
    assert "that account is deactivated" in await for_hours(watch)
    assert watch.members == {"UZOE"}


async def test_a_scope_that_is_missing(town: Town) -> None:
    town.slack.app = replace(MAY, scopes=MAY.scopes - {"usergroups:write"})
    watch = await town.paged("alice")
    told = await for_hours(watch)

    assert f"{STAYS}The token lacks usergroups:write" in told
    assert "rapport manifest slack --groups" in told
    assert watch.members == {"UZOE"}

    town.slack.app = MAY
    await watch.catch_up(NOON + 4 * HOUR)
    assert watch.members == {"UALICE"}


@pytest.mark.parametrize("disabled", [True, False])
async def test_a_group_that_is_gone_or_disabled(town: Town, *, disabled: bool) -> None:
    del town.slack.groups[GROUP]
    if disabled:
        town.slack.user_group(GROUP, users=["UZOE"], disabled=True)
    told = await for_hours(await town.paged("alice"))

    assert ("is disabled in Slack" if disabled else f"Slack has no user group {GROUP}") in told


async def test_a_source_that_has_been_silent_for_more_than_an_hour(town: Town) -> None:
    watch = await town.paged("alice")
    town.slack.groups[GROUP].users = ("UALICE",)
    await watch.catch_up()
    town.pager.silent = "The pager does not answer."
    town.slack.groups[GROUP].users = ("UZOE",)
    await watch.catch_up(NOON + HOUR)
    assert watch.members == {"UALICE"}, "the last good answer is good for an hour"

    town.slack.groups[GROUP].users = ("UZOE",)
    for hour in range(2, 6):
        await watch.catch_up(NOON + hour * HOUR)
    assert watch.members == {"UZOE"}
    (told,) = watch.told
    assert f"{STAYS}who is on call for IoT Hub SRE was last known 2 hours ago" in told
    assert "The pager does not answer." in told


async def test_a_source_of_which_nothing_is_known_yet_is_waited_for(town: Town) -> None:
    watch = await town.paged("alice")
    town.pager.silent = "The pager does not answer."
    await watch.catch_up()
    assert watch.members == {"UZOE"}

    town.pager.silent = None
    await watch.catch_up(NOON + timedelta(minutes=1))
    assert watch.members == {"UALICE"}
    assert watch.told == []


async def test_it_is_told_again_when_it_goes_wrong_for_the_next_shift(town: Town) -> None:
    watch = await town.paged("Zed Quill")
    await for_hours(watch)
    later = NOON + 4 * HOUR
    town.pager.on_call["hub-sre"] = [duty("erin", later, later + HOUR)]
    await watch.catch_up(later)
    assert watch.members == {"UERIN"}

    town.pager.on_call["hub-sre"] = [duty("Zed Quill", later + HOUR)]
    await watch.catch_up(later + HOUR)
    assert len(watch.told) == 2
    assert watch.members == {"UERIN"}


async def test_every_channel_of_its_engagements_is_told(town: Town) -> None:
    watch = await town.paged()
    await for_hours(watch)
    (twins,) = town.slack.seen_by("UBOB", OTHER_CHANNEL)
    assert STAYS in twins.shown


async def test_nobody_is_pinged(town: Town) -> None:
    watch = await town.paged("alice", "Zed <!channel> Quill")
    told = await for_hours(watch)
    (sent,) = [args for method, args, _ in town.slack.calls if method == "chat.postMessage"][:1]
    assert "<!" not in str(sent)
    assert "<@" not in str(sent)
    assert "Zed" in told


async def test_a_group_of_two_rotations_stays_if_one_of_them_is_in_doubt(town: Town) -> None:
    organisation = following("hub-product", "hub-sre")
    stranger = following("hub-sre", source="pager").rotations["hub-sre"]
    mixed = replace(organisation, rotations={**organisation.rotations, "hub-sre": stranger})
    town.pager.on_call["hub-sre"] = [duty("Zed Quill", NOON - HOUR)]
    watch = await town.watch(mixed)
    await watch.catch_up()

    assert watch.members == {"UZOE"}
    (told,) = watch.told
    assert "IoT Hub SRE and IoT Hub product stays as it was" in told
