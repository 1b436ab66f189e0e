"""What the documentation shows is what happens."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import tegata


def test_the_package_tells_the_truth() -> None:
    told = doctest.testmod(tegata)
    assert told.attempted > 3 and told.failed == 0


def test_the_page_tells_the_truth(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    page = project / "docs" / "python.md"
    told = doctest.testfile(
        str(page),
        module_relative=False,
        encoding="utf-8",
    )
    assert told.attempted > 40 and told.failed == 0
    fenced = re.findall(r"^```(\w+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(fenced) == {"console", "pycon"}, "every program on the page is run"


def test_the_first_ten_lines(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    [program] = re.findall(r"```python\n(.*?)```", (project / "README.md").read_text(), re.DOTALL)
    exec(program, {})
    told = capsys.readouterr().out
    assert told.startswith("Nova Inc. may receive it under Singapore")
