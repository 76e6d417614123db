"""Ids of channels and people: whatever a platform can tell to be none, before anybody asks it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from bot.config.problems import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config.first import First
    from bot.config.problems import Where
    from bot.config.reading import Reading


def problems(reading: Reading) -> Iterator[Remark]:
    """What is no id of the platform under which it stands."""
    for key, person in reading.file.people.items():
        for platform, user in person.ids.items():
            if first := _judge(platform, reading):
                yield from _user(user, first, ("people", key, "ids", platform))
    for key, engagement in reading.file.engagements.items():
        for platform, place in engagement.places.items():
            if first := _judge(platform, reading):
                at = ("engagements", key, "places", platform, "channel")
                yield from _channel(place.channel, first, at)
    for key, rotation in reading.file.rotations.items():
        for platform, group in rotation.groups.items():
            if first := _judge(platform, reading):
                yield from _group(group, first, ("rotations", key, "groups", platform))


def _judge(platform: str, reading: Reading) -> First | None:
    """Who knows the ids; in development a platform has ids of its own."""
    settings = reading.file.platforms.get(platform, {})
    in_development = str(settings.get("development", "")).casefold() == "true"
    return None if in_development else reading.schemas.first(platform)


def _user(user: str, first: First, at: Where) -> Iterator[Remark]:
    if "@" in user:
        yield Remark(
            at,
            f"This is not a user id of {first.title}.",
            f"Write an email as `email`, or an id such as `{first.example_id}` here.",
        )
    for said in (user.lower(), user.upper()):
        if re.fullmatch(first.user_id, said) and not re.fullmatch(first.user_id, user):
            yield Remark(at, f"{first.title} writes its user ids otherwise.", f"Write `{said}`.")


def _group(group: str, first: First, at: Where) -> Iterator[Remark]:
    if first.group_id is not None and not re.fullmatch(first.group_id, group):
        yield Remark(
            at,
            f"This is not the id of a user group of {first.title}.",
            f"Write its id, not its name. {first.group_help}",
        )


def _channel(channel: str, first: First, at: Where) -> Iterator[Remark]:
    if first.channel_id is None or re.fullmatch(first.channel_id, channel):
        return
    within = re.search(first.channel_id, unquote(channel))
    (example,) = first.questions.model_fields["channel"].examples or ("",)
    yield Remark(
        at,
        f"This is not the id of a {first.title} channel.",
        f'Write `"{within[0]}"`.' if within else f"It is in the channel's link: {example}",
    )
