"""What is said when two sides decide, step by step: for the files that show how it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.decisions.house import house
from tests.outbox import unasked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.form import Form
    from bot.reply import Card
    from tests.door import Door

_PROPOSE = (
    "owner propose repair-items approver=@pat until=2027-06-30 "
    'basis="charter v4 §2" reason=the budget is with product'
)
_DECIDE = 'decide freeze "Do we freeze until the canary gate is in?" options yes | no'


async def proposal(ask: Door) -> Sequence[Card]:
    """Proposed, waiting, agreed on."""
    proposed = (await ask(_PROPOSE, as_="alice")).card
    waits = (await ask(f"owner proposal {proposed.data['number']}", as_="bob")).card
    agreed = (await ask(f"owner accept {proposed.data['number']}", as_="bob")).card
    return proposed, waits, agreed


async def from_the_file(ask: Door) -> Sequence[Card]:
    """What app.yaml proposes: asked, told, agreed on, and what was asked after that."""
    await house(ask).work.tick()
    asks, *_, tells = (each.card for each in await unasked(ask.store))
    agreed = (await ask("owner accept 14 15")).card
    changed = (await unasked(ask.store))[5].card
    return asks, tells, agreed, changed


async def decision(ask: Door) -> Sequence[Card]:
    """Asked, waiting, taken."""
    asked = (await ask(_DECIDE, as_="erin")).card
    waits = (await ask("decision D-1", as_="bob")).card
    taken = (await ask("conclude D-1 yes because two bad releases went past it", as_="bob")).card
    return asked, waits, taken


async def incident(ask: Door) -> Sequence[Card]:
    """Declared, and over."""
    declared = (await ask("incident on SEV2 @erin", as_="frank")).card
    over = (await ask("incident off", as_="erin")).card
    return declared, over


async def form(ask: Door, words: str) -> Form:
    """One of the forms, while a decision is open."""
    await ask(_DECIDE, as_="erin")
    opened = (await ask(f"form {words}", as_="bob")).form
    assert opened is not None
    return opened
