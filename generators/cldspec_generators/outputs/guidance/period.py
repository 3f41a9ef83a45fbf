"""The picture of the reporting year: what each return covers, and which rows one of them holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cldspec.model import Schedule, Specification
from cldspec.wording import MONTHS, counted
from cldspec_generators.outputs.guidance.drawing import (
    GAP,
    LEADING,
    SIZE,
    SMALL,
    Picture,
    cross,
    decimal,
    element,
    rectangle,
    straight,
    svg_of,
    text_lines,
    tick,
    width_of,
    wrapped,
)
from cldspec_generators.shared.theme import BLUE, GREEN, INK, LINE, PALE_BLUE, PALE_PAPER, PAPER, QUIET_INK, RED

YEAR = len(MONTHS)
"""The months of a year."""
SHORT = 3
"""The letters of a month's name where there is little room."""
LABELS, MONTH, AROUND = 214, 34, 3
"""How wide the labels left of the timeline are, how wide a month is, and how many months are shown before and after the year."""
BAR = 22
"""How high a bar of the timeline is."""


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
    return Picture(title, description, svg_of("period", (title, description), (width, top), parts))


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
    spans = (
        ("year before", -AROUND, 0, PALE_PAPER),
        ("reporting year", 0, YEAR, PALE_BLUE),
        ("year after", YEAR, YEAR + AROUND, PALE_PAPER),
    )
    for words, start, end, fill in spans:
        weight = "bold" if fill == PALE_BLUE else "normal"
        parts.append(rectangle(_across(start) + 1, 0, (end - start) * MONTH - 2, row, fill=fill))
        middle = (_across(start) + _across(end)) / 2
        parts += text_lines([words], middle, row / 2, size=SMALL, font_weight=weight, fill=INK, text_anchor="middle")
    for month in range(-AROUND, YEAR + AROUND):
        inside = 0 <= month < YEAR
        name = _month(schedule, month)[:SHORT]
        middle = _across(month + 0.5)
        parts += text_lines([name], middle, row * 1.5 + GAP / 2, size=SMALL, fill=INK if inside else QUIET_INK, text_anchor="middle")
    return parts, 2 * row + GAP / 2


def _covered(schedule: Schedule, returns: Sequence[_Return], chosen: _Return, top: float) -> tuple[list[str], float]:
    """Return the drawing of what each return covers, the chosen one darker, and where it ends."""
    names = [wrapped(one.name, LABELS - GAP, SIZE, bold=True) for one in returns]
    heights = [max(len(lines) * SIZE * LEADING, BAR) + GAP for lines in names]
    bottom = top + sum(heights) + GAP / 2
    parts = [straight(_across(month), top, _across(month), bottom, LINE) for month in range(0, YEAR + 1, schedule.months)]
    top += GAP / 2
    for one, lines, height in zip(returns, names, heights, strict=True):
        middle, width = top + height / 2, (one.end - one.start) * MONTH
        parts += text_lines(lines, 0, middle, size=SIZE, font_weight="bold", fill=INK)
        fill, letters = (BLUE, PAPER) if one == chosen else (PALE_BLUE, INK)
        parts.append(rectangle(_across(one.start) + 1, middle - BAR / 2, width - 2, BAR, fill=fill, stroke=BLUE, stroke_width=1))
        words = _months(schedule, one, SHORT)
        if width_of(words, SMALL) < width - GAP:
            parts += text_lines([words], _across(one.start) + width / 2, middle, size=SMALL, fill=letters, text_anchor="middle")
        else:
            parts.append(rectangle(_across(one.end) + 2, middle - BAR / 2, width_of(words, SMALL) + GAP / 2, BAR, fill=PAPER))
            parts += text_lines([words], _across(one.end) + GAP / 2, middle, size=SMALL, fill=INK)
        top += height
    return parts, bottom


def _held(specification: Specification, chosen: _Return, examples: Sequence[_Example], top: float) -> tuple[list[str], float]:
    """Return the drawing of rows against the period of one return, and where it ends."""
    width = LABELS + (YEAR + 2 * AROUND) * MONTH
    parts: list[str] = []
    for weight, words in (("bold", _heading(specification, chosen)), ("normal", _holds(specification))):
        lines = wrapped(words, width, SIZE, bold=weight == "bold")
        height = len(lines) * SIZE * LEADING
        parts += text_lines(lines, 0, top + height / 2, size=SIZE, font_weight=weight, fill=INK)
        top += height
    top += GAP
    labels = [wrapped(example.words, LABELS - GAP, SMALL) for example in examples]
    verdicts = [wrapped(_in_or_not(specification, example), LABELS - SIZE - 3 * GAP, SMALL, bold=True) for example in examples]
    heights = [(len(label) + len(verdict)) * SMALL * LEADING + 2 * GAP for label, verdict in zip(labels, verdicts, strict=True)]
    bottom = top + sum(heights)
    left, right = _across(chosen.start), _across(chosen.end)
    parts.append(element("rect", x=left, y=top, width=right - left, height=bottom - top, fill=PALE_BLUE))
    parts += [straight(at, top, at, bottom, BLUE, stroke_dasharray="5 4") for at in (left, right)]
    for example, label, verdict, height in zip(examples, labels, verdicts, heights, strict=True):
        parts.append(straight(0, top, width, top, LINE))
        written = len(label) * SMALL * LEADING
        parts += text_lines(label, 0, top + GAP + written / 2, size=SMALL, fill=INK)
        colour, mark = (GREEN, tick) if example.included else (RED, cross)
        middle = top + GAP + written + len(verdict) * SMALL * LEADING / 2
        parts.append(mark(0, middle, colour))
        parts += text_lines(verdict, SIZE + GAP / 2, middle, size=SMALL, font_weight="bold", fill=colour)
        parts += _bar(example, top + height / 2)
        top += height
    parts.append(straight(0, bottom, width, bottom, LINE))
    return parts, bottom + 2


def _bar(example: _Example, middle: float) -> Iterator[str]:
    """Yield the bar of a row: plain if it is in the return, else dashed; with the head of an arrow if it stays open."""
    left, right = _across(example.start), _across(example.end)
    look: dict[str, object] = {"stroke": RED, "fill": PAPER, "stroke_dasharray": "5 4", "stroke_width": 1.5}
    if example.included:
        look = {"stroke": GREEN, "fill": GREEN, "stroke_width": 1.5}
    half = BAR / 2
    if example.open:
        tail = f"M{decimal(left)} {decimal(middle - half)} H{decimal(right - BAR)} V{decimal(middle - BAR)}"
        head = f" L{decimal(right)} {decimal(middle)} L{decimal(right - BAR)} {decimal(middle + BAR)} V{decimal(middle + half)}"
        yield element("path", d=f"{tail}{head} H{decimal(left)} Z", stroke_linejoin="round", **look)
    else:
        yield rectangle(left, middle - half, right - left, BAR, **look)


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
        yield f"{starts} and has {len(returns)} reporting periods of {counted(schedule.months, 'month')} each."
        spoken = specification.collection.title.lower()
        yield f"Each {spoken} covers {'the year so far' if schedule.cumulative else 'its own period only'}."
    for one in returns:
        yield f"{one.spoken[0].upper()}{one.spoken[1:]} covers {_months(schedule, one)}."
    yield f"{counted(AROUND, 'month')} before the year and {counted(AROUND, 'month')} after it are shown too."
    if not examples:
        return
    yield f"Below the year, bars stand for {counted(len(examples), 'example')} of one {record} each."
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
