"""Trigger ids: proof that a person just did something; good once, for three seconds."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.fakes.slack import limits
from tests.fakes.slack.errors import ApiError


@dataclass
class Trigger:
    id: str
    user: str
    issued_at: float
    in_modal: bool = False
    used: bool = False


class Triggers:
    """Issues and exchanges them (https://docs.slack.dev/reference/methods/views.open)."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str, *, in_modal: bool = False) -> str:
        trigger_id = f"{132456 + len(self._issued)}.7890123.{len(self._issued):032x}"
        self._issued[trigger_id] = Trigger(trigger_id, user, self._clock(), in_modal)
        return trigger_id

    def exchange(self, trigger_id: object) -> Trigger:
        """Use it up, or raise Slack's reason why not."""
        if not isinstance(trigger_id, str) or not re.fullmatch(r"\d+\.\d+\.\w+", trigger_id):
            raise ApiError("invalid_trigger_id")
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if trigger.used:
            raise ApiError("exchanged_trigger_id")
        if self._clock() - trigger.issued_at > limits.TRIGGER_SECONDS:
            raise ApiError("expired_trigger_id")
        trigger.used = True
        return trigger
