"""Structured logs: one JSON object a line, and never a secret in it."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

STRUCK_OUT = "[secret]"
SHORTEST = 6
"""A secret of fewer letters is not looked for: most lines would hold it by chance."""

_ADDRESS = r"[^\s\"'\\<>]"
_SHAPES = (
    r"xox[a-z]-[\w-]+",
    r"xapp-[\w-]+",
    rf"https?://hooks\.{_ADDRESS}+",
    rf"https?://{_ADDRESS}+/(?:commands|actions)/T{_ADDRESS}+",
    rf"wss?://{_ADDRESS}+",
    r"(?i:bearer|basic)\s+[\w.~+/=-]{8,}",
)
"""Slack's tokens, its answer addresses and sockets, and authorisation headers."""
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """Time, level, logger, message, whatever was passed as ``extra``, and the traceback.

    Args:
        secrets: What must never be written, beside all that looks like a secret.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        known = (re.escape(_json(each)[1:-1]) for each in secrets if len(each) >= SHORTEST)
        self._secrets = re.compile("|".join((*sorted(known, key=len, reverse=True), *_SHAPES)))

    def format(self, record: logging.LogRecord) -> str:
        """Write a record as one line of JSON."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {key: value for key, value in vars(record).items() if key not in _OWN}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return self._secrets.sub(STRUCK_OUT, _json(line))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def configure(*, secrets: Iterable[str] = (), level: int = logging.INFO) -> None:
    """Write every log to standard error, as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # that it ticks is no news
