"""What the tables in ``access.py`` mean, in sentences: for the page that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access import Act, Part
from bot.directory import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

STANDINGS: Mapping[Standing, str] = {
    Standing.MEMBER: "named under `people` in app.yaml",
    Standing.OPERATOR: "at the terminal of the machine on which app.yaml lies",
    Standing.GUEST: "in a workspace or tenant of ours, and not in app.yaml, or not `active` there",
    Standing.STRANGER: "from an organisation that is not listed: Slack Connect, another tenant",
}
"""Who that is."""

ACTS: Mapping[Act, str] = {
    Act.ASK: "`owner ask`: the approver is written to; in the channel, if they cannot be",
    Act.PROPOSE: "`owner propose`: nothing changes until the other side accepts",
    Act.ACCEPT: "`owner accept`, `owner decline`: what is accepted holds at once",
    Act.WITHDRAW: "`owner withdraw`: everything stays as it was",
    Act.OPEN: "`decide`: whoever owns such decisions is asked; a draft, if nobody does",
    Act.REPLACE: "`decide … supersedes=D-14`: the earlier one is not decided any more",
    Act.CONCLUDE: "`conclude`: an outcome, and why",
    Act.REVERSE: "`reverse`: not what was taken for good; `decide … supersedes=D-14` for another",
    Act.DECLARE: "`incident on`: its commander is in charge until it is called off",
    Act.HAND_OVER: "`incident on`, while one runs",
    Act.CALL_OFF: "`incident off`: the table of rights says again who decides",
}
"""How it is said, and what comes of it."""

PARTS: Mapping[Part, str] = {
    Part.TAKES_PART: "`members`, `lead` and `manager` of both teams, and the `sponsor`",
    Part.LEAD: "`lead` and `manager` of one of the two teams; the sponsor speaks for neither",
    Part.OTHER_LEAD: "the same of the team that did not propose it",
    Part.PROPOSER: "the one person; for what app.yaml proposes, `proposed_by`",
    Part.OWN_LEAD: "the same of the team that proposed it",
    Part.OPENER: "the one person who asked",
    Part.APPROVER: "as the right named them when the decision was opened; to reverse it, as the "
    "right names them now, if one holds",
    Part.DELEGATE: "as the right named them then; at once, if the approver is not active any more",
    Part.SUPERIOR: "the approver's manager, or the sponsor where there is none or they are the "
    "delegate; nobody stands above the sponsor",
    Part.COMMANDER: "whoever was named when it was declared, else whoever declared it",
    Part.SPONSOR: "`sponsor` of the engagement",
}
"""Who that is, as app.yaml or the store tells."""
