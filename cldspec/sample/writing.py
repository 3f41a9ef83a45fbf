"""Writing a made-up return to a file: CSV as councils send it, compressed CSV, or Parquet with text columns."""

import csv
import gzip
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, cast

from cldspec.sample.returns import PlantedFault, Sample

FILE_ENDINGS = (".csv", ".csv.gz", ".parquet")
"""The endings of files that can be written."""
PLANTED = ".planted.csv"
"""The ending of the file that lists the planted faults."""
_GZIP_LEVEL = 1
"""The effort of gzip: more effort would take longer than everything else."""
_CHUNK_ROWS = 10_000
"""The rows that are in memory at a time."""


def ending_of(path: Path) -> str | None:
    """Return which of the endings a file has; None if it has another."""
    return next((ending for ending in reversed(FILE_ENDINGS) if path.name.endswith(ending)), None)


def planted_path(path: Path) -> Path:
    """Return the file that lists the faults planted in a return."""
    return path.with_name(path.name.removesuffix(ending_of(path) or "") + PLANTED)


def write(sample: Sample, path: Path) -> None:
    """Write a return, and if it has faults, the list of these beside it. A file is never half-written."""
    with TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        target = Path(folder) / path.name
        _write_return(sample, target)
        planted = Path(folder) / planted_path(path).name
        if sample.has_faults:
            with planted.open("wb") as file, _as_text(file) as text:
                csv.writer(text, lineterminator="\r\n").writerows(chain([("row", "item", "rule", "severity")], _lines(sample.findings())))
            planted.replace(planted_path(path))
        target.replace(path)


def write_csv(sample: Sample, file: BinaryIO) -> None:
    """Write a return as CSV to an open file: UTF-8 with a byte order mark, and a line ending after each row."""
    with _as_text(file) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(sample.header)
        rows = sample.rows()
        while chunk := list(islice(rows, _CHUNK_ROWS)):
            writer.writerows(chunk)


def _write_return(sample: Sample, path: Path) -> None:
    match ending_of(path):
        case ".csv.gz":
            with path.open("wb") as file, gzip.GzipFile("", "wb", _GZIP_LEVEL, file, mtime=0) as compressed:
                write_csv(sample, cast("BinaryIO", compressed))
        case ".parquet":
            plain = path.with_name("rows.csv")
            with plain.open("wb") as file:
                write_csv(sample, file)
            _to_parquet(plain, path, sample.header)
        case _:
            with path.open("wb") as file:
                write_csv(sample, file)


def _to_parquet(source: Path, target: Path, header: list[str]) -> None:
    """Convert CSV to Parquet in one thread, so that the rows and the bytes are the same each time."""
    import duckdb

    columns = dict.fromkeys(header, "VARCHAR")
    with duckdb.connect(config={"threads": 1, "preserve_insertion_order": True}) as connection:
        rows = connection.read_csv(
            os.fspath(source),
            header=True,
            columns=columns,
            delimiter=",",
            quotechar='"',
            escapechar='"',
            auto_detect=False,
            encoding="utf-8",
        )
        rows.write_parquet(os.fspath(target), compression="zstd")


def _lines(faults: Iterable[PlantedFault]) -> Iterator[tuple[str, str, str, str]]:
    return ((str(fault.row), fault.item, fault.rule, fault.severity) for fault in faults)


@contextmanager
def _as_text(file: BinaryIO) -> Iterator[io.TextIOWrapper]:
    """Give a text file on top of a binary file, which stays open."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=False)
    try:
        yield text
    finally:
        text.flush()
        text.detach()
