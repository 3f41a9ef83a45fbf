"""The download pages: one for each version, with all its files, and one that links to all versions."""

import hashlib
from collections.abc import Mapping

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


def version_page(specification: Specification, files: Files, descriptions: Mapping[str, str], outputs: Mapping[str, str]) -> bytes:
    """Return the page of a version. `descriptions` has those of files, by path, and `outputs` those of outputs, by name."""
    entries: dict[str, list[dict[str, str]]] = {name: [] for name in outputs}
    for path in sorted(files):
        output, _, name = path.partition("/")
        if output in entries:
            entry = {"path": path, "name": name, "size": size_in_words(len(files[path])), "sha256": hashlib.sha256(files[path]).hexdigest()}
            description = descriptions.get(path) or (README_DESCRIPTION if name.endswith("README.md") else "")
            entries[output].append(entry | {"description": description})
    values = {"specification": specification, "outputs": outputs, "entries": entries}
    return render_page(PACKAGE, "version.html.j2", **values, **_style_links(ASSETS)).encode()


def versions_page(specification: Specification, labels: Mapping[str, str]) -> bytes:
    """Return the page that links to all versions. `specification` is the latest one, and `labels` is what each is called, by number."""
    links = _style_links(f"{specification.version}/{ASSETS}")
    return render_page(PACKAGE, "versions.html.j2", specification=specification, labels=labels, **links).encode()


def size_in_words(size: int) -> str:
    """Return a size in bytes with a unit that suits it, such as 1.2 MB."""
    for unit, factor in (("MB", 10**6), ("KB", 10**3)):
        if size >= factor:
            return f"{size / factor:.0f} {unit}" if size >= 10 * factor else f"{size / factor:.1f} {unit}"
    return f"{size} bytes"


def _style_links(folder: str) -> dict[str, str]:
    return {"styles": f"{folder}/{STYLES}", "licence": f"{folder}/{LICENCE}"}
