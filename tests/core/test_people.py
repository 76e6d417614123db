"""Whom a mention means: the platform says so, and app.yaml tells who that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.directory import Admission, Directory, Profile
from bot.mentions import with_people
from bot.request import Actor, Audience, Place, Request
from bot.stand_ins import StandIns
from tests.core.duties import Log
from tests.door import Build, Door, buttons, error

if TYPE_CHECKING:
    from collections.abc import Mapping

BOB = Actor("slack", "T0OURS", "U0BOB")


class Asked:
    """Profiles of which one is known, counting who is asked for."""

    def __init__(self) -> None:
        self.users: list[str] = []

    async def profile(self, user: str) -> Profile:
        self.users.append(user)
        return Profile("erin@example.com" if user == "U0ERIN" else None)


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def ask(build: Build, log: Log) -> Door:
    return build(extra=log.commands())


def said(text: str, mentioned: Mapping[str, str]) -> Request:
    return Request(text, BOB, Place("slack", "C1"), "e1", Audience.PLACE, mentioned=mentioned)


@pytest.mark.parametrize(
    ("text", "mentioned", "meant"),
    [
        ("praise @erin", {"@erin": "U0ERIN"}, "praise @erin"),
        ("praise @somebody", {"@somebody": "U0ERIN"}, "praise @erin"),
        ("praise @frank", {"@frank": "U0ERIN"}, "praise @erin"),
        ("praise @Erin-G, hi", {"@Erin-G": "U0ERIN"}, "praise @erin, hi"),
        ("praise @er @er-2 @er.n", {"@er": "U0ERIN", "@er-2": "U1"}, "praise @erin @er-2 @er.n"),
        ("praise @zoe", {"@zoe": "U0ZOE"}, "praise @zoe"),
        ("praise @frank", {"@frank": "U0ZOE"}, "praise @somebody"),
        ("praise", {"@erin": "U0ERIN"}, "praise"),
    ],
)
async def test_people_s_keys_take_the_place_of_a_platform_s_words(
    text: str, mentioned: Mapping[str, str], meant: str, ask: Door
) -> None:
    directory = Directory(ask.organisation, {"slack": Admission(frozenset({"T0OURS"}), Asked())})
    request, people = await with_people(said(text, mentioned), directory, ask.organisation)
    assert request.text == meant
    known = {word: person.key if person else None for word, person in people.items()}
    assert known.get("@erin", "erin") == "erin"
    assert known.get("@frank") is None


async def test_only_a_few_mentions_are_looked_up(ask: Door) -> None:
    asked = Asked()
    directory = Directory(ask.organisation, {"slack": Admission(frozenset({"T0OURS"}), asked)})
    mentioned = {f"@p{number}": f"U{number}" for number in range(50)}
    _, people = await with_people(said(" ".join(mentioned), mentioned), directory, ask.organisation)
    assert len(asked.users) == 5
    assert set(people) == set(mentioned)


async def test_a_stranger_has_nobody_looked_up(ask: Door) -> None:
    stranger = Actor("slack", "T0THEIRS", "U0BOB")
    request = ask.request("praise @erin", actor=stranger)
    answer = await ask.maybe(_mentioning(request, {"@erin": "U0ERIN"}))
    assert answer is not None
    assert error(answer.card) == "not_allowed"


async def test_somebody_unknown_is_no_namesake(ask: Door, log: Log) -> None:
    request = ask.request("praise @erin", actor=BOB)
    answer = await ask.maybe(_mentioning(request, {"@erin": "U0NOBODY"}))
    assert answer is not None
    assert answer.card.headline == "I don't know @somebody yet."
    assert buttons(answer.card) == ()
    assert answer.card.again is None
    assert log.heard == []


async def test_somebody_known_by_email_is_named_by_their_key(ask: Door, log: Log) -> None:
    request = ask.request("praise @somebody for all", actor=BOB)
    answer = await ask.maybe(_mentioning(request, {"@somebody": "U0BOB"}))
    assert answer is not None
    assert answer.card.headline == "praise @bob for all"
    assert answer.card.again == "praise @bob for all"
    assert [args.person.key for args in log.heard] == ["bob"]


def _mentioning(request: Request, mentioned: Mapping[str, str]) -> Request:
    return Request(
        request.text,
        request.actor,
        request.place,
        request.event_key,
        request.heard_by,
        mentioned=mentioned,
    )


def test_stand_ins_are_single_words_of_their_own() -> None:
    people = StandIns()
    words = [
        people.word("29:a", "Erin Gallagher"),
        people.word("29:b", "Erin Gallagher"),
        people.word("29:a", "Erin Gallagher"),
        people.word("29:c", None),
        people.word("29:d", " <at>…"),
    ]
    assert words == ["@Erin-Gallagher", "@Erin-Gallagher-2", "@Erin-Gallagher", "@somebody", "@at"]
    assert people.users == {
        "@Erin-Gallagher": "29:a",
        "@Erin-Gallagher-2": "29:b",
        "@somebody": "29:c",
        "@at": "29:d",
    }


@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=6) | st.none()), max_size=8))
def test_a_stand_in_always_means_one_person(told: list[tuple[str, str | None]]) -> None:
    people = StandIns()
    for user, name in told:
        word = people.word(user, name)
        assert people.users[word] == user
        assert len(word.split()) == 1
