"""Burn alerts: a threshold that an objective can never reach would be a silent alert."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.config.problems import Remark, Where
from bot.config.reading import unknown
from bot.model.burn import ALERTS, highest_burn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from bot.config.file import SloSection
    from bot.config.reading import Reading

_NAMES = tuple(alert.name for alert in ALERTS)


def problems(reading: Reading) -> Iterator[Remark]:
    """Explicit thresholds that can never fire."""
    for at, slo in reading.slos:
        for name, threshold in slo.alerts.items():
            where = (*at, "alerts", name)
            if name not in _NAMES:
                yield _no_alert(name, where)
            elif not threshold.is_finite() or threshold <= 0:
                yield Remark(where, "A burn threshold is above 0.", "Write one such as `14.4`.")
            elif reading.doubtful(*at, "target"):
                continue
            elif threshold >= highest_burn(slo.target):
                yield Remark(
                    where,
                    f"A{_arithmetic(slo)[1:]}, so {_short(threshold)} can never fire.",
                    f"Write less than {_short(highest_burn(slo.target))}, or remove the line.",
                )


def notices(reading: Reading) -> Iterator[Remark]:
    """Default thresholds that can never fire, and are left out."""
    for at, slo in reading.slos:
        for alert in ALERTS:
            threshold = alert.default_threshold(slo.window)
            if alert.name in slo.alerts or threshold < highest_burn(slo.target):
                continue
            yield Remark(
                at,
                f"The `{alert.name}` alert is left out: {_arithmetic(slo)}, so its default "
                f"threshold of {_short(threshold)} can never fire.",
                f"Write `alerts: {{{alert.name}: …}}` below {_short(highest_burn(slo.target))} to "
                "have it.",
            )


def _no_alert(name: str, where: Where) -> Remark:
    remark = unknown(name, "alerts", _NAMES, at=where)
    listed = ", ".join(f"`{each}`" for each in _NAMES)
    fix = remark.fix if "mean" in remark.fix else f"The alerts are {listed}."
    return Remark(where, "There is no such alert.", fix)


def _arithmetic(slo: SloSection) -> str:
    return (
        f"at {_plain(slo.target * 100)}% the highest possible burn is "
        f"1/(1 − {_plain(slo.target)}) = {_short(highest_burn(slo.target))}"
    )


def _short(burn: Decimal) -> str:
    return f"{burn:.2f}".rstrip("0").rstrip(".")


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
