"""How long a comparison takes, beside the nearest peer: datacontract-cli, comparing two contracts of the same items and lists.

Each run is a whole process, imports included. Ours proves what rules, lists and obligations come to, and holds its examples
to both versions; the peer compares. It is installed into an environment of its own under build/, which takes a few minutes
the first time; where it cannot be installed, only our own figures are printed.

    python benchmarks/diff.py
"""

import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

import yaml

from cldspec.load import load
from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import required_on_all_rows

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from conftest import NEXT_DRAFT, REAL  # noqa: E402

PEER = ROOT / "build" / "datacontract"
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"
OLD, NEW = REAL, NEXT_DRAFT
RUNS = 9
TYPES = {"text": "string", "code": "string", "date": "date", "integer": "integer", "decimal": "number"}


def main() -> None:
    """Measure, in turn, so that both have the same machine; and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            f"cldspec diff {OLD.name} {NEW.name}": [sys.executable, "-m", "cldspec", "diff", str(OLD), str(NEW)],
            "python, doing nothing": [sys.executable, "-c", ""],
        }
        peer = installed_peer()
        if peer:
            contracts = [str(written(Path(folder), version)) for version in (OLD, NEW)]
            commands["datacontract breaking, the same items and lists"] = [str(peer), "breaking", *contracts]
        times: dict[str, list[float]] = {label: [] for label in commands}
        for run in range(RUNS + 1):
            for label, command in commands.items():
                start = time.perf_counter()
                subprocess.run(command, check=False, capture_output=True)
                times[label] += [time.perf_counter() - start] if run else []
        print("| what | seconds |\n|---|---|")
        for label, measured in times.items():
            print(f"| {label} | {statistics.median(measured):.2f} |")


def written(folder: Path, version: Path) -> Path:
    """Write a version as a contract of the Open Data Contract Standard, and return the file."""
    specification = load(version)
    path = folder / f"{version.name}.yaml"
    path.write_text(yaml.safe_dump(contract(specification), sort_keys=False), encoding="utf-8")
    return path


def contract(specification: Specification) -> dict[str, object]:
    """Return the items and lists of a specification as a contract."""
    properties = [described(item, specification) for item in specification.items]
    table = {"name": specification.record.id, "logicalType": "object", "properties": properties}
    head = {"apiVersion": "v3.1.0", "kind": "DataContract", "id": "contract", "name": specification.title}
    return {**head, "version": specification.version, "status": "active", "schema": [table]}


def described(item: DataItem, specification: Specification) -> dict[str, object]:
    """Return one item as a property of a contract."""
    described: dict[str, object] = {
        "name": item.id,
        "businessName": item.title,
        "logicalType": TYPES[item.type],
        "required": item.id in required_on_all_rows(specification),
        "description": item.definition,
    }
    if item.max_length is not None:
        described["logicalTypeOptions"] = {"maxLength": item.max_length}
    values = specification.values_of(item.id)
    if values:
        valid = {"type": "library", "metric": "invalidValues", "mustBe": 0, "arguments": {"validValues": list(values)}}
        described["quality"] = [valid]
    return described


def installed_peer() -> Path | None:
    """Return the peer's program, installing it if needed; nothing where that fails."""
    program = PEER / SCRIPTS / "datacontract"
    if not program.exists():
        venv.create(PEER, with_pip=True)
        pip = [str(PEER / SCRIPTS / "python"), "-m", "pip", "install", "--quiet", "datacontract-cli"]
        if subprocess.run(pip, check=False).returncode:
            print("The peer could not be installed.", file=sys.stderr)
            return None
    return program


if __name__ == "__main__":
    main()
