"""However the example is spoiled, the answer is a list of problems with lines inside the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import ConfigError, Problem, read
from tests.config.files import EXAMPLE, GOOD, SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where they are there, those in C: a thousand files are read and written here.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
TEXTS = (EXAMPLE.read_text(encoding="utf-8"), GOOD)

_MARKS = ("", " ", "\n", ":", ": ", "- ", "#", "'", '"', "[", "]", "{", "}", ",", "| \n", "\t")
_YAML = ("&a ", "*a", "!!x ", "<<: ", "? ", "~", "null", "[]", "{}", "0", "-1", "1e999", "nan")
_OURS = ("%", "100%", "99,9%", "é", "sre", "alice", "iot-hub", "9999-99-99", "\u2028", "\u200b")
SCRAPS = st.sampled_from((*_MARKS, *_YAML, *_OURS)) | st.text(max_size=5)


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        text = text[:start] + draw(SCRAPS) + text[end:]
    return text


@st.composite
def rewritten(draw: st.DrawFn) -> str:
    """Whole lines gone, doubled, moved or with another value."""
    lines = draw(st.sampled_from(TEXTS)).splitlines()
    for _ in range(draw(st.integers(1, 4))):
        index = draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 3)):
            case 0:
                del lines[index]
            case 1:
                lines.insert(index, lines[draw(st.integers(0, len(lines) - 1))])
            case 2:
                lines[index] = " " * draw(st.integers(0, 8)) + lines[index].lstrip()
            case _:
                key, colon, _value = lines[index].partition(":")
                lines[index] = f"{key}{colon} {draw(SCRAPS)}"
    return "\n".join(lines) + "\n"


def _problems(text: str) -> tuple[Problem, ...]:
    try:
        read(text, path=Path("/somewhere/app.yaml"), schemas=SCHEMAS)
    except ConfigError as error:
        return error.problems
    return ()


def _read_or_complain(text: str) -> None:
    last = max(len(text.splitlines()), 1)
    for problem in _problems(text):
        assert problem.line in range(1, last + 1)
        assert problem.message
        assert problem.fix


@settings(max_examples=300, deadline=None)
@given(spoiled())
def test_a_file_with_scraps_in_it_never_breaks_the_reader(text: str) -> None:
    _read_or_complain(text)


@settings(max_examples=300, deadline=None)
@given(rewritten())
def test_a_file_with_lines_gone_astray_never_breaks_the_reader(text: str) -> None:
    _read_or_complain(text)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_at_all_never_breaks_the_reader(text: str) -> None:
    _read_or_complain(text)


def _plain(text: str) -> object:
    """What stands in a text, each scalar as it was typed."""
    return yaml.load(text, Loader=_LOADER)


def _entries(value: object, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of everything inside an entry of a section."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if len(above) > 1:
                yield (*above, key)
            yield from _entries(inner, (*above, key))


def _with(text: str, path: tuple[str, ...], *instead: object) -> str:
    """A text with something else at a path, or nothing."""
    root: Any = _plain(text)
    inner = root
    for part in path[:-1]:
        inner = inner[part]
    del inner[path[-1]]
    inner.update(dict.fromkeys(path[-1:], *instead) if instead else {})
    return yaml.dump(root, Dumper=_DUMPER, sort_keys=False)


def _named_elsewhere(path: tuple[str, ...]) -> bool:
    """Whether something else names it: without its own kind of decision, a right is of none."""
    return "kinds" in path[-2:]


EVERYTHING = [
    pytest.param(text, path, instead, id=f"{'.'.join(path)} {said}")
    for text in TEXTS
    for path in _entries(_plain(text))
    for said, instead in (("gone", ()), ("a list", ([[]],)), ("another", ({"zzz": "zzz"},)))
    if instead or not _named_elsewhere(path)
]


@pytest.mark.parametrize(("text", "path", "instead"), EVERYTHING)
def test_what_is_missing_or_wrong_drags_no_other_problem_behind_it(
    text: str, path: tuple[str, ...], instead: tuple[object, ...]
) -> None:
    here = ".".join(path)
    for problem in _problems(_with(text, path, *instead)):
        assert here.startswith(problem.path) or problem.path.startswith(here)
