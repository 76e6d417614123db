"""What is said when a user group cannot follow who is on call, and stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import phrases
from bot.reply import Card, Fact, Facts, Note, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.rotation import Rotation
    from bot.oncall.membership import Obstacle


def unchanged_card(rotations: Sequence[Rotation], obstacle: Obstacle, *, series: str) -> Card:
    """Draw up the post; nobody is pinged by it.

    Args:
        rotations: Those that the group follows.
        obstacle: Why it does not.
        series: Which group, as ``slack/S0123456789``.
    """
    platform, _, group = series.partition("/")
    names = phrases.listed([each.name for each in rotations])
    facts = [Fact("User group", f"{group} ({platform})")]
    if obstacle.next_step:
        facts.append(Fact("Next step", obstacle.next_step))
    return Card(
        headline=f"The user group of {names} stays as it was: {obstacle.why}",
        tone=Tone.AT_RISK,
        blocks=(
            Facts(tuple(facts)),
            Note("Whoever mentions it reaches those who were on call before."),
        ),
        data={
            "group": series,
            "rotations": [each.key for each in rotations],
            "why": obstacle.why,
        },
    )
