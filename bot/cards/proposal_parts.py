"""Every part that a proposal gives to somebody or takes from them, beside what was so until now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards import owner_words as words
from bot.model.right import Holders
from bot.reply import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cards.surroundings import Surroundings
    from bot.model.right import DecisionRight


def parts_in(
    right: DecisionRight, here: Surroundings, former: DecisionRight | None
) -> Iterator[Fact]:
    """Every part that somebody has or loses: nobody agrees to what they do not see."""
    yield from _approver(right, here, former)
    now, before = right.holders, former.holders if former else Holders(approver="")
    for label, names, were in (
        ("Delegate", (now.delegate,), (before.delegate,)),
        ("Drives", (now.driver,), (before.driver,)),
        ("Must contribute", now.contributors, before.contributors),
        ("Informed", now.informed, before.informed),
        ("Veto", now.veto, before.veto),
    ):
        said = words.all_names(tuple(filter(None, names)), here)
        was = words.all_names(tuple(filter(None, were)), here)
        yield from _changed(label, said, was if former else said)
    basis = right.basis or ""
    yield from _changed("Basis", basis, (former.basis or "") if former else basis)


def _approver(
    right: DecisionRight, here: Surroundings, former: DecisionRight | None
) -> Iterator[Fact]:
    if former and former.holders.approver != right.holders.approver:
        over = former.expires is not None and former.expires <= here.now
        since = ", whose right expired" if over else ""
        yield Fact("Until now", f"{here.name(former.holders.approver)}{since}")


def _changed(label: str, said: str, was: str) -> Iterator[Fact]:
    """What is so now, and what was so until now where that is something else."""
    if said != was:
        yield Fact(label, f"{said or 'nobody'}; until now {was or 'nobody'}")
    elif said:
        yield Fact(label, said)
