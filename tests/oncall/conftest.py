"""The example, where the product group's primary is known to a pager."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from adapters.by_name import schemas
from bot.config import load
from bot.model.oncall import Contact, Duty
from tests.door import APP_YAML
from tests.fakes.rosters import ScriptedRosters

if TYPE_CHECKING:
    from bot.model.organisation import Organisation
    from tests.door import Build, Door

PAGER = "pager"


def at(day: int, hour: int = 0) -> datetime:
    """An instant of November 2026."""
    return datetime(2026, 11, day, hour, tzinfo=UTC)


@pytest.fixture
def pager() -> ScriptedRosters:
    """Bob until Wednesday, then somebody whom app.yaml does not know."""
    return ScriptedRosters(
        Duty(Contact("Robert C.", email="Bob@example.com", id="P1"), at(18), at(25)),
        Duty(Contact("Tess Temp", email="tess@elsewhere.example", id="P2"), at(25), at(30)),
    )


@pytest.fixture
def organisation() -> Organisation:
    """The example's people, with a rotation that the pager knows."""
    whole = load(APP_YAML, schemas=schemas()).organisation
    product = replace(
        whole.rotations["hub-product"], source=PAGER, layers=(), query={"schedule": "P123"}
    )
    return replace(whole, rotations={**whole.rotations, "hub-product": product})


@pytest.fixture
def ask(build: Build, organisation: Organisation, pager: ScriptedRosters) -> Door:
    """Its door."""
    return build(organisation=organisation, rosters={PAGER: pager})
