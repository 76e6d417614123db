"""The part of app.yaml about decisions: its own kinds, its limits, and who should decide what."""

from __future__ import annotations

from pydantic import Field

from bot.config.days import Days, WorkingDays
from bot.config.section import Section
from bot.config.values import Day, Key, Text
from bot.model.decision_kind import DecisionKind
from bot.model.decision_rules import DecisionRules

_USUAL = DecisionKind("usual", "usual")
_RULES = DecisionRules()


class KindSection(Section):
    """A kind of decision that is not among the usual ones, and who usually takes part in it."""

    name: Text = Field(description="what people call it", examples=["Firmware rollout"])
    aliases: list[Text] = []
    rule: Text | None = None
    driver: Text = _USUAL.driver
    approver: Text = _USUAL.approver
    delegate: Text | None = None
    contributors: list[Text] = []
    expires: Days | None = None


class RightSection(Section):
    """Who decides: people by key, and teams where several take part."""

    approver: Text = Field(description="the key of the one person who decides", examples=["bob"])
    delegate: Text | None = None
    driver: Text | None = None
    contributors: list[Text] = []
    informed: list[Text] = []
    veto: list[Text] = []
    basis: Text | None = None
    effective: Day | None = None
    expires: Day | None = None


class DecisionsSection(Section):
    """How an engagement decides; its rights are proposals that the other side accepts in chat."""

    proposed_by: Text | None = None
    accepted_by: Text | None = None
    limit: WorkingDays = _RULES.limit_days
    lapse: WorkingDays = _RULES.lapse_days
    kinds: dict[Key, KindSection] = {}
    rights: dict[Key, RightSection] = {}
