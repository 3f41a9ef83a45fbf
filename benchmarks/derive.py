"""How long all derivations of a return take beside its validation: python benchmarks/derive.py [ROWS].

Each line is a whole process, of the same made-up file in the same run: seconds on the clock and of the processors, and the peak of
memory. `derive` writes CSV files.
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(Path(__file__).parent))

from measuring import measure  # noqa: E402

CLDSPEC = [sys.executable, "-m", "cldspec", "--spec", str(ROOT / "spec")]
ROWS = 100_000


def main(rows: int) -> None:
    """Make a return, validate it and derive everything from it, and print what each took."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "return.csv"
        measure([*CLDSPEC, "sample", "--rows", str(rows), "--to", str(file)])
        validated = measure([*CLDSPEC, "validate", str(file)], codes=(0, 1))
        derived = measure([*CLDSPEC, "derive", str(file), "--to", str(Path(folder) / "derived")])
        for name, taken in (("validate", validated), ("derive", derived)):
            print(f"{name:10} {taken.seconds:8.1f} s  {taken.processor:8.1f} s of processors  {taken.peak:8.0f} MB")
        print(f"derive takes {derived.seconds / validated.seconds:.1f} times validate on the clock, {rows:,} rows")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
