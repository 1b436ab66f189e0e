"""Questions and their answers: the calls of the verifier."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone

import pytest

from tegata import (
    Certificate,
    Clocks,
    Policy,
    Refused,
    Transfer,
    TrustBundle,
    Undetermined,
    Verifier,
)

UTC = timezone.utc


def test_a_certificate_tells_its_facts(certificate: Certificate) -> None:
    assert certificate.legal_name == "Nova Inc."
    assert certificate.roles == ("controller", "processor")
    assert certificate.valid_from == datetime(2026, 6, 14, 22, tzinfo=UTC)
    assert certificate.valid_from.utcoffset() == timedelta(hours=2)
    assert certificate.decided_on == date(2026, 6, 10)
    assert certificate.member("number") == certificate.number
    assert certificate.member("nothing") is None
    assert certificate.credential.claims["credentialSubject"]["legalName"] == "Nova Inc."


def test_steps_one_to_five(verifier: Verifier, token: bytes, noon: Clocks) -> None:
    standing = verifier.verify(token, noon)
    assert standing.certificate.legal_name == "Nova Inc."
    assert standing.accredited_by == "did:web:authority.example"
    assert standing.clocks == noon
    assert standing.report.verdict == "valid"
    assert standing.report.code == "ok"
    assert [standing.report.outcome(step) for step in (1, 5, 6)] == ["passed", "passed", "skipped"]
    assert verifier.assess(standing.certificate, noon).report == standing.report


def test_a_decision_with_its_permit(
    verifier: Verifier, certificate: Certificate, transfer: Transfer, noon: Clocks
) -> None:
    decision = verifier.decide(transfer, [certificate], noon)
    assert decision.verdict == "recognised"
    permit = decision.permit()
    assert permit.importer == "Nova Inc."
    assert permit.standing is not None and permit.standing.certificate == certificate
    assert permit.report.to_json() == decision.report.to_json()


def test_a_no_raises_with_its_report(
    verifier: Verifier, certificate: Certificate, noon: Clocks
) -> None:
    decision = verifier.decide(Transfer("SG", "RU", to=certificate), [certificate], noon)
    with pytest.raises(Refused) as no:
        decision.permit()
    assert no.value.report.to_json() == decision.report.to_json()
    assert no.value.code == decision.code
    assert no.value.code in str(no.value)


def test_what_is_missing_is_undetermined_and_named(token: bytes, noon: Clocks) -> None:
    whole = TrustBundle.embedded()
    anchors = json.loads((whole.to_json()))["anchors"]
    assert anchors, "the pack is stated by an anchor"
    with pytest.raises(Refused) as unknown:
        Verifier(whole).verify(token, noon)
    assert not isinstance(unknown.value, Undetermined)
    assert unknown.value.code == "issuer_unknown"


def test_a_missing_document_is_a_need(bundle: TrustBundle, token: bytes, noon: Clocks) -> None:
    document = json.loads(bundle.to_json())
    document["documents"] = [d for d in document["documents"] if "events" not in d["url"]]
    poorer = TrustBundle.from_json(document)
    assert len(poorer.documents) < len(bundle.documents)
    with pytest.raises(Undetermined) as open_:
        Verifier(poorer).verify(token, noon)
    assert open_.value.needs and open_.value.needs == open_.value.report.needs
    assert open_.value.needs[0].url.startswith("https://")


def test_days_and_hindsight(
    verifier: Verifier, certificate: Certificate, transfer: Transfer, noon: Clocks
) -> None:
    first, last = verifier.day_of(transfer, date(2026, 11, 23))
    assert last - first == timedelta(hours=24) - timedelta(seconds=1)
    day = Clocks.at(first), Clocks.at(last)
    assert verifier.decide_day(transfer, [certificate], *day).verdict == "recognised"
    assert verifier.assess_day(certificate, *day).certificate == certificate
    later = Clocks(noon.valid_at, noon.known_at + timedelta(days=1))
    both = verifier.decide_both(transfer, [certificate], later)
    assert both.on_the_day is not None
    assert both.on_the_day.report.clocks == noon
    assert verifier.decide_both(transfer, [certificate], noon).on_the_day is None


def test_without_clocks_it_is_the_present_time(verifier: Verifier, token: bytes) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    report = verifier.decide(Transfer("JP", "GB")).report
    assert report.clocks is not None
    assert before <= report.clocks.valid_at <= datetime.now(UTC)


def test_every_kind_of_text_is_the_same_token(verifier: Verifier, token: bytes) -> None:
    certificate = verifier.authenticate(token)
    for same in (token.decode(), bytearray(token), memoryview(token), memoryview(token)[:]):
        assert verifier.authenticate(same) == certificate
        assert verifier.open(same) == certificate.credential


def test_a_policy_decides_what_is_accepted(
    bundle: TrustBundle, token: bytes, noon: Clocks
) -> None:
    strict = Verifier(bundle, Policy(schemes=["https://other.example"]))
    with pytest.raises(Refused) as no:
        strict.verify(token, noon)
    assert no.value.code == "scheme_not_accepted"
    assert strict.policy == Policy(schemes=["https://other.example"])
    assert strict.bundle is bundle


def test_reports_are_dictionaries_too(
    verifier: Verifier, certificate: Certificate, transfer: Transfer, noon: Clocks
) -> None:
    report = verifier.decide(transfer, [certificate], noon).report
    told = report.to_dict()
    assert told == json.loads(report.to_json())
    assert told["verdict"] == report.verdict == "recognised"
    assert [finding["code"] for finding in told["findings"]] == [f.code for f in report.findings]
    finding = report.findings[0]
    assert (finding.step, finding.weight) == (told["findings"][0]["step"], "notice")
    assert finding.class_ == told["findings"][0]["class"]
    assert finding.because == told["findings"][0]["because"]
    assert finding.problem() in report.explain()
    assert finding.remedy("ja") in report.explain("ja")


def test_more_than_one_answer_at_once_has_one_report(verifier: Verifier, noon: Clocks) -> None:
    question = Transfer("DE", "JP", data="contact")
    routes = verifier.routes(question, clocks=noon)
    assert len(routes) > 0
    assert routes.to_dict()["routes"][0]["changes"] == list(routes[0].changes)
    assert routes[-1] == list(routes)[-1]
    changed = routes[0].apply(question)
    assert changed != question


def test_signatures_can_be_remembered(bundle: TrustBundle, token: bytes) -> None:
    verifier = Verifier(bundle, signature_cache=4)
    assert verifier.authenticate(token) == verifier.authenticate(token)
