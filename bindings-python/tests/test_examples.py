"""The examples run, and do what they say."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from issuing import DRAFT, NOW, Body

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "python"
DATA = EXAMPLES.parents[1] / "core" / "tests" / "data"
BUNDLE = DATA / "trust.bundle"


def run(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, EXAMPLES / name, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=120,
    )


HEADER = ["supplier", "certificate", "from", "to", "data", "purpose"]
ROWS = [
    ["Nova", "nova.vc.jwt", "SG", "US", "contact", "payroll"],
    ["=HYPERLINK(\"http://evil\")", "", "JP", "GB", "contact", "payroll"],
    ["@SUM(A1)\x1b[31m", "missing.jwt", "SG", "US", "contact", ""],
    ["  -1+1", "damaged.jwt", "SG", "US", "contact; health", "payroll"],
    ["misspelt", "", "SG", "US", "contct", ""],
]


def suppliers(folder: Path, rows: list[list[str]]) -> Path:
    shutil.copy(DATA / "nova.vc.jwt", folder)
    (folder / "damaged.jwt").write_text((DATA / "nova.vc.jwt").read_text()[:-4] + "AAAA\n")
    path = folder / "suppliers.csv"
    with path.open("w", newline="") as out:
        csv.writer(out).writerows([HEADER, *rows])
    return path


def check(folder: Path, rows: list[list[str]]) -> list[dict[str, str]]:
    answers = folder / "answers.csv"
    done = run("check_suppliers.py", suppliers(folder, rows), answers, "--bundle", BUNDLE)
    assert done.returncode == 0, done.stderr
    assert done.stderr == "", "a bar is for terminals"
    with answers.open(newline="", encoding="utf-8") as source:
        return list(csv.DictReader(source))


def test_a_list_of_suppliers(tmp_path: Path) -> None:
    told = check(tmp_path, ROWS)
    assert len(told) == len(ROWS)
    nova, formula, missing, damaged, misspelt = told
    assert nova["verdict"] == "recognised" and nova["instrument"].endswith("/sg-reg12")
    assert formula["supplier"].startswith("'=HYPERLINK") and formula["verdict"] == "recognised"
    assert missing["verdict"] == "not checked" and "missing.jwt" in missing["reasons"]
    assert missing["supplier"].startswith("'@SUM") and "\x1b" not in missing["supplier"]
    assert damaged["code"] == "signature_invalid" and damaged["supplier"].startswith("'")
    assert misspelt["verdict"] == "not checked" and "contct" in misspelt["reasons"]


def test_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    whole = check(tmp_path, ROWS)
    answers = tmp_path / "answers.csv"
    lines = answers.read_bytes().splitlines(keepends=True)
    cut = b"".join(lines[:3]).replace(b"recognised", b"answered before") + lines[3][:7]
    answers.write_bytes(cut)
    resumed = check(tmp_path, ROWS)
    assert [row["verdict"] for row in resumed[:2]] == ["answered before"] * 2
    assert [row["code"] for row in resumed[2:]] == [row["code"] for row in whole[2:]]
    assert check(tmp_path, ROWS) == resumed
    answers.write_text("other,columns\r\n")
    done = run("check_suppliers.py", tmp_path / "suppliers.csv", answers, "--bundle", BUNDLE)
    assert done.returncode != 0 and "other columns" in done.stderr


def test_open_corridors_are_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    picture = tmp_path / "corridors.png"
    done = run("open_corridors.py", BUNDLE, DATA / "nova.vc.jwt", picture)
    assert done.returncode == 0, done.stderr
    assert "corridors are open" in done.stdout
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_body_certifies_suspends_and_revokes(tmp_path: Path) -> None:
    done = run("certify.py", tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "certified: valid",
        "suspended: refused, suspended",
        "reinstated: valid",
        "revoked: refused, revoked",
    ]


def test_a_service_verifies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fastapi", reason="fastapi is not installed")
    testing = pytest.importorskip("fastapi.testclient", reason="httpx is not installed")
    body = Body()
    at = NOW.now(NOW.tzinfo).replace(microsecond=0)
    token = body.issuer.certificate(DRAFT, status=[body.revocations.allocate()], at=at)
    body.bundle(at).save(tmp_path / "trust.bundle")
    monkeypatch.setenv("TEGATA_BUNDLE", os.fspath(tmp_path / "trust.bundle"))
    monkeypatch.syspath_prepend(EXAMPLES)
    sys.modules.pop("service", None)
    import service  # type: ignore[import-not-found, unused-ignore]

    client: Any = testing.TestClient(service.app)
    good = client.post("/verify", content=token + "\n")
    assert (good.status_code, good.json()["verdict"]) == (200, "valid")
    bad = client.post("/verify", content=b"\xff")
    assert (bad.status_code, bad.json()["code"]) == (422, "token_malformed")
    assert json.loads(bad.text)["format"] == "tegata.report/1"
    assert client.post("/verify", content=b"A" * ((1 << 20) + 1)).status_code == 413
