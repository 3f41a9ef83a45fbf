"""Is a specification sound? One function for each check, in a module for each subject.

A check takes a specification and yields findings under its own name, written with hyphens. Its docstring is what
`cldspec list checks` prints. To add one, write the function in the module of its subject: it is found there.
"""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from inspect import getdoc, getmembers, isfunction
from pathlib import Path
from types import ModuleType

from cldspec.findings import Finding, SpecificationError
from cldspec.load import CHECKS_OF_FORM, read_texts
from cldspec.model import Specification
from cldspec.versions import releases
from cldspec.versions.catalogue import VersionFiles, files_in

Check = Callable[[Specification], Iterator[Finding]]
SUBJECTS = ("references", "names", "values", "expressions", "examples", "coverage")
CHAPTERS = "chapters"
"""The module of the checks of the chapters, once no other check of these has found anything."""
PROOFS = "proof"
"""The module of the checks that ask the solver, once no other check has found anything."""
UNDECIDED = "undecided"
"""The check of what the solver leaves open: its findings are told, but are no fault of the specification."""


@cache
def checks() -> dict[str, Check]:
    """Return every check of meaning by its name."""
    return {name: function for subject in SUBJECTS for name, function in _public(import_module(f"{__name__}.{subject}"))}


@cache
def chapter_checks() -> dict[str, Check]:
    """Return every check of the chapters by its name."""
    return dict(_public(import_module(f"{__name__}.{CHAPTERS}")))


@cache
def proofs() -> dict[str, Check]:
    """Return every check that asks the solver by its name."""
    return dict(_public(import_module(f"{__name__}.{PROOFS}")))


def explanations() -> dict[str, str]:
    """Return one sentence for each check, those of the form of the files first."""
    meaning = {name: (getdoc(check) or "").split("\n")[0] for name, check in (checks() | chapter_checks() | proofs()).items()}
    of_all = CHECKS_OF_FORM | meaning | releases.CHECKS
    return of_all | {UNDECIDED: "The solver finds out what the proofs ask; where it does not, that is no fault."}


def check(specification: Specification) -> list[Finding]:
    """Return every finding about the meaning of a specification whose form is right, in order of place."""
    found = {finding for function in checks().values() for finding in function(specification)}
    return sorted(found or {finding for function in chapter_checks().values() for finding in function(specification)})


def prove(specification: Specification) -> list[Finding]:
    """Return every finding of the solver about a specification that no other check finds fault with, in order of place."""
    return sorted({finding for function in proofs().values() for finding in function(specification)})


def load_checked(source: Path | VersionFiles) -> Specification:
    """Return the specification in a version's folder, or in the files of a version; raise SpecificationError if it fails its checks.

    An unchanged release is not checked again.
    """
    files = files_in(source) if isinstance(source, Path) else source
    if files.is_frozen:
        specification, findings = read_texts(dict(files.texts), sound=files.texts.items())
    else:
        specification, findings = load_and_check(files)
    if specification is None or findings:
        raise SpecificationError(findings, files.folder)
    return specification


def load_and_check(source: Path | VersionFiles) -> tuple[Specification | None, list[Finding]]:
    """Return the specification in a version's folder, or in the files of a version, and every finding about it.

    The specification is None if the form of the files leaves gaps in it.
    """
    files = files_in(source) if isinstance(source, Path) else source
    specification, findings = read_texts(dict(files.texts), files.unread)
    if specification is not None:
        findings += check(specification)
        if files.folder:
            findings += [*releases.findings_of(specification, files.folder), *_folder_name(specification, files.folder.resolve().name)]
    return specification, sorted(findings)


def _folder_name(specification: Specification, name: str) -> Iterator[Finding]:
    if specification.version != name:
        at = specification.origin.value("version")
        yield Finding(at, "file-name", f"The version is {specification.version}, but the folder is {name}.", "Make them the same.")


def _public(module: ModuleType) -> Iterator[tuple[str, Check]]:
    return (
        (name.replace("_", "-"), function)
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    )
