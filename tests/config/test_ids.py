"""Ids that a platform can tell to be none are found before anybody is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.by_name import schemas
from bot.config import Config, ConfigError, Problem, read

CHANNEL = "19:iot_hub-1@thread.tacv2"
PERSON = "0b0b0b0b-2222-3333-4444-555555555555"
TEAMS = """
    tenant: 11111111-2222-3333-4444-555555555555
    app_id: 66666666-7777-8888-9999-000000000000
    client_secret_env: TEAMS_CLIENT_SECRET
"""
DEVELOPMENT = """
    tenant: 11111111-2222-3333-4444-555555555555
    development: true
"""
FILE = """\
version: 1
people:
  alice: {{name: Alice Nakamura, side: sre, ids: {{teams: "{person}"}}}}
  bob: {{name: Bob Castellano, side: product, ids: {{slack: "{slack}"}}}}
  dana: {{name: Dana Iyer, side: sponsor}}
teams:
  sre: {{name: SRE, side: sre, lead: alice, manager: alice, members: [alice]}}
  product: {{name: Product, side: product, lead: bob, manager: bob, members: [bob]}}
sources: {{main: {{kind: example}}}}
rotations:
  hub-sre:
    name: Hub SRE
    team: sre
    layers: [{{people: [alice], starts: 2026-01-05 10:00}}]
    groups: {{slack: "{group}"}}
services:
  iot-hub:
    name: iot-hub
    oncall: {{sre: {{primary: hub-sre}}}}
    planned: {{latency: {{drafted_by: bob, due: 2026-12-15}}}}
engagements:
  iot-hub:
    services: [iot-hub]
    sre_team: sre
    product_group: product
    sponsor: dana
    zone: Europe/Berlin
    places: {{teams: {{channel: "{channel}"}}}}
platforms:
  slack: {{workspace: T0123456789, bot_token_env: SLACK_BOT_TOKEN, app_token_env: SLACK_APP_TOKEN}}
  teams:{teams}"""


def written(
    *,
    channel: str = CHANNEL,
    person: str = PERSON,
    slack: str = "U0000000001",
    teams: str = TEAMS,
    group: str = "S0123ABC",
) -> Config:
    text = FILE.format(channel=channel, person=person, slack=slack, teams=teams, group=group)
    return read(text, path=Path("/somewhere/app.yaml"), schemas=schemas())


def problem(**changes: str) -> Problem:
    with pytest.raises(ConfigError) as caught:
        written(**changes)
    (found,) = caught.value.problems
    assert found.line is not None
    return found


def test_ids_as_teams_writes_them_are_good() -> None:
    (place,) = written().organisation.engagements["iot-hub"].places
    assert place.channel == CHANNEL


@pytest.mark.parametrize(
    "pasted",
    [
        "19%3Aiot_hub-1%40thread.tacv2",
        f"{CHANNEL};messageid=1700000000000",
        "https://teams.microsoft.com/l/channel/19%3Aiot_hub-1%40thread.tacv2/IoT%20Hub?groupId=1",
    ],
)
def test_what_holds_the_id_of_a_channel_is_told_which_it_is(pasted: str) -> None:
    found = problem(channel=pasted)
    assert found.path == "engagements.iot-hub.places.teams.channel"
    assert found.message == "This is not the id of a Teams channel."
    assert found.fix == f'Write `"{CHANNEL}"`.'


@pytest.mark.parametrize("written_as", ["iot-hub", "#iot-hub", "IoT Hub", "19:iot-hub"])
def test_a_channel_s_name_is_told_where_its_id_is(written_as: str) -> None:
    found = problem(channel=written_as)
    assert found.message == "This is not the id of a Teams channel."
    assert "the channel's link: https://teams.microsoft.com/l/channel/19%3A" in found.fix


@pytest.mark.parametrize("platform", ["person", "slack"])
def test_an_email_is_no_user_id(platform: str) -> None:
    found = problem(**{platform: "erin@example.com"})
    assert found.message.startswith("This is not a user id of ")
    assert "`email`" in found.fix


@pytest.mark.parametrize(
    ("changes", "right"),
    [({"person": PERSON.upper()}, PERSON), ({"slack": "u0000000001"}, "U0000000001")],
)
def test_an_id_in_other_letters_would_never_be_met(changes: dict[str, str], right: str) -> None:
    assert problem(**changes).fix == f"Write `{right}`."


@pytest.mark.parametrize(
    "written_as", ["@iot-hub-oncall", "iot-hub-oncall", "<!subteam^S0123ABC>", "C0123ABC"]
)
def test_a_user_group_s_name_is_told_where_its_id_is(written_as: str) -> None:
    found = problem(group=written_as)
    assert found.path == "rotations.hub-sre.groups.slack"
    assert found.message == "This is not the id of a user group of Slack."
    assert "“Copy group ID”" in found.fix


def test_what_is_not_in_development_is_looked_at() -> None:
    found = problem(channel="iot-hub-id", teams=f"{TEAMS}    development: false\n")
    assert found.message == "This is not the id of a Teams channel."


def test_in_development_a_platform_has_ids_of_its_own() -> None:
    own = written(channel="iot-hub-id", person="USER-id-0", teams=DEVELOPMENT)
    assert own.organisation.people["alice"].ids["teams"] == "USER-id-0"
