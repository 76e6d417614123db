"""The door: a Request goes in, an Answer comes out. Behind it nothing is caught broadly."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot import access
from bot.arguments import arguments
from bot.audience import addressed, only_shows, told_to
from bot.context import Context
from bot.course import AnsweredBefore, Course, carried_out, entry_of, fault
from bot.errors import BotError
from bot.grammar import Grammar, Unheard
from bot.meant import unknown
from bot.memo import Memo
from bot.mending import given_back
from bot.mentions import with_people
from bot.offering import offered
from bot.ports.store import AuditEntry, Durability
from bot.replies import error_card, form_card
from bot.reply import Answer, Card, Change
from bot.saying import canonical, filled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.at_hand import AtHand
    from bot.command import Command
    from bot.directory import Directory, Reader
    from bot.form import Form
    from bot.grammar import Parsed
    from bot.model.organisation import Person
    from bot.ports.clock import Clock
    from bot.ports.store import Store
    from bot.request import Request

log = logging.getLogger(__name__)


class Core:
    """Finds the command, checks access, runs it, and writes down how it went."""

    def __init__(
        self,
        *,
        at_hand: AtHand,
        commands: Mapping[str, Command],
        directory: Directory,
        store: Store,
        clock: Clock,
        observe: Callable[[AuditEntry], None] = lambda _entry: None,
        written: Callable[[], None] = lambda: None,
    ) -> None:
        self.at_hand = at_hand
        self.grammar = Grammar(commands)
        self._directory = directory
        self._store = store
        self._clock = clock
        self._observe = observe
        self._written_down = written
        self._under_way: set[str] = set()
        self._cards: Memo[Card] = Memo()

    async def answer(self, request: Request) -> Answer | None:
        """Answer a request.

        Returns:
            The answer, or None when this event was answered before or is being answered now.
        """
        if request.event_key in self._under_way:
            return None
        self._under_way.add(request.event_key)
        try:
            return await self._once(request)
        finally:
            self._under_way.discard(request.event_key)

    async def answered_before(self, request: Request) -> bool:
        """Whether this event is known to be answered already, perhaps by another process."""
        try:
            return await self._store.transact(
                lambda tx: tx.audit.knows(request.event_key), durability=Durability.CRASH
            )
        except Exception:
            log.exception("the audit does not tell whether an event was answered")
            return False

    async def _once(self, request: Request) -> Answer | None:
        course = Course(self._clock.now())
        try:
            answer = await self._run(request, course)
        except AnsweredBefore:
            return None
        except Exception as error:  # noqa: BLE001 - the door: nobody is left without a word
            answer = Answer(fault(course, error), told_to(request))
        if course.recorded:
            self._observe(course.recorded)
            return course.given_back(answer)
        entry = entry_of(request, course)
        try:
            fresh = await self._store.transact(
                lambda tx: tx.audit.record(entry), durability=Durability.CRASH
            )
        except BotError as error:  # what cannot be written down is not answered
            answer, fresh = Answer(error_card(error), told_to(request)), True
            entry = replace(entry, outcome=error.code)
        except Exception as error:  # noqa: BLE001 - nor what breaks the store itself
            answer, fresh = Answer(fault(course, error), told_to(request)), True
            entry = replace(entry, outcome=course.outcome)
        if not fresh:
            return None
        self._observe(entry)
        return course.given_back(answer)

    async def _run(self, request: Request, course: Course) -> Answer:
        parsed: Parsed | None = None
        try:
            reader = await self._directory.reader(request.actor)
            course.person = reader.person.key if reader.person else None
            access.admit(reader)
            mentioned: Mapping[str, Person | None] = {}
            if request.mentioned:
                organisation = self.at_hand.organisation
                request, mentioned = await with_people(request, self._directory, organisation)
            context = self._context(request, reader, course.now, mentioned)
            parsed = self._parse(context)
            course.verb = parsed.command.verb
            course.given_back = partial(given_back, command=parsed.command, context=context)
            said, reply = await self._perform(parsed, context)
            if isinstance(reply, Change):
                reply = await carried_out(reply, request, course, store=self._store)
                self._written_down()
        except BotError as error:
            course.outcome = error.code
            card = error_card(error)
            harmless = request.fields is None and (parsed is None or only_shows(parsed.command))
            if card.asks and harmless:
                card = replace(card, again=request.text)
            return Answer(card, told_to(request))
        answer = addressed(reply, request, command=parsed.command, said=said, cards=self._cards)
        return offered(answer, context)

    def _parse(self, context: Context) -> Parsed:
        request = context.request
        try:
            parsed = self.grammar.parse(request.text)
        except Unheard as unheard:
            raise unknown(unheard.words, context) from unheard
        if request.fields is None:
            return parsed
        return filled(parsed.command, request.fields)

    async def _perform(self, parsed: Parsed, context: Context) -> tuple[str, Card | Form | Change]:
        access.check(parsed.command, context.reader, context.request.actor)
        args = arguments(parsed, context)
        return canonical(parsed.command, args), await parsed.command.run(args, context)

    def _context(
        self,
        request: Request,
        reader: Reader,
        now: datetime,
        mentioned: Mapping[str, Person | None],
    ) -> Context:
        return Context(
            request=request,
            reader=reader,
            now=now,
            grammar=self.grammar,
            organisation=self.at_hand.organisation,
            budgets=self.at_hand.budgets,
            oncall=self.at_hand.oncall,
            deciding=self.at_hand.deciding,
            platforms=self.at_hand.platforms,
            address=self.at_hand.address,
            example=self.at_hand.example,
            cards=self._cards,
            again=partial(self._again, request, reader, now, mentioned),
            mentioned=mentioned,
        )

    async def _again(
        self,
        request: Request,
        reader: Reader,
        now: datetime,
        mentioned: Mapping[str, Person | None],
        text: str,
    ) -> Card:
        inner = replace(request, text=text, fields=None)
        context = self._context(inner, reader, now, mentioned)
        _said, reply = await self._perform(self._parse(context), context)
        assert not isinstance(reply, Change)  # what is run again only reads
        return reply if isinstance(reply, Card) else form_card(reply)
