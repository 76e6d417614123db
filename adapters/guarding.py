"""What no platform is opened for: made-up numbers for real people, everybody for our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.by_name import makes_up
from adapters.loopback import is_loopback
from bot.config import ConfigError
from bot.errors import Conflict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.platform import Platform
    from bot.config import Config


def refuse(config: Config, environ: Mapping[str, str]) -> None:
    """Look at a configuration before it reaches anybody.

    Raises:
        Conflict: It connects no platform, or has only examples for real people.
        ConfigError: Secrets are missing.
    """
    if not config.platforms:
        raise Conflict(
            f"{config.path.name} connects no platform, so there is nobody to reach.",
            next_step="Try `rapport demo`, or let `rapport init --config my.yaml` write your own.",
        )
    # What is in development believes everybody and reaches nobody: examples do no harm there.
    in_development = (
        getattr(settings, "development", False) for settings in config.platforms.values()
    )
    made_up = [key for key, source in config.sources.items() if makes_up(source.kind)]
    if (config.example or made_up) and not all(in_development):
        why = "says `example: true`" if config.example else f"has the source `{made_up[0]}`"
        raise Conflict(
            f"{config.path.name} {why}: its numbers are made up.",
            next_step="Take that out once people, services and sources are your own.",
        )
    if missing := config.missing_secrets(environ):
        raise ConfigError(missing, file=config.path)


def keep_among_ourselves(platforms: Mapping[str, Platform], *, host: str) -> None:
    """See that others reach no platform that believes everybody.

    Raises:
        Conflict: Others can reach the host.
    """
    unguarded = [name for name, platform in platforms.items() if platform.unguarded]
    if unguarded and not is_loopback(host):
        raise Conflict(
            f"platforms.{unguarded[0]} is for development and believes everybody, and others can "
            f"reach {host}.",
            next_step="Serve it at 127.0.0.1, or write what guards it into app.yaml.",
        )
