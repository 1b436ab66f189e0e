"""Threads share a verifier, and do not wait for one another."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from issuing import DRAFT, NOW, Body

from tegata import Clocks, Signer, StatusList, TegataError, Transfer, Verifier


def test_threads_get_the_same_answer(verifier: Verifier, token: bytes, noon: Clocks) -> None:
    alone = verifier.verify(token, noon).report.to_json()
    with ThreadPoolExecutor(8) as pool:
        told = pool.map(lambda _: verifier.verify(token, noon).report.to_json(), range(200))
        assert set(told) == {alone}


def test_another_thread_runs_while_one_verifies(verifier: Verifier, noon: Clocks) -> None:
    """A call that takes long lets go of the lock: the other thread counts meanwhile."""
    counted, done = 0, threading.Event()

    def survey() -> None:
        verifier.corridors(Transfer("", "US"), clocks=noon)
        done.set()

    thread = threading.Thread(target=survey)
    thread.start()
    while not done.is_set():
        counted += 1
    thread.join()
    assert counted > 1000


def test_a_buffer_may_change_while_it_is_read(
    verifier: Verifier, token: bytes, noon: Clocks
) -> None:
    buffer, stop = bytearray(token), threading.Event()

    def scribble() -> None:
        while not stop.is_set():
            buffer[-1] ^= 1
            buffer[-1] ^= 1

    thread = threading.Thread(target=scribble)
    thread.start()
    try:
        for _ in range(200):
            try:
                assert verifier.authenticate(buffer).token in (token.decode(),)
            except Exception as no:
                assert type(no).__module__ == "tegata"
    finally:
        stop.set()
        thread.join()


def test_asyncio_loses_nothing(verifier: Verifier, token: bytes, noon: Clocks) -> None:
    async def ask() -> list[str]:
        calls = [asyncio.to_thread(verifier.verify, token, noon) for _ in range(16)]
        return [standing.report.verdict for standing in await asyncio.gather(*calls)]

    assert asyncio.run(ask()) == ["valid"] * 16


def test_no_entry_is_given_out_twice() -> None:
    register = StatusList("https://body.example/list", "token")
    with ThreadPoolExecutor(8) as pool:
        entries = list(pool.map(lambda _: register.allocate().index, range(100)))
    assert len(set(entries)) == 100


def test_each_thread_gets_what_its_own_call_raised() -> None:
    key = Signer.generate()

    def sign(_: bytes) -> bytes:
        time.sleep(0.01)
        raise ConnectionError(threading.get_ident())

    body = Body(signer=Signer.from_callable(sign, public_key=key.public_key))

    def issue(_: int) -> bool:
        with pytest.raises(TegataError) as failed:
            body.issuer.certificate(DRAFT, status=[body.revocations.allocate()], at=NOW)
        cause = failed.value.__cause__
        return isinstance(cause, ConnectionError) and cause.args == (threading.get_ident(),)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(issue, range(32)))


def test_a_callable_signs_in_many_threads() -> None:
    key = Signer.generate()
    body = Body(signer=Signer.from_callable(key.sign, public_key=key.public_key))

    def issue(_: int) -> str:
        return body.issuer.certificate(DRAFT, status=[body.revocations.allocate()], at=NOW)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(issue, range(16)))) == 16
