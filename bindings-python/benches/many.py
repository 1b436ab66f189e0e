"""What a row of many costs from Python, beside a raw signature check and PyJWT in a pool of
processes: the certificates of fifty bodies, as bodies.py put them into a folder. Ratios are
of the seconds that cores were at work, which a busy machine disturbs least. It counts the
cores that it is given, so `taskset --cpu-list 0` measures one.

    many.py FOLDER [FILE]
"""

from __future__ import annotations

import base64
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import jwt
import pyarrow as pa
from bodies import CLOCKS
from pyarrow import parquet

from tegata import TrustBundle, Verifier
from tegata._tegata import _raw_p256

CORES = len(os.sched_getaffinity(0))
NO_DATES = {"verify_exp": False, "verify_nbf": False, "verify_iat": False}
RAW_CHECKS = 20_000


def work() -> float:
    """Seconds that cores were at work for this process and those that it started."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def cost(call: Callable[[], object]) -> tuple[float, float]:
    """Seconds of cores, and of the clock on the wall."""
    at_work, start = work(), time.perf_counter()
    call()
    return work() - at_work, time.perf_counter() - start


def raw(key: dict[str, str], token: str) -> float:
    """Seconds of one core for one raw check."""

    def decode(text: str) -> bytes:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

    point = b"\x04" + decode(key["x"]) + decode(key["y"])
    signed, signature = token.rsplit(".", 1)
    check = lambda: _raw_p256(point, signed.encode(), decode(signature), RAW_CHECKS)  # noqa: E731
    return cost(check)[0] / RAW_CHECKS


class Peer:
    """Every signature checked by PyJWT, and of the payload what tells whose it is. Each
    process parses each key once."""

    keys: dict[str, Any]

    @classmethod
    def begin(cls, keys: dict[str, dict[str, str]]) -> None:
        cls.keys = {kid: jwt.PyJWK(key).key for kid, key in keys.items()}

    @classmethod
    def check(cls, token: str) -> str:
        key = cls.keys[jwt.get_unverified_header(token)["kid"]]
        claims = jwt.decode(token, key, algorithms=["ES256"], options=NO_DATES)
        return str(claims["credentialSubject"]["id"])


def by_pyjwt(keys: dict[str, dict[str, str]], tokens: list[str]) -> None:
    with get_context("fork").Pool(CORES, Peer.begin, (keys,)) as pool:
        for _ in pool.imap(Peer.check, tokens, chunksize=256):
            pass
        pool.close()
        pool.join()


def streamed(verifier: Verifier, token: str, rows: int) -> None:
    """Distinct rows that are never all there: garbage has nothing to remember twice."""
    schema = pa.schema({"certificate": pa.string()})

    def batches() -> Iterator[pa.RecordBatch]:
        for start in range(0, rows, 4096):
            cells = [f"{token}{row}" for row in range(start, min(rows, start + 4096))]
            yield pa.record_batch({"certificate": cells}, schema)

    reader = pa.RecordBatchReader.from_batches(schema, batches())
    answers = pa.RecordBatchReader.from_stream(verifier.verify_batch(reader, CLOCKS))
    assert sum(batch.num_rows for batch in answers) == rows


def peak_megabytes(folder: Path, rows: int) -> float:
    code = [sys.executable, __file__, folder, "--stream", str(rows)]
    return float(subprocess.run(code, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    folder = Path(sys.argv[1])
    certificates = parquet.ParquetFile(folder / "certificates.parquet")
    verifier = Verifier(TrustBundle.load(folder / "trust.bundle"))
    if "--stream" in sys.argv:
        first = next(certificates.iter_batches(1))["certificate"][0].as_py()
        streamed(verifier, first, int(sys.argv[3]))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    column = certificates.read()["certificate"].combine_chunks()
    keys = json.loads((folder / "keys.json").read_text())
    tokens, rows = column.to_pylist(), len(column)
    kid = jwt.get_unverified_header(tokens[0])["kid"]
    often = column.take(pa.array(row % (rows // 10) for row in range(rows)))
    turns = []
    for _ in range(3):
        unit = raw(keys[kid], tokens[0])
        batch, elapsed = cost(lambda: pa.table(verifier.verify_batch(column, CLOCKS)))
        again, _ = cost(lambda: pa.table(verifier.verify_batch(often, CLOCKS)))
        peer, waited = cost(lambda: by_pyjwt(keys, tokens))
        shares = [seconds / rows / unit for seconds in (batch, again, peer)]
        turns.append([rows / elapsed, unit * 1e6, *shares, peer / batch, waited / elapsed])
    middle = [sorted(figures)[1] for figures in zip(*turns, strict=True)]
    names = [
        "rows a second",
        "microseconds a raw check",
        "raw checks a row",
        "raw checks a row, nine of ten seen before",
        "raw checks a row of PyJWT in a pool",
        "PyJWT in a pool, in rows, by work",
        "PyJWT in a pool, in rows, by the clock",
    ]
    figures: dict[str, float] = {
        **{name: round(figure, 2) for name, figure in zip(names, middle, strict=True)},
        "bytes a token": len(tokens[0]),
        "peak MB, 100,000 rows streamed": round(peak_megabytes(folder, 100_000)),
        "peak MB, 1,000,000 rows streamed": round(peak_megabytes(folder, 1_000_000)),
        "rows": rows,
        "cores": CORES,
        "load": round(os.getloadavg()[0], 1),
    }
    for name, figure in figures.items():
        print(f"{name:44} {figure:>10,}")
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(json.dumps(figures))


if __name__ == "__main__":
    main()
