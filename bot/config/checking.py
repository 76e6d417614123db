"""``rapport check``: reach every source and platform of a good file, and say what was found."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.config.problems import ConfigError, Problem
from bot.decisions.parts import leads_named, other
from bot.errors import BotError
from bot.model.organisation import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.config.loading import Config
    from bot.model.organisation import Engagement, Organisation

Probe = Callable[[], Awaitable[tuple[str, ...]]]
"""Reaches one part once and says what it found, a sentence each.

It raises a BotError whose next step mends it, or a ConfigError with everything that it found wrong.
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one part answered, a sentence each."""

    path: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything that is known about a file that could be read."""

    file: str
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing has to be mended."""
        return not self.problems


async def examine(
    config: Config, *, probes: Mapping[str, Probe], environ: Mapping[str, str]
) -> Examination:
    """Reach every part at the same time.

    Args:
        config: The file.
        probes: How to reach each part, by its path: ``sources.main``, ``platforms.slack``.
        environ: Where secrets are; a part whose secrets are missing is not reached.
    """
    missing = config.missing_secrets(environ)
    lacking = {problem.path.rpartition(".")[0] for problem in missing}
    ready = {path: probe for path, probe in probes.items() if path not in lacking}
    reached = await asyncio.gather(*(_reach(path, ready[path], config) for path in ready))
    return Examination(
        file=config.path.name,
        problems=(*missing, *(each for problems, _ in reached for each in problems)),
        notices=config.notices,
        findings=(
            *_proposals(config.organisation),
            *(finding for _, finding in reached if finding.said),
        ),
    )


async def remembering(place: str, usable: Callable[[], Awaitable[None]]) -> tuple[str, ...]:
    """A probe of a store that could be opened: where it lies, if it may be used.

    Args:
        place: Where it lies.
        usable: Raises a BotError if what lies there is not this file's.
    """
    await usable()
    return (f"Rapport remembers in {place}.",)


def without_a_store(config: Config, error: BotError, *, environ: Mapping[str, str]) -> Examination:
    """What is known when the store cannot be opened, so that nothing can be reached.

    Args:
        config: The file.
        error: What is wrong with the store.
        environ: Where secrets are.
    """
    missing = config.missing_secrets(environ)
    setting = config.storage.setting
    told = () if setting in {each.path for each in missing} else (_problem(setting, error, config),)
    return Examination(
        file=config.path.name,
        problems=(*missing, *told),
        notices=config.notices,
        findings=(),
    )


def _proposals(organisation: Organisation) -> Iterator[Finding]:
    """Who decides, as far as the file says it: how many rights, and who accepts them."""
    for engagement in organisation.engagements.values():
        rules = engagement.decisions
        if rules.rights and rules.proposed_by:
            count = f"{len(rules.rights)} decision right{'s' * (len(rules.rights) > 1)}"
            by = organisation.people[rules.proposed_by].name
            said = f"{by} proposes {count}; {_accepting(engagement, organisation)}."
            yield Finding(f"engagements.{engagement.key}.decisions", (said,))


def _accepting(engagement: Engagement, organisation: Organisation) -> str:
    rules, people = engagement.decisions, organisation.people
    if rules.accepted_by:
        return f"{people[rules.accepted_by].name} has accepted, for this is an example"
    proposes = Side.SRE if rules.proposed_by in engagement.leads(Side.SRE) else Side.PRODUCT
    return f"{leads_named(engagement, other(proposes), organisation)} accepts them in chat"


async def _reach(path: str, probe: Probe, config: Config) -> tuple[tuple[Problem, ...], Finding]:
    try:
        return (), Finding(path, await probe())
    except ConfigError as error:
        return error.problems, Finding(path, ())
    except BotError as error:
        return (_problem(path, error, config),), Finding(path, ())


def _problem(path: str, error: BotError, config: Config) -> Problem:
    fix = error.next_step or "Look at this section."
    return Problem(path, config.lines.get(path), error.message, fix)
