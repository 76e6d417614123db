"""Cards about incidents: who commands, and who is in charge when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.owner_incident import charge
from bot.reply import Actions, Button, Card, Fact, Facts, Note, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cards.surroundings import Surroundings
    from bot.model.incident import Incident


_THEIRS = (
    "While it lasts the commander decides its severity, finally; disputes wait until it is over. "
    "Who decides all else stands in the table of rights, as ever."
)


def incident_card(incident: Incident, here: Surroundings) -> Card:
    """An incident: who is in charge while it lasts; or that it is over."""
    who = f"SEV{incident.severity} on {here.service.name}"
    service = here.service.key
    facts = [
        Fact("Commander", here.name(incident.commander)),
        Fact("Declared", f"{here.when(incident.began)} by {here.name(incident.declared_by)}"),
    ]
    if incident.ended:
        by = f" by {here.name(incident.ended_by)}" if incident.ended_by else ""
        facts.append(Fact("Called off", f"{here.when(incident.ended)}{by}"))
        return Card(
            headline=f"{who} is called off: who decides stands in the table of rights again",
            tone=Tone.GOOD,
            blocks=(
                Facts(tuple(facts)),
                Actions((Button("Who decides", f"owner {service}"),)),
            ),
            data=incident_data(incident),
        )
    if incident.commander not in here.organisation.active:
        return _left_alone(incident, here, facts[1])
    return Card(
        headline=f"{charge(incident, here)} of {here.service.name}: {who}",
        tone=Tone.BAD,
        blocks=(
            Facts(tuple(facts)),
            Note(_THEIRS),
            Actions(tuple(_buttons(service))),
        ),
        data=incident_data(incident),
    )


def _left_alone(incident: Incident, here: Surroundings, declared: Fact) -> Card:
    """That nobody commands it, for who did has left; and how to take the command."""
    service, severity = here.service.key, f"SEV{incident.severity}"
    take = Button("Take command", f"incident on {severity} {service}")
    return Card(
        headline=f"Nobody is in charge of {here.service.name}: {severity}, and who commanded it "
        "has left",
        tone=Tone.BAD,
        blocks=(
            Facts((declared,)),
            Note("A lead or manager of the two teams, or the sponsor, takes command or names who."),
            Actions((take, *_buttons(service))),
        ),
        data={**incident_data(incident), "commander": None},
    )


def _buttons(service: str) -> Iterator[Button]:
    yield Button("Who is on call", f"oncall {service}")
    yield Button("Call it off", f"incident off {service}")


def incident_data(incident: Incident) -> dict[str, object]:
    """The same for machines."""
    return {
        "incident": incident.number,
        "service": incident.service,
        "severity": incident.severity,
        "commander": incident.commander,
        "declared_by": incident.declared_by,
        "began": incident.began,
        "ended": incident.ended,
        "ended_by": incident.ended_by,
    }
