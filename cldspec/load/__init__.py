"""Load a specification from YAML files.

`read` returns the specification, if the files have the right form, and all findings about their form. `load` raises an error if there
are any.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, cast

from cldspec.findings import Finding, SpecificationError
from cldspec.load.characters import unsafe_lines
from cldspec.load.cut_text import cut_texts
from cldspec.load.document import parse, schema_line
from cldspec.load.metaschema import form_findings
from cldspec.load.structure import T, structure
from cldspec.model import (
    Calculation,
    Chapter,
    CodeList,
    DataItem,
    Derivation,
    Discrepancy,
    Legal,
    Located,
    Method,
    NotDerived,
    Parameter,
    Ranking,
    RuleEntry,
    SampleData,
    Scope,
    SourceDocument,
    Specification,
    Table,
    Term,
    Traceability,
    Unchecked,
    ValueMapping,
)
from cldspec.origin import Document, Origin, Position
from cldspec.spelling import nearest

SPECIFICATION = "specification.yaml"
FILES = {
    SPECIFICATION: "specification.schema.json",
    "sources.yaml": "sources.schema.json",
    "calculations.yaml": "calculations.schema.json",
    "discrepancies.yaml": "discrepancies.schema.json",
    "traceability.yaml": "traceability.schema.json",
    "legal.yaml": "legal.schema.json",
    "scope.yaml": "scope.schema.json",
    "glossary.yaml": "glossary.schema.json",
    "unchecked.yaml": "unchecked.schema.json",
    "pathways.yaml": "pathways.schema.json",
}
"""The files that every version has, with their schemas."""
FOLDERS = {
    "items": "items.schema.json",
    "code-lists": "code-list.schema.json",
    "tables": "table.schema.json",
    "rules": "rules.schema.json",
    "derivations": "derivations.schema.json",
}
"""The folders that contain files of one kind, with their schemas."""
CHAPTERS = re.compile(r"guidance/[0-9]{2}-(?P<id>[a-z][a-z0-9-]*)\.md")
"""The names of the files of chapters. Their numbers give the order."""
CHAPTER_HEAD = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
"""The head of a chapter: YAML between two lines of three hyphens."""
CHAPTER = "chapter.schema.json"
"""The schema of the head of a chapter."""
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
"""The names that Windows keeps for devices. No file can have one, whatever its ending."""
_COUNT = re.compile(r"\{\{\s*count\.([a-z]+)\s*\}\}")
"""What stands for a number in the summary, such as {{ count.items }}."""
_NAME_KEYS = {"items": "section", "code-lists": "id", "tables": "id", "rules": "subject", "derivations": "subject"}
"""For each folder, the key whose value is the name of the file."""
FORM_CHECKS = {
    "yaml-syntax": "A file is valid YAML in UTF-8.",
    "yaml-trap": "No value has a different meaning in YAML than it seems to have, such as No, 4.0, 007 or a date.",
    "missing-value": "Every key has a value.",
    "cut-text": "No value without quotation marks is cut off by a space and #, which begin a comment in YAML.",
    "yaml-alias": "No part of a file refers to another part with an alias or a merge key.",
    "unsafe-text": "No text has control characters, line breaks, characters that change its direction, or commands of a CI log.",
    "duplicate-key": "A key appears only once in the same place.",
    "schema-line": "The first line of a file names its schema, so that editors can complete and check it.",
    "unknown-key": "Every key is in the schema of the file.",
    "missing-key": "Every key that the schema requires is there.",
    "wrong-value": "Every value has the type and the form that the schema describes.",
    "missing-file": "A version has all its files.",
    "unknown-file": "A version has no files that are not part of a specification.",
    "file-name": "The name of a file is the identifier of its content, Windows allows it, and the name of the folder is the version.",
}
"""The checks of the form of the files, each with a sentence that explains it."""
_INCOMPLETE_CHECKS = {"yaml-syntax", "yaml-alias", "unsafe-text", "missing-key", "wrong-value", "missing-file"}
"""The checks of form whose findings leave the specification incomplete, so that its meaning cannot be checked yet."""


def load(folder: Path) -> Specification:
    """Return the specification in a version's folder. Raises SpecificationError if its files do not have the right form.

    Its meaning is not checked: `cldspec.check` does that.
    """
    specification, findings = read(folder)
    if specification is None or findings:
        raise SpecificationError(findings)
    return specification


def read(folder: Path) -> tuple[Specification | None, list[Finding]]:
    """Return the specification in a version's folder, and all findings about its form; None instead of an incomplete specification."""
    return read_texts(*texts_in(folder))


def texts_in(folder: Path) -> tuple[dict[str, str], list[Finding]]:
    """Return the texts of the files in a version's folder, by their paths below it, and findings about other files there."""
    texts: dict[str, str] = {}
    unread: list[Finding] = []
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        name = relative.as_posix()
        if any(part.startswith(".") for part in relative.parts) or _is_folder(path):
            continue
        start = Position(name, 1, 1)
        if any(one.is_symlink() for one in (path, *_parents_below(path, folder))):
            unread.append(symbolic_link(name))
            continue
        if path.exists() and not path.is_file():
            unread.append(Finding(start, "yaml-syntax", "This is not a file.", "Remove it, or put a file in its place."))
            continue
        if path.suffix != ".yaml" and not CHAPTERS.fullmatch(name):
            hint = f"Rename it to {path.stem}.yaml?" if path.suffix.casefold() in {".yml", ".yaml"} else "Move it to another folder."
            unread.append(Finding(start, "unknown-file", "This file is not part of a specification.", hint))
            continue
        try:
            texts[name] = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")  # as editors on Windows may save it
        except UnicodeDecodeError as error:
            before = error.object[: error.start]
            at = Position(name, before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))
            unread.append(Finding(at, "yaml-syntax", "This character is not UTF-8.", "Save the file as UTF-8. It may now be Windows-1252."))
        except OSError as error:
            unread.append(
                Finding(
                    start,
                    "yaml-syntax",
                    f"The file cannot be read: {error.strerror}.",
                    "Check that it is a file, and that you may read it.",
                )
            )
    return texts, unread


def symbolic_link(name: str) -> Finding:
    """Return the finding about a symbolic link in place of a file. Nothing of its target is shown: it may be anywhere."""
    return Finding(Position(name, 1, 1), "yaml-syntax", "This is a symbolic link.", "Replace it by the file that it points to.")


def _is_folder(path: Path) -> bool:
    """Say whether a path is an ordinary folder, and not one in place of a file."""
    return path.is_dir() and not path.is_symlink() and path.suffix not in {".yaml", ".md"}


def _parents_below(path: Path, folder: Path) -> Iterator[Path]:
    """Yield the folders that contain a path, up to `folder`, which is not one of them."""
    return (parent for parent in path.parents if folder in parent.parents)


def read_texts(
    texts: dict[str, str], unread: Collection[Finding] = (), valid: Collection[tuple[str, str]] = frozenset()
) -> tuple[Specification | None, list[Finding]]:
    """Do the same as `read`, from the texts of the files, by their paths below the version's folder with forward slashes.

    `unread` are findings about files that could not be read. `valid` are paths and texts of files whose form is known to be right,
    such as the files of released versions. They are not checked again.
    """
    findings = [*unread, *_layout({*texts, *(finding.at.file for finding in unread if finding.check != "unknown-file")})]
    all_findings = [*findings]
    documents: dict[str, Document] = {}
    for name, text in sorted(texts.items()):
        document, faults = _read_file(name, text)
        form = () if (name, text) in valid else _form_of(name, text)
        all_findings += form if document else faults
        findings += _without_repeats(faults, form)
        if document is not None:
            documents[name] = document
    findings += _file_names(documents)
    is_incomplete = any(finding.check in _INCOMPLETE_CHECKS or _is_misplaced(finding) for finding in all_findings)
    return (None if is_incomplete else _specification(documents, texts)), findings


@lru_cache(maxsize=512)
def _read_file(name: str, text: str) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return a file as a document, and the findings about its YAML. The cache serves the versions that share a file."""
    schema = _schema_of(name)
    document, faults = parse(name, text) if schema != CHAPTER else _parse_chapter(name, text)
    return (document if schema else None), tuple(faults)


@lru_cache(maxsize=512)
def _form_of(name: str, text: str) -> tuple[Finding, ...]:
    """Return the findings about the form of a file; none if the file is not valid YAML."""
    document, _ = _read_file(name, text)
    schema = _schema_of(name)
    if document is None or schema is None:
        return ()
    lines = schema_line(document, schema) if schema != CHAPTER else ()
    return (*form_findings(document, schema), *cut_texts(document, schema), *lines)


def _is_misplaced(finding: Finding) -> bool:
    """Say whether a finding is about a misplaced YAML file, whose content is missing from the specification."""
    return finding.check == "unknown-file" and finding.at.file.casefold().endswith((".yaml", ".yml"))


def _without_repeats(faults: Sequence[Finding], form: Sequence[Finding]) -> list[Finding]:
    """Return the findings about syntax (`faults`) and form, but only one for a value that has both.

    If there is no value, the finding about syntax counts. If YAML misreads the value, and its form would refuse it even in quotes,
    the finding about form counts, because it says better what to write.
    """
    refused = {finding.at for finding in form if finding.check == "wrong-value"}
    kept = [fault for fault in faults if fault.check != "yaml-trap" or fault.at not in refused]
    reported = {fault.at for fault in kept}
    return [*kept, *(finding for finding in form if finding.at not in reported)]


def _schema_of(name: str) -> str | None:
    """Return the schema of a file by its path; None if the file is not part of a specification."""
    if CHAPTERS.fullmatch(name):
        return CHAPTER
    folder, _, file = name.rpartition("/")
    return FOLDERS.get(folder) if folder else FILES.get(file)


def _layout(names: Iterable[str]) -> Iterator[Finding]:
    """Yield findings about missing files, and about files that are not part of a specification."""
    present = set(names)
    for name in sorted(set(FILES) - present):
        yield Finding(Position(name, 1, 1), "missing-file", "This file is missing.", f"Add {name}. Every version has one.")
    if not any(name.startswith("items/") for name in present):
        yield Finding(
            Position("items", 1, 1), "missing-file", "There are no data items.", "Add a file items/SECTION.yaml for each section."
        )
    for name in sorted(present):
        if PurePosixPath(name).stem.partition(".")[0].casefold() in DEVICES:
            yield Finding(Position(name, 1, 1), "file-name", "Windows cannot have a file of this name.", "Rename it, and its identifier.")
        if _schema_of(name) is None:
            similar = nearest(name, FILES) if "/" not in name else []
            files, folders = ", ".join(sorted(FILES)), ", ".join(sorted(FOLDERS))
            known = f"The files of a version are {files}, YAML files in {folders}, and guidance/NN-NAME.md."
            hint = f"Rename it to {similar[0]}?" if similar else known
            yield Finding(Position(name, 1, 1), "unknown-file", "This file is not part of a specification.", hint)


def _file_names(documents: dict[str, Document]) -> Iterator[Finding]:
    """Yield findings about files whose name is not the identifier of their content."""
    for name, document in documents.items():
        folder, _, file = name.rpartition("/")
        if folder not in _NAME_KEYS or not isinstance(document.data, dict):
            continue
        key = _NAME_KEYS[folder]
        identifier, stem = document.data.get(key), file.removesuffix(".yaml")
        if isinstance(identifier, str) and identifier != stem:
            at = Origin(document).value(key)
            yield Finding(
                at,
                "file-name",
                f"The file is {file}, but its {key} is {identifier}.",
                f"Write {stem}, or rename the file to {identifier}.yaml.",
            )


def _parse_chapter(name: str, text: str) -> tuple[Document | None, list[Finding]]:
    """Parse the YAML in the head of a chapter, and look for characters that its text cannot contain."""
    match = CHAPTER_HEAD.match(text)
    if match is None:
        message = "The chapter does not begin with a line of three hyphens, its title and sources, and another line of three hyphens."
        return None, [
            Finding(
                Position(name, 1, 1),
                "yaml-syntax",
                message,
                "Begin it with these lines: --- / title: Loans / sources: [guidance/chapter-2] / ---",
            )
        ]
    document, findings = parse(name, f"\n{match[1]}")
    return document, list(dict.fromkeys([*findings, *unsafe_lines(name, text)]))


@lru_cache(maxsize=128)
def _chapter(name: str, document: Document, text: str) -> Chapter:
    match, named = CHAPTER_HEAD.match(text), CHAPTERS.fullmatch(name)
    assert match  # noqa: S101 - its head has been parsed
    assert named  # noqa: S101 - its name has been checked
    body = text[match.end() :]
    first_line = text.count("\n", 0, match.end()) + 1
    return structure(Chapter, _mapping(document), Origin(document), id=named["id"], text=body, first_line=first_line)


def _specification(documents: dict[str, Document], texts: dict[str, str]) -> Specification:
    header = documents[SPECIFICATION]
    order = {section["id"]: index for index, section in enumerate(_mapping(header)["sections"])}
    by_section = sorted(_in_folder(documents, "items"), key=lambda document: order.get(_mapping(document)["section"], len(order)))
    derivations = _in_folder(documents, "derivations")
    specification = structure(
        Specification,
        _mapping(header),
        Origin(header),
        documents=_entries_of(SourceDocument, documents["sources.yaml"], "documents"),
        items=tuple(
            item for document in by_section for item in _entries_of(DataItem, document, "items", section=_mapping(document)["section"])
        ),
        code_lists=_objects_of(CodeList, _in_folder(documents, "code-lists")),
        tables=_objects_of(Table, _in_folder(documents, "tables")),
        calculations=_entries_of(Calculation, documents["calculations.yaml"], "calculations"),
        rules=tuple(
            rule
            for document in _in_folder(documents, "rules")
            for rule in _entries_of(RuleEntry, document, "rules", subject=_mapping(document)["subject"])
        ),
        unchecked=_entries_of(Unchecked, documents["unchecked.yaml"], "statements"),
        discrepancies=_entries_of(Discrepancy, documents["discrepancies.yaml"], "discrepancies"),
        traceability=_object_of(Traceability, documents["traceability.yaml"]),
        legal=_object_of(Legal, documents["legal.yaml"]),
        scope=_object_of(Scope, documents["scope.yaml"]),
        glossary=_entries_of(Term, documents["glossary.yaml"], "terms"),
        sample=_object_of(SampleData, documents["pathways.yaml"]),
        guidance=tuple(_chapter(name, document, texts[name]) for name, document in documents.items() if CHAPTERS.fullmatch(name)),
        parameters=_entries_in(Parameter, derivations, "parameters"),
        methods=_entries_in(Method, derivations, "methods"),
        rankings=_entries_in(Ranking, derivations, "rankings"),
        mappings=_entries_in(ValueMapping, derivations, "mappings"),
        derivations=tuple(
            derivation
            for document in derivations
            for derivation in _entries_of(Derivation, document, "derivations", subject=_mapping(document)["subject"])
        ),
        not_derived=_entries_in(NotDerived, derivations, "not_derived"),
    )
    counts = specification.counts
    summary = _COUNT.sub(lambda match: str(counts.get(match[1], match[0])), specification.summary)
    return specification if summary == specification.summary else replace(specification, summary=summary)


def _in_folder(documents: dict[str, Document], folder: str) -> list[Document]:
    """Return the documents of the files in a folder."""
    return [document for name, document in documents.items() if name.startswith(f"{folder}/")]


def _mapping(document: Document) -> dict[str, Any]:
    """Return the data of a document as a mapping, which its schema demands."""
    assert isinstance(document.data, dict)  # noqa: S101 - its schema has accepted it
    return document.data


def _object_of(kind: type[T], document: Document) -> T:
    """Return the object of the model that a whole file describes."""
    return cast("T", _cached_object(cast("Any", kind), document))


@lru_cache(maxsize=512)
def _cached_object(kind: type[Located], document: Document) -> Located:
    return structure(kind, _mapping(document), Origin(document))


def _objects_of(kind: type[T], documents: Iterable[Document]) -> tuple[T, ...]:
    """Return the objects of the model that whole files describe."""
    return tuple(_object_of(kind, document) for document in documents)


def _entries_in(kind: type[T], documents: Iterable[Document], key: str) -> tuple[T, ...]:
    """Return the objects of the model in the lists under a key of several files, which may lack it."""
    return tuple(entry for document in documents for entry in _entries_of(kind, document, key))


def _entries_of(kind: type[T], document: Document, key: str, **others: object) -> tuple[T, ...]:
    """Return the objects of the model in the list under a key of a file; `others` are fields that all of them have."""
    return cast("tuple[T, ...]", _cached_entries(cast("Any", kind), document, key, **others))


@lru_cache(maxsize=512)
def _cached_entries(kind: type[Located], document: Document, key: str, **others: object) -> tuple[Located, ...]:
    """Return the entries of a list. Versions that share a file share its entries, so that comparing them is quick."""
    entries = _mapping(document).get(key, ())
    return tuple(structure(kind, entry, Origin(document).under(key, index), **others) for index, entry in enumerate(entries))
