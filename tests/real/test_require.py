import pytest

from tests.real.require import require_real


@pytest.fixture(autouse=True)
def _nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


def test_a_missing_program_skips_the_test_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("RAPPORT_REQUIRE_REAL", raising=False)
    with pytest.raises(pytest.skip.Exception) as skipped:
        require_real("promtool")
    assert str(skipped.value) == "promtool is not installed: apt-get install prometheus"


def test_a_missing_program_fails_where_real_parts_are_required(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RAPPORT_REQUIRE_REAL", "1")
    with pytest.raises(pytest.fail.Exception, match="prometheus is not installed: apt-get"):
        require_real("prometheus")
