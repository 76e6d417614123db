"""users.*: who people are, as far as the token's scopes tell."""

from tests.fakes.slack.errors import ApiError, Payload
from tests.fakes.slack.methods.registry import Call, method
from tests.fakes.slack.world import Person


def _told(call: Call, person: Person) -> Payload:
    """Without users:read.email, and for other teams' people, there is no address.

    https://docs.slack.dev/reference/objects/user-object : `is_stranger` means another team
    *and* no channel in common with the app.
    """
    slack = call.slack
    bot = slack.app.bot_user_id
    ours = person.team == slack.app.team_id
    profile: Payload = {
        "real_name": person.real_name,
        "display_name": person.name,
        "team": person.team,
    }
    if person.email is not None and ours and "users:read.email" in call.scopes:
        profile["email"] = person.email
    payload: Payload = {
        "id": person.id,
        "team_id": person.team,
        "name": person.name,
        "real_name": person.real_name,
        "deleted": person.deleted,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "is_restricted": person.guest,
        "is_ultra_restricted": False,
        "profile": profile,
    }
    if not ours:
        shared = any(
            {person.id, bot} <= channel.members and channel.kind != "im"
            for channel in slack.world.channels.values()
        )
        payload["is_stranger"] = not shared
    if not person.deleted:
        payload |= {"tz": person.tz, "tz_label": person.tz, "tz_offset": person.tz_offset_seconds}
    return payload


@method("users.info", scope="users:read")
def info(call: Call) -> Payload:
    person = call.slack.world.people.get(call.need("user"))
    if person is None:
        raise ApiError("user_not_found")
    return {"user": _told(call, person)}


@method("users.lookupByEmail", scope="users:read.email")
def lookup_by_email(call: Call) -> Payload:
    email = call.need("email").lower()
    for person in call.slack.world.people.values():
        ours = person.team == call.slack.app.team_id and not person.deleted
        if ours and person.email is not None and person.email.lower() == email:
            return {"user": _told(call, person)}
    raise ApiError("users_not_found")


@method("users.list", scope="users:read")
def list_people(call: Call) -> Payload:
    found = [_told(call, person) for person in call.slack.world.people.values()]
    people, metadata = call.page(found, 1000, 1000)
    return {"members": people, "response_metadata": metadata}
