"""Keys and values of each kind: what does not fit is named with what would."""

from __future__ import annotations

import pytest

from tests.config.files import GOOD, changed, only_problem, problems_of


@pytest.mark.parametrize(
    ("change", "path", "guess"),
    [
        (("teams:\n", "tems:\n"), "tems", "teams"),
        (("sponsor: dana", "sponser: dana"), "engagements.shop.sponser", "sponsor"),
        (("email: alice", "mail: alice"), "people.alice.mail", "email"),
        (("aliases: [till]", "alias: [till]"), "services.checkout.alias", "aliases"),
        (
            ("target: 99.95%", "target: 99.95%\n        windows: 28d"),
            "services.checkout.slos.availability.windows",
            "window",
        ),
        (("    url:", "    urls:"), "sources.main.urls", "url"),
    ],
)
def test_an_unknown_key_is_an_error_with_the_closest_one(
    change: tuple[str, str], path: str, guess: str
) -> None:
    (problem,) = (each for each in problems_of(changed(change)) if each.path == path)
    assert problem.message.endswith("is not a key here.")
    assert problem.fix == f"Did you mean `{guess}`?"


def test_an_unknown_key_that_is_like_no_other_is_told_all_of_them() -> None:
    problem = only_problem(("name: Search", "name: Search\n    zzz: 1"))
    assert problem.fix == "The keys are `name`, `aliases`, `oncall`, `slos`, `planned`."


@pytest.mark.parametrize(
    ("change", "path", "message", "fix"),
    [
        (
            ("        source: main\n", ""),
            "services.checkout.slos.availability.source",
            "`source` is missing: the key of the source that counts.",
            "Add `source: main`.",
        ),
        (
            ("    zone: Europe/Berlin\n", ""),
            "engagements.shop.zone",
            "`zone` is missing: the time zone in which it works.",
            "Add `zone: Europe/Berlin`.",
        ),
        (
            (", due: 2026-12-15", ""),
            "services.search.planned.latency.due",
            "`due` is missing: the day by which the draft is ready.",
            "Add `due: 2026-12-15`.",
        ),
    ],
)
def test_a_missing_key_is_named_with_what_to_write(
    change: tuple[str, str], path: str, message: str, fix: str
) -> None:
    problem = only_problem(change)
    assert (problem.path, problem.message, problem.fix) == (path, message, fix)


@pytest.mark.parametrize(
    ("old", "new", "message", "fix"),
    [
        ("side: sponsor", "side: sponser", "`sponser` is not one of", "Did you mean `sponsor`?"),
        ("side: sponsor", "side: 7", "`7` is not one of", "The choices are `sre`, `product`"),
        ("version: 1", "version: one", "`one` should be a whole number", "Write digits only"),
        ("version: 1", "version: 2", "version 2 is not known", "Write `version: 1`"),
        ("version: 1", "example: false", "version is missing", "Write `version: 1`"),
        ("version: 1", "version: 1\nexample: perhaps", "should be true or false", "`true`"),
        ("aliases: [till]", "aliases: till", "should be a list", "`[one, two]`"),
        ("aliases: [till]", "aliases: [[till]]", "should be a text", "in quotes"),
        ("aliases: [till]", "aliases: ['']", "should be a text", "remove the line"),
        ("{drafted_by: carol, due: 2026-12-15}", "soon", "should be `key: value` lines", "Indent"),
        ("due: 2026-12-15", "due: 15.12.2026", "`15.12.2026` is no date", "`2026-12-15`"),
        ("due: 2026-12-15", "due: 2026-02-30", "`2026-02-30` is no date", "`2026-12-15`"),
        ("zone: Europe/Berlin", "zone: Europe/Berlim", "no IANA time zone", "`Europe/Berlin`"),
        ("zone: Europe/Berlin", "zone: berlin", "no IANA time zone", "`Europe/Berlin`"),
        ("zone: Europe/Berlin", "zone: Europe", "no IANA time zone", "Did you mean"),
        ("zone: Europe/Berlin", "zone: ../etc/passwd", "no IANA time zone", ""),
        ("zone: Europe/Berlin", "zone: 日本", "no IANA time zone", "`Europe/Berlin`"),
        ("email: alice@example.com", "email: alice", "no email address", "`alice@example.com`"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_with_the_way_to_write_it(
    old: str, new: str, message: str, fix: str
) -> None:
    problem = only_problem((old, new))
    assert message in problem.message
    assert fix in problem.fix


@pytest.mark.parametrize("key", ["Checkout", "check out", "kasse/1", "ü", "-x", "''", "x" * 64])
def test_a_key_is_made_of_small_letters_digits_and_hyphens(key: str) -> None:
    problem = only_problem(("  search:\n", f"  {key}:\n"), ("[checkout, search]", "[checkout]"))
    assert "cannot be a key" in problem.message
    assert problem.line == 27


def test_every_problem_of_every_part_is_found_at_once() -> None:
    problems = problems_of(
        changed(
            ("side: sponsor", "side: sponser"),
            ("99.95%", "100%"),
            ("lead: bob", "lead: bop"),
            ("source: main", "source: mian"),
            ("kind: prometheus", "kind: promethius"),
            ("workspace: T0123456789", "workspace: acme"),
            ("[checkout, search]", "[checkout, serach]"),
        )
    )
    assert [problem.path for problem in problems] == [
        "people.dana.side",
        "teams.product.lead",
        "sources.main.kind",
        "services.checkout.slos.availability.target",
        "services.checkout.slos.availability.source",
        "engagements.shop.services.1",
        "platforms.slack.workspace",
    ]


def test_what_is_declared_but_wrong_is_not_called_unknown_as_well() -> None:
    problem = only_problem(("dana: {name: Dana Iyer, side: sponsor}", "dana: {name: Dana Iyer}"))
    assert problem.path == "people.dana.side"


@pytest.mark.parametrize("section", ["people", "teams", "services", "engagements", "sources"])
def test_a_file_without_a_section_that_it_needs_is_told_so(section: str) -> None:
    paths = [problem.path for problem in problems_of(f"version: 1\n{section}: {{}}\n")]
    assert section in paths


def test_a_list_with_several_mistakes_is_told_all_of_them() -> None:
    former = "[{target: x, until: 2026-01-01}, 5, {target: 99%, until: soon, zzz: 1}]"
    problems = problems_of(changed(("source: main", f"source: main\n        former: {former}")))
    assert [problem.path.partition("former.")[2] for problem in problems] == [
        "0.target",
        "1",
        "2.until",
        "2.zzz",
    ]


def test_problems_come_in_the_order_of_the_file() -> None:
    lines = [problem.line or 0 for problem in problems_of(GOOD.replace("name:", "nome:"))]
    assert len(lines) > 10
    assert lines == sorted(lines)
