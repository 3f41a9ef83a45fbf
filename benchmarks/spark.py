"""How long Spark takes to check a return beside DuckDB, on one core and on two.

    python benchmarks/spark.py [ROWS]

The same made-up return, with a planted fault in one row of a hundred, is checked by both in whole processes, the start of Python
and Java included, in turn. Only seconds on the clock are printed, because those of Java's processors are not seen from here.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import Measured, measure

ROOT = Path(__file__).parent.parent
ROWS = 1_000_000
RATE = "0.01"
CORES = (1, 2)


def main() -> None:
    """Make the return, measure, and print a table."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "return.csv"
        cldspec = [sys.executable, "-m", "cldspec", "--spec", str(ROOT / "spec")]
        subprocess.run([*cldspec, "sample", "--rows", str(rows), "--faults", "all", "--rate", RATE, "--to", str(file)], check=True)
        print(f"{rows:,} rows, {file.stat().st_size / 1e6:,.0f} MB, a fault in one of a hundred rows\n")
        print("| cores | engine | seconds | rows a second | times DuckDB |\n|---|---|---|---|---|")
        check = [*cldspec, "validate", str(file), "--format", "json"]
        for cores in CORES:
            duckdb = measure([*check, "--threads", str(cores)], codes=(1,))  # there are findings
            spark = measure([*check, "--engine", "spark", "--master", f"local[{cores}]"], codes=(1,))
            for engine, measured in (("DuckDB", duckdb), ("Spark", spark)):
                print(line(cores, engine, measured, duckdb, rows))


def line(cores: int, engine: str, measured: Measured, duckdb: Measured, rows: int) -> str:
    """Return a line of the table."""
    return f"| {cores} | {engine} | {measured.seconds:.1f} | {rows / measured.seconds:,.0f} | {measured.seconds / duckdb.seconds:.1f} |"


if __name__ == "__main__":
    main()
