"""Arrow columns in, Arrow columns out: every encoding, every kind of bad cell, and the same
answers as one by one."""

from __future__ import annotations

import importlib
import json
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from tegata import Clocks, Refused, Transfer, Verifier

pa = pytest.importorskip("pyarrow", reason="skipped: pyarrow is not installed")


@pytest.fixture(scope="module")
def text(token: bytes) -> str:
    return token.decode().strip()


def codes(verifier: Verifier, column: Any, clocks: Clocks) -> list[str]:
    told: list[str] = pa.table(verifier.verify_batch(column, clocks))["code"].to_pylist()
    return told


def test_a_row_is_what_one_call_gives(verifier: Verifier, text: str, noon: Clocks) -> None:
    forged = text[:-4] + "AAAA"
    tokens = [text, forged, text, "", "x"]
    table = pa.table(verifier.verify_batch(pa.array(tokens), noon, reports=True))
    for row, token in zip(table.to_pylist(), tokens, strict=True):
        try:
            report = verifier.verify(token, noon).report
        except Refused as refused:
            report = refused.report
        assert row["report"] == report.to_json()
        assert row["verdict"] == report.verdict
    first = table.to_pylist()[0]
    assert first["legal_name"] == "Nova Inc." and first["organisation"] == "did:web:nova.example"
    assert first["valid_until"] == datetime(2029, 6, 14, 21, 59, 59, tzinfo=timezone.utc)
    assert pa.types.is_dictionary(table.schema.field("verdict").type)


@pytest.mark.parametrize(
    "kind",
    ["string", "large_string", "string_view", "binary", "large_binary", "binary_view"],
)
def test_every_encoding_of_text(
    verifier: Verifier, text: str, noon: Clocks, kind: str
) -> None:
    texts = [text, None, "", "x", text]
    cells: list[Any] = list(texts)
    if "binary" in kind:
        cells = [None if cell is None else cell.encode() for cell in texts]
    array = pa.array(cells, getattr(pa, kind)())
    expected = ["ok", "token_malformed", "token_malformed", "token_malformed", "ok"]
    assert codes(verifier, array, noon) == expected
    assert codes(verifier, array.slice(1, 3), noon) == expected[1:4]
    assert codes(verifier, pa.chunked_array([array, array.slice(4)]), noon) == [*expected, "ok"]
    assert codes(verifier, array[:0], noon) == []


def test_dictionaries_and_nulls(verifier: Verifier, text: str, noon: Clocks) -> None:
    array = pa.array([text, None, "x", text]).dictionary_encode()
    assert codes(verifier, array, noon) == ["ok", "token_malformed", "token_malformed", "ok"]
    empty = pa.DictionaryArray.from_arrays(pa.array([None], pa.int8()), pa.array([], pa.string()))
    assert codes(verifier, empty, noon) == ["token_malformed"]
    assert codes(verifier, pa.nulls(2), noon) == ["token_malformed"] * 2
    assert codes(verifier, pa.chunked_array([], pa.string()), noon) == []


def test_bad_cells_are_rows(verifier: Verifier, text: str, noon: Clocks) -> None:
    cells = [b"\xff\xfe", b"A" * (10 << 20), text.encode()]
    assert codes(verifier, pa.array(cells), noon) == ["token_malformed", "too_large", "ok"]


def test_what_is_no_text_is_an_error(verifier: Verifier, noon: Clocks) -> None:
    for column in (pa.array([1]), pa.array([1.5]), pa.array([["x"]]), pa.array([True])):
        with pytest.raises(TypeError, match="make it a text"):
            verifier.verify_batch(column, noon)
    for given in (["x"], "x", None, 7):
        with pytest.raises(TypeError, match="__arrow_c_stream__"):
            verifier.verify_batch(given, noon)
    with pytest.raises(ValueError, match="no meaning for the column"):
        verifier.verify_batch(pa.table({"tokens": ["x"]}), noon)
    with pytest.raises(TypeError, match="a table with columns"):
        verifier.decide_batch(pa.array(["x"]), noon)


def test_invalid_arrow_data_is_an_error(verifier: Verifier, noon: Clocks) -> None:
    offsets = pa.py_buffer((0).to_bytes(4, "little") + (2).to_bytes(4, "little"))
    array = pa.Array.from_buffers(pa.string(), 1, [None, offsets, pa.py_buffer(b"\xff\xff")])
    with pytest.raises(pa.ArrowException, match="(?i)utf"):
        pa.table(verifier.verify_batch(array, noon))


def test_a_stream_that_fails_fails_the_answers(
    verifier: Verifier, text: str, noon: Clocks
) -> None:
    def batches() -> Any:
        yield pa.record_batch({"certificate": [text]})
        raise OSError("the disk is gone")

    schema = pa.schema({"certificate": pa.string()})
    reader = pa.RecordBatchReader.from_batches(schema, batches())
    with pytest.raises((OSError, pa.ArrowException), match="the disk is gone"):
        pa.table(verifier.verify_batch(reader, noon))


def test_answers_are_read_once(verifier: Verifier, text: str, noon: Clocks) -> None:
    answers = verifier.verify_batch(pa.array([text]), noon)
    assert pa.table(answers).num_rows == 1
    with pytest.raises(ValueError, match="read already"):
        pa.table(answers)


def test_decisions(verifier: Verifier, text: str, token: bytes, noon: Clocks) -> None:
    question = {"from": "SG", "to": "US", "data": "contact", "purpose": "payroll"}
    whole = json.dumps({"from": "SG", "to": "US"})
    rows: list[dict[str, Any]] = [
        {**question, "certificate": text},
        question,
        {**question, "certificate": "forged"},
        {**question, "colour": None, "volume": 12},
        {"transfer": whole},
        {"transfer": "{"},
        {"from": "SG"},
        {**question, "certificate": text, "valid_at": "2026-03-01T12:00:00+08:00"},
    ]
    names = ["certificate", "transfer", "from", "to", "data", "purpose", "valid_at", "volume"]
    table = pa.table({name: [row.get(name) for row in rows] for name in names})
    answers = pa.table(verifier.decide_batch(table, noon, reports=True)).to_pylist()
    certificate = verifier.authenticate(token)
    transfer = Transfer("SG", "US", to=certificate, data=["contact"], purpose="payroll")
    decision = verifier.decide(transfer, [certificate], noon)
    assert answers[0]["report"] == decision.report.to_json()
    assert answers[0]["verdict"] == "recognised"
    assert answers[2]["verdict"] == "refused"
    for row, words in ((5, "json"), (6, "does not say `to`")):
        assert answers[row]["verdict"] is None and answers[row]["code"] == "config_invalid"
        assert words in answers[row]["problem"].lower() or row == 5
    assert answers[7]["verdict"] != "recognised"


def test_days_and_instants_of_tables(verifier: Verifier, noon: Clocks) -> None:
    at = datetime(2026, 11, 23, 4, tzinfo=timezone.utc)
    base = {"from": ["FR"], "to": ["GB"]}
    columns = {
        "text": pa.array(["2026-11-23T04:00:00Z"]),
        "us": pa.array([at], pa.timestamp("us", "UTC")),
        "ns": pa.array([at], pa.timestamp("ns", "UTC")),
        "s": pa.array([at], pa.timestamp("s", "UTC")),
        "day": pa.array([date(2026, 11, 23)]),
    }
    for name, column in columns.items():
        table = pa.table({**base, "valid_at": column})
        answers = pa.table(verifier.decide_batch(table, noon)).to_pylist()
        assert answers[0]["verdict"] == "recognised", name
    naive = pa.table({**base, "valid_at": pa.array([at.replace(tzinfo=None)])})
    with pytest.raises(TypeError, match="valid_at"):
        verifier.decide_batch(naive, noon)


@pytest.fixture(scope="module")
def recipes(project: Path) -> Any:
    """What `examples/python` shows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(project / "examples" / "python")
        return importlib.import_module("columns")


@pytest.fixture(scope="module")
def cluster(project: Path) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(project / "examples" / "python")
        return importlib.import_module("cluster")


EXPECTED = ["ok", "token_malformed"]


def members(text: str) -> Any:
    return pa.table({"member": [1, 2], "certificate": [text, None]})


def test_the_recipe_for_pyarrow(
    recipes: Any, verifier: Verifier, text: str, noon: Clocks
) -> None:
    table = recipes.with_pyarrow(verifier, members(text), noon)
    assert table["code"].to_pylist() == EXPECTED
    assert table["member"].to_pylist() == [1, 2]


def test_the_recipe_for_polars(recipes: Any, verifier: Verifier, text: str, noon: Clocks) -> None:
    pl = pytest.importorskip("polars", reason="skipped: polars is not installed")
    frame = recipes.with_polars(verifier, pl.DataFrame(members(text)), noon)
    assert frame["code"].cast(pl.String).to_list() == EXPECTED
    assert frame["member"].to_list() == [1, 2]


def test_the_recipe_for_duckdb(recipes: Any, verifier: Verifier, text: str, noon: Clocks) -> None:
    duckdb = pytest.importorskip("duckdb", reason="skipped: duckdb is not installed")
    connection = duckdb.connect()
    query = f"select * from (values (1, '{text}'), (2, null)) as t(member, certificate)"
    answered = recipes.with_duckdb(verifier, connection, query, noon)
    assert answered.select("member", "code").fetchall() == list(enumerate(EXPECTED, 1))
    # By its name, too: DuckDB looks at the schema first, and reads afterwards.
    answers = verifier.verify_batch(members(text).select(["certificate"]), noon)
    assert answers is not None
    codes = connection.sql("select code from answers").fetchall()
    assert [code for (code,) in codes] == EXPECTED


def test_the_recipe_for_pandas(recipes: Any, verifier: Verifier, text: str, noon: Clocks) -> None:
    pytest.importorskip("pandas", reason="skipped: pandas is not installed")
    frame = members(text).to_pandas().set_index([[7, 8]])
    answered = recipes.with_pandas(verifier, frame, noon)
    assert answered["code"].tolist() == EXPECTED and answered.index.tolist() == [7, 8]


def test_the_recipe_for_batches(recipes: Any, verifier: Verifier, text: str, noon: Clocks) -> None:
    answered = recipes.with_batches(verifier, noon)(members(text).to_batches(max_chunksize=1))
    table = pa.Table.from_batches(answered)
    assert table["code"].to_pylist() == EXPECTED
    assert table.schema.field("code").type == pa.string()


def test_the_recipe_decides_too(recipes: Any, verifier: Verifier, noon: Clocks) -> None:
    ask = recipes.decide("from", "to")
    table = pa.table({"row": [1, 2], "from": ["US", "JP"], "to": ["JP", None]})
    answered = recipes.with_pyarrow(verifier, table, noon, ask)
    assert answered["verdict"].to_pylist() == ["not_restricted", None]
    assert answered["row"].to_pylist() == [1, 2]
    polars = pytest.importorskip("polars", reason="skipped: polars is not installed")
    frame = recipes.with_polars(verifier, polars.DataFrame(table), noon, ask)
    assert frame["verdict"].cast(polars.String).to_list() == ["not_restricted", None]


def test_the_recipe_for_dask(cluster: Any, verifier: Verifier, text: str, noon: Clocks) -> None:
    dask = pytest.importorskip("dask.dataframe", reason="skipped: dask is not installed")
    frame = dask.from_pandas(members(text).to_pandas(), npartitions=2)
    answered = cluster.with_dask(frame, verifier, noon).compute(scheduler="threads")
    assert answered["code"].tolist() == EXPECTED and answered["member"].tolist() == [1, 2]


def test_the_schema_for_spark(
    recipes: Any, cluster: Any, verifier: Verifier, text: str, noon: Clocks
) -> None:
    table = next(recipes.with_batches(verifier, noon)(members(text).to_batches()))
    kinds = {"string": pa.string(), "timestamp": pa.timestamp("us", "UTC")}
    told = [column.split() for column in cluster.ANSWERS.split(",")]
    own = [(name, kinds[kind]) for name, kind in told]
    assert [(field.name, field.type) for field in table.schema][2:] == own
