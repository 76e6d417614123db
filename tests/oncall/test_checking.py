"""``rapport check``: each source is reached, and people whom app.yaml does not know are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import SourceUnavailable
from bot.model.oncall import Contact, Duty
from bot.oncall.checking import check_source
from tests.fakes.clock import NOON
from tests.oncall.conftest import PAGER, at

if TYPE_CHECKING:
    from bot.model.organisation import Organisation
    from tests.fakes.rosters import ScriptedRosters


async def checked(pager: ScriptedRosters, organisation: Organisation) -> tuple[str, ...]:
    return await check_source(pager, PAGER, kind=PAGER, organisation=organisation, now=NOON)


async def test_who_is_unknown_is_named_with_the_way_to_be_known(
    pager: ScriptedRosters, organisation: Organisation
) -> None:
    found, unknown = await checked(pager, organisation)
    assert found == "IoT Hub product has 2 duties"
    assert unknown.startswith(
        "app.yaml does not know Tess Temp (tess@elsewhere.example, pager P2), who are called"
    )
    assert "Bob" not in unknown
    assert "`ids: {pager: …}`" in unknown


async def test_when_everybody_is_known_there_is_nothing_to_add(
    pager: ScriptedRosters, organisation: Organisation
) -> None:
    pager.duties = pager.duties[:1]
    assert await checked(pager, organisation) == ("IoT Hub product has 1 duties",)


async def test_a_crowd_of_unknown_people_is_cut(
    pager: ScriptedRosters, organisation: Organisation
) -> None:
    pager.duties = tuple(Duty(Contact(f"Temp {n}"), at(18), at(25)) for n in range(25))
    _, unknown = await checked(pager, organisation)
    assert "Temp 9 and 15 more" in unknown


async def test_what_cannot_be_reached_says_what_to_do(
    pager: ScriptedRosters, organisation: Organisation
) -> None:
    pager.failing = "The pager does not answer."
    with pytest.raises(SourceUnavailable) as refused:
        await checked(pager, organisation)
    assert refused.value.next_step
