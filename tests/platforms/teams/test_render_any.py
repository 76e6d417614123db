"""Whatever anybody types: it is drawn, it fits, and nothing in it is markup or mentions."""

import html
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.render import drawn, summary
from adapters.teams.text import cut, literal, shown
from bot.reply import Card
from tests.platforms.teams.card_schema import check_card, nodes
from tests.platforms.teams.cards import CARDS, MARKDOWN, MARKUP, TEXTS

APART = "\u200b"


def read_as_markdown(card: dict[str, Any]) -> list[str]:
    """All of a card's words in which clients look for Markdown."""
    found = [card["fallbackText"]]
    for node in nodes(card["body"]):
        if node.get("type") == "TextBlock":
            found.append(node["text"])
        if node.keys() == {"title", "value"}:
            found += node.values()
    return found


def as_read(text: str) -> str:
    """The letters that somebody sees where Markdown is read; its marks, where there are any."""
    rendered = MARKDOWN.render(text)
    return html.unescape(rendered.removeprefix("<p>").removesuffix("</p>\n")).replace(APART, "")


@settings(deadline=None)
@given(card=CARDS, again=st.none() | TEXTS, back=st.none() | TEXTS)
def test_every_card_is_drawn_and_none_holds_markup_or_mentions(
    card: Card, again: str | None, back: str | None
) -> None:
    drawing = check_card(drawn(replace(card, again=again), back=back))

    for text in read_as_markdown(drawing):
        rendered = MARKDOWN.render(text)
        assert rendered.count("<") == 2 * bool(text.strip()), text
    assert "\n" not in summary(card)


@given(text=MARKUP)
def test_literal_words_are_read_letter_by_letter(text: str) -> None:
    assert as_read(literal(text)) == " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "99.95% of requests",
        "2 * 3 ~ 6",
        "10,000 of the 100,000 bad requests",
        "iot_hub and mr_fusion_9",
        "budget [SERVICE]",
        "a < b & c > d",
        "C:\\temp",
        "(1 − 99.95%) × 3",
        "why?",
    ],
)
def test_what_no_client_reads_as_markup_stays_as_it_is(text: str) -> None:
    assert literal(text) == text == shown(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("*stars*", "\\*stars\\*"),
        ("_so_", "\\_so\\_"),
        ("[here](https://example.com)", "[here]\u200b(https://example.com)"),
        ("<https://example.com>", "<\u200bhttps://example.com>"),
        ("- one", "\u200b- one"),
        ("1. one", "\u200b1. one"),
        ("# one", "\u200b# one"),
        ("a\n\n- b", "a - b"),
        ("\\*", "\\\u200b\\*"),
        ("&lt;", "&\u200blt;"),
    ],
)
def test_what_would_take_effect_is_kept_from_it(text: str, written: str) -> None:
    assert literal(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("<at>Bob</at>", "<\u200bat>Bob<\u200b/at>"),
        ("<AT id='0'>Bob</AT>", "<\u200bAT id='0'>Bob<\u200b/AT>"),
        ("<attic>", "<attic>"),
        ("{{DATE(2026-11-09T12:00:00Z)}}", "{\u200b{DATE(2026-11-09T12:00:00Z)}}"),
        ("{{TIME(x)}} {{ DATE", "{\u200b{TIME(x)}} {{ DATE"),
        ("*half* \ud83d", "*half* \ufffd"),
        ("bell\x07", "bell\ufffd"),
    ],
)
def test_nobody_is_mentioned_and_no_date_is_filled_in(text: str, written: str) -> None:
    assert shown(text) == written


@given(text=TEXTS, most=st.integers(5, 60))
def test_a_cut_is_short_and_seen(text: str, most: int) -> None:
    shortened = cut(text, most)

    assert len(shortened) <= most
    assert shortened == text or shortened.endswith("…")
