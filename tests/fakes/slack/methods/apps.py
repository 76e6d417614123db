"""auth.*, api.*, apps.* and bots.*: who the token is, and where sockets connect."""

from tests.fakes.slack.errors import ApiError, Payload
from tests.fakes.slack.methods.registry import Call, method


@method("api.test", token="none")
def api_test(call: Call) -> Payload:
    if "error" in call.args:
        raise ApiError(str(call.args["error"]))
    return {"args": call.args}


@method("auth.test", token="any")
def auth_test(call: Call) -> Payload:
    app = call.slack.app
    return {
        "url": f"https://{app.team_domain}.slack.com/",
        "team": app.team_domain,
        "user": app.name,
        "team_id": app.team_id,
        "user_id": app.bot_user_id,
        "bot_id": app.bot_id,
        "is_enterprise_install": False,
    }


@method("apps.connections.open", scope="connections:write", token="app")
def connections_open(call: Call) -> Payload:
    return {"url": call.slack.sockets.address()}


@method("bots.info", scope="users:read")
def bots_info(call: Call) -> Payload:
    app = call.slack.app
    if call.args.get("bot", app.bot_id) != app.bot_id:
        raise ApiError("bot_not_found")
    return {
        "bot": {
            "id": app.bot_id,
            "app_id": app.app_id,
            "user_id": app.bot_user_id,
            "name": app.name,
            "deleted": False,
        }
    }
