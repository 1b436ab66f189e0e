"""What a row of many costs from Python, beside a raw signature check and PyJWT in a pool of
processes. The certificates are of one body, so its key is parsed once by everybody. Ratios
are of the seconds that cores were at work, which a busy machine disturbs least.

    columns.py ROWS [FILE]
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
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import jwt
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from issuing import CLOCKS, DRAFT, NOW, Body

from tegata._tegata import _raw_p256

CORES = len(os.sched_getaffinity(0))
NO_DATES = {"verify_exp": False, "verify_nbf": False, "verify_iat": False}
body = Body()


def tokens(rows: int) -> list[str]:
    entry = body.revocations.allocate()
    return [body.issuer.certificate(DRAFT, status=[entry], at=NOW) for _ in range(rows)]


def work() -> float:
    """Seconds that cores were at work for this process and those that it started."""
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def cost(call: Callable[[], object]) -> float:
    start = work()
    call()
    return work() - start


def raw(token: str, rounds: int) -> float:
    """Seconds of one core for one raw check."""

    def decode(text: str) -> bytes:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

    public = body.issuer.public_key
    point = b"\x04" + decode(public["x"]) + decode(public["y"])
    signed, signature = token.rsplit(".", 1)
    check = lambda: _raw_p256(point, signed.encode(), decode(signature), rounds)  # noqa: E731
    return cost(check) / rounds


def by_pyjwt(job: tuple[dict[str, str], list[str]]) -> int:
    key = jwt.PyJWK(job[0], "ES256").key
    for token in job[1]:
        jwt.decode(token, key, algorithms=["ES256"], options=NO_DATES)
    return len(job[1])


def streamed(token: str, rows: int) -> None:
    """Distinct rows that are never all there: garbage has nothing to remember twice."""
    schema = pa.schema({"certificate": pa.string()})

    def batches() -> Iterator[pa.RecordBatch]:
        for start in range(0, rows, 4096):
            cells = [f"{token}{row}" for row in range(start, min(rows, start + 4096))]
            yield pa.record_batch({"certificate": cells}, schema)

    reader = pa.RecordBatchReader.from_batches(schema, batches())
    answers = pa.RecordBatchReader.from_stream(body.verifier().verify_batch(reader, CLOCKS))
    assert sum(batch.num_rows for batch in answers) == rows


def peak_megabytes(rows: int) -> float:
    code = [sys.executable, __file__, "--stream", str(rows)]
    return float(subprocess.run(code, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    if sys.argv[1] == "--stream":
        streamed(tokens(1)[0], int(sys.argv[2]))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    rows = int(sys.argv[1])
    distinct, verifier = tokens(rows), body.verifier()
    column = pa.array(distinct)
    often = pa.array([distinct[row % (rows // 10)] for row in range(rows)])
    jobs = [(body.issuer.public_key, distinct[start::CORES]) for start in range(CORES)]
    turns = []

    def pooled() -> None:
        with ProcessPoolExecutor(CORES) as pool:
            list(pool.map(by_pyjwt, jobs))

    for _ in range(3):
        unit, peer = raw(distinct[0], rows) * rows, cost(pooled)
        start = time.perf_counter()
        batch = cost(lambda: pa.table(verifier.verify_batch(column, CLOCKS)))
        elapsed = time.perf_counter() - start
        again = cost(lambda: pa.table(verifier.verify_batch(often, CLOCKS)))
        turns.append((rows / elapsed, batch / unit, again / unit, peer / batch))
    middle = [sorted(figures)[1] for figures in zip(*turns, strict=True)]
    figures = {
        "rows a second": round(middle[0]),
        "raw checks a row": round(middle[1], 2),
        "raw checks a row, nine of ten seen before": round(middle[2], 2),
        "PyJWT in a pool of processes, in batches": round(middle[3], 2),
        "bytes a token": len(distinct[0]),
        "peak MB, 100,000 rows streamed": round(peak_megabytes(100_000)),
        "peak MB, 1,000,000 rows streamed": round(peak_megabytes(1_000_000)),
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
