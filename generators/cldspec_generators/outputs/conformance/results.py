"""What a program has passed of the pack: a small file that its supplier writes, and the judgement of it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cldspec.model import Artifact

OUTCOMES = ("passed", "failed", "not run")
"""The outcomes of a file of the pack."""


def digest_of(artifacts: Iterable[Artifact]) -> str:
    """Return the digest of the returns of a pack and of what is expected in them."""
    lines = sorted(f"{artifact.path} {hashlib.sha256(artifact.content).hexdigest()}" for artifact in artifacts)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def schema_of_results(title: str) -> dict[str, Any]:
    """Return the JSON Schema of a file of results. `title` is that of the specification, with its version."""
    text = {"type": "string", "minLength": 1}
    parts: dict[str, Any] = {
        "specification": {**text, "description": "The title of the specification."},
        "version": {**text, "description": "The version of the specification."},
        "pack": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "The digest of the pack, which cases.json has."},
        "program": {
            "type": "object",
            "properties": {"name": text, "version": text},
            "required": ["name", "version"],
            "additionalProperties": False,
            "description": "The program that was run over the pack.",
        },
        "outcomes": {
            "type": "object",
            "additionalProperties": {"enum": list(OUTCOMES)},
            "description": "The outcome of each file of the pack, by its path. A program passes a file if it reports the findings that are "
            "expected, and no others.",
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"What a program has passed of the conformance pack of {title}",
        "type": "object",
        "properties": {"$schema": text, **parts},
        "required": list(parts),
        "additionalProperties": False,
    }


def files_of(index: Mapping[str, Any]) -> list[str]:
    """Return the paths of the returns of a pack, by its index."""
    return [index["valid"]["file"], *(entry["file"] for entry in (*index["cases"], *index["more"]))]


def example_of_results(index: Mapping[str, Any]) -> dict[str, Any]:
    """Return a file of results for a pack in which nothing has been run."""
    return {
        "$schema": "results.schema.json",
        "specification": index["specification"],
        "version": index["version"],
        "pack": index["digest"],
        "program": {"name": "The name of your program", "version": "1.0"},
        "outcomes": dict.fromkeys(files_of(index), "not run"),
    }


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a file of results says about a pack: the files by outcome, and what is wrong with it."""

    passed: Sequence[str]
    failed: Sequence[str]
    not_run: Sequence[str]
    problems: Sequence[str]

    @property
    def is_complete(self) -> bool:
        """Whether every file of this very pack was passed."""
        return not (self.failed or self.not_run or self.problems)


def judge(results: Mapping[str, Any], index: Mapping[str, Any]) -> Judgement:
    """Judge results, which agree with their schema, by the index of the pack."""
    outcomes: Mapping[str, str] = results["outcomes"]
    files = files_of(index)
    by_outcome = {outcome: [file for file in files if outcomes.get(file, "not run") == outcome] for outcome in OUTCOMES}
    problems = [
        f"The results are for {key} {results[key]}, but this is {index[key]}."
        for key in ("specification", "version")
        if results[key] != index[key]
    ]
    if results["pack"] != index["digest"]:
        problems.append("The results are for another edition of the pack: its digest differs. Run the program over this edition.")
    problems += [f"{file} is not in the pack." for file in outcomes if file not in files]
    return Judgement(by_outcome["passed"], by_outcome["failed"], by_outcome["not run"], problems)
