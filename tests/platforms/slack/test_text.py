"""Words out of Slack's codes, and words in which its codes have no effect."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.text import cut, escape, literal, pieces, plain
from bot.stand_ins import StandIns

SIGNS = st.sampled_from("<>&*_`ab \n|") | st.characters(codec="utf-8")
TEXTS = st.lists(SIGNS | st.sampled_from(["https://", "http://x.example/a_b?c_d=1&e=_"])).map(
    "".join
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("budget iot-hub", "budget iot-hub"),
        ("page <@U1|bob>", "page @bob"),
        ("page <@U1>", "page @somebody"),
        ("budget <#C1|iot-hub>", "budget #iot-hub"),
        ("budget <#C1>", "budget #C1"),
        ("budget <#C1|>", "budget #C1"),
        ("see <https://example.com/a?b=1&amp;c=2>", "see https://example.com/a?b=1&c=2"),
        ("budget <http://iot-hub.io|iot-hub.io>", "budget iot-hub.io"),
        ("<mailto:bob@example.com|bob@example.com>", "bob@example.com"),
        ("<mailto:bob@example.com>", "bob@example.com"),
        ("<!here> <!channel> <!subteam^S1|@oncall>", "@here @channel @oncall"),
        ("<!date^1700000000^{date}|14 Nov>", "14 Nov"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
    ],
)
def test_slacks_codes_are_read_as_what_was_typed(typed: str, meant: str) -> None:
    assert plain(typed, StandIns()) == meant


@given(TEXTS)
def test_escaped_text_is_read_back_as_it_was(text: str) -> None:
    assert plain(escape(text), StandIns()) == text
    assert plain(literal(text), StandIns()).replace("\u200b", "") == text.replace("\u200b", "")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://x.slack.com/archives/C1/p1?thread_ts=1.2&cid=C1", "thread_ts=1.2&amp;cid=C1"),
        ("see https://x.example/a_b_c, and *that*.", "https://x.example/a_b_c"),
        ("https://x.slack.com/archives/C1/p1", "/archives/C1/p1"),
        ("(https://x.example/~me/)", "https://x.example/~me/"),
    ],
)
def test_an_address_can_be_followed_as_it_stands(text: str, address: str) -> None:
    (found,) = re.findall(r"<([^>]*)>", literal(text))
    assert found.endswith(address)
    assert plain(literal(text), StandIns()).replace("\u200b", "") == text


@given(text=TEXTS, most=st.integers(10, 60), markup=st.booleans())
def test_pieces_fit_and_lose_nothing_but_the_spaces_between_them(
    text: str, most: int, *, markup: bool
) -> None:
    found = list(pieces(text, most, markup=markup))

    assert all(0 < len(each) <= most for each in found)
    said = "".join(plain(each, StandIns()) for each in found).replace("\u200b", "")
    assert "".join(said.split()) == "".join(text.replace("\u200b", "").split())


@given(text=TEXTS, most=st.integers(2, 60))
def test_a_cut_is_visible_and_fits(text: str, most: int) -> None:
    short = cut(text, most)

    assert len(short) <= most
    assert short == escape(text) or short.endswith("…")
