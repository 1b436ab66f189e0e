"""A body that is pinned directly, its lists, and a draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from tegata import Clocks, Issuer, Policy, Signer, StatusList, TrustBundle, Verifier

BODY = "did:web:body-a.example"
SCHEME = "https://schemes.example/cross-border"
REVOCATIONS = "https://body-a.example/status/revocation"
SUSPENSIONS = "https://body-a.example/status/suspension"
TOKENS = "https://body-a.example/status/tokens"
NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)

DRAFT: dict[str, Any] = {
    "validFrom": "2026-01-01T00:00:00+09:00",
    "validUntil": "2027-12-31T23:59:59+09:00",
    "subject": {
        "id": "https://nova.example",
        "legalName": "Nova K.K.",
        "registrations": [{"system": "https://www.gleif.org/lei", "value": "5493001KJTIIGC8Y1R12"}],
        "certification": {
            "number": "A-1",
            "scheme": SCHEME,
            "schemeVersion": "2024",
            "jurisdiction": "JP",
            "decidedOn": "2025-12-20",
            "roles": ["processor"],
            "scope": {"activities": ["payroll"], "sites": ["Osaka", "Kobe"]},
        },
    },
}


def anchor(issuer: Issuer) -> dict[str, Any]:
    certifies = {
        "scheme": SCHEME,
        "schemeVersion": "any",
        "roles": "any",
        "jurisdictions": ["JP"],
    }
    return {
        "id": issuer.id,
        "keys": [issuer.public_key],
        "threshold": 1,
        "speaksFor": {"certifies": [certifies]},
    }


@dataclass
class Body:
    """The body, what it keeps, and what it published."""

    signer: Signer = field(default_factory=Signer.generate)
    revocations: StatusList = field(default_factory=lambda: StatusList(REVOCATIONS, "revocation"))
    suspensions: StatusList = field(default_factory=lambda: StatusList(SUSPENSIONS, "suspension"))
    tokens: StatusList = field(default_factory=lambda: StatusList(TOKENS, "token"))

    def __post_init__(self) -> None:
        self.issuer = Issuer(BODY, self.signer)

    @property
    def lists(self) -> list[StatusList]:
        return [self.revocations, self.suspensions, self.tokens]

    def bundle(self, at: datetime = NOW) -> TrustBundle:
        bundle = TrustBundle(created_at=at).with_anchor(anchor(self.issuer), at=at)
        for register in self.lists:
            edition = self.issuer.status_list(register, until=at + timedelta(days=7), at=at)
            bundle = bundle.with_document(register.url, edition, obtained_at=at)
        return bundle

    def verifier(self, at: datetime = NOW, policy: Policy | None = None) -> Verifier:
        return Verifier(self.bundle(at), policy)


CLOCKS = Clocks.at(NOW)
