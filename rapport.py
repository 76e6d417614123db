"""Start here: builds everything once from app.yaml, and is the ``rapport`` command line.

The only module that knows every side. Platforms and sources are imported when app.yaml names them,
so that a question at the terminal loads no chat platform and no web server.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.bell import Bell
from adapters.by_name import (
    abilities,
    build_budget_sources,
    build_oncall_sources,
    firsts,
    manifest_of,
    platform_probe,
    schemas,
    takes_imports,
)
from adapters.clock import WallClock
from adapters.outside import Outside
from adapters.terminal import ask as terminal
from adapters.terminal import seat
from adapters.terminal.cli import APP_YAML, Misused, understood
from adapters.terminal.patience import patiently, quietly
from adapters.wishes import Wishes
from bot.at_hand import AtHand
from bot.budgets import Budgets
from bot.command import discover
from bot.config import Config, ConfigError, load
from bot.core import Core
from bot.decisions.reading import Deciding
from bot.directory import Directory
from bot.errors import BotError
from bot.model.rotation import OWN
from bot.oncall import OnCall
from bot.oncall.failing import Failing
from bot.replies import error_card
from storage.errors import StoreUnusable
from storage.opening import open_configured

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

    from pydantic.fields import FieldInfo

    from bot.config.checking import Probe
    from bot.ports.budgets import BudgetSource
    from bot.ports.clock import Clock
    from bot.ports.oncall import OnCallSource
    from bot.ports.store import AuditEntry
    from storage.opening import AnyStore

HERE = Path(__file__).parent


@dataclass(frozen=True)
class House:
    """Everything that was built, for whoever opens a door."""

    config: Config
    core: Core
    budgets: Budgets
    oncall: OnCall
    store: AnyStore
    sources: Mapping[str, BudgetSource]
    rosters: Mapping[str, OnCallSource]
    directory: Directory
    outside: Outside
    bell: Bell

    @property
    def kinds(self) -> Mapping[str, str]:
        """The kind of every source, by its key; our own rotations are a kind of their own."""
        return _kinds(self.config)

    def probes(self) -> dict[str, Probe]:
        """How to reach the store, each source and each platform, by its path in app.yaml."""
        from bot.config.checking import remembering
        from bot.oncall.checking import check_source

        slos = [slo for each in self.config.organisation.services.values() for slo in each.slos]
        return {
            self.config.storage.setting: partial(
                remembering, self.store.place, self.core.at_hand.deciding.usable
            ),
            **{
                f"sources.{key}": partial(source.check, tuple(s for s in slos if s.source == key))
                for key, source in self.sources.items()
            },
            **{
                f"sources.{key}" if key != OWN else "rotations": partial(
                    check_source,
                    source,
                    key,
                    kind=self.kinds[key],
                    organisation=self.config.organisation,
                    now=self.outside.clock.now(),
                )
                for key, source in self.rosters.items()
            },
            **{
                f"platforms.{name}": platform_probe(name, self.config, self.outside)
                for name in self.config.platforms
            },
        }


@asynccontextmanager
async def opened(
    config: Config,
    *,
    clock: Clock | None = None,
    observe: Callable[[AuditEntry], None] = lambda _entry: None,
    platforms: frozenset[str] = frozenset(),
) -> AsyncIterator[House]:
    """Build the house and close it again.

    Args:
        config: What app.yaml says.
        clock: The time; the real one unless told.
        observe: Told about every request.
        platforms: Those that are served, on which something can be said unasked.

    Raises:
        StoreUnusable: The store cannot be opened, or was written by a newer version.
    """
    async with AsyncExitStack() as closing:
        store = open_configured(config.storage, environ=os.environ)
        closing.callback(store.close)
        clock = clock or WallClock()
        outside = Outside(store=store, clock=clock, environ=os.environ)
        sources = build_budget_sources(config, outside)
        for source in sources.values():
            closing.push_async_callback(source.close)
        budgets = Budgets(config.organisation, sources, store)
        rosters = build_oncall_sources(config, outside)
        for each in rosters.values():
            closing.push_async_callback(each.close)
        bell = Bell()
        oncall = OnCall(
            config.organisation,
            rosters,
            store,
            kinds=_kinds(config),
            failing=Failing(config.organisation, store, platforms, bell.ring),
        )
        directory = Directory(config.organisation)
        directory.admit(seat.PLATFORM, seat.DOOR)
        core = Core(
            at_hand=AtHand(
                organisation=config.organisation,
                budgets=budgets,
                oncall=oncall,
                deciding=Deciding(config.organisation, store, platforms, example=config.example),
                platforms=platforms,
                address=config.address,
                example=config.example,
            ),
            written=bell.ring,
            commands=discover(),
            directory=directory,
            store=store,
            clock=clock,
            observe=observe,
        )
        yield House(
            config=config,
            core=core,
            budgets=budgets,
            oncall=oncall,
            store=store,
            sources=sources,
            rosters=rosters,
            directory=directory,
            outside=outside,
            bell=bell,
        )


def _kinds(config: Config) -> Mapping[str, str]:
    return {OWN: OWN, **{key: each.kind for key, each in config.sources.items()}}


async def ask(args: Namespace) -> int:
    """Ask one question and get its answer."""
    quietly()
    async with opened(load(args.config, schemas=schemas())) as house:
        request = _seat(house, args).request(" ".join(args.text))
        answer = await patiently(house.core.answer(request))
        return terminal.show(answer.card, as_json=args.json) if answer else terminal.ANSWERED


async def chat(args: Namespace) -> int:
    """Ask question after question."""
    from adapters.terminal.chat import chat as converse

    quietly()
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
    from adapters.demo import demo as playing

    await playing(load(HERE / APP_YAML, schemas=schemas()), build=opened, port=args.port)
    return terminal.ANSWERED


async def serve(args: Namespace) -> int:
    """Serve every platform that app.yaml configures."""
    from adapters import logs
    from adapters.serving import serve as serving

    config = load(args.config, schemas=schemas())
    logs.configure(secrets=config.secrets(os.environ))
    await serving(config, build=opened, environ=os.environ, host=args.host, port=args.port)
    return terminal.ANSWERED


async def post(args: Namespace) -> int:
    """Post an answer to a service's channels, or to somebody."""
    from adapters.posting import post as posting

    quietly()
    config = load(args.config, schemas=schemas())
    async with opened(config) as house:
        became = await posting(
            " ".join(args.text), to=args.to, config=config, core=house.core, outside=house.outside
        )
    print("\n".join(each.said for each in became))
    everywhere = args.to.startswith("@") or not any(each.lost for each in became)
    return terminal.ANSWERED if everywhere and not became[-1].lost else terminal.REFUSED


async def check(args: Namespace) -> int:
    """Read app.yaml, name every problem, and reach each source and platform once."""
    from bot.config.checking import examine, without_a_store
    from bot.config.report import broken, examined

    quietly()
    try:
        config = load(args.config, schemas=schemas())
    except ConfigError as error:
        print(broken(error))
        return 1
    try:
        async with opened(config) as house:
            examination = await examine(config, probes=house.probes(), environ=os.environ)
    except StoreUnusable as error:
        examination = without_a_store(config, error, environ=os.environ)
    print(examined(examination))
    return 0 if examination.passed else 1


async def init(args: Namespace) -> int:
    """Write a first app.yaml for your own two teams, by a few questions or flags."""
    from adapters.terminal.reading import reader
    from bot.config.interview import ask as ask_all
    from bot.config.interview import questions
    from bot.config.writing import vacant, write

    vacant(args.config)
    choice = firsts()
    flags = {name: getattr(args, name) for name in questions(choice)}
    given = {name: said for name, said in flags.items() if said is not None}
    print(write(args.config, ask_all(reader(), choice, given=given), usual=APP_YAML))
    return 0


async def manifest(args: Namespace) -> int:
    """Print the manifest with which a platform's app is made."""
    wishes = Wishes.of(args)
    print(manifest_of(args.platform, wishes, discover().values(), app_yaml=args.config))
    return 0


async def import_counts(args: Namespace) -> int:
    """Import daily counts of good and bad events from a CSV file."""
    from adapters.budgets.table.importing import import_budget

    config = load(args.config, schemas=schemas())
    tables = {key for key, each in config.sources.items() if takes_imports(each.kind)}
    async with opened(config) as house:
        report = await import_budget(
            args.file,
            config.organisation,
            tables=tables,
            store=house.store,
            now=house.outside.clock.now(),
        )
    print(report)
    return 0


async def storage(args: Namespace) -> int:
    """Copy what Rapport remembers from a SQLite file into the PostgreSQL that app.yaml names."""
    from storage.copying import copy

    config = load(args.config, schemas=schemas())
    print(copy(args.source, config.storage, environ=os.environ))
    return 0


async def export(args: Namespace) -> int:
    """Print who is on call as a calendar, or write down what was decided."""
    quietly()
    async with opened(load(args.config, schemas=schemas())) as house:
        text = await _EXPORTS[args.subject](house, args)
    print(text.rstrip())
    return terminal.ANSWERED


async def _export_oncall(house: House, args: Namespace) -> str:
    from adapters.exporting import export_oncall

    return await export_oncall(
        args.service,
        at_hand=house.core.at_hand,
        outside=house.outside,
        address=args.address,
        renew=args.new_address,
    )


async def _export_decisions(house: House, args: Namespace) -> str:
    from adapters.exporting_decisions import export_decisions

    return await export_decisions(
        args.service,
        organisation=house.config.organisation,
        outside=house.outside,
        folder=args.folder,
    )


_EXPORTS = {"oncall": _export_oncall, "decisions": _export_decisions}


async def docs(args: Namespace) -> int:
    """Generate docs/commands.md, docs/access.md and the README's tables."""
    from adapters.manual import renew

    pages = renew(HERE, discover().values(), abilities(), dry=args.check)
    for page in pages:
        print(f"{page} {'is out of date: make docs' if args.check else 'was renewed'}")
    return 1 if pages and args.check else 0


COMMANDS = {
    "demo": demo,
    "ask": ask,
    "chat": chat,
    "init": init,
    "check": check,
    "serve": serve,
    "post": post,
    "manifest": manifest,
    "import": import_counts,
    "export": export,
    "storage": storage,
    "docs": docs,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    words = sys.argv[1:] if argv is None else argv
    try:
        questions = _questions() if words[:1] == ["init"] else {}
        args = understood(words, COMMANDS, questions=questions)
    except Misused as error:
        return terminal.misused(error, as_json="--json" in words)
    try:
        status: int = asyncio.run(args.run(args))
    except BrokenPipeError:
        return terminal.unheard()
    except (KeyboardInterrupt, EOFError):
        return terminal.ANSWERED
    except (BotError, ConfigError, OSError) as error:
        return _told(error, as_json=args.json)
    return status


def _questions() -> Mapping[str, FieldInfo]:
    from bot.config.interview import questions

    return questions(firsts())


def _told(error: Exception, *, as_json: bool) -> int:
    match error:
        case BotError():
            terminal.show(error_card(error), as_json=as_json)
            return terminal.MISUSED
        case ConfigError():
            return terminal.complain(error, as_json=as_json)
        case _:
            return terminal.refuse(str(error), as_json=as_json)


if __name__ == "__main__":
    sys.exit(main())
