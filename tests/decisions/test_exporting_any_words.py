"""Whatever people write, their records keep their shape, and say all that they wrote."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from adapters.by_name import schemas
from bot.config import load
from bot.decisions.record_index import index
from bot.decisions.record_page import page
from bot.decisions.records import Record, Shelf, file_name
from bot.markdown import inline, prose, table
from tests.door import APP_YAML
from tests.fakes.clock import NOON
from tests.storage.deciding import DECISION, DECISIONS, RIGHTS, STEPS, TEXTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from bot.model.decision import Decision

ORGANISATION = load(APP_YAML, schemas=schemas()).organisation
MARKUP = st.lists(
    st.sampled_from(
        [
            *("#", "##", "|", "\\", "`", "```", "~~~", "*", "**", "_", "__", "~", "$", "&", "&lt;"),
            *(
                "<",
                ">",
                "<b>",
                "<!--",
                "-->",
                "[",
                "]",
                "(",
                ")",
                "![",
                "](x)",
                "[x]: y",
                "- ",
                "---",
            ),
            *("+ ", "===", ":-", "1. ", "2) ", "    ", "\t", "\n", "\n\n", "\r", " ", "a", "<br>"),
            *("https://x.example/a_b", "| --- |", "{{", "\u2028", "\u00a0", "é"),
        ]
    ),
    max_size=12,
).map("".join)
WORDS = TEXTS | MARKUP
COMMONMARK = MarkdownIt("commonmark").enable("table").enable("strikethrough")
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine takes its time to make up whole decisions."""
SHOWN = {"text", "link_open", "link_close", "hardbreak", "softbreak", "html_inline"}


def shown(inside: Token) -> str:
    """What one reads of a piece of text, in which nothing but breaks and addresses is marked up."""
    said = ""
    for token in inside.children or ():
        assert token.type in SHOWN, token
        if token.type == "html_inline":
            assert token.content == "<br>"
        said += token.content if token.type == "text" else "\n"
    return said


def read(text: str) -> list[Token]:
    return COMMONMARK.parse(text)


def types(text: str) -> list[str]:
    return [token.type for token in read(text)]


def pieces(text: str, within: str) -> list[str]:
    """What is said in each heading, cell or item."""
    tokens = read(text)
    return [shown(after) for token, after in pairwise(tokens) if token.type == f"{within}_open"]


def same(read_again: str, written: str) -> bool:
    """Word for word; how wide the spaces between them are is not said in Markdown."""
    return "".join(read_again.split()) == "".join(written.split())


@UNHURRIED
@given(WORDS)
@example("a | b\n:---")
@example("+ a")
@example("12) a")
@example("a\n===")
@example("see https://x.example/?a=1&copy;")
@example("snake_case and __init__ and _this_")
def test_a_text_of_its_own_is_paragraphs_that_say_it(said: str) -> None:
    assert set(types(prose(said))) <= {"paragraph_open", "inline", "paragraph_close"}
    assert same("".join(pieces(prose(said), "paragraph")), said)


@UNHURRIED
@given(WORDS)
@example("closing #")
def test_a_heading_says_it_and_ends_where_it_ends(said: str) -> None:
    text = f"# D-1: {inline(said)}\n\nNext"
    assert types(text) == ["heading_open", "inline", "heading_close", *types("Next")]
    assert same(pieces(text, "heading")[0], f"D-1: {said}")


@UNHURRIED
@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), max_size=4))
def test_a_table_has_the_rows_and_cells_that_it_was_given(rows: list[list[str]]) -> None:
    columns = ("One", "Two", "Three")
    text = table(columns, [[inline(cell) for cell in row] for row in rows])
    assert types(text).count("tr_open") == 1 + len(rows)
    cells = pieces(text, "td")
    assert len(cells) == 3 * len(rows)
    written = [cell for row in rows for cell in row]
    assert all(same(*each) for each in zip(cells, written, strict=True))


def worded(decision: Decision, words: Sequence[str]) -> Decision:
    """The decision in these words, so that there is markup in all of them."""
    question, outcome, rationale, because, *options = words
    return replace(
        decision,
        question=question,
        outcome=outcome,
        rationale=rationale,
        because=because,
        options=tuple(options),
    )


SAID = st.lists(WORDS, min_size=4, max_size=7)
RECORDS = st.builds(
    Record,
    st.builds(worded, DECISIONS, SAID) | DECISIONS,
    st.none() | st.builds(replace, RIGHTS, basis=WORDS),
    st.lists(STEPS, max_size=3),
)


@UNHURRIED
@given(RECORDS)
def test_a_record_has_its_parts_whatever_people_wrote(record: Record) -> None:
    decision = record.decision
    text = page(record, Shelf(ORGANISATION, NOON, {}))
    title, *parts = pieces(text, "heading")
    assert same(title, f"{decision.name}: {decision.question}")
    reasons = ["Rationale"] * (decision.outcome is not None)
    reversal = ["Reversal"] * (decision.state.value == "reversed")
    assert parts == ["Status", "Context", "Options", "Decision", *reasons, *reversal, "History"]
    assert types(text).count("table_open") == 1
    assert types(text).count("tr_open") == 1 + len(record.steps)
    assert types(text).count("ordered_list_open") == bool(decision.options)
    said = "".join("".join(shown(each).split()) for each in read(text) if each.type == "inline")
    words = (*decision.options, decision.outcome, decision.outcome and decision.rationale)
    written = (*words, *(each.what for each in record.steps))
    assert all("".join(each.split()) in said for each in written if each)


@UNHURRIED
@given(st.lists(st.tuples(st.sampled_from(["iot-hub", "gone"]), SAID), max_size=4))
def test_the_index_has_a_row_for_each_and_a_table_for_each_service(
    asked: list[tuple[str, list[str]]],
) -> None:
    records = [
        Record(replace(worded(DECISION, words), number=number, service=service), None, ())
        for number, (service, words) in enumerate(asked, start=1)
    ]
    files = {each.decision.number: file_name(each.decision) for each in records}
    text = index(records, Shelf(ORGANISATION, NOON, files))
    services = {service for service, _ in asked}
    assert types(text).count("table_open") == len(services)
    assert len(pieces(text, "heading")) == 1 + len(services)
    assert types(text).count("tr_open") == len(services) + len(records)
    assert types(text).count("td_open") == 6 * len(records)


@UNHURRIED
@given(st.integers(1, 10**12), WORDS)
def test_a_file_has_a_name_that_every_disk_takes(number: int, question: str) -> None:
    decision = replace(DECISION, number=number, question=question)
    assert len(file_name(decision)) <= 80
    assert set(file_name(decision)) <= set("Dabcdefghijklmnopqrstuvwxyz0123456789-.")
    assert file_name(decision).count(".") == 1


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("99.95% is the well-known target, +1", "99.95% is the well-known target, +1"),
        ("snake_case_name", "snake_case_name"),
        ("1. first", "1\\. first"),
        ("R&D & so on", "R&D & so on"),
        ("see https://x.example/a_b?c=1&d=2.", "see <https://x.example/a_b?c=1&d=2>."),
        ("it is #1", "it is \\#1"),
    ],
)
def test_plain_words_stay_plain_in_the_file_as_well(said: str, written: str) -> None:
    assert inline(said) == written
