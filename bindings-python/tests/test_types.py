"""The stub: complete, true, and of use to those who check their programs."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

import tegata
from tegata import _tegata

STUB = Path(tegata.__file__).with_name("_tegata.pyi")

needs_mypy = pytest.mark.skipif(
    importlib.util.find_spec("mypy") is None, reason="mypy is not installed"
)


def mypy(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=cwd, capture_output=True, text=True, timeout=300
    )


def checked(program: str, folder: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    (folder / "program.py").write_text(program)
    return mypy("mypy", "--strict", *flags, "program.py", cwd=folder)


QUESTION = """\
from tegata import Transfer, TrustBundle, Verifier

verifier = Verifier(TrustBundle.embedded())
decision = verifier.decide(Transfer("JP", "GB", data="contact"))
"""


@needs_mypy
def test_a_sound_program_is_sound(tmp_path: Path) -> None:
    program = QUESTION + "print(decision.permit().instrument.upper())\n"
    done = checked(program, tmp_path, "--warn-unreachable")
    assert done.returncode == 0, done.stdout


@needs_mypy
@pytest.mark.parametrize(
    "misuse",
    [
        "if verifier.decide(Transfer('JP', 'GB')):\n    print('go')\n",
        "if decision:\n    print('go')\n",
        "if not decision:\n    raise SystemExit\nprint('go')\n",
        "if decision.report:\n    print('go')\n",
    ],
)
def test_a_decision_is_no_condition(misuse: str, tmp_path: Path) -> None:
    done = checked(QUESTION + misuse, tmp_path, "--warn-unreachable")
    assert done.returncode == 1, done.stdout
    assert "unreachable" in done.stdout


@needs_mypy
@pytest.mark.parametrize(
    "misuse",
    [
        "permitted: bool = decision",
        "decision.verdict == 'recognized'",
        "Transfer('JP', 'GB', role='boss')",
        "Transfer('JP', 'GB', purposes='payroll')",
        "verifier.authenticate(1)",
        "decision.report.next_change.year",
    ],
)
def test_mypy_finds_mistakes(misuse: str, tmp_path: Path) -> None:
    done = checked(f"{QUESTION}{misuse}\n", tmp_path)
    assert done.returncode == 1, done.stdout


@needs_mypy
def test_the_stub_is_what_is_there(tmp_path: Path) -> None:
    done = mypy("mypy.stubtest", "tegata", cwd=tmp_path)
    assert done.returncode == 0, done.stdout


@needs_mypy
def test_tests_and_examples_are_sound(project: Path) -> None:
    pytest.importorskip("fastapi", reason="fastapi is not installed")
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    done = mypy("mypy", "tests", "../examples/python", cwd=project / "bindings-python")
    assert done.returncode == 0, done.stdout


def test_every_public_name_says_what_it_is() -> None:
    """What the stub says is what `help` says."""
    for node in ast.parse(STUB.read_text()).body:
        if isinstance(node, ast.FunctionDef):
            same(node, getattr(_tegata, node.name), node.name)
        if isinstance(node, ast.ClassDef):
            cls = getattr(_tegata, node.name)
            same(node, cls, node.name)
            for member in node.body:
                if isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
                    found = cls.__dict__[member.name]
                    found = getattr(found, "__func__", found)
                    same(member, found, f"{node.name}.{member.name}")


def same(node: ast.FunctionDef | ast.ClassDef, found: object, name: str) -> None:
    told = ast.get_docstring(node)
    assert told, f"{name} has no docstring in the stub"
    assert told.split() == (found.__doc__ or "").split(), name


def test_the_package_is_marked_as_typed() -> None:
    assert STUB.with_name("py.typed").exists()
