"""The four kinds of "not yes", and what they carry."""

from __future__ import annotations

from pathlib import Path

import pytest

import tegata
from tegata import (
    Conditional,
    Finding,
    InvalidDocument,
    InvalidKey,
    InvalidPolicy,
    Policy,
    Refused,
    Signer,
    TegataError,
    Transfer,
    TrustBundle,
    Undetermined,
    Verifier,
)
from tegata._tegata import _panic


def test_the_family() -> None:
    assert issubclass(Undetermined, Refused) and issubclass(Conditional, Refused)
    for kind in (Refused, InvalidDocument, InvalidPolicy, InvalidKey):
        assert issubclass(kind, TegataError)
        assert kind.__module__ == "tegata"
    assert not issubclass(InvalidPolicy, Refused)


def test_a_refusal_says_why(verifier: Verifier) -> None:
    with pytest.raises(Refused) as no:
        verifier.authenticate("no token")
    assert no.value.code == no.value.report.code == "token_malformed"
    assert no.value.report.verdict == "refused"
    assert isinstance(no.value.report.headline, Finding)
    assert str(no.value).startswith("refused: token_malformed: ")
    assert no.value.needs == ()


def test_mistakes_have_their_place() -> None:
    with pytest.raises(InvalidPolicy) as policy:
        Policy.from_json({"clockSkew": 1})
    assert policy.value.code == "config_invalid"
    assert "clockSkew" in str(policy.value)
    with pytest.raises(InvalidPolicy) as skew:
        Policy(clock_skew_seconds=301)
    assert skew.value.place == "/clockSkewSeconds"
    assert skew.value.advice
    with pytest.raises(InvalidDocument) as bundle:
        TrustBundle.from_json("{}")
    assert bundle.value.code == "bundle_invalid"
    with pytest.raises(InvalidKey) as key:
        Signer.from_jwk({"kty": "EC"})
    assert key.value.code == "key_invalid"
    with pytest.raises(InvalidPolicy):
        Transfer.from_json({"from": "SG", "to": "US", "importre": {}})


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(TegataError) as missing:
        TrustBundle.load(tmp_path / "missing.bundle")
    assert missing.value.code == "file"
    assert "missing.bundle" in missing.value.place


def test_a_panic_is_an_exception(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(TegataError) as failed:
        _panic()
    assert failed.value.code == "internal"
    assert isinstance(failed.value, Exception)
    assert "on purpose" in capfd.readouterr().err


def test_all_is_what_is_there() -> None:
    assert sorted(tegata.__all__) == tegata.__all__
    for name in tegata.__all__:
        assert getattr(tegata, name) is not None
