"""What a chat platform adds to ``rapport init``: its questions, and its part of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.config.section import Section


@dataclass(frozen=True, slots=True)
class First:
    """One platform's part in a first app.yaml.

    Attributes:
        title: What people call it.
        questions: A field for each question, as in ``Answers``; ``channel`` is one of them.
        user_id: The shape of its user ids, a regular expression.
        example_id: One of them.
        channel_id: The shape of its channel ids, for a platform on which every channel's is alike.
        group_id: The shape of its user groups' ids, for a platform that has any.
        group_help: Where people find such an id, in a sentence.
        section: Its section, as YAML with a comment above; ``{names}`` stand for the answers.
        next_step: What to do once the file is written, in a few words; ``{config}`` stands for the
            flag that names the file, where a command reads it.
    """

    title: str
    questions: type[Section]
    user_id: str
    example_id: str
    section: str
    next_step: str
    channel_id: str | None = None
    group_id: str | None = None
    group_help: str = ""

    def drawn(self, own: Section) -> str:
        """The section, filled in."""
        return self.section.format(**own.model_dump())

    def channel(self, own: Section) -> Any:  # noqa: ANN401 - a text, of a model that is not ours
        """The channel in which the two teams talk."""
        return own.model_dump()["channel"]
