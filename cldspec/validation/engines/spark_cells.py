"""The cells of a return in Spark: one pass over the rows reads each cell, and checks the rules about one row.

As in DuckDB, most cells are exactly a value. Only the others, which are irregular, are read more tolerantly; on rows without
any, the arrays about them are NULL.

Spark compiles expressions to methods of Java, and Java runs a method of more than 8,000 bytes many times more slowly. Spark
divides the arguments of a function and the columns of a query among several methods, but not a chain of AND, OR or +. So what
is long here is the elements of an array, or many columns. What several columns use is a column of the step before.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, Unique
from cldspec.rules.cells import TYPED_DATE, Remark, fillers, makes_unreadable, takes_any_text
from cldspec.rules.tables import items_in
from cldspec.rules.targets.sql.conditions import Columns, breaks_rule
from cldspec.rules.targets.sql.databases.spark import DATABASE
from cldspec.rules.targets.sql.reading import may_be_unreadable, read_value
from cldspec.validation.cell_rules import Remarked
from cldspec.validation.engines.duckdb_texts import INVISIBLE_CHARACTER, is_irregular, is_irregular_ascii, remark_in_sql
from cldspec.validation.odd_rows import TOTAL, items_that_show_headers, key_of_rows, most_cells_of_total, names_of
from cldspec.validation.quality import Statuses
from cldspec.validation.readers.spark_files import HAS_SWALLOWED, LONG, ROW

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

IRREGULAR = "irregular_cells"
"""The column of the texts of irregular cells: an array with an entry for each item, NULL where its cell is exactly a value."""
BROKEN = "broken_rules"
"""The column of the numbers of the rules about one row that a row breaks: an array."""
CODE = "status_code"
"""The column of the code of a row for the tables of quality."""
IS_TOTAL, MAY_BE_HEADER = "is_total", "may_be_header"
"""The columns that say whether a row is a row of totals, and whether it may repeat the headers."""
_OF_ROW = (ROW, LONG, HAS_SWALLOWED)
_TIDIED, _VISIBLE, _REMARKS = "tidied_cells", "visible_cells", "remarks"
PRESENT, UNREADABLE = "present", "unreadable"
"""The kinds of cells that columns of numbers mark, with a bit for each: those with a value, and unreadable ones."""
_UNREADABLE, _SPELLING = "unreadable", "spelling"
"""What is wrong with a cell that breaks the rules of its item."""
_NOT_ASCII = "[^ -~]"
"""A regular expression for a character that is not a visible one of ASCII."""
_NONE = -1
"""The number of no rule."""
_BITS = 62
"""The cells that one number can mark."""
_WHOLE = (Remark.ERROR, Remark.LOST, Remark.ROUNDED, Remark.NO_VALUE)
"""The remarks that say all about a cell."""


def check_rows(typed: "DataFrame", specification: Specification, rules: Sequence[Rule], skipped: Collection[int]) -> "DataFrame":
    """Return what later steps need of each row: the rules that it breaks, its irregular cells, and the values that rows share.

    `typed` has the cells as typed, and `skipped` are the numbers of rules that are not checked.
    """
    values = [f"r.v{position}" for position in range(len(specification.items))]
    columns = columns_of_rows(specification)
    statuses = Statuses(specification, DATABASE, columns, frozenset(specification.item_by_id))
    parts = statuses.parts_of_code()
    steps = [
        [*_OF_ROW, *_exact_values(specification)],
        [*_OF_ROW, _irregular(specification), _is_total(specification), *_values_or_texts(specification)],
        [*_OF_ROW, IRREGULAR, IS_TOTAL, *values, *_tidy_and_visible(specification)],
        ["r.*", _remarks(specification)],
        [*_OF_ROW, IRREGULAR, IS_TOTAL, _TIDIED, _VISIBLE, _REMARKS, *_read_values(specification)],
        [
            *(*_OF_ROW, IRREGULAR, IS_TOTAL, _may_be_header(specification), _broken(specification, rules, skipped, columns)),
            *(f"{part} AS status_{index}" for index, part in enumerate(parts)),
            *_marks(specification),
            *_shared_values(specification, rules),
        ],
        [
            *(*_OF_ROW, IRREGULAR, IS_TOTAL, MAY_BE_HEADER, BROKEN),
            f"{' + '.join(f'r.status_{index}' for index in range(len(parts)))} AS {CODE}",
            *(name for kind in (PRESENT, UNREADABLE) for name in mark_columns(specification, kind)),
            *map(DATABASE.identifier, shared_items(specification, rules)),
        ],
    ]
    for step in steps:
        typed = typed.alias("r").selectExpr(*step)
    return typed


def columns_of_rows(specification: Specification) -> Columns:
    """Return where the items of a row are while its rules are checked."""
    positions = {item.id: position for position, item in enumerate(specification.items)}
    return Columns(
        lambda name: f"r.v{positions[name]}",
        lambda name: f"GET(r.{_VISIBLE}, {positions[name]})",
        lambda name: f"(r.v{positions[name]} IS NULL AND GET(r.{_VISIBLE}, {positions[name]}) IS NULL)",
    )


def _exact_values(specification: Specification) -> Iterator[str]:
    """Yield the texts of cells, and the value of each that is exactly a value of an item that does not take any text."""
    for position, item in enumerate(specification.items):
        text = f"r.{DATABASE.identifier(item.id)}"
        yield f"{text} AS t{position}"
        code_list = specification.code_list_of(item)
        if code_list:
            yield f"CASE WHEN {text} IN ({', '.join(map(DATABASE.text, code_list.values))}) THEN {text} END AS v{position}"
        elif item.type == "date":
            yield f"CASE WHEN {_is_no_filler(item, text, specification)} THEN {_as_date(text)} END AS v{position}"
        elif may_be_unreadable(item):
            is_exact = f"NOT {_is_untidy_or_irregular(text, item, specification)} AND {_is_no_filler(item, text, specification)}"
            yield f"CASE WHEN {is_exact} THEN {read_value(item, text, specification, DATABASE)} END AS v{position}"


def _is_untidy_or_irregular(text: str, item: DataItem, specification: Specification) -> str:
    """Return the condition that a text is not as it is read, if it is read at all. Java takes long to look for many characters."""
    if not takes_any_text(item):
        return f"({DATABASE.finds(text, _NOT_ASCII)} OR {text} LIKE ' %' OR {text} LIKE '% ')"
    in_full, quickly = (test(text, item, specification, DATABASE) for test in (is_irregular, is_irregular_ascii))
    return f"CASE WHEN {DATABASE.finds(text, _NOT_ASCII)} THEN {in_full} ELSE {quickly} END"


def _is_no_filler(item: DataItem, text: str, specification: Specification) -> str:
    """Return the condition that a text is not one of those that programs write where they know no value: there is a remark about these."""
    listed = ", ".join(map(DATABASE.text, fillers(item, specification)))
    return f"{text} NOT IN ({listed})" if listed else "TRUE"


def _as_date(text: str) -> str:
    """Return the date that a text dd/mm/yyyy stands for. Spark takes much longer to read a date with a pattern."""
    year, month, day = (f"CAST(SUBSTRING({text}, {first}, {length}) AS INT)" for first, length in ((7, 4), (4, 2), (1, 2)))
    return f"CASE WHEN LENGTH({text}) = 10 AND {DATABASE.matches(text, TYPED_DATE)} THEN MAKE_DATE({year}, {month}, {day}) END"


def _irregular(specification: Specification) -> str:
    """Return the array of the texts of irregular cells; NULL if there are none."""
    conditions = [
        f"r.v{position} IS NULL AND r.t{position} IS NOT NULL"
        if may_be_unreadable(item)
        else _is_untidy_or_irregular(f"r.t{position}", item, specification)
        for position, item in enumerate(specification.items)
    ]
    texts = [f"CASE WHEN {condition} THEN r.t{position} END" for position, condition in enumerate(conditions)]
    return f"CASE WHEN COALESCE({', '.join(texts)}) IS NOT NULL THEN ARRAY({', '.join(texts)}) END AS {IRREGULAR}"


def _values_or_texts(specification: Specification) -> Iterator[str]:
    """Yield the exact values, and the texts of items that take any text."""
    for position, item in enumerate(specification.items):
        yield f"r.v{position}" if may_be_unreadable(item) else f"r.t{position} AS v{position}"


def _is_total(specification: Specification) -> str:
    """Return the column that says whether a row is a row of totals, as `cldspec.validation.odd_rows.is_total` does."""
    key = key_of_rows([item for item in specification.items if not takes_any_text(item)])
    if key is None:
        return f"FALSE AS {IS_TOTAL}"
    texts = ", ".join(f"r.t{position}" for position in range(len(specification.items)))
    given = f"FILTER(TRANSFORM(ARRAY({texts}), cell -> {DATABASE.tidy('cell')}), cell -> cell IS NOT NULL)"
    says_total = f"EXISTS({given}, cell -> {DATABASE.finds('cell', TOTAL)})"
    is_few = f"SIZE({given}) <= {most_cells_of_total(len(specification.items))}"
    return f"CASE WHEN r.v{_position(key.id, specification)} IS NULL THEN {is_few} AND {says_total} ELSE FALSE END AS {IS_TOTAL}"


def _may_be_header(specification: Specification) -> str:
    """Return the column that says whether a cell that shows it repeats the header of its column."""
    few = items_that_show_headers([item for item in specification.items if not takes_any_text(item)])
    names = [
        f"COALESCE(GET(r.{IRREGULAR}, {_position(item.id, specification)}) IN ({', '.join(map(DATABASE.text, names_of(item)))}), FALSE)"
        for item in few
    ]
    return f"r.{IRREGULAR} IS NOT NULL AND ({' OR '.join(names) or 'FALSE'}) AS {MAY_BE_HEADER}"


def _tidy_and_visible(specification: Specification) -> Iterator[str]:
    """Yield the arrays of the irregular cells, tidied, and without invisible characters where an item takes any text."""
    any_text = ", ".join(str(position) for position, item in enumerate(specification.items) if takes_any_text(item))
    visible = f"NULLIF(TRIM(REGEXP_REPLACE({DATABASE.tidy('cell')}, {DATABASE.text(INVISIBLE_CHARACTER)}, '')), '')"
    yield f"TRANSFORM(r.{IRREGULAR}, cell -> {DATABASE.tidy('cell')}) AS {_TIDIED}"
    each = f"CASE WHEN place IN ({any_text or _NONE}) THEN {visible} ELSE {DATABASE.tidy('cell')} END"
    yield f"TRANSFORM(r.{IRREGULAR}, (cell, place) -> {each}) AS {_VISIBLE}"


def _remarks(specification: Specification) -> str:
    """Return the array of the remarks about the irregular cells of items without a list."""
    remarks = ", ".join(
        "CAST(NULL AS STRING)" if item.code_list else _remark(position, item, specification)
        for position, item in enumerate(specification.items)
    )
    return f"CASE WHEN r.{IRREGULAR} IS NOT NULL THEN ARRAY({remarks}) END AS {_REMARKS}"


def _remark(position: int, item: DataItem, specification: Specification) -> str:
    typed, tidied, visible = (f"GET(r.{name}, {position})" for name in (IRREGULAR, _TIDIED, _VISIBLE))
    return remark_in_sql(item, specification, typed, tidied, visible, DATABASE)


def _read_values(specification: Specification) -> Iterator[str]:
    """Yield the values of all cells."""
    for position, item in enumerate(specification.items):
        text = f"GET(r.{_VISIBLE}, {position})"
        code_list = specification.code_list_of(item)
        if code_list:
            values = ", ".join(map(DATABASE.text, code_list.values))
            value = f"CASE WHEN {text} IN ({values}) THEN {text} ELSE {_by_spelling(code_list.by_spelling, text)} END"
        elif item.type == "date":
            value = _as_date(text)
        else:
            value = read_value(item, text, specification, DATABASE)
        if takes_any_text(item):
            lost = [f"'{remark}'" for remark in _WHOLE if makes_unreadable(remark, item, specification)]
            value = f"CASE WHEN GET(r.{_REMARKS}, {position}) IN ({', '.join(lost)}) THEN NULL ELSE {value} END"
        yield f"CASE WHEN GET(r.{IRREGULAR}, {position}) IS NULL THEN r.v{position} ELSE {value} END AS v{position}"


def _by_spelling(values: Mapping[str, str], text: str) -> str:
    """Return the value whose spelling a text is. A map takes Spark less time to plan than a branch for each spelling."""
    pairs = "\x02".join(f"{spelling}\x01{value}" for spelling, value in values.items())
    return f"TRY_ELEMENT_AT(STR_TO_MAP({DATABASE.text(pairs)}, '\x02', '\x01'), {DATABASE.folded(text)})"


def _broken(specification: Specification, rules: Sequence[Rule], skipped: Collection[int], columns: Columns) -> str:
    """Return the array of the numbers of the rules about one row that a row breaks."""
    numbers = _rules_about_cells(rules)
    faults = ", ".join(_fault(position, item, numbers) for position, item in enumerate(specification.items))
    conditions = [
        f"IF({breaks_rule(rule.test.when, rule.test.expect, specification, DATABASE, columns)}, {number}, {_NONE})"
        for number, rule in enumerate(rules)
        if isinstance(rule.test, Row) and number not in skipped
    ]
    about_cells = f"IF(r.{IRREGULAR} IS NULL, CAST(ARRAY() AS ARRAY<INT>), ARRAY_REMOVE(ARRAY({faults}), {_NONE}))"
    about_row = f"ARRAY_REMOVE(ARRAY({', '.join(conditions) or _NONE}), {_NONE})"
    return f"CONCAT({about_cells}, {about_row}) AS {BROKEN}"


def _rules_about_cells(rules: Sequence[Rule]) -> dict[tuple[str, str], int]:
    """Return the numbers of the rules about one cell, by item and by what is wrong with a cell that breaks the rule."""
    numbers: dict[tuple[str, str], int] = {}
    for number, rule in enumerate(rules):
        match rule.test:
            case Remarked(item=item, remark=remark):
                numbers[item, remark] = number
            case Readable(item=item):
                numbers[item, _UNREADABLE] = number
            case Spelling(item=item):
                numbers[item, _SPELLING] = number
    return numbers


def _fault(position: int, item: DataItem, numbers: Mapping[tuple[str, str], int]) -> str:
    """Return the number of the rule about one cell that the cell of an item breaks."""
    typed, tidied, visible, remark = (f"GET(r.{name}, {position})" for name in (IRREGULAR, _TIDIED, _VISIBLE, _REMARKS))

    def number(fault: str) -> int:
        return numbers.get((item.id, fault), _NONE)

    is_unreadable = f"WHEN {visible} IS NOT NULL AND r.v{position} IS NULL THEN {number(_UNREADABLE)}"
    if item.code_list:
        is_respelt = f"WHEN r.v{position} <> {visible} THEN {number(_SPELLING)}"
        is_padded = f"WHEN {visible} IS NOT NULL AND {typed} <> {tidied} THEN {number(Remark.SPACES)}"
        return f"CASE {is_unreadable} {is_respelt} {is_padded} ELSE {_NONE} END"
    whole, others = (
        " ".join(f"WHEN '{one}' THEN {number(one)}" for one in Remark if (one in _WHOLE) is is_whole) for is_whole in (True, False)
    )
    lost = ", ".join(f"'{one}'" for one in _WHOLE)
    of_remark = f"CASE {remark} {others} ELSE {_NONE} END"
    return f"CASE WHEN {remark} IN ({lost}) THEN CASE {remark} {whole} END {is_unreadable} ELSE {of_remark} END"


def mark_columns(specification: Specification, kind: str) -> dict[str, Sequence[DataItem]]:
    """Return the columns of numbers whose bits mark cells of one kind, each with the items of its bits."""
    items = specification.items
    return {f"{kind}_{first}": items[first : first + _BITS] for first in range(0, len(items), _BITS)}


def _marks(specification: Specification) -> Iterator[str]:
    """Yield the numbers whose bits mark the cells with a value, and the unreadable cells."""
    for kind in (PRESENT, UNREADABLE):
        for name, items in mark_columns(specification, kind).items():
            bits: list[str] = []
            for bit, item in enumerate(items):
                position = _position(item.id, specification)
                is_marked = f"r.v{position} IS NOT NULL"
                if kind == UNREADABLE:
                    is_marked = f"r.v{position} IS NULL AND GET(r.{_VISIBLE}, {position}) IS NOT NULL"
                bits.append(f"IF({is_marked}, {1 << bit}L, 0L)")
            total = " | ".join(bits)  # a sum would be checked for being too large
            yield f"{total if kind == PRESENT else f'IF(r.{IRREGULAR} IS NULL, 0L, {total})'} AS {name}"


def shared_items(specification: Specification, rules: Sequence[Rule]) -> dict[str, bool]:
    """Return the items that the rules about several rows use, and whether they need their values, or only whether these differ."""
    items: dict[str, bool] = {}
    for rule in rules:
        match rule.test:
            case Unique(items=keys, when=when):
                items |= dict.fromkeys([*keys, *sorted(items_in(when, specification))], True)
            case Same(item=item, of=of, when=when):
                items |= dict.fromkeys([of or item, *sorted(items_in(when, specification))], True)
                items.setdefault(item, False)
    return items


def _shared_values(specification: Specification, rules: Sequence[Rule]) -> Iterator[str]:
    """Yield the values that the rules about several rows use. A hash takes less memory than most values."""
    for name, needs_value in shared_items(specification, rules).items():
        value = f"r.v{_position(name, specification)}"
        yield f"{value if needs_value else f'CASE WHEN {value} IS NOT NULL THEN XXHASH64({value}) END'} AS {DATABASE.identifier(name)}"


def shared_columns(specification: Specification) -> Columns:
    """Return where the items that rows share are in the rows that `check_rows` returns."""

    def is_blank(name: str) -> str:
        (column, bit), *_ = (
            (column, bit)
            for column, items in mark_columns(specification, UNREADABLE).items()
            for bit, item in enumerate(items)
            if item.id == name
        )
        return f"(r.{DATABASE.identifier(name)} IS NULL AND r.{column} & {1 << bit}L = 0)"

    return Columns(
        lambda name: f"r.{DATABASE.identifier(name)}",
        lambda name: f"CASE WHEN NOT {is_blank(name)} THEN '' END",
        is_blank,
    )


def _position(name: str, specification: Specification) -> int:
    """Return the position of an item in the template, from 0."""
    return list(specification.item_by_id).index(name)
