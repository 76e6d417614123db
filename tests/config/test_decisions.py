"""Decisions: kinds of one's own, who should decide what, who proposes it, and who has left."""

from __future__ import annotations

from datetime import date

import pytest

from bot.model.catalogue import CATALOGUE
from bot.model.decision_kind import DecisionKind, Office, Term
from bot.model.decision_rules import DecisionRules, DeclaredRight
from bot.model.right import Holders
from tests.config.files import changed, good, only_problem, problems_of

DECISIONS = """\
    sponsor: dana
    decisions:
      proposed_by: alice
      limit: 3d
      lapse: 10d
      kinds:
        coupons:
          name: Coupon campaign
          aliases: [vouchers]
          rule: Never in the week before Christmas.
          driver: product manager
          approver: sre LEAD
          contributors: [support]
          expires: 90d
      rights:
        repair-items:
          approver: bob
          delegate: pat
          driver: alice
          contributors: [sre, carol]
          informed: [product, dana]
          veto: [erin]
          basis: charter §4
          effective: 2026-03-02
          expires: 2027-03-02
        coupons: {approver: carol}
"""
WITH = ("    sponsor: dana\n", DECISIONS)
IN_FILE = "engagements.shop.decisions"


def rules(*changes: tuple[str, str]) -> DecisionRules:
    return good(WITH, *changes).organisation.engagements["shop"].decisions


def spoilt(*changes: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The file with decisions, spoilt there."""
    text = DECISIONS
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
        text = text.replace(old, new)
    return ((WITH[0], text),)


def test_a_right_names_who_has_which_part_on_what_basis_and_how_long() -> None:
    declared = rules()
    assert declared.rights == (
        DeclaredRight(
            kind="repair-items",
            holders=Holders(
                approver="bob",
                delegate="pat",
                driver="alice",
                contributors=("sre", "carol"),
                informed=("product", "dana"),
                veto=("erin",),
            ),
            basis="charter §4",
            effective=date(2026, 3, 2),
            expires=date(2027, 3, 2),
        ),
        DeclaredRight(kind="coupons", holders=Holders(approver="carol")),
    )
    assert (declared.proposed_by, declared.accepted_by) == ("alice", None)
    assert (declared.limit_days, declared.lapse_days) == (3, 10)


def test_an_own_kind_comes_after_the_usual_ones_and_is_reviewed_two_weeks_before_it_ends() -> None:
    kinds = rules().kinds
    assert list(kinds) == [*CATALOGUE, "coupons"]
    assert kinds["coupons"] == DecisionKind(
        key="coupons",
        name="Coupon campaign",
        aliases=("vouchers",),
        driver=Office.PRODUCT_MANAGER,
        approver=Office.SRE_LEAD,
        contributors=("support",),
        rule="Never in the week before Christmas.",
        term=Term(expires_days=90, review_days=76),
    )


def test_a_short_one_is_reviewed_halfway() -> None:
    config = good(*spoilt(("expires: 90d", "expires: 10d")))
    kind = config.organisation.engagements["shop"].decisions.kinds["coupons"]
    assert kind.term == Term(expires_days=10, review_days=5)


def test_without_a_word_about_decisions_there_are_the_usual_kinds_and_no_rights() -> None:
    assert good().organisation.engagements["shop"].decisions == DecisionRules()


def test_who_decides_severity_may_be_named_like_everything_else() -> None:
    config = good(*spoilt(("coupons: {approver: carol}", "severity: {approver: carol}")))
    assert config.organisation.engagements["shop"].decisions.rights[1].kind == "severity"


@pytest.mark.parametrize(
    ("old", "new", "path", "said", "fix"),
    [
        ("approver: bob", "approver: bop", "approver", "`bop` is not declared", "`bob`"),
        ("approver: bob", "approver: sre", "approver", "one person decides", "by their key"),
        ("delegate: pat", "delegate: product", "delegate", "one person stands in", "by their key"),
        ("delegate: pat", "delegate: bob", "delegate", "`bob` decides already", "remove this line"),
        ("driver: alice", "driver: sre", "driver", "one person drives it", "by their key"),
        ("driver: alice", "driver: alise", "driver", "`alise` is not declared", "`alice`"),
        (
            "[sre, carol]",
            "[sre, karol]",
            "contributors.1",
            "neither a person nor a team",
            "`carol`",
        ),
        ("[product, dana]", "[prodct]", "informed.0", "neither a person nor a team", "`product`"),
        ("[erin]", "[erina]", "veto.0", "neither a person nor a team", "`erin`"),
        ("2027-03-02", "2026-03-02", "expires", "not after it takes effect", "be later than"),
        ("2027-03-02", "march", "expires", "`march` is no date", "2026-12-15"),
    ],
)
def test_what_is_wrong_with_a_right_is_told_where_it_stands(
    old: str, new: str, path: str, said: str, fix: str
) -> None:
    problem = only_problem(*spoilt((old, new)))
    assert problem.path == f"{IN_FILE}.rights.repair-items.{path}"
    assert said in problem.message
    assert fix in problem.fix


@pytest.mark.parametrize(
    ("kind", "fix"),
    [
        ("repair-itms", "Did you mean `repair-items`?"),
        ("silver-bullet", "Did you mean `launch-exhausted`?"),
        ("coupon", "Did you mean `coupons`?"),
        ("voucher", "Did you mean `coupons`?"),
        ("zzz", "add your own under `decisions.kinds`."),
    ],
)
def test_a_right_is_of_a_kind_that_there_is(kind: str, fix: str) -> None:
    problem = only_problem(*spoilt(("coupons: {approver: carol}", f"{kind}: {{approver: carol}}")))
    assert problem.path == f"{IN_FILE}.rights.{kind}"
    assert problem.message == f"There is no kind of decision `{kind}`."
    assert problem.fix.endswith(fix)


@pytest.mark.parametrize(
    ("old", "new", "path", "said"),
    [
        (
            "      kinds:\n        coupons:",
            "      kinds:\n        capacity:",
            "capacity",
            "usual kind",
        ),
        ("name: Coupon campaign", "name: Capacity Spend", "coupons.name", "to `capacity` already"),
        ("[vouchers]", "[silver-bullet]", "coupons.aliases.0", "to `launch-exhausted` already"),
        ("[vouchers]", "[priority]", "coupons.aliases.0", "to `prioritization` already"),
        ("approver: sre LEAD", "approver: alice", "coupons.approver", "`alice` is a person"),
        ("expires: 90d", "expires: 500d", "coupons.expires", "from 1 to 366"),
        ("name: Coupon campaign\n", "title: Coupons\n", "coupons", "`name` is missing"),
    ],
)
def test_what_is_wrong_with_an_own_kind_is_told_where_it_stands(
    old: str, new: str, path: str, said: str
) -> None:
    without = ("        coupons: {approver: carol}\n", "")
    problems = problems_of(changed(*spoilt((old, new), without)))
    assert any(
        problem.path.startswith(f"{IN_FILE}.kinds.{path}") and said in problem.message
        for problem in problems
    )
    assert all(problem.path.startswith(f"{IN_FILE}.kinds") for problem in problems)


def test_two_kinds_of_ones_own_share_no_name() -> None:
    second = "      kinds:\n        vouchers: {name: Vouchers}\n"
    (problem,) = problems_of(changed(*spoilt(("      kinds:\n", second))))
    assert problem.path == f"{IN_FILE}.kinds.coupons.aliases.0"
    assert "belongs to `vouchers` already" in problem.message


@pytest.mark.parametrize("who", ["erin", "dana"])
def test_only_who_leads_one_of_the_two_sides_proposes(who: str) -> None:
    problem = only_problem(*spoilt(("proposed_by: alice", f"proposed_by: {who}")))
    assert problem.path == f"{IN_FILE}.proposed_by"
    assert problem.message == f"`{who}` leads neither of the two teams."
    assert problem.fix == "Name one of `alice`, `mona`, `bob`, `pat`."


def test_rights_that_nobody_proposes_are_nobodys() -> None:
    problem = only_problem(*spoilt(("      proposed_by: alice\n", "")))
    assert (problem.path, problem.message) == (IN_FILE, "Nobody proposes these rights.")
    assert "`proposed_by`" in problem.fix


def test_outside_of_an_example_people_accept_in_chat() -> None:
    accepted = ("proposed_by: alice", "proposed_by: alice\n      accepted_by: bob")
    problem = only_problem(*spoilt(accepted))
    assert problem.path == f"{IN_FILE}.accepted_by"
    assert problem.message == "Agreements are made in chat, except in a made-up example."
    config = good(*spoilt(accepted), ("version: 1\n", "version: 1\nexample: true\n"))
    assert config.organisation.engagements["shop"].decisions.accepted_by == "bob"


@pytest.mark.parametrize("who", ["mona", "carol", "dana"])
def test_and_there_a_lead_of_the_other_side_accepts(who: str) -> None:
    accepted = ("proposed_by: alice", f"proposed_by: alice\n      accepted_by: {who}")
    problem = only_problem(*spoilt(accepted), ("version: 1\n", "version: 1\nexample: true\n"))
    assert problem.path == f"{IN_FILE}.accepted_by"
    assert problem.message == f"`{who}` does not lead the other side."
    assert problem.fix == "Name one of `bob`, `pat`."


@pytest.mark.parametrize("limit", ["0d", "61d", "2w", "48h", "soon"])
def test_limits_are_working_days(limit: str) -> None:
    problem = only_problem(*spoilt(("limit: 3d", f"limit: {limit}")))
    assert problem.path == f"{IN_FILE}.limit"
    assert problem.message == f"`{limit}` is not a number of working days, from 1 to 60."
    assert problem.fix == "Write it like `2d`."


def test_who_has_left_is_still_known_and_has_no_part_in_any_decision() -> None:
    left = ("Carol Mbeki, side: product", "Carol Mbeki, side: product, active: false")
    config = good(left)
    assert not config.organisation.people["carol"].active
    assert config.organisation.people["erin"].active
    problems = problems_of(changed(left, *spoilt()))
    assert [problem.path for problem in problems] == [
        f"{IN_FILE}.rights.repair-items.contributors.1",
        f"{IN_FILE}.rights.coupons.approver",
    ]
    assert all(
        problem.message == "`carol` has left: they are not `active`." for problem in problems
    )
    assert "`people.carol.active`" in problems[0].fix


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Alice Nakamura, side: sre", "teams.sre.lead"),
        ("Pat Romero, side: product", "teams.product.manager"),
        ("Dana Iyer, side: sponsor", "engagements.shop.sponsor"),
    ],
)
def test_whoever_leads_manages_or_sponsors_is_there(name: str, path: str) -> None:
    problem = only_problem((name, f"{name}, active: false"))
    assert problem.path == path
    assert "has left" in problem.message


def test_a_file_of_everything_wrong_about_one_right_tells_all_of_it() -> None:
    text = changed(*spoilt(("approver: bob", "approver: product"), ("veto: [erin]", "veto: [x]")))
    paths = [problem.path for problem in problems_of(text)]
    assert paths == [
        f"{IN_FILE}.rights.repair-items.approver",
        f"{IN_FILE}.rights.repair-items.veto.0",
    ]
