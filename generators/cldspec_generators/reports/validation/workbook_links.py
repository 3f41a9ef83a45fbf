"""Links in the workbook of a validation report: to its worksheets, and to the rows of the files that were validated."""

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePosixPath

from cldspec.validation.result import FileSummary, Result
from cldspec.wording import counted
from cldspec_generators.shared.plain_text import writable
from cldspec_generators.shared.workbook import LONGEST_SHEET_NAME, RESERVED_SHEET_NAMES, quoted, sheet_name

FILES_NAMED = 5
"""The files that a sentence names. It counts the others."""
_LINKABLE_NAME = re.compile(r"[^#%/\\:*?\"<>|\x00-\x1f]{2,}")
"""The names of files into which links can lead in both Excel and LibreOffice."""
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def sheet_names(rules: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Return the name of a worksheet for each rule, in their order: allowed in Excel, and different from all others."""
    used = {name.casefold() for name in (*taken, *RESERVED_SHEET_NAMES)}
    return [sheet_name(writable(rule), used) for rule in rules]


def sheet_link(name: str) -> str:
    """Return the address of the top of a worksheet in the same workbook."""
    return f"internal:{quoted(name)}!A1"


def row_address(file: FileSummary) -> str | None:
    """Return the address of a row of a file in the same folder, without the row's number; None where no link can lead there.

    Excel names the only worksheet of a CSV file after the file, cut to the length of a worksheet's name.
    """
    name = PurePosixPath(file.name)
    sheet = file.sheet if file.sheet is not None else name.stem[:LONGEST_SHEET_NAME] if name.suffix.lower() == ".csv" else None
    if sheet is None or not _LINKABLE_NAME.fullmatch(file.name) or _NOT_IN_SHEET_NAMES.search(sheet):
        return None
    return f"external:{file.name}#{quoted(sheet)}!A"


def files_without_links(result: Result, folder_files: Collection[str] | None) -> dict[str, str]:
    """Return the files with findings to whose rows no links can lead, and why.

    `folder_files` are the names of files in the folder of the workbook; None if links can lead to all files.
    """
    names = [file.name for file in result.files]
    with_findings = {finding.file for finding in result.findings}
    reasons = {}
    for file in result.files:
        if file.name not in with_findings:
            continue
        if names.count(file.name) > 1:
            reasons[file.name] = "more than one file has this name"
        elif row_address(file) is None:
            reasons[file.name] = "links cannot lead into a file of this kind or with this name"
        elif folder_files is not None and file.name not in folder_files:
            reasons[file.name] = "links can only lead into files in the same folder as this workbook"
    return reasons


def without_links_notes(reasons: dict[str, str]) -> list[str]:
    """Return in sentences to which files no links lead, and why."""
    files: dict[str, list[str]] = {}
    for name, reason in reasons.items():
        files.setdefault(reason, []).append(name)
    return [f"No links lead to the rows of {_some(names)}: {reason}." for reason, names in files.items()]


def _some(names: Sequence[str]) -> str:
    others = len(names) - FILES_NAMED
    return ", ".join(names[:FILES_NAMED]) + (f" and {counted(others, 'other file')}" if others > 0 else "")
