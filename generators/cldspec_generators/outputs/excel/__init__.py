"""The Excel template that councils fill in, with worksheets for looking things up and for trying out a calculation."""

from collections.abc import Iterator

from cldspec.model import Artifact, Specification


def generate(specification: Specification) -> Iterator[Artifact]:
    """The Excel template: drop-down lists, live checks, code lists, data dictionary, calculations. For people who fill in returns."""
    from cldspec_generators.outputs.excel.workbook import readme, workbook

    file = f"{specification.abbreviation.lower()}-template-{specification.version}.xlsx"
    yield Artifact(file, workbook(specification), "The template to fill in, with live checks.")
    yield Artifact("README.md", readme(specification, file).encode())
