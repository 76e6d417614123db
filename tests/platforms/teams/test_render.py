"""What Teams is sent: every kind of block, its words as they are, its tone by more than colour."""

from decimal import Decimal
from typing import Any

import pytest

from adapters.teams.elements import attachment
from adapters.teams.render import drawn, summary
from bot.reply import Actions, Button, Card, Code, Fact, Facts, Meter, Note, Table, Text, Tone
from tests.platforms.teams.card_schema import check_card, nodes
from tests.platforms.teams.cards import EVERYTHING

HELP = Actions((Button("Help", "help"),))


def body(card: Card, *, back: str | None = None) -> list[dict[str, Any]]:
    """What is drawn, once it has been found to be a card."""
    elements: list[dict[str, Any]] = check_card(drawn(card, back=back))["body"]
    return elements


def test_every_kind_of_block_is_drawn() -> None:
    assert [each["type"] for each in body(EVERYTHING)] == [
        "Container",
        "RichTextBlock",
        "TextBlock",
        "Container",
        "FactSet",
        "Table",
        "Chart.Gauge",
        "Container",
        "Container",
        "ActionSet",
    ]


@pytest.mark.parametrize("tone", Tone)
def test_a_tone_is_a_mark_before_it_is_a_colour(tone: Tone) -> None:
    (headline,) = body(Card("Done.", tone))

    (said,) = (each["text"] for each in nodes(headline) if "text" in each)
    if tone is Tone.NEUTRAL:
        assert (headline["type"], said) == ("TextBlock", "Done.")
    else:
        assert headline["style"] in {"good", "warning", "attention", "emphasis"}
        assert said.endswith(" Done.")
        assert said != " Done."


def test_screen_readers_find_the_headline() -> None:
    (heading,) = (each for each in nodes(body(EVERYTHING)) if each.get("style") == "heading")

    assert heading["text"] == "⚠️ iot-hub: 10% of the error budget left"


def test_the_headline_alone_is_the_notification() -> None:
    card = Card("iot-hub:\n10% left", blocks=(Text("More."),))

    assert summary(card) == drawn(card)["speak"] == "iot-hub: 10% left"
    assert len(summary(Card("word " * 2_000))) <= 300
    assert summary(Card("word " * 2_000)).endswith("word…")


def test_only_what_is_wide_takes_the_whole_width() -> None:
    assert "msteams" not in drawn(Card("Done.", blocks=(Text("Really."), HELP)))
    assert drawn(Card("Listed", blocks=(Table(("A",), (("1",),)),)))["msteams"] == {"width": "Full"}


def test_a_drawn_card_is_attached_as_what_it_is() -> None:
    card = drawn(Card("Done."))

    assert attachment(card) == {
        "contentType": "application/vnd.microsoft.card.adaptive",
        "content": card,
    }


def test_what_people_type_is_read_letter_by_letter() -> None:
    _, paragraph, *_ = body(EVERYTHING)

    assert paragraph["inlines"] == [
        {"type": "TextRun", "text": "A paragraph with <b>, & and *stars*."}
    ]


def test_plain_words_are_a_text_block_which_breaks_those_too_long_for_a_line() -> None:
    _, said = body(Card("Hi", blocks=(Text("x" * 200),)))

    assert said == {"type": "TextBlock", "text": "x" * 200, "wrap": True}


def test_paragraphs_stay_apart_and_lines_together() -> None:
    said = body(Card("Hi", blocks=(Text("One.\nTwo.\n\nThree."),)))[1:]

    assert [(each["text"], each.get("spacing")) for each in said] == [
        ("One.", None),
        ("Two.", "None"),
        ("Three.", "Small"),
    ]


def test_a_note_is_quiet() -> None:
    _, note = body(Card("Hi", blocks=(Note("as of noon"),)))

    assert (note["isSubtle"], note["size"]) == (True, "Small")


def test_code_keeps_its_lines() -> None:
    _, code = body(Card("Code", blocks=(Code("\nsum(a)\n\n  by (b)\n"),)))

    assert [each["fontType"] for each in nodes(code["items"]) if "text" in each] == [
        "Monospace"
    ] * 3
    said = [each["text"] for each in nodes(code["items"]) if "text" in each]
    assert said == ["sum(a)", "\u00a0", "  by (b)"]


def test_a_table_has_a_header_row_and_room_for_every_word_on_a_phone() -> None:
    rows = (("availability", "99.9%", "60% of the error budget left, healthy"),)

    _, table = body(Card("Table", blocks=(Table(("Objective", "Target", "State"), rows),)))
    assert table["firstRowAsHeaders"] is True
    said = [[each["text"] for each in nodes(row) if "text" in each] for row in table["rows"]]
    assert said == [["Objective", "Target", "State"], list(rows[0])]
    weights = [column["width"] for column in table["columns"]]
    assert sum(weights) <= 45
    assert weights[0] >= len("availability") + 4
    assert weights[1] >= len("Target") + 4
    assert weights[2] > weights[0]


def test_the_first_share_is_a_gauge_and_others_are_bars() -> None:
    left = Meter("Left", Decimal("0.104"), "10% left", Tone.AT_RISK)
    seen = Meter("Seen", Decimal("0.5"), "50% seen", Tone.GOOD)

    _, gauge, bar = body(Card("Shares", blocks=(left, seen)))
    assert (gauge["type"], gauge["value"], gauge["max"]) == ("Chart.Gauge", 10, 100)
    assert gauge["segments"] == [
        {"legend": "10% left", "size": 10, "color": "warning"},
        {"legend": "spent", "size": 90, "color": "neutral"},
    ]
    assert gauge["fallback"]["facts"] == [{"title": "Left", "value": "⚠️ ▰" + "▱" * 9 + " 10% left"}]
    assert bar["facts"] == [{"title": "Seen", "value": "🟢 " + "▰" * 5 + "▱" * 5 + " 50% seen"}]


def test_a_share_that_does_not_say_what_is_left_has_a_rest() -> None:
    seen = Meter("Seen", Decimal("0.5"), "50% seen", Tone.GOOD)

    _, gauge = body(Card("Shares", blocks=(seen,)))
    assert [each["legend"] for each in gauge["segments"]] == ["50% seen", "the rest"]


@pytest.mark.parametrize("share", ["-0.5", "1.2"])
def test_no_gauge_has_room_for_less_than_nothing_or_more_than_all(share: str) -> None:
    over = Meter("Budget", Decimal(share), "overspent by 50%", Tone.BAD)

    _, bar = body(Card("Overspent", blocks=(over,)))
    assert bar["facts"][0]["value"].endswith(" overspent by 50%")


def test_empty_words_make_no_empty_elements() -> None:
    empty = (
        Text(""),
        Note(" "),
        Code(" \n "),
        Facts(()),
        Facts((Fact("", "value"), Fact("Label", ""))),
        Table((), ()),
        Table(("A", ""), ()),
        Table(("A", ""), (("", "only"),)),
        Meter("", Decimal(0), "", Tone.UNKNOWN),
        Actions(()),
        Actions((Button("", "help"),)),
    )

    kinds = [each["type"] for each in body(Card("Empty", blocks=empty))[1:]]
    assert kinds == ["FactSet", "Table", "Table", "Chart.Gauge", "ActionSet"]


def test_an_address_is_followed_by_its_host() -> None:
    address = "https://teams.microsoft.com/l/message/19:hub@thread.tacv2/17?a=%7B_b_%7D&c=d_"
    (facts,) = drawn(Card("Decided", blocks=(Facts((Fact("Asked in", address),)),)))["body"][1:]

    assert facts["facts"] == [{"title": "Asked in", "value": f"[teams.microsoft.com…]({address})"}]


def test_a_cell_that_says_nothing_keeps_its_place() -> None:
    (table,) = drawn(Card("Who", blocks=(Table(("", "SRE"), (("Freeze", ""),)),)))["body"][1:]

    for row in table["rows"]:
        texts = [
            [node["text"] for node in nodes(each["items"]) if "text" in node]
            for each in row["cells"]
        ]
        assert all(said and all(said) for said in texts)
