"""What the page that checks a return knows about files, as plain data for JavaScript. Each fact comes from the module that has it."""

from typing import Any

from cldspec.model import LaterRelease, Specification
from cldspec.rules.cells import BYTES, takes_any_text
from cldspec.spelling import folded
from cldspec.validation import later_release, odd_rows
from cldspec.validation.readers import csv, csv_layout, files, header, loading, unpacking, workbook, workbook_scan


def file_facts(specification: Specification) -> dict[str, Any]:
    """Return what `SPECIFICATION.files` is in JavaScript."""
    return {
        "formatRules": {
            name: {"title": rule.title, "severity": rule.severity, "message": rule.message} for name, rule in header.FORMAT_RULES.items()
        },
        "ifUnknownColumn": specification.collection.if_unknown_column,
        "longRow": header.LONG_ROW,
        "oddRows": dict(odd_rows.MESSAGES),
        "mostCandidates": odd_rows.MOST_CANDIDATES,
        "faultyRowsListed": loading.FAULTY_ROWS_LISTED,
        "total": odd_rows.TOTAL.removeprefix("(?i)"),
        "mostCellsOfTotal": odd_rows.most_cells_of_total(len(specification.items)),
        "keysOfRows": [
            position for position, item in enumerate(specification.items) if not takes_any_text(item) and odd_rows.key_of_rows([item])
        ],
        "neededColumns": [header.is_needed(item) for item in specification.items],
        "lastHeaderRow": header.LAST_HEADER_ROW,
        "maxColumns": header.MAX_COLUMNS,
        "maxNameLength": header.MAX_NAME_LENGTH,
        "maxSuggestions": header.MAX_SUGGESTIONS,
        "aboutUnknownColumn": header.ABOUT_UNKNOWN_COLUMN,
        "separators": dict(csv_layout.SEPARATORS),
        "maxCellLength": csv_layout.MAX_CELL_LENGTH,
        "maxLineLength": csv.MAX_LINE_LENGTH,
        "beginning": csv.BEGINNING,
        "swallowed": loading.SWALLOWED,
        "fewestSeparators": loading.FEWEST_SEPARATORS,
        "byteCharacters": BYTES,
        "alwaysAllowed": unpacking.ALWAYS_ALLOWED,
        "maxExpansion": unpacking.MAX_EXPANSION,
        "otherKinds": [{"start": list(start), "kind": kind, "remedy": remedy} for start, (kind, remedy) in unpacking.OTHER_KINDS.items()],
        "csvEndings": list(files.CSV_ENDINGS),
        "workbookEndings": list(files.WORKBOOK_ENDINGS),
        "maxArea": workbook_scan.MAX_AREA,
        "laterReleases": [_later_release(release, specification) for release in specification.later_releases],
        "shareOfLater": later_release.SHARE,
        "maxLaterTexts": later_release.MAX_TEXTS,
        "looksLater": later_release.LOOKS_LATER.format("{}", specification.title, specification.version),
        "saysNothing": workbook.SAYS_NOTHING.pattern,
    }


def _later_release(release: LaterRelease, specification: Specification) -> dict[str, Any]:
    """Return how a return for a later release is recognised: its own headers, and its values by the position of their data item."""
    positions = {folded(item.title): position for position, item in enumerate(specification.items)}
    listed = [(positions.get(folded(one.header)), list(one.values)) for one in release.values]
    values = [{"item": position, "values": values} for position, values in listed if position is not None]
    return {"name": release.name, "headers": sorted(later_release.own_headers(specification, release)), "values": values}
