"""app.yaml → Config, or every problem at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import rules
from bot.config.adapted import adapt
from bot.config.build import organisation
from bot.config.file import File
from bot.config.problems import ConfigError, Problem, Remark, dotted
from bot.config.reading import Reading
from bot.config.secrets import unset, variables
from bot.config.shape import shape
from bot.config.tree import Tree, plant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.config.adapted import SourceConfig
    from bot.config.schemas import Schemas
    from bot.config.section import Section
    from bot.model.organisation import Organisation


@dataclass(frozen=True, slots=True)
class Storage:
    """Where Rapport remembers.

    Attributes:
        path: SQLite's file, absolute; None for PostgreSQL.
        url_env: The variable that holds the address of PostgreSQL; None for SQLite.
    """

    path: Path | None
    url_env: str | None = None

    @property
    def setting(self) -> str:
        """Which setting names it."""
        return "storage.url_env" if self.url_env else "storage.path"


@dataclass(frozen=True, slots=True)
class Config:
    """What app.yaml says.

    Attributes:
        path: The file itself.
        example: Whether its data are made up.
        organisation: People, teams, services, engagements.
        sources: Where budgets come from, by key.
        platforms: The settings of each connected platform, by name.
        storage: The store.
        address: Where ``serve`` is reached from outside; None if the file does not tell.
        notices: What is allowed but should be known.
        lines: The line of every path in the file.
    """

    path: Path
    example: bool
    organisation: Organisation
    sources: Mapping[str, SourceConfig]
    platforms: Mapping[str, Section]
    storage: Storage
    address: str | None
    notices: tuple[Problem, ...]
    lines: Mapping[str, int]

    def missing_secrets(self, environ: Mapping[str, str]) -> tuple[Problem, ...]:
        """Every environment variable that the file names and that is not set."""
        return tuple(
            unset(name, path=path, line=self.lines.get(path))
            for path, name in self._variables()
            if not environ.get(name, "").strip()
        )

    def secrets(self, environ: Mapping[str, str]) -> frozenset[str]:
        """The values of the environment variables that the file names."""
        return frozenset(environ.get(name, "").strip() for _, name in self._variables()) - {""}

    def _variables(self) -> Iterable[tuple[str, str]]:
        sections = {f"sources.{key}": dict(source.settings) for key, source in self.sources.items()}
        sections |= {f"platforms.{name}": dict(each) for name, each in self.platforms.items()}
        rotations = self.organisation.rotations
        sections |= {f"rotations.{key}.query": dict(each.query) for key, each in rotations.items()}
        sections["storage"] = {"url_env": self.storage.url_env}
        return (
            (f"{path}.{setting}", name)
            for path, settings in sections.items()
            for setting, name in variables(settings).items()
        )


def load(path: Path, *, schemas: Schemas) -> Config:
    """Read app.yaml.

    Raises:
        ConfigError: It has problems, all of them in it.
    """
    path = path.absolute()
    return read(_text(path), path=path, schemas=schemas)


def read(text: str, *, path: Path, schemas: Schemas) -> Config:
    """Read the text of app.yaml.

    Raises:
        ConfigError: It has problems, all of them in it.
    """
    tree = plant(text)
    shaped = shape(File, tree.value if tree.value is not None else {})
    refused = {remark.where for remark in tree.remarks}
    remarks = [*tree.remarks, *(each for each in shaped.remarks if each.where not in refused)]
    if shaped.section is None or () in refused:
        raise _error(remarks, tree, path)
    file = shaped.section
    reading = Reading(file, _declared(tree), shaped.made_up, schemas)
    adapted = adapt(reading)
    found = (*adapted.remarks, *rules.problems(reading))
    remarks += [remark for remark in found if not reading.invented(remark.where)]
    if remarks:
        raise _error(remarks, tree, path)
    return Config(
        path=path,
        example=file.example,
        organisation=organisation(file, local_platforms=schemas.local_platforms),
        sources=adapted.sources,
        platforms=adapted.platforms,
        storage=_storage(file, path.parent),
        address=file.web.url if file.web else None,
        notices=_problems(rules.notices(reading), tree),
        lines={dotted(where): line for where, line in tree.lines.items()},
    )


def _storage(file: File, folder: Path) -> Storage:
    named = file.storage
    if named.url_env:
        return Storage(None, named.url_env)
    return Storage(folder / Path(named.path or "rapport.db").expanduser())


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problem = Problem("", line, "This line is not UTF-8 text.", "Save the file as UTF-8.")
    except OSError as error:
        said = (error.strerror or "cannot be read").lower()
        missing = isinstance(error, FileNotFoundError)
        fix = "Let `rapport init` write one." if missing else "Name a file that can be read."
        problem = Problem("", None, f"The file cannot be read: {said}.", fix)
    raise ConfigError((problem,), file=path)


def _declared(tree: Tree) -> Mapping[str, tuple[str, ...]]:
    root = tree.value if isinstance(tree.value, dict) else {}
    sections = (
        "people",
        "teams",
        "rotations",
        "services",
        "sources",
        "platforms",
        "engagements",
    )
    return {
        name: tuple(section) if isinstance(section := root.get(name), dict) else ()
        for name in sections
    }


def _error(remarks: Iterable[Remark], tree: Tree, path: Path) -> ConfigError:
    return ConfigError(_problems(remarks, tree), file=path)


def _problems(remarks: Iterable[Remark], tree: Tree) -> tuple[Problem, ...]:
    """In the file's order, each once."""
    problems = (
        Problem(
            dotted(remark.where),
            remark.line or tree.line_of(remark.where),
            remark.message,
            remark.fix,
        )
        for remark in remarks
    )
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.line or 0))
