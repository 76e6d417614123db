"""``rapport init`` asks its questions: each until its answer fits, none whose answer was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.config.answers import Answers
from bot.config.judging import PLATFORM, Interview, own_questions, which_platform
from bot.errors import Usage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic.fields import FieldInfo

    from bot.config.answers import Replies
    from bot.config.first import First


def questions(firsts: Mapping[str, First]) -> Mapping[str, FieldInfo]:
    """Every question by its name, of all platforms."""
    own = {name: field for each in firsts.values() for name, field in own_questions(each).items()}
    return {PLATFORM: which_platform(firsts), **Answers.model_fields, **own}


def ask(
    prompt: Callable[[str], str],
    firsts: Mapping[str, First],
    *,
    say: Callable[[str], None] = print,
    given: Mapping[str, str] | None = None,
) -> Replies:
    """Ask what was not given, each until its answer fits.

    Args:
        prompt: Shows a text and returns what was typed.
        firsts: The platforms that can be chosen, by key.
        say: Shows a sentence.
        given: Answers that are known already, by the question's name.

    Raises:
        Usage: A given answer does not fit, which is said before anything is asked; or the answers
            ended before the questions.
    """
    left = dict(given or {})
    interview = Interview(firsts)
    if platform := _told_by(left, firsts):
        left[PLATFORM] = platform
    _hand_over(left, interview)
    try:
        while name := interview.next():
            question = interview.questions()[name]
            say(f"\n{question.description}\n  such as {' or '.join(question.examples or ())}")
            while complaint := interview.complaint(name, typed := prompt("> ")):
                say(f"  {' '.join(complaint)}")
            interview.take(name, typed)
            _hand_over(left, interview)
    except (EOFError, KeyboardInterrupt):
        raise interview.broken_off() from None
    return interview.replies()


def _told_by(given: Mapping[str, str], firsts: Mapping[str, First]) -> str | None:
    """The platform that is the only one to ask for what was given."""
    own = {name for each in firsts.values() for name in own_questions(each)} & set(given)
    asking = [key for key, each in firsts.items() if own <= set(own_questions(each))]
    return asking[0] if PLATFORM not in given and own and len(asking) == 1 else None


def _hand_over(left: dict[str, str], interview: Interview) -> None:
    """Give the answers that can be judged by now; who somebody is depends on the platform.

    Raises:
        Usage: Some do not fit; it names them all.
    """
    wrong: list[Usage] = []
    for name in sorted(left, key=lambda name: name != PLATFORM):
        if interview.can_judge(name):
            try:
                interview.take(name, left.pop(name))
            except Usage as error:
                wrong.append(error)
    if len(wrong) > 1:
        told = (f"{error.message} {error.next_step or ''}".rstrip() for error in wrong)
        raise Usage(f"{len(wrong)} answers do not fit.", next_step="\n".join(told))
    if wrong:
        raise wrong[0]
