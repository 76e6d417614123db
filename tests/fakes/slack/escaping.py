"""What Slack makes of typed text: `@bob`, `#iot-hub` and `https://…` become codes."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

CODE = re.compile(r"(<[@#!][^<>\s]+>|<https?://[^<>\s]+>)")
NAME = re.compile(r"(?<!\S)([@#])([\w.-]*\w)")
LINK = re.compile(r"https?://[^\s<>]+")


def escape(slack: "FakeSlack", typed: str, *, labelled: bool) -> str:
    """https://docs.slack.dev/messaging/formatting-message-text#escaping.

    Args:
        slack: Whose people and channels are known.
        typed: As typed by a person; codes such as `<@U1>` stay as they are.
        labelled: True in a command with `should_escape`: `<@U1|bob>` and not `<@U1>`.
    """
    pieces = CODE.split(typed)
    return "".join(
        piece if CODE.fullmatch(piece) else _plain(slack, piece, labelled=labelled)
        for piece in pieces
    )


def _plain(slack: "FakeSlack", text: str, *, labelled: bool) -> str:
    def code(found: re.Match[str]) -> str:
        sign, name = found.groups()
        known = slack.world.people if sign == "@" else slack.world.channels
        for item in known.values():
            if item.name == name:
                return f"<{sign}{item.id}|{name}>" if labelled else _short(sign, item.id, name)
        return found.group()

    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return LINK.sub(lambda found: f"<{found.group()}>", NAME.sub(code, text))


def _short(sign: str, item: str, name: str) -> str:
    return f"<{sign}{item}>" if sign == "@" else f"<{sign}{item}|{name}>"
