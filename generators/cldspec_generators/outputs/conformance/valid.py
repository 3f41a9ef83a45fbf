"""A return that sets nothing off: few rows about few made-up subjects, which use as many list values as can be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from cldspec.model import Cells, DataItem, Specification
from cldspec.rules.all_rules import Same, Unique, rules_of
from cldspec.rules.cells import Cell, read, to_typed
from cldspec.rules.evaluate import TODAY, Row
from cldspec.rules.expression import IsBlank, Item, Not, Truth
from cldspec.rules.reference import breaking, broken_rules
from cldspec.solver.reason import Possible, Reasoner, usual_rows
from cldspec_generators.outputs.conformance.values import numbered

ROWS_OF_ONE = 4
"""As many rows as one made-up person, or whatever the rows share, has at most."""
_FULL = 3
"""Of as many people one is told as fully as can be."""
_DAYS = 30
"""As many days as the days of rows are spread over."""
Wanted = tuple[str, str | None]
"""A data item and a value of its list; None for any value, where it has no list."""


@dataclass(frozen=True)
class Ties:
    """How the rows of a return hang together, by the rules about many rows."""

    common: tuple[str, ...]
    """The items that are the same on all rows."""
    shared: tuple[str, ...]
    """The items that are the same on the rows of one person, or whatever the rows are grouped by, and those they are grouped by."""
    groups: tuple[str, ...]
    """Of these, the texts by which rows are grouped."""
    apart: tuple[str, ...]
    """The other items by which rows are told apart."""
    own: tuple[str, ...]
    """Of these, the texts."""

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
class _Return:
    """A return in the making."""

    reasoner: Reasoner
    today: str
    ties: Ties
    left: dict[Wanted, None]
    rows: list[Row] = field(default_factory=list)
    group: list[Row] = field(default_factory=list)
    groups: int = 0

    def add(self, row: Row) -> None:
        """Take a row in."""
        self.rows.append(row)
        self.group.append(row)
        for name, cell in row.items():
            self.left.pop((name, str(cell)), None)
            if cell is not None:
                self.left.pop((name, None), None)

    def begin(self) -> None:
        """Begin with another person."""
        self.groups += 1 if self.group else 0
        self.group = []


def valid_rows(reasoner: Reasoner, today: str) -> list[Cells]:
    """Return the rows, as typed; `today` is yyyy-mm-dd."""
    specification = reasoner.specification
    ties = Ties.of(specification)
    listed = [item for item in specification.items if item.code_list and item.id not in ties.common]
    wanted: list[Wanted] = [(item.id, value) for item in listed for value in specification.values_of(item.id) or ()]
    wanted += [(item.id, None) for item in specification.items if not item.code_list]
    made = _Return(reasoner, today, ties, dict.fromkeys(wanted))
    while made.left:
        about_a_row = next((one for one in made.left if one[0] not in ties.shared), None)
        if len(made.group) in {0, ROWS_OF_ONE} or about_a_row is None:
            made.begin()
        target = about_a_row if made.group and about_a_row else next(iter(made.left))
        row = _row(made, target)
        if row is None and made.group:
            made.begin()
            row = _row(made, target)
        if row is None:
            made.left.pop(target)  # no row can have it without setting something off
        else:
            made.add(row)
    rows = [{item.id: to_typed(item, row[item.id]) for item in specification.items} for row in made.rows]
    broken = {index for index, _ in broken_rules(rows, specification, today)}  # what only the whole return shows
    return [row for index, row in enumerate(rows) if index not in broken]


def unused_values(rows: Sequence[Cells], specification: Specification) -> list[tuple[DataItem, list[str]]]:
    """Return the items of whose list some values stand in none of the rows, and these values."""
    used = [(item, {row[item.id] for row in rows}) for item in specification.items if item.code_list]
    missing = ((item, [value for value in specification.values_of(item.id) or () if value not in values]) for item, values in used)
    return [(item, values) for item, values in missing if values]


def _row(made: _Return, target: Wanted) -> Row | None:
    """Return a row with a value that sets nothing off beside the rows of its group; None if there is none."""
    specification, ties, (name, value) = made.reasoner.specification, made.ties, target
    cells: dict[str, Cell] = {TODAY: made.today}
    cells |= {item: made.rows[0][item] for item in ties.common if made.rows}
    if made.group:
        cells |= {item: made.group[0][item] for item in ties.shared}
    else:
        cells |= {item: _numbered(item, made.groups, specification) for item in ties.groups}
    cells |= {item: _numbered(item, len(made.rows), specification) for item in ties.own if item != name}
    cells |= {name: value} if value else {}
    first, *others = _preferred(made, target)
    answer = made.reasoner.ask(
        Truth(True) if value else Not(IsBlank(Item(name))),
        cells=cells,
        keeping=made.reasoner.rules_about_one_row("error", "warning", "information"),
        preferring=[{**first, **cells}, *others],
        explaining=False,
    )
    if not isinstance(answer, Possible):
        return None
    rows = [*made.group, answer.row]
    typed = [{item.id: to_typed(item, row[item.id]) for item in specification.items} for row in rows]
    many = (rule for rule in rules_of(specification) if isinstance(rule.test, Unique | Same))
    return None if any(True for rule in many for _ in breaking(rule, typed, rows, specification)) else answer.row


def _preferred(made: _Return, target: Wanted) -> Iterator[Row]:
    """Yield rows to prefer: one with values that no row has yet, of a day of its own; then the usual ones.

    A row of the return that fills the item already shows what goes with it. New people are now and then told as fully as can be.
    """
    specification = made.reasoner.specification
    sparse, filled = usual_rows(specification)
    usual = filled if made.groups % _FULL == 1 else sparse
    alike = [row for row in made.rows if row[target[0]] is not None]
    base = dict(alike[len(made.rows) % len(alike)] if alike else usual) | {name: usual[name] for name in made.ties.shared}
    sections = {item.section for item in specification.items if base[item.id] is not None}
    unused: dict[str, Cell] = {}
    for name, value in made.left:
        if value and (not alike or specification.item_by_id[name].section in sections):
            unused.setdefault(name, value)
    days = {item.id: str(filled[item.id]) for item in specification.items if item.type == "date" and filled[item.id]}
    moved = {name: _before(days[name], len(made.rows) % _DAYS) for name in days if name in made.ties.apart}
    yield {**base, **moved, **unused}
    yield from usual_choices(specification)


def usual_choices(specification: Specification) -> Iterator[Row]:
    """Yield rows of the items' examples, to prefer where a cell cannot be as one would like: with blanks, without, all on one usual day."""
    sparse, filled = usual_rows(specification)
    days = {item.id: str(filled[item.id]) for item in specification.items if item.type == "date" and filled[item.id]}
    yield sparse
    yield filled
    for day in sorted(set(days.values()), reverse=True):
        yield {**filled, **dict.fromkeys(days, day)}


def _before(iso: str, days: int) -> str:
    return (date.fromisoformat(iso) - timedelta(days=days)).isoformat()


def _numbered(name: str, number: int, specification: Specification) -> Cell:
    item = specification.item_by_id[name]
    return read(item, numbered(item, number, specification), specification)
