"""What incident.io answers, as far as it is read.

The shapes are those of its OpenAPI document, from which its own clients are made:
https://github.com/incident-io/sdk-python/blob/main/openapi.json
"""

from __future__ import annotations

from datetime import UTC

from pydantic import AwareDatetime, BaseModel

from bot.model.oncall import Contact, Duty

Place = tuple[str | None, str | None]
"""A rotation of a schedule and a layer of that: each has one person on call."""


class User(BaseModel):
    """Somebody."""

    id: str
    name: str
    email: str | None = None

    @property
    def contact(self) -> Contact:
        """The same, for the core."""
        return Contact(name=self.name.strip() or self.id, email=self.email or None, id=self.id)


class Entry(BaseModel):
    """A shift; without a user nobody has it."""

    start_at: AwareDatetime
    end_at: AwareDatetime
    user: User | None = None
    rotation_id: str | None = None
    layer_id: str | None = None

    @property
    def place(self) -> Place:
        """Where it belongs."""
        return self.rotation_id, self.layer_id

    def belongs_to(self, place: Place) -> bool:
        """Whether it is about a place; what does not say where it belongs is about all."""
        rotation, layer = place
        return self.rotation_id in {None, rotation} and self.layer_id in {None, layer}

    @property
    def duties(self) -> list[Duty]:
        """The same, for the core."""
        if self.user is None:
            return []
        start, end = self.start_at.astimezone(UTC), self.end_at.astimezone(UTC)
        return [Duty(self.user.contact, start, end)]


class Entries(BaseModel):
    """The effective schedule, and apart what its rules say and what overrides them."""

    final: list[Entry]
    overrides: list[Entry] = []
    scheduled: list[Entry] = []


class Cursor(BaseModel):
    """What leads to the next page."""

    after: str | None = None


class Page(BaseModel):
    """Some of the entries within a window."""

    schedule_entries: Entries
    pagination_meta: Cursor | None = None

    @property
    def cursor(self) -> str | None:
        """Where the next page begins; None on the last one."""
        return self.pagination_meta.after if self.pagination_meta else None


class Rotation(BaseModel):
    """A rotation of a schedule."""

    id: str
    name: str


class Rotations(BaseModel):
    """How a schedule is set up."""

    rotations: list[Rotation] = []


class Schedule(BaseModel):
    """A schedule."""

    id: str
    name: str
    permalink: str | None = None
    config: Rotations | None = None

    def named(self, rotation: str) -> str | None:
        """What a rotation of it is called; None if it has no such rotation."""
        rotations = self.config.rotations if self.config else []
        return next((each.name for each in rotations if each.id == rotation), None)


class OneSchedule(BaseModel):
    """The envelope of a schedule."""

    schedule: Schedule
