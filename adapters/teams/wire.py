"""botbuilder's models as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from msrest.serialization import Model

# botbuilder writes tenantID, which only a lenient reader takes for the documented name.
_DOCUMENTED = {"tenantID": "tenantId"}


def fields_of(model: Model) -> dict[str, Any]:
    """What a model holds, by the names that Teams reads; models within stay models.

    msrest's own ``serialize`` takes 0.14 ms for a message, and 9 ms if a card of 24 KB hangs on it,
    for it visits every value of that too. Of what we send it makes the same.
    """
    return {
        _DOCUMENTED.get(told["key"], told["key"]): value
        for name, told in model._attribute_map.items()  # noqa: SLF001 - all that the SDK tells of its models
        if (value := getattr(model, name)) is not None
    }


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=fields_of)


def json_of(told: object) -> bytes:
    """Without a space that nobody needs: Teams counts every byte of a message."""
    return _JSON.encode(told).encode()
