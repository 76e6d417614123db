"""A user group gets the members it should have: all of them or none, and only if they are new."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.outside import Outside
from adapters.slack.opening import opened
from bot.errors import NotFound, SourceUnavailable
from bot.model.organisation import Person, Side
from bot.ports.chat import Refused
from bot.ports.groups import Groups
from storage.database import open_store
from tests.fakes.slack import FakeSlack, UserGroup
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import ENVIRON, INSTALLED, Clock, pointed_at, settings_of

GROUP = "S0HUB"
ALICE = Person("alice", "Alice Nakamura", Side.SRE, ids={"slack": "UALICE"})
BOB = Person("bob", "Bob Castellano", Side.PRODUCT, ids={"slack": "UBOB"})
ERIN = Person("erin", "Erin Gallagher", Side.SRE, email="erin@example.com")
NOBODY = Person("dana", "Dana Iyer", Side.SPONSOR)
MAY = replace(INSTALLED, scopes=INSTALLED.scopes | {"usergroups:read", "usergroups:write"})


@pytest.fixture
async def groups(workspace: Workspace, tmp_path: Path) -> AsyncIterator[Groups]:
    """The platform's groups as it is opened, where the app may change them."""
    workspace.slack.app = MAY
    settings = settings_of(pointed_at(workspace.slack), workspace.slack, way="http")
    store = open_store(tmp_path / "rapport.db")
    try:
        outside = Outside(store=store, clock=Clock(), environ=ENVIRON)
        async with opened(settings, outside) as slack:
            yield slack.groups
    finally:
        store.close()


@pytest.fixture
def hub(workspace: Workspace) -> UserGroup:
    """Zoe is in it so far."""
    return workspace.slack.user_group(GROUP, users=["UZOE"])


async def test_people_are_found_by_id_and_by_email(groups: Groups, hub: UserGroup) -> None:
    await groups.assign(GROUP, [BOB, ERIN])
    assert set(hub.users) == {"UBOB", "UERIN"}


async def test_what_is_right_already_is_not_written_again(
    workspace: Workspace, groups: Groups, hub: UserGroup
) -> None:
    await groups.assign(GROUP, [ERIN, BOB])
    await groups.assign(GROUP, [BOB, ERIN])

    assert hub.written == 1
    assert workspace.calls().count("usergroups.users.update") == 1


async def test_nobody_at_all_is_never_asked_for(
    workspace: Workspace, groups: Groups, hub: UserGroup
) -> None:
    before = workspace.calls()
    with pytest.raises(ValueError, match="never emptied"):
        await groups.assign(GROUP, [])
    assert (hub.users, workspace.calls()) == (("UZOE",), before)


def deactivated(slack: FakeSlack) -> None:
    slack.world.people["UALICE"].deleted = True


def a_guest(slack: FakeSlack) -> None:
    slack.world.people["UALICE"].guest = True


def elsewhere(slack: FakeSlack) -> None:
    slack.world.people["UALICE"].team = "T0ELSE"


def an_app(slack: FakeSlack) -> None:
    slack.world.people["UALICE"].is_bot = True


def missing(slack: FakeSlack) -> None:
    del slack.world.people["UALICE"]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (missing, "Slack does not know Alice Nakamura."),
        (deactivated, "that account is deactivated."),
        (a_guest, "that is a guest's account."),
        (elsewhere, "that account is of another workspace."),
        (an_app, "that is an app."),
    ],
)
async def test_one_who_cannot_be_in_it_leaves_it_as_it_was(
    workspace: Workspace,
    groups: Groups,
    hub: UserGroup,
    spoil: Callable[[FakeSlack], None],
    said: str,
) -> None:
    spoil(workspace.slack)
    for people in ([ALICE], [ERIN, ALICE]):
        with pytest.raises(NotFound) as refused:
            await groups.assign(GROUP, people)
        assert refused.value.message.endswith(said)
        assert "people.alice.ids.slack" in (refused.value.next_step or "")
    assert (hub.users, hub.written) == (("UZOE",), 0)


@pytest.mark.parametrize("somebody", [NOBODY, replace(ERIN, email="other@example.com")])
async def test_one_whom_slack_cannot_find_leaves_it_as_it_was(
    groups: Groups, hub: UserGroup, somebody: Person
) -> None:
    with pytest.raises(NotFound, match=f"does not know {somebody.name}"):
        await groups.assign(GROUP, [ALICE, somebody])
    assert hub.users == ("UZOE",)


async def test_a_group_that_is_gone_is_said_to_be(groups: Groups) -> None:
    with pytest.raises(NotFound, match="no user group S0HUB") as refused:
        await groups.assign(GROUP, [ALICE])
    assert "Copy group ID" in (refused.value.next_step or "")


async def test_a_disabled_group_is_said_to_be(workspace: Workspace, groups: Groups) -> None:
    workspace.slack.user_group(GROUP, handle="hub-oncall", users=["UZOE"], disabled=True)
    with pytest.raises(NotFound, match="@hub-oncall is disabled") as refused:
        await groups.assign(GROUP, [ALICE])
    assert "Enable it" in (refused.value.next_step or "")


@pytest.mark.parametrize("scope", ["usergroups:read", "usergroups:write"])
async def test_a_missing_scope_is_named_with_the_way_to_get_it(
    workspace: Workspace, groups: Groups, hub: UserGroup, scope: str
) -> None:
    workspace.slack.app = replace(MAY, scopes=MAY.scopes - {scope})
    with pytest.raises(Refused) as refused:
        await groups.assign(GROUP, [ALICE])
    assert refused.value.message == f"The token lacks {scope}."
    assert "rapport manifest slack --groups" in (refused.value.next_step or "")
    assert hub.users == ("UZOE",)


async def test_a_workspace_that_does_not_let_us_is_said_to(
    workspace: Workspace, groups: Groups, hub: UserGroup
) -> None:
    workspace.slack.app = replace(MAY, manages_groups=False)
    with pytest.raises(Refused, match="does not let apps change user groups") as refused:
        await groups.assign(GROUP, [ALICE])
    assert "Permissions, User Groups" in (refused.value.next_step or "")
    assert hub.users == ("UZOE",)


async def test_a_refusal_that_nobody_has_met_is_no_reason_to_try_again(
    workspace: Workspace, groups: Groups, hub: UserGroup
) -> None:
    workspace.slack.fail_next("usergroups.users.update", "subteam_max_users_exceeded")
    with pytest.raises(Refused, match="subteam_max_users_exceeded"):
        await groups.assign(GROUP, [ALICE])
    assert hub.users == ("UZOE",)


@pytest.mark.parametrize("code", ["ratelimited", "internal_error", "token_revoked"])
@pytest.mark.parametrize("method", ["users.info", "usergroups.users.update"])
async def test_what_may_pass_is_to_be_tried_again(
    workspace: Workspace, groups: Groups, hub: UserGroup, method: str, code: str
) -> None:
    workspace.slack.fail_next(method, code)
    with pytest.raises(SourceUnavailable) as refused:
        await groups.assign(GROUP, [ALICE])
    assert not isinstance(refused.value, Refused)

    await groups.assign(GROUP, [ALICE])
    assert hub.users == ("UALICE",)


async def test_an_answer_that_is_lost_is_no_reason_to_write_twice(
    workspace: Workspace, groups: Groups, hub: UserGroup
) -> None:
    workspace.slack.lose_next_answer("usergroups.users.update")
    with pytest.raises(SourceUnavailable, match="does not answer"):
        await groups.assign(GROUP, [ALICE])

    await groups.assign(GROUP, [ALICE])
    assert (hub.users, hub.written) == (("UALICE",), 1)
