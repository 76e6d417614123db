"""A message or view being filled: counts blocks and characters, and says what did not fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from adapters.slack.limits import (
    BLOCKS_IN_MESSAGE,
    BLOCKS_IN_VIEW,
    MESSAGE_CHARACTERS,
    SECTION_TEXT,
    VIEW_CHARACTERS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE = 100
"""Characters of a line, roughly, when lines are counted for people."""
_NOTE_CHARACTERS = 200
_ROWS_KEPT, _LABEL_CHARACTERS = 5, 2_000


@dataclass(frozen=True, slots=True)
class Paper:
    """What is filled, and how much it takes."""

    name: str
    blocks: int
    characters: int


MESSAGE = Paper("message", BLOCKS_IN_MESSAGE, MESSAGE_CHARACTERS)
VIEW = Paper("window", BLOCKS_IN_VIEW - 1, VIEW_CHARACTERS)
"""One block less than Slack takes: Home has a line at its foot."""


class Sheet:
    """Blocks, top to bottom. After the first thing that does not fit, only buttons follow.

    Room for buttons is kept, so that a long answer can still be acted on.
    """

    def __init__(self, paper: Paper = MESSAGE) -> None:
        self._paper = paper
        self._blocks: list[dict[str, Any]] = []
        self._rows_left = _ROWS_KEPT
        self._labels_left = _LABEL_CHARACTERS
        self._blocks_left = paper.blocks - 1 - _ROWS_KEPT
        self._characters_left = paper.characters - _NOTE_CHARACTERS - _LABEL_CHARACTERS
        self._lines_left_out = 0
        self._cut_at: int | None = None

    def write(self, lines: Iterable[str], kind: Literal["mrkdwn", "plain_text"]) -> None:
        """Lines of at most ``SECTION_TEXT`` characters, in as few sections as they take."""
        page: list[str] = []
        size = 0
        for line in lines:
            if size + len(line) > SECTION_TEXT:
                self._turn(page, kind)
                page, size = [], 0
            if not self._has_room(size + len(line)):
                self._leave_out(len(line))
                continue
            page.append(line)
            size += len(line) + 1
        self._turn(page, kind)
        self._mark_the_cut()

    def put(self, block: dict[str, Any], *, characters: int) -> None:
        """One whole block, unless there is nothing in it."""
        if not characters:
            return
        if self._has_room(characters):
            self._add(block, characters)
        else:
            self._leave_out(characters)
            self._mark_the_cut()

    def put_buttons(self, row: dict[str, Any], *, characters: int) -> None:
        """A row of buttons, while there is room for buttons."""
        if self._rows_left and characters <= self._labels_left:
            self._rows_left -= 1
            self._labels_left -= characters
            self._blocks.append(row)
        else:
            self._leave_out(characters)
            self._mark_the_cut()

    def finished(self) -> list[dict[str, Any]]:
        """All blocks; where something is missing, that and how to see it."""
        if self._cut_at is not None:
            many = self._lines_left_out
            lines = "one more line" if many == 1 else f"about {many} more lines"
            note = (
                f"… and {lines}: too much for one Slack {self._paper.name}. "
                "To see everything, ask in a terminal: rapport ask"
            )
            self._blocks.insert(self._cut_at, context(note))
        return self._blocks

    def _has_room(self, characters: int) -> bool:
        open_still = not self._lines_left_out and self._blocks_left > 0
        return open_still and characters <= self._characters_left

    def _turn(self, page: list[str], kind: Literal["mrkdwn", "plain_text"]) -> None:
        text = "\n".join(page)
        if text.strip():
            self._add({"type": "section", "text": text_object(text, kind)}, len(text))

    def _add(self, block: dict[str, Any], characters: int) -> None:
        self._blocks.append(block)
        self._blocks_left -= 1
        self._characters_left -= characters

    def _leave_out(self, characters: int) -> None:
        self._lines_left_out += max(1, round(characters / _LINE))

    def _mark_the_cut(self) -> None:
        if self._lines_left_out and self._cut_at is None:
            self._cut_at = len(self._blocks)


def text_object(text: str, kind: Literal["mrkdwn", "plain_text"]) -> dict[str, Any]:
    """Escaped text as it is: no names, channels or ``:signs:`` are made of it."""
    if kind == "mrkdwn":
        return {"type": kind, "text": text, "verbatim": True}
    return {"type": kind, "text": text, "emoji": False}


def context(text: str) -> dict[str, Any]:
    """A quiet line."""
    return {"type": "context", "elements": [text_object(text, "plain_text")]}
