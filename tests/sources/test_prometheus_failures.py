"""Every way in which a Prometheus can fail to answer has its own sentence, without any secret."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import SourceUnavailable
from tests.fakes.proxy import answers, breaks_off, hangs, proxy_before
from tests.real.prometheus import NOW, total_of
from tests.sources.build import objective, source_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ports.budgets import BudgetSource
    from bot.ports.store import Store
    from tests.fakes.proxy import Manner, Proxy

NOBODY = "http://127.0.0.1:1"
TOKEN = "tell-nobody"
ENVIRON = {"PROM_TOKEN": TOKEN}
OUR_TOKEN = {"token_env": "PROM_TOKEN"}
LOGIN = "<!doctype html><title>Sign in</title>"


def complaint(kind: str, error: str) -> str:
    return json.dumps({"status": "error", "errorType": kind, "error": error})


def partial(*warnings: str) -> str:
    data = {"resultType": "vector", "result": []}
    return json.dumps({"status": "success", "data": data, "warnings": warnings})


async def refusal(
    source: BudgetSource, query: Mapping[str, str] | None = None
) -> SourceUnavailable:
    """Read, and get the error; it never holds the token and always names a next step."""
    with pytest.raises(SourceUnavailable) as caught:
        await source.read(objective("calm", query=query), now=NOW)
    error = caught.value
    assert error.message.startswith("Prometheus “main” ")
    assert error.next_step
    assert TOKEN not in f"{error.message}{error.next_step}"
    assert error.__suppress_context__ or error.__context__ is None
    return error


@pytest.mark.parametrize(
    ("manner", "said"),
    [
        (answers(401, "no"), "does not let me in"),
        (answers(403, "no"), "does not let me in"),
        (answers(404, "404 page not found"), "has no query API at its address"),
        (answers(429, "slow down"), "was asked too much"),
        (answers(302, location="https://login.example.com"), "sends me to another address"),
        (answers(200, LOGIN, kind="text/html"), "answered with a page instead of data"),
        (answers(200, "[]"), "answered with a page instead of data"),
        (answers(200, '{"status": "success"}'), "is in trouble"),
        (answers(503, "upstream connect error", kind="text/plain"), "is in trouble (HTTP 503)"),
        (answers(599, ""), "is in trouble (HTTP 599)"),
        (answers(500, complaint("internal", "disk on fire")), "is in trouble (HTTP 500)"),
        (answers(503, complaint("timeout", "context deadline")), "took too long over a query"),
        (answers(422, complaint("execution", "too many samples")), "too many samples"),
        (answers(200, partial("store 10.0.0.7 unavailable")), "answered only in part"),
        (breaks_off, "broke off before it had answered"),
    ],
)
async def test_each_failure_has_its_sentence(store: Store, manner: Manner, said: str) -> None:
    async with (
        proxy_before(NOBODY) as proxy,
        source_at(proxy.url, store, environ=ENVIRON, settings=OUR_TOKEN) as source,
    ):
        proxy.manner = manner
        assert said in (await refusal(source)).message


async def test_what_the_server_says_is_not_repeated_except_about_a_query(store: Store) -> None:
    async with proxy_before(NOBODY) as proxy, source_at(proxy.url, store) as source:
        proxy.manner = answers(500, complaint("internal", "disk on fire"))
        assert "fire" not in (await refusal(source)).message
        proxy.manner = answers(400, complaint("bad_data", f"Bearer {TOKEN}"))
        assert (await refusal(source)).message.endswith("cannot answer a query: (hidden).")


async def test_nobody_at_the_address(store: Store) -> None:
    async with source_at(NOBODY, store, environ=ENVIRON, settings=OUR_TOKEN) as source:
        error = await refusal(source)
    assert error.message == "Prometheus “main” cannot be reached."
    assert error.next_step == "See that it runs and that its “url” is right."


async def test_a_server_that_hangs_is_left_after_the_timeout(store: Store) -> None:
    patience = timedelta(milliseconds=40)
    async with (
        proxy_before(NOBODY) as proxy,
        source_at(proxy.url, store, patience=patience) as source,
    ):
        proxy.manner = hangs
        async with asyncio.timeout(2):
            assert "did not answer within" in (await refusal(source)).message
        assert {seen.form["timeout"] for seen in proxy.seen} == {"0.04s"}


async def test_a_query_that_prometheus_does_not_understand_is_told_in_its_words(
    source: BudgetSource,
) -> None:
    error = await refusal(source, {"total": "sum(foo(bar[{{.window}}]))", "bad": "bar"})
    assert "cannot answer a query: " in error.message
    assert "unknown funct" in error.message
    assert error.next_step == "Look at “total” and “bad” or “good” of this objective in app.yaml."


async def test_more_bad_events_than_events_are_a_mistake_in_the_queries(
    source: BudgetSource,
) -> None:
    error = await refusal(source, {"total": total_of("calm"), "bad": total_of("burning")})
    assert error.message == "Prometheus “main” counts more bad events than events in total."


async def test_good_events_that_match_nothing_are_not_taken_for_an_outage(
    source: BudgetSource,
) -> None:
    error = await refusal(
        source, {"total": total_of("calm"), "good": 'http_requests_total{code="ok"}'}
    )
    assert error.message.endswith("has events in total but nothing that matches “good”.")


async def test_a_harmless_remark_is_not_a_failure(store: Store) -> None:
    async with proxy_before(NOBODY) as proxy, source_at(proxy.url, store) as source:
        proxy.manner = answers(200, partial("PromQL info: metric might not be a counter"))
        assert (await source.read(objective("calm"), now=NOW)).as_of is None


async def test_after_a_failure_the_next_reading_succeeds(proxy: Proxy, store: Store) -> None:
    async with source_at(proxy.url, store) as source:
        well, proxy.manner = proxy.manner, breaks_off
        await refusal(source)
        proxy.manner = well
        assert (await source.read(objective("calm"), now=NOW)).window.total == 48_384_000


async def test_a_check_fails_like_a_reading(store: Store) -> None:
    async with source_at(NOBODY, store) as source:
        with pytest.raises(SourceUnavailable, match="cannot be reached"):
            await source.check(())


async def test_a_login_page_does_not_pass_a_check(store: Store) -> None:
    async with proxy_before(NOBODY) as proxy, source_at(proxy.url, store) as source:
        proxy.manner = answers(200, LOGIN, kind="text/html")
        with pytest.raises(SourceUnavailable, match="answered with a page"):
            await source.check(())
