"""Every rule has a page, a source, and tests that exist."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RULES = ROOT / "docs" / "rules"
INDEX = RULES / "index.md"
PAGES = sorted(set(RULES.glob("*.md")) - {INDEX})
MODULES = sorted((ROOT / "bot" / "model").glob("*.py"))

NAMED_TEST = re.compile(r"(tests/[\w/]+\.py)::(\w+)")
LINK = re.compile(r"\]\(([^)#]+)")
SOURCE = re.compile(r"^\*\*Source\.\*\* .*(The Site Reliability Workbook|Ours)", re.MULTILINE)
SECTIONS = ("## Example", "## Tests", "## In app.yaml")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


@cache
def names_in(path: Path) -> frozenset[str]:
    """The names of a file's test functions, read without running it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = (each for each in tree.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(each.name for each in found if each.name.startswith("test_"))


@each_page
def test_a_page_names_tests_and_each_of_them_exists(page: Path) -> None:
    named = NAMED_TEST.findall(page.read_text(encoding="utf-8"))
    assert named
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (ROOT / path).exists() or name not in names_in(ROOT / path)
    ]
    assert missing == []


@each_page
def test_a_page_says_whose_rule_it_is(page: Path) -> None:
    assert SOURCE.search(page.read_text(encoding="utf-8"))


@each_page
def test_a_page_works_an_example_and_says_what_can_be_set(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line in SECTIONS] == list(SECTIONS)


def test_the_index_links_every_page() -> None:
    linked = LINK.findall(INDEX.read_text(encoding="utf-8"))
    assert sorted(linked) == [page.name for page in PAGES]


@each_page
def test_what_a_page_links_is_there(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_a_module_that_names_its_rules_names_pages_that_exist(module: Path) -> None:
    said = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    _, _, rules = said.partition("Rules:")
    named = re.findall(r"docs/rules/[\w-]+\.md", rules)
    assert named or not rules
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_page_is_the_rule_of_some_module() -> None:
    said = "".join(module.read_text(encoding="utf-8") for module in MODULES)
    assert [page.name for page in PAGES if f"docs/rules/{page.name}" not in said] == []
