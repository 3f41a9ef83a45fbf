"""Questions about a change: can a return that one version accepts break this rule of the other, or hold this text?

The solver answers where it can; a search for a witness answers the rest.
"""

from collections.abc import Collection, Iterable

from cldspec.diff.cell_texts import similar_texts, texts_read_by_one
from cldspec.diff.changes import Witness
from cldspec.diff.combined import SHARED
from cldspec.diff.conditions import filled_in, with_value
from cldspec.diff.effects import MOST_SERIOUS, Answer, weight
from cldspec.diff.search import compared_items, items_of, search
from cldspec.diff.views import View, are_same_type
from cldspec.diff.witnesses import witness_of
from cldspec.rules.all_rules import Readable, Row, Rule, Spelling, Unique
from cldspec.rules.cells import UNREADABLE, Cell, read, to_typed
from cldspec.rules.expression import Not, both
from cldspec.rules.tables import without_tables
from cldspec.solver.examples import items_asked
from cldspec.solver.reason import Never, Possible, Undecided

_MOST_TEXTS = 60
"""How many texts that only one version can read are tried for an item."""


def can_break(view: View, rules: Iterable[str]) -> Answer:
    """Find out whether a return that one version accepts breaks one of these rules of the other; errors before warnings."""
    asked = [view.refusing_rules[name] for name in rules if name in view.refusing_rules]
    names = view.refusing_in_solver.names
    together = [name for rule in asked if rule.severity == "error" and isinstance(rule.test, Row) and (name := names.get(rule.id))]
    if len(together) > 1 and _never_breaks_any(view, together):  # one question instead of many
        asked = [rule for rule in asked if rule.severity != "error" or names.get(rule.id) not in together]
    best: Answer | None = Answer(False, "proved") if len(together) > 1 else None
    for rule in sorted(asked, key=lambda rule: rule.severity != "error"):
        answer = _about_rule(view, rule)
        best = answer if best is None or weight(answer) > weight(best) else best
        if weight(best) == MOST_SERIOUS:
            break
    return best or Answer(False, "by definition")


def can_have_text(view: View, item_id: str, text: str) -> Answer:
    """Find out whether a row that one version accepts can have this text in a cell, and the other finds fault with the text.

    The text is a value of the accepting version, under its own name if it is renamed.
    """
    theirs = view.refusing_as_written.item_by_id.get(item_id if view.side == "submitters" else view.renames.old_item_id(item_id))
    if theirs is None:
        return Answer(False, "by definition", reason=f"There is no such data item in {view.refusing_name}.")
    own = view.accepting.item_by_id[item_id]
    value = read(own, view.new_value(own, text), view.accepting)
    meaning = read(theirs, text, view.refusing_as_written)
    if view.side == "consumers" and isinstance(meaning, str):
        meaning = view.renames.value(own.code_list, meaning)
    if meaning == value:
        return Answer(False, "proved", reason=f"It is still accepted in {view.refusing_name}, which at most queries the spelling.")
    if meaning is not UNREADABLE:
        return _about_other_meaning(view, item_id, text, meaning)
    rule = next(rule for rule in view.refusing_rules.values() if isinstance(rule.test, Readable) and rule.test.item == item_id)
    witness, is_impossible = _with_text(view, item_id, text, {rule.id})
    if witness:
        return Answer(True, "proved", witness, rule)
    reason = f"No row that conforms to {view.accepting_name} can have it." if is_impossible else ""
    return Answer(False, "proved" if is_impossible else "searched", reason=reason)


def _never_breaks_any(view: View, names: Collection[str]) -> bool:
    own = [name for name in names if not name.startswith(SHARED)]
    return not own or view.never_breaks(own)


def _about_rule(view: View, rule: Rule) -> Answer:
    match rule.test:
        case Readable(item=item):
            return _about_readability(view, rule, item)
        case Spelling():
            return Answer(False, "by definition", reason="Another spelling is at most queried.")
        case Row():
            return _about_row(view, rule)
        case _:
            return _about_several_rows(view, rule)


def _about_row(view: View, rule: Rule) -> Answer:
    """Find out about a rule on one row."""
    name = view.refusing_in_solver.names.get(rule.id)
    if name is None:
        return search(view, rule)
    if name.startswith(SHARED):
        return Answer(False, "proved", rule=rule)
    same_rule = view.accepting_in_solver.names.get(rule.id)
    keeping = [same_rule] if same_rule and rule.severity != "error" else []  # what is queried already is not new
    answer = view.ask_for_breach(name, keeping=keeping)
    match answer:
        case Never():
            return Answer(False, "proved", rule=rule)
        case Possible(row=row):
            witness = witness_of(view, [view.as_typed(row)], {rule.id}, items_of(view, rule))
            if witness:
                return Answer(True, "proved", witness, rule)
    searched = search(view, rule)
    why = answer.reason if isinstance(answer, Undecided) else "the row that it found does not break the rule"
    return searched if searched.found else Answer(None, "not decided", rule=rule, reason=f"The solver could not decide: {why}.")


def _about_readability(view: View, rule: Rule, item_id: str) -> Answer:
    """Find out whether a cell that one version can read, on a row that it accepts, is unreadable for the other."""
    own = view.accepting.item_by_id.get(item_id)
    if own is None:
        return Answer(False, "by definition", rule=rule, reason=f"There is no such data item in {view.accepting_name}.")
    theirs = view.refusing.item_by_id[item_id]
    named = view.accepting.format_by_id.get(own.format or "")
    if named and rule.severity == "error" != named.if_not_met and (row := view.row({}, filled_in([item_id]))):
        for text in named.breaks:  # which the accepting version only queries
            witness = witness_of(view, [{**row, item_id: text}], {rule.id}, (item_id,))
            if witness:
                return Answer(True, "proved", witness, rule)
    candidates = texts_read_by_one(own, view.accepting, theirs, view.refusing)
    all_impossible = True
    for text in candidates.texts[:_MOST_TEXTS]:
        witness, is_impossible = _with_text(view, item_id, text, {rule.id})
        if witness:
            return Answer(True, "proved", witness, rule)
        all_impossible = all_impossible and is_impossible
    row, always_blank = view.find_row({}, filled_in([item_id])) if candidates.texts else (None, True)
    if row:
        for text in similar_texts(row[item_id], candidates, own, theirs):
            witness = witness_of(view, [{**row, item_id: text}], {rule.id}, (item_id,))
            if witness:
                return Answer(True, "proved", witness, rule)
    is_decided = always_blank or (own.code_list is not None and all_impossible)
    return Answer(False, "proved" if candidates.are_complete and is_decided else "searched", rule=rule)


def _about_several_rows(view: View, rule: Rule) -> Answer:
    """Find out about a rule on several rows: it is the same in both versions, or follows from it, or a search must do."""
    same_rule = view.accepting_rules.get(rule.id)
    if same_rule and (same_rule.test, same_rule.severity) == (rule.test, rule.severity):
        return Answer(False, "proved", rule=rule)
    absent = next((name for name in compared_items(rule) if name not in view.accepting.item_by_id), None)
    if absent:  # rows that are all blank there differ in nothing, and belong to no group
        return Answer(False, "proved", rule=rule, reason=f"There is no such data item in {view.accepting_name}: {absent}.")
    if (
        same_rule
        and isinstance(rule.test, Unique)
        and isinstance(same_rule.test, Unique)
        and same_rule.severity == "error"
        and same_rule.test.when == rule.test.when
        and {*same_rule.test.items} <= {*rule.test.items}
    ):
        reason = "Rows that agree in all of these data items also agree in those that already had to be unique."
        return Answer(False, "proved", rule=rule, reason=reason)
    return search(view, rule)


def _about_other_meaning(view: View, item_id: str, text: str, meaning: Cell) -> Answer:
    """Find out whether a text that means something else in the other version breaks an error there."""
    own = view.accepting.item_by_id[item_id]
    value = read(own, view.new_value(own, text), view.accepting)
    is_proved = True
    for rule in view.refusing_rules.values():
        if rule.severity != "error" or not isinstance(rule.test, Row) or item_id not in items_asked(rule, view.refusing):
            continue
        when, expect = (without_tables(condition, view.refusing) for condition in (rule.test.when, rule.test.expect))
        breach = both(with_value(when, item_id, meaning), Not(with_value(expect, item_id, meaning)))
        row, is_impossible = view.find_row({item_id: to_typed(own, value)}, breach)
        is_proved = is_proved and (is_impossible or row is not None)
        witness = witness_of(view, [{**row, item_id: text}], {rule.id}, (item_id,), unchanged=(item_id, text)) if row else None
        if witness:
            return Answer(True, "proved", witness, rule)
    reason = f"It means {meaning} in {view.refusing_name}, which breaks no rule." if is_proved else ""
    return Answer(False, "proved" if is_proved else "searched", reason=reason)


def _with_text(view: View, item_id: str, text: str, broken: Collection[str]) -> tuple[Witness | None, bool]:
    """Return a witness with this text in a cell that breaks one of these rules.

    The second value says whether it is proved that no row that the accepting version accepts can have the text.
    """
    item, shared = view.accepting.item_by_id[item_id], view.combined.item_by_id[item_id]
    value = read(item, view.new_value(item, text), view.accepting)
    typed = to_typed(item, value)
    solver_can_hold_it = are_same_type(item, shared) and read(shared, typed, view.combined) == value
    row, is_impossible = view.find_row({item_id: typed}) if solver_can_hold_it else view.find_row({}, filled_in([item_id]))
    witness = witness_of(view, [{**row, item_id: text}], broken, (item_id,), unchanged=(item_id, text)) if row else None
    return witness, is_impossible
