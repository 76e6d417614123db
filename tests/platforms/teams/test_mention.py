"""The words of a message: without our own mention, and with other people's names."""

import pytest

from adapters.teams.inbound import from_message
from tests.platforms.teams.said import BOB, ME, THREAD, activity, heard, mention


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
        ("budget iot-hub <at>sre</at>, ", "budget iot-hub"),
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


def test_whom_a_mention_means_has_one_word_however_many_are_in_their_name() -> None:
    erin = {"id": "29:erin", "name": "Erin Gallagher"}
    namesake = {"id": "29:erin2", "name": "Erin Gallagher"}

    said = heard(
        conversation=THREAD,
        text="<at>sre</at><at>Erin Gallagher</at> by&nbsp;<at>Erin Gallagher</at> <at>O&amp;M</at>",
        entities=[mention(ME), mention(erin), mention(namesake)],
    )

    assert said.request.text.split() == ["@Erin-Gallagher", "by", "@Erin-Gallagher-2", "@O&M"]
    assert said.request.mentioned == {
        "@Erin-Gallagher": "29:erin",
        "@Erin-Gallagher-2": "29:erin2",
    }


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
        text="<at>sre</at> budget<at>sre</at>iot-hub",
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
