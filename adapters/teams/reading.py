"""What comes in as JSON → botbuilder's ``Activity``, with all that we use of it.

msrest would read it too, eight times slower, and makes text out of whatever stands where text
should be. Here what is not of its kind is refused.
https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import Any, TypeVar

from botbuilder.schema import Activity, ChannelAccount, ConversationAccount, Entity

from adapters.teams.refused import Refused
from adapters.teams.verifying import Origin

Fields = dict[str, Any]
T = TypeVar("T")

_CONVERSING = frozenset({"message", "invoke"})
"""What is answered, so that it must say from whom and to whom it is."""
_KINDS = {"str": str, "bool": bool, "object": object}
_KNOWN: dict[type, dict[str, tuple[str, type]]] = {
    model: {name: (told["key"], _KINDS[told["type"]]) for name, told in known.items()}
    for model in (ConversationAccount, ChannelAccount, Entity)
    if (known := model._attribute_map)  # noqa: SLF001 - all that the SDK tells of its models
}
"""Attribute, name in JSON, and kind of what the SDK's models know."""
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
"""Half of a letter beyond the first 65,536; without its other half it is no text."""


class Unreadable(Refused):
    """This is no activity."""

    def __init__(self, why: str) -> None:
        super().__init__(HTTPStatus.BAD_REQUEST, why)


def fields_of(body: bytes) -> Fields:
    """The JSON object in a body.

    Raises:
        Unreadable: There is none.
    """
    try:
        fields = json.loads(body.decode())
        if _HALF.search(body):
            json.dumps(fields, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Unreadable("it is not JSON") from error
    if not isinstance(fields, dict):
        raise Unreadable("it is not an object")
    return fields


def origin_of(fields: Fields) -> Origin:
    """Where an activity says that it is from.

    Raises:
        Unreadable: It does not say so.
    """
    tenant = _object(fields, "conversation").get("tenantId")
    if tenant is None:
        told = _object(fields, "channelData").get("tenant")
        tenant = told.get("id") if isinstance(told, dict) else None
    return Origin(
        service_url=_needed(fields, "serviceUrl"),
        channel=_needed(fields, "channelId"),
        tenant=tenant if isinstance(tenant, str) else None,
    )


def activity_of(fields: Fields) -> Activity:
    """The activity itself.

    Raises:
        Unreadable: It lacks what it must have, or holds what it cannot.
    """
    kind = _needed(fields, "type")
    account = _speaking if kind in _CONVERSING else _mentioned
    conversation = _object(fields, "conversation")
    _needed(conversation, "id")
    return Activity(
        type=kind,
        id=_optional(fields, "id", str),
        service_url=fields["serviceUrl"],
        channel_id=fields["channelId"],
        from_property=account(fields, "from"),
        recipient=account(fields, "recipient"),
        conversation=_model(ConversationAccount, conversation),
        name=_optional(fields, "name", str),
        action=_optional(fields, "action", str),
        text=_optional(fields, "text", str),
        text_format=_optional(fields, "textFormat", str),
        locale=_optional(fields, "locale", str),
        reply_to_id=_optional(fields, "replyToId", str),
        value=fields.get("value"),
        entities=_several(fields, "entities", Entity),
        members_added=_several(fields, "membersAdded", ChannelAccount),
        members_removed=_several(fields, "membersRemoved", ChannelAccount),
        channel_data=_optional(fields, "channelData", dict),
    )


def _needed(fields: Fields, name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value:
        raise Unreadable(f"it has no “{name}”")
    return value


def _optional(fields: Fields, name: str, kind: type[T]) -> T | None:
    value = fields.get(name)
    if value is None or isinstance(value, kind):
        return value
    raise Unreadable(f"its “{name}” is of another kind")


def _object(fields: Fields, name: str) -> Fields:
    return _optional(fields, name, dict) or {}


def _speaking(fields: Fields, name: str) -> ChannelAccount:
    """Somebody without whom there is nothing to answer."""
    account = _object(fields, name)
    _needed(account, "id")
    return _model(ChannelAccount, account)


def _mentioned(fields: Fields, name: str) -> ChannelAccount | None:
    account = _optional(fields, name, dict)
    return None if account is None else _model(ChannelAccount, account)


def _several(fields: Fields, name: str, model: type[T]) -> list[T] | None:
    told = _optional(fields, name, list)
    if told is None:
        return None
    if not all(isinstance(each, dict) for each in told):
        raise Unreadable(f"its “{name}” holds what is no object")
    return [_model(model, each) for each in told]


def _model(model: type[T], told: Fields) -> T:
    """One of the SDK's small models as msrest fills it: what it does not know is set aside."""
    made = model()
    extra = dict(told)
    for attribute, (key, kind) in _KNOWN[model].items():
        setattr(made, attribute, _optional(told, key, kind))
        extra.pop(key, None)
    setattr(made, "additional_properties", extra)  # noqa: B010 - the SDK tells no types
    return made
