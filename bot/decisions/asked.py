"""Which service and which engagement somebody asks about, when they ask who decides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.closest import closest
from bot.errors import NotFound, Usage
from bot.grammar import did_you_mean
from bot.offers import offers
from bot.reply import BUTTON_WORDS, Button
from bot.saying import canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Command
    from bot.context import Context
    from bot.model.decision_kind import Asked, DecisionKind
    from bot.model.organisation import Engagement, Service

_SHOWN = 3


def about(args: Any, command: Command, context: Context) -> tuple[Service, Engagement]:  # noqa: ANN401 - each command has its own Args
    """The service that is meant, and who runs it: the named one, this place's, the asker's only.

    Args:
        args: What was said; its ``service`` is the one that was named.
        command: What is asked.
        context: Where and by whom.

    Raises:
        Usage: It is not known which one is meant.
        NotFound: No two teams run it together.
    """
    organisation = context.organisation
    here = context.engagement.services if context.engagement else ()
    around = [organisation.services[key] for key in here] or list(context.own_services)
    service = args.service or (around[0] if len(around) == 1 or here else None)
    if service is None:
        raise _which(around or list(organisation.services.values()), args, command)
    engagement = organisation.engagement_of(service.key)
    if engagement is None:
        raise NotFound(
            f"No two teams run {service.name} together, so there is nobody to agree on.",
            next_step="Whoever runs me can name both under “engagements” in app.yaml.",
        )
    return service, engagement


def kinds_of(asked: Asked, engagement: Engagement, service: Service) -> tuple[DecisionKind, ...]:
    """The kinds that a word covers, as far as the engagement knows them.

    Raises:
        NotFound: It knows none of them.
    """
    known = engagement.decisions.kinds
    found = tuple(known[kind.key] for kind in asked.kinds if kind.key in known)
    if not found:
        near = closest(asked.name, known, also={kind.name: key for key, kind in known.items()})
        buttons = offers(f"owner {service.key} {key}" for key in near)
        raise NotFound(
            f"“{asked.name}” is no kind of decision of {service.name}.",
            next_step=did_you_mean(buttons) or f"See them all: owner {service.key}",
            buttons=buttons,
        )
    return found


def one_kind(asked: Asked, engagement: Engagement, service: Service) -> DecisionKind:
    """The one kind that is meant, by a word that covers no other.

    Raises:
        NotFound: The engagement does not know it.
    """
    (kind,) = kinds_of(asked, engagement, service)
    return kind


def _which(services: Sequence[Service], args: Any, command: Command) -> Usage:  # noqa: ANN401 - the same
    """All that was said, with each of a few services."""
    buttons = []
    for each in services[:_SHOWN]:
        said = canonical(command, replace(args, service=each))
        if len(said) <= BUTTON_WORDS:
            buttons.append(Button(each.name, said))
    return Usage(
        "Which service do you mean?", next_step=f"Type: {command.usage}", buttons=tuple(buttons)
    )
