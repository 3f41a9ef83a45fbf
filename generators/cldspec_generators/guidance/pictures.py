"""The pictures of the guide: drawn as SVG from a specification alone, each with a text that says all that it shows.

They are made of plain rectangles, lines, paths and texts, so that browsers, word processors and typesetters draw them alike.
No colour says anything that a word, a border or a mark does not.
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from cldspec.model import Schedule, Section, Specification
from cldspec.rules.cells import UNREADABLE, Cell
from cldspec.rules.evaluate import truth
from cldspec.rules.expression import Condition, Item, parse, tables_of, values_in
from cldspec_generators.look import BANDS

FONT = "Arial, Helvetica, sans-serif"
INK, QUIET, LINE, PAPER = "#212B32", "#4C5862", "#8A949B", "#FFFFFF"
PALE = "#E8EDEE"
BLUE, PALE_BLUE = "#003087", "#DCE6F5"
GREEN, RED = "#00594C", "#7A0000"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
YEAR = len(MONTHS)
SHORT = 3
"""How many letters of a month's name stand where room is short."""

SIZE, SMALL = 15, 14
"""The sizes of letters: of names, and of everything else."""
WIDE, WIDE_BOLD = 0.56, 0.6
"""How wide a letter is on average, by its size."""
LEADING = 1.3
"""How far apart lines stand, by the size of their letters."""
GAP, INSET, ROUND = 8, 10, 6
"""The space between boxes, the space inside them, and the radius of their corners."""

TITLES = 250
"""How wide the titles of sections are."""
COLUMNS = 580
"""How wide all columns of values are together, at most."""
MOST = 5
"""How many values stand side by side; more go into a further block."""
WIDEST = 200
"""How wide a column is at most."""

LABELS, MONTH, AROUND = 214, 34, 3
"""How wide the labels left of the timeline are, how wide a month is, and how many months are shown before and after the year."""
BAR = 22
"""How high a bar of the timeline is."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: a short title, a text that says all that it shows, and the drawing as SVG."""

    title: str
    description: str
    svg: str


@dataclass(frozen=True, slots=True)
class _Column:
    """A kind of row: the value that decides, None if there is none, and the row as far as it is known."""

    title: str
    value: str | None
    known: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class _Return:
    """A return: its name by itself and in a sentence, and the months that it covers, counted from the start of the year."""

    name: str
    spoken: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Example:
    """A row as a bar on the timeline: what it shows, its months, counted from the start of the year, whether it is in the return."""

    words: str
    start: float
    end: float
    included: bool
    open: bool = False


# Which sections each kind of row fills ------------------------------------------------------------------------------------


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
    return Picture(title, description, _svg("pathway", (title, description), (width, bottom), parts))


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
        lines = _wrapped(name, lefts[-1] + width - lefts[0], SIZE, bold=True)
        height = len(lines) * SIZE * LEADING
        parts += _lines(lines, lefts[0], top + height / 2, size=SIZE, font_weight="bold", fill=INK)
        top += height + GAP / 2
    heads = [_wrapped(column.title, width - INSET, SIZE, bold=True) for column in columns]
    height = max(map(len, heads)) * SIZE * LEADING + 2 * INSET
    parts += _lines(["Section"], 0, top + height / 2, size=SIZE, font_weight="bold", fill=INK)
    for left, lines in zip(lefts, heads, strict=True):
        parts.append(_box(left, top, width, height, fill=PALE, stroke=INK, stroke_width=2))
        parts += _lines(lines, left + width / 2, top + height / 2, size=SIZE, font_weight="bold", fill=INK, text_anchor="middle")
    top += height + GAP
    for index, section in enumerate(specification.sections):
        dark, pale = BANDS[index % len(BANDS)]
        lines = _wrapped(section.title, TITLES - 2 * INSET, SIZE, bold=True)
        height = len(lines) * SIZE * LEADING + SMALL * LEADING + 1.4 * INSET
        parts.append(_box(0, top, TITLES, height, fill=dark))
        middle = top + 0.7 * INSET + len(lines) * SIZE * LEADING / 2
        parts += _lines(lines, INSET, middle, size=SIZE, font_weight="bold", fill=PAPER)
        counted = [_count(len([*specification.items_of(section)]), "item")]
        parts += _lines(counted, INSET, top + height - 0.7 * INSET - SMALL * LEADING / 2, size=SMALL, fill=PAPER)
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
        yield _box(*box, fill=pale, stroke=dark, stroke_width=1.5)
        wide = SIZE + GAP / 2 + 2.4 * SIZE  # the letters of this word are narrower than most
        yield _tick(across - wide / 2, down, dark)
        words = across - wide / 2 + SIZE + GAP / 2
        yield from _lines(["filled"], words, down, size=SIZE, font_weight="bold", fill=INK)
    else:
        yield _box(*box, fill=PAPER, stroke=LINE, stroke_width=1.5, stroke_dasharray="5 4")
        yield from _lines(["blank" if applies is False else "depends"], across, down, size=SMALL, fill=QUIET, text_anchor="middle")


def _pathway_sentences(specification: Specification, name: str, columns: Sequence[_Column]) -> Iterator[str]:
    """Yield what the picture says of the kinds of rows, section by section."""
    record = specification.record.title.lower()
    if name:
        values = _listed([f"“{column.title}”" for column in columns])
        yield f"{name} decides which sections a row, one {record}, fills. It has {_count(len(columns), 'value')}: {values}."
    else:
        yield f"Which sections a row, one {record}, fills depends on no value of a list."
    for section in specification.sections:
        counted = _count(len([*specification.items_of(section)]), "item")
        yield f"{section.title} ({counted}) is {_said(specification, section, name, columns)}."


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
    return _listed([f"{state} for {_listed(values)}" for state, values in said.items()])


# Which rows a return holds ------------------------------------------------------------------------------------------------


def period(specification: Specification) -> Picture:
    """Draw the reporting year with what each return covers, and which rows one of the returns holds."""
    schedule, returns = specification.schedule, _returns(specification)
    chosen = returns[1] if len(returns) > 1 else returns[0]
    examples = _examples(chosen) if schedule.overlap else []
    title = f"Reporting periods, and what {chosen.spoken} {'holds' if examples else 'covers'}"
    parts, top = _year(schedule)
    drawn, top = _covered(schedule, returns, chosen, top)
    parts += drawn
    if examples:
        drawn, top = _held(specification, chosen, examples, top + 2 * GAP)
        parts += drawn
    description = " ".join(_period_sentences(specification, returns, chosen, examples))
    width = LABELS + (YEAR + 2 * AROUND) * MONTH
    return Picture(title, description, _svg("period", (title, description), (width, top), parts))


def _returns(specification: Specification) -> list[_Return]:
    """Return the returns of a year in turn."""
    schedule, title = specification.schedule, specification.collection.title
    starts = range(0, YEAR, schedule.months)
    if len(starts) == 1:
        return [_Return(title, f"the {title.lower()}", 0, YEAR)]
    return [
        _Return(f"{title} {number}", f"{title} {number}", 0 if schedule.cumulative else start, start + schedule.months)
        for number, start in enumerate(starts, 1)
    ]


def _examples(one: _Return) -> list[_Example]:
    """Return rows that a return holds or does not hold.

    What started and ended in a period that goes back over earlier ones lies in the first of them, to show that it counts.
    """
    length = one.end - one.start
    return [
        _Example("Started before the period, ended in it", one.start - 2, one.start + length / 2, included=True),
        _Example("Started and ended in the period", one.start + length / 10, one.start + length * 0.45, included=True),
        _Example("Started before the period, still open after it", one.start - 1, one.end + 1.5, included=True, open=True),
        _Example("Ended before the period", one.start - 2.5, one.start - 0.5, included=False),
    ]


def _across(month: float) -> float:
    """Return where a month begins, counted from the start of the year."""
    return LABELS + (month + AROUND) * MONTH


def _year(schedule: Schedule) -> tuple[list[str], float]:
    """Return the drawing of the months, and where it ends."""
    row = SMALL * LEADING + GAP
    parts: list[str] = []
    spans = (("year before", -AROUND, 0, PALE), ("reporting year", 0, YEAR, PALE_BLUE), ("year after", YEAR, YEAR + AROUND, PALE))
    for words, start, end, fill in spans:
        weight = "bold" if fill == PALE_BLUE else "normal"
        parts.append(_box(_across(start) + 1, 0, (end - start) * MONTH - 2, row, fill=fill))
        middle = (_across(start) + _across(end)) / 2
        parts += _lines([words], middle, row / 2, size=SMALL, font_weight=weight, fill=INK, text_anchor="middle")
    for month in range(-AROUND, YEAR + AROUND):
        inside = 0 <= month < YEAR
        name = _month(schedule, month)[:SHORT]
        middle = _across(month + 0.5)
        parts += _lines([name], middle, row * 1.5 + GAP / 2, size=SMALL, fill=INK if inside else QUIET, text_anchor="middle")
    return parts, 2 * row + GAP / 2


def _covered(schedule: Schedule, returns: Sequence[_Return], chosen: _Return, top: float) -> tuple[list[str], float]:
    """Return the drawing of what each return covers, the chosen one darker, and where it ends."""
    names = [_wrapped(one.name, LABELS - GAP, SIZE, bold=True) for one in returns]
    heights = [max(len(lines) * SIZE * LEADING, BAR) + GAP for lines in names]
    bottom = top + sum(heights) + GAP / 2
    parts = [_rule(_across(month), top, _across(month), bottom, LINE) for month in range(0, YEAR + 1, schedule.months)]
    top += GAP / 2
    for one, lines, height in zip(returns, names, heights, strict=True):
        middle, width = top + height / 2, (one.end - one.start) * MONTH
        parts += _lines(lines, 0, middle, size=SIZE, font_weight="bold", fill=INK)
        fill, letters = (BLUE, PAPER) if one == chosen else (PALE_BLUE, INK)
        parts.append(_box(_across(one.start) + 1, middle - BAR / 2, width - 2, BAR, fill=fill, stroke=BLUE, stroke_width=1))
        words = _months(schedule, one, SHORT)
        if _width(words, SMALL) < width - GAP:
            parts += _lines([words], _across(one.start) + width / 2, middle, size=SMALL, fill=letters, text_anchor="middle")
        else:
            parts.append(_box(_across(one.end) + 2, middle - BAR / 2, _width(words, SMALL) + GAP / 2, BAR, fill=PAPER))
            parts += _lines([words], _across(one.end) + GAP / 2, middle, size=SMALL, fill=INK)
        top += height
    return parts, bottom


def _held(specification: Specification, chosen: _Return, examples: Sequence[_Example], top: float) -> tuple[list[str], float]:
    """Return the drawing of rows against the period of one return, and where it ends."""
    width = LABELS + (YEAR + 2 * AROUND) * MONTH
    parts: list[str] = []
    for weight, words in (("bold", _heading(specification, chosen)), ("normal", _holds(specification))):
        lines = _wrapped(words, width, SIZE, bold=weight == "bold")
        height = len(lines) * SIZE * LEADING
        parts += _lines(lines, 0, top + height / 2, size=SIZE, font_weight=weight, fill=INK)
        top += height
    top += GAP
    labels = [_wrapped(example.words, LABELS - GAP, SMALL) for example in examples]
    verdicts = [_wrapped(_in_or_not(specification, example), LABELS - SIZE - 3 * GAP, SMALL, bold=True) for example in examples]
    heights = [(len(label) + len(verdict)) * SMALL * LEADING + 2 * GAP for label, verdict in zip(labels, verdicts, strict=True)]
    bottom = top + sum(heights)
    left, right = _across(chosen.start), _across(chosen.end)
    parts.append(_tag("rect", x=left, y=top, width=right - left, height=bottom - top, fill=PALE_BLUE))
    parts += [_rule(at, top, at, bottom, BLUE, stroke_dasharray="5 4") for at in (left, right)]
    for example, label, verdict, height in zip(examples, labels, verdicts, heights, strict=True):
        parts.append(_rule(0, top, width, top, LINE))
        written = len(label) * SMALL * LEADING
        parts += _lines(label, 0, top + GAP + written / 2, size=SMALL, fill=INK)
        colour, mark = (GREEN, _tick) if example.included else (RED, _cross)
        middle = top + GAP + written + len(verdict) * SMALL * LEADING / 2
        parts.append(mark(0, middle, colour))
        parts += _lines(verdict, SIZE + GAP / 2, middle, size=SMALL, font_weight="bold", fill=colour)
        parts += _bar(example, top + height / 2)
        top += height
    parts.append(_rule(0, bottom, width, bottom, LINE))
    return parts, bottom + 2


def _bar(example: _Example, middle: float) -> Iterator[str]:
    """Yield the bar of a row: plain if it is in the return, else dashed; with the head of an arrow if it stays open."""
    left, right = _across(example.start), _across(example.end)
    look: dict[str, object] = {"stroke": RED, "fill": PAPER, "stroke_dasharray": "5 4", "stroke_width": 1.5}
    if example.included:
        look = {"stroke": GREEN, "fill": GREEN, "stroke_width": 1.5}
    half = BAR / 2
    if example.open:
        tail = f"M{_number(left)} {_number(middle - half)} H{_number(right - BAR)} V{_number(middle - BAR)}"
        head = f" L{_number(right)} {_number(middle)} L{_number(right - BAR)} {_number(middle + BAR)} V{_number(middle + half)}"
        yield _tag("path", d=f"{tail}{head} H{_number(left)} Z", stroke_linejoin="round", **look)
    else:
        yield _box(left, middle - half, right - left, BAR, **look)


def _heading(specification: Specification, chosen: _Return) -> str:
    return f"The shaded period is what {chosen.spoken} covers: {_months(specification.schedule, chosen)}."


def _holds(specification: Specification) -> str:
    record, collection = specification.record.title.lower(), specification.collection.title.lower()
    return f"In the {collection}: each {record} that started, ended or was open in the period."


def _in_or_not(specification: Specification, example: _Example) -> str:
    return f"{'in' if example.included else 'not in'} the {specification.collection.title.lower()}"


def _period_sentences(
    specification: Specification, returns: Sequence[_Return], chosen: _Return, examples: Sequence[_Example]
) -> Iterator[str]:
    """Yield what the picture says of the year, its returns and the rows that one of them holds."""
    schedule, record = specification.schedule, specification.record.title.lower()
    starts = f"The reporting year starts on {int(schedule.year_starts[3:])} {_month(schedule, 0)}"
    if len(returns) == 1:
        yield f"{starts} and is one reporting period."
    else:
        yield f"{starts} and has {len(returns)} reporting periods of {_count(schedule.months, 'month')} each."
        spoken = specification.collection.title.lower()
        yield f"Each {spoken} covers {'the year so far' if schedule.cumulative else 'its own period only'}."
    for one in returns:
        yield f"{one.spoken[0].upper()}{one.spoken[1:]} covers {_months(schedule, one)}."
    yield f"{_count(AROUND, 'month')} before the year and {_count(AROUND, 'month')} after it are shown too."
    if not examples:
        return
    yield f"Below the year, bars stand for {_count(len(examples), 'example')} of one {record} each."
    yield _heading(specification, chosen)
    yield _holds(specification)
    for number, example in enumerate(examples, 1):
        yield f"Example {number}: {example.words[0].lower()}{example.words[1:]}; {_in_or_not(specification, example)}."


def _month(schedule: Schedule, month: int) -> str:
    """Return the name of a month, counted from the start of the year."""
    return MONTHS[(schedule.first_month - 1 + month) % YEAR]


def _months(schedule: Schedule, one: _Return, letters: int | None = None) -> str:
    """Return the first and the last month that a return covers, in so many letters each."""
    first, last = (_month(schedule, month)[:letters] for month in (one.start, one.end - 1))
    return first if one.end - one.start == 1 else f"{first} to {last}"


# Words and marks ----------------------------------------------------------------------------------------------------------


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _width(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide a text is."""
    return len(text) * size * (WIDE_BOLD if bold else WIDE)


def _wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return a text as lines that are not wider than this."""
    return textwrap.wrap(" ".join(text.split()), max(int(width / _width("n", size, bold=bold)), 1)) or [""]


def _svg(name: str, words: tuple[str, str], extent: tuple[float, float], parts: Sequence[str]) -> str:
    """Return a whole drawing, with a little white around it; its words are the title and the description."""
    title, description = f"picture-{name}-title", f"picture-{name}-description"
    width, height = (_number(side + 2 * GAP) for side in extent)
    head = f'xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    lines = [
        f'<svg {head} role="img" aria-labelledby="{title} {description}">',
        f'<title id="{title}">{escape(words[0])}</title>',
        f'<desc id="{description}">{escape(words[1])}</desc>',
        f'<rect x="0" y="0" width="{width}" height="{height}" fill="{PAPER}"/>',
        f'<g transform="translate({GAP} {GAP})">',
        *parts,
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _tag(name: str, content: str | None = None, /, **attributes: object) -> str:
    """Return an element; underscores in the names of attributes are hyphens."""
    pairs = ((key.replace("_", "-"), _number(value) if isinstance(value, float) else str(value)) for key, value in attributes.items())
    start = " ".join([name, *(f'{key}="{escape(value)}"' for key, value in pairs)])
    return f"<{start}/>" if content is None else f"<{start}>{escape(content)}</{name}>"


def _number(value: float) -> str:
    """Return a number with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def _box(left: float, top: float, width: float, height: float, **look: object) -> str:
    """Return a rectangle with round corners."""
    return _tag("rect", x=left, y=top, width=width, height=height, rx=ROUND, ry=ROUND, **look)


def _rule(x1: float, y1: float, x2: float, y2: float, colour: str, **look: object) -> str:
    """Return a thin line."""
    return _tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=1, **look)


def _lines(lines: Sequence[str], left: float, middle: float, *, size: int, **look: object) -> Iterator[str]:
    """Yield lines of text whose middle is at this height."""
    # A capital is about 0.7 of the size high, so its middle lies 0.35 above the line that letters stand on.
    first = middle - (len(lines) - 1) * size * LEADING / 2 + 0.35 * size
    for index, line in enumerate(lines):
        yield _tag("text", line, x=left, y=first + index * size * LEADING, font_family=FONT, font_size=size, **look)


def _tick(left: float, middle: float, colour: str) -> str:
    """Return a tick as wide as a letter is high."""
    points = ((left + 1, middle), (left + 5, middle + 5), (left + 13, middle - 6))
    return _stroke(f"M{_joined(points)}", colour)


def _cross(left: float, middle: float, colour: str) -> str:
    """Return a cross as wide as a letter is high."""
    rising = ((left + 2, middle + 5), (left + 12, middle - 5))
    falling = ((left + 2, middle - 5), (left + 12, middle + 5))
    return _stroke(f"M{_joined(rising)} M{_joined(falling)}", colour)


def _joined(points: Sequence[tuple[float, float]]) -> str:
    return " L".join(f"{_number(across)} {_number(down)}" for across, down in points)


def _stroke(path: str, colour: str) -> str:
    return _tag("path", d=path, fill="none", stroke=colour, stroke_width=3, stroke_linecap="round", stroke_linejoin="round")
