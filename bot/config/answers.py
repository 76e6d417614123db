"""The questions of ``rapport init``: what a first app.yaml needs to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from bot.config.file import Section
from bot.config.mistakes import remark_on
from bot.config.replied import Address, Channel, Line, Person, Workspace, contact
from bot.config.values import Target, Zone, refused
from bot.errors import Usage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic.fields import FieldInfo

    from bot.config.replied import Contact


class Answers(Section):
    """What was answered; a field's ``description`` is its question."""

    service: Line = Field(description="What do people call the service?", examples=["IoT Hub"])
    target: Target = Field(
        description="Which share of its requests must be good, over four weeks?",
        examples=["99.9%"],
    )
    sre_lead: Person = Field(
        description="Who leads the SRE team? (name and email)",
        examples=["Alice Nakamura alice@example.com"],
    )
    sre_manager: Person = Field(
        description="Who is the SRE manager?", examples=["Mona Haddad mona@example.com"]
    )
    product_lead: Person = Field(
        description="Who leads the product group?", examples=["Bob Castellano bob@example.com"]
    )
    product_manager: Person = Field(
        description="Who is the product group's manager?", examples=["Pat Romero pat@example.com"]
    )
    sponsor: Person = Field(
        description="Who stands above both sides?", examples=["Dana Iyer dana@example.com"]
    )
    zone: Zone = Field(
        description="In which time zone do the teams work?", examples=["Europe/Berlin"]
    )
    workspace: Workspace = Field(
        description="Which Slack workspace? (T…, in app.slack.com/client/T…/C…)",
        examples=["T0123456789"],
    )
    channel: Channel = Field(
        description="Which Slack channel? (its id or link)", examples=["C0123456789"]
    )
    prometheus: Address = Field(
        description="Where is Prometheus?", examples=["http://localhost:9090"]
    )
    total: Line = Field(
        description="Which counter counts all requests?",
        examples=['http_requests_total{service="iot-hub"}'],
    )
    bad: Line = Field(
        description="Which counter counts the bad ones?",
        examples=['http_requests_total{service="iot-hub",code=~"5.."}'],
    )

    @model_validator(mode="after")
    def _everybody_is_one_person(self) -> Self:
        _distinguish({role: getattr(self, role) for role in _SIDES})
        return self


_SIDES = {
    "sre_lead": "SRE",
    "sre_manager": "SRE",
    "product_lead": "product",
    "product_manager": "product",
    "sponsor": "sponsor",
}


def _distinguish(people: Mapping[str, Contact]) -> None:
    """Refuse somebody on two sides, and two people with one address."""
    seen: dict[str, tuple[str, Contact]] = {}
    for role, person in people.items():
        side, first = seen.setdefault(person.identity, (_SIDES[role], person))
        if side != _SIDES[role]:
            raise refused(
                f"{person.name} cannot stand on two sides.",
                fix="Name another person for one of them.",
            )
        if first != person:
            raise refused(
                f"{first.name} and {person.name} have the same address.",
                fix="Write the same person the same way, or give each an address.",
            )


def questions() -> Mapping[str, FieldInfo]:
    """Every question by its name, in the order in which they are asked."""
    return Answers.model_fields


def ask(
    prompt: Callable[[str], str],
    *,
    say: Callable[[str], None] = print,
    given: Mapping[str, str] | None = None,
) -> Answers:
    """Ask what was not given, each until its answer fits.

    Args:
        prompt: Shows a text and returns what was typed.
        say: Shows a sentence.
        given: Answers that are known already, by the question's name.

    Raises:
        Usage: A given answer does not fit, which is said before anything is asked; or the answers
            ended before the questions.
    """
    answers = dict[str, str]()
    for name, said in (given or {}).items():
        if complaint := _complaint(name, said, answers):
            raise Usage(f"{_flag(name)}: {complaint[0]}", next_step=complaint[1])
        answers[name] = said
    for name, question in questions().items():
        if name in answers:
            continue
        example = (question.examples or [""])[0]
        say(f"\n{question.description}\n  such as {example}")
        try:
            while complaint := _complaint(name, typed := prompt("> "), answers):
                say(f"  {' '.join(complaint)}")
        except (EOFError, KeyboardInterrupt):
            raise _broken_off(answers) from None
        answers[name] = typed
    return checked(answers)


def _broken_off(answers: Mapping[str, str]) -> Usage:
    missing = ", ".join(_flag(name) for name in questions() if name not in answers)
    return Usage("Nothing was written.", next_step=f"These answers are missing: {missing}.")


def checked(answers: Mapping[str, str]) -> Answers:
    """All answers together.

    Raises:
        Usage: One of them does not fit.
    """
    try:
        return Answers.model_validate(dict(answers))
    except ValidationError as error:
        first = remark_on(error.errors(include_url=False)[0], model=Answers, at=())
    said = f"{_flag(str(first.where[0]))}: " if first.where else ""
    raise Usage(f"{said}{first.message}", next_step=first.fix)


def _complaint(name: str, typed: str, answers: Mapping[str, str]) -> tuple[str, str] | None:
    """What is wrong with one answer, alone or beside those before it, and what to do."""
    try:
        Answers.model_validate({name: typed})
    except ValidationError as error:
        for each in error.errors(include_url=False):
            if each["loc"] == (name,):
                remark = remark_on(each, model=Answers, at=())
                return remark.message, remark.fix
    together = {**answers, name: typed}
    try:
        _distinguish({role: contact(together[role]) for role in _SIDES if role in together})
    except PydanticCustomError as error:
        context = error.context or {}
        return str(context["message"]), str(context["fix"])
    return None


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"
