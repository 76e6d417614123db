"""Cards about incidents: who commands, and who is in charge when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reply import Actions, Button, Card, Fact, Facts, Note, Tone

if TYPE_CHECKING:
    from bot.cards.surroundings import Surroundings
    from bot.model.incident import Incident


def incident_card(incident: Incident, here: Surroundings) -> Card:
    """An incident: who is in charge while it lasts; or that it is over."""
    commander, name = here.name(incident.commander), here.service.name
    who = f"SEV{incident.severity} on {name}"
    service = here.service.key
    facts = [
        Fact("Commander", commander),
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
    return Card(
        headline=f"{commander} is in charge of {name}: {who}",
        tone=Tone.BAD,
        blocks=(
            Facts(tuple(facts)),
            Note("The commander decides, finally, while it lasts; disputes wait until it is over."),
            Actions(
                (
                    Button("Who is on call", f"oncall {service}"),
                    Button("Call it off", f"incident off {service}"),
                )
            ),
        ),
        data=incident_data(incident),
    )


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
