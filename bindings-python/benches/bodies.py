"""Fifty certification bodies, the bundle in which they are trusted, and as many certificates
of theirs as anybody wants, in a folder: `trust.bundle`, `keys.json`, `certificates.parquet`.

    bodies.py FOLDER COUNT
"""

from __future__ import annotations

import copy
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from tegata import Clocks, Issuer, Signer, StatusList, TrustBundle

SCHEME = "https://w3id.org/tegata/scheme/global-cbpr"
NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
CLOCKS = Clocks.at(NOW)
BODIES = 50

DRAFT: dict[str, Any] = {
    "validFrom": "2026-01-01T00:00:00+09:00",
    "validUntil": "2027-12-31T23:59:59+09:00",
    "subject": {
        "certification": {
            "scheme": SCHEME,
            "schemeVersion": "2025",
            "jurisdiction": "US",
            "decidedOn": "2025-12-20",
            "roles": ["controller", "processor"],
            "scope": {"activities": ["payroll"], "sites": ["Austin", "Reno"]},
        },
    },
}


class Body:
    """A body with a key, a list of revocations, and the right to certify."""

    def __init__(self, number: int) -> None:
        home = f"body-{number}.example"
        self.issuer = Issuer(f"did:web:{home}", Signer.generate())
        self.revocations = StatusList(f"https://{home}/status/revocation", "revocation")

    def certificate(self, number: int) -> str:
        draft = copy.deepcopy(DRAFT)
        if number % 100 == 1:
            draft["validUntil"] = "2026-10-31T23:59:59+09:00"
        subject = draft["subject"]
        subject["id"] = f"did:web:org-{number}.example"
        subject["legalName"] = f"Organisation {number} Inc."
        subject["registrations"] = [
            {"system": "https://www.gleif.org/lei", "value": "5493001KJTIIGC8Y1R12"}
        ]
        subject["certification"]["number"] = f"GC-2026-{number:06}"
        entry = self.revocations.allocate()
        if number % 100 == 2:
            self.revocations.revoke(entry)
        return self.issuer.certificate(draft, status=[entry], at=NOW)

    @property
    def anchor(self) -> dict[str, Any]:
        certifies = {
            "scheme": SCHEME,
            "schemeVersion": "any",
            "roles": "any",
            "jurisdictions": ["US"],
        }
        return {
            "id": self.issuer.id,
            "keys": [self.issuer.public_key],
            "threshold": 1,
            "speaksFor": {"certifies": [certifies]},
        }


def certificates(bodies: list[Body], count: int) -> list[str]:
    """Of each body in turn. One in a hundred has run out, and one was revoked."""
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        issue = lambda number: bodies[number % len(bodies)].certificate(number)  # noqa: E731
        return list(pool.map(issue, range(count), chunksize=256))


def bundle(bodies: list[Body]) -> TrustBundle:
    """What all of them published by now."""
    trusted = TrustBundle(created_at=NOW).with_embedded_pack()
    for body in bodies:
        register, until = body.revocations, NOW + timedelta(days=7)
        edition = body.issuer.status_list(register, until=until, at=NOW)
        trusted = trusted.with_anchor(body.anchor, at=NOW)
        trusted = trusted.with_document(register.url, edition, obtained_at=NOW)
    return trusted


def main() -> None:
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    bodies = [Body(number) for number in range(BODIES)]
    column = certificates(bodies, count)
    bundle(bodies).save(folder / "trust.bundle")
    keys = {body.issuer.public_key["kid"]: body.issuer.public_key for body in bodies}
    (folder / "keys.json").write_text(json.dumps(keys))
    table = pa.table({"certificate": column})
    parquet.write_table(table, folder / "certificates.parquet", row_group_size=1000)


if __name__ == "__main__":
    main()
