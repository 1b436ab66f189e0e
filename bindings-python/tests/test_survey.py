"""Many decisions at once."""

from __future__ import annotations

import xml.etree.ElementTree as xml
from datetime import datetime, timedelta, timezone

import pytest

from tegata import (
    Asked,
    Certificate,
    Clocks,
    InvalidPolicy,
    Pack,
    Transfer,
    Verifier,
    inspect,
)

UTC = timezone.utc
SG_INSTRUMENT = "https://w3id.org/tegata/instrument/sg-reg12"


def test_a_period_has_no_gaps_and_agrees_with_decisions(
    verifier: Verifier, certificate: Certificate, transfer: Transfer
) -> None:
    since, until = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
    period = verifier.period(transfer, [certificate], since=since, until=until, known_at=until)
    segments = list(period)
    assert len(segments) == len(period) > 1
    assert segments[0].since == since and segments[-1].until == until
    for one, following in zip(segments, segments[1:]):
        assert following.since - one.until == timedelta(seconds=1)
    for segment in segments:
        clocks = Clocks(segment.since, until)
        decision = verifier.decide(transfer, [certificate], clocks)
        assert (decision.verdict, decision.instrument) == (segment.verdict, segment.instrument)
        assert decision.code == (segment.code or "ok")
    told = period.to_dict()
    assert told["format"] == "tegata.period/1" and len(told["segments"]) == len(period)
    assert period.known_at == until
    for svg in (period.to_svg(), period.to_svg("ja"), period._repr_svg_()):
        assert xml.fromstring(svg).tag.endswith("svg")
    with pytest.raises(IndexError):
        period[len(period)]
    with pytest.raises(IndexError):
        period[-len(period) - 1]


def test_routes_keep_their_promise(verifier: Verifier, noon: Clocks) -> None:
    question = Transfer("DE", "JP", data="contact")
    routes = verifier.routes(question, [], noon)
    assert routes.to_dict()["format"] == "tegata.routes/1"
    kept = 0
    for route in routes:
        if any("present" in change for change in route.changes):
            continue
        decision = verifier.decide(route.apply(question), [], noon)
        assert (decision.verdict, decision.instrument) == (route.verdict, route.instrument)
        kept += 1
    assert kept


def test_corridors_and_openings(
    verifier: Verifier, certificate: Certificate, noon: Clocks
) -> None:
    question = Transfer("", "US", to=certificate, data="contact", purpose="payroll")
    corridors = verifier.corridors(question, [certificate], noon)
    assert corridors.to_dict()["format"] == "tegata.where/1"
    [singapore] = [one for one in corridors if one.regime.endswith("/sg-pdpa")]
    assert singapore.is_open and singapore.source == "https://w3id.org/tegata/j/sg"
    assert singapore.instrument == SG_INSTRUMENT and singapore.code is None
    assert xml.fromstring(corridors.to_svg()).tag.endswith("svg")
    openings = verifier.openings(Transfer("SG", "US"), noon)
    assert openings.to_dict()["openings"]
    assert {one.scheme for one in openings} >= {certificate.scheme}


def test_what_falls_with_an_instrument(
    verifier: Verifier, certificate: Certificate, transfer: Transfer, noon: Clocks
) -> None:
    ends = noon.valid_at + timedelta(hours=1)
    decisions = [
        Asked("by certificate", transfer, [certificate], noon),
        Asked("elsewhere", Transfer("JP", "GB", data="contact"), [], noon),
    ]
    first, second = verifier.impact(decisions, instrument=SG_INSTRUMENT, ends=ends)
    assert (first.id, first.fate, first.before) == ("by certificate", "falls", "recognised")
    assert first.clocks.valid_at == ends
    assert second.fate == "unaffected" and second.before == second.after
    assert first.to_dict()["format"] == "tegata.impact/1"
    [undone] = verifier.impact(
        decisions[:1],
        instrument=SG_INSTRUMENT,
        ends=ends,
        published=ends,
        annulled_from=datetime(2020, 1, 1, tzinfo=UTC),
    )
    assert undone.clocks.valid_at == noon.valid_at
    with pytest.raises(InvalidPolicy):
        verifier.impact(decisions, instrument="https://nothing.example", ends=ends)


def test_a_pack_is_read_and_linted() -> None:
    pack = Pack.embedded()
    assert pack.lint() == ()
    assert "https://w3id.org/tegata/r/sg-pdpa" in pack.regimes
    assert SG_INSTRUMENT in pack.instruments
    document = pack.to_dict()
    assert Pack.from_json(document) == pack
    for part in document["parts"]:
        for arrangement in part.get("arrangements", []):
            arrangement.pop("notes", None)
    remarks = Pack.from_json(document).lint()
    if remarks:
        assert remarks[0].problem() and remarks[0].remedy("ja")
        assert remarks[0].code and remarks[0].place


def test_looking_without_verifying(token: bytes) -> None:
    found = inspect(token)
    assert found["notice"].startswith("UNVERIFIED")
    assert [part["part"] for part in found["unverified"]] == ["header", "payload"]
    assert inspect(token.decode() + "\n") == found
