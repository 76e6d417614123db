"""Every example of every command is answered, within what the platform takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.command import discover
from tests.platforms.contract.drivers import platforms
from tests.platforms.contract.face import Part, Way
from tests.platforms.contract.words import told

if TYPE_CHECKING:
    from tests.platforms.contract.drivers import Setting

EXAMPLES = [said for command in discover().values() for said in command.examples]
each_example = pytest.mark.parametrize("said", EXAMPLES)


@each_example
@pytest.mark.parametrize("platform", platforms())
async def test_an_example_is_answered_directly(at: Setting, said: str) -> None:
    await at.town.says("alice", said, Way.DIRECT)

    await answered(at)


@each_example
@pytest.mark.parametrize("platform", platforms(Part.CHANNELS))
async def test_an_example_is_answered_in_a_channel(at: Setting, said: str) -> None:
    await at.town.says("alice", said, Way.CHANNEL)

    await answered(at)


@each_example
@pytest.mark.parametrize("platform", platforms(Part.ALONE))
async def test_an_example_is_answered_to_the_asker_alone(at: Setting, said: str) -> None:
    await at.town.says("alice", said, Way.ALONE)

    await answered(at)


async def answered(at: Setting) -> None:
    """One card that shows all that the core told, or one form; no error, and nothing too large."""
    seen, form = await at.seen("alice"), await at.town.form("alice")
    for each in seen:
        at.town.within_limits(each.payload)
    if form:
        at.town.within_limits(form.payload)
    answer = at.house.answered
    assert "error" not in answer.card.data
    if answer.form is None:
        assert [each.words for each in seen] == [told(answer.card)]
    else:
        titles = [form.title] if form else [each.words.headline for each in seen]
        assert titles in ([answer.form.title], [answer.card.headline])
