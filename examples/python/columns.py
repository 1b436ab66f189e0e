"""Many certificates in one call, from the tools that hold them in columns.

Each function takes a verifier and a table with the column `certificate`, and gives the same
table with the columns of the answers beside its own. To decide about transfers instead, say
which columns make up the question: `ask=decide("certificate", "from", "to")`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa

from tegata import Answers, Clocks, Verifier

Ask = Callable[[Verifier, Any, Clocks], Answers]


def verify(verifier: Verifier, table: Any, clocks: Clocks) -> Answers:
    return verifier.verify_batch(table.select(["certificate"]), clocks)


def decide(*columns: str) -> Ask:
    return lambda verifier, table, clocks: verifier.decide_batch(table.select(columns), clocks)


def with_pyarrow(
    verifier: Verifier, table: pa.Table, clocks: Clocks, ask: Ask = verify
) -> pa.Table:
    answers = pa.table(ask(verifier, table, clocks))
    for name in answers.column_names:
        table = table.append_column(name, answers[name])
    return table


def with_polars(verifier: Verifier, frame: Any, clocks: Clocks, ask: Ask = verify) -> Any:
    import polars as pl

    return frame.hstack(pl.DataFrame(ask(verifier, frame, clocks)))


def with_duckdb(
    verifier: Verifier, connection: Any, query: str, clocks: Clocks, ask: Ask = verify
) -> Any:
    # A connection cannot read a stream of its own while it answers: the questions are held.
    table = connection.sql(query).to_arrow_table()
    answered = with_pyarrow(verifier, table, clocks, ask)
    return connection.sql("select * from answered")


def with_pandas(verifier: Verifier, frame: Any, clocks: Clocks, ask: Ask = verify) -> Any:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    answered = with_pyarrow(verifier, table, clocks, ask).to_pandas()
    return answered.set_index(frame.index)


def with_batches(verifier: Verifier, clocks: Clocks, ask: Ask = verify) -> Any:
    """For whoever hands record batches to a function and takes some back, such as Spark's
    `mapInArrow`. Spark knows no dictionaries, so they are written out."""

    def answer(batches: Any) -> Any:
        for batch in batches:
            answered = with_pyarrow(verifier, pa.Table.from_batches([batch]), clocks, ask)
            plain = [
                column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
                for column in answered.columns
            ]
            yield from pa.table(plain, answered.column_names).to_batches()

    return answer
