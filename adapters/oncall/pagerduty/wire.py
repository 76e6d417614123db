"""What PagerDuty answers, as far as it is read.

The shapes are those of its OpenAPI document:
https://github.com/PagerDuty/api-schema/blob/main/reference/REST/openapiv3.json
"""

from __future__ import annotations

from datetime import UTC, datetime

from pydantic import AwareDatetime, BaseModel

from bot.model.oncall import Contact, Duty


class Reference(BaseModel):
    """Something that has a page of its own; of what was deleted, only the summary is left."""

    id: str
    summary: str | None = None
    name: str | None = None
    html_url: str | None = None

    @property
    def called(self) -> str:
        """What people call it."""
        return (self.name or self.summary or "").strip() or self.id


class User(Reference):
    """Somebody; the email is there only when users were asked for."""

    email: str | None = None

    @property
    def contact(self) -> Contact:
        """The same, for the core."""
        return Contact(name=self.called, email=self.email or None, id=self.id)


class Oncall(BaseModel):
    """Who is on call for a level of a policy; without a start forever, without an end for good."""

    user: User
    schedule: Reference | None = None
    escalation_policy: Reference
    escalation_level: int
    start: AwareDatetime | None = None
    end: AwareDatetime | None = None

    @property
    def duty(self) -> Duty:
        """The same, for the core."""
        return Duty(self.user.contact, _utc(self.start), _utc(self.end))


class Oncalls(BaseModel):
    """One page of them."""

    oncalls: list[Oncall]
    limit: int
    offset: int
    more: bool


class Entry(BaseModel):
    """A stretch of a schedule or of one of its layers."""

    user: User
    start: AwareDatetime
    end: AwareDatetime

    @property
    def duty(self) -> Duty:
        """The same, for the core."""
        return Duty(self.user.contact, _utc(self.start), _utc(self.end))


class Entries(BaseModel):
    """A schedule of its own within a schedule."""

    rendered_schedule_entries: list[Entry] = []

    @property
    def duties(self) -> list[Duty]:
        """The same, for the core."""
        return [entry.duty for entry in self.rendered_schedule_entries]


class Schedule(Reference):
    """A schedule within a stretch of time: the plan, what overrides it, and what comes of both."""

    escalation_policies: list[Reference] = []
    schedule_layers: list[Entries] = []
    overrides_subschedule: Entries = Entries()
    final_schedule: Entries = Entries()


class OneSchedule(BaseModel):
    """The envelope of a schedule."""

    schedule: Schedule


class OnePolicy(BaseModel):
    """The envelope of an escalation policy."""

    escalation_policy: Reference


class Users(BaseModel):
    """The envelope of those who are on call by a schedule."""

    users: list[User]


def _utc(instant: datetime | None) -> datetime | None:
    return instant and instant.astimezone(UTC)
