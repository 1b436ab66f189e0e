"""Many certificates on the cluster that you have: Spark, Ray or Dask.

What a row answers depends on the row, the bundle and the clocks, so every task is given the
same clocks, and one that is run again gives the same rows. The bundle reaches each process
once.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import columns
import pyarrow as pa
from columns import Ask, verify, with_batches, with_pandas

from tegata import Clocks, TrustBundle, Verifier

ANSWERS = """verdict string, code string, organisation string, legal_name string,
    scheme string, body string, instrument string, valid_until timestamp,
    next_change timestamp, problem string"""


@cache
def verifier(bundle: str) -> Verifier:
    """Loaded once in each process."""
    return Verifier(TrustBundle.load(bundle))


def with_spark(frame: Any, bundle: Path, clocks: Clocks, ask: Ask = verify) -> Any:
    from pyspark import SparkFiles
    from pyspark.sql.types import StructType

    context = frame.sparkSession.sparkContext
    context.addFile(os.fspath(bundle))
    for module in (__file__, columns.__file__):
        context.addPyFile(module)

    def answer(batches: Any) -> Any:
        held = verifier(SparkFiles.get(bundle.name))
        return with_batches(held, clocks, ask)(batches)

    schema = StructType([*frame.schema, *StructType.fromDDL(ANSWERS)])
    return frame.mapInArrow(answer, schema)


class Worker:
    """What Ray makes once in each of its processes."""

    def __init__(self, verifier: Verifier, clocks: Clocks, ask: Ask) -> None:
        self.answer = with_batches(verifier, clocks, ask)

    def __call__(self, table: pa.Table) -> pa.Table:
        return pa.Table.from_batches(self.answer(table.to_batches()))


def with_ray(
    dataset: Any, verifier: Verifier, clocks: Clocks, workers: int, ask: Ask = verify
) -> Any:
    # A verifier that is sent carries its bundle.
    return dataset.map_batches(
        Worker,
        fn_constructor_args=(verifier, clocks, ask),
        batch_format="pyarrow",
        concurrency=workers,
    )


def with_dask(frame: Any, verifier: Verifier, clocks: Clocks, ask: Ask = verify) -> Any:
    from dask.delayed import delayed

    meta = with_pandas(verifier, frame._meta, clocks, ask)
    answer = lambda part, verifier: with_pandas(verifier, part, clocks, ask)  # noqa: E731
    return frame.map_partitions(answer, delayed(verifier), meta=meta)
