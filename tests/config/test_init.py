"""A first app.yaml from a few answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.by_name import firsts, schemas
from bot.config import load, read
from bot.config.init import render
from bot.config.interview import ask, questions
from bot.config.replied import Contact
from bot.config.writing import vacant, write
from bot.errors import Conflict, Usage
from tests.config.files import SCHEMAS as USUAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from syrupy.assertion import SnapshotAssertion

    from bot.config.answers import Replies

FIRSTS, REAL = firsts(), schemas()
SCHEMAS = replace(USUAL, platform=REAL.platform, platform_names=REAL.platform_names)
TYPED = {
    "platform": "slack",
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


IN_TEAMS = {
    **{name: said for name, said in TYPED.items() if name != "workspace"},
    "platform": "Teams",
    "product_lead": "Bob Castellano 0b0b0b0b-2222-3333-4444-555555555555",
    "tenant": "11111111-2222-3333-4444-555555555555",
    "app_id": "66666666-7777-8888-9999-000000000000",
    "channel": "https://teams.microsoft.com/l/channel/19%3Aabc_1-2%40thread.tacv2/IoT%20Hub"
    "?groupId=99999999-2222-3333-4444-555555555555"
    "&tenantId=11111111-2222-3333-4444-555555555555",
}


def checked(given: Mapping[str, str]) -> Replies:
    """All answers at once, as flags give them; nothing is left to ask."""

    def prompt(_text: str) -> str:
        raise EOFError

    return ask(prompt, FIRSTS, given=given)


def _loads(replies: Replies) -> None:
    config = read(render(replies), path=Path("/somewhere/app.yaml"), schemas=SCHEMAS)
    assert config.notices == ()
    assert list(config.platforms) == [replies.platform]
    (slo,) = next(iter(config.organisation.services.values())).slos
    assert slo.query == {"total": replies.answers.total, "bad": replies.answers.bad}


@pytest.mark.parametrize("typed", [TYPED, IN_TEAMS], ids=["slack", "teams"])
def test_the_file_reads_well(typed: Mapping[str, str], golden: SnapshotAssertion) -> None:
    assert render(checked(typed)) == golden


@pytest.mark.parametrize("typed", [TYPED, IN_TEAMS], ids=["slack", "teams"])
def test_the_file_loads_without_problems(typed: Mapping[str, str]) -> None:
    _loads(checked(typed))


def test_what_it_suggests_about_decisions_is_good_as_well_once_it_is_no_comment() -> None:
    text = render(checked(TYPED))
    _, comment, below = text.partition("    # decisions:\n")
    lines = below.partition("\n\n")[0]
    text = text.replace(comment + lines, (comment + lines).replace("    # ", "    "))
    config = read(text, path=Path("/somewhere/app.yaml"), schemas=SCHEMAS)
    decisions = config.organisation.engagements["iot-hub"].decisions
    assert decisions.proposed_by == "alice"
    assert [right.holders.approver for right in decisions.rights] == ["bob", "dana"]


@pytest.mark.parametrize("platform", FIRSTS)
def test_the_examples_of_the_questions_make_a_good_file(platform: str) -> None:
    own = questions({platform: FIRSTS[platform]})
    _loads(checked({name: (each.examples or [""])[0] for name, each in own.items()}))


def test_the_link_of_a_channel_tells_its_id_and_the_tenant() -> None:
    config = read(
        render(checked({**IN_TEAMS, "tenant": IN_TEAMS["channel"]})),
        path=Path("/somewhere/app.yaml"),
        schemas=SCHEMAS,
    )
    (place,) = next(iter(config.organisation.engagements.values())).places
    assert (place.platform, place.channel) == ("teams", "19:abc_1-2@thread.tacv2")
    assert config.organisation.people["bob"].ids["teams"].startswith("0b0b0b0b-")


def test_a_question_of_one_platform_alone_tells_which_it_is() -> None:
    untold = {name: said for name, said in TYPED.items() if name != "platform"}
    assert checked(untold) == checked(TYPED)


@pytest.mark.parametrize(
    ("typed_first", "complaint"),
    [
        ("irc", "There is no platform “irc” here. Type: slack or teams"),
        ("slacker", "There is no platform “slacker” here. Type: slack or teams"),
        ("Slack or Teams", "There is no platform “Slack or Teams” here. Type: slack or teams"),
        (" ", "There is no answer yet. Type it like: slack or teams"),
    ],
)
def test_a_platform_that_is_not_there_is_asked_for_again(typed_first: str, complaint: str) -> None:
    heard: list[str] = []
    replies = iter((typed_first, "Slack"))
    given = {name: TYPED[name] for name in TYPED if name not in {"platform", "workspace"}}
    left = iter((TYPED["workspace"],))
    typed = lambda _: next(replies, None) or next(left)  # noqa: E731 - one line of dialogue
    assert ask(typed, FIRSTS, say=heard.append, given=given) == checked(TYPED)
    assert f"  {complaint}" in heard


@pytest.mark.parametrize("said", ["Microsoft Teams", "teams", " MS Teams. ", "on Teams"])
def test_a_platform_is_known_by_what_people_call_it(said: str) -> None:
    assert checked({**IN_TEAMS, "platform": said}) == checked(IN_TEAMS)


def test_both_platforms_are_named_as_examples() -> None:
    heard: list[str] = []
    replies = iter(TYPED.values())
    ask(lambda _: next(replies), FIRSTS, say=heard.append)
    assert heard[0].endswith("such as slack or teams")


def test_a_question_that_the_platform_does_not_ask_is_said_to_be_none() -> None:
    with pytest.raises(Usage, match="--tenant: Slack does not ask for this"):
        checked({**TYPED, "tenant": IN_TEAMS["tenant"]})


NAMES = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), include_characters=" "),
    min_size=1,
).filter(lambda name: name.strip(" ,;") and name.isprintable())


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
    replies = checked({**TYPED, "sre_manager": TYPED["sre_lead"]})
    assert render(replies).count("Alice Nakamura") == 1
    _loads(replies)


def test_nobody_stands_on_two_sides() -> None:
    with pytest.raises(Usage, match="Alice Nakamura cannot stand on two sides"):
        checked({**TYPED, "sponsor": TYPED["sre_lead"]})


def test_two_people_have_two_addresses() -> None:
    with pytest.raises(Usage, match="Alice Nakamura and Mona Haddad have the same address"):
        checked({**TYPED, "sre_manager": "Mona Haddad Alice@example.com"})


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("service", "", "There is no answer yet. Type it like: IoT Hub"),
        ("target", " ", "There is no answer yet. Type it like: 99.9%"),
        ("service", "IoT\nHub", "cannot be printed"),
        ("target", "99.95", "could be a fraction or a percentage"),
        ("target", "100%", "leaves no budget"),
        ("sre_lead", "Alice", "A name and an email address are needed"),
        ("sre_lead", "alice@example.com", "A name and an email address are needed"),
        ("zone", "Berlin", "Did you mean `Europe/Berlin`?"),
        ("workspace", "acme", "no workspace's id"),
        ("channel", "#iot-hub", "no channel's id"),
        ("prometheus", "prometheus:9090", "no address of a server"),
        ("prometheus", "http://me:pw@prometheus", "no address of a server"),
    ],
)
def test_an_answer_that_does_not_fit_is_asked_for_again(name: str, typed: str, said: str) -> None:
    heard: list[str] = []
    replies = iter((typed, TYPED[name]))
    given = {other: answer for other, answer in TYPED.items() if other != name}
    answers = ask(lambda _: next(replies), FIRSTS, say=heard.append, given=given)
    assert answers == checked(TYPED)
    assert said in heard[-1]


def test_every_question_is_asked_once_with_an_example() -> None:
    heard: list[str] = []
    replies = iter(TYPED.values())
    assert ask(lambda _: next(replies), FIRSTS, say=heard.append) == checked(TYPED)
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

    assert ask(prompt, FIRSTS, say=heard.append) == checked(TYPED)
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
    assert checked({**TYPED, "sponsor": typed}).answers.sponsor == Contact(
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
        checked({**TYPED, "sre_lead": "Alice"})


def test_all_flags_that_do_not_fit_are_named_at_once() -> None:
    with pytest.raises(Usage, match="3 answers do not fit") as refused:
        checked({**IN_TEAMS, "tenant": "acme", "app_id": "rapport", "channel": "#iot-hub"})
    lines = str(refused.value.next_step).splitlines()
    assert {line.partition(":")[0] for line in lines} == {"--tenant", "--app-id", "--channel"}
    assert "--tenant: There is no tenant's id in it. Paste the tenant's id or link." in lines


@pytest.mark.parametrize(("name", "told"), [("app.yaml", ""), ("my.yaml", " --config {path}")])
def test_the_next_step_of_teams_can_be_typed_as_it_stands(
    name: str, told: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    said = write(path, checked(IN_TEAMS), usual=tmp_path / "app.yaml")
    config = told.format(path=path)
    assert f"`rapport check{config}`" in said
    assert (
        f"`rapport manifest teams{config} --url https://your-host --zip rapport-teams.zip`" in said
    )


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
