"""What may be repeated to people: never something that looks like a secret."""

from __future__ import annotations

import re

LONGEST = 60
HIDDEN = "(hidden)"

_SECRET_NAME = re.compile(
    r"(^|_)(token|secret|password|passwd|passphrase|credentials?|api_?key|private_?key)s?$",
    re.IGNORECASE,
)
_SECRET_VALUE = re.compile(
    r"xox[a-z]-|xapp-|gh[a-z]_|glpat-|\bBearer\s|-----BEGIN|://[^/\s]*:[^/\s]*@", re.IGNORECASE
)
_UNBROKEN = re.compile(r"[A-Za-z0-9+/=]{32,}")


def names_a_secret(key: str) -> bool:
    """Whether a key asks for a secret itself: ``token``, ``signing_secret``; not ``token_env``."""
    return bool(_SECRET_NAME.search(key.replace("-", "_")))


def looks_secret(value: str) -> bool:
    """Whether a value could be a secret that somebody pasted."""
    return bool(_SECRET_VALUE.search(value) or _UNBROKEN.search(value))


def shown(value: str) -> str:
    """A value as it may be repeated: short, on one line, and no secret."""
    if looks_secret(value):
        return HIDDEN
    value = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
