"""Returns in Parquet files."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from cldspec.model import Specification
from cldspec.rules.targets.sql.databases.duckdb import DATABASE
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers.loading import LoadedFile, is_disk_full
from cldspec.validation.readers.table import read_table, texts_of_table, zones_of

if TYPE_CHECKING:
    import pyarrow as pa


def read_parquet(connection: duckdb.DuckDBPyConnection, path: Path, name: str, specification: Specification) -> LoadedFile:
    """Add the rows of a Parquet file to the table of cells. Raises UnreadableFileError where it is damaged."""
    with _explained(path, name):
        return read_table(connection, _source(path), name, specification, "Parquet", zones_of(_schema(path)))


def parquet_rows(path: Path, name: str, specification: Specification) -> list[list[str]]:
    """Return the headers and the rows of a Parquet file as text. Other columns are blank. Raises UnreadableFileError."""
    with _explained(path, name), closing(duckdb.connect()) as connection:
        header, texts = texts_of_table(connection, _source(path), name, specification, zones_of(_schema(path)))
        item_in = {index: item for item, index in header.columns.items()}
        selected = ", ".join(f"COALESCE({texts[item_in[index]]}, '')" if index in item_in else "''" for index in range(len(header.cells)))
        return [list(header.cells), *map(list, connection.execute(f"SELECT {selected} FROM {_source(path)}").fetchall())]


def _source(path: Path) -> str:
    return f"READ_PARQUET({DATABASE.text(str(path))}, hive_partitioning = false)"


@contextmanager
def _explained(path: Path, name: str) -> Iterator[None]:
    """Turn an error about the file into a message."""
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        if is_disk_full(error):
            raise
        if _has_no_columns(path):
            raise UnreadableFileError(f"{name} is a Parquet file without columns. Write it with the columns of the template.") from error
        message = f"{name} is a Parquet file that is damaged, cut off or encrypted. Write it again."
        raise UnreadableFileError(message) from error


def _has_no_columns(path: Path) -> bool:
    schema = _schema(path)
    return schema is not None and not len(schema)


def _schema(path: Path) -> "pa.Schema | None":
    """Return the schema of a Parquet file; None if it is damaged."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        return parquet.read_schema(path)
    except (pa.ArrowException, OSError):
        return None
