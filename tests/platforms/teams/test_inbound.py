"""What is said to us, out of all that Teams tells; by whom, and where."""

from typing import Any

import pytest

from adapters.teams.inbound import from_message, from_press, said_by_us
from bot.request import Audience, Place
from tests.platforms.teams.said import (
    ALICE,
    BOB,
    ELSEWHERE,
    GROUP,
    ME,
    OURS,
    THREAD,
    activity,
    heard,
    mention,
)


@pytest.mark.parametrize(
    "said",
    [
        {"text": None, "value": {"foreign": True}},
        {"conversation": THREAD},
        {"conversation": GROUP},
        {"conversation": GROUP, "text": None},
        {"conversation": THREAD, "text": "<at>Bob</at> hi", "entities": [mention(BOB)]},
        {"conversation": THREAD, "text": "<at>sre</at> hi", "entities": [{"type": "clientInfo"}]},
        {"conversation": GROUP, "text": "<at>sre</at> hi", "entities": [{"type": "mention"}]},
    ],
)
def test_other_peoples_talk_and_foreign_buttons_are_left_alone(said: dict[str, Any]) -> None:
    assert from_message(activity(**said)) is None


@pytest.mark.parametrize("speaker", [ME, {"id": "28:other", "role": "bot"}])
def test_what_bots_say_is_left_alone(speaker: dict[str, str]) -> None:
    assert said_by_us(activity(**{"from": speaker}))
    assert not said_by_us(activity())


def test_a_thread_is_a_place_of_its_own() -> None:
    said = heard(conversation=THREAD, text="<at>sre</at> budget", entities=[mention(ME)])

    assert said.request.place == Place("teams", "19:hub@thread.tacv2", "17")
    assert said.request.heard_by is Audience.PLACE
    assert said.request.event_key == "teams:19:hub@thread.tacv2;messageid=17:42"


def test_ones_own_chat_is_direct() -> None:
    said = heard()

    assert said.request.place == Place("teams", "a:alice", direct=True)
    assert not said.request.pressed


def test_what_a_slash_command_says_is_heard_by_the_asker_alone() -> None:
    said = heard(conversation=THREAD, recipient={**ME, "isTargeted": True}, text="budget iot-hub")

    assert said.request.heard_by is Audience.ASKER
    assert said.request.text == "budget iot-hub"


def test_what_has_no_id_is_never_taken_for_a_repetition() -> None:
    first, second = heard(id=None), heard(id=None)

    assert first.request.event_key != second.request.event_key


@pytest.mark.parametrize(
    ("changes", "home"),
    [
        ({}, OURS),
        ({"from": {**ALICE, "tenantId": ELSEWHERE}}, ELSEWHERE),
        ({"from": {**ALICE, "tenantId": OURS.upper()}}, OURS),
        (
            {
                "conversation": {"id": "a:alice", "conversationType": "personal"},
                "channelData": {"tenant": {"id": ELSEWHERE}},
            },
            ELSEWHERE,
        ),
        ({"channelData": {"tenant": {"id": ELSEWHERE}}}, OURS),
    ],
)
def test_an_actor_belongs_to_their_home_tenant(changes: dict[str, Any], home: str) -> None:
    assert heard(**changes).request.actor.workspace == home


def test_an_actor_is_known_by_their_id_in_the_tenant_or_else_is_not_proven() -> None:
    known, anonymous = heard(), heard(**{"from": BOB})

    assert (known.request.actor.user, known.request.actor.verified) == ("aad-alice", True)
    assert (anonymous.request.actor.user, anonymous.request.actor.verified) == ("29:bob", False)


@pytest.mark.parametrize(
    "data",
    [
        None,
        "say",
        {},
        {"say": 1},
        {"say": ""},
        {"say": "x" * 256},
        {"form": ["why"]},
        {"action": "delete everything"},
    ],
)
def test_buttons_that_are_none_of_ours_are_refused(data: object) -> None:
    assert from_press(activity(value=data), data) is None


def test_a_press_is_for_the_presser_unless_its_card_asks() -> None:
    pressed = from_press(activity(replyToId="7"), {"say": "why budget", "from": "budget"})
    answered = from_press(activity(replyToId="7"), {"say": "budget", "asks": True})

    assert pressed is not None
    assert (pressed.request.heard_by, pressed.card, pressed.back) == (
        Audience.ASKER,
        None,
        "budget",
    )
    assert pressed.request.pressed
    assert answered is not None
    assert (answered.request.heard_by, answered.card) == (Audience.PLACE, "7")


def test_what_a_dialog_says_is_for_whoever_has_it_open() -> None:
    opened = from_press(activity(replyToId="7"), {"say": "form why", "asks": True}, in_dialog=True)

    assert opened is not None
    assert (opened.request.heard_by, opened.card, opened.asked) == (Audience.ASKER, None, True)


@pytest.mark.parametrize("at", [None, "", 7, ["7"], {"card": "7"}, "7" * 256])
def test_what_a_client_makes_up_is_no_card_of_ours(at: object) -> None:
    filled = from_press(activity(replyToId="7"), {"form": "why", "at": at}, in_dialog=True)

    assert filled is not None
    assert filled.card is None


def test_where_others_read_along_no_form_takes_a_cards_place() -> None:
    sent = activity(conversation=THREAD, replyToId="7")

    for in_dialog in (False, True):
        filled = from_press(sent, {"form": "why", "at": "7"}, in_dialog=in_dialog)
        assert filled is not None
        assert filled.card is None
