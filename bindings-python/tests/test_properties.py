"""For any input: an answer or an exception of ours, the same each time."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata import (
    Clocks,
    InvalidPolicy,
    Policy,
    Refused,
    TegataError,
    Transfer,
    TrustBundle,
    Verifier,
    inspect,
    printable,
)

EMPTY = Verifier(TrustBundle(created_at=datetime(2026, 1, 1, tzinfo=timezone.utc)))
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
INSTANTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=OFFSETS)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.binary() | st.text(st.characters()))
def test_any_token_is_refused_with_a_report(token: bytes | str) -> None:
    with pytest.raises(Refused) as no:
        EMPTY.authenticate(token)
    report = no.value.report
    assert report.verdict == "refused"
    assert json.loads(report.to_json())["code"] == no.value.code
    with pytest.raises(Refused) as again:
        EMPTY.authenticate(token)
    assert again.value.report.to_json() == report.to_json()


@given(position=st.integers(0, 100_000), byte=st.integers(0, 255))
def test_a_changed_token_is_never_the_same_certificate(
    position: int, byte: int, verifier: Verifier, token: bytes
) -> None:
    changed = bytearray(token)
    changed[position % len(token)] = byte
    if changed == token:
        return
    with pytest.raises(Refused):
        verifier.authenticate(changed)


@given(INSTANTS, INSTANTS)
def test_clocks_keep_their_instants(valid_at: datetime, known_at: datetime) -> None:
    clocks = Clocks(valid_at, known_at)
    assert (clocks.valid_at, clocks.known_at) == (valid_at, known_at)
    assert clocks.valid_at.utcoffset() == valid_at.utcoffset()
    assert clocks == Clocks(valid_at.astimezone(timezone.utc), known_at)


@given(JSON)
def test_any_document_is_read_or_refused(document: object) -> None:
    for read in (Policy.from_json, Transfer.from_json, TrustBundle.from_json):
        try:
            read(json.dumps(document))
        except (TegataError, ValueError) as refused:
            assert str(refused)


@given(st.text(st.characters()))
def test_printable_text_has_no_controls(text: str) -> None:
    shown = printable(text)
    assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in shown)
    assert printable(shown) == shown


@given(st.text(st.characters()))
def test_looking_at_anything_is_safe(text: str) -> None:
    try:
        assert inspect(text)["unverified"]
    except (TegataError, ValueError) as refused:
        assert str(refused)


CATEGORIES = st.lists(st.sampled_from(["contact", "health", "financial"]), max_size=3)


@given(CATEGORIES, st.integers(0, (1 << 53) - 1))
def test_questions_survive_json(data: list[str], volume: int) -> None:
    question = Transfer("SG", "US", data=data, volume=volume)
    assert Transfer.from_json(question.to_json()) == question


@given(st.integers(301, 1 << 31))
def test_a_loose_clock_is_no_policy(seconds: int) -> None:
    with pytest.raises(InvalidPolicy):
        Policy(clock_skew_seconds=seconds)
