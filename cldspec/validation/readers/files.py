"""Any file that holds a return: its kind is found by its content, and the reader for that kind reads it."""

import errno
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from cldspec.model import Specification
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers import unpacking
from cldspec.validation.readers.csv import read_csv
from cldspec.validation.readers.loading import LoadedFile
from cldspec.validation.readers.parquet import read_parquet

CSV_ENDINGS = (".csv", ".txt", ".tsv")
"""The endings of files that should be CSV files."""
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""The endings of files that should be workbooks."""
_LONGEST_SIGNATURE = 16
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_KINDS = {unpacking.ZIP: "a workbook or a ZIP archive", unpacking.OLE: "a workbook", unpacking.PARQUET: "a Parquet file"}


def read_file(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    name: str,
    specification: Specification,
    folder: Path,
    *,
    sheet: str | None = None,
    row_by_row: bool = False,
    show_names: bool = False,
) -> LoadedFile:
    """Add the rows of a file to the table of cells; `folder` is for temporary files.

    `sheet` is the worksheet to read of a workbook. `show_names` has messages quote the names of worksheets, whatever they are.
    `row_by_row` reads a CSV file in the slower way, which counts blank lines. Raises UnreadableFileError, and RowByRowNeededError where
    that way is needed. DuckDB's errors about memory and disks pass through.
    """
    try:
        path, start = unpacked(path, name, folder)
        if start.startswith(unpacking.PARQUET):
            return read_parquet(connection, path, name, specification)
        if start.startswith((unpacking.ZIP, unpacking.OLE)):
            from cldspec.validation.readers.workbook import read_workbook  # most returns are not workbooks

            return read_workbook(connection, path, name, specification, sheet, show_names=show_names)
        return read_csv(connection, path, name, specification, folder, row_by_row=row_by_row)
    except (duckdb.OutOfMemoryException, duckdb.IOException):
        raise
    except duckdb.Error as error:  # its message may quote cells
        message = f"{name} cannot be read: it is damaged, or changes while it is read. Save it again."
        raise UnreadableFileError(message) from error
    except OSError as error:
        if error.errno in _NO_SPACE:
            message = f"The disk is full: there is no space for the temporary files that reading {name} needs."
            raise UnreadableFileError(message) from error
        raise UnreadableFileError(f"{name} cannot be read: {error.strerror or 'the system refuses it'}.") from error
    except MemoryError as error:
        message = f"{name} does not fit into the memory of this computer. Save it as CSV UTF-8, which needs less."
        raise UnreadableFileError(message) from error


def check_given_once(paths: Sequence[Path], names: Mapping[Path, str]) -> None:
    """Raise UnreadableFileError where a submission has one file twice: its rows would all be duplicates."""
    seen: set[str] = set()
    for path in paths:
        file = os.path.realpath(path)  # unlike Path.resolve, it takes a loop of links
        if file in seen:
            raise UnreadableFileError(f"{names[path]} is given twice. Give each file once.")
        seen.add(file)


def distinct_names(paths: Sequence[Path]) -> dict[Path, str]:
    """Return the names of files, with as many parent folders as are needed to make each name unique."""
    names: dict[Path, str] = {}
    for path in paths:
        parts = path.absolute().parts
        depth = 1
        others = [other.absolute().parts for other in paths if other.absolute() != path.absolute()]
        while depth < len(parts) and any(other[-depth:] == parts[-depth:] for other in others):
            depth += 1
        names[path] = "/".join(parts[-depth:])
    return names


def unpacked(path: Path, name: str, folder: Path) -> tuple[Path, bytes]:
    """Return a file and its first bytes, decompressed into `folder` if need be. Raises UnreadableFileError unless it may be a return."""
    unpacking.check_file(path, name)
    start = unpacking.first_bytes(path, _LONGEST_SIGNATURE)
    if start.startswith(unpacking.GZIP):
        target = folder / "unpacked"
        unpacking.decompress(path, name, target)
        path, start = target, unpacking.first_bytes(target, _LONGEST_SIGNATURE)
        if start.startswith(unpacking.GZIP):
            raise UnreadableFileError(f"{name} is compressed twice. Decompress it once, and give the result.")
    if not start:
        raise UnreadableFileError(f"{name} is empty.")
    _check_kind(name, start)
    return path, start


def _check_kind(name: str, start: bytes) -> None:
    """Raise UnreadableFileError where a file is not a table, or is not what its name says."""
    for signature, (kind, remedy) in unpacking.OTHER_KINDS.items():
        if start.startswith(signature):
            raise UnreadableFileError(f"{name} is {kind}, not a return. {remedy}")
    kind_found = next((words for signature, words in _KINDS.items() if start.startswith(signature)), None)
    ending = Path(name).suffix.lower()
    if ending in CSV_ENDINGS and kind_found:
        raise UnreadableFileError(f"{name} has the name of a CSV file, but is {kind_found}. Correct its name, or save it as CSV UTF-8.")
    if ending in WORKBOOK_ENDINGS and kind_found not in {_KINDS[unpacking.ZIP], _KINDS[unpacking.OLE]}:
        raise UnreadableFileError(
            f"{name} has the name of a workbook, but is not one: it is damaged, or another kind of file. "
            "Save it again as .xlsx. If it is a CSV file, change the end of its name to .csv."
        )
