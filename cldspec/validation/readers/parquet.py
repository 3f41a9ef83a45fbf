"""Returns in Parquet files."""

from pathlib import Path

import duckdb

from cldspec.model import Specification
from cldspec.rules.targets.sql.databases.duckdb import DATABASE
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers.loading import LoadedFile, is_disk_full
from cldspec.validation.readers.table import read_table


def read_parquet(connection: duckdb.DuckDBPyConnection, path: Path, name: str, specification: Specification) -> LoadedFile:
    """Add the rows of a Parquet file to the table of cells. Raises UnreadableFileError where it is damaged."""
    source = f"READ_PARQUET({DATABASE.text(str(path))}, hive_partitioning = false)"
    try:
        return read_table(connection, source, name, specification, "Parquet")
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        if is_disk_full(error):
            raise
        message = f"{name} is a Parquet file that is damaged, cut off or encrypted. Write it again."
        raise UnreadableFileError(message) from error
