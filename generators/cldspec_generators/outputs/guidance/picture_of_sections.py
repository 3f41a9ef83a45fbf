"""The picture that shows which sections are filled in on each kind of row, drawn from the specification alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cldspec.model import Section, Specification
from cldspec.rules.cells import UNREADABLE, Cell
from cldspec.rules.evaluate import truth
from cldspec.rules.expression import Condition, Item, parse, tables_of, values_in
from cldspec.wording import counted, joined
from cldspec_generators.outputs.guidance.svg import (
    GAP,
    INSET,
    LEADING,
    SIZE,
    SMALL,
    Drawing,
    drawing_of,
    rectangle,
    text_lines,
    tick,
    wrapped,
)
from cldspec_generators.shared.theme import BANDS, INK, LINE, PALE_PAPER, PAPER, QUIET_INK

TITLE_WIDTH = 250
"""The width of the titles of sections."""
ALL_COLUMNS_WIDTH = 580
"""The greatest width of all columns together."""
COLUMNS_SIDE_BY_SIDE = 5
"""The most columns side by side. Further columns go into another block below."""
WIDEST_COLUMN = 200
"""The greatest width of a column."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A kind of row: the value that decides (None if no value does), and the cells that are known of such a row."""

    title: str
    value: str | None
    known: Mapping[str, Cell]


def picture_of_sections(specification: Specification) -> Drawing:
    """Draw which sections are filled in on each kind of row: kinds of rows side by side, sections one below the other."""
    deciding = _deciding_item(specification)
    columns = _columns(specification, deciding)
    name = specification.item_by_id[deciding].title if deciding else ""
    title = f"Sections filled in, by {name}" if deciding else "Sections filled in"
    parts: list[str] = []
    bottom = 0.0
    for first in range(0, len(columns), COLUMNS_SIDE_BY_SIDE):
        drawn, bottom = _block(specification, name, columns[first : first + COLUMNS_SIDE_BY_SIDE], bottom + (3 * GAP if first else 0))
        parts += drawn
    width = TITLE_WIDTH + min(len(columns), COLUMNS_SIDE_BY_SIDE) * (_column_width(len(columns)) + GAP)
    description = " ".join(_sentences(specification, name, columns))
    return drawing_of("pathway", title, description, (width, bottom), parts, is_draft=specification.status == "draft")


def _deciding_item(specification: Specification) -> str | None:
    """Return the first item with a code list that decides which sections apply; None if there is none."""
    for section in specification.sections:
        for item in _items_in(parse(section.applies_when), specification):
            if specification.values_of(item):
                return item
    return None


def _items_in(condition: Condition, specification: Specification) -> list[str]:
    """Return the items that a condition uses, also through its tables."""
    named = [value.id for value in values_in(condition) if isinstance(value, Item)]
    keys = [key for table in sorted(tables_of(condition)) for key in specification.table_by_id[table].keys]
    return list(dict.fromkeys([*named, *keys]))


def _columns(specification: Specification, deciding: str | None) -> list[_Column]:
    """Return the kinds of rows. Cells of all other items are unknown, and may be blank or not."""
    unknown: dict[str, Cell] = dict.fromkeys(specification.item_by_id, UNREADABLE)
    if deciding is None:
        return [_Column("All rows", None, unknown)]
    return [_Column(value, value, {**unknown, deciding: value}) for value in specification.values_of(deciding) or ()]


def _applies(specification: Specification, section: Section, column: _Column) -> bool | None:
    """Say whether a section applies to a kind of row; None if that depends on other items."""
    return truth(parse(section.applies_when), column.known, specification)


def _column_width(columns: int) -> float:
    return min(ALL_COLUMNS_WIDTH / min(columns, COLUMNS_SIDE_BY_SIDE) - GAP, WIDEST_COLUMN)


def _block(specification: Specification, name: str, columns: Sequence[_Column], top: float) -> tuple[list[str], float]:
    """Return the drawing of a block of kinds of rows, and its bottom. A further block has columns as wide as those of a full one."""
    width = _column_width(COLUMNS_SIDE_BY_SIDE if top else len(columns))
    lefts = [TITLE_WIDTH + GAP + index * (width + GAP) for index in range(len(columns))]
    parts: list[str] = []
    if name:
        lines = wrapped(name, lefts[-1] + width - lefts[0], SIZE, bold=True)
        height = len(lines) * SIZE * LEADING
        parts += text_lines(lines, lefts[0], top + height / 2, size=SIZE, font_weight="bold", fill=INK)
        top += height + GAP / 2
    heads = [wrapped(column.title, width - INSET, SIZE, bold=True) for column in columns]
    height = max(map(len, heads)) * SIZE * LEADING + 2 * INSET
    parts += text_lines(["Section"], 0, top + height / 2, size=SIZE, font_weight="bold", fill=INK)
    for left, lines in zip(lefts, heads, strict=True):
        parts.append(rectangle(left, top, width, height, fill=PALE_PAPER, stroke=INK, stroke_width=2))
        parts += text_lines(lines, left + width / 2, top + height / 2, size=SIZE, font_weight="bold", fill=INK, text_anchor="middle")
    top += height + GAP
    for index, section in enumerate(specification.sections):
        dark, pale = BANDS[index % len(BANDS)]
        lines = wrapped(section.title, TITLE_WIDTH - 2 * INSET, SIZE, bold=True)
        height = len(lines) * SIZE * LEADING + SMALL * LEADING + 1.4 * INSET
        parts.append(rectangle(0, top, TITLE_WIDTH, height, fill=dark))
        middle = top + 0.7 * INSET + len(lines) * SIZE * LEADING / 2
        parts += text_lines(lines, INSET, middle, size=SIZE, font_weight="bold", fill=PAPER)
        items = counted(len([*specification.items_of(section)]), "item")
        parts += text_lines([items], INSET, top + height - 0.7 * INSET - SMALL * LEADING / 2, size=SMALL, fill=PAPER)
        for left, column in zip(lefts, columns, strict=True):
            box = (left, top, width, height)
            parts += _cell(box, applies=_applies(specification, section, column), colours=(dark, pale))
        top += height + GAP
    return parts, top - GAP


def _cell(box: tuple[float, float, float, float], *, applies: bool | None, colours: tuple[str, str]) -> Iterator[str]:
    """Yield the cell that says whether a section is filled in on a kind of row."""
    left, top, width, height = box
    across, down = left + width / 2, top + height / 2
    dark, pale = colours
    if applies:
        yield rectangle(*box, fill=pale, stroke=dark, stroke_width=1.5)
        content_width = SIZE + GAP / 2 + 2.4 * SIZE  # the letters of "filled" are narrower than most
        yield tick(across - content_width / 2, down, dark)
        word_left = across - content_width / 2 + SIZE + GAP / 2
        yield from text_lines(["filled"], word_left, down, size=SIZE, font_weight="bold", fill=INK)
    else:
        yield rectangle(*box, fill=PAPER, stroke=LINE, stroke_width=1.5, stroke_dasharray="5 4")
        yield from text_lines(["blank" if applies is False else "depends"], across, down, size=SMALL, fill=QUIET_INK, text_anchor="middle")


def _sentences(specification: Specification, name: str, columns: Sequence[_Column]) -> Iterator[str]:
    """Yield what the picture shows, section by section."""
    record = specification.record.title.lower()
    if name:
        values = joined([f"“{column.title}”" for column in columns])
        yield f"Each row is one {record}. {name} decides which sections are filled in. It has {counted(len(columns), 'value')}: {values}."
    else:
        yield f"Each row is one {record}. No code list decides which sections are filled in."
    for section in specification.sections:
        items = counted(len([*specification.items_of(section)]), "item")
        yield f"{section.title} ({items}) is {_where_filled(specification, section, name, columns)}."


def _where_filled(specification: Specification, section: Section, name: str, columns: Sequence[_Column]) -> str:
    """Return in words on which kinds of rows a section is filled in, and on which it is blank."""
    verdicts: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for column in columns:
        verdicts[_applies(specification, section, column)].append(f"“{column.title}”")
    states = {True: "filled in", False: "blank", None: "filled in or blank, depending on other items,"}
    values_by_state = {states[verdict]: values for verdict, values in verdicts.items() if values}
    if len(values_by_state) == 1:
        return f"{next(iter(values_by_state))} {f'whatever the {name}' if name else 'on every row'}"
    return joined([f"{state} for {joined(values)}" for state, values in values_by_state.items()])
