"""Every planted fault found and nothing else, at any size: python benchmarks/faults.py [ROWS] [ENGINE...].

What `tests/test_every_fault.py` shows of 1,000 rows, of as many as are wanted: a made-up return is held to every rule by
`cldspec validate` with DuckDB and with Spark, and by validate.sql in SQLite and PostgreSQL. Each must find just what was
planted; who does not ends the call.
"""

import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from cldspec.check import load_checked  # noqa: E402
from cldspec_generators.shared.sql_scripts import names_of  # noqa: E402
from engines import Engine, PostgreSQL, SQLite, postgresql_server  # noqa: E402
from published_scripts import scripts  # noqa: E402

VERSION = "4.0"
SPECIFICATION = load_checked(ROOT / "spec" / VERSION)
CLDSPEC = [sys.executable, "-m", "cldspec", "--spec", str(ROOT / "spec")]
ENGINES = ("duckdb", "spark", "sqlite", "postgresql")
Found = list[tuple[int, str, str, str]]
"""Row, item, rule and severity of each finding, in order."""


def main(rows: int, engines: list[str]) -> None:
    """Make the return, have each engine check it, and print how many faults it found in how many seconds."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "return.csv"
        subprocess.run(
            [*CLDSPEC, "sample", "--rows", str(rows), "--faults", "all", "--to", str(file)], check=True, stderr=subprocess.DEVNULL
        )
        with file.with_name("return.planted.csv").open(encoding="utf-8-sig", newline="") as text:
            planted = sorted((int(row["row"]), row["item"], row["rule"], row["severity"]) for row in csv.DictReader(text))
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
    """Return what validate.sql finds in a database into which the return was loaded."""
    if name == "sqlite":
        return in_database(file, SQLite())
    with postgresql_server() as uri:
        return in_database(file, PostgreSQL(uri))


def in_database(file: Path, engine: Engine) -> Found:
    """Load the return into the staging table, run validate.sql, and return the findings."""
    made, names = scripts(VERSION, engine.name), names_of(SPECIFICATION)
    for script in ("drop.sql", "tables.sql", "code_lists.sql"):
        engine.run(made[script])
    columns = ", ".join(item.id for item in SPECIFICATION.items)
    if isinstance(engine, SQLite):
        marks = ", ".join("?" for _ in SPECIFICATION.items)
        engine.connection.executemany(f"INSERT INTO {names.staging} ({columns}) VALUES ({marks})", typed(file))
        engine.connection.commit()
    elif isinstance(engine, PostgreSQL):
        with engine.connection.cursor() as cursor, cursor.copy(f"COPY {names.staging} ({columns}) FROM STDIN") as copy:
            for row in typed(file):
                copy.write_row(row)
    engine.run(made["validate.sql"])
    found = engine.query(f"SELECT row_number, item, rule, severity FROM {names.finding}")
    engine.close()
    return sorted(found)


def typed(file: Path) -> Iterator[list[str | None]]:
    """Yield the cells of each row, those of the items in their order; None where there is nothing."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        for line in csv.DictReader(text):
            yield [line[item.title] or None for item in SPECIFICATION.items]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, sys.argv[2:] or list(ENGINES))
