"""Start here: builds everything once from app.yaml, and is the ``rapport`` command line.

The only module that knows every side. Platforms and sources are imported when app.yaml names them,
so that a question at the terminal loads no chat platform and no web server.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import os
import pkgutil
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import adapters
import adapters.budgets
from adapters.budgets.outside import Outside
from adapters.terminal import ask as terminal
from adapters.terminal.seat import DOOR as TERMINAL_DOOR
from adapters.terminal.seat import PLATFORM as TERMINAL
from adapters.terminal.seat import take_seat
from bot.budgets import Budgets
from bot.command import discover
from bot.config import Config, ConfigError, Schemas, load
from bot.core import Core
from bot.directory import Directory
from bot.errors import BotError
from bot.replies import error_card
from storage.database import SqliteStore, StoreTooNew, open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

    from bot.config import Section, SourceConfig
    from bot.directory import Admission
    from bot.ports.budgets import BudgetSource
    from bot.ports.clock import Clock
    from bot.ports.store import AuditEntry

APP_YAML = Path("app.yaml")
USAGE_OR_CONFIGURATION = 2
CHAT_PLATFORMS = ("slack",)


class WallClock:
    """The real time."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True)
class House:
    """Everything that was built, for whoever opens a door."""

    config: Config
    core: Core
    budgets: Budgets
    store: SqliteStore
    sources: Mapping[str, BudgetSource]


def schemas() -> Schemas:
    """What the adapters know about app.yaml, looked up by the names in it."""
    kinds = tuple(found.name for found in pkgutil.iter_modules(adapters.budgets.__path__))
    return Schemas(
        source=lambda kind: _source_schema(kind) if kind in kinds else None,
        platform=lambda name: _platform_schema(name) if name in CHAT_PLATFORMS else None,
        source_kinds=kinds,
        platform_names=CHAT_PLATFORMS,
    )


def _source_schema(kind: str) -> tuple[type[Section], type[Section]]:
    module = importlib.import_module(f"{adapters.budgets.__name__}.{kind}")
    return module.Settings, module.Query


def _platform_schema(name: str) -> type[Section]:
    found: type[Section] = importlib.import_module(f"adapters.{name}.settings").Settings
    return found


def build_source(config: SourceConfig, outside: Outside) -> BudgetSource:
    """Build one source of error budgets by its kind."""
    module = importlib.import_module(f"{adapters.budgets.__name__}.{config.kind}")
    source: BudgetSource = module.build(config.key, config.settings, outside)
    return source


@asynccontextmanager
async def opened(
    config: Config,
    *,
    clock: Clock | None = None,
    doors: Mapping[str, Admission] | None = None,
    observe: Callable[[AuditEntry], None] = lambda _entry: None,
) -> AsyncIterator[House]:
    """Build the house and close it again.

    Args:
        config: What app.yaml says.
        clock: The time; the real one unless told.
        doors: The door of each platform besides the terminal.
        observe: Told about every request.

    Raises:
        StoreTooNew: The store was written by a newer version.
        ConfigError: A secret is missing.
    """
    store = open_store(config.storage)
    outside = Outside(store=store, environ=os.environ)
    sources: dict[str, BudgetSource] = {}
    clock = clock or WallClock()
    try:
        for each in config.sources.values():
            sources[each.key] = build_source(each, outside)
        budgets = Budgets(config.organisation, sources, store)
        directory = Directory(config.organisation, {TERMINAL: TERMINAL_DOOR, **(doors or {})})
        core = Core(
            organisation=config.organisation,
            commands=discover(),
            directory=directory,
            budgets=budgets,
            store=store,
            clock=clock,
            example=config.example,
            observe=observe,
        )
        yield House(config=config, core=core, budgets=budgets, store=store, sources=sources)
    finally:
        for source in sources.values():
            await source.close()
        store.close()


async def ask(args: argparse.Namespace) -> int:
    """``rapport ask``: one question, one answer."""
    config = load(args.config, schemas=schemas())
    async with opened(config) as house:
        seat = take_seat(
            config.organisation, person=args.person, channel=args.channel, trusted=config.example
        )
        answer = await house.core.answer(seat.request(" ".join(args.text)))
        return terminal.show(answer.card, as_json=args.json) if answer else terminal.ANSWERED


async def chat(args: argparse.Namespace) -> int:
    """``rapport chat``: a conversation at the terminal."""
    from adapters.terminal.chat import chat as converse  # noqa: PLC0415 - only when it is asked for

    config = load(args.config, schemas=schemas())
    async with opened(config) as house:
        seat = take_seat(
            config.organisation, person=args.person, channel=args.channel, trusted=config.example
        )
        await converse(house.core, seat)
    return terminal.ANSWERED


def parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    top = argparse.ArgumentParser(
        prog="rapport",
        description="Who is on call, who decides, what is left of the error budget.",
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for name, run, about in (
        ("ask", ask, "ask one question and get its answer"),
        ("chat", chat, "ask question after question"),
    ):
        sub = commands.add_parser(name, help=about, description=run.__doc__)
        sub.set_defaults(run=run)
        sub.add_argument("--as", dest="person", metavar="PERSON", help="whose eyes to ask with")
        sub.add_argument("--in", dest="channel", metavar="CHANNEL", help="the channel to ask in")
        sub.add_argument("--config", type=Path, default=APP_YAML, metavar="FILE")
        if name == "ask":
            sub.add_argument("--json", action="store_true", help="print JSON")
            sub.add_argument("text", nargs="+", help="what you would type in chat")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    args = parser().parse_args(argv)
    as_json = getattr(args, "json", False)
    try:
        status: int = asyncio.run(args.run(args))
    except BotError as error:
        return terminal.show(error_card(error), as_json=as_json) and USAGE_OR_CONFIGURATION
    except ConfigError as error:
        return terminal.complain(error, as_json=as_json)
    except StoreTooNew as error:
        print(error, file=sys.stderr)
        return USAGE_OR_CONFIGURATION
    except KeyboardInterrupt:
        return terminal.ANSWERED
    return status


if __name__ == "__main__":
    sys.exit(main())
