"""Which proposal is shown to somebody who says no number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.decisions.house import number_of
from tests.door import Build, Door, buttons, error

if TYPE_CHECKING:
    from bot.model.organisation import Organisation

PROPOSE = "owner propose freeze approver=@carol reason=she plans both roadmaps"


def alone(organisation: Organisation) -> Organisation:
    """The example, of whose engagements app.yaml names but the first any more."""
    return replace(organisation, engagements={"iot-hub": organisation.engagements["iot-hub"]})


async def test_the_one_that_waits_here_comes_before_those_of_other_engagements(ask: Door) -> None:
    number = await number_of(ask, PROPOSE, as_="alice")
    assert (await ask("owner proposal")).card.data["number"] == number
    assert error((await ask("owner proposal", in_=None)).card) == "conflict"


async def test_where_none_waits_those_of_other_engagements_are_offered(ask: Door) -> None:
    offered = buttons((await ask("owner proposal", in_="iot-hub")).card)
    shown = [(await ask(each.says)).card.data["engagement"] for each in offered]
    assert shown == ["device-twins"] * 3


async def test_those_of_an_engagement_that_app_yaml_has_lost_are_in_no_other_s_way(
    ask: Door, build: Build
) -> None:
    number = await number_of(ask, PROPOSE, as_="alice")
    later = build(organisation=alone(ask.organisation))
    assert (await later("owner proposal", in_=None)).card.data["number"] == number
    await later(f"owner withdraw {number}", as_="alice")
    assert (await later("owner proposal")).card.headline == "No proposal waits."
