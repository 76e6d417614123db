"""Every example of every command is answered, within what the platform takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.door import error
from tests.examples import MAY_BE_GONE, READS, REFUSALS, WRITES
from tests.platforms.contract.drivers import platforms
from tests.platforms.contract.face import Part, Way

if TYPE_CHECKING:
    from tests.platforms.contract.drivers import Setting

each_example = pytest.mark.parametrize("said", [*READS, *WRITES])


@each_example
@pytest.mark.parametrize("platform", platforms())
async def test_an_example_is_answered_directly(at: Setting, said: str) -> None:
    await at.town.says("alice", said, Way.DIRECT)

    await answered(at, said)


@each_example
@pytest.mark.parametrize("platform", platforms(Part.CHANNELS))
async def test_an_example_is_answered_in_a_channel(at: Setting, said: str) -> None:
    await at.town.says("alice", said, Way.CHANNEL)

    await answered(at, said)


@each_example
@pytest.mark.parametrize("platform", platforms(Part.ALONE))
async def test_an_example_is_answered_to_the_asker_alone(at: Setting, said: str) -> None:
    await at.town.says("alice", said, Way.ALONE)

    await answered(at, said)


async def answered(at: Setting, said: str) -> None:
    """One card that shows all that the core told, or one form, and nothing too large.

    A reading has an answer; a write may be refused, if it was understood.
    """
    seen, form = await at.seen("alice"), await at.town.form("alice")
    for each in seen:
        at.town.within_limits(each.payload)
    if form:
        at.town.within_limits(form.payload)
    answer = at.house.answered
    assert error(answer.card) in (REFUSALS if said in MAY_BE_GONE.union(WRITES) else {None})
    if answer.form is None:
        assert [each.words for each in seen] == [at.told(answer.card)]
    else:
        titles = [form.title] if form else [each.words.headline for each in seen]
        assert titles in ([answer.form.title], [answer.card.headline])
