"""The picture of the reporting year: the period of each return, and which rows belong in one of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cldspec.model import Schedule, Specification
from cldspec.wording import MONTHS, counted
from cldspec_generators.outputs.guidance.svg import (
    GAP,
    LEADING,
    SIZE,
    SMALL,
    Drawing,
    cross,
    decimal,
    drawing_of,
    element,
    rectangle,
    text_lines,
    text_width,
    thin_line,
    tick,
    wrapped,
)
from cldspec_generators.shared.theme import BLUE, GREEN, INK, LINE, PALE_BLUE, PALE_PAPER, PAPER, QUIET_INK, RED

YEAR = len(MONTHS)
"""The months of a year."""
SHORT = 3
"""The letters of a month's name where there is little room."""
LABEL_WIDTH, MONTH_WIDTH, MONTHS_AROUND = 214, 34, 3
"""The width of the labels left of the timeline, the width of a month, and the months shown before and after the year."""
BAR_HEIGHT = 22
"""The height of a bar on the timeline."""


@dataclass(frozen=True, slots=True)
class _Return:
    """A return: its name alone and in a sentence, and its period in months from the start of the year."""

    name: str
    name_in_sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Example:
    """A row as a bar on the timeline: what it shows, its start and end in months from the start of the year, and where it belongs."""

    label: str
    start: float
    end: float
    is_included: bool
    is_open: bool = False


def picture_of_periods(specification: Specification) -> Drawing:
    """Draw the reporting year with the period of each return, and which rows belong in one of the returns."""
    schedule, returns = specification.schedule, _returns(specification)
    chosen = returns[1] if len(returns) > 1 else returns[0]
    examples = _examples(chosen) if schedule.overlap else []
    title = f"Reporting periods, and {'the rows in' if examples else 'the period of'} {chosen.name_in_sentence}"
    parts, top = _draw_year(schedule)
    drawn, top = _draw_periods(schedule, returns, chosen, top)
    parts += drawn
    if examples:
        drawn, top = _draw_examples(specification, chosen, examples, top + 2 * GAP)
        parts += drawn
    description = " ".join(_sentences(specification, returns, chosen, examples))
    width = LABEL_WIDTH + (YEAR + 2 * MONTHS_AROUND) * MONTH_WIDTH
    return drawing_of("period", title, description, (width, top), parts, is_draft=specification.status == "draft")


def _returns(specification: Specification) -> list[_Return]:
    """Return the returns of a year, in order."""
    schedule, title = specification.schedule, specification.collection.title
    starts = range(0, YEAR, schedule.months)
    if len(starts) == 1:
        return [_Return(title, f"the {title.lower()}", 0, YEAR)]
    return [
        _Return(f"{title} {number}", f"{title} {number}", 0 if schedule.cumulative else start, start + schedule.months)
        for number, start in enumerate(starts, 1)
    ]


def _examples(chosen: _Return) -> list[_Example]:
    """Return rows that belong in a return, and rows that do not.

    If the period includes earlier ones, the row that starts and ends in it does so in the first of these, to show that they count.
    """
    length = chosen.end - chosen.start
    return [
        _Example("Started before the period, ended in it", chosen.start - 2, chosen.start + length / 2, is_included=True),
        _Example("Started and ended in the period", chosen.start + length / 10, chosen.start + length * 0.45, is_included=True),
        _Example("Started before the period, still open after it", chosen.start - 1, chosen.end + 1.5, is_included=True, is_open=True),
        _Example("Ended before the period", chosen.start - 2.5, chosen.start - 0.5, is_included=False),
    ]


def _x(month: float) -> float:
    """Return the horizontal position at which a month begins, counted from the start of the year."""
    return LABEL_WIDTH + (month + MONTHS_AROUND) * MONTH_WIDTH


def _draw_year(schedule: Schedule) -> tuple[list[str], float]:
    """Return the drawing of the months, and its bottom."""
    row = SMALL * LEADING + GAP
    parts: list[str] = []
    spans = (
        ("year before", -MONTHS_AROUND, 0, PALE_PAPER),
        ("reporting year", 0, YEAR, PALE_BLUE),
        ("year after", YEAR, YEAR + MONTHS_AROUND, PALE_PAPER),
    )
    for words, start, end, fill in spans:
        weight = "bold" if fill == PALE_BLUE else "normal"
        parts.append(rectangle(_x(start) + 1, 0, (end - start) * MONTH_WIDTH - 2, row, fill=fill))
        middle = (_x(start) + _x(end)) / 2
        parts += text_lines([words], middle, row / 2, size=SMALL, font_weight=weight, fill=INK, text_anchor="middle")
    for month in range(-MONTHS_AROUND, YEAR + MONTHS_AROUND):
        inside = 0 <= month < YEAR
        name = _month(schedule, month)[:SHORT]
        middle = _x(month + 0.5)
        parts += text_lines([name], middle, row * 1.5 + GAP / 2, size=SMALL, fill=INK if inside else QUIET_INK, text_anchor="middle")
    return parts, 2 * row + GAP / 2


def _draw_periods(schedule: Schedule, returns: Sequence[_Return], chosen: _Return, top: float) -> tuple[list[str], float]:
    """Return the drawing of the period of each return, the chosen one darker, and its bottom."""
    names = [wrapped(one.name, LABEL_WIDTH - GAP, SIZE, bold=True) for one in returns]
    heights = [max(len(lines) * SIZE * LEADING, BAR_HEIGHT) + GAP for lines in names]
    bottom = top + sum(heights) + GAP / 2
    parts = [thin_line(_x(month), top, _x(month), bottom, LINE) for month in range(0, YEAR + 1, schedule.months)]
    top += GAP / 2
    for one, lines, height in zip(returns, names, heights, strict=True):
        middle, width = top + height / 2, (one.end - one.start) * MONTH_WIDTH
        parts += text_lines(lines, 0, middle, size=SIZE, font_weight="bold", fill=INK)
        fill, letters = (BLUE, PAPER) if one == chosen else (PALE_BLUE, INK)
        parts.append(rectangle(_x(one.start) + 1, middle - BAR_HEIGHT / 2, width - 2, BAR_HEIGHT, fill=fill, stroke=BLUE, stroke_width=1))
        words = _months(schedule, one, SHORT)
        if text_width(words, SMALL) < width - GAP:
            parts += text_lines([words], _x(one.start) + width / 2, middle, size=SMALL, fill=letters, text_anchor="middle")
        else:
            parts.append(rectangle(_x(one.end) + 2, middle - BAR_HEIGHT / 2, text_width(words, SMALL) + GAP / 2, BAR_HEIGHT, fill=PAPER))
            parts += text_lines([words], _x(one.end) + GAP / 2, middle, size=SMALL, fill=INK)
        top += height
    return parts, bottom


def _draw_examples(specification: Specification, chosen: _Return, examples: Sequence[_Example], top: float) -> tuple[list[str], float]:
    """Return the drawing of rows beside the period of one return, and its bottom."""
    width = LABEL_WIDTH + (YEAR + 2 * MONTHS_AROUND) * MONTH_WIDTH
    parts: list[str] = []
    for weight, words in (("bold", _period_sentence(specification, chosen)), ("normal", _inclusion_sentence(specification))):
        lines = wrapped(words, width, SIZE, bold=weight == "bold")
        height = len(lines) * SIZE * LEADING
        parts += text_lines(lines, 0, top + height / 2, size=SIZE, font_weight=weight, fill=INK)
        top += height
    top += GAP
    labels = [wrapped(example.label, LABEL_WIDTH - GAP, SMALL) for example in examples]
    verdicts = [wrapped(_inclusion(specification, example), LABEL_WIDTH - SIZE - 3 * GAP, SMALL, bold=True) for example in examples]
    heights = [(len(label) + len(verdict)) * SMALL * LEADING + 2 * GAP for label, verdict in zip(labels, verdicts, strict=True)]
    bottom = top + sum(heights)
    left, right = _x(chosen.start), _x(chosen.end)
    parts.append(element("rect", x=left, y=top, width=right - left, height=bottom - top, fill=PALE_BLUE))
    parts += [thin_line(at, top, at, bottom, BLUE, stroke_dasharray="5 4") for at in (left, right)]
    for example, label, verdict, height in zip(examples, labels, verdicts, heights, strict=True):
        parts.append(thin_line(0, top, width, top, LINE))
        written = len(label) * SMALL * LEADING
        parts += text_lines(label, 0, top + GAP + written / 2, size=SMALL, fill=INK)
        colour, mark = (GREEN, tick) if example.is_included else (RED, cross)
        middle = top + GAP + written + len(verdict) * SMALL * LEADING / 2
        parts.append(mark(0, middle, colour))
        parts += text_lines(verdict, SIZE + GAP / 2, middle, size=SMALL, font_weight="bold", fill=colour)
        parts += _bar(example, top + height / 2)
        top += height
    parts.append(thin_line(0, bottom, width, bottom, LINE))
    return parts, bottom + 2


def _bar(example: _Example, middle: float) -> Iterator[str]:
    """Yield the bar of a row: solid if it belongs in the return, else dashed. If the row stays open, the bar ends in an arrowhead."""
    left, right = _x(example.start), _x(example.end)
    style: dict[str, object] = {"stroke": RED, "fill": PAPER, "stroke_dasharray": "5 4", "stroke_width": 1.5}
    if example.is_included:
        style = {"stroke": GREEN, "fill": GREEN, "stroke_width": 1.5}
    half = BAR_HEIGHT / 2
    if example.is_open:
        tail = f"M{decimal(left)} {decimal(middle - half)} H{decimal(right - BAR_HEIGHT)} V{decimal(middle - BAR_HEIGHT)}"
        point = f" L{decimal(right)} {decimal(middle)} L{decimal(right - BAR_HEIGHT)} {decimal(middle + BAR_HEIGHT)}"
        yield element("path", d=f"{tail}{point} V{decimal(middle + half)} H{decimal(left)} Z", stroke_linejoin="round", **style)
    else:
        yield rectangle(left, middle - half, right - left, BAR_HEIGHT, **style)


def _period_sentence(specification: Specification, chosen: _Return) -> str:
    return f"The shaded period is that of {chosen.name_in_sentence}: {_months(specification.schedule, chosen)}."


def _inclusion_sentence(specification: Specification) -> str:
    record, collection = specification.record.title.lower(), specification.collection.title.lower()
    return f"The {collection} includes each {record} that started, ended or was open in the period."


def _inclusion(specification: Specification, example: _Example) -> str:
    return f"{'in' if example.is_included else 'not in'} the {specification.collection.title.lower()}"


def _sentences(specification: Specification, returns: Sequence[_Return], chosen: _Return, examples: Sequence[_Example]) -> Iterator[str]:
    """Yield what the picture shows of the year, its returns, and the rows in one of them."""
    schedule, record = specification.schedule, specification.record.title.lower()
    starts = f"The reporting year starts on {int(schedule.year_starts[3:])} {_month(schedule, 0)}"
    if len(returns) == 1:
        yield f"{starts} and is one reporting period."
    else:
        yield f"{starts} and has {len(returns)} reporting periods of {counted(schedule.months, 'month')} each."
        noun = specification.collection.title.lower()
        yield f"Each {noun} covers {'the year so far' if schedule.cumulative else 'its own period only'}."
    for one in returns:
        yield f"{one.name_in_sentence[0].upper()}{one.name_in_sentence[1:]} covers {_months(schedule, one)}."
    yield f"{counted(MONTHS_AROUND, 'month')} before the year and {counted(MONTHS_AROUND, 'month')} after it are shown too."
    if not examples:
        return
    yield f"Below the year, bars show {counted(len(examples), 'example')} of one {record} each."
    yield _period_sentence(specification, chosen)
    yield _inclusion_sentence(specification)
    for number, example in enumerate(examples, 1):
        yield f"Example {number}: {example.label[0].lower()}{example.label[1:]}; {_inclusion(specification, example)}."


def _month(schedule: Schedule, month: int) -> str:
    """Return the name of a month, counted from the start of the year."""
    return MONTHS[(schedule.first_month - 1 + month) % YEAR]


def _months(schedule: Schedule, one: _Return, letters: int | None = None) -> str:
    """Return the first and last month of a return, each shortened to some letters."""
    first, last = (_month(schedule, month)[:letters] for month in (one.start, one.end - 1))
    return first if one.end - one.start == 1 else f"{first} to {last}"
