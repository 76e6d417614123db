"""An open transaction, with the aggregates on it: the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from storage.audit import SqlAuditLog
from storage.budgets import SqlBudgetLedger
from storage.calendars import SqlCalendars
from storage.conversations import SqlConversations
from storage.covers import SqlCovers
from storage.decisions import SqlDecisions
from storage.due import SqlDueRows
from storage.history import SqlHistory
from storage.incidents import SqlIncidents
from storage.outbox import SqlOutbox
from storage.paces import SqlPaces
from storage.rights import SqlRights
from storage.rosters import SqlRosters

if TYPE_CHECKING:
    from storage.statements import Connection


@dataclass(frozen=True)
class SqlTx:
    """An open transaction, with the aggregates on it.

    Attributes:
        connection: Where its statements run.
        begin: The statement that begins it.
    """

    connection: Connection
    begin: str = "BEGIN IMMEDIATE"

    @cached_property
    def audit(self) -> SqlAuditLog:
        """Every request, once."""
        return SqlAuditLog(self.connection)

    @cached_property
    def budgets(self) -> SqlBudgetLedger:
        """Imported counts and last good readings."""
        return SqlBudgetLedger(self.connection)

    @cached_property
    def conversations(self) -> SqlConversations:
        """Places that a platform let us into."""
        return SqlConversations(self.connection)

    @cached_property
    def rosters(self) -> SqlRosters:
        """Each rotation's last good roster."""
        return SqlRosters(self.connection)

    @cached_property
    def covers(self) -> SqlCovers:
        """Who stands in for whom."""
        return SqlCovers(self.connection)

    @cached_property
    def calendars(self) -> SqlCalendars:
        """By which token each service's calendar is subscribed to."""
        return SqlCalendars(self.connection)

    @cached_property
    def rights(self) -> SqlRights:
        """Who may decide what."""
        return SqlRights(self.connection)

    @cached_property
    def decisions(self) -> SqlDecisions:
        """What was decided, and what is to be."""
        return SqlDecisions(self.connection)

    @cached_property
    def incidents(self) -> SqlIncidents:
        """Which incidents were declared."""
        return SqlIncidents(self.connection)

    @cached_property
    def history(self) -> SqlHistory:
        """What was agreed and decided, step by step."""
        return SqlHistory(self.connection)

    @cached_property
    def due(self) -> SqlDueRows:
        """What is due when."""
        return SqlDueRows(self.connection)

    @cached_property
    def outbox(self) -> SqlOutbox:
        """What is to be said unasked."""
        return SqlOutbox(self.connection)

    @cached_property
    def paces(self) -> SqlPaces:
        """How fast each platform is being written to."""
        return SqlPaces(self.connection)
