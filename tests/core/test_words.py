"""Small words lead to people, times and services; what is left takes turns; nothing is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory import Standing
from bot.request import Actor
from tests.core.duties import Log, heard
from tests.door import Build, Door, buttons, error

if TYPE_CHECKING:
    from bot.reply import Card


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def ask(build: Build, log: Log) -> Door:
    return build(extra=log.commands())


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("watch", "watch"),
        ("watch iot-hub", "watch iot-hub"),
        ("watch for the IoT Hub", "watch iot-hub"),
        ("watch at 18:00Z", "watch at 2026-11-23T18:00Z"),
        ("watch iot-hub at 2026-12-24T17:00Z", "watch iot-hub at 2026-12-24T17:00Z"),
        ("watch at 2026-12-24T17:00Z iot-hub", None),
        ("watch AT 2026-12-24T17:00:30Z", "watch at 2026-12-24T17:00:30Z"),
        ("watch iot-hub at=2026-12-24T17:00Z", "watch iot-hub at 2026-12-24T17:00Z"),
        ("watch iot-hub at: 2026-12-24T17:00Z", "watch iot-hub at 2026-12-24T17:00Z"),
        ("watch iot-hub 2026-12-24 17:00Z", "watch iot-hub at 2026-12-24T17:00Z"),
        ("watch iot-hub today 11:00Z", "watch iot-hub at 2026-11-23T11:00Z"),
        ("watch iot-hub 24 Dec 17:00Z", "watch iot-hub at 2026-12-24T17:00Z"),
        ("watch iot-hub tomorrow at 17:00Z", "watch iot-hub at 2026-11-24T17:00Z"),
        ("watch iot-hub on Friday at 17:00Z", "watch iot-hub at 2026-11-27T17:00Z"),
        (
            "who keeps watch over iot-hub at 2026-12-24T17:00Z?",
            "watch iot-hub at 2026-12-24T17:00Z",
        ),
        ("watch plan", "watch plan"),
        ("watch-plan iot-hub", "watch plan iot-hub"),
        ("watchplan iot-hub 2w", "watch plan iot-hub 2w"),
        ("watch plan iot-hub 3 weeks", "watch plan iot-hub 3w"),
        ("watch plan 14 days", "watch plan 2w"),
        ("plan 10 days", "watch plan 10d"),
        ("plan a week", "watch plan 1w"),
        ("plan iot hub 36h", "watch plan iot-hub 36h"),
        ("praise erin", "praise @erin"),
        ("praise iot-hub erin", "praise iot-hub @erin"),
        ("praise the IoT Hub Erin Gallagher for being kind", "praise iot-hub @erin for being kind"),
    ],
)
async def test_words_go_where_they_belong(typed: str, understood: str | None, ask: Door) -> None:
    card = (await ask(typed, as_="frank")).card
    assert (None if error(card) else card.headline) == understood


@pytest.mark.parametrize(
    "typed",
    [
        "relieve me by @erin until 2026-11-23T18:00Z",
        "relieve bob by erin until 2026-11-23T18:00Z",
        "relieve @bob until 2026-11-23T18:00Z by Erin Gallagher",
        "RELIEVE Bob Castellano BY ERIN@example.com TILL 2026-11-23T18:00Z",
    ],
)
async def test_the_same_is_said_in_many_ways(typed: str, ask: Door) -> None:
    assert await heard(ask, typed) == "relieve @bob by @erin until 2026-11-23T18:00Z"


@pytest.mark.parametrize(
    "typed",
    [
        "relieve @frank tomorrow from 9 until 17 by erin",
        "relieve @frank by erin tomorrow from 9am till 5pm",
        "relieve @frank for iot-hub on tuesday from 9:00 until 17:00 by erin",
        "relieve @frank by erin from tomorrow 9am until tomorrow 17:00",
    ],
)
async def test_the_day_may_stand_before_the_hours(typed: str, ask: Door) -> None:
    said = (await heard(ask, typed, as_="alice")).replace(" for iot-hub", "")
    assert said == "relieve @frank by @erin from 2026-11-24T08:00Z until 2026-11-24T16:00Z"


async def test_every_word_has_its_small_word(ask: Door) -> None:
    typed = (
        "relieve @frank by @erin from tomorrow 9am until 18:00 for iot-hub because Frank, at last, "
        "is off until Friday"
    )
    assert await heard(ask, typed, as_="alice") == (
        "relieve @frank by @erin from 2026-11-24T08:00Z until 2026-11-24T17:00Z for iot-hub "
        "because Frank, at last, is off until Friday"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "watch iot-hub at tomorrow 9am",
        "relieve me by @erin from friday until monday 9:00 for iot-hub",
        "plan iot-hub 20 days",
        "praise iot-hub me for all",
    ],
)
async def test_what_is_said_again_means_the_same_to_anybody(
    typed: str, ask: Door, log: Log
) -> None:
    again = await heard(ask, typed, as_="bob")
    assert await heard(ask, again, as_="niaj") == again
    first, second = (
        {name: getattr(value, "at", value) for name, value in vars(each).items()}
        for each in log.heard
    )
    assert first == second


async def test_times_are_said_in_the_zone_of_whoever_asks(ask: Door) -> None:
    said = [await heard(ask, "watch at 18:00", as_=each) for each in ("alice", "bob", "niaj")]
    assert said == [
        "watch at 2026-11-23T17:00Z",
        "watch at 2026-11-24T02:00Z",
        "watch at 2026-11-23T12:30Z",
    ]


@pytest.mark.parametrize(
    ("typed", "code", "says"),
    [
        ("relieve", "usage", "“relieve” needs to know who goes."),
        ("relieve me", "usage", "“relieve” needs to know who comes."),
        ("relieve me by", "usage", "“relieve” needs to know who comes."),
        ("relieve me by erin", "usage", "“relieve” needs to know until when."),
        ("relieve by erin until 18:00", "usage", "“relieve” needs to know who goes."),
        ("watch iot-hub at", "usage", "“watch” needs to know when to look."),
        ("relieve me frank by erin until 18:00", "usage", "does not know what to do with “frank”"),
        ("watch at wibble", "usage", "I don't understand “wibble” as a time."),
        ("watch iot-hub at 9am at noon", "usage", "“9am at noon”"),
        ("relieve me by erin from 18:00 until 2026-11-23 17:00", "usage", "not after the start"),
        ("plan iot-hub 99999 days", "usage", "“99999 days” as a length of time"),
        ("plan 0d", "usage", "“0d” as a length of time"),
        ("relieve me by nobody at all until 18:00", "not_found", "anybody called “nobody at all”"),
        ("plan iot-hub soonish", "not_found", "“iot-hub soonish”"),
    ],
)
async def test_what_is_missing_or_too_much_is_said(
    typed: str, code: str, says: str, ask: Door, log: Log
) -> None:
    card = (await ask(typed)).card
    assert error(card) == code
    assert says in card.headline
    assert log.heard == []


async def test_the_usage_shows_the_small_words_and_the_verb_as_it_is_typed(ask: Door) -> None:
    assert _usage((await ask("help relieve")).card) == (
        "relieve WHOM by PERSON [from TIME] until TIME [for SERVICE] [because REASON]"
    )
    for said in ("help watch plan", "help watch-plan", "help plan"):
        card = (await ask(said)).card
        assert card.headline == "watch plan: Who will keep watch"
        assert _usage(card) == "watch plan [SERVICE] [SPAN]"
    assert _usage((await ask("help watch")).card) == "watch [SERVICE] [at TIME]"


def _usage(card: Card) -> object:
    return card.data["usage"]


@pytest.mark.parametrize("verb", ["why", "share"])
async def test_other_verbs_take_a_command_with_all_its_words(
    verb: str, ask: Door, log: Log
) -> None:
    text = "watch iot-hub at 2026-12-24T17:00Z"
    await ask(f"{verb} {text}")
    await ask(f"{verb} who keeps watch over iot-hub at 2026-12-24T17:00Z")
    assert log.heard[0].service.key == "iot-hub"
    assert [each.at.at.isoformat() for each in log.heard] == ["2026-12-24T17:00:00+00:00"] * 2


async def test_a_verb_of_two_words_is_shared_with_its_words(ask: Door) -> None:
    assert await heard(ask, "share watch plan iot-hub 3 weeks") == "watch plan iot-hub 3w"
    private = (await ask("watch plan iot-hub 3 weeks")).card
    assert [button.says for button in buttons(private)] == ["share watch plan iot-hub 3w"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("wathc iot-hub at tomorrow 9am", ["watch iot-hub at tomorrow 9am"]),
        ("watch iothb at tomorrow 9am", ["watch iot-hub at tomorrow 9am"]),
        ("watch iot-hub at tomorow 9am", ["watch iot-hub at tomorrow 9am"]),
        ("watch iot-hub at wibble", ["watch iot-hub at tomorrow 9am"]),
        ("share watch iothb at tomorrow 9am", ["share watch iot-hub at tomorrow 9am"]),
        ("why watch iot-hub at tomorow 9am", ["why watch iot-hub at tomorrow 9am"]),
        ("wathc plan iot-hub 3w", ["watch plan iot-hub 3w"]),
        ("watch plna iot-hub", ["watch iot-hub"]),
        ("plan iothb 3w", ["watch plan iot-hub 3w"]),
        ("praise errin for iot-hub", ["praise @erin for iot-hub"]),
    ],
)
async def test_a_slip_offers_the_same_with_all_other_words(
    typed: str, offered: list[str], ask: Door, log: Log
) -> None:
    card = (await ask(typed)).card
    assert error(card) is not None
    assert [button.says for button in buttons(card)] == offered
    assert log.heard == []
    for each in offered:
        assert error((await ask(each)).card) is None


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (
            "relieve me by @errin until 18:00 for iot-hub",
            "relieve me by @erin until 18:00 for iot-hub",
        ),
        ("relieve fronk by erin until 18:00", "relieve @frank by erin until 18:00"),
        ("releive me by @erin until 18:00", "relieve me by @erin until 18:00"),
        ("relieve me by erin until tomorow 9am", "relieve me by erin until tomorrow 9am"),
        ("releive me by @erin", "form relieve"),
        ("relieve me by erin until wibble", "form relieve me by erin"),
    ],
)
async def test_a_guessed_write_is_offered_and_not_run(
    typed: str, offered: str, ask: Door, log: Log
) -> None:
    card = (await ask(typed)).card
    assert error(card) is not None
    assert buttons(card)[0].says == offered
    assert log.heard == []
    assert card.again is None or not card.again.startswith("relieve")


async def test_at_the_terminal_i_am_nobody(ask: Door) -> None:
    card = (await ask("praise me", actor=Actor("terminal", "local", Standing.OPERATOR))).card
    assert error(card) == "usage"
    assert card.headline == "At the terminal I don't know who you are."


async def test_several_people_of_one_name_are_offered_by_their_keys(build: Build, log: Log) -> None:
    ask = build(extra=log.commands())
    people = {**ask.organisation.people}
    people["erin2"] = type(people["erin"])("erin2", "Erin Gallagher", people["erin"].side)
    namesake = type(ask.organisation)(
        people,
        ask.organisation.teams,
        ask.organisation.services,
        ask.organisation.engagements,
        ask.organisation.rotations,
    )
    ask = build(extra=log.commands(), organisation=namesake, file="two.db")
    card = (await ask("praise Erin Gallagher")).card
    assert card.headline == "Several people are called “Erin Gallagher”."
    assert [button.says for button in buttons(card)] == ["praise @erin", "praise @erin2"]
