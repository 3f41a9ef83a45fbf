"""The whole specification as one JSON document."""

from collections.abc import Iterator

from cldspec.model import Artifact, Specification
from cldspec.model.as_data import plain
from cldspec_generators.shared.writing import filled_template, json_text


def generate(specification: Specification) -> Iterator[Artifact]:
    """The whole specification as one JSON document: items, lists, tables, discrepancies and all. For programs."""
    yield Artifact("specification.json", json_text(plain(specification)).encode(), "Everything that the specification says, for programs.")
    yield Artifact("README.md", filled_template(__name__, "README.md.j2", specification=specification).encode())
