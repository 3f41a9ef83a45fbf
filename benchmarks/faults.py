"""Every planted fault found and nothing else, at any size: python benchmarks/faults.py [ROWS] [ENGINE...].

It shows of as many rows as you want what `tests/test_every_fault.py` shows of 1,000. `cldspec validate` checks a made-up return with
DuckDB and with Spark, and validate.sql checks it in SQLite, PostgreSQL and DuckDB (`duckdb-sql`). There are blank rows and empty
lines in the file. The call ends at the first engine that does not find just what was planted.
"""

import csv
import json
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from cldspec.check import load_checked  # noqa: E402
from cldspec_generators.shared.sql_scripts import names_of  # noqa: E402
from engines import DuckDB, Engine, PostgreSQL, SQLite, postgresql_server  # noqa: E402
from published_scripts import load_file, scripts  # noqa: E402

VERSION = "4.0"
SPECIFICATION = load_checked(ROOT / "spec" / VERSION)
CLDSPEC = [sys.executable, "-m", "cldspec", "--spec", str(ROOT / "spec")]
ENGINES = ("duckdb", "spark", "sqlite", "postgresql", "duckdb-sql")
ROWS_TO_A_BLANK = 50
"""The rows after which a blank row and an empty line follow."""
Found = list[tuple[int, str, str, str]]
"""Row, item, rule and severity of each finding, in order."""


def main(rows: int, engines: list[str]) -> None:
    """Make the return, have each engine check it, and print how many faults it found in how many seconds."""
    with tempfile.TemporaryDirectory() as folder:
        made, file = Path(folder) / "made.csv", Path(folder) / "return.csv"
        subprocess.run(
            [*CLDSPEC, "sample", "--rows", str(rows), "--faults", "all", "--to", str(made)], check=True, stderr=subprocess.DEVNULL
        )
        numbers = add_blank_rows(made, file)
        with made.with_name("made.planted.csv").open(encoding="utf-8-sig", newline="") as text:
            faults = [(int(row["row"]), row["item"], row["rule"], row["severity"]) for row in csv.DictReader(text)]
        planted = sorted((numbers[row - 2], item, rule, severity) for row, item, rule, severity in faults)
        print(f"| {rows:,} rows, {len(planted):,} faults | found | seconds |\n|---|---|---|")
        for name in engines:
            start = time.perf_counter()
            found = by_command(file, name) if name in {"duckdb", "spark"} else by_script(file, name)
            print(f"| {name} | {len(found):,} | {time.perf_counter() - start:.0f} |", flush=True)
            if found != planted:
                other = sorted(set(found) ^ set(planted))[:5]
                raise SystemExit(f"{name} does not find what was planted, and nothing else: {other}")


def by_command(file: Path, engine: str) -> Found:
    """Return what `cldspec validate` finds."""
    command = [*CLDSPEC, "validate", str(file), "--engine", engine, "--limit", "all", "--format", "json"]
    report = json.loads(subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout)
    return sorted((finding["row"], finding["item"], finding["rule"], finding["severity"]) for finding in report["findings"])


def by_script(file: Path, name: str) -> Found:
    """Return what validate.sql finds in a database into which the return was loaded as the README of the database says."""
    with ExitStack() as stack:
        engine: Engine = (
            SQLite() if name == "sqlite" else DuckDB() if name == "duckdb-sql" else PostgreSQL(stack.enter_context(postgresql_server()))
        )
        load_file(engine, VERSION, file)
        engine.run(scripts(VERSION, engine.name)["validate.sql"])
        found = engine.query(f"SELECT row_number, item, rule, severity FROM {names_of(SPECIFICATION).finding}")
        engine.close()
    return sorted(found)


def add_blank_rows(made: Path, file: Path) -> list[int]:
    """Copy a return with an empty line and a row of commas after some rows; return the number that each row has there."""
    numbers: list[int] = []
    with made.open(encoding="utf-8-sig", newline="") as text, file.open("w", encoding="utf-8", newline="") as copy:
        rows, writer = csv.reader(text), csv.writer(copy)
        writer.writerow(next(rows))
        number = 2
        for place, row in enumerate(rows, 1):
            writer.writerow(row)
            numbers.append(number)
            number += 1
            if place % ROWS_TO_A_BLANK == 0:
                copy.write("\r\n" + "," * (len(row) - 1) + "\r\n")
                number += 2
    return numbers


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, sys.argv[2:] or list(ENGINES))
