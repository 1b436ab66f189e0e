"""The answers of a small cluster of Spark on this machine, which a test holds against those
of one process. On a cluster of yours, `cluster.with_spark` is all that is needed.

    spark.py BUNDLE QUESTIONS ANSWERS
"""

from __future__ import annotations

import os
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pyspark
from cluster import with_spark
from pyspark.sql import SparkSession

from tegata import Clocks


def session() -> Any:
    """Two executors with a core and 1 GiB each, in processes of their own."""
    # As pip installs it, Spark does not know where it is, nor which Python is meant.
    os.environ.setdefault("SPARK_HOME", os.fspath(Path(pyspark.__file__).parent))
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )


def main() -> None:
    bundle, questions, answers = map(Path, sys.argv[1:])
    spark = session()
    frame = spark.read.parquet(os.fspath(questions)).repartition(4)
    clocks = Clocks.at(datetime(2026, 11, 23, 12, tzinfo=timezone.utc))
    with_spark(frame, bundle, clocks).write.mode("overwrite").parquet(os.fspath(answers))
    spark.stop()


if __name__ == "__main__":
    main()
