"""A certification body at work: it certifies, suspends, reinstates and revokes.

    python certify.py FOLDER

writes the certificate, the register, the published lists and a verifier's bundle there.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path

from tegata import Clocks, Issuer, Refused, Signer, StatusList, TrustBundle, Verifier

DRAFT = Path(__file__).parent.parent / "drafts" / "nova.json"
REVOCATIONS = "https://body-a.example/status/revocation"
SUSPENSIONS = "https://body-a.example/status/suspension"


def main(folder: Path) -> None:
    # In earnest the key is in a file under a passphrase, or in an HSM: Signer.from_callable.
    body = Issuer("did:web:body-a.example", Signer.generate("EdDSA"))
    revocations = StatusList(REVOCATIONS, "revocation")
    suspensions = StatusList(SUSPENSIONS, "suspension")

    # An entry in each list for every certificate. Registers are saved first: an entry must
    # never be given out twice.
    entries = [revocations.allocate(), suspensions.allocate()]
    revocations.save(folder / "revocations.json")
    suspensions.save(folder / "suspensions.json")
    token = body.certificate(DRAFT.read_text(), status=entries)
    (folder / "nova.vc.jwt").write_text(token)
    print("certified:", check(bundle(body, revocations, suspensions), token))

    suspensions.suspend(entries[1])
    print("suspended:", check(bundle(body, revocations, suspensions), token))

    suspensions.reinstate(entries[1])
    print("reinstated:", check(bundle(body, revocations, suspensions), token))

    revocations.revoke(entries[0])
    last = bundle(body, revocations, suspensions)
    print("revoked:", check(last, token))
    last.save(folder / "trust.bundle")
    revocations.save(folder / "revocations.json")


def bundle(body: Issuer, *lists: StatusList) -> TrustBundle:
    """What a verifier would have: the body, pinned for one scheme, and its lists of today."""
    now = Clocks.now().valid_at
    draft = json.loads(DRAFT.read_text())["subject"]["certification"]
    certifies = {
        "scheme": draft["scheme"],
        "schemeVersion": [draft["schemeVersion"]],
        "roles": "any",
        "jurisdictions": [draft["jurisdiction"]],
    }
    anchor = {
        "id": body.id,
        "keys": [body.public_key],
        "threshold": 1,
        "speaksFor": {"certifies": [certifies]},
    }
    trusted = TrustBundle().with_anchor(anchor)
    for register in lists:
        edition = body.status_list(register, until=now + timedelta(days=7))
        trusted = trusted.with_document(register.url, edition)
    return trusted


def check(trusted: TrustBundle, token: str) -> str:
    try:
        return Verifier(trusted).verify(token).report.verdict
    except Refused as no:
        return f"{no.report.verdict}, {no.code}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
