"""Transfers of a ledger, decided from Parquet to Parquet by each tool that holds columns, and
whether all of them say the same. The certificates are those of bodies.py in the same folder.

    million.py FOLDER make ROWS
    million.py FOLDER pyarrow|polars|duckdb|spark
    million.py FOLDER measure TOOL COMMAND...
    million.py FOLDER compare
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
from bodies import CLOCKS, NOW
from pyarrow import parquet

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "examples" / "python"))

from columns import decide, with_batches, with_duckdb, with_polars

from tegata import TrustBundle, Verifier

ROUTES = [
    ("SG", "US"), ("JP", "US"), ("FR", "US"), ("GB", "US"), ("KR", "US"),
    ("BR", "US"), ("AU", "US"), ("AE", "US"), ("DE", "GB"), ("US", "JP"),
]  # fmt: skip
ASKED = ["certificate", "from", "to", "data", "purpose", "activity", "site", "valid_at"]
SCHEMA = pa.schema(
    [("id", pa.int64()), *((name, pa.string()) for name in ASKED[:-1])]
    + [("valid_at", pa.timestamp("us", "UTC"))]
)
ask = decide(*ASKED)


def make(folder: Path, rows: int) -> None:
    """One transfer in a hundred rests on a damaged certificate, one on none, and one has a
    category that does not exist; a third of them were made on an earlier day."""
    certificates = parquet.read_table(folder / "certificates.parquet")["certificate"].to_pylist()
    chance = random.Random(9)

    def row(number: int) -> dict[str, object]:
        fault, (source, target) = number % 100, chance.choice(ROUTES)
        token = chance.choice(certificates)
        days = chance.randrange(300) if number % 3 == 0 else None
        return {
            "id": number,
            "certificate": {7: token[:-4] + "AAAA", 8: None}.get(fault, token),
            "from": source,
            "to": target,
            "data": "contct" if fault == 9 else "contact",
            "purpose": "payroll",
            "activity": "payroll",
            "site": chance.choice(["Austin", "Reno", "Boise"]),
            "valid_at": None if days is None else NOW - timedelta(days=days),
        }

    with parquet.ParquetWriter(folder / "questions.parquet", SCHEMA) as out:
        for start in range(0, rows, 50_000):
            numbers = range(start, min(rows, start + 50_000))
            out.write_table(pa.Table.from_pylist([row(number) for number in numbers], SCHEMA))


def answers(folder: Path, tool: str) -> Path:
    return folder / f"answers-{tool}.parquet"


def by_pyarrow(folder: Path) -> None:
    verifier = Verifier(TrustBundle.load(folder / "trust.bundle"))
    questions = parquet.ParquetFile(folder / "questions.parquet").iter_batches(65_536)
    out = None
    for batch in with_batches(verifier, CLOCKS, ask)(questions):
        batch = batch.drop_columns(ASKED)
        out = out or parquet.ParquetWriter(answers(folder, "pyarrow"), batch.schema)
        out.write_batch(batch)
    if out:
        out.close()


def by_polars(folder: Path) -> None:
    import polars as pl

    verifier = Verifier(TrustBundle.load(folder / "trust.bundle"))
    frame = pl.read_parquet(folder / "questions.parquet")
    answered = with_polars(verifier, frame, CLOCKS, ask)
    answered.drop(ASKED).write_parquet(answers(folder, "polars"))


def by_duckdb(folder: Path) -> None:
    import duckdb

    verifier = Verifier(TrustBundle.load(folder / "trust.bundle"))
    query = f"select * from '{folder / 'questions.parquet'}'"
    answered = with_duckdb(verifier, duckdb.connect(), query, CLOCKS, ask)
    without = ", ".join(f'"{name}"' for name in ASKED)
    answered.select(f"* exclude ({without})").write_parquet(str(answers(folder, "duckdb")))


def by_spark(folder: Path) -> None:
    from cluster import with_spark
    from spark import session

    spark = session()
    frame = spark.read.parquet(str(folder / "questions.parquet"))
    answered = with_spark(frame, folder / "trust.bundle", CLOCKS, ask)
    answered.drop(*ASKED).write.mode("overwrite").parquet(str(answers(folder, "spark")))
    spark.stop()


def memory(session: int) -> int:
    """Bytes that the processes of a session hold."""
    held = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            held += int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
    return held


def measure(folder: Path, tool: str, command: list[str]) -> None:
    start, most = time.perf_counter(), 0
    child = subprocess.Popen(command, start_new_session=True)
    while child.poll() is None:
        most = max(most, memory(child.pid))
        time.sleep(0.2)
    if child.returncode != 0:
        raise SystemExit(child.returncode)
    seconds = time.perf_counter() - start
    used = os.times()
    rows = parquet.ParquetFile(folder / "questions.parquet").metadata.num_rows
    figures = {
        "tool": tool,
        "rows": rows,
        "seconds": round(seconds, 1),
        "rows a second": round(rows / seconds),
        "microseconds of work a row": round(
            (used.children_user + used.children_system) / rows * 1e6
        ),
        "peak MB": round(most / 2**20),
        "load": round(os.getloadavg()[0], 1),
    }
    print(json.dumps(figures), flush=True)


def compare(folder: Path) -> None:
    """Every column of every answer, by the number of its row."""
    expected = None
    for path in sorted(folder.glob("answers-*.parquet")):
        table = parquet.read_table(path)
        names = sorted(table.column_names)
        table = pa.table({name: plain(table[name]) for name in names})
        # The command line carries any column as text.
        number = table.column_names.index("id")
        table = table.set_column(number, "id", table["id"].cast(pa.int64())).sort_by("id")
        if expected is None:
            expected = table
            counts = table.group_by("verdict").aggregate([([], "count_all")])
            print({row["verdict"]: row["count_all"] for row in counts.to_pylist()})
        differing = [name for name in names if table[name] != expected[name]]
        same = names == expected.column_names and not differing
        print(f"{path.name}: {table.num_rows} rows,", "the same" if same else f"OTHERS: {differing}")
        if not same:
            raise SystemExit(1)


def plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Texts and instants as each tool writes them."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_timestamp(kind):
        return column.cast(pa.timestamp("us", "UTC")).combine_chunks()
    return column.cast(pa.int64() if pa.types.is_integer(kind) else pa.string()).combine_chunks()


def main() -> None:
    folder, what = Path(sys.argv[1]), sys.argv[2]
    match what:
        case "make":
            make(folder, int(sys.argv[3]))
        case "measure":
            measure(folder, sys.argv[3], sys.argv[4:])
        case "compare":
            compare(folder)
        case _:
            {"pyarrow": by_pyarrow, "polars": by_polars, "duckdb": by_duckdb, "spark": by_spark}[
                what
            ](folder)


if __name__ == "__main__":
    main()
