"""When Microsoft gives us no token, people are told what to look at."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from adapters.teams.bearer import Bearer
from adapters.teams.settings import Settings
from bot.errors import SourceUnavailable
from tests.fakes.clock import FixedClock
from tests.fakes.entra import App, Door, FakeEntra
from tests.fakes.entra.tokens import refusal
from tests.fakes.entra.trouble import answers

SECRET = App().secret
NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
async def entra() -> AsyncIterator[FakeEntra]:
    async with FakeEntra() as entra:
        yield entra


async def token(entra: FakeEntra, *, patience: float, **others: str) -> str:
    """A token, with some of the settings other ones."""
    settings = Settings.model_validate(entra.settings(**others))
    async with aiohttp.ClientSession() as session:
        bearer = Bearer(session, settings, SECRET, clock=FixedClock(), patience=patience)
        return await bearer.token()


async def failure(entra: FakeEntra, *, patience: float = 60, **others: str) -> SourceUnavailable:
    """What is said when there is none."""
    with pytest.raises(SourceUnavailable) as raised:
        await token(entra, patience=patience, **others)
    return raised.value


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html>Sign in to the hotel's network</html>",
        "[]",
        "null",
        "{}",
        '{"access_token": "good"}',
        '{"access_token": null, "expires_in": 3599}',
        '{"access_token": "", "expires_in": 3599}',
        '{"access_token": "a\\r\\nb", "expires_in": 3599}',
        '{"access_token": "good", "expires_in": 0}',
        '{"access_token": "good", "expires_in": -1}',
        '{"access_token": "good", "expires_in": "soon"}',
        '{"access_token": "good", "expires_in": Infinity}',
        '{"access_token": "good", "expires_in": 1e300}',
    ],
)
async def test_an_answer_without_a_token_says_who_may_have_given_it(
    entra: FakeEntra, body: str
) -> None:
    entra.trouble[Door.TOKEN] = answers(200, body)

    said = await failure(entra)

    assert said.next_step == "Look at platforms.teams.login_url, and at proxies on the way there."


@pytest.mark.parametrize(
    ("wrong", "said", "next_step"),
    [
        ({"tenant": NOBODY}, "there is no such tenant", "platforms.teams.tenant"),
        ({"app_id": NOBODY}, "the tenant does not know the app", "platforms.teams.app_id"),
        ({"issuer": "https://api.botframework.us"}, "(invalid_scope ", "platforms.teams"),
    ],
)
async def test_wrong_settings_are_named(
    entra: FakeEntra, wrong: dict[str, str], said: str, next_step: str
) -> None:
    failed = await failure(entra, patience=60, **wrong)

    assert said in failed.message
    assert next_step in str(failed.next_step)


@pytest.mark.parametrize(
    ("error", "code", "said", "next_step"),
    [
        ("invalid_client", 7000222, "the client secret has expired", "Make a new client secret"),
        ("invalid_client", 7000215, "the client secret is wrong", "the secret's value, not its id"),
        ("invalid_client", 999, "the client secret is not good", "Make a new client secret"),
        ("unauthorized_client", 700016, "the tenant does not know the app", "teams.app_id"),
        ("unauthorized_client", 7000229, "the app is not part of", "Have an administrator add"),
        ("unauthorized_client", 999, "the app may not ask for one", "platforms.teams.app_id"),
        ("access_denied", 53003, "Conditional Access forbids it", "Ask an administrator"),
        ("unheard_of", 999, "it does not like what we ask", "platforms.teams.app_id"),
    ],
)
async def test_refusals_say_what_to_look_at(
    entra: FakeEntra, error: str, code: int, said: str, next_step: str
) -> None:
    entra.trouble[Door.TOKEN] = lambda: refusal(error, code, "In Microsoft's words.", 401)

    failed = await failure(entra)

    assert said in failed.message
    assert f"({error} AADSTS{code})" in failed.message
    assert "In Microsoft's words" not in failed.message
    assert next_step in str(failed.next_step)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, "<html>"),
        (400, "[" * 100_000),
        (403, '{"error": {"code": 5}}'),
        (404, "[]"),
        (302, ""),
        (418, '{"error": "<script>", "error_description": 5}'),
    ],
)
async def test_refusals_in_other_words_are_told_by_their_status(
    entra: FakeEntra, status: int, body: str
) -> None:
    entra.trouble[Door.TOKEN] = answers(status, body)

    assert f"(HTTP {status})" in (await failure(entra)).message


async def test_a_redirect_is_not_followed_for_the_secret_would_go_along(entra: FakeEntra) -> None:
    there = f"{entra.login_url}{entra.app.tenant}/oauth2/v2.0/token"
    entra.trouble[Door.TOKEN] = lambda: web.Response(status=307, headers={"Location": there})

    await failure(entra)

    assert entra.asked[Door.TOKEN] == 1


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_busy_login_is_to_be_asked_again_later(entra: FakeEntra, status: int) -> None:
    entra.trouble[Door.TOKEN] = answers(status, '{"error": "invalid_client"}')

    failed = await failure(entra)

    assert "cannot answer just now" in failed.message
    assert "in a minute" in str(failed.next_step)


async def test_silence_is_told_from_refusals(entra: FakeEntra) -> None:
    with entra.hold(Door.TOKEN):
        assert "does not answer" in (await failure(entra, patience=0.05)).message


async def test_broken_lines_are_told_from_refusals(entra: FakeEntra) -> None:
    nowhere = "http://127.0.0.1:1/"

    assert "does not answer" in (await failure(entra, login_url=nowhere)).message
