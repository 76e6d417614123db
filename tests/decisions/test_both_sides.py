"""An agreement takes two sides, also where somebody stands on both, or app.yaml forgets a kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.model.organisation import Organisation, Side
from tests.decisions.house import declaring, number_of
from tests.door import Build, Door, error

if TYPE_CHECKING:
    from bot.model.organisation import Engagement

PROPOSE = "owner propose freeze approver=@carol reason=she plans both roadmaps"


def managed_by(organisation: Organisation, person: str) -> Organisation:
    """The example, both of whose teams have one manager."""

    def both(engagement: Engagement) -> Engagement:
        return replace(
            engagement,
            sre_team=replace(engagement.sre_team, manager=person),
            product_group=replace(engagement.product_group, manager=person),
        )

    engagements = {key: both(each) for key, each in organisation.engagements.items()}
    return replace(organisation, engagements=engagements)


@pytest.mark.parametrize(("manager", "other"), [("mona", "bob"), ("pat", "alice")])
async def test_who_manages_both_teams_speaks_for_their_own_side_alone(
    manager: str, other: str, ask: Door, build: Build
) -> None:
    town = build(organisation=managed_by(ask.organisation, manager), file="both.db")
    number = await number_of(town, PROPOSE, as_=manager)
    accept = f"owner accept {number}"
    assert error((await town(accept, as_=manager)).card) == "not_allowed"
    assert error((await town(accept, as_=other)).card) is None


async def test_who_manages_both_accepts_what_the_other_side_proposed(
    ask: Door, build: Build
) -> None:
    town = build(organisation=managed_by(ask.organisation, "mona"), file="both.db")
    number = await number_of(town, PROPOSE, as_="bob")
    assert error((await town(f"owner accept {number}", as_="mona")).card) is None


async def test_a_sponsor_who_manages_both_speaks_for_neither(ask: Door, build: Build) -> None:
    organisation = managed_by(ask.organisation, "dana")
    assert organisation.people["dana"].side is Side.SPONSOR
    town = build(organisation=organisation, file="both.db")
    assert error((await town(PROPOSE, as_="dana")).card) == "not_allowed"
    number = await number_of(town, PROPOSE, as_="alice")
    assert error((await town(f"owner accept {number}", as_="dana")).card) == "not_allowed"


async def test_what_was_decided_about_a_kind_that_app_yaml_forgot_can_still_be_read(
    ask: Door, build: Build
) -> None:
    await ask('decide firmware "Do we roll out 4.2?"', as_="erin")
    await ask("conclude D-1 yes because it boots", as_="alice")
    rules = ask.organisation.engagements["iot-hub"].decisions
    kinds = {key: kind for key, kind in rules.kinds.items() if key != "firmware"}
    rights = tuple(each for each in rules.rights if each.kind != "firmware")
    later = build(organisation=declaring(ask.organisation, "iot-hub", kinds=kinds, rights=rights))
    assert (await later("decision D-1")).card.data["kind"] == "firmware"
    assert error((await later("decisions")).card) is None
    assert error((await later("owner firmware")).card) == "not_found"
    assert error((await later("reverse D-1 it does not boot", as_="alice")).card) is None
