"""The kinds of decision that every engagement has, and the words that cover several.

Kinds, offices and terms are our own proposal; app.yaml adds kinds, and the two sides agree on who
holds the rights. Rules: docs/rules/decisions.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.decision_kind import DecisionKind, First, KindGroup, Office, Term

if TYPE_CHECKING:
    from collections.abc import Mapping

EXCEPTION = "launch-exhausted"
"""The kind under which somebody may except from the error budget policy."""
SEVERITY = "severity"

_PRIORITY = Term(expires_days=90, review_days=76)
_EXCEPTION = Term(expires_days=14, review_days=7)
_INCIDENT = _EXCEPTION
"""What was said of an incident that is over binds nobody for a year."""

_KINDS = (
    DecisionKind(
        "repair-items",
        "Repair-item priority",
        aliases=("repair priority", "repair item", "repairs", "live-site debt", "debt"),
        driver=Office.SRE_LEAD,
        approver=Office.PRODUCT_LEAD,
        delegate=Office.PRODUCT_MANAGER,
        contributors=("SRE",),
        first=First.BUDGET,
        term=_PRIORITY,
    ),
    DecisionKind(
        "sre-projects",
        "SRE project choice",
        aliases=("sre project", "projects", "project choice", "sre work"),
        driver=Office.SRE_LEAD,
        approver=Office.SRE_MANAGER,
        contributors=("product group",),
        term=_PRIORITY,
    ),
    DecisionKind(
        "hybrid-items",
        "Hybrid-item priority",
        aliases=("hybrid", "hybrids", "hybrid item", "hybrid priority"),
        driver="whoever raises it",
        approver=Office.PRODUCT_LEAD,
        contributors=("both sides",),
        rule=(
            "The code's owner builds it; the side with the larger expected effect sets its "
            "priority. On a tie the approver named here decides, and the other side may object."
        ),
        term=_PRIORITY,
    ),
    DecisionKind(
        "launch",
        "Launch within the budget",
        aliases=("launch in budget", "release", "go no-go", "go/no-go", "ship"),
        driver="product's PM",
        approver=Office.PRODUCT_LEAD,
        contributors=("SRE",),
        first=First.BUDGET,
    ),
    DecisionKind(
        EXCEPTION,
        "Launch with the budget exhausted",
        aliases=("exception", "exceptions", "silver bullet", "budget exception", "launch override"),
        driver="product's PM",
        approver=Office.SPONSOR,
        contributors=("both sides",),
        rule="By silver bullet only; never where data or security are at risk.",
        first=First.BUDGET,
        term=_EXCEPTION,
    ),
    DecisionKind(
        "freeze",
        "Freeze or reallocation",
        aliases=("halt", "feature freeze", "reallocate", "reallocation"),
        driver=Office.SRE_LEAD,
        approver=Office.PRODUCT_LEAD,
        contributors=("both sides",),
        first=First.BUDGET,
        term=_EXCEPTION,
    ),
    DecisionKind(
        "slo-change",
        "SLO change",
        aliases=("slo", "slos", "objective", "objectives", "target", "targets"),
        driver="product's PM",
        approver=Office.SPONSOR,
        contributors=("both sides", "support"),
    ),
    DecisionKind(
        "budget-dispute",
        "Budget calculation",
        aliases=("calculation", "calculation dispute", "dispute about the budget"),
        approver=Office.SPONSOR,
        rule="It goes to an executive above both sides.",
    ),
    DecisionKind(
        "accept-pager",
        "Accepting the pager",
        aliases=("take pager", "pager acceptance", "onboarding"),
        driver=Office.SRE_LEAD,
        approver=Office.SRE_MANAGER,
        contributors=("product's on-call",),
    ),
    DecisionKind(
        "hand-back",
        "Handing the pager back",
        aliases=("give back the pager", "hand back the pager", "return pager", "exit"),
        driver=Office.SRE_LEAD,
        approver=Office.SPONSOR,
        contributors=("product group",),
        rule="After the notice that the two sides agreed on.",
    ),
    DecisionKind(
        SEVERITY,
        "Severity of an incident",
        aliases=("sev", "incident severity"),
        driver="incident commander",
        approver="incident commander",
        rule="The incident commander decides, finally, for as long as the incident lasts.",
        first=First.INCIDENT,
        term=_INCIDENT,
    ),
    DecisionKind(
        "capacity",
        "Capacity spend",
        aliases=("capacity spending", "scaling", "spend"),
        driver="product group",
        approver="product's budget holder",
        contributors=("SRE",),
    ),
    DecisionKind(
        "boundary",
        "Boundary class",
        aliases=("classification", "class", "service or live-site feature"),
        driver="whoever raises it",
        approver=Office.PRODUCT_LEAD,
        contributors=("the other lead",),
        rule="The lead of the side that owns the code; an objection goes up the ladder.",
    ),
)

CATALOGUE: Mapping[str, DecisionKind] = {kind.key: kind for kind in _KINDS}
"""Every kind of ours, by key, in the order in which they are shown."""

GROUPS = (
    KindGroup(
        "prioritization",
        aliases=("prioritisation", "priority", "priorities", "prioritizing", "prioritising"),
        kinds=("repair-items", "sre-projects", "hybrid-items"),
    ),
    KindGroup("launches", aliases=("launch decision", "go live"), kinds=("launch", EXCEPTION)),
    KindGroup("pager", aliases=("the pager",), kinds=("accept-pager", "hand-back")),
)
"""Words that cover several kinds."""
