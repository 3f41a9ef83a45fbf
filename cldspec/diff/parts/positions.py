"""Columns that move: whom it breaks if a data item is added, removed or moved before others.

The template has the columns in one order, and the SQL scripts load files whose columns are in that order. A reader who finds columns
by their positions therefore reads wrong ones as soon as one column has another position, whatever moved it. A reader who finds them
by their headers does not notice. Every kind of change that can move columns is judged by this one rule.
"""

from cldspec.diff.changes import Effect
from cldspec.diff.parts.context import Context
from cldspec.model import Specification

MOVED = "Readers who find columns by their positions now read other columns. Readers who use the headers are not affected."
"""Why moved columns break readers, for all kinds of change."""
BREAKS_POSITIONS = Effect("breaking", "by definition", MOVED)
"""The effect on readers of a change that moves columns."""
FOUND_BY_HEADERS = Effect("not breaking", "by definition", "Columns of returns are found by their headers.")
"""The effect of moved columns on those who submit."""


def moves_later_columns(item_id: str, context: Context) -> bool:
    """Say whether columns of both versions after an added or removed item have another position than before."""
    old, new = _positions(context.old), _positions(context.new)
    own = new if item_id in new else old
    return any(own[name] > own[item_id] and old[name] != new[name] for name in old.keys() & new.keys())


def is_out_of_order(item_id: str, context: Context) -> bool:
    """Say whether an item of both versions comes after other columns of both versions than before."""
    old, new = _positions(context.old), _positions(context.new)
    return any((old[name] < old[item_id]) != (new[name] < new[item_id]) for name in old.keys() & new.keys())


def _positions(version: Specification) -> dict[str, int]:
    """Return the position of each column in the template, in the names of the new version."""
    return {item.id: position for position, item in enumerate(version.items)}
