"""Whom a change breaks: asked of the solver where it can decide, else looked for, and each example really held to both versions.

Everything is asked of the rules that a change gives, takes away or words otherwise. It breaks those who submit where a
return conforms to the old version and breaks an error of such a rule in the new one; it breaks those who read where a
return conforms to the new version and breaks such an error of the old one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cldspec.diff.changes import Direction, Effect, How, Side, Witness
from cldspec.diff.forms import USUAL, accepted_by_one, like
from cldspec.diff.merged import Kept, merged, without_tables
from cldspec.diff.renames import Renames, in_new_names, in_old_names
from cldspec.model import Cells, DataItem, Specification
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, Unique, rules_of
from cldspec.rules.cells import UNREADABLE, Cell, read, to_typed
from cldspec.rules.evaluate import TODAY
from cldspec.rules.evaluate import Row as CanonicalRow
from cldspec.rules.expression import (
    All,
    Compare,
    Condition,
    In,
    IsBlank,
    Item,
    Not,
    Number,
    StartsWith,
    Text,
    Truth,
    Value,
    both,
    values_in,
)
from cldspec.rules.expression import Any as AnyOf
from cldspec.rules.reference import broken_rules
from cldspec.solver.examples import items_asked
from cldspec.solver.reason import Never, Possible, Reasoner, Undecided, usual_rows
from cldspec.spelling import folded

_ALWAYS = Truth(True)
_MOST_GRAVE = 4
_MOST_TEXTS = 60
"""As many texts of one form as are tried."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found out: whether there is a return that one version accepts and the other does not, and how one knows.

    `rule` is the rule of the other version that it breaks; where that is no error, the return is only queried.
    """

    found: bool | None
    how: How
    witness: Witness | None = None
    rule: Rule | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """The two versions, in the names of the new one, as one side sees them: the one that accepts, and the one that may not."""

    side: Side
    accepting: Specification
    refusing: Specification
    kept: Kept
    other: Kept
    rules: Mapping[str, Rule]
    """The rules of the version that may refuse."""
    accepting_rules: Mapping[str, Rule]


class Judge:
    """Answers what becomes of returns between two versions; it keeps what the solver has learnt."""

    def __init__(self, old: Specification, new: Specification, renames: Renames) -> None:
        self.written, self.new, self.renames = old, new, renames
        self.old = in_new_names(old, renames)
        """The old version in the names of the new one."""
        self.old_rules = {rule.id: rule for rule in rules_of(self.old)}
        self.new_rules = {rule.id: rule for rule in rules_of(new)}
        self._usual_rows: dict[Side, tuple[CanonicalRow, ...]] = {}

    def of_rules(self, rules: Iterable[str]) -> tuple[Direction, Effect, Effect]:
        """Return which way some rules have moved, and what that does to those who submit and to those who read."""
        names = tuple(rules)
        submitters, consumers = self.ask("submitters", names), self.ask("consumers", names)
        effects = self.effect("submitters", submitters), self.effect("consumers", consumers)
        return _direction(submitters, consumers), *effects

    def ask(self, side: Side, rules: Iterable[str]) -> Answer:
        """Find out whether what one version accepts breaks one of these rules of the other; errors go before warnings."""
        view = self._view(side)
        asked = [view.rules[name] for name in rules if name in view.rules]
        graver = [rule for rule in asked if rule.severity == "error"]
        together = [name for rule in graver if isinstance(rule.test, Row) and (name := view.other.names.get(rule.id))]
        if len(together) > 1 and self._never(view, together):  # one question instead of many
            asked = [rule for rule in asked if rule.severity != "error" or view.other.names.get(rule.id) not in together]
        best: Answer | None = Answer(False, "proved") if len(together) > 1 else None
        for rule in sorted(asked, key=lambda one: one.severity != "error"):
            answer = self._about(view, rule)
            best = answer if best is None or _weight(answer) > _weight(best) else best
            if _weight(best) == _MOST_GRAVE:
                break
        return best or Answer(False, "by definition")

    def _never(self, view: View, names: list[str]) -> bool:
        """Say whether it is proved that no row that conforms to the accepting version breaks any of these rules."""
        own = [name for name in names if not name.startswith("both ")]
        return not own or isinstance(self._reasoner.ask(_ALWAYS, keeping=view.kept.errors, breaking=own, explaining=False), Never)

    def ask_cell(self, side: Side, item_id: str, text: str) -> Answer:
        """Find out whether a row that one version accepts can have this text in a cell, which the other cannot read.

        The text is a value as the accepting version has it, also where it is renamed.
        """
        view = self._view(side)
        other = self._as_written(side, other=True)
        theirs = other.item_by_id.get(item_id if side == "submitters" else self._old_name(item_id))
        if theirs is None:
            return Answer(False, "by definition", reason=f"Version {view.refusing.version} does not have the item.")
        meant, own = read(theirs, text, other), view.accepting.item_by_id[item_id]
        value = read(own, self._new_value(view, own, text), view.accepting)
        if side == "consumers" and isinstance(meant, str):
            meant = self.renames.value(own.code_list, meant)
        if meant == value:
            return Answer(
                False, "proved", reason=f"Version {view.refusing.version} reads it all the same, and at most queries the spelling."
            )
        if meant is not UNREADABLE:
            return self._read_as(view, item_id, text, meant)
        rule = next(rule for rule in view.rules.values() if isinstance(rule.test, Readable) and rule.test.item == item_id)
        witness, is_proved = self._with_cell(view, item_id, text, {rule.id})
        if witness:
            return Answer(True, "proved", witness, rule)
        return Answer(
            False,
            "proved" if is_proved else "searched",
            reason=f"No row that conforms to {view.accepting.version} can hold it." if is_proved else "",
        )

    def _read_as(self, view: View, item_id: str, text: str, meant: Cell) -> Answer:
        """Find out whether a text that means something else in the other version breaks an error there."""
        own = view.accepting.item_by_id[item_id]
        value = read(own, self._new_value(view, own, text), view.accepting)
        is_proved = True
        for rule in view.rules.values():
            if rule.severity != "error" or not isinstance(rule.test, Row) or item_id not in items_asked(rule, view.refusing):
                continue
            test = Row(without_tables(rule.test.when, view.refusing), without_tables(rule.test.expect, view.refusing))
            where = both(_with_value(test.when, item_id, meant), Not(_with_value(test.expect, item_id, meant)))
            row, never = self._found(view, {item_id: to_typed(own, value)}, where)
            is_proved = is_proved and (never or row is not None)
            witness = self._held(view, [{**row, item_id: text}], {rule.id}, (item_id,), but=(item_id, text)) if row else None
            if witness:
                return Answer(True, "proved", witness, rule)
        reason = f"Version {view.refusing.version} reads it as {meant}, which no rule minds." if is_proved else ""
        return Answer(False, "proved" if is_proved else "searched", reason=reason)

    def effect(self, side: Side, answer: Answer) -> Effect:
        """Return an answer as an effect, in words."""
        view = self._view(side)
        own, other = view.accepting.version, view.refusing.version
        if answer.found is None:
            return Effect("not decided", "not decided", answer.reason)
        if not answer.found and answer.how == "searched":
            return Effect("not breaking", "searched", f"No example was found that conforms to {own} and not to {other}; that is no proof.")
        if not answer.found:
            return Effect("not breaking", answer.how, answer.reason or f"Whatever conforms to {own} keeps it in {other}.")
        if answer.rule is not None and answer.rule.severity != "error":
            word = {"warning": "queried", "information": "remarked on"}[answer.rule.severity]
            return Effect("not breaking", answer.how, f"What conforms to {own} still conforms to {other}, but may be {word}.")
        asks = f" {answer.rule.message}" if answer.rule else ""
        if side == "submitters":
            return Effect("breaking", answer.how, f"A return that conforms to {own} may not conform to {other}.{asks}", answer.witness)
        return Effect("breaking", answer.how, f"Data by {own} may be what {other} rules out.{asks}", answer.witness)

    def columns(self, side: Side, item_ids: Collection[str], reason: str) -> Effect:
        """Return the effect of columns that one version has under other headers, or has not: a row that fills them is the example."""
        view = self._view(side)
        filled = [item_id for item_id in item_ids if item_id in view.accepting.item_by_id]
        row = self._row(view, {}, _filled(filled[:1])) or self._row(view, {}, _ALWAYS)
        witness = self._held(view, [row], {"column"}, tuple(filled)) if row else None
        return Effect("breaking", "by definition", reason, witness)

    def _old_name(self, item_id: str) -> str:
        return next((was for was, now in self.renames.items.items() if now == item_id), item_id)

    def _about(self, view: View, rule: Rule) -> Answer:
        match rule.test:
            case Readable(item=item):
                return self._about_form(view, rule, item)
            case Spelling():
                return Answer(False, "by definition", reason="Another spelling is queried at most.")
            case Row():
                return self._about_row(view, rule)
            case _:
                return self._about_return(view, rule)

    def _about_row(self, view: View, rule: Rule) -> Answer:
        name = view.other.names.get(rule.id)
        if name is None:
            return self._searched(view, rule)
        if name.startswith("both "):
            return Answer(False, "proved", rule=rule)
        twin = view.kept.names.get(rule.id)
        kept = (*view.kept.errors, twin) if twin and rule.severity != "error" else view.kept.errors  # what is queried already is not new
        answer = self._reasoner.ask(_ALWAYS, keeping=kept, breaking=name, preferring=self._usual(view), explaining=False)
        match answer:
            case Never():
                return Answer(False, "proved", rule=rule)
            case Possible(row=row):
                witness = self._held(view, [self._typed(view, row)], {rule.id}, self._asked(view, rule))
                if witness:
                    return Answer(True, "proved", witness, rule)
        searched = self._searched(view, rule)
        why = answer.reason if isinstance(answer, Undecided) else "its example did not hold"
        return searched if searched.found else Answer(None, "not decided", rule=rule, reason=f"The solver did not find out: {why}.")

    def _about_form(self, view: View, rule: Rule, item_id: str) -> Answer:
        """Find out whether a cell that one version can read, on a row that conforms to it, cannot be read by the other."""
        own = view.accepting.item_by_id.get(item_id)
        if own is None:
            return Answer(False, "by definition", rule=rule, reason=f"Version {view.accepting.version} does not have the item.")
        theirs = view.refusing.item_by_id[item_id]
        candidates = accepted_by_one(own, view.accepting, theirs, view.refusing)
        never = True
        for text in candidates.texts[:_MOST_TEXTS]:
            witness, is_proved = self._with_cell(view, item_id, text, {rule.id})
            if witness:
                return Answer(True, "proved", witness, rule)
            never = never and is_proved
        row, is_blank = self._found(view, {}, _filled([item_id])) if candidates.texts else (None, True)
        for text in like(row[item_id], candidates, own, theirs) if row else ():
            witness = self._held(view, [{**row, item_id: text}], {rule.id}, (item_id,)) if row else None
            if witness:
                return Answer(True, "proved", witness, rule)
        decides = is_blank or (own.code_list is not None and never)
        return Answer(False, "proved" if candidates.are_all and decides else "searched", rule=rule)

    def _about_return(self, view: View, rule: Rule) -> Answer:
        """Find out about a rule on many rows: the same in both versions, or looked for."""
        twin = view.accepting_rules.get(rule.id)
        if twin and (twin.test, twin.severity) == (rule.test, rule.severity):
            return Answer(False, "proved", rule=rule)
        if (
            twin
            and isinstance(rule.test, Unique)
            and isinstance(twin.test, Unique)
            and twin.severity == "error"
            and twin.test.when == rule.test.when
            and {*twin.test.items} <= {*rule.test.items}
        ):
            reason = "Rows that share all of these items share those that must not be shared already."
            return Answer(False, "proved", rule=rule, reason=reason)
        return self._searched(view, rule)

    def _searched(self, view: View, rule: Rule) -> Answer:
        """Look for a return that one version accepts and that breaks a rule of the other, among examples made for it."""
        for rows in self._candidates(view, rule):
            witness = self._held(view, rows, {rule.id}, self._asked(view, rule))
            if witness:
                return Answer(True, "searched", witness, rule)
        return Answer(False, "searched", rule=rule)

    def _candidates(self, view: View, rule: Rule) -> Iterator[list[Cells]]:
        """Yield returns that may break a rule."""
        if rule.entry:
            rows = [row for cells in rule.entry.examples.breaks if (row := self._row(view, cells, _ALWAYS))]
            yield from ([row] for row in rows)
            yield rows
        match rule.test:
            case Unique(items=items, when=when):
                first = self._row(view, {}, both(_filled(items), when)) or self._row(view, {}, _filled(items))
                second = self._beside(view, first, items, None) if first else None
                yield [first, second] if first and second else []
            case Same(item=item, of=of, when=when):
                for needed in ([item, *([of] if of else [])], [of] if of else []):
                    first = self._row(view, {}, both(_filled(needed), when))
                    second = self._beside(view, first, [of] if of else [], item) if first else None
                    yield [first, second] if first and second else []
            case _:
                return

    def _beside(self, view: View, first: Cells, shared: Iterable[str], other: str | None) -> Cells | None:
        """Return a second row, with which the first makes a return that conforms: it shares some items, and differs in another."""
        items = view.accepting.item_by_id
        wanted: list[Condition] = []
        for rule in view.accepting_rules.values():
            if rule.severity != "error":
                continue
            match rule.test:
                case Unique(items=keys):
                    if all(first.get(key) for key in keys):
                        wanted.append(
                            AnyOf(tuple(AnyOf((_is_not(items[key], first[key], view.accepting), IsBlank(Item(key)))) for key in keys))
                        )
                case Same(item=item, of=of, blanks=blanks):
                    alike = _is(items[item], first.get(item, ""), view.accepting, blanks=blanks)
                    wanted.append(alike if of is None else AnyOf((_is_not(items[of], first.get(of, ""), view.accepting), alike)))
                case _:
                    continue
        if other is not None:
            differs = _is_not(items[other], first.get(other, ""), view.accepting)
            wanted.append(differs)
        condition: Condition = _ALWAYS
        for one in wanted:
            condition = both(condition, one)
        return self._row(view, {name: first[name] for name in shared}, condition)

    def _with_cell(self, view: View, item_id: str, text: str, broken: Collection[str]) -> tuple[Witness | None, bool]:
        """Return a row that conforms to the accepting version with this text in a cell, and breaks a rule of the other.

        Without one, say whether it is proved that no row that conforms can have it.
        """
        item = view.accepting.item_by_id[item_id]
        value = read(item, self._new_value(view, item, text), view.accepting)
        shared = self._specification.item_by_id[item_id]
        typed = to_typed(item, value)
        is_shared = _is_of_one_kind(item, shared) and read(shared, typed, self._specification) == value
        row, never = self._found(view, {item_id: typed}, _ALWAYS) if is_shared else self._found(view, {}, _filled([item_id]))
        witness = self._held(view, [{**row, item_id: text}], broken, (item_id,), but=(item_id, text)) if row else None
        return witness, never

    def _new_value(self, view: View, item: DataItem, text: str) -> str:
        return self.renames.value(item.code_list, text) if view.side == "submitters" else text

    def _row(self, view: View, typed: Cells, where: Condition) -> Cells | None:
        """Return a row that conforms to the accepting version with these cells where a condition holds; None if none is found."""
        return self._found(view, typed, where)[0]

    def _found(self, view: View, typed: Cells, where: Condition) -> tuple[Cells | None, bool]:
        """Return such a row; without one, say whether it is proved that there is none."""
        items = view.accepting.item_by_id
        if any(isinstance(value, Item) and value.id not in items for value in values_in(where)):
            return None, False
        own = {name: text for name, text in typed.items() if name in items}
        cells: dict[str, Cell] = {}
        for name, text in own.items():
            value = read(items[name], text, view.accepting)
            if value is not UNREADABLE and _is_of_one_kind(items[name], self._specification.item_by_id[name]):
                cells[name] = value
        answer = self._reasoner.ask(where, cells=cells, keeping=view.kept.errors, preferring=self._usual(view), explaining=False)
        if isinstance(answer, Possible):
            return {**self._typed(view, answer.row), **own}, False
        return None, isinstance(answer, Never) and len(cells) == len(own)

    def _typed(self, view: View, row: CanonicalRow) -> Cells:
        """Return a row of the solver's as typed in the template, with texts that the accepting version can read."""
        typed = {TODAY: str(row[TODAY])}
        for item in view.accepting.items:
            if not _is_of_one_kind(item, self._specification.item_by_id[item.id]):
                typed[item.id] = _usual_text(item, view.accepting) if row[item.id] is not None else ""
                continue
            text = to_typed(item, row[item.id])
            if text and read(item, text, view.accepting) is UNREADABLE:
                text = _usual_text(item, view.accepting)
            typed[item.id] = text
        return typed

    def _held(
        self, view: View, rows: list[Cells], broken: Collection[str], matters: tuple[str, ...], *, but: tuple[str, str] | None = None
    ) -> Witness | None:
        """Return a return as a witness if it really conforms to one version, and really breaks one of these rules in the other.

        `but` is an item and a text that both versions are to see as it is, renamed or not.
        """
        if not rows:
            return None
        old_rows = [in_old_names(cells, self.written, self.renames, but=but) for cells in rows]
        accepted, refused = (old_rows, rows) if view.side == "submitters" else (rows, old_rows)
        own, other = self._as_written(view.side), self._as_written(view.side, other=True)
        if any(rule.severity == "error" for rule in _broken(accepted, own)):
            return None
        found = [rule for rule in _broken(refused, other) if self._new_rule_id(view, rule) in broken]
        because = [(self._new_rule_id(view, rule), rule.message) for rule in found]
        if "column" in broken:
            unknown = _unknown_columns([self._new_or_old(view, name) for name in matters], own, other)
            because += [("column", f"There is no column {title}.") for title in unknown]
        if not because:
            return None
        shown = tuple({name: text for name, text in cells.items() if name != TODAY and text} for cells in accepted)
        own_names = tuple(self._new_or_old(view, name) for name in matters)
        return Witness(shown, _today(accepted), own.version, other.version, tuple(because), own_names)

    def _new_or_old(self, view: View, item_id: str) -> str:
        """Return the accepting version's own identifier of an item."""
        return self._old_name(item_id) if view.side == "submitters" else item_id

    def _new_rule_id(self, view: View, rule: Rule) -> str:
        item, point, kind = rule.id.partition(".")
        return rule.id if rule.entry or view.side == "submitters" else f"{self.renames.items.get(item, item)}{point}{kind}"

    def _asked(self, view: View, rule: Rule) -> tuple[str, ...]:
        """Return the items whose cells decide about a rule of the version that may refuse, in the order of the template."""
        names = {*rule.items, *items_asked(rule, view.refusing)}
        return tuple(item.id for item in self._specification.items if item.id in names)

    def _as_written(self, side: Side, *, other: bool = False) -> Specification:
        """Return the accepting version, or the other one, as it is written."""
        return self.written if (side == "submitters") != other else self.new

    def _view(self, side: Side) -> View:
        return self._views[side]

    @cached_property
    def _views(self) -> Mapping[Side, View]:
        _, _, old, new = self._merged
        return {
            "submitters": View("submitters", self.old, self.new, old, new, self.new_rules, self.old_rules),
            "consumers": View("consumers", self.new, self.old, new, old, self.old_rules, self.new_rules),
        }

    @cached_property
    def _merged(self) -> tuple[Specification, list[Rule], Kept, Kept]:
        return merged(self.old, self.new)

    @property
    def _specification(self) -> Specification:
        return self._merged[0]

    @cached_property
    def _reasoner(self) -> Reasoner:
        specification, rules, _, _ = self._merged
        return Reasoner(specification, rules)

    def _usual(self, view: View) -> tuple[CanonicalRow, ...]:
        """Return a row that conforms to the accepting version, to be kept to as far as can be; else the items' own examples."""
        if view.side not in self._usual_rows:
            usual = usual_rows(self._specification)
            answer = self._reasoner.ask(_ALWAYS, keeping=view.kept.errors, preferring=usual, explaining=False)
            self._usual_rows[view.side] = (answer.row,) if isinstance(answer, Possible) else usual
        return self._usual_rows[view.side]


def _direction(submitters: Answer, consumers: Answer) -> Direction:
    """Return which way something has moved, from what each side has to expect. A search that found nothing says nothing."""
    searched = "searched" in {one.how for one in (submitters, consumers) if not one.found}
    match submitters.found, consumers.found:
        case None, _:
            return "not decided"
        case _, None:
            return "not decided"
        case True, True:
            return "both"
        case True, False:
            return "tightened"
        case False, True:
            return "loosened"
        case _:
            return "not decided" if searched else "equivalent"


def _weight(answer: Answer) -> int:
    """Return how much an answer counts beside others about the same change."""
    if answer.found:
        return _MOST_GRAVE if answer.rule is None or answer.rule.severity == "error" else 2
    return 3 if answer.found is None else 1 if answer.how == "searched" else 0


def _broken(rows: list[Cells], specification: Specification) -> list[Rule]:
    """Return the rules that a return breaks."""
    broken = {name for _, name in broken_rules(rows, specification, _today(rows))}
    return [rule for rule in rules_of(specification) if rule.id in broken]


def _today(rows: list[Cells]) -> str:
    """Return the day on which rows are looked at, as the solver had it."""
    return max(row[TODAY] for row in rows)


def _unknown_columns(items: Iterable[str], own: Specification, other: Specification) -> list[str]:
    """Return the headers of items that the other version does not have."""
    known = {folded(item.title) for item in other.items}
    titles = [own.item_by_id[name].title for name in items if name in own.item_by_id]
    return [title for title in titles if folded(title) not in known]


def _filled(items: Iterable[str]) -> Condition:
    condition: Condition = _ALWAYS
    for item in items:
        condition = both(condition, Not(IsBlank(Item(item))))
    return condition


def _is_of_one_kind(one: DataItem, other: DataItem) -> bool:
    """Say whether two items hold texts, or numbers, or dates both."""
    kinds = {"code": "text", "integer": "decimal"}
    return kinds.get(one.type, one.type) == kinds.get(other.type, other.type)


def _usual_text(item: DataItem, specification: Specification) -> str:
    """Return a text, as typed in the template, that is a value of an item."""
    named = specification.format_by_id.get(item.format or "")
    candidates = [
        *(specification.values_of(item.id) or ())[:1],
        *(named.conforms if named else ()),
        *(example.value for example in item.examples),
        *USUAL,
    ]
    return next((text for text in candidates if read(item, text, specification) not in (UNREADABLE, None)), "")


def _is(item: DataItem, typed: str, specification: Specification, *, blanks: bool) -> Condition:
    """Return the condition that an item has a value, as typed in the template; or is blank, where blanks are left out."""
    value = read(item, typed, specification)
    blank = IsBlank(Item(item.id))
    if value is None or value is UNREADABLE:
        return blank if blanks else _ALWAYS
    literal = Number(value) if isinstance(value, Decimal) else Text(str(value))
    same = Compare("=", Item(item.id), literal)
    return both(same, Not(blank)) if blanks else AnyOf((same, blank))


def _is_not(item: DataItem, typed: str, specification: Specification) -> Condition:
    """Return the condition that an item has another value than this one, as typed in the template, or is blank beside it."""
    value = read(item, typed, specification)
    blank = IsBlank(Item(item.id))
    if value is None or value is UNREADABLE:
        return Not(blank)
    literal = Number(value) if isinstance(value, Decimal) else Text(str(value))
    return both(Not(blank), Compare("<>", Item(item.id), literal))


def _with_value(condition: Condition, item_id: str, value: Cell) -> Condition:
    """Return a condition on a row, in which an item has this list value."""

    def put(one: Value) -> Value:
        return Text(str(value)) if isinstance(one, Item) and one.id == item_id else one

    match condition:
        case Not(condition=inner):
            return Not(_with_value(inner, item_id, value))
        case All(conditions=parts):
            return All(tuple(_with_value(part, item_id, value) for part in parts))
        case AnyOf(conditions=parts):
            return AnyOf(tuple(_with_value(part, item_id, value) for part in parts))
        case IsBlank(item=Item(id=name)) if name == item_id:
            return Truth(False)
        case Compare(operator=operator, left=left, right=right):
            return Compare(operator, put(left), put(right))
        case In(value=asked, options=options):
            return In(put(asked), tuple(put(option) for option in options))
        case StartsWith(value=Item(id=name), prefix=Text(value=prefix)) if name == item_id:
            return Truth(str(value).startswith(prefix))
        case _:
            return condition
