"""Everything that is generated from a specification: one folder in `outputs/` for each output.

The folder of an output has `generate(specification) -> Iterator[Artifact]`, a pure function that reads neither disk nor
clock. The first line of its docstring is what `cldspec list outputs` prints. Its files go to outputs/VERSION/FOLDER/, with
hyphens for underscores. Other packages add outputs by an entry point of the group `cldspec.generators`.
"""

import pkgutil
import re
from importlib import import_module
from importlib.metadata import entry_points
from inspect import getdoc
from typing import cast

from cldspec.model import Generator
from cldspec.spelling import suggest
from cldspec_generators import outputs

GROUP = "cldspec.generators"
"""The group of entry points by which other packages add outputs."""


class OutputError(Exception):
    """Raised when an output cannot be generated. The message says which output, why, and what to do."""


def output_names() -> list[str]:
    """Return the names of all outputs: the folders here, and the entry points of other packages. Raises OutputError."""
    added = sorted(entry.name for entry in entry_points(group=GROUP))
    for name in added:
        if is_built_in(name) or added.count(name) > 1:
            raise OutputError(f"There are two outputs named {name}. Rename one of the entry points of the group {GROUP}.")
        if not re.fullmatch("[a-z][a-z0-9-]*", name):
            raise OutputError(
                f"{name!r} cannot be the name of an output. Rename the entry point of the group {GROUP}, "
                "with lower-case letters, digits and hyphens."
            )
    return sorted({*_built_in(), *added})


def is_built_in(name: str) -> bool:
    """Return whether the output is one of the folders here."""
    return name in _built_in()


def generator_of(name: str) -> Generator:
    """Return the generator of an output. Raises OutputError if there is no such output, or if it cannot be loaded."""
    if is_built_in(name):  # asked first, because entry points are read from the metadata of all installed packages
        folder = import_module(f"{outputs.__name__}.{name.replace('-', '_')}")
        if not hasattr(folder, "generate"):
            raise OutputError(f"The folder outputs/{name.replace('-', '_')} has no function generate. Write it in __init__.py.")
        return cast("Generator", folder.generate)
    for entry in entry_points(group=GROUP, name=name):
        try:
            return cast("Generator", entry.load())
        except Exception as error:
            raise OutputError(f"The output {name} ({entry.value}) cannot be loaded: {error}") from error
    raise OutputError(f"There is no output {name}. {suggest(name, output_names())}")


def description_of(name: str) -> str:
    """Return the one line that describes an output. Raises OutputError as `generator_of` does."""
    return (getdoc(generator_of(name)) or "").split("\n")[0]


def _built_in() -> set[str]:
    folders = {module.name for module in pkgutil.iter_modules(outputs.__path__) if module.ispkg}
    return {name.replace("_", "-") for name in folders}
