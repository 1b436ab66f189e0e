"""Whatever a program hands over: a clear exception, never a crash."""

from __future__ import annotations

import io
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from datetime import date, datetime, timezone
from typing import Any

import pytest
from issuing import DRAFT, NOW, Body

from tegata import (
    Clocks,
    InvalidDocument,
    InvalidKey,
    InvalidPolicy,
    Issuer,
    Pack,
    Policy,
    Refused,
    Signer,
    StatusList,
    TegataError,
    Transfer,
    TrustBundle,
    Verifier,
    inspect,
    printable,
)


@pytest.mark.parametrize(
    "wrong", [None, 1, 1.5, object(), [b"token"], {"token": 1}, io.BytesIO(b"x"), range(3)]
)
def test_no_token(verifier: Verifier, wrong: Any) -> None:
    for call in (verifier.open, verifier.authenticate, verifier.verify, inspect, printable):
        with pytest.raises(TypeError, match="expected str, bytes, bytearray or memoryview"):
            call(wrong)


@pytest.mark.parametrize(
    "token", ["", b"", "\ud800", b"\xff\xfe", "a.b.c", "\0", b"\0" * 100, "é" * 1000, "~" * 5000]
)
def test_hostile_tokens_are_refused(verifier: Verifier, token: str | bytes) -> None:
    for call in (verifier.open, verifier.authenticate, verifier.verify):
        with pytest.raises(Refused) as no:
            call(token)
        assert no.value.report.to_dict()["verdict"] == "refused"


def test_a_huge_token_is_refused_quickly(verifier: Verifier) -> None:
    token = b"A" * (256 << 20)
    start = time.monotonic()
    with pytest.raises(Refused) as no:
        verifier.authenticate(token)
    assert no.value.report.findings[0].class_ == "limit_exceeded"
    assert time.monotonic() - start < 5


def test_a_released_buffer(verifier: Verifier, token: bytes) -> None:
    view = memoryview(token)
    view.release()
    with pytest.raises(ValueError, match="released"):
        verifier.authenticate(view)


def test_closed_files_are_no_paths(tmp_path: Any) -> None:
    path = tmp_path / "empty"
    with path.open("w") as closed:
        pass
    for call in (TrustBundle.load, StatusList.load, Signer.load):
        with pytest.raises(TypeError):
            call(closed)
    with pytest.raises(TegataError):
        TrustBundle.load(tmp_path)
    with pytest.raises(TegataError):
        TrustBundle.load("\0")


@pytest.mark.parametrize("naive", [datetime(2026, 1, 1), datetime.min, datetime.max])
def test_naive_instants(verifier: Verifier, transfer: Transfer, naive: datetime) -> None:
    for call in (
        lambda: Clocks.at(naive),
        lambda: Clocks(naive, NOW),
        lambda: TrustBundle(created_at=naive),
        lambda: verifier.period(transfer, since=naive),
        lambda: Transfer("SG", "US", begun_at=naive),
        lambda: verifier.day_of(transfer, naive),
    ):
        with pytest.raises(ValueError, match="time zone"):
            call()


def test_no_instants_at_all() -> None:
    for wrong in ("2026-01-01T00:00:00Z", 0, None, date(2026, 1, 1)):
        with pytest.raises(TypeError):
            Clocks.at(wrong)  # type: ignore[arg-type]


def test_an_instant_that_lies() -> None:
    class Liar(datetime):
        def isoformat(self, *_: Any, **__: Any) -> str:
            return "yesterday"

    with pytest.raises(ValueError, match="yesterday"):
        Clocks.at(Liar(2026, 1, 1, tzinfo=timezone.utc))


def test_words_of_closed_lists() -> None:
    with pytest.raises(ValueError, match="there is no \"contct\""):
        Transfer("SG", "US", data="contct")
    with pytest.raises(ValueError, match="expected controller"):
        Transfer("SG", "US", role="boss")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="expected ES256"):
        Signer.generate("HS256")  # type: ignore[arg-type]
    with pytest.raises(InvalidKey):
        Signer.generate("PS256")
    with pytest.raises(ValueError, match="revocation, suspension or token"):
        StatusList("https://x.example", "expiry")  # type: ignore[arg-type]
    with pytest.raises(InvalidPolicy):
        Policy(algorithms=["none"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="unexpected keyword"):
        Policy(stauts="allow_absent")  # type: ignore[call-arg]


def test_numbers_out_of_range() -> None:
    with pytest.raises(ValueError, match="more than 9007199254740991 persons"):
        Transfer("SG", "US", volume_sensitive=1 << 53)
    for wrong in (-1, 1 << 64, 10**5000):
        with pytest.raises((OverflowError, ValueError)):
            Transfer("SG", "US", volume=wrong)
        with pytest.raises((TypeError, OverflowError, ValueError)):
            StatusList("https://x.example", "token").revoke(wrong)


def test_certificates_are_certificates(verifier: Verifier, transfer: Transfer) -> None:
    for wrong in ([None], ["token"], [transfer], 7):
        with pytest.raises(TypeError):
            verifier.decide(transfer, wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Verifier("trust.bundle")  # type: ignore[arg-type]

    with pytest.raises(ZeroDivisionError):
        verifier.decide(transfer, (number // 0 for number in [1]))  # type: ignore[misc]
    assert verifier.decide(transfer, iter(())).verdict


@pytest.mark.parametrize(
    "document",
    ["", "{", "[7]", b"\xff", "\ud800", '{"a":1,"a":2}', "[" * 10_000, "1e999", {"a": 1}],
)
def test_documents_that_are_none(document: Any) -> None:
    readers: list[Callable[[Any], object]] = [
        TrustBundle.from_json,
        Policy.from_json,
        Transfer.from_json,
        Pack.from_json,
        StatusList.from_json,
        Signer.from_jwk,
    ]
    for read in readers:
        with pytest.raises((InvalidDocument, InvalidPolicy, InvalidKey, TegataError, ValueError)):
            read(document)


def test_a_subject_with_the_same_member_twice() -> None:
    with pytest.raises(InvalidDocument):
        Body().issuer.statement("Regime", url="https://x.example", subject='{"id":"a","id":"b"}')


def test_mappings_that_are_no_json() -> None:
    circular: dict[str, Any] = {}
    circular["self"] = circular
    for wrong in (circular, {"a": float("nan")}, {"a": object()}, {"a": {1, 2}}):
        with pytest.raises((ValueError, TypeError)):
            Policy.from_json(wrong)


def failing(raised: BaseException) -> Callable[[bytes], bytes]:
    def sign(_: bytes) -> bytes:
        raise raised

    return sign


def issued_with(sign: Any, public: Signer | None = None) -> str:
    key = public or Signer.generate()
    body = Body(signer=Signer.from_callable(sign, public_key=key.public_key))
    return body.issuer.certificate(DRAFT, status=[body.revocations.allocate()], at=NOW)


def test_a_callable_that_raises_is_the_cause() -> None:
    raised = ConnectionError("the HSM does not answer")
    with pytest.raises(TegataError) as failed:
        issued_with(failing(raised))
    assert failed.value.code == "machine"
    assert failed.value.__cause__ is raised


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_what_is_no_exception_goes_through(stop: type[BaseException]) -> None:
    with pytest.raises(stop):
        issued_with(failing(stop()))


@pytest.mark.parametrize(
    "rubbish", [None, "text", b"", b"\0" * 64, b"\xff" * 64, b"x" * 10_000_000, 7, [1, 2]]
)
def test_a_callable_that_returns_rubbish(rubbish: Any) -> None:
    with pytest.raises(TegataError) as failed:
        issued_with(lambda _: rubbish)
    assert failed.value.code == "machine"


def test_a_callable_with_another_key() -> None:
    with pytest.raises(TegataError, match="does not verify"):
        issued_with(Signer.generate().sign, public=Signer.generate())


def test_a_callable_that_calls_back_in(verifier: Verifier, token: bytes) -> None:
    key = Signer.generate()

    def sign(message: bytes) -> bytes:
        verifier.authenticate(token)
        other = Body()
        other.issuer.certificate(DRAFT, status=[other.revocations.allocate()], at=NOW)
        return key.sign(message)

    assert issued_with(sign, public=key)


def test_a_signer_needs_a_public_key() -> None:
    with pytest.raises(TypeError, match="cannot be called"):
        Signer.from_callable(7, public_key={})  # type: ignore[arg-type]
    with pytest.raises(InvalidKey):
        Signer.from_callable(bytes, public_key={})
    with pytest.raises(TypeError):
        Issuer("did:web:x.example", bytes)  # type: ignore[arg-type]


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_interpreter_may_end_while_threads_ask() -> None:
    done = run("""
        import threading
        from tegata import Transfer, TrustBundle, Verifier
        verifier = Verifier(TrustBundle.embedded())
        def ask():
            while True:
                verifier.decide(Transfer("JP", "GB", data="contact"))
        for _ in range(3):
            threading.Thread(target=ask, daemon=True).start()
        verifier.decide(Transfer("SG", "US"))
    """)
    assert done.returncode == 0, done.stderr


def test_objects_may_outlive_their_module() -> None:
    done = run("""
        import atexit, tegata
        verifier = tegata.Verifier(tegata.TrustBundle.embedded())
        class Late:
            def __del__(self):
                print(verifier.decide(tegata.Transfer("JP", "GB")).verdict)
        late = Late()
        atexit.register(lambda: print(verifier.decide(tegata.Transfer("JP", "GB")).verdict))
    """)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="no fork here")
def test_a_forked_child_answers_and_signs() -> None:
    done = run("""
        import os
        from tegata import Signer, Transfer, TrustBundle, Verifier
        verifier = Verifier(TrustBundle.embedded())
        signer = Signer.generate()
        before = verifier.decide(Transfer("JP", "GB")).verdict
        child = os.fork()
        if child == 0:
            same = verifier.decide(Transfer("JP", "GB")).verdict == before
            key = Signer.generate()
            os._exit(0 if same and key.thumbprint != signer.thumbprint and signer.sign(b"m") else 1)
        other = Signer.generate()
        raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    """)
    assert done.returncode == 0, done.stderr


def test_a_subinterpreter_is_refused() -> None:
    done = run("""
        try:
            import _interpreters as interpreters
        except ImportError:
            try:
                import _xxsubinterpreters as interpreters
            except ImportError:
                raise SystemExit(77)
        import tegata
        inside = interpreters.create()
        try:
            told = str(interpreters.run_string(inside, "import tegata"))
        except Exception as error:
            told = str(error)
        assert "ImportError" in told and "subinterpreters" in told, told
    """)
    if done.returncode == 77:
        pytest.skip("this Python has no module for sub-interpreters")
    assert done.returncode == 0, done.stderr
