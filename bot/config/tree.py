"""YAML text → plain values that keep their exact text, and the line of every path.

Scalars stay as they were typed: ``99.95%`` never passes through a float, ``no`` is no boolean and
``2026-12-15`` no timestamp until the shape says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from bot.config.concealing import shown
from bot.config.problems import Remark, Where

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"
_MERGE = "tag:yaml.org,2002:merge"
_DEEPEST = 20
_MOST = 100_000
_TOO_MUCH = f"This file holds more than {_MOST} values, aliases and all that they repeat."
_STANDARD = "tag:yaml.org,2002:"


@dataclass(slots=True)
class Tree:
    """A file's values.

    Attributes:
        value: The root, most often a mapping.
        lines: The line of every path, from 1.
        remarks: What YAML allows and we do not.
    """

    value: Value = None
    lines: dict[Where, int] = field(default_factory=lambda: {(): 1})
    remarks: list[Remark] = field(default_factory=list)

    def line_of(self, where: Where) -> int:
        """The line of a path, or of the nearest thing around it."""
        while where not in self.lines:
            where = where[:-1]
        return self.lines[where]


def plant(text: str) -> Tree:
    """Read a text; a syntax error is a remark, and the tree is then empty."""
    tree = Tree()
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        line, message = _syntax(error, text)
        tree.lines[()] = line
        tree.remarks.append(Remark((), message, _SYNTAX_FIX))
        return tree
    if root is not None:
        try:
            tree.value = _Grower(tree).grow(root, ())
        except _TooMuchError:
            tree.remarks.append(Remark((), _TOO_MUCH, "Write the values out where aliases stand."))
    return tree


class _TooMuchError(Exception):
    """The file holds more than any file needs."""


_SYNTAX_FIX = (
    "Look at this line and the one above: indent with spaces, close every quote and bracket, and "
    "put texts that hold “: ” or “#” in quotes."
)


def _syntax(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    last = max(len(text.splitlines()), 1)
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        line = min(error.problem_mark.line + 1, last)
        said = ", ".join(part for part in (error.context, error.problem) if part)
        return line, f"This is not valid YAML: {said}."
    position = getattr(error, "position", 0)
    line = min(text.count("\n", 0, position) + 1, last)
    return line, "This is not valid YAML: it holds a character that no text has."


class _Grower:
    """Turns nodes into values, noting lines and what we refuse."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._above: set[int] = set()
        self._grown = 0

    def grow(self, node: yaml.Node, where: Where) -> Value:
        self._grown += 1
        if self._grown > _MOST:
            raise _TooMuchError
        if not node.tag.startswith(_STANDARD):
            self._refuse(where, f"The tag `{shown(node.tag)}` means nothing here.", "Remove it.")
        if isinstance(node, yaml.ScalarNode):
            return None if node.tag == _NULL else str(node.value)
        if id(node) in self._above:
            self._refuse(where, "This alias stands inside its own anchor.", "Write the value out.")
            return None
        if len(where) > _DEEPEST:
            self._refuse(where, "This is nested too deeply.", "Nothing here needs so many levels.")
            return None
        self._above.add(id(node))
        grown: Value = (
            self._mapping(node, where)
            if isinstance(node, yaml.MappingNode)
            else self._list(node, where)
        )
        self._above.discard(id(node))
        return grown

    def _list(self, node: yaml.Node, where: Where) -> list[Value]:
        values: list[Value] = []
        for index, item in enumerate(node.value):
            self._tree.lines[*where, index] = item.start_mark.line + 1
            values.append(self.grow(item, (*where, index)))
        return values

    def _mapping(self, node: yaml.MappingNode, where: Where) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key, item in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or key.tag in {_NULL, _MERGE}:
                self._refuse(where, "This key is not a plain word.", _KEY_FIX, line=line)
                continue
            name = str(key.value)
            if name in values:
                first = self._tree.lines[*where, name]
                self._refuse(
                    (*where, name),
                    f"`{shown(name)}` stands here twice; the first is in line {first}.",
                    "Keep one of the two.",
                    line=line,
                )
                continue
            self._tree.lines[*where, name] = line
            values[name] = self.grow(item, (*where, name))
        return values

    def _refuse(self, where: Where, message: str, fix: str, *, line: int | None = None) -> None:
        self._tree.remarks.append(Remark(where, message, fix, line))


_KEY_FIX = "Write `key: value`; what `<<` would merge must be written out."
