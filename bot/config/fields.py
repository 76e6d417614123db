"""What a shape says about its keys: which there are, and what stands in them by way of example."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args, get_origin

from pydantic import BaseModel

from bot.closest import closest
from bot.config.concealing import names_a_secret

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.fields import FieldInfo

    from bot.config.problems import Where


def fields_at(model: type[BaseModel], where: Where) -> Mapping[str, FieldInfo]:
    """The keys that are known at a place inside a model; none where it takes any."""
    kind: object = model
    for part in where:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            field = kind.model_fields.get(str(part))
            kind = field.annotation if field else None
        else:
            kind = get_args(kind)[-1] if get_origin(kind) in {dict, list} else None
    return kind.model_fields if isinstance(kind, type) and issubclass(kind, BaseModel) else {}


def example_at(model: type[BaseModel], where: Where) -> str | None:
    """How a required value could be written; None if it is not required, or not known."""
    field = fields_at(model, where[:-1]).get(str(where[-1])) if where else None
    return str(field.examples[0]) if field and field.is_required() and field.examples else None


def meant(key: str, known: Mapping[str, FieldInfo]) -> str | None:
    """The key that an unknown one was meant to be; for a secret, the one that names a variable."""
    if not names_a_secret(key):
        return next(iter(closest(key, known, limit=1)), None)
    holders = [each for each in known if each.endswith("_env")]
    return next(iter((*closest(f"{key}_env", holders, limit=1), *holders)), None)
