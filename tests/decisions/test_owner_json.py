"""``rapport ask --json "owner …"``, run as a process: what machines read; its keys are promised."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.terminal.running import ROOT, Rapport

if TYPE_CHECKING:
    from pathlib import Path

PROMISED = {
    "decision": str,
    "approver": str,
    "delegate": str,
    "driver": str,
    "contributors": list,
    "informed": list,
    "veto": list,
    "basis": str,
    "effective": str,
    "expires": str,
    "state": str,
}


@pytest.fixture
def rapport(tmp_path: Path) -> Rapport:
    """The command line beside a copy of the example's app.yaml."""
    shutil.copy(ROOT / "app.yaml", tmp_path)
    return Rapport(tmp_path)


def data(rapport: Rapport, *words: str) -> dict[str, Any]:
    ran = rapport("ask", "--json", *words)
    assert ran.err == ""
    found: dict[str, Any] = json.loads(ran.out)["data"]
    return found


def test_the_first_right_is_by_itself_and_all_of_them_are_in_a_list(rapport: Rapport) -> None:
    found = data(rapport, "owner iot-hub prioritization")
    for key, kind in PROMISED.items():
        assert type(found[key]) is kind, key
    assert {key: found[key] for key in PROMISED} == {
        key: found["rights"][0][key] for key in PROMISED
    }
    assert [each["decision"] for each in found["rights"]] == [
        "repair-items",
        "sre-projects",
        "hybrid-items",
    ]
    assert all(each.keys() >= PROMISED.keys() for each in found["rights"])
    for key in ("effective", "expires"):
        assert datetime.fromisoformat(found[key]).utcoffset() is not None


def test_where_nobody_decides_the_keys_are_there_and_name_nobody(rapport: Rapport) -> None:
    found = data(rapport, "owner iot-hub capacity")
    assert found["state"] == "expired"
    nobody = ("approver", "delegate", "driver", "basis", "effective", "expires")
    assert [found[key] for key in nobody] == [None] * len(nobody)
    assert (found["contributors"], found["informed"], found["veto"]) == ([], [], [])
    assert datetime.fromisoformat(found["unowned_since"]).isoformat().startswith("2026-09-30T22:00")


def test_of_an_error_there_is_no_right(rapport: Rapport) -> None:
    found = data(rapport, "owner iot-hub frezee")
    assert found["error"]["code"] == "not_found"
    assert "rights" not in found


def test_the_operator_reads_and_changes_nothing(rapport: Rapport) -> None:
    said = 'owner propose iot-hub freeze approver=@carol reason="she plans both"'
    assert data(rapport, said)["error"]["code"] == "not_allowed"
    assert data(rapport, "owner iot-hub freeze")["approver"] == "bob"
