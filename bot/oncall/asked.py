"""Which service's on call somebody asks about, and whether they may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.directory import Standing
from bot.errors import NotAllowed, NotFound, Usage
from bot.reply import Button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Command
    from bot.context import Context
    from bot.model.organisation import Service


def about(named: Service | None, command: Command, context: Context) -> Service:
    """The service that is meant: the one that was named, else the place's, else the asker's only.

    Raises:
        NotAllowed: A guest asks about a service that does not live in this place.
        NotFound: Nobody is on call for it by app.yaml, or it is not known which one is meant.
    """
    services = _around(context)
    service = named or (services[0] if len(services) == 1 else None)
    if service is None:
        raise _which(services, command, context)
    here = context.engagement.services if context.engagement else ()
    if context.reader.standing is Standing.GUEST and service.key not in here:
        raise NotAllowed(
            "I don't know you yet, so I only tell you who is on call in the service's own channel.",
            next_step="Ask whoever runs me to add you under “people” in app.yaml.",
        )
    if not service.oncall:
        raise NotFound(
            f"app.yaml names no rotation for {service.name}.",
            next_step=f"Write who is on call under services.{service.key}.oncall.",
        )
    return service


def _around(context: Context) -> Sequence[Service]:
    """The services of this place, else the asker's own, if anybody is on call for them."""
    if context.engagement:
        keys = context.engagement.services
        here = [context.organisation.services[key] for key in keys]
        return [service for service in here if service.oncall] or here
    return [service for service in context.own_services if service.oncall]


def _which(services: Sequence[Service], command: Command, context: Context) -> NotFound | Usage:
    known = services or [each for each in context.organisation.services.values() if each.oncall]
    buttons = tuple(Button(each.name, f"{command.typed} {each.key}") for each in known[:3])
    return Usage(
        "Which service do you mean?",
        next_step=f"Type: {command.usage}",
        buttons=buttons,
    )
