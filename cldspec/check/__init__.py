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
from cldspec.load import CHECKS_OF_FORM, read, read_texts, texts_in
from cldspec.model import Specification
from cldspec.versions import releases

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


def load_checked(folder: Path) -> Specification:
    """Return the specification in a version's folder; raise SpecificationError if it is not sound.

    The files of a released version were checked when it was released: that they are the same is all that is looked at.
    """
    texts, unread = texts_in(folder)
    is_checked = not unread and releases.is_frozen(folder.resolve(), texts)
    specification, findings = read_texts(texts, sound=texts.items()) if is_checked else load_and_check(folder)
    if specification is None or findings:
        raise SpecificationError(findings)
    return specification


def load_and_check(folder: Path) -> tuple[Specification | None, list[Finding]]:
    """Return the specification in a version's folder, unless its form leaves gaps in it, and every finding."""
    specification, findings = read(folder)
    if specification is not None:
        findings += [*check(specification), *releases.findings_of(specification, folder)]
        if specification.version != folder.resolve().name:
            findings.append(
                Finding(
                    specification.origin.value("version"),
                    "file-name",
                    f"The version is {specification.version}, but the folder is {folder.resolve().name}.",
                    "Make them the same.",
                )
            )
    return specification, sorted(findings)


def _public(module: ModuleType) -> Iterator[tuple[str, Check]]:
    return (
        (name.replace("_", "-"), function)
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    )
