"""How long a return takes to check, beside reading it and no more, and beside checkers that go row by row.

    python benchmarks/validate.py [ROWS] [THREADS]

A made-up return is checked with every rule in a whole process, imports included, and in turn with that the same file is
read by DuckDB into a table, all text, order kept: the least that a checker on DuckDB could take. The others are given fewer
rows and fewer rules: lists, types, forms, and what JSON Schema can hold of the conditions; what is timed of them is the
checking alone, rows in memory (frictionless reads the file itself).
"""

import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measuring import Measured, measure

ROOT = Path(__file__).parent.parent
ROWS = 1_000_000
RATE = "0.01"
RUNS = 3
MANY = 5_000_000
"""From so many rows on, once is enough."""
FEW = {"jsonschema": 2_000, "frictionless": 20_000, "jsonschema-rs": 100_000}
"""The rows that those are given that go row by row."""
READ = """
import duckdb, sys
connection = duckdb.connect()
connection.execute(f"SET temp_directory = '{sys.argv[2]}'")
if sys.argv[3] != "0":
    connection.execute(f"SET threads = {sys.argv[3]}")
given = f"READ_CSV('{sys.argv[1]}', all_varchar = true, header = true, delim = ',', nullstr = '')"
connection.execute(f"CREATE TABLE given AS SELECT * FROM {given}")
"""


def main() -> None:
    """Make the return, measure, and print a table."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    threads = sys.argv[2] if len(sys.argv) > 2 else "0"  # noqa: PLR2004 - the second argument
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "return.csv"
        cldspec = [sys.executable, "-m", "cldspec", "--spec", str(ROOT / "spec")]
        subprocess.run([*cldspec, "sample", "--rows", str(rows), "--faults", "all", "--rate", RATE, "--to", str(file)], check=True)
        print(f"{rows:,} rows, {file.stat().st_size / 1e6:,.0f} MB, a fault in one of a hundred rows; {os.cpu_count()} cores\n")
        with_threads = [] if threads == "0" else ["--threads", threads]
        check = [*cldspec, "validate", str(file), "--format", "json", *with_threads]
        read = [sys.executable, "-c", READ, str(file), str(Path(folder) / "spill"), threads]
        measured: dict[str, list[Measured]] = {"read": [], "check": []}
        for _ in range(RUNS if rows < MANY else 1):
            measured["read"].append(measure(read))
            measured["check"].append(measure(check, {1}))  # there are findings
        medians = {label: statistics.median(run.seconds for run in runs) for label, runs in measured.items()}
        processor = {label: statistics.median(run.processor for run in runs) for label, runs in measured.items()}
        peaks = {label: max(run.peak for run in runs) for label, runs in measured.items()}
        print("| what | seconds | rows a second | times reading | processor seconds | times reading | peak memory, MB |")
        print("|---|---|---|---|---|---|---|")
        titles = {"read": "DuckDB, reading into a table, all text", "check": "`cldspec validate`, every rule"}
        for label, title in titles.items():
            seconds = medians[label]
            times = f"{seconds / medians['read']:.2f} | {processor[label]:.2f} | {processor[label] / processor['read']:.2f}"
            print(f"| {title} | {seconds:.2f} | {rows / seconds:,.0f} | {times} | {peaks[label]:,.0f} |")
        for label, checked in (("jsonschema", by_jsonschema), ("jsonschema-rs", by_jsonschema_rs), ("frictionless", by_frictionless)):
            count = min(FEW[label], rows)
            seconds = checked(file, count, Path(folder))
            print(f"| {label}, {count:,} rows | {seconds:.2f} | {count / seconds:,.0f} | | | | |")


def by_jsonschema(file: Path, count: int, folder: Path) -> float:
    """Return the seconds that jsonschema takes."""
    del folder
    import jsonschema

    validator = jsonschema.Draft202012Validator(schema())
    rows = canonical_rows(file, count)
    return timed(lambda: [list(validator.iter_errors(row)) for row in rows])


def by_jsonschema_rs(file: Path, count: int, folder: Path) -> float:
    """Return the seconds that jsonschema-rs takes."""
    del folder
    import jsonschema_rs

    validator = jsonschema_rs.validator_for(schema())
    rows = canonical_rows(file, count)
    return timed(lambda: [list(validator.iter_errors(row)) for row in rows])


def by_frictionless(file: Path, count: int, folder: Path) -> float:
    """Return the seconds that frictionless takes, its reading of the file included."""
    import frictionless

    part = folder / "part.csv"
    with file.open(encoding="utf-8-sig", newline="") as whole, part.open("w", encoding="utf-8", newline="") as some:
        some.writelines(line for _, line in zip(range(count + 1), whole, strict=False))
    described = json.loads((ROOT / "outputs" / "4.0" / "frictionless" / "tableschema.json").read_text(encoding="utf-8"))
    described.pop("foreignKeys", None)
    resource = frictionless.Resource(path=part.name, basepath=str(folder), schema=frictionless.Schema.from_descriptor(described))
    return timed(lambda: resource.validate(limit_errors=10**9))


def schema() -> dict[str, object]:
    """Return the published JSON Schema of a row."""
    found: dict[str, object] = json.loads((ROOT / "outputs" / "4.0" / "json-schema" / "event.schema.json").read_text(encoding="utf-8"))
    return found


def canonical_rows(file: Path, count: int) -> list[dict[str, object]]:
    """Return the first rows of a return as JSON has them."""
    from cldspec.load import load
    from cldspec.rules.cells import Unreadable, read

    specification = load(ROOT / "spec" / "4.0")
    made: list[dict[str, object]] = []
    with file.open(encoding="utf-8-sig", newline="") as text:
        for _, line in zip(range(count), csv.DictReader(text), strict=False):
            cells = {item.id: read(item, line[item.title], specification) for item in specification.items}
            made.append(
                {
                    name: "?" if isinstance(cell, Unreadable) else cell if isinstance(cell, str) else float(cell)
                    for name, cell in cells.items()
                    if cell is not None
                }
            )
    return made


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
