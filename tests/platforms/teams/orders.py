"""An app to draw manifests for, and the manifest of it."""

from dataclasses import replace
from typing import Any

from adapters.teams.manifest import manifest
from adapters.teams.order import Order
from bot.command import Command, discover

APP = "66666666-7777-8888-9999-000000000000"
HERE = "https://rapport.example.com"
OURS = Order(app_id=APP, app_version="1.1.0", website=HERE, privacy=HERE, terms=HERE)
COMMANDS = tuple(discover().values())


def drawn(commands: tuple[Command, ...] = COMMANDS, *, slash: bool = False) -> dict[str, Any]:
    """The manifest, with the commands there are unless told."""
    return manifest(commands, replace(OURS, slash=slash))


def crowd() -> tuple[Command, ...]:
    """Far more commands than a menu takes, each with more to tell than it shows."""
    budget = next(command for command in COMMANDS if command.verb == "budget")
    named = sorted([*(f"verb{number}" for number in range(200)), "help"])
    return tuple(replace(budget, verb=verb, summary="what it does " * 12) for verb in named)
