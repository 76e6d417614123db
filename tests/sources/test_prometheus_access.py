"""How a Prometheus is reached: paths, secrets, tenants, and whom to trust."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from bot.errors import SourceUnavailable
from tests.fakes.proxy import answers, demands, lacks, proxy_before
from tests.real.prometheus import NOW
from tests.sources.build import objective, source_at

if TYPE_CHECKING:
    from pathlib import Path

    from bot.ports.budgets import BudgetSource
    from bot.ports.store import Store
    from tests.fakes.certificates import Certificates
    from tests.fakes.proxy import Proxy
    from tests.real.prometheus import Running

TOTAL = 48_384_000
SECRETS = {"PROM_TOKEN": " s3cret\n", "PROM_PASSWORD": "pässword", "MANY_LINES": "a\nb"}


async def total(source: BudgetSource) -> int:
    return (await source.read(objective("calm"), now=NOW)).window.total


async def test_a_token_goes_with_every_request(proxy: Proxy, store: Store) -> None:
    proxy.manner = demands("Bearer s3cret")
    async with source_at(
        proxy.url, store, environ=SECRETS, settings={"token_env": "PROM_TOKEN"}
    ) as source:
        assert await total(source) == TOTAL
        assert "Its token or password travels unencrypted: use https." in await source.check(())


async def test_a_user_and_password_go_with_every_request(proxy: Proxy, store: Store) -> None:
    proxy.manner = demands(f"Basic {base64.b64encode('rapport:pässword'.encode()).decode()}")
    settings = {"username": "rapport", "password_env": "PROM_PASSWORD"}
    async with source_at(proxy.url, store, environ=SECRETS, settings=settings) as source:
        assert await total(source) == TOTAL


async def test_the_wrong_token_is_not_let_in(proxy: Proxy, store: Store) -> None:
    proxy.manner = demands("Bearer another")
    async with source_at(
        proxy.url, store, environ=SECRETS, settings={"token_env": "PROM_TOKEN"}
    ) as source:
        with pytest.raises(SourceUnavailable, match="does not let me in"):
            await total(source)


@pytest.mark.parametrize(
    ("name", "said"), [("NOT_SET", "without its secret"), ("MANY_LINES", "several lines")]
)
async def test_a_secret_that_cannot_be_sent_is_named_and_nothing_is_asked(
    proxy: Proxy, store: Store, name: str, said: str
) -> None:
    async with source_at(proxy.url, store, environ=SECRETS, settings={"token_env": name}) as source:
        with pytest.raises(SourceUnavailable, match=said) as caught:
            await total(source)
    assert name in (caught.value.next_step or "")
    assert proxy.seen == []


async def test_a_tenant_goes_with_every_request(proxy: Proxy, store: Store) -> None:
    async with source_at(
        proxy.url, store, settings={"headers": {"X-Scope-OrgID": "iot"}}
    ) as source:
        assert await total(source) == TOTAL
    assert {seen.headers["X-Scope-OrgID"] for seen in proxy.seen} == {"iot"}


@pytest.mark.parametrize("end", ["/prom", "/prom/", "/prom/api/v1/"])
async def test_an_address_may_have_a_path(proxy: Proxy, store: Store, end: str) -> None:
    proxy.manner = answers(503)
    async with source_at(f"{proxy.url}{end}", store) as source:
        with pytest.raises(SourceUnavailable):
            await total(source)
    paths = {seen.path for seen in proxy.seen}
    assert paths == {"/prom/api/v1/query", "/prom/api/v1/query_range"}


async def test_a_redirect_is_not_followed_so_no_token_leaves(store: Store) -> None:
    async with proxy_before("") as elsewhere, proxy_before("") as proxy:
        proxy.manner = answers(307, location=f"{elsewhere.url}/api/v1/query")
        async with source_at(
            proxy.url, store, environ=SECRETS, settings={"token_env": "PROM_TOKEN"}
        ) as source:
            with pytest.raises(SourceUnavailable, match="another address"):
                await total(source)
        assert elsewhere.seen == []


async def test_questions_are_asked_as_forms_for_they_can_be_long(
    proxy: Proxy, store: Store
) -> None:
    async with source_at(proxy.url, store) as source:
        await total(source)
    assert {seen.method for seen in proxy.seen} == {"POST"}
    assert all(seen.form["query"] for seen in proxy.seen)
    assert len(proxy.seen) == 4


async def test_a_server_that_does_not_tell_its_version_is_checked_by_a_query(
    proxy: Proxy, store: Store
) -> None:
    proxy.manner = lacks("/status/buildinfo")
    async with source_at(proxy.url, store) as source:
        assert await source.check(()) == ("A server like Prometheus answers.",)


async def test_a_certificate_from_our_own_authority_is_trusted_when_it_is_named(
    prometheus: Running, store: Store, certificates: Certificates
) -> None:
    async with (
        proxy_before(prometheus.url, tls=certificates.server) as proxy,
        source_at(proxy.url, store, settings={"ca_file": certificates.authority}) as source,
    ):
        assert await total(source) == TOTAL


async def test_a_certificate_that_nobody_vouches_for_is_refused(
    store: Store, certificates: Certificates
) -> None:
    async with proxy_before("", tls=certificates.server) as proxy:
        async with source_at(proxy.url, store) as source:
            with pytest.raises(SourceUnavailable, match="could not prove who it is") as caught:
                await total(source)
        assert proxy.seen == []
    assert "ca_file" in (caught.value.next_step or "")


async def test_a_certificate_is_not_looked_at_only_when_app_yaml_says_so(
    prometheus: Running, store: Store, certificates: Certificates
) -> None:
    async with (
        proxy_before(prometheus.url, tls=certificates.server) as proxy,
        source_at(proxy.url, store, settings={"insecure_skip_verify": True}) as source,
    ):
        assert await total(source) == TOTAL


@pytest.mark.parametrize("content", [None, "no certificate"])
async def test_an_authority_that_cannot_be_read_is_named(
    store: Store, tmp_path: Path, content: str | None
) -> None:
    authority = tmp_path / "ca.pem"
    if content:
        authority.write_text(content)
    async with source_at("https://127.0.0.1:1", store, settings={"ca_file": authority}) as source:
        with pytest.raises(SourceUnavailable, match="does not read as certificates") as caught:
            await total(source)
    assert str(authority) in (caught.value.next_step or "")
