"""A first app.yaml from a few answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import load, read
from bot.config.answers import Answers, ask, checked, questions
from bot.config.init import render
from bot.config.replied import Contact
from bot.config.writing import vacant, write
from bot.errors import Conflict, Usage
from tests.config.files import SCHEMAS

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

TYPED = {
    "service": "IoT Hub",
    "target": "99.95%",
    "sre_lead": "Alice Nakamura alice@example.com",
    "sre_manager": "Mona Haddad <mona@example.com>",
    "product_lead": "Bob Castellano U0000000001",
    "product_manager": "Pat Romero pat@example.com",
    "sponsor": "Dana Iyer dana@example.com",
    "zone": "Europe/Berlin",
    "workspace": "T0123456789",
    "channel": "https://acme.slack.com/archives/C0123456789",
    "prometheus": "http://prometheus.example.com:9090/",
    "total": 'http_requests_total{service="iot-hub"}',
    "bad": 'http_requests_total{service="iot-hub",code=~"5.."}',
}


def _loads(answers: Answers) -> None:
    config = read(render(answers), path=Path("/somewhere/app.yaml"), schemas=SCHEMAS)
    assert config.notices == ()
    (slo,) = next(iter(config.organisation.services.values())).slos
    assert slo.query == {"total": answers.total, "bad": answers.bad}


def test_the_file_reads_well(golden: SnapshotAssertion) -> None:
    assert render(checked(TYPED)) == golden


def test_the_file_loads_without_problems() -> None:
    _loads(checked(TYPED))


def test_the_examples_of_the_questions_make_a_good_file() -> None:
    _loads(checked({name: (each.examples or [""])[0] for name, each in questions().items()}))


NAMES = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), include_characters=" "),
    min_size=1,
).filter(lambda name: name.strip() and name.isprintable())


@settings(max_examples=200, deadline=None)
@given(service=NAMES, first=NAMES, second=NAMES, total=NAMES, bad=NAMES)
def test_whatever_people_are_called_the_file_loads(
    service: str, first: str, second: str, total: str, bad: str
) -> None:
    _loads(
        checked(
            {
                **TYPED,
                "service": service,
                "sre_lead": f"{first} one@example.com",
                "product_lead": f"{second} two@example.com",
                "total": total,
                "bad": bad,
            }
        )
    )


def test_people_of_one_first_name_get_keys_of_their_own() -> None:
    text = render(checked({**TYPED, "sponsor": "Alice Iyer dana@example.com"}))
    assert "  alice: {name: Alice Nakamura" in text
    assert "  alice-2: {name: Alice Iyer" in text


def test_a_lead_may_be_their_own_manager() -> None:
    answers = checked({**TYPED, "sre_manager": TYPED["sre_lead"]})
    assert render(answers).count("Alice Nakamura") == 1
    _loads(answers)


def test_nobody_stands_on_two_sides() -> None:
    with pytest.raises(Usage, match="Alice Nakamura cannot stand on two sides"):
        checked({**TYPED, "sponsor": TYPED["sre_lead"]})


def test_two_people_have_two_addresses() -> None:
    with pytest.raises(Usage, match="Alice Nakamura and Mona Haddad have the same address"):
        checked({**TYPED, "sre_manager": "Mona Haddad Alice@example.com"})


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("service", "", "should be a text"),
        ("service", "IoT\nHub", "cannot be printed"),
        ("target", "99.95", "could be a fraction or a percentage"),
        ("target", "100%", "leaves no budget"),
        ("sre_lead", "Alice", "A name and an email address are needed"),
        ("sre_lead", "alice@example.com", "A name and an email address are needed"),
        ("zone", "Berlin", "Did you mean `Europe/Berlin`?"),
        ("workspace", "acme", "no id of a workspace"),
        ("channel", "#iot-hub", "no id of a channel"),
        ("prometheus", "prometheus:9090", "no address of a server"),
        ("prometheus", "http://me:pw@prometheus", "no address of a server"),
    ],
)
def test_an_answer_that_does_not_fit_is_asked_for_again(name: str, typed: str, said: str) -> None:
    heard: list[str] = []
    replies = iter((typed, TYPED[name]))
    given = {other: answer for other, answer in TYPED.items() if other != name}
    answers = ask(lambda _: next(replies), say=heard.append, given=given)
    assert answers == checked(TYPED)
    assert said in heard[-1]


def test_every_question_is_asked_once_with_an_example() -> None:
    heard: list[str] = []
    replies = iter(TYPED.values())
    assert ask(lambda _: next(replies), say=heard.append) == checked(TYPED)
    assert len(heard) == len(TYPED)
    assert all("such as" in each for each in heard)


def test_somebody_on_a_second_side_is_refused_at_that_answer() -> None:
    heard: list[str] = []
    replies = iter({**TYPED, "product_manager": TYPED["sre_lead"]}.values())
    again = iter((TYPED["product_manager"],))
    said: list[str] = []

    def prompt(_text: str) -> str:
        complained = bool(heard) and "two sides" in heard[-1] and not said
        if complained:
            said.append(heard[-1])
        return next(again) if complained else next(replies)

    assert ask(prompt, say=heard.append) == checked(TYPED)
    assert said == [
        "  Alice Nakamura cannot stand on two sides. Name another person for one of them."
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "Mo Manager, mo@corp.com",
        "Mo Manager; mo@corp.com;",
        "Mo Manager, <mo@corp.com>,",
        "Mo Manager mo@corp.com,",
    ],
)
def test_commas_around_a_person_are_not_theirs(typed: str) -> None:
    assert checked({**TYPED, "sponsor": typed}).sponsor == Contact(
        "Mo Manager", email="mo@corp.com"
    )


def test_a_place_for_the_file_is_looked_at_before_anything_is_asked(tmp_path: Path) -> None:
    vacant(tmp_path / "app.yaml")
    (tmp_path / "app.yaml").touch()
    with pytest.raises(Conflict, match="stays as it is"):
        vacant(tmp_path / "app.yaml")
    with pytest.raises(Conflict, match="there is no folder"):
        vacant(tmp_path / "nowhere" / "app.yaml")


def test_a_flag_that_does_not_fit_is_named() -> None:
    with pytest.raises(Usage, match="--sre-lead: A name and an email address"):
        ask(lambda _: "", given={**TYPED, "sre_lead": "Alice"})


def test_a_file_is_written_and_the_next_step_said(tmp_path: Path) -> None:
    path = tmp_path / "app.yaml"
    said = write(path, checked(TYPED), usual=path)
    assert "SLACK_BOT_TOKEN" in said
    assert "rapport check" in said
    assert "iot-hub" in load(path, schemas=SCHEMAS).organisation.services


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "app.yaml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(Conflict, match="stays as it is"):
        write(path, checked(TYPED), usual=path)
    assert path.read_text(encoding="utf-8") == "mine"
