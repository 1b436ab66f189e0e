"""Asking a test vector (test-vectors/README.md) through this package."""

from __future__ import annotations

import base64
import functools
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from tegata import (
    Clocks,
    Decision,
    Policy,
    Refused,
    Report,
    Transfer,
    TrustBundle,
    Verifier,
)

Vector = dict[str, Any]


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def clocks(vector: Vector) -> Clocks:
    return Clocks(instant(vector["validAt"]), instant(vector["knownAt"]))


@functools.lru_cache(maxsize=None)
def world(path: Path) -> TrustBundle:
    return TrustBundle.from_json(path.read_bytes())


def verifier(folder: Path, vector: Vector) -> Verifier:
    bundle = vector["bundle"]
    if isinstance(bundle, str):
        found = world(folder / "worlds" / f"{bundle.removeprefix('@')}.json")
    else:
        found = TrustBundle.from_json(bundle)
    return Verifier(found, Policy.from_json(vector.get("policy", {})))


def decision(asked: Verifier, vector: Vector) -> Decision:
    transfer = Transfer.from_json(vector["transfer"])
    for token in vector.get("evidence", []):
        transfer = transfer.showing(asked.open(token))
    certificates = [asked.authenticate(token) for token in vector["certificates"]]
    return asked.decide(transfer, certificates, clocks(vector))


def report(asked: Verifier, vector: Vector) -> Report:
    if "transfer" in vector:
        return decision(asked, vector).report
    token = vector["input"] if "input" in vector else base64.b64decode(vector["inputB64"])
    try:
        if presentation := vector.get("presentation"):
            certificate = asked.authenticate_presentation(
                token,
                audience=presentation["audience"],
                nonce=presentation["nonce"],
                max_age_seconds=presentation["maxAgeSeconds"],
                clocks=clocks(vector),
            )
            return asked.assess(certificate, clocks(vector)).report
        return asked.verify(token, clocks(vector)).report
    except Refused as no:
        return no.report


def read(path: Path) -> Vector:
    vector: Vector = json.loads(path.read_bytes())
    return vector
