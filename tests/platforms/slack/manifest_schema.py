"""Slack's own schema of a manifest, as far as ours goes, and what it would say against one.

https://github.com/slackapi/manifest-schema/blob/main/schemas/manifest.schema.1.0.0.json
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A text of so many characters."""

    least: int
    most: int
    pattern: str = ""


@dataclass(frozen=True)
class Several:
    """So many of something; ``unique`` ones differ from each other."""

    each: "Shape"
    least: int
    most: int
    unique: bool = False


@dataclass(frozen=True)
class Keys:
    """An object with exactly these keys; those that end in ``?`` may be missing."""

    shapes: Mapping[str, "Shape"]


Shape = Words | Several | Keys | type[bool] | type[int]

URL = Words(1, 3_500, r"^https?://")
NAMES = Several(Words(0, 50), 0, 255)
MANIFEST = Keys(
    {
        "_metadata?": Keys({"major_version?": int, "minor_version?": int}),
        "display_information": Keys(
            {
                "name": Words(1, 35),
                "description?": Words(1, 140),
                "background_color?": Words(4, 7, r"^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$"),
                "long_description?": Words(175, 4_000),
            }
        ),
        "features?": Keys(
            {
                "app_home?": Keys(
                    {
                        "home_tab_enabled?": bool,
                        "messages_tab_enabled?": bool,
                        "messages_tab_read_only_enabled?": bool,
                    }
                ),
                "bot_user?": Keys({"display_name": Words(1, 80), "always_online?": bool}),
                "slash_commands?": Several(
                    Keys(
                        {
                            "command": Words(2, 32, r"^/"),
                            "url?": Words(1, 3_000, r"^https?://"),
                            "description": Words(1, 2_000),
                            "usage_hint?": Words(1, 1_000),
                            "should_escape?": bool,
                        }
                    ),
                    1,
                    50,
                ),
                "shortcuts?": Several(
                    Keys(
                        {
                            "name": Words(1, 24),
                            "type": Words(1, 7, "^(message|global)$"),
                            "callback_id": Words(1, 255),
                            "description": Words(1, 150),
                        }
                    ),
                    1,
                    10,
                ),
            }
        ),
        "oauth_config?": Keys({"scopes?": Keys({"bot?": NAMES, "bot_optional?": NAMES})}),
        "settings?": Keys(
            {
                "event_subscriptions?": Keys(
                    {
                        "request_url?": URL,
                        "bot_events?": Several(Words(0, 50), 0, 100, unique=True),
                    }
                ),
                "interactivity?": Keys({"is_enabled": bool, "request_url?": URL}),
                "org_deploy_enabled?": bool,
                "socket_mode_enabled?": bool,
                "token_rotation_enabled?": bool,
            }
        ),
    }
)


def complaints(value: object, shape: Shape = MANIFEST, at: str = "") -> Iterator[str]:
    """Everything that Slack would refuse."""
    match shape:
        case Keys(shapes) if isinstance(value, dict):
            yield from _keys(value, shapes, at)
        case Several(each, least, most, unique) if isinstance(value, list):
            if not least <= len(value) <= most or (unique and len(set(value)) < len(value)):
                yield f"{at}: {len(value)} items"
            for index, item in enumerate(value):
                yield from complaints(item, each, f"{at}/{index}")
        case Words(least, most, pattern) if isinstance(value, str):
            if not least <= len(value) <= most or not re.search(pattern, value):
                yield f"{at}: {value!r}"
        case type() if type(value) is shape:
            pass
        case _:
            yield f"{at}: {value!r} is of another type"


def _keys(value: dict[str, object], shapes: Mapping[str, Shape], at: str) -> Iterator[str]:
    known = {key.removesuffix("?"): shape for key, shape in shapes.items()}
    missing = {key for key in shapes if not key.endswith("?")} - value.keys()
    yield from (f"{at}/{key}: missing" for key in missing)
    for key, inner in value.items():
        if key in known:
            yield from complaints(inner, known[key], f"{at}/{key}")
        else:
            yield f"{at}/{key}: unknown"
