"""The path from nothing to an answer, on the command line: init, manifest, import, check, ask."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import rapport as root
from tests.real.prometheus import bad_of, total_of
from tests.real.prometheus.steady import SERVICE
from tests.serving.process import rapport
from tests.serving.town import SECRETS, populate, workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.real.prometheus.steady import Steady
    from tests.terminal.running import Ran

TABLE = """\
version: 1
people:
  alice: {name: Alice Nakamura, side: sre}
  bob: {name: Bob Castellano, side: product}
  dana: {name: Dana Iyer, side: sponsor}
teams:
  sre: {name: SRE, side: sre, lead: alice, manager: alice, members: [alice]}
  product: {name: Product, side: product, lead: bob, manager: bob, members: [bob]}
sources:
  days: {kind: table}
services:
  checkout:
    name: Checkout
    slos:
      availability: {target: 99.9%, events: orders, source: days}
engagements:
  checkout:
    services: [checkout]
    sre_team: sre
    product_group: product
    sponsor: dana
    zone: Europe/Berlin
    places: {playground: {channel: checkout}}
storage: {path: rapport.db}
"""


def data(ran: Ran) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran.out)["data"]
    return found


async def test_imported_days_are_what_is_answered(tmp_path: Path) -> None:
    (tmp_path / "app.yaml").write_text(TABLE)
    today = datetime.now(UTC).date()
    days = [today - timedelta(days=back) for back in range(28, 0, -1)]
    csv = tmp_path / "days.csv"
    csv.write_text(
        "date,service,good,bad\n" + "".join(f"{day},checkout,99950,50\n" for day in days)
    )

    imported = await rapport(tmp_path, "import", "budget", str(csv))
    assert (imported.status, imported.err) == (0, "")
    assert "Imported 28 days: 28 new" in imported.out
    asked = data(await rapport(tmp_path, "ask", "--json", "budget checkout"))
    assert (asked["bad"], asked["total"], asked["source"]) == (28 * 50, 28 * 100_000, "days")
    assert asked["good"] + asked["bad"] == asked["total"]
    assert asked["remaining"] == 0.5

    csv.write_text(csv.read_text().replace(",99950,50\n", ",99900,one hundred\n", 1))
    refused = await rapport(tmp_path, "import", "budget", str(csv))
    assert refused.status != 0
    assert "line 2" in refused.out + refused.err
    assert data(await rapport(tmp_path, "ask", "--json", "budget checkout")) == {
        **asked,
        "as_of": asked["as_of"],
    }


async def test_what_init_writes_is_checked_and_answers_and_is_never_overwritten(
    steady: Steady, tmp_path: Path
) -> None:
    flags = {
        "service": "IoT Hub",
        "target": "99.95%",
        "sre-lead": "Alice Nakamura UALICE00",
        "sre-manager": "Erin Gallagher erin@example.com",
        "product-lead": "Bob Castellano bob@example.com",
        "product-manager": "Bob Castellano bob@example.com",
        "sponsor": "Dana Iyer dana@example.com",
        "zone": "Europe/Berlin",
        "workspace": "T0HOME0001",
        "channel": "C0IOTHUB01",
        "prometheus": steady.url,
        "total": total_of(SERVICE),
        "bad": bad_of(SERVICE),
    }
    words = [word for name, value in flags.items() for word in (f"--{name}", value)]
    wrote = await rapport(tmp_path, "init", *words)
    assert (wrote.status, wrote.err) == (0, "")
    assert "rapport check" in wrote.out
    path = tmp_path / "app.yaml"

    async with workspace() as slack:
        populate(slack)
        slack.user("UALICE00", name="alice.nakamura")
        slack.channel("C0IOTHUB01", name="iot-hub")
        theirs, ours = "    mode: socket\n", f"    api_url: {slack.base_url}\n"
        path.write_text(path.read_text().replace(theirs, theirs + ours))
        checked = await rapport(tmp_path, "check", environ=SECRETS)
    assert (checked.status, checked.err) == (0, ""), checked.out
    assert "app.yaml is good." in checked.out

    asked = data(await rapport(tmp_path, "ask", "--json", "budget iot-hub"))
    assert round(asked["remaining"], 3) == 0.333

    written = path.read_text()
    again = await rapport(tmp_path, "init", *words)
    assert again.status == 2
    assert "app.yaml" in again.out + again.err
    assert "Traceback" not in again.err
    assert path.read_text() == written


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What ``rapport manifest slack`` prints."""
    assert root.main(["manifest", "slack", *words]) == 0
    return capsys.readouterr().out


async def test_the_manifest_is_json_that_slack_can_be_given(tmp_path: Path) -> None:
    ran = await rapport(tmp_path, "manifest", "slack")
    drawn = json.loads(ran.out)

    assert (ran.status, ran.err) == (0, "")
    assert drawn["settings"]["socket_mode_enabled"] is True
    assert drawn["features"]["slash_commands"][0]["command"] == "/sre"
    assert "channels:history" not in drawn["oauth_config"]["scopes"]["bot"]


def test_the_manifest_for_http_names_our_address_everywhere(
    capsys: pytest.CaptureFixture[str],
) -> None:
    drawn = json.loads(printed(capsys, "--url", "https://rapport.example.com/", "--history"))

    address = "https://rapport.example.com/slack/events"
    assert drawn["features"]["slash_commands"][0]["url"] == address
    assert drawn["settings"]["interactivity"]["request_url"] == address
    assert drawn["settings"]["event_subscriptions"]["request_url"] == address
    assert drawn["settings"]["socket_mode_enabled"] is False
    assert "channels:history" in drawn["oauth_config"]["scopes"]["bot"]


def test_every_scope_of_the_manifest_is_explained_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    drawn = json.loads(printed(capsys))
    explained = printed(capsys, "--explain")

    for scope in drawn["oauth_config"]["scopes"]["bot"]:
        assert re.search(rf"^{re.escape(scope)}: [A-Z].*\.$", explained, re.MULTILINE)
    assert "Message history is optional" in explained


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("slack", "--url", "http://rapport.example.com"), "https://"),
        (("slcak",), "slack"),
    ],
)
def test_a_manifest_that_cannot_be_is_refused_with_what_can(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert root.main(["manifest", *words]) == 2
    printed = capsys.readouterr()
    assert said in printed.out + printed.err
