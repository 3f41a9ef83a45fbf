"""A data specification kept as code: check it, build what people use from it, and validate returns against it.

The Python API is what `__all__` names here, and the module `cldspec.model`, which plug-ins may use too. Within a major version
it keeps its meaning. What is to be removed gives a DeprecationWarning for at least one release before. Other modules may change
at any time.

Every function takes a version in the same way, as `version`: its number as text, its name, its folder, git:REVISION or
git:REVISION:NUMBER, or a specification that is loaded already. By default, it is the latest released version. `spec` is the
folder of versions: by default spec/ in the current folder or above, or else the versions that come with cldspec.
"""

import sys
from collections.abc import Collection, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pyarrow as pa

    from cldspec.derivation.duckdb import UnknownDerivationError
    from cldspec.diff.changes import Comparison
    from cldspec.findings import Finding, SpecificationError
    from cldspec.model import Specification
    from cldspec.steps.parameters import ParameterError
    from cldspec.validation.api import NonConformingReturnError, ValidationResult
    from cldspec.validation.errors import UnreadableFileError
    from cldspec.versions.catalogue import UnknownVersionError
    from cldspec_generators import OutputError
    from cldspec_generators.output_folder import ForeignFolderError

    __version__: str

__all__ = [
    "Comparison",
    "Finding",
    "ForeignFolderError",
    "NonConformingReturnError",
    "OutputError",
    "ParameterError",
    "Specification",
    "SpecificationError",
    "UnknownDerivationError",
    "UnknownVersionError",
    "UnreadableFileError",
    "ValidationResult",
    "__version__",
    "build",
    "check",
    "derive",
    "diff",
    "load",
    "sample",
    "validate",
]

_LOADED_ON_USE = {
    "Comparison": "cldspec.diff.changes",
    "Finding": "cldspec.findings",
    "ForeignFolderError": "cldspec_generators.output_folder",
    "NonConformingReturnError": "cldspec.validation.api",
    "OutputError": "cldspec_generators",
    "ParameterError": "cldspec.steps.parameters",
    "UnknownDerivationError": "cldspec.derivation.duckdb",
    "Specification": "cldspec.model",
    "SpecificationError": "cldspec.findings",
    "UnknownVersionError": "cldspec.versions.catalogue",
    "UnreadableFileError": "cldspec.validation.errors",
    "ValidationResult": "cldspec.validation.api",
}
"""The modules of the classes in the API. They are imported on use, so that importing cldspec is quick."""


def load(version: "str | Path | None" = None, *, spec: str | Path | None = None) -> "Specification":
    """Return a version of the specification, which has passed its checks.

    Its items, code lists, rules and so on are attributes, as `cldspec.model.Specification` describes them: `items`, `item_by_id`,
    `sections`, `code_lists`, `code_list_by_id`, `rules`, `tables`, `glossary`. All of them are read-only. Items, code lists and their
    values say since which version they are there (`since`), and what they were called before (`formerly`), as far as the versions
    before it are at hand.

    Args:
        version: See the module's docstring.
        spec: See the module's docstring.

    Raises:
        UnknownVersionError: There is no such version.
        SpecificationError: The version does not pass its checks. The error has the findings.
        TypeError: The version is a number, such as 4.0, instead of text.

    Example:
        specification = cldspec.load("4.0")
        for code in specification.code_list_by_id["gender"].codes:
            print(code.value)

    """
    from cldspec.check import load_checked
    from cldspec.check.versions import root_of, version_files
    from cldspec.diff.part_history import with_history
    from cldspec.versions.ancestry import load_ancestors

    files = version_files(version, spec)
    specification = load_checked(files)
    root = files.folder.resolve().parent if files.folder else root_of(spec)
    return with_history(specification, load_ancestors(specification, root, files.label))


def check(version: "str | Path | Specification | None" = None, *, spec: str | Path | None = None) -> "tuple[Finding, ...]":
    """Return the mistakes in a version of the specification, in order of file and line; nothing if it is correct.

    If there are no other mistakes, the rules are proved too: no rule contradicts or repeats others, every allowed value can be
    used, and every example does what it says. What the solver cannot decide is no mistake.

    Args:
        version: See the module's docstring. The files of a version are checked as well as their content; of a specification that
            is loaded already, the content.
        spec: See the module's docstring.

    Raises:
        UnknownVersionError: There is no such version.
        TypeError: The version is a number, such as 4.0, instead of text.

    Example:
        for finding in cldspec.check("4.1"):
            print(finding)

    """
    from cldspec.check.versions import findings_with_proofs, version_files
    from cldspec.model import Specification

    findings, _ = findings_with_proofs(version if isinstance(version, Specification) else version_files(version, spec))
    return tuple(findings)


def build(
    version: "str | Path | None" = None, *, spec: str | Path | None = None, to: str | Path | None = None, only: str | Sequence[str] = ()
) -> Path:
    """Build the outputs of a version, and return the folder in which they are, such as outputs/4.0.

    The same specification always gives the same bytes. Files that are no longer generated are removed. If anything fails, the old
    outputs stay as they were.

    Args:
        version: See the module's docstring.
        spec: See the module's docstring.
        to: The folder for the outputs of all versions. By default, outputs/ beside spec/, or in the current folder for the versions
            that come with cldspec. A version in a git revision has no default.
        only: The name of an output, or several names, such as ["sql", "excel"]. By default, all outputs are built.

    Raises:
        UnknownVersionError: There is no such version.
        SpecificationError: The version, the version before it, or a change request does not pass its checks.
        OutputError: There is no such output, or it cannot be generated.
        ForeignFolderError: The folder contains files that no build wrote. They are left alone.
        OSError: The folder cannot be written.
        TypeError: The version is a number, such as 4.0, instead of text.
        ValueError: The version is in a git revision, and there is no `to`.

    """
    from cldspec.check import load_checked
    from cldspec.check.versions import root_of, version_files
    from cldspec_generators import building

    files = version_files(version, spec)
    root = files.folder.resolve().parent if files.folder else root_of(spec)
    if to is None and files.folder is None:
        raise ValueError("A version in a git revision is not built into outputs/. Name another folder with `to`.")
    outputs = building.outputs_folder(root) if to is None else Path(to)
    return building.build(load_checked(files), root, outputs, only=[only] if isinstance(only, str) else only).folder


def diff(old: "str | Path | Specification", new: "str | Path | Specification", *, spec: str | Path | None = None) -> "Comparison":
    """Return the changes between two versions, and for each change whom it breaks and how that is known.

    The result has `changes`. Each change has its `kind`, a `sentence`, `is_breaking`, and the effects on `submitters` and
    `consumers`: a verdict, a reason, and for a change that breaks somebody a made-up example that only one version accepts.

    Args:
        old: The earlier version; see the module's docstring.
        new: The later version.
        spec: See the module's docstring.

    Raises:
        UnknownVersionError: There is no such version.
        SpecificationError: One of the versions does not pass its checks, also if it is loaded already. Findings that change no
            verdict, such as a missing editor line, do not matter.
        TypeError: A version is a number, such as 4.0, instead of text.

    Example:
        for change in cldspec.diff("4.0", "4.1").changes:
            print(change.kind, change.sentence)

    """
    from cldspec.diff.api import compare_sound

    return compare_sound(old, new, spec)


def validate(  # noqa: PLR0913 - options are named
    source: object,
    *,
    version: "str | Path | Specification | None" = None,
    spec: str | Path | None = None,
    previous: object = (),
    limit: int | None = None,
    show_values: bool = False,
    raise_on: Literal["error", "warning", "information"] | None = None,
    sheet: str | None = None,
    skip: Collection[str] = (),
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
        sheet: The worksheet to read of a workbook. Without it, the visible one with the headers is read.
        skip: The quality checks to leave out, such as "filler". Errors cannot be left out.

    Raises:
        NonConformingReturnError: There is a finding as severe as `raise_on`. The error has the result.
        UnreadableFileError: A file or table is not a return, or cannot be read.
        UnknownVersionError: There is no such version.
        SpecificationError: The version does not pass its checks.
        TypeError: The version is a number, such as 4.0, instead of text.
        ValueError: `limit` is negative, `raise_on` is not a severity, or `skip` has something that is no quality check.

    Example:
        result = cldspec.validate("return.csv")
        if not result.conforms:
            print(result.rules.to_pandas())

    """
    from cldspec.validation import api

    return api.validate(
        source,
        version=version,
        spec=spec,
        previous=previous,
        limit=limit,
        show_values=show_values,
        raise_on=raise_on,
        sheet=sheet,
        skip=skip,
    )


def derive(  # noqa: PLR0913 - options are named
    source: object,
    *,
    version: "str | Path | Specification | None" = None,
    spec: str | Path | None = None,
    previous: object = (),
    only: Collection[str] = (),
    parameters: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> "dict[str, pa.Table]":
    """Return the tables that follow from a return, as the derivations of the specification say.

    Cells are read as for validation. An unreadable cell is blank. The tables are about people, as the return is.

    Args:
        source: The return, as for `validate`.
        version: The version, as for `validate`.
        spec: The folder of versions, as for `validate`.
        previous: Earlier submissions, the latest last, as for `validate`. They may be of earlier years, too.
        only: The identifiers of the derivations to return. By default, all.
        parameters: Values of parameters by identifier, such as {"period_start": "01/04/2023"}: dates dd/mm/yyyy or yyyy-mm-dd, and
            whole numbers, as text. By default, they come from the return.
        sheet: The worksheet to read of a workbook. Without it, the visible one with the headers is read.

    Returns:
        An Arrow table for each derivation, by identifier. The rows are in the order of its key.

    Raises:
        UnreadableFileError: A file or table is not a return, or cannot be read.
        UnknownDerivationError: There is no derivation of a name in `only`, or the version has none.
        ParameterError: A parameter does not exist, or cannot have the value.
        UnknownVersionError: There is no such version.
        SpecificationError: The version does not pass its checks.

    """
    from cldspec.derivation import api

    return api.derive(source, version=version, spec=spec, previous=previous, only=only, parameters=parameters, sheet=sheet)


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
        if name == "__version__":
            return _version()
        if name == "model":
            return import_module("cldspec.model")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__, "model"})


def _version() -> str:
    """Return the version of this program, as installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("cldspec")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0+unknown"


class _Package(ModuleType):
    """A package in which some functions have the name of a subpackage, such as `sample`.

    Importing the subpackage would otherwise replace the function.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and name in __all__):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
