"""The picture of an example of a derivation: its rows as bars on a timeline, and which of them gives the result."""

from datetime import date

from cldspec.guidance.pictured import Pictured
from cldspec.model import Derivation, Specification
from cldspec.rules.cells import to_iso_date
from cldspec.steps.trace import trace
from cldspec_generators.outputs.guidance.svg import GAP, LEADING, SMALL, Drawing, drawing_of, rectangle, text_lines, thin_line, wrapped
from cldspec_generators.shared.theme import GREEN, INK, LINE, PALE_BLUE

LABEL_WIDTH, TIMELINE_WIDTH, BAR_HEIGHT = 300, 400, 22
"""The widths of the labels and of the timeline right of them, and the height of a bar."""
OPEN_DAYS = 10
"""For how many days after the last date the bar of a row without an end goes on."""


def picture_of_sequel(derivation: Derivation, shown: Pictured, specification: Specification) -> Drawing:
    """Draw the rows of an example in the order of their start, with the one that gives the result marked in words and colour."""
    step, example = shown.step, shown.example
    spans = [(_day(row[step.start]), _day(row.get(step.end))) for row in example.given]
    days = [day for span in spans for day in span if day]
    first, last = min(days), max(days) + OPEN_DAYS
    result = trace(derivation.id, specification).result.columns[shown.column].title
    coded = {item.id for item in specification.items if item.type == "code"}
    parts: list[str] = []
    sentences: list[str] = []
    top = 0.0
    for position in sorted(range(len(spans)), key=lambda position: spans[position][0] or 0):
        row, (start, end) = example.given[position], spans[position]
        codes = [row[name] for name in step.take if row.get(name) and name in coded]
        period = f"{row[step.start]} to {row[step.end]}" if end else f"from {row[step.start]} on, without an end"
        mark = f"This row gives “{result}”" if position == shown.chosen else ""
        lines = [*wrapped(", ".join(codes), LABEL_WIDTH - GAP, SMALL), period]
        height = (len(lines) + bool(mark)) * SMALL * LEADING + 2 * GAP
        weights = [(lines, "normal", INK), ([mark] if mark else [], "bold", GREEN)]
        down = top + GAP
        for words, weight, colour in weights:
            middle = down + len(words) * SMALL * LEADING / 2
            parts += text_lines(words, 0, middle, size=SMALL, font_weight=weight, fill=colour) if words else ()
            down += len(words) * SMALL * LEADING
        scale = TIMELINE_WIDTH / (last - first + 1)
        left, width = LABEL_WIDTH + ((start or first) - first) * scale, ((end or last) - (start or first) + 1) * scale
        style: dict[str, object] = {"fill": GREEN if mark else PALE_BLUE, "stroke": GREEN if mark else INK, "stroke_width": 1.5}
        parts.append(rectangle(left, top + (height - BAR_HEIGHT) / 2, width, BAR_HEIGHT, **style))
        top += height
        parts.append(thin_line(0, top, LABEL_WIDTH + TIMELINE_WIDTH, top, LINE))
        sentences.append(f"{', '.join(codes)}: {period}.{f' {mark}.' if mark else ''}")
    title = f"Example of {derivation.title}: {example.title}"
    description = f"{title}. The rows in the order of their start. {' '.join(sentences)}"
    extent = (LABEL_WIDTH + TIMELINE_WIDTH + 2, top + 2)
    return drawing_of(f"derivation-{derivation.id}", title, description, extent, parts, is_draft=specification.status == "draft")


def _day(typed: str | None) -> int | None:
    """Return the number of the day of a date in an example, or None for a blank."""
    iso = to_iso_date(typed or "")
    return date.fromisoformat(iso).toordinal() if iso else None
