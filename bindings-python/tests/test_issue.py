"""Issuing, suspending, revoking; presenting; keys behind callables."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from issuing import BODY, CLOCKS, DRAFT, NOW, Body

from tegata import (
    Certificate,
    Clocks,
    InvalidDocument,
    InvalidKey,
    Issuer,
    Pack,
    Refused,
    Signer,
    StatusEntry,
    StatusList,
    TegataError,
    TrustBundle,
    combine,
    disclosable,
    disclose,
    inspect,
    present,
)


@pytest.mark.parametrize("form", ["vc+jwt", "vc+sd-jwt", "dc+sd-jwt"])
def test_issue_suspend_reinstate_revoke(
    form: Literal["vc+jwt", "vc+sd-jwt", "dc+sd-jwt"],
) -> None:
    body = Body()
    entries = {register.kind: register.allocate() for register in body.lists}
    status = list(entries.values())
    token = body.issuer.certificate(DRAFT, form=form, status=status, at=NOW)
    standing = body.verifier().verify(token, CLOCKS)
    assert standing.certificate.credential.form == form
    assert standing.accredited_by == BODY
    suspending = body.tokens if form == "dc+sd-jwt" else body.suspensions
    revoking = body.tokens if form == "dc+sd-jwt" else body.revocations
    suspending.suspend(entries[suspending.kind])
    with pytest.raises(Refused) as suspended:
        body.verifier().verify(token, CLOCKS)
    assert suspended.value.code == "suspended"
    suspending.reinstate(entries[suspending.kind])
    body.verifier().verify(token, CLOCKS)
    revoking.revoke(entries[revoking.kind])
    with pytest.raises(Refused) as revoked:
        body.verifier().verify(token, CLOCKS)
    assert revoked.value.code == "revoked"
    with pytest.raises(TegataError, match="revo"):
        revoking.reinstate(entries[revoking.kind])


def test_a_register_outlives_the_program(tmp_path: Path) -> None:
    register = StatusList("https://body.example/list", "token")
    entry = register.allocate()
    register.suspend(entry.index)
    register.save(tmp_path / "register.json")
    again = StatusList.load(tmp_path / "register.json")
    assert (again.url, again.kind, again.media_type) == (
        "https://body.example/list",
        "token",
        "application/statuslist+jwt",
    )
    assert again.status(entry) == "suspended"
    assert again.status((entry.index + 1) % 131_072) is None
    assert StatusList.from_json(again.to_json()).status(entry.index) == "suspended"
    with pytest.raises(ValueError, match="another list"):
        again.revoke(StatusEntry("token", "https://other.example/list", entry.index))


def test_what_a_verifier_would_refuse_is_not_signed() -> None:
    body = Body()
    with pytest.raises(InvalidDocument):
        body.issuer.certificate(DRAFT, at=NOW)
    misspelt = json.dumps(DRAFT).replace("schemeVersion", "schemaVersion")
    with pytest.raises(InvalidDocument) as wrong:
        body.issuer.certificate(misspelt, status=[body.revocations.allocate()], at=NOW)
    assert "schemaVersion" in str(wrong.value)
    with pytest.raises(ValueError, match="kept back"):
        body.issuer.certificate(DRAFT, hide=["/registrations"])


def test_the_holder_shows_what_is_asked() -> None:
    body, holder = Body(), Signer.generate("EdDSA")
    token = body.issuer.certificate(
        DRAFT,
        form="dc+sd-jwt",
        status=[body.tokens.allocate()],
        holder_key=holder.public_key,
        at=NOW,
    )
    hidden = disclosable(token)
    assert "/certification/scope/sites/0" in hidden
    shown = disclose(token, ["/certification/scope/sites/0"])
    certificate = body.verifier().authenticate(shown)
    assert certificate.credential.claims["certification"]["scope"]["sites"] == ["Osaka"]
    presented = present(
        token, hidden, signer=holder, audience="https://me.example", nonce="n-1", at=NOW
    )
    verifier = body.verifier()
    with pytest.raises(Refused):
        verifier.authenticate(presented)

    def ask(nonce: str, clocks: Clocks = CLOCKS) -> Certificate:
        return verifier.authenticate_presentation(
            presented, audience="https://me.example", nonce=nonce, max_age_seconds=60, clocks=clocks
        )

    assert ask("n-1").legal_name == "Nova K.K."
    with pytest.raises(Refused) as wrong:
        ask("n-2")
    assert wrong.value.code == "key_binding_nonce_wrong"
    with pytest.raises(Refused) as stale:
        ask("n-1", Clocks.at(NOW + timedelta(hours=1)))
    assert stale.value.code == "key_binding_stale"
    with pytest.raises(InvalidKey):
        present(token, [], signer=Signer.generate(), audience="a", nonce="n", at=NOW)


def test_a_callable_signs() -> None:
    hidden = Signer.generate("ES384")
    seen: list[bytes] = []

    def sign(message: bytes) -> bytes:
        seen.append(message)
        return hidden.sign(message)

    signer = Signer.from_callable(sign, public_key=hidden.public_key)
    assert (signer.algorithm, signer.thumbprint) == ("ES384", hidden.thumbprint)
    body = Body(signer=signer)
    token = body.issuer.certificate(DRAFT, status=[body.revocations.allocate()], at=NOW)
    assert body.verifier().verify(token, CLOCKS)
    assert token.encode().startswith(seen[0])
    with pytest.raises(TypeError, match="not here"):
        signer.save_unencrypted("nowhere.jwk")


def test_keys_are_kept_encrypted(tmp_path: Path) -> None:
    signer = Signer.generate("EdDSA", key_id=f"{BODY}#2026")
    signer.save(tmp_path / "key.pem", passphrase="correct horse")
    again = Signer.load(tmp_path / "key.pem", passphrase="correct horse", key_id=signer.key_id)
    assert again.public_key == signer.public_key
    with pytest.raises(InvalidKey):
        Signer.load(tmp_path / "key.pem", passphrase="wrong horse")
    with pytest.raises(TegataError):
        signer.save(tmp_path / "key.pem", passphrase="never overwritten")
    signer.save_unencrypted(tmp_path / "key.jwk")
    plain = (tmp_path / "key.jwk").read_text()
    assert Signer.from_jwk(plain).thumbprint == signer.thumbprint
    assert Signer.from_pem((tmp_path / "key.pem").read_bytes(), passphrase="correct horse")
    assert json.loads(plain)["d"] not in repr(signer) + str(signer.public_key)


def test_an_issuer_bears_its_own_keys_name() -> None:
    signer = Signer.generate(key_id="did:web:other.example#1")
    with pytest.raises(InvalidDocument):
        Issuer(BODY, signer)
    issuer = Issuer(BODY, Signer.generate())
    assert issuer.public_key["kid"].startswith(f"{BODY}#")


def test_statements_and_several_signatures() -> None:
    owner = Issuer("https://schemes.example", Signer.generate("EdDSA"))
    subject = {
        "id": "https://schemes.example/cross-border",
        "title": "Cross-border certification",
        "versions": [{"version": "2024", "validFrom": "2024-01-01T00:00:00Z"}],
        "objectOfConformity": "organisation",
        "requiredScope": ["activities"],
        "onAccreditationLoss": {"rule": "run_off", "months": 6},
    }
    with pytest.raises(InvalidDocument):
        owner.statement("CertificationScheme", url="https://schemes.example/rules", subject={})
    second = Issuer("https://schemes.example", Signer.generate("EdDSA"))
    signed = [
        signer.statement(
            "CertificationScheme",
            url="https://schemes.example/rules",
            subject=subject,
            number=1,
            next_update=NOW + timedelta(days=30),
            at=NOW,
        )
        for signer in (owner, second)
    ]
    assert json.loads(combine(signed)) == signed
    assert inspect(signed[0])["unverified"][1]["content"]["sequenceNumber"] == 1


def test_a_pack_can_be_signed(bundle: TrustBundle) -> None:
    pack = Pack.embedded()
    assert bundle.packs[0].id == pack.id
    issuer = Issuer("did:web:curator.example", Signer.generate("EdDSA"))
    signed = issuer.pack(pack, number=3, at=NOW)
    assert signed.count(".") == 2
