"""The guide to a specification: the same words, made from its chapters and its data, in four formats."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from cldspec.model import Artifact, Specification


def generate(specification: Specification) -> Iterator[Artifact]:
    """The guide as web pages, Word, PDF and Markdown: chapters, data items, code lists, rules and sources. For readers."""
    from cldspec_generators.outputs.guidance.guide import file_name, guide_of, printed
    from cldspec_generators.outputs.guidance.html import html_of
    from cldspec_generators.outputs.guidance.markdown import contents, markdown_of
    from cldspec_generators.outputs.guidance.pdf import typeset, typst_source
    from cldspec_generators.outputs.guidance.word import word_of
    from cldspec_generators.shared.writing import render_template

    guide = guide_of(specification)
    name = file_name(guide)
    source = typst_source(printed(guide))
    with ThreadPoolExecutor(max_workers=1) as thread:  # Typst releases Python's lock, so other files can be made meanwhile
        pdf = thread.submit(typeset, source)
        yield Artifact("markdown/README.md", contents(guide).encode(), "The guide's contents, for reading on a code host.")
        for page in guide.pages:
            yield Artifact(f"markdown/{page.id}.md", markdown_of(page, guide).encode(), f"The guide: {page.title}.")
        yield Artifact(f"{name}.docx", word_of(printed(guide)), "The guide as a Word document.")
        yield Artifact("README.md", render_template(__name__, "README.md.j2", specification=specification, guide=guide, name=name).encode())
        for artifact in html_of(guide):
            yield Artifact(f"html/{artifact.path}", artifact.content, artifact.about)
        for picture, drawing in guide.pictures.items():
            yield Artifact(f"markdown/pictures/{picture}.svg", drawing.svg.encode(), f"{drawing.title}.")
        yield Artifact(f"{name}.pdf", pdf.result(), "The guide as PDF, tagged for screen readers.")
