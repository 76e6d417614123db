"""Start here: builds everything once from app.yaml, and is the ``rapport`` command line.

The only module that knows every side. Platforms and sources are imported when app.yaml names them,
so that a question at the terminal loads no chat platform and no web server.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import pkgutil
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import adapters.budgets
from adapters.budgets.outside import Outside
from adapters.clock import WallClock
from adapters.terminal import ask as terminal
from adapters.terminal import seat
from adapters.terminal.cli import APP_YAML, parser
from bot.budgets import Budgets
from bot.command import discover
from bot.config import Config, ConfigError, Schemas, load
from bot.core import Core
from bot.desk import Desk
from bot.directory import Directory
from bot.errors import BotError
from bot.replies import error_card
from storage.database import SqliteStore, StoreTooNew, open_store

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence

    from bot.abilities import Abilities
    from bot.config import Section, SourceConfig
    from bot.config.checking import Probe
    from bot.directory import Admission
    from bot.ports.budgets import BudgetSource
    from bot.ports.clock import Clock
    from bot.ports.store import AuditEntry

HERE = Path(__file__).parent
CHAT_PLATFORMS = ("slack",)


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


def _build_source(config: SourceConfig, outside: Outside) -> BudgetSource:
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
    without: Collection[str] = (),
    observe: Callable[[AuditEntry], None] = lambda _entry: None,
) -> AsyncIterator[House]:
    """Build the house and close it again.

    Args:
        config: What app.yaml says.
        clock: The time; the real one unless told.
        doors: The door of each platform besides the terminal.
        without: Keys of sources to leave out.
        observe: Told about every request.

    Raises:
        StoreTooNew: The store was written by a newer version.
        ConfigError: A secret is missing.
    """
    async with AsyncExitStack() as closing:
        store = open_store(config.storage)
        closing.callback(store.close)
        sources: dict[str, BudgetSource] = {}
        for each in config.sources.values():
            if each.key not in without:
                source = _build_source(each, Outside(store=store, environ=os.environ))
                closing.push_async_callback(source.close)
                sources[each.key] = source
        budgets = Budgets(config.organisation, sources, store)
        core = Core(
            organisation=config.organisation,
            commands=discover(),
            directory=Directory(config.organisation, {seat.PLATFORM: seat.DOOR, **(doors or {})}),
            budgets=budgets,
            store=store,
            clock=clock or WallClock(),
            example=config.example,
            observe=observe,
        )
        yield House(config=config, core=core, budgets=budgets, store=store, sources=sources)


async def ask(args: Namespace) -> int:
    """Ask one question and get its answer."""
    async with opened(load(args.config, schemas=schemas())) as house:
        answer = await house.core.answer(_seat(house, args).request(" ".join(args.text)))
        return terminal.show(answer.card, as_json=args.json) if answer else terminal.ANSWERED


async def chat(args: Namespace) -> int:
    """Ask question after question."""
    from adapters.terminal.chat import chat as converse  # noqa: PLC0415 - as all below: when asked

    async with opened(load(args.config, schemas=schemas())) as house:
        await converse(house.core, _seat(house, args))
    return terminal.ANSWERED


def _seat(house: House, args: Namespace) -> seat.Seat:
    config = house.config
    return seat.take_seat(
        config.organisation, person=args.person, channel=args.channel, trusted=config.example
    )


async def demo(args: Namespace) -> int:
    """Open the playground: a local chat in the browser, with an example team."""
    from adapters.playground import DOOR, MovableClock, Opening, Playground  # noqa: PLC0415

    example = load(HERE / APP_YAML, schemas=schemas())
    clock = MovableClock(WallClock())
    with TemporaryDirectory(prefix="rapport-demo-") as folder:
        config = replace(example, storage=Path(folder) / "demo.db")
        async with opened(config, clock=clock, doors={"playground": DOOR}) as house:
            desk = Desk(house.core)
            playground = Playground(
                desk=desk,
                organisation=config.organisation,
                commands=house.core.grammar.commands,
                clock=clock,
                opening=Opening("iot-hub", "/sre budget iot-hub"),
                
                reset=house.store.empty,
            )
            await playground.serve(args.port)
    return terminal.ANSWERED


async def check(args: Namespace) -> int:
    """Read app.yaml, name every problem, and reach each source and platform once."""
    from bot.config.checking import examine  # noqa: PLC0415
    from bot.config.report import examined  # noqa: PLC0415

    config = load(args.config, schemas=schemas())
    lacking = {each.path.split(".")[1] for each in config.missing_secrets(os.environ)}
    async with opened(config, without=lacking) as house:
        examination = await examine(config, probes=_probes(house), environ=os.environ)
    print(examined(examination))
    return 0 if examination.passed else 1


def _probes(house: House) -> Mapping[str, Probe]:
    slos = [slo for each in house.config.organisation.services.values() for slo in each.slos]
    return {
        f"sources.{key}": partial(source.check, tuple(slo for slo in slos if slo.source == key))
        for key, source in house.sources.items()
    }


async def init(args: Namespace) -> int:
    """Write a first app.yaml for your own two teams, by a few questions or flags."""
    from bot.config.answers import ask as ask_all, questions  # noqa: PLC0415
    from bot.config.init import write  # noqa: PLC0415

    given = {name: value for name in questions() if (value := getattr(args, name)) is not None}
    print(write(args.config, ask_all(input, given=given)))
    return 0


async def docs(args: Namespace) -> int:
    """Generate docs/commands.md and the README's table."""
    from adapters.manual import outdated  # noqa: PLC0415

    platforms = {name: _abilities(name) for name in (*CHAT_PLATFORMS, "playground", seat.PLATFORM)}
    pages = outdated(HERE, commands=discover().values(), platforms=platforms)
    for page, text in pages.items():
        print(
            f"{page.relative_to(HERE)} {'is out of date: make docs' if args.check else 'renewed'}"
        )
        if not args.check:
            page.write_text(text, encoding="utf-8")
    return 1 if pages and args.check else 0


def _abilities(platform: str) -> Abilities:
    found: Abilities = importlib.import_module(f"adapters.{platform}.abilities").ABILITIES
    return found


COMMANDS = {
    "demo": demo,
    "ask": ask,
    "chat": chat,
    "init": init,
    "check": check,
    "docs": docs,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    args = parser(COMMANDS).parse_args(argv)
    try:
        status: int = asyncio.run(args.run(args))
    except BotError as error:
        terminal.show(error_card(error), as_json=args.json)
        return terminal.MISUSED
    except ConfigError as error:
        return terminal.complain(error, as_json=args.json)
    except (StoreTooNew, OSError) as error:
        print(error, file=sys.stderr)
        return terminal.MISUSED
    except (KeyboardInterrupt, EOFError):
        return terminal.ANSWERED
    return status


if __name__ == "__main__":
    sys.exit(main())
