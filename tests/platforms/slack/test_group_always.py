"""Whatever happens, in whatever order: a user group has all who are on call, or stays as it was."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.clock import NOON
from tests.fakes.slack import FakeSlack
from tests.platforms.slack.following import GROUP, HOUR, MAY, PEOPLE, duty, populated
from tests.platforms.slack.house import BRISK, INSTALLED

if TYPE_CHECKING:
    from tests.platforms.slack.following import Town

READ, WRITE = "usergroups.users.list", "usergroups.users.update"


@dataclass(frozen=True)
class State:
    """How things stand for an hour.

    Attributes:
        on_call: Who is; Zed is a stranger.
        deactivated: Whose account is.
        missing: Whom Slack does not know.
        granted: Whether the token may write.
        silent: Whether the source does not answer.
        refused: The method that is refused once, and how.
        lost: Whether Slack writes, and its answer is lost.
    """

    on_call: frozenset[str]
    deactivated: frozenset[str]
    missing: frozenset[str]
    granted: bool
    silent: bool
    refused: tuple[str, str] | None
    lost: bool

    @property
    def good(self) -> bool:
        """Whether nothing stands in the way."""
        known = self.on_call <= PEOPLE.keys() - self.deactivated - self.missing
        return bool(self.on_call) and known and self.granted and not self.silent


SOME = st.frozensets(st.sampled_from(sorted(PEOPLE)), max_size=1)
STATES = st.builds(
    State,
    on_call=st.frozensets(st.sampled_from([*sorted(PEOPLE), "Zed"]), max_size=3),
    deactivated=SOME,
    missing=SOME,
    granted=st.sampled_from([True, True, True, False]),
    silent=st.sampled_from([True, False, False, False]),
    refused=st.none()
    | st.tuples(
        st.sampled_from([READ, WRITE, "users.info"]),
        st.sampled_from(["internal_error", "invalid_users", "ratelimited", "no_such_subteam"]),
    ),
    lost=st.booleans(),
)


@given(states=st.lists(STATES, min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_it_is_never_empty_and_never_has_only_some(states: list[State]) -> None:
    asyncio.run(_lived_through(states))


async def _lived_through(states: list[State]) -> None:
    with TemporaryDirectory() as folder:
        patient = replace(BRISK, tier_2_per_minute=1000)
        async with (
            FakeSlack(INSTALLED, patient) as slack,
            populated(slack, Path(folder)) as town,
        ):
            watch = await town.paged()
            group, may_be = slack.groups[GROUP], [{"UZOE"}]
            for hour, state in enumerate(states, start=1):
                at = NOON + 2 * hour * HOUR
                town.pager.on_call["hub-sre"] = [duty(who, at) for who in sorted(state.on_call)]
                _set(town, state)
                if state.on_call <= PEOPLE.keys():
                    may_be.append({PEOPLE[who] for who in state.on_call})
                for quarter in range(4):
                    await watch.catch_up(at + quarter * HOUR / 4)
                    assert group.users, "never empty"
                    assert set(group.users) in may_be, "never only some"
                if state.good and not (state.refused and state.refused[1] in _FOR_GOOD):
                    assert set(group.users) == may_be[-1]
                may_be = [set(group.users)]


_FOR_GOOD = frozenset({"invalid_users", "no_such_subteam"})
"""Refusals after which nothing is tried again before the next full hour."""


def _set(town: Town, state: State) -> None:
    slack = town.slack
    for who, user in PEOPLE.items():
        slack.user(user, name=who, email=f"{who}@example.com")
        slack.world.people[user].deleted = who in state.deactivated
        if who in state.missing:
            del slack.world.people[user]
    slack.app = MAY if state.granted else replace(MAY, scopes=MAY.scopes - {"usergroups:write"})
    town.pager.silent = "The pager does not answer." if state.silent else None
    slack.mend()
    if state.refused:
        slack.fail_next(*state.refused)
    if state.lost:
        slack.lose_next_answer(WRITE)
