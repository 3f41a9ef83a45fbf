"""What the commands on a specification cost, and the same for the nearest peer: LinkML, which makes one JSON Schema of the same items.

Each run is a whole process, imports included. The commands run in turn, so that a busy machine slows all of them alike. The table has
the medians. The peer is installed into an environment of its own, build/linkml, which takes a few minutes the first time. If it cannot be
installed, only our own figures are printed.

    python benchmarks/build.py [RUNS]
"""

import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

import yaml

from cldspec.check import load_checked
from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import required_on_all_rows

ROOT = Path(__file__).parent.parent
PEER = ROOT / "build" / "linkml"
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"
RUNS = 5
"""The runs that count, unless the command line says how many."""
LINKML = "LinkML gen-json-schema, the same items and lists"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command costs: seconds on the clock, and seconds of processor time on all cores, which are NaN on Windows."""

    wall: float
    processor: float


def main() -> None:
    """Measure, and print a table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        schema = out / "linkml.yaml"
        schema.write_text(yaml.safe_dump(linkml_schema(load_checked(ROOT / "spec" / "4.0")), sort_keys=False), encoding="utf-8")
        ours = [sys.executable, "-m", "cldspec"]
        commands = {
            "cldspec --help": [*ours, "--help"],
            "cldspec check": [*ours, "check"],
            "cldspec build, all outputs, into an empty folder": [*ours, "build", "--to", str(out / "{run}")],
            "cldspec build --check": [*ours, "build", "--check"],
        }
        peer = installed_peer()
        if peer:
            commands[LINKML] = [str(peer), str(schema)]
        costs = medians(commands, runs)
    print("| command | wall, s | ratio to LinkML | processor, s | ratio to LinkML |\n|---|---|---|---|---|")
    for label, cost in costs.items():
        wall, processor = (f"{ratio:.2f}" for ratio in ratios(cost, costs.get(LINKML)))
        print(f"| {label} | {cost.wall:.2f} | {wall} | {cost.processor:.2f} | {processor} |")


def ratios(cost: Cost, peer: Cost | None) -> tuple[float, float]:
    """Return the time on the clock and the processor time as multiples of the peer's; NaN without a peer."""
    return (cost.wall / peer.wall, cost.processor / peer.processor) if peer else (math.nan, math.nan)


def medians(commands: Mapping[str, list[str]], runs: int) -> dict[str, Cost]:
    """Return the median cost of each command over some runs, after one run that is not counted."""
    rounds = [{label: measured(command, run) for label, command in commands.items()} for run in range(runs + 1)][1:]
    return {label: Cost(*map(statistics.median, zip(*(astuple(costs[label]) for costs in rounds), strict=True))) for label in commands}


def measured(command: list[str], run: int) -> Cost:
    """Return the cost of one run. Raises CalledProcessError if the command fails."""
    start, before = time.perf_counter(), os.times()
    subprocess.run([part.replace("{run}", str(run)) for part in command], check=True, capture_output=True, cwd=ROOT)
    wall, after = time.perf_counter() - start, os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(wall, math.nan if sys.platform == "win32" else processor)


def installed_peer() -> Path | None:
    """Return the peer's program, installed if need be; None where that fails."""
    program = PEER / SCRIPTS / ("gen-json-schema.exe" if sys.platform == "win32" else "gen-json-schema")
    if not program.exists():
        print("Installing LinkML ...", file=sys.stderr)
        venv.create(PEER, with_pip=True)
        install = [str(PEER / SCRIPTS / "python"), "-m", "pip", "install", "--quiet", "linkml"]
        if subprocess.run(install, check=False, capture_output=True).returncode:
            print("LinkML cannot be installed here.", file=sys.stderr)
            return None
    return program


def linkml_schema(specification: Specification) -> dict[str, object]:
    """Return the items and lists in LinkML's own format."""
    ranges: dict[str, Callable[[DataItem], str]] = {
        "text": lambda _: "string",
        "date": lambda _: "date",
        "integer": lambda _: "integer",
        "decimal": lambda _: "decimal",
        "code": lambda item: str(item.code_list).replace("-", "_"),
    }
    attributes = {
        item.id: {
            "title": item.title,
            "description": item.definition,
            "range": ranges[item.type](item),
            "required": item.id in required_on_all_rows(specification),
        }
        for item in specification.items
    }
    enums = {
        code_list.id.replace("-", "_"): {
            "permissible_values": {code.value: {"description": code.description or code.label or code.value} for code in code_list.codes}
        }
        for code_list in specification.code_lists
    }
    return {
        "id": "https://example.org/benchmark",
        "name": "benchmark",
        "prefixes": {"linkml": "https://w3id.org/linkml/"},
        "imports": ["linkml:types"],
        "default_range": "string",
        "classes": {specification.record.title: {"attributes": attributes, "tree_root": True}},
        "enums": enums,
    }


if __name__ == "__main__":
    main()
