"""What a verification costs from Python, beside a raw signature check and beside peers.

Everything is measured in turns in one process, in the time of the thread itself, and each
figure is the median over the turns of a ratio within one turn, so that a busy machine does
not decide it. Only the two threads need cores of their own.
"""

from __future__ import annotations

import base64
import copy
import json
import os
import statistics
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import jwt
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwcrypto.jwk import JWK
from sd_jwt.verifier import SDJWTVerifier

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from issuing import CLOCKS, DRAFT, NOW, Body

from tegata._tegata import _raw_p256

TURNS, CALLS = 15, 300

# Ten things are hidden in the SD-JWT: the registration, and each of nine sites.
draft = copy.deepcopy(DRAFT)
draft["subject"]["certification"]["scope"]["sites"] = [f"Site {n} in Kobe" for n in range(9)]

body = Body()
entries = {register.kind: register.allocate() for register in body.lists}
plain = body.issuer.certificate(draft, status=[entries["revocation"]], at=NOW)
selective = body.issuer.certificate(draft, form="dc+sd-jwt", status=[entries["token"]], at=NOW)
verifier = body.verifier()


def decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


public = body.issuer.public_key
point = b"\x04" + decode(public["x"]) + decode(public["y"])
signed, signature = plain.rsplit(".", 1)
pyjwt_key = jwt.PyJWK(public, "ES256").key
pem = pyjwt_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
peer_key = JWK(**{name: public[name] for name in ("kty", "crv", "x", "y")})
no_dates = {"verify_exp": False, "verify_nbf": False, "verify_iat": False}


def raw() -> float:
    """Of the thread's own time, which nobody else's work counts into."""
    start = time.thread_time()
    _raw_p256(point, signed.encode(), decode(signature), CALLS)
    return time.thread_time() - start


def timed(call: Callable[[], object]) -> float:
    start = time.thread_time()
    for _ in range(CALLS):
        call()
    return time.thread_time() - start


def by_pyjwt(key: object = pyjwt_key) -> object:
    return jwt.decode(plain, key, algorithms=["ES256"], options=no_dates)


def by_sd_jwt() -> object:
    return SDJWTVerifier(selective, lambda *_: peer_key).get_verified_payload()


def in_threads(count: int) -> float:
    """Verifications a second by so many threads."""
    started = threading.Barrier(count + 1)

    def work() -> None:
        started.wait()
        for _ in range(CALLS * 4):
            verifier.verify(plain, CLOCKS)

    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    started.wait()
    start = time.perf_counter()
    for thread in threads:
        thread.join()
    return count * CALLS * 4 / (time.perf_counter() - start)


def turn() -> dict[str, float]:
    one = timed(lambda: verifier.verify(plain, CLOCKS))
    return {
        "verify, in raw checks": one / raw(),
        "PyJWT, in verifies": timed(by_pyjwt) / one,
        "PyJWT with a key in PEM": timed(lambda: by_pyjwt(pem)) / one,
        "sd-jwt, in verifies": timed(by_sd_jwt) / timed(lambda: verifier.verify(selective, CLOCKS)),
        "two threads, in one": in_threads(2) / in_threads(1),
        "verify, microseconds": 1e6 * one / CALLS,
    }


BUDGETS = {
    "verify, in raw checks": lambda figure: figure <= 1.5,
    "PyJWT, in verifies": lambda figure: figure >= 4,
    "sd-jwt, in verifies": lambda figure: figure >= 8,
    "two threads, in one": lambda figure: figure >= 1.7,
}


def main() -> int:
    assert by_pyjwt() and by_sd_jwt()
    turn()
    turns = [turn() for _ in range(TURNS)]
    load = os.getloadavg()[0]
    figures = {name: statistics.median(one[name] for one in turns) for name in turns[0]}
    held = {name: holds(figures[name]) for name, holds in BUDGETS.items()}
    for name, figure in figures.items():
        spread = sorted(one[name] for one in turns)
        word = {True: "held", False: "NOT HELD"}.get(held.get(name), "")
        print(f"{name:24} {figure:8.2f}   ({spread[0]:.2f} to {spread[-1]:.2f})  {word}")
    print(f"median of {TURNS} turns of {CALLS} calls; load {load:.1f} on {os.cpu_count()} cores")
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(json.dumps({**figures, "load": load}))
    return 0 if all(held.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
