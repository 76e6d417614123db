"""Adapters by the names that app.yaml uses. Each is imported when it is named, and not before."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from adapters import budgets, oncall
from bot.config import Schemas, load
from bot.errors import NotFound
from bot.model.rotation import OWN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path
    from types import ModuleType

    from adapters.outside import Outside
    from adapters.platform import Platform
    from adapters.wishes import Wishes
    from bot.abilities import Abilities
    from bot.command import Command
    from bot.config import Config, Section
    from bot.config.checking import Probe
    from bot.config.first import First
    from bot.ports.budgets import BudgetSource
    from bot.ports.oncall import OnCallSource

CHAT_PLATFORMS = ("slack", "teams")
"""Those that app.yaml can connect, each a package of that name."""

PLATFORMS = (*CHAT_PLATFORMS, "playground", "terminal")

BUDGET_KINDS = tuple(found.name for found in pkgutil.iter_modules(budgets.__path__))
ONCALL_KINDS = tuple(
    found.name for found in pkgutil.iter_modules(oncall.__path__) if found.name != OWN
)
"""Our own rotations are no source to declare: whoever has layers in app.yaml has them."""


def schemas() -> Schemas:
    """What the adapters know about app.yaml."""

    def source(kind: str) -> tuple[type[Section], type[Section]] | None:
        if kind not in (*BUDGET_KINDS, *ONCALL_KINDS):
            return None
        module = _source_module(kind)
        return module.Settings, module.Query

    def platform(name: str) -> type[Section] | None:
        if name not in CHAT_PLATFORMS:
            return None
        settings: type[Section] = _module("adapters", name, "settings").Settings
        return settings

    return Schemas(
        source=source,
        platform=platform,
        source_kinds=BUDGET_KINDS,
        oncall_kinds=ONCALL_KINDS,
        platform_names=CHAT_PLATFORMS,
        group_platforms=tuple(
            name for name in CHAT_PLATFORMS if find_spec(f"adapters.{name}.groups")
        ),
        first=_first,
    )


def build_budget_sources(config: Config, outside: Outside) -> dict[str, BudgetSource]:
    """Build every source of error budgets, by its key."""
    return {
        key: _source_module(each.kind).build(key, each.settings, outside)
        for key, each in config.sources.items()
        if each.kind in BUDGET_KINDS
    }


def build_oncall_sources(config: Config, outside: Outside) -> dict[str, OnCallSource]:
    """Build every source of who is on call, by its key; our own rotations have one, too."""
    built = {
        key: _source_module(each.kind).build(key, each.settings, outside)
        for key, each in config.sources.items()
        if each.kind in ONCALL_KINDS
    }
    if any(rotation.own for rotation in config.organisation.rotations.values()):
        built[OWN] = _module(oncall.__name__, OWN).build(config.organisation, outside)
    return built


def takes_imports(kind: str) -> bool:
    """Whether a kind of source reads what was imported into the store."""
    return getattr(_source_module(kind), "TAKES_IMPORTS", False)


def makes_up(kind: str) -> bool:
    """Whether a kind of source makes its numbers up."""
    return getattr(_source_module(kind), "MAKES_UP", False)


def _source_module(kind: str) -> ModuleType:
    return _module((budgets if kind in BUDGET_KINDS else oncall).__name__, kind)


def open_platform(
    name: str, settings: Section, outside: Outside
) -> AbstractAsyncContextManager[Platform]:
    """Connect to a platform while the block runs.

    Raises:
        SourceUnavailable: It does not answer, or refuses our token.
        ConfigError: A secret is missing.
    """
    platform: AbstractAsyncContextManager[Platform] = _module("adapters", name, "opening").opened(
        settings, outside
    )
    return platform


def platform_probe(name: str, config: Config, outside: Outside) -> Probe:
    """How ``rapport check`` reaches a platform."""
    return partial(_module("adapters", name, "check").check, config, environ=outside.environ)


def manifest_of(name: str, wishes: Wishes, commands: Iterable[Command], *, app_yaml: Path) -> str:
    """The manifest of a platform's app, or what its permissions are for, as text to print.

    Args:
        name: The platform.
        wishes: What was asked for.
        commands: What can be asked.
        app_yaml: The configuration, read only if the platform needs it; it may be missing.

    Raises:
        NotFound: There is no such platform.
        Usage: A wish cannot be granted.
        ConfigError: app.yaml was needed and has problems.
    """
    if name not in CHAT_PLATFORMS:
        raise NotFound(
            f"There is no platform “{name}”.", next_step=f"These: {', '.join(CHAT_PLATFORMS)}"
        )

    def settings() -> Section | None:
        return load(app_yaml, schemas=schemas()).platforms.get(name) if app_yaml.exists() else None

    text: str = _module("adapters", name, "manifest").printed(
        commands, replace(wishes, settings=settings)
    )
    return text


def firsts() -> dict[str, First]:
    """What each chat platform adds to a first app.yaml, by its name; some add nothing."""
    return {name: first for name in CHAT_PLATFORMS if (first := _first(name))}


def abilities() -> dict[str, Abilities]:
    """What each platform can do, by its name."""
    return {name: _module("adapters", name, "abilities").ABILITIES for name in PLATFORMS}


def _first(name: str) -> First | None:
    if name not in CHAT_PLATFORMS or find_spec(f"adapters.{name}.first") is None:
        return None
    first: First = _module("adapters", name, "first").FIRST
    return first


def _module(*path: str) -> ModuleType:
    return importlib.import_module(".".join(path))
