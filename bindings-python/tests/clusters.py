"""Holds the answers of a cluster against those of one process, row for row.

    clusters.py spark|ray FOLDER
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
from issuing import CLOCKS, DRAFT, NOW, Body
from pyarrow import parquet

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / "examples" / "python"))

from cluster import with_ray, with_spark
from columns import with_batches
from spark import session

from tegata import Verifier

ROWS = 5_000


def questions(body: Body) -> pa.Table:
    """Good ones, one that was revoked, and what is no certificate, each many times."""
    entries = [body.revocations.allocate() for _ in range(50)]
    tokens: list[str | None] = [
        body.issuer.certificate(DRAFT, status=[entry], at=NOW) for entry in entries
    ]
    body.revocations.revoke(entries[0])
    tokens += [None, "", "x", f"{tokens[1]}A"]
    cells = [tokens[row % len(tokens)] for row in range(ROWS)]
    return pa.table({"row": range(ROWS), "certificate": pa.array(cells, pa.string())})


def by_spark(folder: Path, body: Body) -> pa.Table:
    spark = session()
    frame = spark.read.parquet(str(folder / "questions.parquet")).repartition(4)
    with_spark(frame, folder / "trust.bundle", CLOCKS).write.parquet(str(folder / "answers"))
    spark.stop()
    return parquet.read_table(folder / "answers")


def by_ray(folder: Path, body: Body) -> pa.Table:
    import ray

    modules = str(PROJECT / "examples" / "python")
    ray.init(num_cpus=2, include_dashboard=False, runtime_env={"env_vars": {"PYTHONPATH": modules}})
    dataset = ray.data.read_parquet(str(folder / "questions.parquet")).repartition(4)
    answered = with_ray(dataset, body.verifier(), CLOCKS, workers=2)
    answered.write_parquet(str(folder / "answers"))
    ray.shutdown()
    return parquet.read_table(folder / "answers")


def main() -> None:
    tool, folder = sys.argv[1], Path(sys.argv[2]).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    body = Body()
    table = questions(body)
    parquet.write_table(table, folder / "questions.parquet")
    body.bundle().save(folder / "trust.bundle")
    tools: dict[str, Any] = {"spark": by_spark, "ray": by_ray}
    told = tools[tool](folder, body).sort_by("row")
    alone = pa.Table.from_batches(with_batches(body.verifier(), CLOCKS)(table.to_batches()))
    assert told.column_names == alone.column_names
    for name in alone.column_names:
        mine, theirs = alone[name], told[name].cast(alone[name].type)
        assert mine.to_pylist() == theirs.to_pylist(), name
    codes = set(alone["code"].to_pylist())
    assert codes == {"ok", "revoked", "token_malformed", "signature_invalid"}, codes
    print(f"{tool}: {told.num_rows} rows, the same as those of one process")


if __name__ == "__main__":
    main()
