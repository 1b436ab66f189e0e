"""Fetching what an answer lacks, over a network that stands in memory."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from issuing import CLOCKS, DRAFT, NOW, REVOCATIONS, Body, anchor

from tegata import (
    Clocks,
    Fetcher,
    HighWater,
    Request,
    StatusList,
    Transfer,
    TrustBundle,
    Undetermined,
    Verifier,
)

class Net:
    """What is published, and what was asked."""

    def __init__(self, body: Body) -> None:
        self.asked: list[Request] = []
        self.published: dict[str, str] = {}
        for register in body.lists:
            edition = body.issuer.status_list(register, until=NOW + timedelta(days=7), at=NOW)
            self.published[register.url] = edition

    def __call__(self, request: Request) -> tuple[int, Mapping[str, str], bytes]:
        self.asked.append(request)
        if request.headers.get("If-None-Match") == '"1"':
            return 304, {}, b""
        if request.url not in self.published:
            return 404, {}, b""
        headers = {"Content-Type": request.media_types[0], "ETag": '"1"'}
        if request.kind == "status_list":
            headers["Content-Type"] = "application/vc+jwt"
        return 200, headers, self.published[request.url].encode()


@pytest.fixture
def body() -> Body:
    return Body()


@pytest.fixture
def token(body: Body) -> str:
    entry = body.revocations.allocate()
    return body.issuer.certificate(DRAFT, status=[entry])


@pytest.fixture
def alone(body: Body) -> Verifier:
    """It knows the body, and none of its lists."""
    return Verifier(TrustBundle(created_at=NOW).with_anchor(anchor(body.issuer), at=NOW))


def test_what_is_lacking_is_fetched(body: Body, token: str, alone: Verifier) -> None:
    with pytest.raises(Undetermined) as raised:
        alone.verify(token, CLOCKS)
    assert [need.url for need in raised.value.needs] == [REVOCATIONS]
    net = Net(body)
    fetcher = Fetcher(alone, transport=net)
    asked = fetcher.verify(token, CLOCKS, now=NOW)
    assert asked.answer().certificate.legal_name == "Nova K.K."
    [fetched] = asked.fetched
    assert (fetched.url, fetched.kind, fetched.origin) == (REVOCATIONS, "status_list", "publisher")
    assert (fetched.code, fetched.problem) == (None, None)
    # What was fetched gives the same answer again, here and in ten years.
    again = Verifier(asked.bundle).verify(token, CLOCKS).report.to_json()
    assert again == asked.answer().report.to_json()
    assert fetcher.bundle == asked.bundle
    assert fetcher.verify(token, CLOCKS, now=NOW).fetched == ()
    assert len(net.asked) == 1 and net.asked[0].limit == 4 << 20


def test_a_decision_is_asked_the_same_way(body: Body, token: str, alone: Verifier) -> None:
    verifier = Verifier(alone.bundle.with_embedded_pack())
    certificate = verifier.authenticate(token)
    transfer = Transfer("SG", "JP", to=certificate, data="contact", purpose="payroll")
    asked = Fetcher(verifier, transport=Net(body)).decide(transfer, [certificate], CLOCKS, now=NOW)
    assert [fetched.url for fetched in asked.fetched] == [REVOCATIONS]
    told = Verifier(asked.bundle).decide(transfer, [certificate], CLOCKS)
    assert asked.answer().report.to_json() == told.report.to_json()


def test_no_is_raised_with_what_was_fetched(body: Body, token: str, alone: Verifier) -> None:
    def silent(request: Request) -> tuple[int, Mapping[str, str], bytes]:
        raise TimeoutError

    asked = Fetcher(alone, transport=silent).verify(token, CLOCKS, now=NOW)
    assert [fetched.code for fetched in asked.fetched] == ["fetch_timed_out"]
    with pytest.raises(Undetermined):
        asked.answer()
    missing = Fetcher(alone, transport=lambda _: (404, {}, b"")).verify(token, CLOCKS, now=NOW)
    assert [fetched.code for fetched in missing.fetched] == ["fetch_answered_otherwise"]
    assert missing.fetched[0].problem is not None and "404" in missing.fetched[0].problem


def test_a_mistake_of_the_transport_is_raised(token: str, alone: Verifier) -> None:
    def mistaken(request: Request) -> tuple[int, Mapping[str, str], bytes]:
        raise KeyError(request.kind)

    with pytest.raises(KeyError, match="status_list"):
        Fetcher(alone, transport=mistaken).verify(token, CLOCKS, now=NOW)
    with pytest.raises(ValueError, match="status, headers, body"):
        Fetcher(alone, transport=lambda _: 200).verify(token, CLOCKS, now=NOW)  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize(
    "url",
    [
        "http://body-a.example/status",
        "https://127.0.0.1/status",
        "https://localhost/status",
        "https://body-a.example:22/status",
        "https://user@body-a.example/status",
    ],
)
@pytest.mark.parametrize("https", [True, False])
def test_what_is_never_fetched(url: str, https: bool, body: Body) -> None:
    """Over HTTPS as over a transport of one's own, before anybody is asked."""
    net = Net(body)
    entry = StatusList(url, "revocation").allocate()
    bundle = TrustBundle(created_at=NOW).with_anchor(anchor(body.issuer), at=NOW)
    token = body.issuer.certificate(DRAFT, status=[entry])
    fetcher = Fetcher(Verifier(bundle)) if https else Fetcher(Verifier(bundle), transport=net)
    asked = fetcher.verify(token, CLOCKS, now=NOW)
    assert [fetched.code for fetched in asked.fetched] == ["fetch_url_refused"]
    assert net.asked == []


def test_copies_are_kept(body: Body, token: str, alone: Verifier, tmp_path: Path) -> None:
    net = Net(body)

    def origin(hours: int, *, transport: object = net, stale: bool = False) -> str | None:
        now = NOW + timedelta(hours=hours)
        fetcher = Fetcher(alone, transport=transport, cache=tmp_path, allow_stale=stale)  # type: ignore[arg-type]
        asked = fetcher.verify(token, Clocks.at(now), now=now)
        return asked.fetched[0].origin

    def unreachable(request: Request) -> tuple[int, Mapping[str, str], bytes]:
        raise ConnectionError

    assert [origin(0), origin(1), origin(30)] == ["publisher", "copy", "confirmed"]
    assert len(net.asked) == 2
    assert origin(90, transport=unreachable) is None
    assert origin(90, transport=unreachable, stale=True) == "stale_copy"


def test_a_stale_answer_says_so(
    body: Body, token: str, alone: Verifier, tmp_path: Path
) -> None:
    Fetcher(alone, transport=Net(body), cache=tmp_path).verify(token, CLOCKS, now=NOW)
    late = NOW + timedelta(days=3)
    fetcher = Fetcher(alone, transport=_silent, cache=tmp_path, allow_stale=True)
    standing = fetcher.verify(token, Clocks.at(late), now=late).answer()
    assert "renewal_overdue" in {notice.code for notice in standing.notices}


def _silent(request: Request) -> tuple[int, Mapping[str, str], bytes]:
    raise TimeoutError


def test_other_threads_run_meanwhile(body: Body, token: str, alone: Verifier) -> None:
    net, reached = Net(body), threading.Event()

    def waiting(request: Request) -> tuple[int, Mapping[str, str], bytes]:
        assert reached.wait(20), "the event loop was held up"
        return net(request)

    async def ask() -> str:
        fetcher = Fetcher(alone, transport=waiting)
        task = asyncio.create_task(asyncio.to_thread(fetcher.verify, token, CLOCKS, now=NOW))
        await asyncio.sleep(0.05)
        reached.set()
        return (await task).answer().certificate.legal_name

    assert asyncio.run(ask()) == "Nova K.K."


def test_a_bundle_is_synced(body: Body) -> None:
    pinned = anchor(body.issuer) | {"sources": [REVOCATIONS]}
    bundle = TrustBundle(created_at=NOW).with_anchor(pinned, at=NOW)
    net = Net(body)
    fetcher = Fetcher(Verifier(bundle), transport=net)
    synced = fetcher.sync(bundle, now=NOW)
    assert synced.has_changed and not synced.has_refusals and not synced.is_incomplete
    assert [document.url for document in synced.bundle.documents] == [REVOCATIONS]
    assert synced.report["format"] == "tegata.sync/1"
    assert isinstance(synced.changes("ja"), tuple)
    again = fetcher.sync(synced.bundle, synced.seen, now=NOW)
    assert not again.has_changed and again.bundle == synced.bundle
    # What was seen is remembered across restarts, and nothing older passes.
    seen = HighWater.from_json(synced.seen.to_json())
    older = NOW - timedelta(days=2)
    register = body.revocations
    net.published[REVOCATIONS] = body.issuer.status_list(register, until=NOW, at=older)
    refused = fetcher.sync(synced.bundle, seen, now=NOW)
    assert refused.has_refusals and refused.bundle == synced.bundle
    [row] = refused.report["documents"]
    assert [problem["code"] for problem in row["problems"]] == ["rollback"]


def test_knobs_are_checked(alone: Verifier, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cache"):
        Fetcher(alone, allow_stale=True)
    with pytest.raises(ValueError, match="roots"):
        Fetcher(alone, transport=_silent, roots="")
    with pytest.raises(ValueError, match="seconds"):
        Fetcher(alone, seconds=-1.0)
    with pytest.raises(Exception, match="certificate|PEM|roots"):
        Fetcher(alone, roots="no certificate")
    assert repr(Fetcher(alone)) == "<Fetcher over HTTPS>"
