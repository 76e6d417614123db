"""What app.yaml may say as a query, and how a window is filled in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from adapters.budgets.prometheus.promql import expression

WINDOW = "[{{.window}}]"
DAY = timedelta(days=1)


def refusal(text: str) -> tuple[str, str]:
    with pytest.raises(PydanticCustomError) as caught:
        expression(text)
    context = caught.value.context or {}
    return context["message"], context["fix"]


@pytest.mark.parametrize(
    "selector",
    [
        "http_requests_total",
        'http_requests_total{job="hub"}',
        '{__name__="http_requests_total", path="/a}b[5m]"}',
        "job:requests:total{path='\\'}'}",
        "up {job=`a{b`}",
    ],
)
def test_a_selector_is_counted_with_increase(selector: str) -> None:
    found = expression(f"  {selector}\n")
    assert found.over(DAY) == f"sum(increase({selector}[86400s]))"
    assert found.selectors == (selector,)


def test_an_expression_gets_the_window_wherever_it_looks_back() -> None:
    found = expression(
        f"sum(increase(a{WINDOW})) - sum(increase(b{{c='[5m]'}} [{{{{ .window }}}}]))"
    )
    assert found.over(DAY) == "sum(sum(increase(a[86400s])) - sum(increase(b{c='[5m]'} [86400s])))"
    assert found.selectors == ("a", "b{c='[5m]'}")


def test_a_comment_does_not_swallow_what_follows() -> None:
    found = expression(f"sum(increase(a{{b='#'}}{WINDOW})) # all of them")
    assert found.over(DAY) == "sum(sum(increase(a{b='#'}[86400s])))"


@pytest.mark.parametrize(
    ("text", "message", "fix"),
    [
        ("sum(increase(a[28d]))", "`[28d]` stands where the window belongs", "{{.window}}"),
        (f"increase(a{WINDOW}) + increase(b[5m])", "`[5m]` stands", "{{.window}}"),
        ("increase(a[{{window}}])", "`[{{window}}]` stands", "{{.window}}"),
        (f"max_over_time(b{WINDOW}[1h:5m])", "`[1h:5m]` stands", "{{.window}}"),
        (f"sum(rate(a{WINDOW}))", "`rate` gives events per second", "`increase`"),
        (f"sum(irate (a{WINDOW}))", "`irate` gives events per second", "`increase`"),
        ("sum(a)", "neither a selector nor an expression", "increase("),
        ("a offset 5m", "neither a selector nor an expression", "increase("),
        ('a{b="c"', "neither a selector nor an expression", "increase("),
        (f"(a + b){WINDOW}", "neither a selector nor an expression", "increase("),
        ("", "neither a selector nor an expression", "increase("),
    ],
)
def test_anything_else_is_refused_with_what_to_write(text: str, message: str, fix: str) -> None:
    said, mend = refusal(text)
    assert message in said
    assert fix in mend


@given(st.text(alphabet="ab_{}[]()=\"'`#\\{{.window}}5m ~,", max_size=40))
def test_whatever_is_written_is_understood_or_refused(text: str) -> None:
    try:
        found = expression(text)
    except PydanticCustomError:
        return
    assert "{{" not in found.over(DAY) or "{{" in "".join(found.selectors)
    assert all(selector in found.text for selector in found.selectors)


@given(name=st.from_regex(r"[a-z_]{1,9}", fullmatch=True), value=st.text(max_size=20))
def test_any_label_value_may_stand_in_a_selector(name: str, value: str) -> None:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    selector = f'{name}{{path="{escaped}"}}'
    assert expression(selector).over(DAY) == f"sum(increase({selector}[86400s]))"
