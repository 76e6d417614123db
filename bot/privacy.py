"""What is stored about people: said once, for the README and for the page that `serve` shows."""

from __future__ import annotations

_AUDIT = (
    "The audit: who asked which command (the platform's user id and the key in app.yaml), where, "
    "when, how long it took and how it ended; never what they wrote. It is kept for 400 days."
)
_CONVERSATIONS = (
    "On Teams, how each conversation is reached: its id, and in a conversation with one person "
    "theirs. It is forgotten when Rapport is removed from there."
)
_EMAILS = (
    "Email addresses that Slack or Teams tell are kept in memory to recognise people, and asked "
    "anew after an hour."
)
_ONCALL = (
    "Who is on call, as each source said it last: names, and keys of app.yaml. Covers: who stands "
    "in for whom, when, and who proposed and decided it."
)
_DECISIONS = (
    "Who decides: who may decide what, who proposed and accepted it, what was asked and decided in "
    "people's own words, who commanded an incident, where each was said, and every step with what "
    "was so before. It is kept for good, as the record of what the two sides agreed on."
)
_UNASKED = (
    "What Rapport posts by itself, and to whom. It is forgotten 90 days after it was sent or "
    "given up."
)
_PLACE = (
    "All of it is in one place that you run: a SQLite file, `rapport.db`, on the machine that runs "
    "Rapport, or the PostgreSQL that app.yaml names."
)
STORED = (
    _AUDIT,
    _CONVERSATIONS,
    _ONCALL,
    _DECISIONS,
    _UNASKED,
    "Emails stand in app.yaml, and in no store.",
    _EMAILS,
    "Logs carry reference numbers and user ids, no message text and no secrets.",
    _PLACE,
)


def listed() -> str:
    """All of it as a list in Markdown."""
    return "\n".join(f"{number}. {said}" for number, said in enumerate(STORED, 1))
