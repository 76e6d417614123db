"""What Rapport tells Prometheus about itself, at ``/metrics``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client import Metric

    from bot.budgets import Budgets
    from bot.delivery import Delivery
    from bot.due_work import DueWork
    from bot.ports.clock import Clock
    from bot.ports.store import AuditEntry

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 5, 10)


class Metrics:
    """Requests by verb and outcome, their latency, and how each source is doing."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "rapport_requests",
            "Requests answered, by verb and outcome.",
            ("platform", "verb", "outcome"),
            registry=self._registry,
        )
        self._latency = Histogram(
            "rapport_request_seconds",
            "From arrival at the core to the answer.",
            ("platform",),
            buckets=_BUCKETS,
            registry=self._registry,
        )

    def observe(self, entry: AuditEntry) -> None:
        """Count one request."""
        count, latency = self._of(entry.platform, entry.verb or "unknown", entry.outcome)
        count.inc()
        latency.observe(entry.milliseconds / 1000)

    @cache  # noqa: B019 - there is one of these a process, and looking labels up costs as much again
    def _of(self, platform: str, verb: str, outcome: str) -> tuple[Counter, Histogram]:
        return self._requests.labels(platform, verb, outcome), self._latency.labels(platform)

    def watch(self, budgets: Budgets, clock: Clock) -> None:
        """Tell the age and the errors of every source from here on."""
        self._registry.register(_Sources(budgets, clock))

    def watch_unasked(self, work: DueWork, delivery: Delivery) -> None:
        """Tell what is due, and what waits to be sent, from here on."""
        self._registry.register(_Unasked(work, delivery))

    def text(self) -> bytes:
        """All of it in Prometheus' text format."""
        return generate_latest(self._registry)


class _Sources(Collector):
    """Reads the sources' health when it is asked for, not when it changes."""

    def __init__(self, budgets: Budgets, clock: Clock) -> None:
        self._budgets = budgets
        self._clock = clock

    def collect(self) -> Iterator[Metric]:
        """One age and one error count an objective's source."""
        now = self._clock.now()
        age = GaugeMetricFamily(
            "rapport_source_age_seconds",
            "Age of the newest sample that was read, by objective.",
            labels=("source", "slo"),
        )
        errors = CounterMetricFamily(
            "rapport_source_errors",
            "Times that a source did not answer, by objective.",
            labels=("source", "slo"),
        )
        for slo, health in self._budgets.health.items():
            if health.as_of is not None:
                age.add_metric((health.source, slo), (now - health.as_of).total_seconds())
            errors.add_metric((health.source, slo), health.errors)
        yield age
        yield errors


class _Unasked(Collector):
    """What happens unasked, as it was counted when it was looked for last."""

    def __init__(self, work: DueWork, delivery: Delivery) -> None:
        self._work = work
        self._delivery = delivery

    def collect(self) -> Iterator[Metric]:
        """What is late, what waits, what this process has sent or given up."""
        yield GaugeMetricFamily(
            "rapport_due_late", "What is due and was not begun.", value=self._work.late
        )
        waiting = GaugeMetricFamily(
            "rapport_outbox_waiting", "Messages that are still to be sent.", labels=("platform",)
        )
        sent = CounterMetricFamily(
            "rapport_outbox_sent", "Messages that this process has sent.", labels=("platform",)
        )
        failed = CounterMetricFamily(
            "rapport_outbox_failed", "Messages that it has given up.", labels=("platform",)
        )
        for platform, route in self._delivery.routes.items():
            waiting.add_metric((platform,), route.waiting)
            sent.add_metric((platform,), route.sent)
            failed.add_metric((platform,), self._delivery.failed[platform])
        yield from (waiting, sent, failed)
