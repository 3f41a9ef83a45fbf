"""The pages from which people download: one of a version, with every file, and one that leads to the versions."""

import hashlib
from collections.abc import Iterable, Mapping

from cldspec.model import Specification
from cldspec_generators.shared.page import render_page
from cldspec_generators.shared.style_sheet import LICENCE, STYLES

PACKAGE = "cldspec_generators.reports"
INDEX = "index.html"
"""The name of each page."""
ASSETS = "guidance/html/assets"
"""Where the style sheet stands below a version's folder: with the guide, which needs it, too."""

README = "What is here, and how to use it."
"""What a README is for, where nothing else is said of it."""
Files = Mapping[str, bytes]


def version_page(specification: Specification, files: Files, about: Mapping[str, str], outputs: Mapping[str, str]) -> bytes:
    """Return the page of a version. `about` says of files what each is for; `outputs` what each output is, by name."""
    entries: dict[str, list[dict[str, str]]] = {name: [] for name in outputs}
    for path in sorted(files):
        output, _, name = path.partition("/")
        if output in entries:
            digest = hashlib.sha256(files[path]).hexdigest()
            said = about.get(path) or (README if name.endswith("README.md") else "")
            entries[output].append({"path": path, "name": name, "size": size(len(files[path])), "sha256": digest, "about": said})
    values = {"specification": specification, "outputs": outputs, "entries": entries}
    return render_page(PACKAGE, "version.html.j2", **values, **_style_links(ASSETS)).encode()


def versions_page(specification: Specification, versions: Iterable[str]) -> bytes:
    """Return the page that leads to the versions; `specification` is the one that is built."""
    links = _style_links(f"{specification.version}/{ASSETS}")
    return render_page(PACKAGE, "versions.html.j2", specification=specification, versions=list(versions), **links).encode()


def size(count: int) -> str:
    """Return a number of bytes as people read it."""
    for unit, factor in (("MB", 10**6), ("KB", 10**3)):
        if count >= factor:
            return f"{count / factor:.0f} {unit}" if count >= 10 * factor else f"{count / factor:.1f} {unit}"
    return f"{count} bytes"


def _style_links(folder: str) -> dict[str, str]:
    return {"styles": f"{folder}/{STYLES}", "licence": f"{folder}/{LICENCE}"}
