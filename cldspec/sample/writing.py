"""A made-up return as a file: CSV as it is sent, the same compressed, or Parquet with text columns."""

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

from cldspec.sample.returns import Planted, Sample

ENDS = (".csv", ".csv.gz", ".parquet")
"""What the names of files may end in."""
PLANTED = ".planted.csv"
"""What takes the place of that in the name of the file of findings."""
_QUICK = 1
"""How hard gzip tries: trying harder takes longer than all else."""
_AT_ONCE = 10_000
"""The rows that are held at once."""


def end_of(path: Path) -> str | None:
    """Return which of the ends a file's name has; None if another."""
    return next((end for end in reversed(ENDS) if path.name.endswith(end)), None)


def planted_beside(path: Path) -> Path:
    """Return the file of the findings that belongs to a return."""
    return path.with_name(path.name.removesuffix(end_of(path) or "") + PLANTED)


def write(sample: Sample, path: Path) -> None:
    """Write a return, and beside it, where there are faults, the findings; both are whole or not there."""
    with TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        made = Path(folder) / path.name
        _write_return(sample, made)
        findings = Path(folder) / planted_beside(path).name
        if sample.has_faults:
            with findings.open("wb") as file, _text(file) as text:
                csv.writer(text, lineterminator="\r\n").writerows(chain([("row", "item", "rule", "severity")], _lines(sample.findings())))
            findings.replace(planted_beside(path))
        made.replace(path)


def write_csv(sample: Sample, file: BinaryIO) -> None:
    """Write a return as CSV into an open file: UTF-8 with a mark at the beginning, a line end after each row."""
    with _text(file) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(sample.header)
        rows = sample.rows()
        while chunk := list(islice(rows, _AT_ONCE)):
            writer.writerows(chunk)


def _write_return(sample: Sample, path: Path) -> None:
    match end_of(path):
        case ".csv.gz":
            with path.open("wb") as file, gzip.GzipFile("", "wb", _QUICK, file, mtime=0) as packed:
                write_csv(sample, cast("BinaryIO", packed))
        case ".parquet":
            plain = path.with_name("rows.csv")
            with plain.open("wb") as file:
                write_csv(sample, file)
            _to_parquet(plain, path, sample.header)
        case _:
            with path.open("wb") as file:
                write_csv(sample, file)


def _to_parquet(source: Path, target: Path, header: list[str]) -> None:
    """Turn CSV into Parquet, in one thread, so that the rows and the bytes are the same each time."""
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


def _lines(findings: Iterable[Planted]) -> Iterator[tuple[str, str, str, str]]:
    return ((str(one.row), one.item, one.rule, one.severity) for one in findings)


@contextmanager
def _text(file: BinaryIO) -> Iterator[io.TextIOWrapper]:
    """Give a file for text on top of one for bytes, which stays open."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=False)
    try:
        yield text
    finally:
        text.flush()
        text.detach()
