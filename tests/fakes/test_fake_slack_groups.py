"""The fake Slack's user groups take whole lists of members, and refuse what Slack refuses."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import BOT_SCOPES, App, FakeSlack, MovableClock, UserGroup

MAY = BOT_SCOPES | {"usergroups:read", "usergroups:write"}
HUB = "S0HUB"


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(App(scopes=MAY), clock=MovableClock(frozen=True)) as slack:
        for user in ("UALICE", "UBOB", "UGUEST", "UGONE"):
            slack.user(user)
        slack.world.people["UGUEST"].guest = True
        slack.world.people["UGONE"].deleted = True
        slack.user("UELSE", team="T0ELSE")
        yield slack


@pytest.fixture
def group(slack: FakeSlack) -> UserGroup:
    return slack.user_group(HUB, users=["UALICE"])


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    return AsyncWebClient(token=slack.app.bot_token, base_url=slack.base_url)


async def code(call: Awaitable[object]) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_the_whole_list_is_replaced(group: UserGroup, client: AsyncWebClient) -> None:
    told = await client.usergroups_users_update(usergroup=HUB, users=["UBOB", "UBOB"])

    assert told["usergroup"]["users"] == ["UBOB"]
    assert (await client.usergroups_users_list(usergroup=HUB))["users"] == ["UBOB"]
    assert (group.users, group.written) == (("UBOB",), 1)


@pytest.mark.parametrize(
    ("users", "refused"),
    [
        ([], "no_users_provided"),
        (["UALICE", "UNOBODY"], "invalid_users"),
        (["UALICE", "UGUEST"], "invalid_users"),
        (["UALICE", "U0RAPPORT1"], "invalid_users"),
        (["UALICE", "UELSE"], "failed_for_some_users"),
    ],
)
async def test_who_cannot_be_in_it_is_refused_with_all_the_others(
    group: UserGroup, client: AsyncWebClient, users: list[str], refused: str
) -> None:
    assert await code(client.usergroups_users_update(usergroup=HUB, users=users)) == refused
    assert group.users == ("UALICE",)


async def test_a_deactivated_account_is_left_out_and_may_so_empty_it(
    group: UserGroup, client: AsyncWebClient
) -> None:
    await client.usergroups_users_update(usergroup=HUB, users="UGONE")
    assert group.users == ()


async def test_a_group_that_is_not_there_is_unknown(client: AsyncWebClient) -> None:
    changed = client.usergroups_users_update(usergroup="S0NONE", users=["UALICE"])
    assert await code(changed) == "no_such_subteam"
    assert await code(client.usergroups_users_list(usergroup="S0NONE")) == "no_such_subteam"


async def test_a_disabled_group_is_shown_only_to_those_who_ask(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.user_group("S0OLD", users=["UALICE"], disabled=True)

    assert await code(client.usergroups_users_list(usergroup="S0OLD")) == "no_such_subteam"
    shown = await client.usergroups_users_list(usergroup="S0OLD", include_disabled=True)
    assert shown["users"] == ["UALICE"]
    assert (await client.usergroups_list())["usergroups"] == []
    (listed,) = (await client.usergroups_list(include_disabled=True, include_users=True))[
        "usergroups"
    ]
    assert listed["date_delete"]
    assert listed["users"] == ["UALICE"]
    changed = client.usergroups_users_update(usergroup="S0OLD", users=["UBOB"])
    assert await code(changed) == "no_such_subteam"


@pytest.mark.parametrize(
    ("call", "scope"),
    [
        (lambda c: c.usergroups_list(), "usergroups:read"),
        (lambda c: c.usergroups_users_list(usergroup=HUB), "usergroups:read"),
        (lambda c: c.usergroups_users_update(usergroup=HUB, users="UBOB"), "usergroups:write"),
    ],
)
async def test_each_call_needs_its_scope(
    slack: FakeSlack, client: AsyncWebClient, call: Callable[[Any], Awaitable[Any]], scope: str
) -> None:
    slack.app = App(scopes=MAY - {scope})
    assert await code(call(client)) == "missing_scope"


async def test_a_workspace_may_keep_groups_to_its_admins(
    slack: FakeSlack, group: UserGroup, client: AsyncWebClient
) -> None:
    slack.app = App(scopes=MAY, manages_groups=False)
    changed = client.usergroups_users_update(usergroup=HUB, users=["UBOB"])
    assert await code(changed) == "permission_denied"
    assert group.users == ("UALICE",)


async def test_each_method_may_be_called_twenty_times_a_minute(
    slack: FakeSlack, group: UserGroup, client: AsyncWebClient
) -> None:
    for _ in range(20):
        await client.usergroups_users_list(usergroup=group.id)
    assert await code(client.usergroups_users_list(usergroup=group.id)) == "ratelimited"
    await client.usergroups_list()
    await slack.advance(3)
    await client.usergroups_users_list(usergroup=group.id)
