"""YAML files to a specification.

`read` gathers every finding of the form of the files and, where the form is right, the specification. `load` is for
those who need a sound one: it raises instead.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from cldspec.findings import Finding, SpecificationError
from cldspec.load.document import parse, schema_line
from cldspec.load.metaschema import form_findings
from cldspec.load.structure import T, structure
from cldspec.model import (
    Calculation,
    Chapter,
    CodeList,
    DataItem,
    Discrepancy,
    Legal,
    Located,
    RuleEntry,
    SampleData,
    Scope,
    SourceDocument,
    Specification,
    Table,
    Term,
    Traceability,
    Unchecked,
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
"""The files that every version has, and their schemas."""
FOLDERS = {
    "items": "items.schema.json",
    "code-lists": "code-list.schema.json",
    "tables": "table.schema.json",
    "rules": "rules.schema.json",
}
"""The folders of files of one kind, and their schemas."""
CHAPTERS = re.compile(r"guidance/[0-9]{2}-(?P<id>[a-z][a-z0-9-]*)\.md")
"""The files of the chapters of the guidance: their number says their order."""
BEGINNING = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
CHAPTER = "chapter.schema.json"
"""The schema of what stands at the beginning of a chapter."""
NAMED_BY = {"items": "section", "code-lists": "id", "tables": "id", "rules": "subject"}
"""The key that a file of each folder is named after."""
CHECKS_OF_FORM = {
    "yaml-syntax": "A file is UTF-8 text that YAML can read.",
    "yaml-trap": "Nothing is written that YAML reads otherwise than it looks: No, 4.0, 007, a date.",
    "missing-value": "Every key has a value.",
    "yaml-alias": "No part of a file is a reference to another part.",
    "duplicate-key": "A key stands once in a mapping.",
    "schema-line": "The first line of a file names its schema, so that editors complete and check while typing.",
    "unknown-key": "Every key is one that the file's schema knows.",
    "missing-key": "Every key that the file's schema needs is there.",
    "wrong-value": "Every value has the type and form that the file's schema says.",
    "missing-file": "A version has all its files.",
    "unknown-file": "A version has no other files.",
    "file-name": "A file is named after what it holds, and the folder after the version.",
}
"""What is checked before there is a specification to look at, in a sentence each."""
LEAVES_GAPS = {"yaml-syntax", "missing-key", "wrong-value", "missing-file"}
"""The findings of form that leave nothing whole to check the meaning of; with the others, both are told at once."""


def load(folder: Path) -> Specification:
    """Return the specification in a version's folder.

    Raises SpecificationError where its form is wrong. Whether it is sound as well, `cldspec.check` says.
    """
    specification, findings = read(folder)
    if specification is None or findings:
        raise SpecificationError(findings)
    return specification


def read(folder: Path) -> tuple[Specification | None, list[Finding]]:
    """Return the specification in a version's folder and every finding of its form; None where these leave gaps in it."""
    return read_texts(*texts_in(folder))


def texts_in(folder: Path) -> tuple[dict[str, str], list[Finding]]:
    """Return the texts of the files of a version's folder by their paths below it, and findings about what is no such file."""
    texts: dict[str, str] = {}
    unread: list[Finding] = []
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        name = relative.as_posix()
        if any(part.startswith(".") for part in relative.parts) or (path.is_dir() and path.suffix not in {".yaml", ".md"}):
            continue
        start = Position(name, 1, 1)
        if path.exists() and not path.is_file():
            unread.append(Finding(start, "yaml-syntax", "This is not a file.", "Remove it, or write the file in its place."))
            continue
        if path.suffix != ".yaml" and not CHAPTERS.fullmatch(name):
            hint = f"Rename it to {path.stem}.yaml?" if path.suffix.casefold() in {".yml", ".yaml"} else "Move it elsewhere."
            unread.append(Finding(start, "unknown-file", "This file is not part of a specification.", hint))
            continue
        try:
            texts[name] = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")  # as editors on Windows may save it
        except UnicodeDecodeError as error:
            before = error.object[: error.start]
            at = Position(name, before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))
            unread.append(Finding(at, "yaml-syntax", "This character is not UTF-8.", "Save the file as UTF-8 (it may be Windows-1252)."))
        except OSError as error:
            unread.append(Finding(start, "yaml-syntax", f"It cannot be read: {error.strerror}.", "See what it is, and who may read it."))
    return texts, unread


def read_texts(
    texts: dict[str, str], unread: Collection[Finding] = (), sound: Collection[tuple[str, str]] = frozenset()
) -> tuple[Specification | None, list[Finding]]:
    """Do as `read` does, from the texts of the files by their paths below the version's folder, with forward slashes.

    `unread` are findings about files that are there, but could not be read; `sound` are files, as paths and texts, whose
    form is known to be right: those of released versions, which were checked.
    """
    findings = [*unread, *_layout({*texts, *(finding.at.file for finding in unread if finding.check != "unknown-file")})]
    gaps = [*findings]
    documents: dict[str, Document] = {}
    for name, text in sorted(texts.items()):
        document, faults = _read_file(name, text)
        form = () if (name, text) in sound else _form_of(name, text)
        gaps += form if document else faults
        findings += _told_once(faults, form)
        if document is not None:
            documents[name] = document
    findings += _names(documents)
    has_gaps = any(finding.check in LEAVES_GAPS or _is_misplaced(finding) for finding in gaps)
    return (None if has_gaps else _specification(documents, texts)), findings


@lru_cache(maxsize=512)
def _read_file(name: str, text: str) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return a file as read, and what is wrong with its YAML; versions that share a file share the work."""
    schema = _schema(name)
    document, faults = parse(name, text) if schema != CHAPTER else _parse_beginning(name, text)
    return (document if schema else None), tuple(faults)


@lru_cache(maxsize=512)
def _form_of(name: str, text: str) -> tuple[Finding, ...]:
    """Return what is wrong with the form of a file that can be read."""
    document, _ = _read_file(name, text)
    schema = _schema(name)
    if document is None or schema is None:
        return ()
    lines = schema_line(document, schema) if schema != CHAPTER else ()
    return (*form_findings(document, schema), *lines)


def _is_misplaced(finding: Finding) -> bool:
    """Say whether a finding is about a YAML file in the wrong place, whose content is then missing from the right one."""
    return finding.check == "unknown-file" and finding.at.file.casefold().endswith((".yaml", ".yml"))


def _told_once(faults: Sequence[Finding], form: Sequence[Finding]) -> list[Finding]:
    """Return the findings of syntax and form, but one only where a value has both.

    Where nothing stands, that is the fault. Where something stands that YAML misreads and that its form refuses even in
    quotes, the form knows better what to write.
    """
    refused = {finding.at for finding in form if finding.check == "wrong-value"}
    kept = [fault for fault in faults if fault.check != "yaml-trap" or fault.at not in refused]
    told = {fault.at for fault in kept}
    return [*kept, *(finding for finding in form if finding.at not in told)]


def _schema(name: str) -> str | None:
    if CHAPTERS.fullmatch(name):
        return CHAPTER
    folder, _, file = name.rpartition("/")
    return FOLDERS.get(folder) if folder else FILES.get(file)


def _layout(names: Iterable[str]) -> Iterator[Finding]:
    present = set(names)
    for name in sorted(set(FILES) - present):
        yield Finding(Position(name, 1, 1), "missing-file", "This file is missing.", f"Every version has a {name}.")
    if not any(name.startswith("items/") for name in present):
        yield Finding(Position("items", 1, 1), "missing-file", "There are no data items.", "Write items/SECTION.yaml for each section.")
    for name in sorted(present):
        if _schema(name) is None:
            near = nearest(name, FILES) if "/" not in name else []
            hint = (
                f"Rename it to {near[0]}?"
                if near
                else f"Files belong into {', '.join(sorted(FOLDERS))}, are {', '.join(sorted(FILES))}, or guidance/NN-NAME.md."
            )
            yield Finding(Position(name, 1, 1), "unknown-file", "This file is not part of a specification.", hint)


def _names(documents: dict[str, Document]) -> Iterator[Finding]:
    """Files of a folder are named after what they hold."""
    for name, document in documents.items():
        folder, _, file = name.rpartition("/")
        if folder not in NAMED_BY or not isinstance(document.data, dict):
            continue
        key = NAMED_BY[folder]
        held, stem = document.data.get(key), file.removesuffix(".yaml")
        if isinstance(held, str) and held != stem:
            at = Origin(document).value(key)
            yield Finding(
                at, "file-name", f"This file is {file}, but its {key} is {held}.", f"Write {stem}, or rename the file to {held}.yaml."
            )


def _parse_beginning(name: str, text: str) -> tuple[Document | None, list[Finding]]:
    """Read what stands between the two lines of hyphens at the beginning of a chapter."""
    match = BEGINNING.match(text)
    if match is None:
        message = "A chapter begins with a line of three hyphens, its title and sources, and another line of three hyphens."
        return None, [Finding(Position(name, 1, 1), "yaml-syntax", message, "Begin it like the other chapters.")]
    return parse(name, f"\n{match[1]}")


@lru_cache(maxsize=128)
def _chapter(name: str, document: Document, text: str) -> Chapter:
    match, named = BEGINNING.match(text), CHAPTERS.fullmatch(name)
    assert match  # noqa: S101 - its beginning has been read
    assert named  # noqa: S101 - as has its name
    body = text[match.end() :]
    first_line = text.count("\n", 0, match.end()) + 1
    return structure(Chapter, _mapping(document), Origin(document), id=named["id"], text=body, first_line=first_line)


def _specification(documents: dict[str, Document], texts: dict[str, str]) -> Specification:
    header = documents[SPECIFICATION]
    order = {section["id"]: index for index, section in enumerate(_mapping(header)["sections"])}
    by_section = sorted(_in(documents, "items"), key=lambda document: order.get(_mapping(document)["section"], len(order)))
    return structure(
        Specification,
        _mapping(header),
        Origin(header),
        documents=_each(SourceDocument, documents["sources.yaml"], "documents"),
        items=tuple(item for document in by_section for item in _each(DataItem, document, "items", section=_mapping(document)["section"])),
        code_lists=_whole(CodeList, _in(documents, "code-lists")),
        tables=_whole(Table, _in(documents, "tables")),
        calculations=_each(Calculation, documents["calculations.yaml"], "calculations"),
        rules=tuple(
            rule
            for document in _in(documents, "rules")
            for rule in _each(RuleEntry, document, "rules", subject=_mapping(document)["subject"])
        ),
        unchecked=_each(Unchecked, documents["unchecked.yaml"], "statements"),
        discrepancies=_each(Discrepancy, documents["discrepancies.yaml"], "discrepancies"),
        traceability=_one(Traceability, documents["traceability.yaml"]),
        legal=_one(Legal, documents["legal.yaml"]),
        scope=_one(Scope, documents["scope.yaml"]),
        glossary=_each(Term, documents["glossary.yaml"], "terms"),
        sample=_one(SampleData, documents["pathways.yaml"]),
        guidance=tuple(_chapter(name, document, texts[name]) for name, document in documents.items() if CHAPTERS.fullmatch(name)),
    )


def _in(documents: dict[str, Document], folder: str) -> list[Document]:
    return [document for name, document in documents.items() if name.startswith(f"{folder}/")]


def _mapping(document: Document) -> dict[str, Any]:
    assert isinstance(document.data, dict)  # noqa: S101 - its schema has accepted it
    return document.data


def _one(kind: type[T], document: Document) -> T:
    return cast("T", _structured(cast("Any", kind), document))


@lru_cache(maxsize=512)
def _structured(kind: type[Located], document: Document) -> Located:
    return structure(kind, _mapping(document), Origin(document))


def _whole(kind: type[T], documents: Iterable[Document]) -> tuple[T, ...]:
    return tuple(_one(kind, document) for document in documents)


def _each(kind: type[T], document: Document, key: str, **others: object) -> tuple[T, ...]:
    return cast("tuple[T, ...]", _structured_list(cast("Any", kind), document, key, **others))


@lru_cache(maxsize=512)
def _structured_list(kind: type[Located], document: Document, key: str, **others: object) -> tuple[Located, ...]:
    """Return the entries of a list; versions that share a file share its entries, which are then the same at a glance."""
    entries = _mapping(document)[key]
    return tuple(structure(kind, entry, Origin(document).under(key, index), **others) for index, entry in enumerate(entries))
