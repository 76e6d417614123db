"""usergroups.*: groups that can be mentioned, and who is in them."""

from tests.fakes.slack.errors import ApiError, Payload
from tests.fakes.slack.groups import UserGroup, accepted
from tests.fakes.slack.methods.registry import Call, method


def _group(call: Call, *, disabled: bool) -> UserGroup:
    """The group that is named. What Slack says of a disabled one is written down nowhere: as of
    one that is gone, unless disabled ones were asked for."""
    group = call.slack.groups.get(call.need("usergroup"))
    if group is None or (group.disabled and not disabled):
        raise ApiError("no_such_subteam")
    return group


def _told(call: Call, group: UserGroup, *, users: bool) -> Payload:
    payload: Payload = {
        "id": group.id,
        "team_id": call.slack.app.team_id,
        "is_usergroup": True,
        "name": group.handle,
        "handle": group.handle,
        "is_external": False,
        "date_delete": 1 if group.disabled else 0,
    }
    return payload | {"users": list(group.users)} if users else payload


@method("usergroups.list", scope="usergroups:read")
def list_groups(call: Call) -> Payload:
    call.slack.tier_2.take(call.name)
    disabled, users = call.flag("include_disabled"), call.flag("include_users")
    groups = [each for each in call.slack.groups.values() if disabled or not each.disabled]
    return {"usergroups": [_told(call, group, users=users) for group in groups]}


@method("usergroups.users.list", scope="usergroups:read")
def list_users(call: Call) -> Payload:
    call.slack.tier_2.take(call.name)
    return {"users": list(_group(call, disabled=call.flag("include_disabled")).users)}


@method("usergroups.users.update", scope="usergroups:write")
def update_users(call: Call) -> Payload:
    """The whole list anew."""
    slack = call.slack
    slack.tier_2.take(call.name)
    if not slack.app.manages_groups:
        raise ApiError("permission_denied")
    group = _group(call, disabled=False)
    given = call.args.get("users") or ""
    users = given if isinstance(given, list) else str(given).split(",")
    group.users = accepted(users, slack.world.people, team=slack.app.team_id)
    group.written += 1
    slack.pulse.beat()
    return {"usergroup": _told(call, group, users=True)}
