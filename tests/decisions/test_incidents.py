"""An incident's commander is in charge until it is called off; else the table says who decides."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.reply import Table
from tests.decisions.house import history, say, without
from tests.door import Build, Door, error, facts
from tests.outbox import unasked

if TYPE_CHECKING:
    from bot.reply import Card


async def charge(ask: Door) -> str:
    return (await ask("incharge iot-hub")).card.headline


async def test_while_none_is_declared_the_table_says_who_decides(ask: Door) -> None:
    for typed in ("incharge", "incharge iot-hub", "who is in charge?"):
        card: Card = (await ask(typed)).card
        assert card.headline.startswith("No incident is declared. Who decides for IoT Hub:")
        assert any(isinstance(each, Table) for each in card.blocks)


async def test_its_commander_is_in_charge_and_decides_the_severity(ask: Door) -> None:
    before = (await ask("owner severity")).card.data
    assert (before["state"], before["approver"]) == ("standby", None)
    declared = (await ask("incident on SEV2 @erin", as_="frank")).card
    assert declared.headline == "Erin Gallagher is in charge of IoT Hub: SEV2 on IoT Hub"
    assert await charge(ask) == declared.headline
    during = (await ask("owner severity")).card
    assert (during.data["state"], during.data["approver"]) == ("commanded", "erin")
    assert "while SEV2 lasts" in during.headline
    assert facts(during)["1 SLO and policy"].startswith("an incident is declared")
    other = (await ask("owner freeze")).card.data
    assert (other["state"], other["approver"]) == ("held", "bob")
    elsewhere = (await ask("owner device-twins severity")).card.data
    assert elsewhere["state"] == "standby"


async def test_it_is_over_once_it_is_called_off(ask: Door) -> None:
    await ask("incident on SEV2 @erin", as_="frank")
    ask.clock.move(timedelta(hours=2))
    card = (await ask("incident off", as_="erin")).card
    assert card.data["ended_by"] == "erin"
    assert (await charge(ask)).startswith("No incident is declared")
    assert (await ask("owner severity")).card.data["state"] == "standby"
    assert error((await ask("incident off", as_="erin")).card) == "not_found"


async def test_whoever_declares_it_commands_unless_told(ask: Door) -> None:
    assert (await ask("incident on SEV1", as_="carol")).card.data["commander"] == "carol"


@pytest.mark.parametrize(
    "typed",
    [
        "incident on SEV2 @erin device-twins",
        "incident on SEV2 device-twins @erin",
        "incident on device-twins @erin SEV2",
        "incident on @erin sev 2 device twins",
        "incident on sev 2 for device twins @erin",
    ],
)
async def test_the_severity_the_commander_and_the_service_stand_in_any_order(
    typed: str, ask: Door
) -> None:
    card = (await ask(typed, as_="frank")).card
    assert card.headline == "Erin Gallagher is in charge of Device Twins: SEV2 on Device Twins"


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("incident on SEV2 @erin device-twinz", "a service called “device-twinz”"),
        ("incident on SEV2 errin device-twins", "anybody called “errin”"),
        ("incident on sev two @erin", "“sev” is no number"),
    ],
)
async def test_what_is_none_of_them_is_said(typed: str, complaint: str, ask: Door) -> None:
    assert complaint in (await ask(typed, as_="frank")).card.headline


async def test_command_is_handed_over_by_who_has_it(ask: Door) -> None:
    await ask("incident on SEV2 @erin", as_="frank")
    card = (await ask("incident on SEV2 @carol", as_="erin")).card
    assert (card.data["incident"], card.data["commander"]) == (1, "carol")
    assert (await charge(ask)).startswith("Carol Mbeki is in charge")
    assert error((await ask("incident on SEV2 @erin", as_="erin")).card) == "not_allowed"


async def test_a_worse_severity_does_not_take_the_command(ask: Door) -> None:
    await ask("incident on SEV2 @erin", as_="frank")
    card = (await ask("incident on SEV1", as_="alice")).card
    assert (card.data["severity"], card.data["commander"]) == (1, "erin")


async def test_what_is_so_already_is_told(ask: Door) -> None:
    await ask("incident on SEV2 @erin", as_="frank")
    for typed in ("incident on SEV2 @erin", "incident on SEV2"):
        assert error((await ask(typed, as_="erin")).card) == "conflict"


async def test_the_channel_and_the_commander_hear_of_each_change(ask: Door) -> None:
    await ask("incident on SEV2 @erin", as_="frank")
    await ask("incident on SEV1 @carol", as_="erin")
    await ask("incident off", as_="dana")
    said = await unasked(ask.store)
    assert [(each.to, each.card.headline) for each in said if each.to == "iot-hub"] == [
        ("iot-hub", "Erin Gallagher is in charge of IoT Hub: SEV2 on IoT Hub"),
        ("iot-hub", "Carol Mbeki is in charge of IoT Hub: SEV1 on IoT Hub"),
        (
            "iot-hub",
            "SEV1 on IoT Hub is called off: who decides stands in the table of rights again",
        ),
    ]
    assert [each.to for each in said if each.to != "iot-hub"] == ["@erin", "@carol", "@carol"]


async def test_its_steps_are_written_down(ask: Door) -> None:
    await say(ask, "incident on SEV2 @erin", as_="frank", link="https://chat.example/m/1")
    await say(ask, "incident on SEV1 @erin", as_="erin")
    await say(ask, "incident off", as_="erin")
    steps = await history(ask.store, "incident 1")
    assert [(each.what, each.person) for each in steps] == [
        ("declared", "frank"),
        ("changed", "erin"),
        ("called off", "erin"),
    ]
    assert [each.before for each in steps[1:]] == [each.after for each in steps[:-1]]
    assert steps[0].link == "https://chat.example/m/1"


@pytest.mark.parametrize("severity", ["SEV0", "SEV6", "12"])
async def test_only_five_severities_are_known(severity: str, ask: Door) -> None:
    assert error((await ask(f"incident on {severity} @erin", as_="frank")).card) == "usage"


async def test_who_left_does_not_command(ask: Door, build: Build) -> None:
    left = build(organisation=without(ask.organisation, "erin"), file="left.db")
    assert error((await left("incident on SEV2 @erin", as_="frank")).card) == "usage"


async def test_of_its_severity_the_commander_decides(ask: Door) -> None:
    """And whoever commands later does not decide what was asked of who commanded then."""
    await ask("incident on SEV2 @erin", as_="frank")
    card = (await ask('decide severity "Is it a SEV1?"', as_="carol")).card
    assert (card.data["state"], card.data["approver"]) == ("open", "erin")
    assert error((await ask("conclude D-1 no because it is slow", as_="carol")).card) == (
        "not_allowed"
    )
    assert error((await ask("conclude D-1 no because it is slow", as_="erin")).card) is None


async def test_what_is_asked_while_none_runs_waits_for_a_commander(ask: Door) -> None:
    card = (await ask('decide severity "Is it a SEV1?"', as_="carol")).card
    assert card.data["state"] == "draft"
