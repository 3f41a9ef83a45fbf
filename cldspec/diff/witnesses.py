"""Witnesses: made-up returns of which one version accepts every row and the other does not, checked against both versions."""

from collections.abc import Collection, Iterable, Sequence

from cldspec.diff.changes import Witness
from cldspec.diff.translation import in_old_names
from cldspec.diff.views import View
from cldspec.model import Cells, Specification
from cldspec.rules.all_rules import Rule, rules_of
from cldspec.rules.evaluate import TODAY
from cldspec.rules.reference import broken_rules
from cldspec.spelling import folded

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
    old_rows = [in_old_names(cells, view.old_as_written, view.renames, unchanged=unchanged) for cells in rows]
    accepted, refused = (old_rows, rows) if view.side == "submitters" else (rows, old_rows)
    if any(rule.severity == "error" for rule in _rules_broken(accepted, view.accepting_as_written)):
        return None
    rules = [rule for rule in _rules_broken(refused, view.refusing_as_written) if view.new_rule_id(rule) in broken]
    because = [(view.new_rule_id(rule), rule.message) for rule in rules]
    items = tuple(view.own_item_id(name) for name in decisive)
    if COLUMN in broken:
        because += [(COLUMN, f"There is no column {title}.") for title in _missing_columns(items, view)]
    if not because:
        return None
    shown = tuple({name: text for name, text in cells.items() if name != TODAY and text} for cells in accepted)
    accepting, refusing = view.accepting.version, view.refusing.version
    return Witness(shown, _today(accepted), accepting, refusing, tuple(because), items)


def _rules_broken(rows: Sequence[Cells], specification: Specification) -> list[Rule]:
    """Return the rules that a return breaks."""
    broken = {rule_id for _, rule_id in broken_rules(rows, specification, _today(rows))}
    return [rule for rule in rules_of(specification) if rule.id in broken]


def _today(rows: Sequence[Cells]) -> str:
    """Return the date on which the rows are validated, as the solver chose it."""
    return max(row[TODAY] for row in rows)


def _missing_columns(items: Iterable[str], view: View) -> list[str]:
    """Return the headers of items that the refusing version does not have."""
    own, known = view.accepting_as_written, {folded(item.title) for item in view.refusing_as_written.items}
    titles = [own.item_by_id[name].title for name in items if name in own.item_by_id]
    return [title for title in titles if folded(title) not in known]
