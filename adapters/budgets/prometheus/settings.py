"""What app.yaml says about a Prometheus and about each objective that it measures."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from adapters.budgets.prometheus.promql import expression
from adapters.budgets.prometheus.queries import COVERAGE_STEP, Events
from adapters.fetching.access import Access
from adapters.fetching.address import address
from bot.config.section import Section
from bot.config.values import Span, Text, refused


def _url(text: str) -> str:
    server = address(
        text,
        like="`https://prometheus.example.com` or `http://localhost:9090/path`",
        secrets="Write `username` and `password_env`.",
    )
    return server.removesuffix("/api/v1")


def _promql(text: str) -> str:
    expression(text)
    return text


def _interval(interval: timedelta) -> timedelta:
    if interval > COVERAGE_STEP:
        raise refused(
            "Prometheus forgets a sample after 5 minutes, so it must be scraped more often.",
            fix="Write the scrape interval, at most `5m`.",
        )
    return interval


Promql = Annotated[Text, AfterValidator(_promql)]


class Settings(Access):
    """How to reach a Prometheus, or anything that speaks its HTTP API.

    ``headers`` go with every request: ``{X-Scope-OrgID: team}`` names a tenant of Mimir.
    """

    url: Annotated[Text, AfterValidator(_url)] = Field(
        description="its address, with its path if it has one",
        examples=["https://prometheus.example.com"],
    )

    @property
    def sends_a_secret_in_the_clear(self) -> bool:
        """Whether a token or password can be read on its way."""
        return self.url.startswith("http://") and bool(self.token_env or self.password_env)


class Query(Section):
    """What one objective counts: ``total``, and either ``bad`` or ``good``.

    Each is a selector or an expression, see ``promql.py``. ``interval`` is how often samples are
    scraped: a reading is stale when its newest sample is older than two intervals.
    """

    total: Promql = Field(
        description="all valid events", examples=['http_requests_total{job="iot-hub"}']
    )
    bad: Promql | None = None
    good: Promql | None = None
    interval: Annotated[Span, AfterValidator(_interval)] = timedelta(minutes=1)

    @model_validator(mode="after")
    def _one_part(self) -> Self:
        if (self.bad is None) == (self.good is None):
            raise refused(
                "An objective needs either `bad` or `good` beside `total`.",
                fix='Write `bad`, such as `http_requests_total{job="iot-hub",code=~"5.."}`.',
            )
        return self

    @property
    def events(self) -> Events:
        """The expressions, ready to be filled in."""
        return Events(
            total=expression(self.total),
            part=expression(self.good or self.bad or ""),
            part_is_good=self.good is not None,
        )
