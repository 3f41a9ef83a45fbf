"""The search for a witness that breaks a rule which the solver cannot be asked about, such as a rule about several rows."""

from collections.abc import Iterable, Iterator

from cldspec.diff.conditions import all_of, filled_in, has_another_value, has_value
from cldspec.diff.effects import Answer
from cldspec.diff.views import View
from cldspec.diff.witnesses import witness_of
from cldspec.model import Cells
from cldspec.rules.all_rules import Rule, Same, Unique
from cldspec.rules.expression import Any, Condition, IsBlank, Item, both
from cldspec.solver.examples import items_asked


def search(view: View, rule: Rule) -> Answer:
    """Search for a return that one version accepts and that breaks a rule of the other, among returns made for the rule."""
    for rows in _candidates(view, rule):
        witness = witness_of(view, rows, {rule.id}, items_of(view, rule))
        if witness:
            return Answer(True, "searched", witness, rule)
    return Answer(False, "searched", rule=rule)


def items_of(view: View, rule: Rule) -> tuple[str, ...]:
    """Return the items whose cells decide about a rule of the refusing version, in the order of the template."""
    names = {*rule.items, *items_asked(rule, view.refusing)}
    return tuple(item.id for item in view.combined.items if item.id in names)


def compared_items(rule: Rule) -> tuple[str, ...]:
    """Return the items in which a rule about several rows compares the rows."""
    match rule.test:
        case Unique(items=items):
            return items
        case Same(item=item, of=of):
            return (item, of) if of else (item,)
        case _:
            return ()


def _candidates(view: View, rule: Rule) -> Iterator[list[Cells]]:
    """Yield returns that may break a rule: its own examples, and pairs of rows."""
    if rule.entry:
        rows = [row for cells in rule.entry.examples.breaks if (row := view.row(cells))]
        yield from ([row] for row in rows)
        yield rows
    match rule.test:
        case Unique(items=items, when=when):
            first = view.row({}, both(filled_in(items), when)) or view.row({}, filled_in(items))
            second = _second_row(view, first, items, None) if first else None
            yield [first, second] if first and second else []
        case Same(item=item, of=of, when=when):
            for needed in ([item, *([of] if of else [])], [of] if of else []):
                first = view.row({}, both(filled_in(needed), when))
                second = _second_row(view, first, [of] if of else [], item) if first else None
                yield [first, second] if first and second else []
        case _:
            return


def _second_row(view: View, first: Cells, shared: Iterable[str], differing: str | None) -> Cells | None:
    """Return a row that, with the first one, makes a return that the accepting version accepts.

    It has the cells of the first row in the `shared` items, and another value in the `differing` item.
    """
    items = view.accepting.item_by_id
    wanted: list[Condition] = []
    for rule in view.accepting_rules.values():
        if rule.severity != "error":
            continue
        match rule.test:
            case Unique(items=keys) if all(first.get(key) for key in keys):
                differs = (Any((has_another_value(items[key], first[key], view.accepting), IsBlank(Item(key)))) for key in keys)
                wanted.append(Any(tuple(differs)))
            case Same(item=item, of=of, blanks=blanks):
                same = has_value(items[item], first.get(item, ""), view.accepting, or_blank=not blanks)
                wanted.append(same if of is None else Any((has_another_value(items[of], first.get(of, ""), view.accepting), same)))
            case _:
                continue
    if differing is not None:
        wanted.append(has_another_value(items[differing], first.get(differing, ""), view.accepting))
    return view.row({name: first[name] for name in shared}, all_of(wanted))
