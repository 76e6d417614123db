"""Who is on call by the rotations that an organisation holds itself: the real thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.oncall import rota
from adapters.outside import Outside
from bot.model.rotation import OWN
from bot.oncall import OnCall
from bot.oncall.failing import Failing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model.organisation import Organisation
    from bot.ports.clock import Clock
    from bot.ports.oncall import OnCallSource
    from bot.ports.store import Store


def rotas(
    organisation: Organisation,
    store: Store,
    clock: Clock,
    *,
    others: Mapping[str, OnCallSource] | None = None,
    served: frozenset[str] = frozenset(),
) -> OnCall:
    """Our own rotations, and other sources by key if a test has any; their kind is their key."""
    failing = Failing(organisation, store, served)
    own = rota.build(organisation, Outside(store=store, clock=clock, environ={}))
    sources = {OWN: own, **(others or {})}
    return OnCall(
        organisation, sources, store, kinds={key: key for key in sources}, failing=failing
    )
