"""A page that checks a return in the browser: nothing to install, nothing sent."""

from collections.abc import Iterator

from cldspec.model import Artifact, Specification


def generate(specification: Specification) -> Iterator[Artifact]:
    """A page that checks a return in your browser, on your machine. For those who may install nothing."""
    from cldspec_generators.outputs.checker.page import checker_page
    from cldspec_generators.outputs.checker.source import worker_source
    from cldspec_generators.shared.writing import render_template

    page = checker_page(specification, worker_source(specification))
    yield Artifact("index.html", page.encode(), "The page: open it in a browser. It needs no other file.")
    yield Artifact("README.md", render_template(__name__, "README.md.j2", specification=specification).encode())
