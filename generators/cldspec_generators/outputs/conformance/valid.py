"""A return that breaks no rule: few rows about few made-up people, which use as many allowed values as possible."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from cldspec.model import Cells, DataItem, Specification
from cldspec.rules import expression as ex
from cldspec.rules.all_rules import Same, Unique, rules_of
from cldspec.rules.cells import Cell, to_typed
from cldspec.rules.evaluate import TODAY, Row
from cldspec.rules.reference import broken_rules, rule_functions, value_of
from cldspec.solver.reason import Possible, Reasoner, usual_rows
from cldspec_generators.outputs.conformance.values import numbered

ROWS_PER_GROUP = 4
"""The most rows about one made-up person, or about whatever the rows are grouped by."""
_FULL_EVERY = 3
"""One person in so many has as many cells filled as possible."""
_DAYS = 30
"""The number of days over which the dates of rows are spread."""
Target = tuple[str, str | None]
"""A data item and a value of its list; None for any value, if it has no list."""


@dataclass(frozen=True)
class Ties:
    """How the rows of a return depend on each other, by the rules about several rows."""

    common: tuple[str, ...]
    """The items that are the same on all rows."""
    shared: tuple[str, ...]
    """The items that are the same on the rows of a group, and the items that the rows are grouped by."""
    groups: tuple[str, ...]
    """The texts among the items that the rows are grouped by."""
    apart: tuple[str, ...]
    """The other items by which rows are distinguished."""
    own: tuple[str, ...]
    """The texts among these."""

    @staticmethod
    def of(specification: Specification) -> "Ties":
        """Return the ties of a specification."""
        texts = {item.id for item in specification.items if item.type == "text"}
        tests = [rule.test for rule in rules_of(specification)]
        same = [test for test in tests if isinstance(test, Same)]
        common = {test.item for test in same if test.of is None}
        keys = {test.of for test in same if test.of is not None}
        shared = {test.item for test in same if test.of is not None} | keys
        apart = {name for test in tests if isinstance(test, Unique) for name in test.items} - shared
        in_order = (tuple(sorted(names)) for names in (common, shared, keys & texts, apart, apart & texts))
        return Ties(*in_order)


@dataclass
class _Draft:
    """The return while its rows are added."""

    reasoner: Reasoner
    today: str
    ties: Ties
    targets: dict[Target, None]
    """The values that no row has yet."""
    rows: list[Row] = field(default_factory=list)
    group: list[Row] = field(default_factory=list)
    """The rows of the last group."""
    groups: int = 0
    """The number of groups that are complete."""

    def add(self, row: Row) -> None:
        """Add a row to the last group."""
        self.rows.append(row)
        self.group.append(row)
        for name, cell in row.items():
            self.targets.pop((name, str(cell)), None)
            if cell is not None:
                self.targets.pop((name, None), None)

    def begin_group(self) -> None:
        """Begin a new group."""
        self.groups += 1 if self.group else 0
        self.group = []


def valid_rows(reasoner: Reasoner, today: str) -> list[Cells]:
    """Return the rows, as typed; `today` is yyyy-mm-dd."""
    specification = reasoner.specification
    ties = Ties.of(specification)
    listed = [item for item in specification.items if item.code_list and item.id not in ties.common]
    targets: list[Target] = [(item.id, value) for item in listed for value in specification.values_of(item.id) or ()]
    targets += [(item.id, None) for item in specification.items if not item.code_list]
    draft = _Draft(reasoner, today, ties, dict.fromkeys(targets))
    while draft.targets:
        about_a_row = next((target for target in draft.targets if target[0] not in ties.shared), None)
        if len(draft.group) in {0, ROWS_PER_GROUP} or about_a_row is None:
            draft.begin_group()
        target = about_a_row if draft.group and about_a_row else next(iter(draft.targets))
        row = _row(draft, target)
        if row is None and draft.group:
            draft.begin_group()
            row = _row(draft, target)
        if row is None:
            draft.targets.pop(target)  # no row with it breaks no rule
        else:
            draft.add(row)
    rows = [{item.id: to_typed(item, row[item.id]) for item in specification.items} for row in draft.rows]
    broken = {index for index, _ in broken_rules(rows, specification, today)}  # some rules can be broken by the whole return only
    return [row for index, row in enumerate(rows) if index not in broken]


def unused_values(rows: Sequence[Cells], specification: Specification) -> list[tuple[DataItem, list[str]]]:
    """Return the items with allowed values that no row has, and these values."""
    used = [(item, {row[item.id] for row in rows}) for item in specification.items if item.code_list]
    missing = ((item, [value for value in specification.values_of(item.id) or () if value not in values]) for item, values in used)
    return [(item, values) for item, values in missing if values]


def _row(draft: _Draft, target: Target) -> Row | None:
    """Return a row with the target value that breaks no rule together with the rows of its group; None if there is none."""
    specification, ties, (name, value) = draft.reasoner.specification, draft.ties, target
    cells: dict[str, Cell] = {TODAY: draft.today}
    cells |= {item: draft.rows[0][item] for item in ties.common if draft.rows}
    if draft.group:
        cells |= {item: draft.group[0][item] for item in ties.shared}
    else:
        cells |= {item: _numbered(item, draft.groups, specification) for item in ties.groups}
    cells |= {item: _numbered(item, len(draft.rows), specification) for item in ties.own if item != name}
    cells |= {name: value} if value else {}
    first, *others = _preferred(draft, target)
    answer = draft.reasoner.ask(
        ex.Truth(True) if value else ex.Not(ex.IsBlank(ex.Item(name))),
        cells=cells,
        keeping=draft.reasoner.rules_about_one_row("error", "warning", "information"),
        preferring=[{**first, **cells}, *others],
        explaining=False,
    )
    if not isinstance(answer, Possible):
        return None
    rows = [*draft.group, answer.row]
    typed = [{item.id: to_typed(item, row[item.id]) for item in specification.items} for row in rows]
    functions = rule_functions(specification)
    about_several_rows = [rule.id for rule in rules_of(specification) if isinstance(rule.test, Unique | Same)]
    return None if any(functions[rule](typed, rows) for rule in about_several_rows) else answer.row


def _preferred(draft: _Draft, target: Target) -> Iterator[Row]:
    """Yield rows to prefer: first one with values that no row has yet and with dates of its own, then the usual ones.

    A row of the return that has a value of the item already shows what goes with it. One new person in a few has as many
    cells filled as possible.
    """
    specification = draft.reasoner.specification
    sparse, full = usual_rows(specification)
    usual = full if draft.groups % _FULL_EVERY == 1 else sparse
    similar = [row for row in draft.rows if row[target[0]] is not None]
    base = dict(similar[len(draft.rows) % len(similar)] if similar else usual) | {name: usual[name] for name in draft.ties.shared}
    sections = {item.section for item in specification.items if base[item.id] is not None}
    unused: dict[str, Cell] = {}
    for name, value in draft.targets:
        if value and (not similar or specification.item_by_id[name].section in sections):
            unused.setdefault(name, value)
    days = {item.id: str(full[item.id]) for item in specification.items if item.type == "date" and full[item.id]}
    moved = {name: _before(days[name], len(draft.rows) % _DAYS) for name in days if name in draft.ties.apart}
    yield {**base, **moved, **unused}
    yield from usual_choices(specification)


def usual_choices(specification: Specification) -> Iterator[Row]:
    """Yield rows of the items' examples, to choose cells from: with blanks, without blanks, and with all dates on one day."""
    sparse, full = usual_rows(specification)
    days = {item.id: str(full[item.id]) for item in specification.items if item.type == "date" and full[item.id]}
    yield sparse
    yield full
    for day in sorted(set(days.values()), reverse=True):
        yield {**full, **dict.fromkeys(days, day)}


def _before(iso: str, days: int) -> str:
    return (date.fromisoformat(iso) - timedelta(days=days)).isoformat()


def _numbered(name: str, number: int, specification: Specification) -> Cell:
    return value_of(name, numbered(specification.item_by_id[name], number, specification), specification)
