"""Objects as values: equality, hashing, printing, pickling; frozen throughout."""

from __future__ import annotations

import copy
import pickle
import sys
import xml.etree.ElementTree as xml
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta, timezone
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from issuing import CLOCKS, DRAFT, NOW, Body

import tegata
from tegata import (
    Asked,
    Certificate,
    Clocks,
    HighWater,
    InvalidDocument,
    Pack,
    Policy,
    Signer,
    StatusEntry,
    Transfer,
    TrustBundle,
    Verifier,
    printable,
)

UTC = timezone.utc


def test_equality_and_hashing(bundle: TrustBundle, token: bytes, noon: Clocks) -> None:
    def twice(make: Any) -> None:
        one, other = make(), make()
        assert one == other and hash(one) == hash(other) and one is not other
        assert one != "something else"

    twice(lambda: Clocks.at(noon.valid_at))
    twice(lambda: Policy(status="allow_absent"))
    twice(lambda: TrustBundle.from_json(bundle.to_json()))
    twice(lambda: Transfer("SG", "US", data="contact"))
    twice(lambda: Verifier(bundle).authenticate(token))
    twice(lambda: Verifier(bundle).open(token))
    twice(lambda: Verifier(bundle).verify(token, noon).report)
    twice(lambda: Verifier(bundle).decide(Transfer("SG", "US"), [], noon).report.findings[0])
    twice(lambda: StatusEntry("token", "https://body.example", 7))
    assert Transfer("SG", "US") != Transfer("US", "SG")
    assert Policy() != Policy(status="allow_absent")


def test_instants_compare_and_not_their_offsets(noon: Clocks) -> None:
    assert Clocks.at(noon.valid_at.astimezone(UTC)) == noon
    assert hash(Clocks.at(noon.valid_at.astimezone(UTC))) == hash(noon)


def test_clocks_and_policies_print_as_they_are_written(noon: Clocks) -> None:
    assert eval(repr(noon), {"Clocks": Clocks, "datetime": sys.modules["datetime"]}) == noon
    policy = Policy(roles=["processor"], limits={"credentialBytes": 4096})
    assert eval(repr(policy), {"Policy": Policy}) == policy
    assert repr(Policy()) == "Policy()"
    assert policy.to_dict()["limits"]["credentialBytes"] == 4096


def test_everything_prints_in_one_line(
    verifier: Verifier, certificate: Certificate, transfer: Transfer, noon: Clocks
) -> None:
    standing = verifier.assess(certificate, noon)
    decision = verifier.decide(transfer, [certificate], noon)
    since = noon.valid_at - timedelta(days=400)
    period = verifier.period(transfer, [certificate], since=since)
    corridors = verifier.corridors(transfer, [certificate], noon)
    openings = verifier.openings(transfer, noon)
    routes = verifier.routes(Transfer("DE", "JP", data="contact"), clocks=noon)
    body = Body()
    shown = [
        *(verifier, verifier.bundle, verifier.policy, certificate, certificate.credential),
        *(standing, decision, decision.permit(), decision.report, decision.report.findings[0]),
        *(period, period[0], corridors, corridors[0], openings, openings[0], routes, routes[0]),
        *(verifier.bundle.documents[0], verifier.bundle.packs[0], transfer, HighWater()),
        *(body.issuer, body.signer, body.tokens, body.tokens.allocate(), Pack.embedded()),
        *(verifier.decide_both(transfer, [certificate], noon), noon),
    ]
    for one in shown:
        assert type(one).__module__ == "tegata"
        assert type(one).__name__ in repr(one) and "\n" not in repr(one)
        assert getattr(tegata, type(one).__name__) is type(one)


def test_nothing_can_be_changed(verifier: Verifier, certificate: Certificate) -> None:
    with pytest.raises(AttributeError):
        certificate.number = "other"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        verifier.extra = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        Certificate()
    with pytest.raises(TypeError):
        type("Forged", (Certificate,), {})


def test_answers_are_neither_true_nor_false(
    verifier: Verifier, certificate: Certificate, transfer: Transfer, noon: Clocks
) -> None:
    decision = verifier.decide(transfer, [certificate], noon)
    both = verifier.decide_both(transfer, [certificate], noon)
    for answer in (decision, decision.report, both):
        with pytest.raises(TypeError, match="neither true nor false"):
            bool(answer)
        with pytest.raises(TypeError):
            if answer:
                pass  # type: ignore[unreachable]


def test_verified_objects_and_keys_are_not_pickled(
    verifier: Verifier, certificate: Certificate, transfer: Transfer, noon: Clocks
) -> None:
    decision = verifier.decide(transfer, [certificate], noon)
    for one in (
        *(certificate, certificate.credential, verifier.assess(certificate, noon), decision),
        *(decision.report, decision.permit(), Signer.generate(), Body().issuer),
        *(verifier.decide_both(transfer, [certificate], noon), Body().tokens),
    ):
        with pytest.raises(TypeError, match="cannot pickle"):
            pickle.dumps(one)
        with pytest.raises(TypeError, match="cannot pickle"):
            copy.deepcopy(one)


def test_what_workers_need_is_pickled_by_content(verifier: Verifier, noon: Clocks) -> None:
    policy = Policy(clock_skew_seconds=30)
    again = pickle.loads(pickle.dumps(Verifier(verifier.bundle, policy, signature_cache=8)))
    assert (again.bundle, again.policy) == (verifier.bundle, policy)
    for value in (verifier.bundle, policy, noon, StatusEntry("token", "https://x.example", 1)):
        assert pickle.loads(pickle.dumps(value)) == value
        assert copy.deepcopy(value) == value
    marks = HighWater().admitting(verifier.bundle)
    assert pickle.loads(pickle.dumps(marks)).to_json() == marks.to_json()


def ask(verifier: Verifier, token: bytes, clocks: Clocks) -> str:
    return verifier.verify(token, clocks).report.to_json()


@pytest.mark.parametrize("start", ["spawn", "fork"])
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_worker_processes_answer_alike(
    start: str, verifier: Verifier, token: bytes, noon: Clocks
) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context(start)) as pool:
        told = pool.submit(ask, verifier, token, noon).result(timeout=120)
    assert told == ask(verifier, token, noon)


HOSTILE = "<script>alert(1)</script>\u202e\x1b[31m&'\""


def test_notebooks_show_hostile_text_escaped() -> None:
    body = Body()
    draft = {**DRAFT, "subject": {**DRAFT["subject"], "legalName": HOSTILE}}
    token = body.issuer.certificate(draft, status=[body.revocations.allocate()], at=NOW)
    verifier = body.verifier()
    certificate = verifier.authenticate(token)
    assert certificate.legal_name == HOSTILE
    decision = verifier.decide(Transfer("SG", "JP", to=certificate), [certificate], CLOCKS)
    for html in (
        certificate._repr_html_(),
        decision._repr_html_(),
        decision.report._repr_html_(),
    ):
        assert "<script>" not in html
        assert not any(character in html for character in "\u202e\x1b")
        xml.fromstring(f"<div>{html}</div>")
    assert "\x1b" not in repr(certificate) and "\u202e" not in repr(certificate)
    assert "\x1b" not in decision.report.explain() and "\x1b" not in decision.report.to_json()
    assert printable(HOSTILE) == printable(HOSTILE.encode())
    assert "\x1b" not in printable(HOSTILE)


def test_instants_keep_their_offsets_and_ends() -> None:
    for at in (
        datetime(2026, 6, 15, 9, 30, 1, 123456, tzinfo=timezone(timedelta(hours=5, minutes=45))),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 500000, tzinfo=timezone(-timedelta(hours=9))),
    ):
        kept = Clocks.at(at).valid_at
        assert kept == at and kept.utcoffset() == at.utcoffset()


def test_an_older_edition_is_noticed(bundle: TrustBundle) -> None:
    marks = HighWater().admitting(bundle)
    assert HighWater.from_json(marks.to_json()).admitting(bundle).to_json() == marks.to_json()
    seen = marks.to_json().replace('"sequenceNumber":1', '"sequenceNumber":2')
    assert seen != marks.to_json(), "the README's bundle has numbered documents"
    with pytest.raises(InvalidDocument):
        HighWater.from_json(seen).admitting(bundle)


def test_bundles_are_files_too(bundle: TrustBundle, tmp_path: Path) -> None:
    bundle.save(tmp_path / "trust.bundle")
    again = TrustBundle.load(str(tmp_path / "trust.bundle"))
    assert again == bundle
    assert again.digest == bundle.digest and len(again.digest) == 64
    assert [document.url for document in again.documents] == [
        document.url for document in bundle.documents
    ]
    document = again.documents[0]
    assert document.problem is None and document.kind == "list_of_bodies"
    assert document.issuer == "did:web:authority.example"
    assert again.anchors[0]["id"] == "did:web:authority.example"
    assert again.title("https://w3id.org/tegata/r/sg-pdpa")
    assert again.title("https://nothing.example") is None


def test_a_damaged_document_is_kept_with_its_problem(bundle: TrustBundle) -> None:
    document = bundle.documents[0]
    broken = bundle.with_document(document.url, document.body[:-8] + "AAAAAAAA")
    [problem] = [one.problem for one in broken.documents if one.url == document.url]
    assert problem is not None and problem.code
    with pytest.raises(ValueError, match="media_type"):
        bundle.with_document("https://x.example", "what is this")
    with pytest.raises(InvalidDocument) as wrong:
        bundle.with_anchor({"id": "did:web:x.example", "kyes": []})
    assert "kyes" in wrong.value.place + str(wrong.value)


def test_questions_are_documents_too(certificate: Certificate) -> None:
    question = Transfer(
        "SG",
        "US",
        to=certificate,
        exporter="Exporter Ltd",
        data=["contact", "https://other.example/category"],
        subjects="employees",
        purpose=("payroll",),
        role="processor",
        sub_processors=[],
        volume=10_000,
        importer_law={"x": True},
        facts={"y": False},
        evidence="z",
        begun_at=datetime(2026, 1, 1, tzinfo=UTC),
        provenance=[("https://w3id.org/tegata/r/eu-gdpr", None)],
    )
    told = question.to_dict()
    assert told["subProcessors"] == [] and told["volume"] == 10_000
    assert told["importer"]["name"] == question.to_dict()["importer"]["name"] == "Nova Inc."
    assert question.importer == certificate.subject and question.exporter == "Exporter Ltd"
    assert (question.source, question.destination) == ("SG", "US")
    assert Transfer.from_json(told) == Transfer.from_json(question.to_json()) == question
