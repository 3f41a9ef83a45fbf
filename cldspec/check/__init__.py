"""Check the meaning of a specification: one function for each check, in a module for each subject.

A check takes a specification and yields findings under its own name, with hyphens. `cldspec list checks` prints the first line of its
docstring, which says what must be true. To add a check, write a public function in the module of its subject.
"""

from collections.abc import Callable, Collection, Iterator
from functools import cache
from importlib import import_module
from inspect import getdoc, getmembers, isfunction
from pathlib import Path
from types import ModuleType

from cldspec.check.walk import objects_in
from cldspec.findings import Finding, SpecificationError
from cldspec.load import FORM_CHECKS, read_texts
from cldspec.model import Specification
from cldspec.model.base import cited_request
from cldspec.spelling import folded, suggest
from cldspec.versions import releases
from cldspec.versions.ancestry import load_before
from cldspec.versions.catalogue import VersionFiles, files_in, name_of, request_numbers, version_folders

Check = Callable[[Specification], Iterator[Finding]]
SUBJECTS = ("references", "names", "values", "expressions", "examples", "coverage", "renames", "derivations")
CHAPTERS = "chapters"
"""The module of the checks of the chapters. They run if the checks of the other subjects have no findings."""
PROOFS = "proof"
"""The module of the checks that use the solver. They need a specification without other findings."""
UNDECIDED = "undecided"
"""The check name of findings about what the solver could not decide. They are reported, but they are not mistakes."""

HARMLESS = {
    *("schema-line", "file-name", "unknown-file", "numbering", "unused-code-list", "unused-source", "unused-table", "item-count"),
    *("untraced-item", "unexplained-alternative", "false-discrepancy"),
}
"""The checks whose findings do not stop a comparison, because they change no verdict.

They are about the layout of files, and about the record of sources and decisions.
"""


@cache
def checks() -> dict[str, Check]:
    """Return the checks of meaning, apart from chapters and proofs, by name."""
    return {name: function for subject in SUBJECTS for name, function in _public(import_module(f"{__name__}.{subject}"))}


@cache
def chapter_checks() -> dict[str, Check]:
    """Return the checks of the chapters by name."""
    return dict(_public(import_module(f"{__name__}.{CHAPTERS}")))


@cache
def proofs() -> dict[str, Check]:
    """Return the checks that use the solver by name."""
    return dict(_public(import_module(f"{__name__}.{PROOFS}")))


def explanations() -> dict[str, str]:
    """Return one sentence for each check, by name. The checks of form come first."""
    meaning = {name: (getdoc(check) or "").split("\n")[0] for name, check in (checks() | chapter_checks() | proofs()).items()}
    undecided = "The solver decides the questions of the proofs. If it cannot, that is reported, but it is not a mistake."
    return FORM_CHECKS | meaning | releases.CHECKS | {UNDECIDED: undecided}


def check(specification: Specification) -> list[Finding]:
    """Return all findings about the meaning of a specification, sorted by position."""
    findings = check_without_chapters(specification)
    return findings or sorted({finding for function in chapter_checks().values() for finding in function(specification)})


def check_without_chapters(specification: Specification) -> list[Finding]:
    """Return all findings about the meaning of a specification except its chapters, sorted by position."""
    return sorted({finding for function in checks().values() for finding in function(specification)})


def prove(specification: Specification) -> list[Finding]:
    """Return all findings of the solver about a specification that has no other findings, sorted by position."""
    return sorted({finding for function in proofs().values() for finding in function(specification)})


def load_checked(source: Path | VersionFiles) -> Specification:
    """Return the specification in a version's folder, or in the files of a version. Raises SpecificationError if it has findings.

    An unchanged release is not checked again.
    """
    files = files_in(source) if isinstance(source, Path) else source
    if files.is_frozen:
        specification, findings = read_texts(dict(files.texts), valid=files.texts.items())
    else:
        specification, findings = load_and_check(files)
    if specification is None or findings:
        raise SpecificationError(findings, files.folder)
    return specification


def load_comparable(files: VersionFiles, valid: Collection[tuple[str, str]] = frozenset()) -> tuple[Specification, list[Finding]]:
    """Return the version in some files, and the findings about it that change no verdict of a comparison.

    Raises SpecificationError, with all findings, if there are others. Chapters and releases, on which no verdict depends, are not
    checked, and nor is an unchanged release. `valid` is as for `read_texts`.
    """
    if files.is_frozen:
        return load_checked(files), []
    specification, findings = read_texts(dict(files.texts), files.unread, valid)
    if specification is not None:
        renames = _against_previous(specification, files.folder.resolve().parent) if files.folder else ()
        findings = sorted([*findings, *check_without_chapters(specification), *renames])
    if specification is None or any(finding.check not in HARMLESS for finding in findings):
        raise SpecificationError(findings, files.folder)
    return specification, findings


def load_and_check(source: Path | VersionFiles) -> tuple[Specification | None, list[Finding]]:
    """Return the specification in a version's folder, or in the files of a version, and all findings about it, sorted by position.

    The specification is None if it is incomplete, because files are missing or do not have the right form.
    """
    files = files_in(source) if isinstance(source, Path) else source
    specification, findings = read_texts(dict(files.texts), files.unread)
    if specification is not None:
        findings += check(specification)
        if files.folder:
            findings += _unknown_requests(specification, request_numbers(files.folder.resolve().parent))
            findings += _against_previous(specification, files.folder.resolve().parent)
            findings += [*releases.findings_of(specification, files.folder), *_folder_name(specification, files.folder.resolve().name)]
            findings += _version_name(specification, files.folder.resolve())
    return specification, sorted(findings)


def _unknown_requests(specification: Specification, known: Collection[str]) -> Iterator[Finding]:
    """Yield findings about change requests that are cited as sources and do not exist; `known` are the numbers of those that do."""
    for part in objects_in(specification):
        for index, reference in enumerate(getattr(part, "sources", ())):
            request = cited_request(reference)
            if request and request not in known:
                at = part.origin.value("sources", index)
                yield Finding(at, "unknown-source", f"There is no change request {request}.", suggest(request, known))


def _against_previous(specification: Specification, root: Path) -> Iterator[Finding]:
    """Yield the findings about renames that only the version before can show, if it is there."""
    from cldspec.check.former_names import declares_renames, renames_from

    previous = load_before(specification, root) if declares_renames(specification) else None
    if previous:
        yield from renames_from(previous, specification)


def _folder_name(specification: Specification, name: str) -> Iterator[Finding]:
    if specification.version != name:
        at = specification.origin.value("version")
        yield Finding(at, "file-name", f"The version is {specification.version}, but the folder is {name}.", "Make them the same.")


def _version_name(specification: Specification, folder: Path) -> Iterator[Finding]:
    """Yield that another version has the same name."""
    name = specification.name
    for number, other in version_folders(folder.parent).items() if name else ():
        if name and other.resolve() != folder and folded(name_of(other)) == folded(name):
            at = specification.origin.value("name")
            yield Finding(at, "same-name", f"Version {number} is called {name} too.", "Give one of them another name, or remove it.")


def _public(module: ModuleType) -> Iterator[tuple[str, Check]]:
    return (
        (name.replace("_", "-"), function)
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    )
