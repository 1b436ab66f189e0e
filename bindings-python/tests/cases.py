"""Case files (docs/CASES.md) as test vectors. As a program: FOLDER OUT writes them all."""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

Case = dict[str, Any]


def read(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.rglob("*.json")):
        case: Case = json.loads(path.read_bytes())
        yield case


def skipped(case: Case) -> str | None:
    """Why the case is not for this verifier as it stands."""
    issuers = case["trusted_issuers"]
    if case["format"] == "vc-di" or any(issuer.get("verification_methods") for issuer in issuers):
        return "Data Integrity proofs are not supported yet"
    if any(issuer.get("x509_roots") for issuer in issuers):
        return "certificate chains (x5c) are not supported yet"
    if "prior_state" in case or any("state" in issuer for issuer in issuers):
        return "it rests on a state that this runner does not keep"
    return None


def vector(case: Case) -> dict[str, Any]:
    at, policy = instant(case["now"]), case["policy"]
    asked: dict[str, Any] = {
        "id": case["id"],
        "title": case["title"],
        "bundle": {
            "format": "tegata.bundle/1",
            "createdAt": at,
            "anchors": [anchor(issuer) for issuer in case["trusted_issuers"]],
            "documents": documents(case, at),
        },
        "policy": {
            "schemes": policy.get("accept_schemes", []),
            "jurisdictions": policy.get("recognised_jurisdictions", []),
            "roles": policy.get("required_roles", []),
            "clockSkewSeconds": policy.get("max_clock_skew_s", 60),
            "status": "required" if policy.get("require_status") else "allow_absent",
        },
        "validAt": at,
        "knownAt": at,
        "expect": {},
    }
    if policy.get("require_kb"):
        asked["presentation"] = {
            "audience": policy.get("aud", ""),
            "nonce": policy.get("nonce", ""),
            "maxAgeSeconds": 300,
        }
    asked["input" if "input" in case else "inputB64"] = case.get("input", case.get("input_b64"))
    return asked


def anchor(issuer: dict[str, Any]) -> dict[str, Any]:
    within = {
        name: instant(issuer[member])
        for name, member in (("from", "accredited_from"), ("until", "accredited_until"))
        if issuer.get(member) is not None
    }
    certifies = [
        {
            "scheme": scheme,
            "schemeVersion": "any",
            "roles": "any",
            "jurisdictions": issuer.get("jurisdictions", []),
            **within,
        }
        for scheme in issuer.get("schemes", [])
    ]
    return {
        "id": issuer["id"],
        "keys": issuer.get("keys", []),
        "threshold": 1,
        "speaksFor": {"certifies": certifies},
    }


def documents(case: Case, at: str) -> list[dict[str, Any]]:
    found = []
    for url, reply in sorted(case.get("resources", {}).items()):
        if reply.get("status") != 200 or "body_b64" not in reply:
            continue
        try:
            body = base64.b64decode(reply["body_b64"]).decode()
        except UnicodeDecodeError:
            continue
        headers = {name.lower(): value for name, value in reply.get("headers", {}).items()}
        document = {
            "url": url,
            "mediaType": headers.get("content-type", ""),
            "obtainedAt": at,
            "sha256": hashlib.sha256(body.encode()).hexdigest(),
            "body": body,
        }
        found.append(document)
    return found


def instant(seconds: int) -> str:
    since = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=seconds)
    return since.isoformat().replace("+00:00", "Z")


def write(folder: Path, out: Path) -> None:
    (out / "cases").mkdir(parents=True, exist_ok=True)
    for case in read(folder):
        if skipped(case) is None:
            text = json.dumps(vector(case))
            (out / "cases" / f"{case['id']}.json").write_text(text)


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
