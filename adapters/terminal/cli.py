"""The command line's grammar: every subcommand of ``rapport`` and its words."""

from __future__ import annotations

from argparse import (
    SUPPRESS,
    ArgumentParser,
    ArgumentTypeError,
    Namespace,
    RawDescriptionHelpFormatter,
)
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from adapters.wishes import add_flags

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from pydantic.fields import FieldInfo

APP_YAML = Path("app.yaml")
DECISIONS = Path("decisions")
DEMO_PORT = 8080
HIGHEST_PORT = 65_535

Run: TypeAlias = "Callable[[Namespace], Awaitable[int]]"


class Misused(Exception):  # noqa: N818 - it reads as what it says
    """The command line cannot be understood.

    Attributes:
        message: Why, in argparse's words; empty when nothing was asked for.
        usage: What can be typed.
    """

    def __init__(self, message: str, *, usage: str) -> None:
        super().__init__(message)
        self.message = message
        self.usage = usage


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Misused(f"{message[:1].upper()}{message[1:]}.", usage=self.format_usage())


def understood(
    words: Sequence[str], commands: Mapping[str, Run], *, questions: Mapping[str, FieldInfo]
) -> Namespace:
    """Read the command line.

    Args:
        words: What was typed after ``rapport``.
        commands: What runs for each subcommand; its docstring is its help.
        questions: What ``rapport init`` asks, each of which can be answered by a flag.

    Raises:
        Misused: It cannot be understood.
    """
    grammar = _grammar(commands, questions)
    if not words:
        raise Misused("", usage=grammar.format_help())
    return grammar.parse_args(words)


def _grammar(commands: Mapping[str, Run], questions: Mapping[str, FieldInfo]) -> ArgumentParser:
    top = _Parser(
        prog="rapport",
        description="What is left of the error budget, and what follows: in chat.",
        epilog="Begin with: rapport demo",
    )
    subs = top.add_subparsers(required=True, metavar="COMMAND")
    for name, run in commands.items():
        about = (run.__doc__ or "").strip()
        sub = subs.add_parser(
            name,
            help=about.splitlines()[0].rstrip("."),
            description=about,
            formatter_class=RawDescriptionHelpFormatter,
        )
        for add in _WORDS[name]:
            add(sub)
        sub.set_defaults(run=run)
    for name, question in questions.items():
        subs.choices["init"].add_argument(f"--{name.replace('_', '-')}", help=question.description)
    top.set_defaults(json=False)
    return top


def _config(sub: ArgumentParser, *, otherwise: Path | str = APP_YAML) -> None:
    sub.add_argument(
        "--config",
        type=Path,
        default=otherwise,
        metavar="FILE",
        help="the configuration, app.yaml unless told",
    )


def _seat(sub: ArgumentParser) -> None:
    sub.add_argument("--as", dest="person", metavar="PERSON", help="whose eyes to ask with")
    sub.add_argument("--in", dest="channel", metavar="CHANNEL", help="the channel to ask in")


def _question(sub: ArgumentParser) -> None:
    sub.add_argument("--json", action="store_true", help="print the answer as JSON")
    sub.add_argument("text", nargs="+", metavar="TEXT", help="what you would type in chat")


def _posting(sub: ArgumentParser) -> None:
    sub.add_argument(
        "--to",
        required=True,
        metavar="CHANNEL",
        help="a channel or a service, which means all of its places; or @person",
    )
    sub.add_argument("text", nargs="+", metavar="TEXT", help="what you would type in chat")


def _port(text: str) -> int:
    """A port; 0 takes any free one."""
    if text.isdecimal() and int(text) <= HIGHEST_PORT:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is no port: ports go from 1 to {HIGHEST_PORT}")


def _demo_port(sub: ArgumentParser) -> None:
    sub.add_argument("--port", type=_port, default=DEMO_PORT, help=f"{DEMO_PORT} unless told")


def _address(sub: ArgumentParser) -> None:
    sub.add_argument("--host", default="127.0.0.1", help="where to listen, 127.0.0.1 unless told")
    sub.add_argument("--port", type=_port, default=3000, help="3000 unless told")


def _platform(sub: ArgumentParser) -> None:
    sub.add_argument("platform", help="the platform, as app.yaml names it: slack, teams")
    add_flags(sub)


def _csv(sub: ArgumentParser) -> None:
    sub.add_argument("subject", choices=("budget",), help="what the file holds")
    sub.add_argument("file", type=Path, metavar="FILE.csv", help="date,service,slo,good,bad")


def _copying(sub: ArgumentParser) -> None:
    sub.add_argument("action", choices=("copy",), help="copy everything, into an empty database")
    sub.add_argument(
        "--from",
        dest="source",
        type=Path,
        required=True,
        metavar="FILE.db",
        help="the SQLite file in which Rapport remembered until now",
    )


def _exported(sub: ArgumentParser) -> None:
    subjects = sub.add_subparsers(dest="subject", required=True, metavar="SUBJECT")
    about = "Print who is on call for a service as a calendar"
    oncall = subjects.add_parser("oncall", help=about, description=f"{about}.")
    oncall.add_argument("service", metavar="SERVICE", help="for which service")
    oncall.add_argument(
        "--address", action="store_true", help="where a calendar subscribes to it, instead"
    )
    oncall.add_argument(
        "--new-address", action="store_true", help="the same, with a new one; the old one is gone"
    )
    about = "Write down what was asked and decided, in Markdown, a file for each"
    decisions = subjects.add_parser("decisions", help=about, description=f"{about}.")
    decisions.add_argument(
        "service", nargs="?", metavar="SERVICE", help="about which service; all unless told"
    )
    decisions.add_argument(
        "--to",
        dest="folder",
        type=Path,
        default=DECISIONS,
        metavar="DIR",
        help=f"into which folder, {DECISIONS} unless told",
    )
    for subject in (oncall, decisions):
        _config(subject, otherwise=SUPPRESS)  # what was said before the subject holds


def _generated(sub: ArgumentParser) -> None:
    sub.add_argument("--check", action="store_true", help="only say whether they are up to date")


_WORDS: Mapping[str, tuple[Callable[[ArgumentParser], None], ...]] = {
    "ask": (_seat, _config, _question),
    "chat": (_seat, _config),
    "demo": (_demo_port,),
    "serve": (_address, _config),
    "post": (_posting, _config),
    "check": (_config,),
    "init": (_config,),
    "manifest": (_platform, _config),
    "import": (_csv, _config),
    "storage": (_copying, _config),
    "export": (_exported, _config),
    "docs": (_generated,),
}
