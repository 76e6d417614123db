"""What is said to us, out of all that Teams tells; in which words, by whom, and where."""

from collections.abc import Mapping
from typing import Any

import pytest

from adapters.teams.inbound import Heard, from_message, from_press, said_by_us
from adapters.teams.reading import activity_of
from bot.request import Audience, Place

OURS, ELSEWHERE = "72f988bf-0000-4000-8000-00000000c0de", "11111111-0000-4000-8000-0000000000ff"
ME = {"id": "28:me", "name": "sre"}
BOB = {"id": "29:bob", "name": "Bob"}
ALICE = {"id": "29:alice", "name": "Alice", "aadObjectId": "aad-alice"}
PERSONAL = {"id": "a:alice", "conversationType": "personal", "tenantId": OURS}
THREAD = {
    "id": "19:hub@thread.tacv2;messageid=17",
    "conversationType": "channel",
    "isGroup": True,
    "tenantId": OURS,
}
GROUP = {"id": "19:hub@thread.v2", "conversationType": "groupChat", "isGroup": True}


def mention(of: Mapping[str, str], text: str | None = None) -> dict[str, Any]:
    return {"type": "mention", "mentioned": dict(of), "text": text or f"<at>{of['name']}</at>"}


def activity(**changes: Any) -> Any:  # noqa: ANN401 - botbuilder tells no types
    """A message in Alice's own chat with us, with some things otherwise; None takes one away."""
    usual: dict[str, Any] = {
        "type": "message",
        "id": "42",
        "serviceUrl": "https://smba.example.com/teams/",
        "channelId": "msteams",
        "from": ALICE,
        "recipient": ME,
        "conversation": PERSONAL,
        "textFormat": "plain",
        "text": "budget",
    }
    told = {**usual, **changes}
    return activity_of({key: value for key, value in told.items() if value is not None})


def heard(**changes: Any) -> Heard:  # noqa: ANN401 - any part of an activity
    found = from_message(activity(**changes))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("<at>sre</at> budget iot-hub", "budget iot-hub"),
        ("<at>sre</at>budget iot-hub", "budget iot-hub"),
        ("<at>sre</at>\u00a0budget iot-hub", "budget iot-hub"),
        ("<at>sre</at>&nbsp;budget iot-hub\n", "budget iot-hub"),
        ("<at>sre</at>, budget iot-hub", "budget iot-hub"),
        ("<at>sre</at>: budget iot-hub", "budget iot-hub"),
        ('<at id="0">sre</at> budget iot-hub', "budget iot-hub"),
        ("hello <at>sre</at> budget iot-hub", "budget iot-hub"),
        ("budget iot-hub, <at>sre</at>", "budget iot-hub"),
        ("<at>sre</at> budget sre-tools", "budget sre-tools"),
        ("<at>sre</at> why are the sre team here", "why are the sre team here"),
        ("<at>sre</at> budget R&amp;D", "budget R&D"),
        ("<at>sre</at> is 1 < 2 > 0", "is 1 < 2 > 0"),
        ("<at>sre</at>", ""),
    ],
)
def test_our_own_mention_is_taken_away_and_nothing_else(typed: str, words: str) -> None:
    marked = typed.partition("</at>")[0].rpartition("<at")[2]
    text = f"<at{marked}</at>"

    said = heard(conversation=THREAD, text=typed, entities=[mention(ME, text)])

    assert said.request.text == words


def test_other_people_stay_as_their_names() -> None:
    said = heard(
        conversation=THREAD,
        text="<at>Bob</at> asks: <at>sre</at> who is <at>Bob</at>?",
        entities=[mention(BOB), mention(ME), mention(BOB)],
    )

    assert said.request.text == "who is @Bob?"


def test_somebody_of_our_name_is_not_us() -> None:
    namesake = {"id": "29:sre", "name": "sre"}

    said = heard(
        conversation=THREAD,
        text="<at>sre</at> is <at>sre</at> your friend?",
        entities=[mention(ME), mention(namesake)],
    )
    other = from_message(
        activity(conversation=THREAD, text="<at>sre</at> hi", entities=[mention(namesake)])
    )

    assert said.request.text == "is @sre your friend?"
    assert other is None


def test_mentioned_twice_it_is_still_one_question() -> None:
    said = heard(
        conversation=THREAD,
        text="<at>sre</at> budget iot-hub <at>sre</at>",
        entities=[mention(ME), mention(ME)],
    )

    assert said.request.text == "budget iot-hub"


@pytest.mark.parametrize("kind", ["xml", "html"])
def test_markup_is_left_behind_where_text_comes_with_it(kind: str) -> None:
    said = heard(
        conversation=THREAD,
        textFormat=kind,
        text="<p><at>sre</at>&nbsp;<b>budget</b> iot-hub<br></p>",
        entities=[mention(ME)],
    )

    assert said.request.text.split() == ["budget", "iot-hub"]


@pytest.mark.parametrize(
    "said",
    [
        {"text": None},
        {"text": ""},
        {"text": " \n", "attachments": [{"contentType": "image/png"}]},
        {"text": None, "value": {"foreign": True}},
        {"conversation": THREAD},
        {"conversation": GROUP},
        {"conversation": THREAD, "text": "<at>Bob</at> hi", "entities": [mention(BOB)]},
        {"conversation": THREAD, "text": "<at>sre</at> hi", "entities": [{"type": "clientInfo"}]},
        {"conversation": GROUP, "text": "<at>sre</at> hi", "entities": [{"type": "mention"}]},
    ],
)
def test_other_peoples_talk_and_what_has_no_words_is_left_alone(said: dict[str, Any]) -> None:
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
