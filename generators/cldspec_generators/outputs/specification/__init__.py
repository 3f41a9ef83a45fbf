"""The whole specification as one JSON document."""

from collections.abc import Iterator
from dataclasses import replace

from cldspec.model import Artifact, Specification
from cldspec.model.as_data import as_data
from cldspec_generators.shared.writing import json_text, render_template


def generate(specification: Specification) -> Iterator[Artifact]:
    """The whole specification as one JSON document: items, code lists, rules, tables, decisions and more. For programs."""
    content = as_data(replace(specification, published=specification.publication_date, later_releases=()))
    yield Artifact("specification.json", json_text(content).encode(), "The whole specification, for programs.")
    yield Artifact("README.md", render_template(__name__, "README.md.j2", specification=specification).encode())
