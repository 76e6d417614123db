"""Adapters by the names that app.yaml uses. Each is imported when it is named, and not before."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from adapters import budgets
from bot.config import Schemas, load
from bot.errors import NotFound

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
    from bot.config import Config, Section, SourceConfig
    from bot.config.checking import Probe
    from bot.config.first import First
    from bot.ports.budgets import BudgetSource

CHAT_PLATFORMS = ("slack", "teams")
"""Those that app.yaml can connect, each a package of that name."""

PLATFORMS = (*CHAT_PLATFORMS, "playground", "terminal")


def schemas() -> Schemas:
    """What the adapters know about app.yaml."""
    kinds = tuple(found.name for found in pkgutil.iter_modules(budgets.__path__))

    def source(kind: str) -> tuple[type[Section], type[Section]] | None:
        if kind not in kinds:
            return None
        module = _module(budgets.__name__, kind)
        return module.Settings, module.Query

    def platform(name: str) -> type[Section] | None:
        if name not in CHAT_PLATFORMS:
            return None
        settings: type[Section] = _module("adapters", name, "settings").Settings
        return settings

    return Schemas(
        source=source,
        platform=platform,
        source_kinds=kinds,
        platform_names=CHAT_PLATFORMS,
        first=_first,
    )


def build_source(config: SourceConfig, outside: Outside) -> BudgetSource:
    """Build a source of error budgets by its kind."""
    source: BudgetSource = _module(budgets.__name__, config.kind).build(
        config.key, config.settings, outside
    )
    return source


def takes_imports(kind: str) -> bool:
    """Whether a kind of source reads what was imported into the store."""
    return getattr(_module(budgets.__name__, kind), "TAKES_IMPORTS", False)


def makes_up(kind: str) -> bool:
    """Whether a kind of source makes its numbers up."""
    return getattr(_module(budgets.__name__, kind), "MAKES_UP", False)


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
