"""Who is who: an explicit id, a verified email, else a guest; others are strangers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.request import Actor
from tests.door import Build, Door, error

GUEST = Actor("slack", "T0OURS", "U0NOBODY")
STRANGER = Actor("slack", "T0THEIRS", "U0BOB")
OPERATOR = Actor("terminal", "local", "(operator)")


async def _person(ask: Door, actor: Actor) -> object:
    await ask("help", actor=actor)
    ((person,),) = await ask.audited("person")
    return person


async def test_a_verified_email_makes_a_member_whatever_its_case(ask: Door) -> None:
    assert await _person(ask, Actor("slack", "T0OURS", "U0BOB")) == "bob"


async def test_an_explicit_id_comes_before_the_email(build: Build) -> None:
    organisation = build(file="other.db").organisation
    carol = replace(organisation.people["carol"], ids={"slack": "U0BOB"})
    people = {**organisation.people, "carol": carol}
    ask = build(organisation=replace(organisation, people=people))
    assert await _person(ask, Actor("slack", "T0OURS", "U0BOB")) == "carol"


async def test_a_key_is_an_id_only_where_the_platform_says_so(ask: Door) -> None:
    assert await _person(ask, Actor("slack", "T0OURS", "bob")) is None


@pytest.mark.parametrize("said", ["budget iot-hub", "why budget", "share budget", "form budget"])
async def test_a_guest_reads_no_budget(said: str, ask: Door) -> None:
    card = (await ask(said, actor=GUEST)).card
    assert error(card) == "not_allowed"
    assert "10%" not in str(card)


async def test_a_guest_gets_help(ask: Door) -> None:
    assert error((await ask("help", actor=GUEST)).card) is None


@pytest.mark.parametrize("said", ["help", "budget iot-hub", "budgte", "budget nothing"])
async def test_a_stranger_learns_nothing_not_even_a_verb(said: str, ask: Door) -> None:
    card = (await ask(said, actor=STRANGER)).card
    assert error(card) == "not_allowed"
    assert "budget" not in str(card)


async def test_a_platform_without_a_door_knows_only_strangers(ask: Door) -> None:
    card = (await ask("help", actor=Actor("irc", "local", "bob"))).card
    assert error(card) == "not_allowed"


async def test_the_operator_reads_every_service(ask: Door) -> None:
    card = (await ask("budget", in_=None, actor=OPERATOR)).card
    assert [each["service"] for each in card.data["services"]] == ["iot-hub", "device-twins"]  # type: ignore[attr-defined] # the listing's data


async def test_no_person_can_have_the_operator_s_name(ask: Door) -> None:
    assert await _person(ask, OPERATOR) is None


async def test_who_has_left_is_a_guest_wherever_they_can_still_log_in(build: Build) -> None:
    organisation = build(file="other.db").organisation
    bob = replace(organisation.people["bob"], active=False)
    people = {**organisation.people, "bob": bob}
    ask = build(organisation=replace(organisation, people=people))
    answer = await ask("budget iot-hub", actor=Actor("slack", "T0OURS", "U0BOB"))
    assert error(answer.card) == "not_allowed"
