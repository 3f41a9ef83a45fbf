"""What checking a return comes to as one web page that needs nothing else: it can be opened anywhere, sent, and printed."""

from collections.abc import Iterator
from dataclasses import dataclass

from cldspec.validation.result import Finding, Result, Status, Validity
from cldspec.wording import counted, number
from cldspec_generators.reports.validation import messages as told
from cldspec_generators.reports.validation.messages import Measure
from cldspec_generators.shared.page import render_page
from cldspec_generators.shared.plain_text import shortened, writable

PACKAGE = "cldspec_generators.reports.validation"
SHOWN = 10
"""The findings of a rule that the page shows; the other reports have more."""
LONGEST = 300
"""The most characters of a value or a suggestion that the page shows."""
NARROWEST = 1.5
"""How wide, in per cent, a part of a bar is at least, so that one can see that it is there."""
PARTS: dict[Validity, str] = {
    Validity.VALID: "valid",
    Validity.BLANK: "blank",
    Validity.MISSING: "missing",
    Validity.INVALID: "invalid",
}
"""The parts of a bar, from left to right, by the names of their patterns."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: where it begins and how wide it is, in per cent."""

    name: str
    left: float
    width: float


def page(result: Result) -> bytes:
    """Return the report as a web page, its style sheet in it. Raises MissingStyleSheetError."""
    rules = [(one, findings, findings[:SHOWN]) for one, findings in told.by_rule(result)]
    text = render_page(
        PACKAGE,
        "report.html.j2",
        result=result,
        told=told,
        rules=rules,
        severities=told.SEVERITY_WORDS,
        sections=list(_sections(result)),
        quality=list(told.by_status(result)),
        there=[validity for validity in Validity if any(one.by_validity[validity] for one in told.by_status(result))],
        statuses=Status,
        parts=PARTS,
        parts_of=_parts_of,
        bar=bar,
        short=_short,
        has_several=len(result.files) > 1,
        own_words=_own_words,
    )
    return text.encode()


def bar(measure: Measure) -> list[Part]:
    """Return the parts of the bar of a data item: as wide as their shares, but never too narrow to be seen."""
    whole = sum(measure.by_validity.values())
    if not whole:
        return []
    widths = {validity: max(100 * cells / whole, NARROWEST) for validity in PARTS if (cells := measure.by_validity[validity])}
    widest = max(widths, key=lambda validity: widths[validity])
    widths[widest] -= sum(widths.values()) - 100
    made, left = [], 0.0
    for validity, width in widths.items():
        made.append(Part(PARTS[validity], round(left, 2), round(width, 2)))
        left += width
    return made


def _sections(result: Result) -> Iterator[tuple[str, list[Measure]]]:
    """Yield the title of each section with the measures of its data items."""
    measures = {one.item: one for one in told.measures(result)}
    for section in result.specification.sections:
        own = [measures[item.id] for item in result.specification.items_of(section) if item.id in measures]
        if own:
            yield section.title, own


def _parts_of(measure: Measure) -> str:
    """Return in words what the bar of a data item shows."""
    whole = sum(measure.by_validity.values())
    said = [
        f"{name} {number(cells)} ({told.percent(cells, whole)})"
        for validity, name in PARTS.items()
        if (cells := measure.by_validity[validity])
    ]
    text = ", ".join(said)
    if measure.spared:
        rows = f"{counted(measure.spared, 'row')} must leave it blank and {'does' if measure.spared == 1 else 'do'}"
        text = f"{text}; {rows}" if text else rows
    return text[:1].upper() + text[1:]


def _own_words(message: str, findings: list[Finding]) -> bool:
    return any(one.message != message for one in findings)


def _short(text: str) -> str:
    return shortened(writable(text), LONGEST)
