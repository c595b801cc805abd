"""Where an expression is counted: DuckDB inside this process, or Spark on a cluster. Both give the same counts.

Neither may leave a trace of a row: DuckDB gets no folder to spill to, Spark an encrypted one that its caller removes;
neither writes logs. What an engine says of an error may quote a row, so it is never passed on.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import ibis

from data_access.counting.request import EngineOptions

Table = Any  # an ibis table expression; ibis counts as untyped here

bit_count = ibis.udf.scalar.builtin(lambda value: None, name="bit_count", signature=((int,), int))


class EngineError(Exception):
    """The engine failed; in words of ours, because its own may quote a row."""


class Engine(Protocol):
    """What a count needs of an engine."""

    def read(self, path: Path, names: Sequence[str]) -> Table:
        """The rows of a file, each column as text without blanks around it; missing where nothing is left.

        ``names`` are the columns of a CSV file, in its order.
        """

    def table(self, columns: Mapping[str, Sequence[str]]) -> Table:
        """A small table of ours, such as a lookup."""

    def fetch(self, table: Table) -> list[dict[str, Any]]:
        """Run an expression. Raises EngineError."""


class _Engine:
    _connection: Any

    def table(self, columns: Mapping[str, Sequence[str]]) -> Table:
        schema = ibis.schema(dict.fromkeys(columns, "string"))
        return ibis.memtable({name: list(values) for name, values in columns.items()}, schema=schema)

    def fetch(self, table: Table) -> list[dict[str, Any]]:
        trouble = ""
        try:
            rows: list[dict[str, Any]] = self._connection.to_pyarrow(table).to_pylist()
        except Exception as error:  # whatever it is, its words may quote a row
            trouble = type(error).__name__
        if trouble:  # outside the except clause, so that nothing is chained
            raise EngineError(trouble)
        return rows


def _as_text(table: Table) -> Table:
    return table.select(**{name: _trimmed(table[name].cast("string")) for name in table.columns})


def _trimmed(text: Table) -> Table:
    return text.strip().nullif("")


def _trimmed_where_needed(text: Table) -> Table:
    """The same, three times as fast where every row has a text of its own: few have blanks, and to look is cheap."""
    odd = (text < "!") | (text.right(1) < "!")  # blanks of every kind come before the first letter, "!"
    return ibis.ifelse(odd, _trimmed(text), text)


class _DuckDB(_Engine):
    def __init__(self, options: EngineOptions):
        self._connection = ibis.duckdb.connect(
            threads=options.threads,
            memory_limit=f"{int(options.memory_gb * 1000)}MB",
            temp_directory="",
            preserve_insertion_order=False,
            autoinstall_known_extensions=False,
        )

    def read(self, path: Path, names: Sequence[str]) -> Table:
        if path.suffix.lower() == ".parquet":
            return _as_text(self._connection.read_parquet(str(path)))  # in Parquet a text that recurs is there once
        table = self._connection.read_csv(
            str(path), columns=dict.fromkeys(names, "VARCHAR"), header=True, auto_detect=False, delim=",", quote='"',
            escape='"', strict_mode=True, max_line_size=1_000_000,
        )  # fmt: skip
        return table.select(**{name: _trimmed_where_needed(table[name]) for name in table.columns})


class _Spark(_Engine):
    def __init__(self, session: Any):
        self._session = session
        self._connection = ibis.pyspark.connect(session)

    def read(self, path: Path, names: Sequence[str]) -> Table:
        if path.suffix.lower() == ".parquet":
            return _as_text(self._connection.read_parquet(str(path)))
        schema = ", ".join(f"`{name}` STRING" for name in names)
        rows = self._session.read.csv(
            str(path), schema=schema, header=True, sep=",", quote='"', escape='"', mode="FAILFAST",
            enforceSchema=True, maxCharsPerColumn=1_000_000,
        )  # fmt: skip
        view = f"records_{id(rows)}"
        rows.createOrReplaceTempView(view)
        return _as_text(self._connection.table(view))


# A failure in the middle of a job must not leave a heap, a log line or a file behind.
_JAVA = "-XX:-HeapDumpOnOutOfMemoryError -XX:-UsePerfData -XX:ErrorFile=/dev/null -Duser.timezone=UTC"


def _spark_settings(options: EngineOptions) -> dict[str, str]:
    return {
        "spark.master": options.spark_master,
        "spark.app.name": "counting",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.eventLog.enabled": "false",
        "spark.io.encryption.enabled": "true",
        "spark.local.dir": options.scratch,
        "spark.sql.warehouse.dir": f"{options.scratch}/warehouse",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": str(2 * options.threads),
        "spark.sql.csv.parser.columnPruning.enabled": "false",
        "spark.driver.memory": f"{int(options.memory_gb * 1000)}m",
        "spark.driver.extraJavaOptions": f"{_JAVA} -Djava.io.tmpdir={options.scratch}",
        "spark.executor.extraJavaOptions": _JAVA,
        "spark.driver.host": "127.0.0.1" if options.spark_master.startswith("local") else "",
        "spark.log.level": "OFF",
    }


@contextlib.contextmanager
def opened_engine(options: EngineOptions) -> Iterator[Engine]:
    """The engine of the options. Raises EngineError where Spark is asked for and not there."""
    if options.name == "duckdb":
        yield _DuckDB(options)
        return
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise EngineError("Spark is not installed: pip install -r requirements-spark.txt") from None
    builder = SparkSession.builder
    for name, value in _spark_settings(options).items():
        if value:
            builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    try:
        yield _Spark(session)
    finally:
        session.stop()
