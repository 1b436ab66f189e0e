"""What most tests ask about: the bundle and the certificate of the README."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import settings

from tegata import Certificate, Clocks, Transfer, TrustBundle, Verifier

PROJECT = Path(__file__).resolve().parents[2]
DATA = PROJECT / "core" / "tests" / "data"

settings.register_profile("bounded", max_examples=150, deadline=timedelta(seconds=5))
settings.load_profile("bounded")


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT


@pytest.fixture(scope="session")
def bundle() -> TrustBundle:
    return TrustBundle.load(DATA / "trust.bundle").with_embedded_pack()


@pytest.fixture(scope="session")
def verifier(bundle: TrustBundle) -> Verifier:
    return Verifier(bundle)


@pytest.fixture(scope="session")
def token() -> bytes:
    return (DATA / "nova.vc.jwt").read_bytes()


@pytest.fixture(scope="session")
def noon() -> Clocks:
    return Clocks.at(datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(hours=8))))


@pytest.fixture(scope="session")
def certificate(verifier: Verifier, token: bytes) -> Certificate:
    return verifier.authenticate(token)


@pytest.fixture(scope="session")
def transfer(certificate: Certificate) -> Transfer:
    return Transfer("SG", "US", to=certificate, data=["contact"], purpose="payroll")
