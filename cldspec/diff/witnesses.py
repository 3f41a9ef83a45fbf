"""Witnesses: made-up returns that one version accepts and the other does not.

A witness is written as a CSV file under the headers of the version that accepts it, and both versions validate the file. The
other version gets it as somebody would send it who has already followed the other changes that the notice announces: declared new
names of values, and column headers that have only been replaced by new ones. So each witness shows its own change.
"""

from collections.abc import Collection, Mapping, Sequence

from cldspec.diff.changes import Witness
from cldspec.diff.translation import in_old_names
from cldspec.diff.views import View
from cldspec.model import Cells, DataItem, Specification
from cldspec.rules.evaluate import TODAY
from cldspec.spelling import folded
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers.header import items_by_name
from cldspec.validation.small_return import SmallResult, csv_text, validate_text

COLUMN = "column"
"""What a witness names instead of a rule if the other version does not have the column."""


def witness_of(
    view: View, rows: Sequence[Cells], broken: Collection[str], decisive: tuple[str, ...], *, unchanged: tuple[str, str] | None = None
) -> Witness | None:
    """Return rows as a witness if one version really accepts them, and they really break one of these rules of the other.

    `rows` are as typed in the template, `broken` are identifiers of rules, or `COLUMN`, and `decisive` the items whose cells
    decide, all in the names of the new version. `unchanged` is an item and a text that is shown to both versions as it is,
    even if it is a renamed value.
    """
    if not rows:
        return None
    today = max(row[TODAY] for row in rows)  # as the solver chose it
    old_rows = [in_old_names(cells, view.old_as_written, view.renames, unchanged=unchanged) for cells in rows]
    accepted, refused = (old_rows, rows) if view.side == "submitters" else (rows, old_rows)
    own = view.accepting_as_written
    accepting = _validated(accepted, {item.id: item.id for item in own.items}, {item.id: item.title for item in own.items}, own, today)
    if accepting is None or not accepting.conforms:
        return None
    items = tuple(view.own_item_id(name) for name in decisive)
    theirs = {item.id: view.other_item_id(item.id) for item in own.items}
    kept_headers = items if COLUMN in broken else ()
    headers = {item.id: item.title if item.id in kept_headers else _followed_header(item, theirs[item.id], view) for item in own.items}
    refusing = _validated(refused, theirs, headers, view.refusing_as_written, today)
    if refusing is None:
        return None
    because = [(view.new_rule_id(rule), rule.message) for rule in refusing.rules if view.new_rule_id(rule) in broken]
    if COLUMN in broken:
        titles = [own.item_by_id[name].title for name in items if name in own.item_by_id]
        because += [(COLUMN, f"There is no column {title}.") for title in titles if not _has_header(view.refusing_as_written, title)]
    if not because:
        return None
    shown = tuple({name: text for name, text in cells.items() if name != TODAY and text} for cells in accepted)
    return Witness(shown, today, own.version, view.refusing.version, tuple(because), items)


def _validated(
    rows: Sequence[Cells], items: Mapping[str, str], headers: Mapping[str, str], version: Specification, today: str
) -> SmallResult | None:
    """Return the result of validating rows as a file; None if the version finds no headers in it.

    `headers` are those of the columns, by the accepting version's items, and `items` what the rows call these.
    """
    text = csv_text([*headers.values()], [[row.get(items[name], "") for name in headers] for row in rows])
    try:
        return validate_text(text, version, today)
    except UnreadableFileError:
        return None


def _followed_header(item: DataItem, other_id: str, view: View) -> str:
    """Return the header of an item's column once a new header is followed that was free before and whose old one is free now."""
    other = view.refusing_as_written.item_by_id.get(other_id)
    if other is None or _has_header(view.refusing_as_written, item.title) or _has_header(view.accepting_as_written, other.title):
        return item.title
    return other.title


def _has_header(version: Specification, title: str) -> bool:
    """Say whether a version finds a column by this header."""
    return folded(title) in items_by_name(version)
