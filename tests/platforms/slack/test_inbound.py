"""What is said to us, out of all that Slack tells; and to which team whoever says it belongs."""

from collections.abc import Mapping

import pytest

from adapters.slack.identity import Identity
from adapters.slack.inbound import from_command, from_event

ME = Identity(
    team="T0HOME0001",
    user="U0RAPPORT1",
    bot="B0RAPPORT1",
    name="sre",
    url="https://example.slack.com/",
)
_ONE, _TWO = {"@somebody": "U1"}, {"@somebody": "U1", "@somebody-2": "U2"}


def event(**changes: object) -> dict[str, object]:
    """A direct message to us, with some things otherwise; None takes a thing away."""
    usual: dict[str, object] = {
        "type": "message",
        "channel_type": "im",
        "channel": "DALICE",
        "user": "UALICE",
        "team": "T0HOME0001",
        "text": "budget",
        "ts": "1700000000.000100",
    }
    return {key: value for key, value in {**usual, **changes}.items() if value is not None}


def body(said: Mapping[str, object], **changes: object) -> dict[str, object]:
    return {"team_id": "T0HOME0001", "event_id": "Ev1", "event": dict(said), **changes}


@pytest.mark.parametrize(
    "said",
    [
        event(bot_id="B0OTHER"),
        event(app_id="A0OTHER"),
        event(user=ME.user),
        event(user=None),
        event(subtype="message_changed"),
        event(subtype="message_deleted"),
        event(subtype="bot_message"),
        event(subtype="channel_join"),
        event(edited={"user": "UALICE", "ts": "1700000001.000100"}),
        event(channel_type="channel"),
        event(channel_type="mpim"),
        event(type="reaction_added", channel_type=None),
        event(type="app_home_opened", channel_type=None),
    ],
)
def test_machines_edits_and_other_peoples_talk_are_left_alone(said: dict[str, object]) -> None:
    assert from_event(body(said), ME) is None


@pytest.mark.parametrize("subtype", ["thread_broadcast", "file_share"])
def test_a_message_to_the_channel_or_with_a_file_is_heard(subtype: str) -> None:
    heard = from_event(body(event(subtype=subtype)), ME)

    assert heard is not None
    assert heard.request.text == "budget"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("<@U0RAPPORT1> budget iot-hub <@U0RAPPORT1>", "budget iot-hub"),
        ("<@U0RAPPORT1|sre>, <@U0RAPPORT1>: budget iot-hub", "budget iot-hub"),
        ("hello <@U0RAPPORT1> budget <@U0RAPPORT1> iot-hub", "budget iot-hub"),
        ("budget iot-hub <@U0RAPPORT1> <@U0RAPPORT1>", "budget iot-hub"),
        ("<@U0RAPPORT1>", ""),
        ("<@U0RAPPORT1> budget <@U0OTHER01> iot-hub", "budget @somebody iot-hub"),
        ("<@U0RAPPORT1> budget <@U0OTHER01|bob>", "budget @bob"),
        ("budget <#C0CHANNEL1|iot-hub>", "budget #iot-hub"),
    ],
)
def test_mentions_of_us_are_no_words_and_others_are_no_ids(typed: str, text: str) -> None:
    heard = from_event(body(event(text=typed)), ME)

    assert heard is not None
    assert heard.request.text == text


@pytest.mark.parametrize(
    ("typed", "text", "mentioned"),
    [
        ("budget", "budget", {}),
        ("cover me by <@U1|erin>", "cover me by @erin", {"@erin": "U1"}),
        ("cover <@U1> by <@U2>", "cover @somebody by @somebody-2", _TWO),
        ("<@U0RAPPORT1> cover <@U1> by <@U1>", "cover @somebody by @somebody", _ONE),
        ("cover <@W1|erin g> by <#C1|hub>", "cover @erin-g by #hub", {"@erin-g": "W1"}),
    ],
)
def test_whom_a_mention_means_is_told_apart_from_its_words(
    typed: str, text: str, mentioned: dict[str, str]
) -> None:
    said = from_event(body(event(text=typed)), ME)
    slash = from_command(
        {
            "channel_id": "C1",
            "user_id": "UALICE",
            "team_id": "T0HOME0001",
            "trigger_id": "1.2",
            "text": typed.removeprefix(f"<@{ME.user}> "),
        }
    )

    assert said is not None
    for heard in (said, slash):
        assert (heard.request.text, heard.request.mentioned) == (text, mentioned)


@pytest.mark.parametrize(
    ("said", "around", "team"),
    [
        (event(), {}, "T0HOME0001"),
        (event(team=None), {}, "T0HOME0001"),
        (event(user_team="T0ELSE"), {"is_ext_shared_channel": True}, "T0ELSE"),
        (event(source_team="T0ELSE"), {"is_ext_shared_channel": True}, "T0ELSE"),
        (event(team="T0ELSE"), {"is_ext_shared_channel": True}, "T0ELSE"),
        (event(team=None), {"is_ext_shared_channel": True}, ""),
        (event(user_team="E0GRID"), {"enterprise_id": "E0GRID"}, "T0HOME0001"),
        (event(user_team="E0ELSE"), {"enterprise_id": "E0GRID"}, "E0ELSE"),
    ],
)
def test_an_actor_belongs_to_their_home_team(
    said: dict[str, object], around: dict[str, object], team: str
) -> None:
    heard = from_event(body(said, **around), ME)

    assert heard is not None
    assert heard.request.actor.workspace == team
