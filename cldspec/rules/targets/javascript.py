"""Rules as JavaScript, for the page that checks a return.

A row of values is an array with an entry for each data item, in template order: null for a blank, undefined for an unreadable cell,
and else the position of an allowed value in its list, a date as the number yyyymmdd, a number times ten to the power of its
decimal places, or a text. A condition has two forms: JavaScript that is true where it is TRUE, and where it is FALSE.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from cldspec.model import ALWAYS, DataItem, Specification
from cldspec.rules import expression as ex
from cldspec.rules.all_rules import Row, Rule, Same, Unique
from cldspec.rules.cells import WHOLE_DIGITS, is_iso_date
from cldspec.rules.tables import items_in
from cldspec.rules.types import kind_of

LARGEST = 2**53 - 1
"""The largest whole number up to which JavaScript's numbers are exact. Beyond it, rules calculate with BigInt."""
RULES = "compiledRules"
"""The name of the function that returns the compiled rules."""
_SIGNS: Mapping[str, str] = {"=": "===", "<>": "!==", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_FEW = 3
"""The values of a list that are compared one by one."""
_MOST_YEARS = 10_000
"""More years than there are between two dates."""
_NEVER, _ALWAYS = "false", "true"


@dataclass(slots=True)
class Constants:
    """What several conditions use and JavaScript works out once: its name by its JavaScript."""

    names: dict[str, str] = field(default_factory=dict)

    def name_of(self, javascript: str) -> str:
        """Return the name of a constant."""
        return self.names.setdefault(javascript, f"constant{len(self.names)}")

    def declarations(self) -> str:
        """Return the lines that declare the constants."""
        return "".join(f"  const {name} = {javascript};\n" for javascript, name in self.names.items())


@dataclass(frozen=True, slots=True)
class _Operand:
    """A value in JavaScript, and the cells without which it has none."""

    text: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Number:
    """A number: JavaScript for it times ten to the power of `scale`, and the largest that this, or a part of it, can be."""

    text: str
    needs: tuple[str, ...]
    scale: int
    bound: int
    largest: int


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles the conditions of a specification."""

    specification: Specification
    constants: Constants

    def condition(self, tree: ex.Condition, *, outcome: bool = True) -> str:
        """Return JavaScript that is true where the condition has this outcome, and false elsewhere.

        Raises UnsupportedError where a text is compared by order, which the check of a specification refuses.
        """
        match tree:
            case ex.Truth(value):
                return _ALWAYS if value is outcome else _NEVER
            case ex.Not(inner):
                return self.condition(inner, outcome=not outcome)
            case ex.All(parts) | ex.Any(parts):
                return _joined([self.condition(part, outcome=outcome) for part in parts], is_all=isinstance(tree, ex.All) is outcome)
            case ex.IsBlank(ex.Item(name)):
                cell = self._cell(name)
                return f"{cell} === null" if outcome else f"{cell} != null"
            case ex.InTable(table):
                return self._in_table(table, outcome=outcome)
            case ex.In(value, options):
                return self._in(value, options, outcome=outcome)
            case ex.StartsWith(value, ex.Text(prefix)):
                return self._starts_with(value, prefix, outcome=outcome)
            case ex.Compare(operator, left, right):
                return self._compare(operator if outcome else ex.OPPOSITE[operator], left, right)

    def _cell(self, name: str) -> str:
        return f"r[{position_of(name, self.specification)}]"

    def _in_table(self, table_id: str, *, outcome: bool) -> str:
        table = self.specification.table_by_id[table_id]
        rows = [[self._constant_of(key, row.get(key, "")) for key in table.keys] for row in table.rows]
        constant = self.constants.name_of(f"tableOf({json.dumps(rows, ensure_ascii=False)})")
        cells = [self._cell(key) for key in table.keys]
        if not outcome:
            return f"isNotIn({constant}, [{', '.join(cells)}])"
        *outer, last = cells
        return f"{constant}{''.join(f'.get({cell})?' for cell in outer)}.has({last}) === true"

    def _in(self, value: ex.Value, options: Sequence[ex.Value], *, outcome: bool) -> str:
        texts = [option.value for option in options if isinstance(option, ex.Text)]
        if isinstance(value, ex.Item) and len(texts) == len(options) and self._is_text(value):
            return self._one_of(value.id, texts, outcome=outcome)
        equal = ex.Any(tuple(ex.Compare("=", value, option) for option in options))
        return self.condition(equal, outcome=outcome)

    def _one_of(self, name: str, texts: Sequence[str], *, outcome: bool) -> str:
        """Return the condition that a text, or an allowed value, is one of several texts, or that it is another."""
        cell = self._cell(name)
        if len(texts) <= _FEW:
            compared = [f"{cell} {'===' if outcome else '!=='} {self._literal(name, text)}" for text in texts]
            joined = _joined(compared, is_all=not outcome)
            return joined if outcome else _joined([f"{cell} != null", joined], is_all=True)
        constants = json.dumps([self._constant_of(name, text) for text in texts], ensure_ascii=False)
        is_in = f"{self.constants.name_of(f'new Set({constants})')}.has({cell})"
        return is_in if outcome else f"({cell} != null && !{is_in})"

    def _starts_with(self, value: ex.Value, prefix: str, *, outcome: bool) -> str:
        if not isinstance(value, ex.Item) or not self._is_text(value):
            raise ex.UnsupportedError("LIKE for anything but a text or an allowed value")
        values = self.specification.values_of(value.id)
        if values is not None:
            return self._one_of(value.id, [text for text in values if text.startswith(prefix)], outcome=outcome)
        cell = self._cell(value.id)
        starts = f"{cell}.startsWith({json.dumps(prefix, ensure_ascii=False)})"
        return f"({cell} != null && {'' if outcome else '!'}{starts})"

    def _compare(self, operator: str, left: ex.Value, right: ex.Value) -> str:
        kinds = {kind_of(value, self.specification) for value in (left, right)} - {None}
        if kinds == {"number"} and not isinstance(left, ex.Text) and not isinstance(right, ex.Text):
            return self._compare_numbers(operator, left, right)
        if kinds == {"date"}:
            operands = [self._date(value) for value in (left, right)]
        elif kinds <= {"text"}:
            if operator not in {"=", "<>"}:
                raise ex.UnsupportedError("the order of texts")
            operands = self._texts(left, right)
        else:
            return _NEVER  # a text is neither equal to a number nor different from it
        return _known(operands, f"{operands[0].text} {_SIGNS[operator]} {operands[1].text}")

    def _texts(self, left: ex.Value, right: ex.Value) -> list[_Operand]:
        """Return two texts that are compared. Values of one list are compared by their positions in it."""
        for one, other in ((left, right), (right, left)):
            if isinstance(one, ex.Item) and isinstance(other, ex.Text):
                operands = [_Operand(self._cell(one.id), (self._cell(one.id),)), _Operand(self._literal(one.id, other.value))]
                return operands if one is left else operands[::-1]
        lists = [self.specification.item_by_id[value.id].code_list for value in (left, right) if isinstance(value, ex.Item)]
        is_same_list = len(lists) == len((left, right)) and lists[0] == lists[1]
        return [self._text(value, as_typed=not is_same_list) for value in (left, right)]

    def _text(self, value: ex.Value, *, as_typed: bool) -> _Operand:
        match value:
            case ex.Text(text):
                return _Operand(json.dumps(text, ensure_ascii=False))
            case ex.Item(name):
                cell, values = self._cell(name), self.specification.values_of(name)
                if as_typed and values is not None:
                    return _Operand(f"{self.constants.name_of(json.dumps(list(values), ensure_ascii=False))}[{cell}]", (cell,))
                return _Operand(cell, (cell,))
            case _:
                raise ex.UnsupportedError("this comparison of texts")

    def _literal(self, name: str, text: str) -> str:
        return json.dumps(self._constant_of(name, text), ensure_ascii=False)

    def _constant_of(self, name: str, text: str) -> str | int:
        """Return the text of a condition as a value of an item. A text that is no value of its list has the position -1."""
        values = self.specification.values_of(name)
        if values is None:
            return text
        return values.index(text) if text in values else -1

    def _is_text(self, value: ex.Value) -> bool:
        return kind_of(value, self.specification) == "text"

    def _date(self, value: ex.Value) -> _Operand:
        match value:
            case ex.Text(text) if is_iso_date(text):
                return _Operand(text.replace("-", "").lstrip("0"))
            case ex.Item(name):
                return _Operand(self._cell(name), (self._cell(name),))
            case ex.Call("today"):
                return _Operand("today")
            case ex.Call(name, arguments):
                dates = [self._date(argument) for argument in arguments]
                function = {"age_on": "ageOn", "year_start": "yearStart", "period_end": "periodEnd"}.get(name)
                if function is None:
                    raise ex.UnsupportedError(f"the function {name}")
                call = f"{function}({', '.join(date.text for date in dates)})"
                return _Operand(call, tuple(need for date in dates for need in date.needs))
            case _:
                raise ex.UnsupportedError("a text as a date")

    def _compare_numbers(self, operator: str, left: ex.Value, right: ex.Value) -> str:
        for is_big in (False, True):
            numbers = [self._number(value, is_big=is_big) for value in (left, right)]
            scale = max(number.scale for number in numbers)
            scaled = [_at_scale(number, scale, is_big=is_big) for number in numbers]
            if is_big or max(number.largest for number in scaled) <= LARGEST:
                break
        operands = [_Operand(number.text, number.needs) for number in scaled]
        return _known(operands, f"{operands[0].text} {_SIGNS[operator]} {operands[1].text}")

    def _number(self, value: ex.Value, *, is_big: bool) -> _Number:
        """Return a number as a whole number of JavaScript, or as a BigInt."""
        match value:
            case ex.Item(name):
                scale, cell = self.specification.item_by_id[name].scale or 0, self._cell(name)
                bound = 10 ** (WHOLE_DIGITS + scale)
                return _Number(f"BigInt({cell})" if is_big else cell, (cell,), scale, bound, bound)
            case ex.Number(number):
                scale = decimal_places(number)
                whole = int(number.scaleb(scale))
                text = f"{whole}n" if is_big else str(whole)
                return _Number(text if whole >= 0 else f"({text})", (), scale, abs(whole), abs(whole))
            case ex.Arithmetic(operator, left, right):
                first, second = (self._number(part, is_big=is_big) for part in (left, right))
                if operator == "*":
                    scale, bound = first.scale + second.scale, first.bound * second.bound
                else:
                    scale = max(first.scale, second.scale)
                    first, second = (_at_scale(part, scale, is_big=is_big) for part in (first, second))
                    bound = first.bound + second.bound
                text = f"({first.text} {operator} {second.text})"
                return _Number(text, (*first.needs, *second.needs), scale, bound, max(bound, first.largest, second.largest))
            case _:
                call = self._date(value)
                return _Number(f"BigInt({call.text})" if is_big else call.text, call.needs, 0, _MOST_YEARS, _MOST_YEARS)


def _at_scale(number: _Number, scale: int, *, is_big: bool) -> _Number:
    if scale == number.scale:
        return number
    factor = 10 ** (scale - number.scale)
    bound = number.bound * factor
    return _Number(f"({number.text} * {factor}{'n' if is_big else ''})", number.needs, scale, bound, max(bound, number.largest))


def _known(operands: Iterable[_Operand], comparison: str) -> str:
    """Return a comparison, or false where a cell that it needs is blank or unreadable."""
    needs = dict.fromkeys(need for operand in operands for need in operand.needs)
    return _joined([*(f"{need} != null" for need in needs), comparison], is_all=True)


def _joined(parts: Iterable[str], *, is_all: bool) -> str:
    """Return conditions joined by && or ||, in brackets if there are several."""
    needless, decisive = (_ALWAYS, _NEVER) if is_all else (_NEVER, _ALWAYS)
    kept = [part for part in dict.fromkeys(parts) if part != needless]
    if decisive in kept:
        return decisive
    return needless if not kept else kept[0] if len(kept) == 1 else f"({(' && ' if is_all else ' || ').join(kept)})"


def decimal_places(number: Decimal) -> int:
    """Return how many decimal places a number has, without zeros at its end."""
    exponent = number.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def position_of(name: str, specification: Specification) -> int:
    """Return the position of a data item in the template, from 0."""
    return list(specification.item_by_id).index(name)


def compiled_rules(rules: Sequence[Rule], specification: Specification) -> str:
    """Return the function of JavaScript that returns the compiled rules, given today's date as a number.

    Rules are known by their position in `rules`. The function needs those of `runtime/values.js`. Its result is described in
    `runtime/types.js`.
    """
    constants = Constants()
    compiler = Compiler(specification, constants)
    rows = _row_rules(rules, compiler)
    keys, whole = _rules_about_keys(rules, compiler), _rules_about_all_rows(rules, compiler)
    status_of_item = {item.id: _status(item, compiler) for item in specification.items}
    statuses = list(dict.fromkeys(status_of_item.values()))
    positions = [statuses.index(status) for status in status_of_item.values()]
    listed = "".join(f"      (r) => {status},\n" for status in statuses)
    declared = date_functions(specification) + constants.declarations()
    return (
        f"/** @type {{(today: number) => CompiledRules}} */\nfunction {RULES}(today) {{\n{declared}"
        f"  return {{\n    rows: [\n{rows}    ],\n    keys: [\n{keys}    ],\n    whole: [\n{whole}    ],\n"
        f"    statuses: [\n{listed}    ],\n    statusOfItem: {positions},\n  }};\n}}\n"
    )


def date_functions(specification: Specification) -> str:
    """Return the functions of dates that depend on the schedule, which conditions use."""
    schedule = specification.schedule
    left = [schedule.months_left(month) for month in range(1, 13)]
    return (
        f"  const yearStart = (/** @type {{number}} */ day) => yearStartOf(day, {schedule.first_month});\n"
        f"  const periodEnd = (/** @type {{number}} */ day) => periodEndOf(day, {left});\n"
    )


def _row_rules(rules: Sequence[Rule], compiler: Compiler) -> str:
    """Return the rules about one row. Those for the same rows are one function, which calls `broken` for each rule that is broken."""
    groups: dict[str, list[str]] = {}
    for number, rule in enumerate(rules):
        if isinstance(rule.test, Row):
            when, fails = compiler.condition(rule.test.when), compiler.condition(rule.test.expect, outcome=False)
            groups.setdefault(when, []).append(f"        if ({fails}) broken({number}); // {rule.id}\n")
    functions = []
    for when, tests in groups.items():
        condition = "" if when == _ALWAYS else f"        if (!({when})) return;\n"
        functions.append(f"      (r, broken) => {{\n{condition}{''.join(tests)}      }},\n")
    return "".join(functions)


def _rules_about_keys(rules: Sequence[Rule], compiler: Compiler) -> str:
    """Return the rules about rows with the same values of some items. Those about the same items and rows are together."""
    groups: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for number, rule in enumerate(rules):
        match rule.test:
            case Unique(items, when):
                groups.setdefault((items, compiler.condition(when)), []).append(f"{{ rule: {number}, item: -1, blanks: false }}")
            case Same(_, of, when) as same if of is not None:
                groups.setdefault(((of,), compiler.condition(when)), []).append(_same(number, same, compiler))
            case _:
                pass
    return "".join(
        f"      {{ items: {_positions(items, compiler)}, when: (r) => {when}, rules: [{', '.join(listed)}] }},\n"
        for (items, when), listed in groups.items()
    )


def _rules_about_all_rows(rules: Sequence[Rule], compiler: Compiler) -> str:
    """Return the rules that all rows have the same value of an item."""
    return "".join(
        f"      {{ when: (r) => {compiler.condition(rule.test.when)}, rule: {_same(number, rule.test, compiler)} }},\n"
        for number, rule in enumerate(rules)
        if isinstance(rule.test, Same) and rule.test.of is None
    )


def _same(number: int, same: Same, compiler: Compiler) -> str:
    blanks = json.dumps(same.blanks)
    return f"{{ rule: {number}, item: {position_of(same.item, compiler.specification)}, blanks: {blanks} }}"


def _positions(items: Iterable[str], compiler: Compiler) -> list[int]:
    return [position_of(item, compiler.specification) for item in items]


def _status(item: DataItem, compiler: Compiler) -> str:
    """Return JavaScript for whether a row should have an item: 0 mandatory, 1 applicable, 2 not applicable, 3 undetermined."""
    specification = compiler.specification
    applies = ex.parse(specification.section_by_id[item.section].applies_when)
    mandatory, applicable, not_applicable, undetermined = range(4)
    where_applies = str(applicable)
    if item.required_when and (item.obligation == "mandatory" or item.if_blank == "error"):
        required = ex.parse(item.required_when)
        undecided = _joined([_decides_nothing(name, compiler) for name in sorted(items_in(required, specification))], is_all=False)
        is_optional = _joined([compiler.condition(required, outcome=False), f"!({undecided})"], is_all=False)
        where_applies = f"({compiler.condition(required)} ? {mandatory} : {is_optional} ? {applicable} : {undetermined})"
    does_not_apply = f"({compiler.condition(applies, outcome=False)} ? {not_applicable} : {undetermined})"
    return f"{compiler.condition(applies)} ? {where_applies} : {does_not_apply}"


def _decides_nothing(name: str, compiler: Compiler) -> str:
    """Return the condition that a cell on which a status depends is itself faulty: unreadable, or blank where that is an error."""
    item, cell = compiler.specification.item_by_id[name], f"r[{position_of(name, compiler.specification)}]"
    is_needed = item.required_when == ALWAYS and item.if_blank == "error"
    return f"{cell} == null" if is_needed else f"{cell} === undefined"
