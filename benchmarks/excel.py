"""Measures the template: its size, the time to make it, and the time LibreOffice takes to open it, empty and full.

LibreOffice runs as a process that opens a file and writes its first worksheet as CSV. A workbook with one cell shows how long it
takes just to start.

    python benchmarks/excel.py
"""

import io
import shutil
import statistics
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

from cldspec.check import load_checked
from cldspec_generators.outputs.excel.layout import FIRST_ROW, ROWS
from cldspec_generators.outputs.excel.workbook import workbook

ROOT = Path(__file__).parent.parent
RUNS = 5


def main() -> None:
    """Measure, and print a table."""
    specification = load_checked(ROOT / "spec" / "4.0")
    content = workbook(specification)
    print("| what | |\n|---|---|")
    print(f"| making the workbook | {median(lambda: workbook(specification)):.2f} s |")
    print(f"| its size; compressed, as Excel saves it | {len(content) // 1000} KB; {len(zipped(content)) // 1000} KB |")
    soffice = shutil.which("soffice")
    if soffice is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        one, empty, full = (Path(folder, f"{name}.xlsx") for name in ("one", "empty", "full"))
        book = openpyxl.Workbook()
        book.active.append(["one"])
        book.save(one)
        empty.write_bytes(content)
        book = openpyxl.load_workbook(empty)
        for row in range(FIRST_ROW + 1, FIRST_ROW + 1 + ROWS):
            for column, item in enumerate(specification.items, 1):
                example = next((example.value for example in item.examples if example.value), None)
                book["Data"].cell(row, column, (specification.values_of(item.id) or (example,))[0])
        book.save(full)
        for label, path in (("one cell", one), ("the template", empty), (f"{ROWS:,} rows filled", full)):
            command = [soffice, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--convert-to", "csv"]
            seconds = median(lambda command=command, path=path: run([*command, "--outdir", folder, str(path)]))  # type: ignore[misc]
            print(f"| LibreOffice, start to end: {label} | {seconds:.1f} s |", flush=True)


def zipped(content: bytes) -> bytes:
    """Return the workbook compressed."""
    small = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(small, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return small.getvalue()


def run(command: list[str]) -> None:
    """Run a command to its end."""
    subprocess.run(command, check=True, capture_output=True)


def median(job: Callable[[], object]) -> float:
    """Return the median time of several runs, after one that is not counted."""
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


if __name__ == "__main__":
    main()
