"""What the app may do at Slack, and why: nothing that the code does not use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """One permission, and what it is for, in a sentence."""

    name: str
    why: str


NEEDED = (
    Scope("app_mentions:read", "Hears messages in channels that mention it, and no others."),
    Scope("channels:read", "Lets `rapport check` see whether it is in your public channels."),
    Scope("chat:write", "Answers, and puts charts into its own answers."),
    Scope("commands", "Brings the command /sre."),
    Scope("files:read", "Asks whether a chart that it uploaded can be shown yet."),
    Scope("files:write", "Uploads the charts of public and direct answers."),
    Scope("groups:read", "Lets `rapport check` see whether it is in your private channels."),
    Scope("im:history", "Hears what people write to it directly."),
    Scope("im:write", "Finds its own direct message again, when the sending of it broke off."),
    Scope("users:read", "Looks up who asks, if app.yaml does not name their Slack id."),
    Scope("users:read.email", "Recognises the people of app.yaml by their email."),
)
HISTORY = (
    Scope(
        "channels:history",
        "Looks in a public channel for its own answer, when the sending of it broke off.",
    ),
    Scope("groups:history", "Does the same in private channels."),
)
GROUPS = (
    Scope("usergroups:read", "Sees who is in the user groups that follow who is on call."),
    Scope("usergroups:write", "Changes who is in those groups, and in no others."),
)
WITHOUT_HISTORY = (
    "Message history is optional: channels:history and groups:history let Rapport look for its own "
    "answer when the sending of it broke off. Without them it cannot tell whether that answer "
    "arrived: the answer stays without its chart, and the asker is told to look for it. What it "
    "posts of its own accord may then stand there twice, and says so."
)
WITHOUT_GROUPS = (
    "User groups are optional: usergroups:read and usergroups:write let those that app.yaml names "
    "under a rotation follow who is on call. Without them those groups stay as they are, and their "
    "channels are told."
)
EVENTS = ("app_home_opened", "app_mention", "message.im")


def needed(*, history: bool, groups: bool) -> tuple[Scope, ...]:
    """Every scope to ask for, by name."""
    wished = (*(HISTORY if history else ()), *(GROUPS if groups else ()))
    return tuple(sorted((*NEEDED, *wished), key=lambda scope: scope.name))
