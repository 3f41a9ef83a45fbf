"""A data specification kept as code: check it, build what people use from it, and validate returns against it.

The names in `__all__` are the Python API. Plug-ins may also use `cldspec.model`. Other modules may change at any time.
"""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pyarrow as pa

    from cldspec.findings import SpecificationError
    from cldspec.model import Specification
    from cldspec.validation.api import NonConformingReturnError, ValidationResult
    from cldspec.validation.errors import UnreadableFileError
    from cldspec.versions.catalogue import UnknownVersionError

__all__ = [
    "NonConformingReturnError",
    "SpecificationError",
    "UnknownVersionError",
    "UnreadableFileError",
    "ValidationResult",
    "sample",
    "validate",
]

_LOADED_ON_USE = {
    "NonConformingReturnError": "cldspec.validation.api",
    "SpecificationError": "cldspec.findings",
    "UnknownVersionError": "cldspec.versions.catalogue",
    "UnreadableFileError": "cldspec.validation.errors",
    "ValidationResult": "cldspec.validation.api",
}
"""The modules of the classes in the API. They are imported on use, so that importing cldspec is quick."""


def validate(  # noqa: PLR0913 - options are named
    source: object,
    *,
    version: "str | Path | Specification | None" = None,
    spec: str | Path | None = None,
    previous: object = (),
    limit: int | None = None,
    show_values: bool = False,
    raise_on: Literal["error", "warning", "information"] | None = None,
) -> "ValidationResult":
    """Return the result of validating a return.

    Args:
        source: The path of a file; or a table, which is anything that DuckDB can read, such as an Arrow table, a pandas or
            Polars data frame or a DuckDB relation; or several of these that together are one submission, as a sequence or as a
            mapping from the names under which they appear in findings. Columns are found by the headers of the template or by
            the identifiers of the data items.
        version: The number of a version as text, a folder or git:REVISION; or a specification that is loaded already. By
            default, the latest released version.
        spec: The folder of versions. By default, spec/ in the current folder or above, or else the versions that come with
            cldspec.
        previous: Previous submissions of the same year, the latest last: a path, a table, or a sequence of these. A submission
            of several files or tables is a sequence itself.
        limit: The most findings that are listed for each rule. By default, all.
        show_values: Whether findings and suggestions include values of cells, which may be personal data.
        raise_on: A severity. If there is a finding of this severity or a higher one, an error is raised.

    Raises:
        NonConformingReturnError: There is a finding as severe as `raise_on`. The error has the result.
        UnreadableFileError: A file or table is not a return, or cannot be read.
        UnknownVersionError: There is no such version.
        SpecificationError: The version does not pass its checks.
        TypeError: The version is a number, such as 4.0, instead of text.
        ValueError: `limit` is negative, or `raise_on` is not a severity.

    Example:
        result = cldspec.validate("return.csv")
        if not result.conforms:
            print(result.rules.to_pandas())

    """
    from cldspec.validation import api

    return api.validate(source, version=version, spec=spec, previous=previous, limit=limit, show_values=show_values, raise_on=raise_on)


def sample(
    rows: int = 1000, *, version: "str | Path | Specification | None" = None, spec: str | Path | None = None, seed: int = 0
) -> "pa.Table":
    """Return a made-up return that conforms, as an Arrow table of text columns, named by the headers of the template.

    Args:
        rows: The number of rows.
        version: See `validate`.
        spec: See `validate`.
        seed: The same seed gives the same return; another seed gives another.

    Raises:
        UnknownVersionError: There is no such version.
        SpecificationError: The version does not pass its checks.
        ValueError: `rows` is less than 1.

    """
    from cldspec.sample import api

    return api.sample(rows, version=version, spec=spec, seed=seed)


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name in _LOADED_ON_USE:
            return getattr(import_module(_LOADED_ON_USE[name]), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _Package(ModuleType):
    """A package in which some functions have the name of a subpackage, such as `sample`.

    Importing the subpackage would otherwise replace the function.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and name in __all__):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
