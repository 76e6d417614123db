"""The app as its settings at Slack describe it: tokens, scopes, subscriptions, patience."""

from dataclasses import dataclass

HOME_TEAM = "T0HOME0001"
SLACKBOT = "USLACKBOT"

BOT_SCOPES = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "users:read",
        "users:read.email",
    }
)
# https://docs.slack.dev/reference/events : what a subscription needs beside its own name.
EVENT_SCOPES = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
}


@dataclass(frozen=True)
class App:
    """One installed app.

    `commands` are those registered; `shortcuts` None means any callback id is registered.
    `serves_strangers` says that people of other teams may use commands and shortcuts,
    because the app is installed at theirs too. Without `home_tab` there is no Home to look at.
    `manages_groups` says that the workspace lets everybody change user groups, and so apps.
    """

    app_id: str = "A0RAPPORT1"
    bot_id: str = "B0RAPPORT1"
    bot_user_id: str = "U0RAPPORT1"
    name: str = "rapport"
    bot_token: str = "xoxb-rapport"
    app_token: str = "xapp-rapport"
    signing_secret: str = "8f742231b10e8888abcd99yyyzzz85a5"
    verification_token: str = "verification-token"
    team_id: str = HOME_TEAM
    team_domain: str = "home"
    scopes: frozenset[str] = BOT_SCOPES
    app_token_scopes: frozenset[str] = frozenset({"connections:write"})
    events: frozenset[str] = frozenset(EVENT_SCOPES)
    commands: frozenset[str] = frozenset({"/sre"})
    shortcuts: frozenset[str] | None = None
    should_escape: bool = True
    serves_strangers: bool = False
    home_tab: bool = True
    manages_groups: bool = True

    def hears(self, subscription: str) -> bool:
        """Whether Slack sends this event: subscribed, and its scope granted."""
        scope = EVENT_SCOPES.get(subscription)
        return subscription in self.events and (scope is None or scope in self.scopes)


@dataclass(frozen=True)
class Settings:
    """How patient this Slack is. Seconds, all of them.

    Only `ack_timeout` and `quiet` are waited for in real time; the rest is read off the clock.
    """

    ack_timeout: float = 3.0
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
    messages_per_second: float = 1.0
    message_burst: int = 3
    tier_2_per_minute: int = 20
    file_ready_after: float = 0.1
    quiet: float = 0.05
