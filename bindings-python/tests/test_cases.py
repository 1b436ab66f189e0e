"""The case files that may be beside the project: one input, one fault each."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import cases
import pytest
import vectors

from tegata import Refused, TegataError

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "cases"
CASES = list(cases.read(FOLDER)) if FOLDER.is_dir() else []
OPEN = [case for case in CASES if cases.skipped(case)]

pytestmark = pytest.mark.skipif(not CASES, reason="../shared/cases is not beside the project")


@pytest.fixture(scope="module")
def exceptions(project: Path) -> dict[str, str]:
    listed = json.loads((project / "test-vectors" / "exceptions.json").read_bytes())
    return {known["id"]: known["answer"] for known in listed}


@pytest.mark.parametrize(
    "case", [case for case in CASES if case not in OPEN], ids=lambda case: str(case["id"])
)
def test_the_answer_is_of_the_expected_class(
    case: dict[str, Any], exceptions: dict[str, str]
) -> None:
    answer, shown = ask(case)
    expected = [case["expect"], *case.get("also", [])]
    if case["id"] in exceptions:
        expected = [exceptions[case["id"]]]
    assert answer in expected
    for hostile in case.get("output_must_not_contain", []):
        assert hostile not in shown


def ask(case: dict[str, Any]) -> tuple[str, str]:
    """The answer, and everything that would be shown."""
    vector = cases.vector(case)
    try:
        verifier = vectors.verifier(FOLDER, vector)
    except TegataError as mistake:
        assert not isinstance(mistake, Refused)
        return f"reject:{mistake.code}", str(mistake)
    report = vectors.report(verifier, vector)
    headline = report.headline
    answer = f"reject:{headline.class_}" if headline else "accept"
    shown = [report.to_json(), report.explain(), report.explain("ja"), report._repr_html_()]
    return answer, "\n".join([*shown, repr(report), repr(report.certificate)])


def test_reports_on_cases_are_those_of_rust_byte_for_byte(project: Path, tmp_path: Path) -> None:
    written = os.environ.get("TEGATA_CASE_REPORTS")
    if written:
        lines = Path(written).read_text().splitlines()
    else:
        from test_vectors import rust_reports

        cases.write(FOLDER, tmp_path)
        lines = list(rust_reports(project, tmp_path))
    asked = {case["id"]: cases.vector(case) for case in CASES if case not in OPEN}
    assert len(lines) == len(asked)
    for line in lines:
        told = json.loads(line)
        vector = asked[told["id"].removeprefix("cases/")]
        if "error" in told:
            with pytest.raises(TegataError) as mistake:
                vectors.verifier(FOLDER, vector)
            assert mistake.value.code == told["error"]
        else:
            report = vectors.report(vectors.verifier(FOLDER, vector), vector)
            assert report.to_json() == told["report"], told["id"]


@pytest.mark.skipif(not OPEN, reason="no case is left open")
def test_cases_that_are_left_open() -> None:
    reasons = {str(cases.skipped(case)) for case in OPEN}
    pytest.skip(f"{len(OPEN)} cases: {'; '.join(sorted(reasons))}")
