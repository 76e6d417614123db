"""The questions of ``rapport init``: what a first app.yaml needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from pydantic import Field, model_validator

from bot.config.replied import Address, Line, Person
from bot.config.section import Section
from bot.config.values import Target, Zone, refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.config.first import First
    from bot.config.replied import Contact


class Answers(Section):
    """What was answered; a field's ``description`` is its question."""

    service: Line = Field(description="What do people call the service?", examples=["IoT Hub"])
    target: Target = Field(
        description="Which share of its requests must be good, over four weeks?",
        examples=["99.9%"],
    )
    sre_lead: Person = Field(
        description="Who leads the SRE team? (name and email)",
        examples=["Alice Nakamura alice@example.com"],
    )
    sre_manager: Person = Field(
        description="Who is the SRE manager?", examples=["Mona Haddad mona@example.com"]
    )
    product_lead: Person = Field(
        description="Who leads the product group?", examples=["Bob Castellano bob@example.com"]
    )
    product_manager: Person = Field(
        description="Who is the product group's manager?", examples=["Pat Romero pat@example.com"]
    )
    sponsor: Person = Field(
        description="Who stands above both sides?", examples=["Dana Iyer dana@example.com"]
    )
    zone: Zone = Field(
        description="In which time zone do the teams work?", examples=["Europe/Berlin"]
    )
    prometheus: Address = Field(
        description="Where is Prometheus?", examples=["http://localhost:9090"]
    )
    total: Line = Field(
        description="Which counter counts all requests?",
        examples=['http_requests_total{service="iot-hub"}'],
    )
    bad: Line = Field(
        description="Which counter counts the bad ones?",
        examples=['http_requests_total{service="iot-hub",code=~"5.."}'],
    )

    @model_validator(mode="after")
    def _everybody_is_one_person(self) -> Self:
        distinguish({role: getattr(self, role) for role in SIDES})
        return self


SIDES = {
    "sre_lead": "SRE",
    "sre_manager": "SRE",
    "product_lead": "product",
    "product_manager": "product",
    "sponsor": "sponsor",
}


def distinguish(people: Mapping[str, Contact]) -> None:
    """Refuse somebody on two sides, and two people with one address."""
    seen: dict[str, tuple[str, Contact]] = {}
    for role, person in people.items():
        side, first = seen.setdefault(person.identity, (SIDES[role], person))
        if side != SIDES[role]:
            raise refused(
                f"{person.name} cannot stand on two sides.",
                fix="Name another person for one of them.",
            )
        if first != person:
            raise refused(
                f"{first.name} and {person.name} have the same address.",
                fix="Write the same person the same way, or give each an address.",
            )


@dataclass(frozen=True, slots=True)
class Replies:
    """All answers.

    Attributes:
        answers: To the questions about people and services.
        platform: The key of the chat platform.
        first: What is known of it.
        own: The answers to its own questions.
    """

    answers: Answers
    platform: str
    first: First
    own: Section
