"""How long a build takes, beside the nearest peer: LinkML, making one JSON Schema of the same items and lists.

Each run is a whole process, imports included. The peer is installed into an environment of its own under build/, which
takes a few minutes the first time; where it cannot be installed, only our own figures are printed.

    python benchmarks/build.py
"""

import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

import yaml

from cldspec.check import load_checked
from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import required_on_all_rows

ROOT = Path(__file__).parent.parent
PEER = ROOT / "build" / "linkml"
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"
RUNS = 5


def main() -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        schema = out / "linkml.yaml"
        schema.write_text(yaml.safe_dump(linkml_schema(load_checked(ROOT / "spec" / "4.0")), sort_keys=False), encoding="utf-8")
        ours = [sys.executable, "-m", "cldspec"]
        rows: list[tuple[str, list[str]]] = [
            ("python, doing nothing", [sys.executable, "-c", ""]),
            ("python, importing click", [sys.executable, "-c", "import click"]),
            ("cldspec --help", [*ours, "--help"]),
            ("cldspec check", [*ours, "check"]),
            ("cldspec build, all outputs, into an empty folder", [*ours, "build", "--to", str(out / "{run}")]),
            ("cldspec build --check", [*ours, "build", "--check"]),
        ]
        peer = installed_peer()
        if peer:
            rows.append(("LinkML gen-json-schema, the same items and lists", [str(peer), str(schema)]))
        print("| what | seconds |\n|---|---|")
        for label, command in rows:
            print(f"| {label} | {median(command):.2f} |", flush=True)


def median(command: list[str]) -> float:
    """Return the median time of a command over several runs, after one that is not counted."""
    return statistics.median([timed(command, run) for run in range(RUNS + 1)][1:])


def timed(command: list[str], run: int) -> float:
    """Return the time of one run, in seconds."""
    start = time.perf_counter()
    subprocess.run([part.replace("{run}", str(run)) for part in command], check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - start


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
