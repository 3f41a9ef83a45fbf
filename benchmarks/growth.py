"""How much longer a return takes to check that is wrong throughout: python benchmarks/growth.py [ROWS] [KIND...].

A made-up return without a fault is spoilt in one way after the other, and each is checked in a whole process. Each line has
the seconds on the clock and of the processors, both also as multiples of the clean return of the same size, and the peak of
memory. Previous submissions are compared at a quarter, half and all of the rows: time that is linear doubles twice.
"""

import csv
import gzip
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(Path(__file__).parent))

from measuring import Measured, measure  # noqa: E402

from cldspec.check import load_checked  # noqa: E402

ROWS = 100_000
CLDSPEC = [sys.executable, "-m", "cldspec", "--spec", str(ROOT / "spec")]
SPECIFICATION = load_checked(ROOT / "spec" / "4.0")
COLUMN = {item.id: position for position, item in enumerate(SPECIFICATION.items)}
Cells = list[str]


def padded(cells: Cells) -> Cells:
    """Return cells with spaces around each."""
    return [f" {cell} " if cell else cell for cell in cells]


def broken(cells: Cells) -> Cells:
    """Return cells that end with a line break, so that each is in quotation marks."""
    return [f"{cell}\n" if cell else cell for cell in cells]


def wrong_lists(cells: Cells) -> Cells:
    """Return cells of which those with a list value have another text."""
    return [f"{cell}?" if cell and item.code_list else cell for item, cell in zip(SPECIFICATION.items, cells, strict=True)]


def wrong_everywhere(cells: Cells) -> Cells:
    """Return cells that all have another text."""
    return [f"{cell}?" if cell else cell for cell in cells]


def replaced(item: str, text: str) -> Callable[[Cells], Cells]:
    """Return a function that puts a text into the cell of an item."""

    def change(cells: Cells) -> Cells:
        return [text if position == COLUMN[item] else cell for position, cell in enumerate(cells)]

    return change


ONE_FILE: dict[str, tuple[str, Callable[[Cells], Cells], str]] = {
    "padded": ("every cell between spaces", padded, "utf-8"),
    "line-breaks": ("every cell in quotation marks, with a line break", broken, "utf-8"),
    "lists": ("every list column wrong", wrong_lists, "utf-8"),
    "all": ("every column wrong", wrong_everywhere, "utf-8"),
    "gender": ("a wrong gender in every row", replaced("gender", "X"), "utf-8"),
    "person": ("one person with all events", replaced("person_unique_identifier", "P1"), "utf-8"),
    "gzip": ("compressed with gzip", list, "gzip"),
    "windows": ("in Windows-1252", replaced("provider_location_name", "Café"), "cp1252"),
}
"""Ways to spoil a return: title, what happens to the cells of a row, and the encoding."""
PAIRS = {
    "pair": "`--previous`, the same events",
    "within-person": "`--previous`, event references unique only within a person",
    "one-reference": "`--previous`, one event reference in every row",
}
"""Ways to number the events of two submissions."""


def main() -> None:
    """Make the returns, measure, and print a table."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    wanted = sys.argv[2:] or [*ONE_FILE, *PAIRS]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clean = folder / "clean.csv"
        measure([*CLDSPEC, "sample", "--rows", str(rows), "--to", str(clean)])
        print(f"{rows:,} rows, {clean.stat().st_size / 1e6:,.0f} MB; {os.cpu_count()} cores\n")
        print("| return | rows | seconds | times clean | processor seconds | times clean | peak memory, MB |")
        print("|---|---|---|---|---|---|---|")
        base = validated([clean])
        show("clean", rows, base, base)
        for kind in (kind for kind in ONE_FILE if kind in wanted):
            title, change, encoding = ONE_FILE[kind]
            spoilt = folder / f"{kind}.csv"
            write(spoilt, clean, rows, change, encoding)
            show(title, rows, validated([spoilt]), base)
            spoilt.unlink()
        for kind in (kind for kind in PAIRS if kind in wanted):
            for size in (rows // 4, rows // 2, rows):
                pair = [folder / f"{kind}.{which}.csv" for which in ("later", "previous")]
                for file in pair:
                    write(file, clean, size, numbered(kind), "utf-8")
                show(PAIRS[kind], size, validated(pair), base)


def show(title: str, rows: int, measured: Measured, clean: Measured) -> None:
    """Print a line of the table."""
    times = f"{measured.seconds / clean.seconds:.2f} | {measured.processor:.2f} | {measured.processor / clean.processor:.2f}"
    print(f"| {title} | {rows:,} | {measured.seconds:.2f} | {times} | {measured.peak:,.0f} |", flush=True)


def validated(files: Sequence[Path]) -> Measured:
    """Return what it takes to validate a return, with its previous submission if there are two files."""
    later, *previous = files
    options = [option for file in previous for option in ("--previous", str(file))]
    return measure([*CLDSPEC, "validate", str(later), *options], {0, 1})


def numbered(kind: str) -> Callable[[Cells], Cells]:
    """Return a function that numbers the events of a submission, row after row."""
    counts: dict[str, int] = {}

    def change(cells: Cells) -> Cells:
        person = cells[COLUMN["person_unique_identifier"]]
        counts[person] = counts.get(person, 0) + 1
        reference = {"within-person": str(counts[person]), "one-reference": "1"}.get(kind, cells[COLUMN["event_reference"]])
        return replaced("event_reference", reference)(cells)

    return change


def write(target: Path, clean: Path, rows: int, change: Callable[[Cells], Cells], encoding: str) -> None:
    """Write the first rows of the clean return, changed."""
    is_packed = encoding == "gzip"
    with clean.open(encoding="utf-8-sig", newline="") as source:
        reader = csv.reader(source)
        headers = next(reader)
        changed: Iterator[Cells] = (change(cells) for cells in islice(reader, rows))
        with (
            gzip.open(target, "wt", encoding="utf-8", newline="", compresslevel=1)
            if is_packed
            else target.open("w", encoding=encoding, newline="") as text
        ):
            csv.writer(text).writerows([headers])
            csv.writer(text).writerows(changed)


if __name__ == "__main__":
    main()
