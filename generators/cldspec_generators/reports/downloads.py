"""The download pages: one for each version, with all its files, and one that links to all versions."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from cldspec.model import Specification
from cldspec_generators.shared.page import render_page
from cldspec_generators.shared.style_sheet import LICENCE, STYLES

PACKAGE = "cldspec_generators.reports"
"""The package that has the templates."""
INDEX = "index.html"
"""The file name of each page."""
ASSETS = "guidance/html/assets"
"""The folder of the style sheet below the folder of a version. The guide has it there, and these pages use it too."""
README_DESCRIPTION = "What these files are, and how to use them."
"""The description of a README that has none of its own."""
Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class _Download:
    """What the page says about an output: its title, and links to the files that most people want, the recommended one first.

    A link is the pattern of a path below the output's folder, and its words. Both may name the {collection}.
    """

    output: str
    title: str
    links: tuple[tuple[str, str], ...]


_PURPOSES: tuple[tuple[str, tuple[_Download, ...]], ...] = (
    (
        "Check a {collection}",
        (
            _Download(
                "checker", "A page that checks your {collection}, with nothing to install", (("index.html", "Check a {collection} now"),)
            ),
            _Download("sql", "SQL scripts", (("README.md", "How to load and check a {collection} in your database"),)),
            _Download("frictionless", "Data package for Python and R", (("datapackage.json", "The data package"),)),
            _Download("json-schema", "JSON Schema", (("{collection_id}.schema.json", "The schema of a {collection}"),)),
        ),
    ),
    (
        "Read what is asked for",
        (
            _Download(
                "guidance",
                "The guide",
                (
                    ("html/index.html", "Read the guide in your browser"),
                    ("*.pdf", "The guide as PDF"),
                    ("*.docx", "The guide as a Word document"),
                ),
            ),
            _Download("rules", "The rules as tables", (("rules.csv", "All rules, one in each row"),)),
        ),
    ),
    (
        "Fill in a {collection}",
        (
            _Download("excel", "The Excel template", (("*.xlsx", "Download the template"),)),
            _Download("csv", "CSV files", (("{collection_id}.csv", "An empty {collection} with the right headers"),)),
        ),
    ),
    (
        "See what has changed",
        (
            _Download("changes", "Changes since the version before", (("*notice.html", "The change notice"),)),
            _Download("corrections", "Corrections", (("*notice.html", "What was corrected, and why"),)),
        ),
    ),
    (
        "Build software",
        (
            _Download("specification", "The whole specification as data", (("specification.json", "The specification as JSON"),)),
            _Download("conformance", "Conformance pack", (("README.md", "How to test your software with the pack"),)),
        ),
    ),
)
"""What people want to do, and the outputs for each purpose. An output that is not here is listed under other files."""
_OTHER = "Other files"


def version_page(specification: Specification, files: Files, descriptions: Mapping[str, str], outputs: Mapping[str, str]) -> bytes:
    """Return the page of a version. `descriptions` has those of files, by path, and `outputs` those of outputs, by name."""
    entries: dict[str, list[dict[str, str]]] = {name: [] for name in outputs}
    for path in sorted(files):
        output, _, name = path.partition("/")
        if output in entries:
            entry = {"path": path, "name": name, "size": size_in_words(len(files[path])), "sha256": hashlib.sha256(files[path]).hexdigest()}
            description = descriptions.get(path) or (README_DESCRIPTION if name.endswith("README.md") else "")
            entries[output].append(entry | {"description": description})
    purposes = list(_purposes(specification, entries, outputs))
    values = {"specification": specification, "purposes": purposes, "entries": entries}
    return render_page(PACKAGE, "version.html.j2", **values, **_style_links(ASSETS)).encode()


def versions_page(specification: Specification, labels: Mapping[str, str]) -> bytes:
    """Return the page that links to all versions. `specification` is the latest one, and `labels` is what each is called, by number."""
    links = _style_links(f"{specification.version}/{ASSETS}")
    return render_page(PACKAGE, "versions.html.j2", specification=specification, labels=labels, **links).encode()


def _purposes(
    specification: Specification, entries: Mapping[str, list[dict[str, str]]], outputs: Mapping[str, str]
) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Yield each purpose with the outputs for it that the version has."""
    collection = specification.collection
    words = {"collection": collection.title.lower(), "collection_id": collection.id}
    known = {download.output for _, downloads in _PURPOSES for download in downloads}
    others = tuple(_Download(name, name.replace("-", " ").capitalize(), ()) for name in outputs if name not in known)
    for purpose, downloads in (*_PURPOSES, (_OTHER, others)):
        shown: list[dict[str, object]] = []
        for download in downloads:
            if download.output in outputs:
                patterns = [(pattern.format(**words), text.format(**words)) for pattern, text in download.links]
                links = [(found, text) for pattern, text in patterns if (found := _first(pattern, entries[download.output]))]
                about = outputs[download.output]
                shown.append({"output": download.output, "title": download.title.format(**words), "about": about, "links": links})
        if shown:
            yield purpose.format(**words), shown


def _first(pattern: str, entries: list[dict[str, str]]) -> dict[str, str] | None:
    """Return the first file whose path matches a pattern."""
    return next((entry for entry in entries if fnmatchcase(entry["name"], pattern)), None)


def size_in_words(size: int) -> str:
    """Return a size in bytes with a unit that suits it, such as 1.2 MB."""
    for unit, factor in (("MB", 10**6), ("KB", 10**3)):
        if size >= factor:
            return f"{size / factor:.0f} {unit}" if size >= 10 * factor else f"{size / factor:.1f} {unit}"
    return f"{size} bytes"


def _style_links(folder: str) -> dict[str, str]:
    return {"styles": f"{folder}/{STYLES}", "licence": f"{folder}/{LICENCE}"}
