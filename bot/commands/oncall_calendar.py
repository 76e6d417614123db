"""``oncall calendar``: the address at which a calendar subscribes to who is on call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Command
from bot.listing import Topic
from bot.oncall.asked import about
from bot.oncall.calendars import calendar_path, calendar_token
from bot.reply import Card, Change, Code, Note, Text
from bot.word import Kind, word

if TYPE_CHECKING:
    from bot.context import Context
    from bot.model.organisation import Service
    from bot.ports.store import Tx


@dataclass(frozen=True, slots=True)
class Args:
    """Which service."""

    service: Service | None = word(
        Kind.SERVICE, help="which service; the channel's own when left out"
    )


async def run(args: Args, context: Context) -> Change:
    """Tell the address, to the asker alone: whoever knows it reads the calendar."""
    service = about(args.service, COMMAND, context)

    def work(tx: Tx) -> Card:
        path = calendar_path(calendar_token(tx, service.key, now=context.now))
        return _card(service, path, address=context.address)

    return Change(work)


def _card(service: Service, path: str, *, address: str | None) -> Card:
    where = Code(f"{address.rstrip('/')}{path}" if address else path)
    how = Text(
        "Add it to your calendar as a subscription, by its address."
        if address
        else "That is below the address at which `rapport serve` is reached; whoever runs me can "
        "write it as web.url in app.yaml, and I tell all of it."
    )
    return Card(
        headline=f"The calendar of who is on call for {service.name}",
        blocks=(
            where,
            how,
            Note(
                "Whoever knows this address reads the names in it: keep it among yourselves. A new "
                f"one takes its place with: rapport export oncall {service.key} --new-address"
            ),
        ),
        data={"service": service.key, "path": path, "url": address and f"{address}{path}"},
    )


COMMAND = Command(
    verb="oncall-calendar",
    summary="The address at which your calendar subscribes to who is on call",
    args=Args,
    run=run,
    aliases=("calendar", "ical"),
    examples=("oncall calendar iot-hub",),
    writes=True,
    private=True,
    topic=Topic.ONCALL,
)
