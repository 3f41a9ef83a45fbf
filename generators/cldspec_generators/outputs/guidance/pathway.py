"""The picture of which sections each kind of row fills, drawn from the specification alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cldspec.model import Section, Specification
from cldspec.rules.cells import UNREADABLE, Cell
from cldspec.rules.evaluate import truth
from cldspec.rules.expression import Condition, Item, parse, tables_of, values_in
from cldspec.wording import counted, joined
from cldspec_generators.outputs.guidance.drawing import (
    GAP,
    INSET,
    LEADING,
    SIZE,
    SMALL,
    Picture,
    rectangle,
    svg_of,
    text_lines,
    tick,
    wrapped,
)
from cldspec_generators.shared.theme import BANDS, INK, LINE, PALE_PAPER, PAPER, QUIET_INK

TITLES = 250
"""How wide the titles of sections are."""
COLUMNS = 580
"""How wide all columns of values are together, at most."""
MOST = 5
"""How many values stand side by side; more go into a further block."""
WIDEST = 200
"""How wide a column is at most."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A kind of row: the value that decides, None if there is none, and the row as far as it is known."""

    title: str
    value: str | None
    known: Mapping[str, Cell]


def pathway(specification: Specification) -> Picture:
    """Draw which sections each kind of row fills: kinds side by side, sections one below the other."""
    deciding = _deciding(specification)
    columns = _columns(specification, deciding)
    name = specification.item_by_id[deciding].title if deciding else ""
    title = f"Sections filled, by {name}" if deciding else "Sections filled"
    parts: list[str] = []
    bottom = 0.0
    for first in range(0, len(columns), MOST):
        drawn, bottom = _block(specification, name, columns[first : first + MOST], bottom + (3 * GAP if first else 0))
        parts += drawn
    width = TITLES + min(len(columns), MOST) * (_column_width(len(columns)) + GAP)
    description = " ".join(_pathway_sentences(specification, name, columns))
    return Picture(title, description, svg_of("pathway", (title, description), (width, bottom), parts))


def _deciding(specification: Specification) -> str | None:
    """Return the first item with a list that decides which sections apply; None if none does."""
    for section in specification.sections:
        for item in _asked(parse(section.applies_when), specification):
            if specification.values_of(item):
                return item
    return None


def _asked(condition: Condition, specification: Specification) -> list[str]:
    """Return the items that a condition asks."""
    named = [value.id for value in values_in(condition) if isinstance(value, Item)]
    keys = [key for table in sorted(tables_of(condition)) for key in specification.table_by_id[table].keys]
    return list(dict.fromkeys([*named, *keys]))


def _columns(specification: Specification, deciding: str | None) -> list[_Column]:
    """Return the kinds of rows. Of what does not decide nothing is known, not even whether it is blank."""
    unknown: dict[str, Cell] = dict.fromkeys(specification.item_by_id, UNREADABLE)
    if deciding is None:
        return [_Column("every row", None, unknown)]
    return [_Column(value, value, {**unknown, deciding: value}) for value in specification.values_of(deciding) or ()]


def _applies(specification: Specification, section: Section, column: _Column) -> bool | None:
    """Say whether a section applies to a kind of row; None where that depends on more."""
    return truth(parse(section.applies_when), column.known, specification)


def _column_width(columns: int) -> float:
    return min(COLUMNS / min(columns, MOST) - GAP, WIDEST)


def _block(specification: Specification, name: str, columns: Sequence[_Column], top: float) -> tuple[list[str], float]:
    """Return the drawing of up to MOST kinds of rows, and where it ends. A further block has the columns of a full one."""
    width = _column_width(MOST if top else len(columns))
    lefts = [TITLES + GAP + index * (width + GAP) for index in range(len(columns))]
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
        lines = wrapped(section.title, TITLES - 2 * INSET, SIZE, bold=True)
        height = len(lines) * SIZE * LEADING + SMALL * LEADING + 1.4 * INSET
        parts.append(rectangle(0, top, TITLES, height, fill=dark))
        middle = top + 0.7 * INSET + len(lines) * SIZE * LEADING / 2
        parts += text_lines(lines, INSET, middle, size=SIZE, font_weight="bold", fill=PAPER)
        count = [counted(len([*specification.items_of(section)]), "item")]
        parts += text_lines(count, INSET, top + height - 0.7 * INSET - SMALL * LEADING / 2, size=SMALL, fill=PAPER)
        for left, column in zip(lefts, columns, strict=True):
            box = (left, top, width, height)
            parts += _verdict(box, applies=_applies(specification, section, column), colours=(dark, pale))
        top += height + GAP
    return parts, top - GAP


def _verdict(box: tuple[float, float, float, float], *, applies: bool | None, colours: tuple[str, str]) -> Iterator[str]:
    """Yield the cell that says whether a kind of row fills a section."""
    left, top, width, height = box
    across, down = left + width / 2, top + height / 2
    dark, pale = colours
    if applies:
        yield rectangle(*box, fill=pale, stroke=dark, stroke_width=1.5)
        wide = SIZE + GAP / 2 + 2.4 * SIZE  # the letters of this word are narrower than most
        yield tick(across - wide / 2, down, dark)
        words = across - wide / 2 + SIZE + GAP / 2
        yield from text_lines(["filled"], words, down, size=SIZE, font_weight="bold", fill=INK)
    else:
        yield rectangle(*box, fill=PAPER, stroke=LINE, stroke_width=1.5, stroke_dasharray="5 4")
        yield from text_lines(["blank" if applies is False else "depends"], across, down, size=SMALL, fill=QUIET_INK, text_anchor="middle")


def _pathway_sentences(specification: Specification, name: str, columns: Sequence[_Column]) -> Iterator[str]:
    """Yield what the picture says of the kinds of rows, section by section."""
    record = specification.record.title.lower()
    if name:
        values = joined([f"“{column.title}”" for column in columns])
        yield f"{name} decides which sections a row, one {record}, fills. It has {counted(len(columns), 'value')}: {values}."
    else:
        yield f"Which sections a row, one {record}, fills depends on no value of a list."
    for section in specification.sections:
        items = counted(len([*specification.items_of(section)]), "item")
        yield f"{section.title} ({items}) is {_said(specification, section, name, columns)}."


def _said(specification: Specification, section: Section, name: str, columns: Sequence[_Column]) -> str:
    """Return on which rows a section is filled and on which it is blank."""
    verdicts: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for column in columns:
        verdicts[_applies(specification, section, column)].append(f"“{column.title}”")
    states = {True: "filled", False: "blank", None: "filled or blank, depending on other items,"}
    said = {states[verdict]: values for verdict, values in verdicts.items() if values}
    if len(said) == 1:
        every = f"whatever the {name}" if name else "on every row"
        return f"{next(iter(said))} {every}"
    return joined([f"{state} for {joined(values)}" for state, values in said.items()])
