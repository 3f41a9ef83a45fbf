"""What is made from a specification: one folder in `outputs/` for each output.

A folder holds `generate(specification) -> Iterator[Artifact]`, a pure function without disk or clock, whose docstring's
first line is what `cldspec list outputs` prints. Its files land in outputs/VERSION/FOLDER/, underscores as hyphens.
Other packages add outputs by an entry point of the group `cldspec.generators`.
"""

import pkgutil
import re
from importlib import import_module
from importlib.metadata import entry_points
from inspect import getdoc
from typing import cast

from cldspec.model import Generator
from cldspec_generators import outputs

GROUP = "cldspec.generators"
CHANGES = "changes"
"""The folder of the files that say what changed since the version before, among the outputs of the later version."""


def names() -> list[str]:
    """Return the names of all outputs: the folders here, and the entry points of other packages."""
    added = sorted(entry.name for entry in entry_points(group=GROUP))
    for name in added:
        if is_built_in(name) or added.count(name) > 1:
            raise ValueError(f"There are two outputs named {name}: see the entry points of the group {GROUP}, and rename one.")
        if not re.fullmatch("[a-z][a-z0-9-]*", name):
            raise ValueError(
                f"{name!r} is no name for an output: see the entry points of the group {GROUP}. Use small letters and hyphens."
            )
    return sorted({*_built_in(), *added})


def is_built_in(name: str) -> bool:
    """Say whether the output is one of the folders here."""
    return name in _built_in()


def load(name: str) -> Generator:
    """Return the generator of an output. Raises LookupError for an unknown name, ImportError for one that does not load."""
    for entry in entry_points(group=GROUP, name=name):
        try:
            return cast("Generator", entry.load())
        except Exception as error:
            raise ImportError(f"The output {name} of {entry.value} does not load: {error}") from error
    if name not in names():
        raise LookupError(name)
    return cast("Generator", import_module(f"{outputs.__name__}.{name.replace('-', '_')}").generate)


def describe(name: str) -> str:
    """Return the line that says what an output is."""
    return (getdoc(load(name)) or "").split("\n")[0]


def _built_in() -> set[str]:
    folders = {module.name for module in pkgutil.iter_modules(outputs.__path__) if module.ispkg}
    return {name.replace("_", "-") for name in folders}
