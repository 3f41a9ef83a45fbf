"""Rules as Excel formulas, for Excel from 2010 and for LibreOffice: over one row of a sheet, or over all of its rows at once.

A sheet has no NULL: a formula is TRUE where a condition is TRUE, or FALSE if that is wanted, and FALSE everywhere else.
So whatever looks at a cell asks first whether the cell is known. One formula serves a cell, a conditional format and an
array formula that counts rows, since it uses only what works cell by cell: AND is `*`, OR is `+`, and neither AND, OR,
SUMPRODUCT, MEDIAN, COUNT, N nor EOMONTH, which make one value of a whole column, appears. In the formulas,

- `TRIM(cell)` is the text of a cell; a cell that is nothing without its spaces is blank;
- `ISNUMBER(FIND("␟"&LOWER(TRIM(cell))&"␟",values))` says that a text is in its list, whatever its case: `values` is a cell
  that holds all values of the list, in small letters, each between two of these signs. MATCH would take * and ? in the
  text for wildcards;
- `IFERROR(INT(cell)=cell,FALSE)` says that a cell is a whole number; a text is not;
- `IFERROR(FIND(...)*FIND(...),0)>0` says that each of some characters is one of those that may stand there;
- `IF(known,test,FALSE)` stands where the test of an unknown cell would be an error: a product looks at all its parts.

A sheet sees less than a return, and is stricter with it. Another spelling of a list value (`also_seen_as`) is not in the
list here, since the drop-down offers the list's own. A date or a number that stands in its cell as a text is neither. A
tab, a line break or a no-break space is no white space. Within a free text, several spaces count as one. Numbers have
15 digits, so longer products are inexact. Excel takes 29/02/1900 for a day, and knows no year_start before 1900.
A cell that shows an error is not a value; a rule about several cells is not broken on a row where one of them does.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from cldspec.model import Calculation, Case, CodeList, DataItem, Format, Multipliers, Specification
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, Unique
from cldspec.rules.cells import FIRST_YEAR, LAST_YEAR, WHOLE_DIGITS, read
from cldspec.rules.evaluate import MULTIPLIER, NOT_APPLICABLE, OTHERWISE
from cldspec.rules.expression import (
    OPPOSITE,
    All,
    Any,
    Arithmetic,
    Call,
    Compare,
    Condition,
    In,
    InTable,
    IsBlank,
    Item,
    Not,
    Number,
    StartsWith,
    Text,
    Truth,
    Unsupported,
    Value,
    both,
    parse,
    parse_value,
    values_in,
)
from cldspec.rules.pattern import Shape, shapes
from cldspec.rules.tables import spelled_out
from cldspec.rules.types import kind_of

MOST_CHARACTERS = 8192
"""The characters of a formula in Excel, with its equals sign."""
AROUND = 100
"""As many of them as a formula leaves for what a sheet puts around it, such as a sum."""
MOST_LEVELS = 64
"""The functions within functions of a formula."""
MOST_IN_A_TEXT = 255
"""The characters of a text in a formula."""
MOST_IN_A_CELL = 32767
"""The characters of a cell."""
SEPARATOR = "␟"
"""What stands around each value in a cell that holds all values of a list: no value has it, and no keyboard."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where things stand: the cell of an item, or its column for an array formula; the cells that hold `joined` values.

    `spellings` holds a code list's values as they are, `values` in small letters. `factor` is the cell of a calculation's
    multiplier; without it, formulas hold the multipliers themselves.
    """

    cell: Callable[[str], str]
    values: Callable[[str], str]
    spellings: Callable[[str], str]
    factor: str | None = None


NAMED = Sheet(lambda item: f"all_{item}", lambda code_list: f"values_{code_list}", lambda code_list: f"spellings_{code_list}")
"""Where things stand in a workbook that calls them by name: whether a formula keeps within the limits is asked with these."""


def joined(code_list: CodeList) -> str:
    """Return a code list's values as formulas look for them. Raises Unsupported where no cell holds so much."""
    text = SEPARATOR + "".join(value + SEPARATOR for value in code_list.values)
    if len(text) > MOST_IN_A_CELL:
        raise Unsupported(f"a list of more than {MOST_IN_A_CELL} characters")
    return text


def broken_formula(rule: Rule, specification: Specification, sheet: Sheet) -> str:
    """Return the formula, without "=", that is TRUE or 1 where the row breaks the rule, and FALSE or 0 elsewhere. Raises Unsupported."""
    writer = _Writer(specification, sheet)
    match rule.test:
        case Row(when=when, expect=expect):
            return _within_limits(f"IFERROR({writer.condition(both(when, Not(expect)))},FALSE)")
        case Readable(item=name):
            filled = f'{writer.text(name)}<>""'
            return _within_limits(f"IFERROR({_all([filled, f'NOT({writer.known(name)})'])},TRUE)")
        case Spelling(item=name):
            return _within_limits(f"IFERROR({_all([str(writer.known(name)), f'NOT({writer.spelt(name)})'])},FALSE)")
        case Unique() | Same():
            raise Unsupported("a rule about many rows")


def holds_formula(condition: Condition, specification: Specification, sheet: Sheet, *, wanted: bool = True) -> str:
    """Return the formula, without "=", that is TRUE or 1 where a condition is TRUE, or FALSE if that is wanted. Raises Unsupported."""
    return _within_limits(f"IFERROR({_Writer(specification, sheet).condition(condition, wanted=wanted)},FALSE)")


def calculated_formula(calculation: Calculation, specification: Specification, sheet: Sheet) -> str:
    """Return the formula, without "=", of a derived value: a number, n/a, or "" where it needs what is blank. Raises Unsupported."""
    writer = _Writer(specification, sheet)

    def result(case: Case) -> str:
        if not case.value:
            return _text(NOT_APPLICABLE)
        return writer.result(parse_value(case.value), items_needed(case, calculation), calculation)

    return _within_limits(f'IFERROR({writer.by_case(calculation, result)},"")')


def advice_formula(calculation: Calculation, specification: Specification, sheet: Sheet) -> str:
    """Return the formula, without "=", that says why there is no derived value, or what it needs; "" where there is one.

    Raises Unsupported.
    """
    writer = _Writer(specification, sheet)

    def advice(case: Case) -> str:
        if not case.value:
            return _text(case.not_applicable or "")
        needed = items_needed(case, calculation)
        missing = [f'IF({writer.known(name)},"",{_text(f" {specification.item_by_id[name].title}.")})' for name in needed]
        return f'IF({_every(writer.known(name) for name in needed)},"",{"&".join([_text("Fill:"), *missing])})'

    return _within_limits(f'IFERROR({writer.by_case(calculation, advice)},"")')


def uses_formula(item: str, calculation: Calculation, specification: Specification, sheet: Sheet) -> str:
    """Return the formula, without "=", that is TRUE where a derived value needs an item, FALSE where it does not. Raises Unsupported."""

    def uses(case: Case) -> str:
        return str(item in items_needed(case, calculation)).upper()

    return _within_limits(f"IFERROR({_Writer(specification, sheet).by_case(calculation, uses)},FALSE)")


def items_needed(case: Case, calculation: Calculation) -> list[str]:
    """Return the items whose values a case of a calculation needs."""
    names = [part.id for part in values_in(parse_value(case.value)) if isinstance(part, Item)] if case.value else []
    multipliers = calculation.multipliers
    return list(dict.fromkeys(multipliers.item if multipliers and name == MULTIPLIER else name for name in names))


@dataclass(frozen=True, slots=True)
class _Formula:
    """A condition that holds where all its parts do: those of `first` are never errors, those of `then` not where `first` holds."""

    first: tuple[str, ...] = ()
    then: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.first and self.then:
            return f"IF({_all(self.first)},{_all(self.then)},FALSE)"
        return _all(self.first or self.then) if self.first or self.then else "TRUE"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the formulas of one row."""

    specification: Specification
    sheet: Sheet

    def condition(self, tree: Condition, *, wanted: bool = True) -> _Formula:
        """Return a formula that is TRUE where the condition is TRUE, or FALSE if that is wanted."""
        match tree:
            case Truth(value=value):
                return _Formula() if value is wanted else _Formula(("FALSE",))
            case Not(condition=inner):
                return self.condition(inner, wanted=not wanted)
            case All(conditions=parts) | Any(conditions=parts):
                formulas = [self.condition(part, wanted=wanted) for part in parts]
                return _every(formulas) if isinstance(tree, All) is wanted else _some(formulas)
            case IsBlank(item=Item(id=name)):
                return _Formula((f'{self.text(name)}=""',)) if wanted else self.known(name)
            case InTable(table=table):
                return self.condition(spelled_out(table, self.specification), wanted=wanted)
            case In(value=value, options=options):
                return self.condition(Any(tuple(Compare("=", value, option) for option in options)), wanted=wanted)
            case StartsWith(value=value, prefix=prefix):
                return self._starts_with(value, prefix.value, wanted=wanted)
            case Compare(operator=operator, left=left, right=right):
                return self._compared(operator if wanted else OPPOSITE[operator], left, right)

    def text(self, name: str) -> str:
        """Return the text of an item's cell."""
        return f"TRIM({self.sheet.cell(name)})"

    def known(self, name: str) -> _Formula:
        """Return the formula that an item's cell is a value of the item."""
        item, cell, text = self.specification.item_by_id[name], self.sheet.cell(name), self.text(name)
        if item.code_list:
            joined(self.specification.code_list_by_id[item.code_list])
            return _Formula((_is_in(f"LOWER({text})", self.sheet.values(item.code_list)),))
        match item.type:
            case "date":
                first, last = _day(date(FIRST_YEAR, 1, 1)), _day(date(LAST_YEAR, 12, 31))
                return _Formula((f"IFERROR(INT({cell})={cell},FALSE)", f"{cell}>={first}", f"{cell}<={last}"))
            case "integer" | "decimal":
                small = f"(ABS({cell})<10^{WHOLE_DIGITS})*(ROUND({cell},{item.scale or 0})={cell})"
                return _Formula((f"ISNUMBER({cell})", f"IFERROR({small},0)"))
            case _:
                return _every(self._formed(item) or [_Formula((f'{text}<>""',))])

    def spelt(self, name: str) -> str:
        """Return the formula that a cell, white space around it aside, is a value of the item's list to the letter."""
        text = self.text(name)
        spellings = self.sheet.spellings(self.specification.item_by_id[name].code_list or "")
        return _all([_is_in(text, spellings), f"ISNUMBER(FIND({text},{self.sheet.cell(name)}))"])

    def by_case(self, calculation: Calculation, formula_of: Callable[[Case], str]) -> str:
        """Return the formula that stands for the first case of a calculation whose condition holds; "" where none does."""
        formula = '""'
        for case in reversed(calculation.cases):
            result = formula_of(case)
            formula = result if case.when == OTHERWISE else f"IF({self.condition(parse(case.when))},{result},{formula})"
        return formula

    def result(self, value: Value, needed: Iterable[str], calculation: Calculation) -> str:
        """Return the number that a case of a calculation gives, or "" where a cell that it needs is not known."""
        known = _every(self.known(name) for name in needed)
        number = self._value(value, calculation.multipliers)
        return f'IF({known},{number if calculation.scale is None else f"ROUND({number},{calculation.scale})"},"")'

    def _formed(self, item: DataItem) -> list[_Formula]:
        """Return what a text is held to, if anything."""
        cell, text = self.sheet.cell(item.id), self.text(item.id)
        named = self.specification.format_by_id.get(item.format or "")
        formulas = [_has_format(cell, text, named)] if named else []
        if item.max_length is not None:
            beyond = f"MID({cell},FIND(LEFT({text}),{cell})+{item.max_length},LEN({cell}))"
            formulas.append(_Formula((f'{text}<>""',), (f'TRIM({beyond})=""',)))
        return formulas

    def _starts_with(self, value: Value, prefix: str, *, wanted: bool) -> _Formula:
        if not isinstance(value, Item) or kind_of(value, self.specification) != "text":
            raise Unsupported("LIKE for what is no text")
        values = self.specification.values_of(value.id)
        if values is not None:
            options = tuple(Text(option) for option in values if option.startswith(prefix))
            return self.condition(In(value, options), wanted=wanted)
        begins = f"EXACT(LEFT({self.text(value.id)},{len(prefix)}),{_text(prefix)})"
        return _every([self.known(value.id), _Formula((begins if wanted else f"NOT({begins})",))])

    def _compared(self, operator: str, left: Value, right: Value) -> _Formula:
        if {"date", "number"} & {kind_of(value, self.specification) for value in (left, right)}:
            parts = [part for value in (left, right) for part in values_in(value)]
            known = _every(self.known(part.id) for part in parts if isinstance(part, Item))
            test = (f"{self._exactly(left)}{operator}{self._exactly(right)}",)
            may_fail = any(isinstance(part, Arithmetic) or (isinstance(part, Call) and part.arguments) for part in parts)
            return _every([known, _Formula((), test) if may_fail else _Formula(test)])
        if operator not in {"=", "<>"}:
            raise Unsupported("an order of texts")
        items = [self.specification.item_by_id[value.id] for value in (left, right) if isinstance(value, Item)]
        if len({item.code_list for item in items}) > 1:
            raise Unsupported("a list value compared with a value of another list, or of none")
        one, two = (self._words(value) for value in (left, right))
        if items[0].code_list:
            test = (f"{one}{operator}{two}",)
        else:
            test = (f"EXACT({one},{two})" if operator == "=" else f"NOT(EXACT({one},{two}))",)
        if operator == "=" and any(isinstance(value, Text) and self._can_be(items[0], value.value) for value in (left, right)):
            return _Formula(test)  # what equals a value is known
        return _every([*(self.known(item.id) for item in items), _Formula(test)])

    def _words(self, value: Value) -> str:
        """Return a text to compare."""
        match value:
            case Item(id=name):
                return self.text(name)
            case Text(value=text):
                return _text(text)
            case _:
                raise Unsupported("a text compared with what is no text")

    def _can_be(self, item: DataItem, text: str) -> bool:
        """Say whether a text is a value of the item, written to the letter."""
        return read(item, text, self.specification) == text

    def _exactly(self, value: Value) -> str:
        """Return a date or a number to compare, without the binary fractions that reckoning with decimals leaves."""
        scale = self._scale(value)
        return f"ROUND({self._value(value)},{scale})" if scale and isinstance(value, Arithmetic) else self._value(value)

    def _value(self, value: Value, multipliers: Multipliers | None = None) -> str:
        """Return a date or a number."""
        match value:
            case Item(id=name) if multipliers and name == MULTIPLIER:
                return self._factor(multipliers)
            case Item(id=name):
                return self.sheet.cell(name)
            case Text(value=iso):
                return _day(date.fromisoformat(iso))
            case Number(value=number):
                return f"{number:f}"
            case Call(name=name, arguments=arguments):
                return self._called(name, [self._value(argument) for argument in arguments])
            case Arithmetic(operator=operator, left=left, right=right):
                one, two = self._value(left, multipliers), self._value(right, multipliers)
                if operator == "*" and isinstance(left, Arithmetic) and left.operator != "*":
                    one = f"({one})"
                if operator != "+" and isinstance(right, Arithmetic) and (operator, right.operator) != ("*", "*"):
                    two = f"({two})"
                return f"{one}{operator}{two}"

    def _called(self, name: str, dates: list[str]) -> str:
        schedule = self.specification.schedule
        match name:
            case "age_on":
                born, on = dates
                before = "<".join(f"100*MONTH({day})+DAY({day})" for day in (on, born))
                return f"(YEAR({on})-YEAR({born})-({before}))"
            case "year_start":
                (day,) = dates
                return f"DATE(YEAR({day})-(MONTH({day})<{schedule.first_month}),{schedule.first_month},1)"
            case "period_end":
                (day,) = dates
                length = schedule.months
                return f"DATE(YEAR({day}),MONTH({day})+{length}-MOD(MONTH({day})-{schedule.first_month},{length}),0)"
            case "today":
                return "TODAY()"
            case _:
                raise Unsupported(f"the function {name}")

    def _factor(self, multipliers: Multipliers) -> str:
        """Return the factor of a row whose value is known; values of one factor stand together."""
        if self.sheet.factor:
            return self.sheet.factor
        text, values = self.text(multipliers.item), multipliers.values
        *others, last = dict.fromkeys(one.multiplier for one in values)
        formula = f"{last:f}"
        for factor in reversed(others):
            asked = _any([f"{text}={_text(one.value)}" for one in values if one.multiplier == factor])
            formula = f"IF({asked},{factor:f},{formula})"
        return formula

    def _scale(self, value: Value) -> int:
        """Return how many digits after the point a number can have."""
        match value:
            case Item(id=name):
                return self.specification.item_by_id[name].scale or 0
            case Number(value=number):
                return _places(number)
            case Arithmetic(operator=operator, left=left, right=right):
                one, two = self._scale(left), self._scale(right)
                return one + two if operator == "*" else max(one, two)
            case Text() | Call():
                return 0


def _every(formulas: Iterable[_Formula]) -> _Formula:
    """Return the formula that all of these hold; what several of them ask is asked once."""
    parts = list(formulas)
    first = dict.fromkeys(one for part in parts for one in part.first)
    then = dict.fromkeys(one for part in parts for one in part.then)
    return _Formula(tuple(first), tuple(then))


def _some(formulas: Sequence[_Formula]) -> _Formula:
    """Return the formula that some of these hold; what all of them ask first is asked once, before."""
    shared = tuple(one for one in formulas[0].first if all(one in formula.first for formula in formulas))
    rest = [_Formula(tuple(one for one in formula.first if one not in shared), formula.then) for formula in formulas]
    if _Formula() in rest:
        return _Formula(shared)
    either = _any(dict.fromkeys(map(str, rest)))
    if shared and any(formula.then for formula in rest):
        return _Formula(shared, (either,))
    return _Formula((*shared, either))


def _all(parts: Iterable[str]) -> str:
    """Return the formula that all of these hold, row by row."""
    several = list(parts)
    return several[0] if len(several) == 1 else "*".join(map(_grouped, several))


def _any(parts: Iterable[str]) -> str:
    """Return the formula that one of these holds, row by row."""
    several = list(parts)
    return several[0] if len(several) == 1 else f"({'+'.join(map(_grouped, several))}>0)"


def _grouped(part: str) -> str:
    """Return a formula as it can stand beside an operator: in brackets, unless it is one call, or in brackets already."""
    outside_texts = "".join(part.split('"')[::2])
    depths = list(accumulate((sign == "(") - (sign == ")") for sign in outside_texts))
    opens = outside_texts.find("(")
    is_one = part.isalpha() or (opens >= 0 and (opens == 0 or outside_texts[:opens].isalpha()) and 0 not in depths[opens:-1])
    return part if is_one else f"({part})"


def _is_in(text: str, values: str) -> str:
    return f'ISNUMBER(FIND("{SEPARATOR}"&{text}&"{SEPARATOR}",{values}))'


def _has_format(cell: str, text: str, named: Format) -> _Formula:
    """Return the formula that a text has a format: single spaces, the characters at each place, the check digit."""
    allowed = [shape for shape in shapes(named.pattern) if shape]
    formulas = [_some([_has_shape(text, shape) for shape in allowed])]
    if any(" " in signs.all for shape in allowed for signs in shape):
        formulas.insert(0, _Formula((f"ISNUMBER(FIND({text},{cell}))",)))
    if named.check_digit == "modulus_11":
        total = "+".join(f"{11 - place}*MID({text},{place},1)" for place in range(1, 11))
        formulas.append(_Formula((), (f"MOD({total},11)=0",)))
    return _every(formulas)


def _has_shape(text: str, shape: Shape) -> _Formula:
    found = [f"FIND(MID({text},{place},1),{_text(signs.all)})" for place, signs in enumerate(shape, 1)]
    return _Formula((f"LEN({text})={len(shape)}", f"IFERROR({'*'.join(found)},0)>0"))


def _text(value: str) -> str:
    parts = [value[start : start + MOST_IN_A_TEXT] for start in range(0, len(value), MOST_IN_A_TEXT)] or [""]
    return "&".join('"' + part.replace('"', '""') + '"' for part in parts)


def _day(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"


def _places(number: Decimal) -> int:
    """Return the digits after the point of a number, without zeros at its end."""
    exponent = number.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _within_limits(formula: str) -> str:
    if len(formula) >= MOST_CHARACTERS - AROUND:
        raise Unsupported(f"a formula of more than {MOST_CHARACTERS} characters")
    outside_texts = "".join(formula.split('"')[::2])
    if max(accumulate((sign == "(") - (sign == ")") for sign in outside_texts)) > MOST_LEVELS:
        raise Unsupported(f"a formula of more than {MOST_LEVELS} levels")
    return formula
