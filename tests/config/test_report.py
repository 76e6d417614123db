"""What a person at the terminal reads about a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.config import ConfigError, Problem, load, read
from bot.config.checking import Examination, Finding
from bot.config.report import WIDTH, broken, examined
from tests.config.files import SCHEMAS

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

TWENTY_MISTAKES = """\
version: 2
example: perhaps
people:
  alice: {name: Alice Nakamura, side: sre, email: alice@example.com, zone: Europe/Berlim}
  erin: {name: Erin Gallagher, side: sry}
  frank: {name: Frank Adeyemi, side: sre, email: alice@example.com}
  mona: {name: Mona Haddad, side: sre, manager: dina}
  bob: {name: Bob Castellano, side: product}
  bob: {name: Bob Again, side: product}
  pat: {side: product}
  dana: {name: Dana Iyer, side: sponsor}
teams:
  sre: {name: SRE, side: sre, lead: alic, manager: mona, members: [alice, erin, bob]}
  product: {name: Product, side: product, lead: bob, manager: pat, members: [bob]}
sources:
  main:
    kind: promethius
services:
  iot-hub:
    name: IoT Hub
    aliases: [hub]
    slos:
      availability: {target: 100%, source: main}
      latency: {target: 99.9, source: main}
      freshness: {target: 90%, source: man, alerts: {fast: 14.4}}
  twins:
    name: Twins
    aliases: [HUB]
engagements:
  hub:
    services: [iot-hub, twinz]
    sre_team: product
    product_group: product
    sponser: dana
    zone: UTC
    places: {slack: {channel: C0123456789}, playground: {channel: hub}}
platforms:
  slack:
    workspace: T0123456789
    token: xoxb-1234567890-abcdefghij
"""


def test_a_file_with_twenty_mistakes_is_told_all_of_them(golden: SnapshotAssertion) -> None:
    with pytest.raises(ConfigError) as caught:
        read(TWENTY_MISTAKES, path=Path("/somewhere/app.yaml"), schemas=SCHEMAS)
    assert broken(caught.value) == golden


def test_a_good_file_is_told_what_was_found_and_what_to_know(golden: SnapshotAssertion) -> None:
    examination = Examination(
        file="app.yaml",
        problems=(),
        notices=(
            Problem(
                "services.search",
                27,
                "No engagement runs `search`: it has no channel, no policy and no approver.",
                "Name it in the `services` of an engagement.",
            ),
        ),
        findings=(Finding("sources.main", ("Prometheus 2.42 answers.", "All series are there.")),),
    )
    assert examined(examination) == golden


def test_one_problem_is_one_problem() -> None:
    problem = Problem("sources.main.token_env", 17, "It is not set.", "Set it.")
    assert examined(Examination("app.yaml", (problem,), (), ())) == (
        "app.yaml:17  sources.main.token_env\n"
        "    It is not set.\n"
        "  → Set it.\n"
        "\n"
        "1 problem to mend in app.yaml."
    )


def test_a_file_that_is_not_there_has_no_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path / "app.yaml", schemas=SCHEMAS)
    assert broken(caught.value).startswith("app.yaml\n    The file cannot be read")


def test_long_sentences_fit_the_terminal() -> None:
    problem = Problem("services", 1, "word " * 60, "word " * 60)
    drawn = broken(ConfigError((problem,), file=None))
    assert max(map(len, drawn.splitlines())) <= WIDTH
