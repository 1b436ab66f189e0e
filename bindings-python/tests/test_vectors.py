"""The project's test vectors: the answers, and the very bytes of the reports."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import vectors

from tegata import Conditional, Permit, Refused, TegataError, Undetermined

FOLDER = Path(__file__).resolve().parents[2] / "test-vectors" / "vectors"
FILES = sorted(path for path in FOLDER.glob("*/*.json") if path.parent.name != "worlds")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_answer_is_the_expected_one(path: Path) -> None:
    vector = vectors.read(path)
    expected = vector["expect"]
    if "error" in expected:
        with pytest.raises(TegataError) as mistake:
            vectors.verifier(FOLDER, vector)
        assert mistake.value.code == expected["error"]
        assert not isinstance(mistake.value, Refused)
        return
    verifier = vectors.verifier(FOLDER, vector)
    problems = {d.url: d.problem.code for d in verifier.bundle.documents if d.problem}
    assert problems == expected.get("documents", {})
    report = vectors.report(verifier, vector)
    assert report.verdict == expected["verdict"]
    assert report.code == expected.get("code", "ok")
    assert set(expected.get("findings", [])) <= {finding.code for finding in report.findings}
    told = report.to_dict()
    assert told.get("instrument", {}).get("id") == expected.get("instrument")
    if "nextChange" in expected:
        assert report.next_change == vectors.instant(expected["nextChange"])
    if "freshUntil" in expected:
        assert report.fresh_until == vectors.instant(expected["freshUntil"])
    if "considered" in expected:
        assert [one["instrument"] for one in told["considered"]] == expected["considered"]


KINDS = {"indeterminate": Undetermined, "conditional": Conditional}


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.parent.name.startswith("decide-")],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
def test_a_permit_is_given_for_a_yes_and_nothing_else(path: Path) -> None:
    vector = vectors.read(path)
    decision = vectors.decision(vectors.verifier(FOLDER, vector), vector)
    if decision.verdict in ("recognised", "not_restricted"):
        assert isinstance(decision.permit(), Permit)
        return
    with pytest.raises(Refused) as no:
        decision.permit()
    assert type(no.value) is KINDS.get(decision.verdict, Refused)


def test_there_are_vectors() -> None:
    assert len(FILES) >= 696


def test_reports_are_those_of_rust_byte_for_byte(project: Path) -> None:
    compared = 0
    for line in rust_reports(project, FOLDER):
        told = json.loads(line)
        vector = vectors.read(FOLDER / f"{told['id']}.json")
        if "error" in told:
            with pytest.raises(TegataError) as mistake:
                vectors.verifier(FOLDER, vector)
            assert mistake.value.code == told["error"], told["id"]
        else:
            report = vectors.report(vectors.verifier(FOLDER, vector), vector)
            assert report.to_json() == told["report"], told["id"]
        compared += 1
    assert compared == len(FILES)


def rust_reports(project: Path, folder: Path) -> Iterator[str]:
    """What the Rust side reports on a folder of vectors, one JSON object a line."""
    if folder == FOLDER and (written := os.environ.get("TEGATA_REPORTS")):
        yield from Path(written).read_text().splitlines()
        return
    cargo = shutil.which("cargo")
    if cargo is None:
        pytest.skip("cargo is not here to ask the Rust side")
    command = [cargo, "run", "--locked", "--quiet", "-p", "tegata-vectors", "--bin", "reports"]
    told = subprocess.run(
        [*command, "--", os.fspath(folder)], cwd=project, check=True, stdout=subprocess.PIPE
    )
    yield from told.stdout.decode().splitlines()
