"""Declares incidents, hands their command over, and calls them off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bot.access import Act, permit
from bot.cards.incident import incident_card
from bot.decisions.drafts import follow_command
from bot.decisions.parts import ask_leads, in_engagement, in_incident
from bot.errors import Conflict, NotFound
from bot.model.incident import Incident

if TYPE_CHECKING:
    from bot.decisions.acting import Acting
    from bot.model.organisation import Engagement, Service
    from bot.ports.store import Tx
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Commanding:
    """Somebody who does something about an incident of a service."""

    acting: Acting
    service: Service
    engagement: Engagement

    def declare(self, tx: Tx, severity: int, commander: str | None) -> Card:
        """Declare one; one that runs gets another severity or commander.

        Args:
            tx: Where it is written.
            severity: How bad it is.
            commander: The key of who commands; None for whoever does already, else for the actor.

        Raises:
            NotAllowed: The actor may not.
            Conflict: It is so already.
        """
        acting = self.acting
        running = tx.incidents.running(self.service.key)
        if running:
            there = running.commander in acting.organisation.active
            stays = running.commander if there else acting.somebody
            return self._hand_over(tx, running, severity, commander or stays)
        parts = in_engagement(acting.somebody, self.engagement, acting.organisation)
        permit(Act.DECLARE, tuple(parts), next_step="Tell whoever is on call: oncall")
        incident = tx.incidents.declare(
            Incident(
                service=self.service.key,
                severity=severity,
                commander=commander or acting.somebody,
                declared_by=acting.somebody,
                began=acting.now,
                link=acting.link,
            )
        )
        acting.note(tx, incident, "declared")
        follow_command(acting, tx, self.engagement, self.service.key)
        return self._tell(tx, incident, "declared", {incident.commander})

    def call_off(self, tx: Tx) -> Card:
        """Call the running one off; from then on the table of rights says who decides.

        Raises:
            NotFound: None runs.
            NotAllowed: The actor may not.
        """
        acting = self.acting
        running = tx.incidents.running(self.service.key)
        if running is None:
            raise NotFound(
                f"No incident of {self.service.name} is declared.",
                next_step=f"See who decides: owner {self.service.key}",
            )
        self._permit(Act.CALL_OFF, running)
        ended = replace(running, ended=acting.now, ended_by=acting.actor)
        tx.incidents.amend(ended)
        acting.note(tx, ended, "called off", before=running)
        return self._tell(tx, ended, "called off", {ended.commander})

    def _hand_over(self, tx: Tx, running: Incident, severity: int, commander: str) -> Card:
        if (running.severity, running.commander) == (severity, commander):
            name = self.acting.here(self.engagement).name(commander)
            raise Conflict(
                f"It is declared already: SEV{severity}, and {name} commands it.",
                next_step=f"Call it off once it is over: incident off {self.service.key}",
            )
        self._permit(Act.HAND_OVER, running)
        changed = replace(running, severity=severity, commander=commander)
        tx.incidents.amend(changed)
        self.acting.note(tx, changed, "changed", before=running)
        follow_command(self.acting, tx, self.engagement, self.service.key)
        concerned = {running.commander, commander}
        return self._tell(tx, changed, f"changed {self.acting.event_key}", concerned)

    def _permit(self, act: Act, running: Incident) -> None:
        acting = self.acting
        parts = in_incident(acting.somebody, running, self.engagement, acting.organisation)
        next_step = f"Ask {acting.here(self.engagement).name(running.commander)}."
        if running.commander not in acting.organisation.active:
            side = acting.organisation.people[acting.somebody].side
            next_step = ask_leads(self.engagement, side, acting.organisation)
        permit(act, tuple(parts), next_step=next_step)

    def _tell(self, tx: Tx, incident: Incident, what: str, concerned: set[str]) -> Card:
        acting, service = self.acting, self.service.key
        card = acting.drawn(self.engagement, partial(incident_card, incident), service=service)
        key = f"incident {incident.number} {what}"
        acting.telling.channels(tx, key, self.engagement, card)
        people = concerned - {acting.actor}
        acting.telling.people(tx, key, people, card, engagement=self.engagement)
        return incident_card(incident, acting.here(self.engagement, service=service))
