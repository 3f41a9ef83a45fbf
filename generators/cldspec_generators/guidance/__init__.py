"""The guidance: one set of words, made from the chapters and the specification, in several forms."""

from collections.abc import Iterator

from cldspec.model import Artifact, Specification


def generate(specification: Specification) -> Iterator[Artifact]:
    """The guide: chapters, every data item, lists, rules and sources. For those who read."""
    from cldspec_generators.guidance.guide import guide_of
    from cldspec_generators.guidance.html import html_of
    from cldspec_generators.guidance.markdown import contents, markdown_of

    guide = guide_of(specification)
    yield Artifact("markdown/README.md", contents(guide).encode())
    for page in guide.pages:
        yield Artifact(f"markdown/{page.id}.md", markdown_of(page, guide).encode())
    for artifact in html_of(guide):
        yield Artifact(f"html/{artifact.path}", artifact.content, artifact.about)
    for name, picture in guide.pictures.items():
        yield Artifact(f"markdown/pictures/{name}.svg", picture.svg.encode())
