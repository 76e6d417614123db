"""``rapport export``: who is on call as a calendar, or where one subscribes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.calendar_feed import CalendarFeed
from bot.closest import closest
from bot.errors import NotFound
from bot.grammar import fold
from bot.oncall.calendars import calendar_path, calendar_token

if TYPE_CHECKING:
    from adapters.outside import Outside
    from bot.at_hand import AtHand
    from bot.model.organisation import Organisation, Service


async def export_oncall(
    said: str, *, at_hand: AtHand, outside: Outside, address: bool, renew: bool
) -> str:
    """What to print.

    Args:
        said: The service, by its key, name or an alias.
        at_hand: Who is on call, and where ``serve`` is reached.
        outside: The store and the time.
        address: Whether to tell the address at which the calendar is subscribed to.
        renew: Whether to make a new one; the earlier one opens nothing any more.

    Raises:
        NotFound: There is no such service, or nobody is on call for it.
        SourceUnavailable: Nothing is known of any role.
    """
    service = _service(said, at_hand.organisation)
    if not (address or renew):
        feed = CalendarFeed(at_hand.organisation, at_hand.oncall, outside.store, outside.clock)
        return await feed.of(service)
    now = outside.clock.now()
    token = await outside.store.transact(
        lambda tx: calendar_token(tx, service.key, now=now, renew=renew)
    )
    return f"{at_hand.address or ''}{calendar_path(token)}"


def _service(said: str, organisation: Organisation) -> Service:
    wanted = fold(said)
    for service in organisation.services.values():
        if wanted in {fold(each) for each in (service.key, service.name, *service.aliases)}:
            if service.oncall:
                return service
            raise NotFound(
                f"app.yaml names no rotation for {service.name}.",
                next_step=f"Write who is on call under services.{service.key}.oncall.",
            )
    near = closest(said, organisation.services) or tuple(organisation.services)
    raise NotFound(f"There is no service “{said}”.", next_step=f"Did you mean: {', '.join(near)}?")
