"""Lists that are typed in scripts: after IN, in VALUES, in UNION, in CASE, in the brackets of other languages, in CSV files.

Each list is seen as columns of texts, because the rows of many have a raw value next to a clean one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from cldspec.usage.script import ComparedItem, Script, elements_between, item_of_expression
from cldspec.usage.tokens import TABLE

_WIDEST_ROW = 100
"""The most texts of a row that are read."""
_SELECT_ENDS = frozenset(["from", "into", "union", "where", "order", "group", "having", "go", "select", "insert", "update", "delete", ";"])
"""The words and signs that end the list of a SELECT."""

Row = tuple[int | None, ...]
"""The texts of a row by the indexes of their tokens; None for anything else."""


@dataclass(frozen=True, slots=True)
class Column:
    """Texts that are typed below each other, by the indexes of their tokens.

    `right_of` has the texts further right in the row of each. If `expects_values`, a text that is no allowed value is a mistake.
    `compared` is the item that the column is about.
    """

    cells: tuple[int, ...]
    right_of: Mapping[int, tuple[int, ...]]
    expects_values: bool
    compared: ComparedItem | None = None


def columns_of(script: Script) -> list[Column]:
    """Return the columns of a script, apart from those of its CASE expressions."""
    return list(_csv_columns(script) if script.style is TABLE else chain(_bracket_columns(script), _union_columns(script)))


def compared_with_columns(compared: Mapping[int, ComparedItem], columns: Sequence[Column]) -> dict[int, ComparedItem]:
    """Return the compared texts, and with them the texts of columns that are about an item."""
    return {**{cell: column.compared for column in columns if column.compared for cell in column.cells}, **compared}


def _columns(rows: Sequence[Row], *, expects_values: bool, compared: Sequence[ComparedItem | None] = ()) -> Iterator[Column]:
    """Yield the columns of rows; `compared` are the items that the columns are about, from the left."""
    for number in range(min(max((len(row) for row in rows), default=0), _WIDEST_ROW)):
        cells = {cell: row[number + 1 : _WIDEST_ROW] for row in rows if number < len(row) and (cell := row[number]) is not None}
        right_of = {cell: tuple(text for text in right if text is not None) for cell, right in cells.items()}
        yield Column(tuple(cells), right_of, expects_values, compared[number] if number < len(compared) else None)


# Brackets


def _bracket_columns(script: Script) -> Iterator[Column]:
    """Yield the columns of lists in brackets: after IN, the rows of VALUES, and those of other languages."""
    read: set[int] = set()
    for opening in sorted(script.partner):
        if opening in read or script.partner[opening] < opening:
            continue
        if script.word(opening - 1) == "values":
            yield from _values_columns(script, opening, read)
            continue
        rows = [row for element in elements_between(script, opening) if (row := _row_of_element(script, element))]
        if not rows:
            continue
        compared, expects_values = _compared_with_list(script, opening)
        yield from _columns(rows, expects_values=expects_values, compared=[compared])


def _row_of_element(script: Script, element: Sequence[int]) -> Row:
    """Return the texts of an element of a list: one text, or two with a sign between them that makes them a pair."""
    if len(element) == 1 and script.is_text(element[0]):
        return (element[0],)
    is_pair = len(element) == 3 and script.is_text(element[0]) and script.is_text(element[2])  # noqa: PLR2004
    return (element[0], element[2]) if is_pair and script.word(element[1]) in {":", "=", "=>", "~"} else ()


def _compared_with_list(script: Script, opening: int) -> tuple[ComparedItem | None, bool]:
    """Return the item that a list in brackets is compared with, and whether it is compared with anything."""
    before = opening - 1
    if script.word(before) == "c" and script.word(opening) == "(":
        before -= 1
    if script.word(before) == "(" and script.word(before - 1) == "isin":
        return item_of_expression(script, before - 3), True
    if script.word(before) not in {"in", "%in%"}:
        return None, False
    return item_of_expression(script, before - 2 if script.word(before - 1) == "not" else before - 1), True


def _values_columns(script: Script, opening: int, read: set[int]) -> Iterator[Column]:
    """Yield the columns of the rows of VALUES, and add their brackets to `read`.

    The names of the columns, where given, come before VALUES, or after the rows with AS.
    """
    first = end = opening
    rows: list[Row] = []
    while opening in script.partner and script.word(opening) == "(":
        read.add(opening)
        elements = elements_between(script, opening)
        rows.append(tuple(element[0] if len(element) == 1 and script.is_text(element[0]) else None for element in elements))
        end = script.partner[opening]
        opening = end + 2 if script.word(end + 1) == "," else len(script.tokens)
    names = script.partner.get(first - 2) if script.word(first - 2) == ")" else None
    if names is None and rows and script.word(end + 1) == ")":
        after = end + 4 if script.word(end + 2) == "as" else end + 3
        names = after if script.word(after) == "(" and after in script.partner else None
    elements = elements_between(script, names) if names else []
    items = [script.items.get(element[0]) if len(element) == 1 else None for element in elements]
    yield from _columns(rows, expects_values=True, compared=[ComparedItem(item) if item else None for item in items])


# SELECT 'text' UNION ALL SELECT 'text'


def _union_columns(script: Script) -> Iterator[Column]:
    """Yield the columns of rows that are typed as `SELECT 'text' UNION ALL SELECT 'text'`."""
    rows: list[Row] = []
    index = 0
    while index < len(script.tokens):
        if script.word(index) != "select":
            index += 1
            continue
        row, index = _selected_texts(script, index + 1)
        rows.append(row)
        if script.word(index) in {"into", "from"}:  # SELECT 'text' AS name INTO #table UNION ...
            index += 2
            while script.word(index) == ".":
                index += 2
        if script.word(index) != "union":
            if len(rows) > 1:
                yield from _columns(rows, expects_values=True)
            rows = []


def _selected_texts(script: Script, index: int) -> tuple[Row, int]:
    """Return the texts that a SELECT returns, and the index of the token that ends its list."""
    elements: list[list[int]] = [[]]
    while index < len(script.tokens) and script.word(index) not in _SELECT_ENDS:
        if script.word(index) == ",":
            elements.append([])
        else:
            elements[-1].append(index)
        index = max(index, script.partner.get(index, index)) + 1
    longest = len(("text", "AS", "name"))
    return tuple(row[0] if 0 < len(row) <= longest and script.is_text(row[0]) else None for row in elements), index


# CSV


def _csv_columns(script: Script) -> Iterator[Column]:
    """Yield the columns of a CSV file."""
    rows: list[Row] = []
    row: list[int | None] = [None]
    for index, token in enumerate(script.tokens):
        if token.kind == "text":
            row[-1] = index
        elif token.text == "\n":
            rows.append(tuple(row))
            row = [None]
        else:
            row.append(None)
    yield from _columns([*rows, tuple(row)], expects_values=False)


# CASE


@dataclass
class _Case:
    """A CASE that is being read: the item that it is about, the texts of its current WHEN, its rows so far, and its last keyword."""

    operand: ComparedItem | None
    whens: list[tuple[int, ComparedItem | None]]
    rows: list[tuple[int | None, ComparedItem | None, int | None]]
    keyword: str


def case_columns(script: Script, compared: Mapping[int, ComparedItem]) -> Iterator[Column]:
    """Yield the texts that each CASE compares an item with, and those that it returns."""
    still_open: list[_Case | None] = []
    for index in range(len(script.tokens)):
        word, case = script.word(index), still_open[-1] if still_open else None
        if word == "case":
            still_open.append(_Case(None, [], [], word))
        elif word == "begin" and script.word(index + 1) not in {"tran", "transaction", "distributed"}:
            still_open.append(None)
        elif word == "end" and still_open:
            ended = still_open.pop()
            yield from _columns_of_case(ended) if ended else ()
        elif case and word == "when":
            case.operand = item_of_expression(script, index - 1) if case.keyword == "case" else case.operand
            case.keyword, case.whens = word, []
        elif case and word in {"then", "else"}:
            returned = index + 1 if script.is_text(index + 1) and script.word(index + 2) in {"when", "else", "end"} else None
            whens = case.whens if word == "then" else []
            case.rows += [(when, item, returned) for when, item in whens] or [(None, None, returned)]
            case.keyword = word
        elif case and case.keyword == "when" and script.is_text(index):
            is_first = script.word(index - 1) == "when"
            item = case.operand if case.operand and is_first else compared.get(index)
            case.whens += [(index, item)] if item or is_first else []


def _columns_of_case(case: _Case) -> Iterator[Column]:
    """Yield the columns of a CASE: one for each item that texts are compared with, and one of the texts that it returns."""
    by_item: dict[ComparedItem | None, dict[int, tuple[int, ...]]] = {}
    for when, item, returned in case.rows:
        if when is not None:
            by_item.setdefault(item, {})[when] = () if returned is None else (returned,)
    for item, right_of in by_item.items():
        yield Column(tuple(right_of), right_of, expects_values=item is not None, compared=item)
    yield Column(tuple(dict.fromkeys(returned for *_, returned in case.rows if returned is not None)), {}, expects_values=False)
