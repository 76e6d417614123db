"""User groups: who is in them, and what Slack does to a list of members."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.fakes.slack.errors import ApiError
from tests.fakes.slack.throttle import Throttle
from tests.fakes.slack.world import Person


@dataclass
class UserGroup:
    """A group that can be mentioned; disabled, it is kept and cannot be."""

    id: str
    handle: str
    users: tuple[str, ...] = ()
    disabled: bool = False
    written: int = 0


class UserGroups:
    """The workspace's user groups, and how often each method may ask for them.

    https://docs.slack.dev/apis/web-api/rate-limits : Tier 2, about 20 a minute.
    """

    def __init__(self, clock: Callable[[], float], *, per_minute: int) -> None:
        self.groups: dict[str, UserGroup] = {}
        self.tier_2 = Throttle(clock, per_second=per_minute / 60, burst=per_minute)

    def user_group(
        self,
        group_id: str,
        *,
        handle: str = "iot-hub-oncall",
        users: Iterable[str] = (),
        disabled: bool = False,
    ) -> UserGroup:
        """A group of this workspace, with those who are in it."""
        group = self.groups[group_id] = UserGroup(group_id, handle, tuple(users), disabled)
        return group


def accepted(users: Iterable[str], people: dict[str, Person], *, team: str) -> tuple[str, ...]:
    """Whom of a list Slack puts into a group.

    https://docs.slack.dev/reference/methods/usergroups.users.update : nobody at all, guests and
    bots are refused. People whose account is deactivated are not: they are left out without a
    word, and a list of nobody else empties the group, which is how people do what Slack forbids.

    Raises:
        ApiError: Somebody in it cannot be a member.
    """
    wanted = [user.strip() for user in users if user.strip()]
    if not wanted:
        raise ApiError("no_users_provided")
    for user in wanted:
        person = people.get(user)
        if person is None or person.is_bot or person.guest:
            raise ApiError("invalid_users")
        if person.team != team:
            raise ApiError("failed_for_some_users")
    return tuple(dict.fromkeys(user for user in wanted if not people[user].deleted))
