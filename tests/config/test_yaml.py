"""What stands in the file is read as it was typed, with its line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from bot.config import ConfigError, load
from bot.config.loading import Storage
from tests.config.files import GOOD, SCHEMAS, changed, good, only_problem, problems_of


def test_a_syntax_error_names_its_line() -> None:
    (problem,) = problems_of(changed(("members: [alice, erin]}", "members: [alice, erin}")))
    assert problem.line == 11
    assert problem.message.startswith("This is not valid YAML")
    assert problem.fix


@pytest.mark.parametrize(
    "text", ["\t a: 1", "a: *nobody", "a: 'open", "a: 1\n---\nb: 2", "a: \x00", "- ?\n ]", "}"]
)
def test_whatever_is_no_yaml_is_one_problem_inside_the_file(text: str) -> None:
    (problem,) = problems_of(text)
    assert problem.line in range(1, len(text.splitlines()) + 1)


def test_a_file_nested_without_end_is_refused() -> None:
    problems = problems_of(GOOD + "storage: " + "[" * 5000 + "]" * 5000)
    assert any("too deeply" in problem.message for problem in problems)


def test_a_key_that_stands_twice_names_both_lines() -> None:
    problem = only_problem(("  erin: {", "  alice: {name: Alice Two, side: sre}\n  erin: {"))
    assert problem.path == "people.alice"
    assert problem.line == 4
    assert "the first is in line 3" in problem.message


def test_merge_keys_and_keys_that_are_no_words_are_refused() -> None:
    problems = problems_of(GOOD + "storage:\n  <<: {path: here.db}\n  [a]: b\n  ~: c\n")
    assert [problem.path for problem in problems] == ["storage"] * 3
    assert [problem.line for problem in problems] == [47, 48, 49]


def test_tags_mean_nothing() -> None:
    problem = only_problem(("token_env: PROM", "token_env: !env PROM"))
    assert problem.path == "sources.main.token_env"
    assert "`!env`" in problem.message


def test_an_alias_repeats_its_anchor() -> None:
    config = good(
        ("members: [alice, erin]", "members: &two [alice, erin]"),
        ("name: Checkout", "name: &name Checkout"),
        ("aliases: [till]", "aliases: [*name]"),
    )
    assert config.organisation.services["checkout"].aliases == ("Checkout",)


def test_an_alias_inside_its_own_anchor_is_refused() -> None:
    problem = only_problem(("aliases: [till]", "aliases: &a [till, *a]"))
    assert "inside its own anchor" in problem.message


def test_aliases_that_multiply_without_end_are_refused() -> None:
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 3)}]\n" for n in range(1, 31))
    (problem,) = problems_of(f"a0: &a0 x\n{levels}")
    assert "more than 100000 values" in problem.message


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    config = good(("aliases: [till]", "aliases: [no, 1e3, 2026-01-01, 0x10, 12:30]"))
    aliases = config.organisation.services["checkout"].aliases
    assert aliases == ("no", "1e3", "2026-01-01", "0x10", "12:30")


def test_a_target_never_passes_through_a_float() -> None:
    config = good(("99.95%", "99.999999999%"))
    (slo,) = config.organisation.services["checkout"].slos
    assert slo.target == Decimal("0.99999999999")


def test_an_empty_value_is_said_to_be_empty() -> None:
    problem = only_problem(("name: Checkout", "name:"))
    assert (problem.path, problem.message) == ("services.checkout.name", "This is empty.")


def test_an_empty_optional_value_is_as_good_as_none() -> None:
    assert good(("email: alice@example.com", "email: ~")).organisation.people["alice"].email is None


@pytest.mark.parametrize("text", ["", "# nothing\n", "just words", "[1, 2]"])
def test_a_file_that_says_nothing_is_told_what_to_say(text: str) -> None:
    problems = problems_of(text)
    assert problems
    assert all(problem.line == 1 and problem.fix for problem in problems)


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "app.yaml").write_text("\ufeff" + GOOD, encoding="utf-8")
    assert not load(tmp_path / "app.yaml", schemas=SCHEMAS).example


def test_a_file_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "app.yaml").write_bytes(b"version: 1\npeople: \xff\n")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path / "app.yaml", schemas=SCHEMAS)
    (problem,) = caught.value.problems
    assert problem.line == 2


def test_a_file_that_is_not_there_is_offered_init(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no such file") as caught:
        load(tmp_path / "app.yaml", schemas=SCHEMAS)
    (problem,) = caught.value.problems
    assert problem.line is None
    assert "rapport init" in problem.fix


def test_the_store_lies_beside_the_file_unless_its_path_is_absolute() -> None:
    assert good().storage == Storage(Path("/somewhere/rapport.db"))
    text = GOOD + "storage: {path: /var/lib/rapport.db}\n"
    assert problems_of(text) == ()
    named = good(("version: 1", "version: 1\nstorage: {path: /var/lib/rapport.db}"))
    assert named.storage == Storage(Path("/var/lib/rapport.db"))


def test_the_store_may_be_a_database_whose_address_the_environment_holds() -> None:
    named = good(("version: 1", "version: 1\nstorage: {url_env: RAPPORT_DATABASE_URL}"))
    assert named.storage == Storage(None, "RAPPORT_DATABASE_URL")
    (missing,) = (each for each in named.missing_secrets({}) if each.path == "storage.url_env")
    assert "RAPPORT_DATABASE_URL" in missing.message


def test_two_stores_are_one_too_many() -> None:
    problem = only_problem(("version: 1", "version: 1\nstorage: {path: a.db, url_env: DB}"))
    assert "two stores" in problem.message


def test_every_path_knows_its_line() -> None:
    lines = good().lines
    assert lines["people.alice"] == 3
    assert lines["engagements.shop.places.slack"] == 39
