"""The Excel template that is filled, and the sheets for looking things up and trying a calculation out."""

from collections.abc import Iterator

from cldspec.model import Artifact, Specification


def generate(specification: Specification) -> Iterator[Artifact]:
    """The Excel template: drop-downs, live checks in words, lists, dictionary, calculations to try. For those who fill returns."""
    from cldspec_generators.outputs.excel.workbook import readme, workbook

    name = f"{specification.abbreviation.lower()}-template-{specification.version}.xlsx"
    yield Artifact(name, workbook(specification), "The template to fill, with live checks.")
    yield Artifact("README.md", readme(specification, name).encode())
