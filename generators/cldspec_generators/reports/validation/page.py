"""The validation report as one web page that needs no other file: it can be opened anywhere, sent and printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cldspec.validation.result import Finding, Result
from cldspec.wording import counted, number, shortened
from cldspec_generators.reports.validation import messages
from cldspec_generators.reports.validation.messages import FINDINGS_LISTED, MIN_WIDTH, PARTS, Measure
from cldspec_generators.shared.page import render_page
from cldspec_generators.shared.plain_text import writable

MAX_TEXT_LENGTH = 300
"""The characters of a value that the page shows at most. What to write instead is never cut off."""
PACKAGE = "cldspec_generators.reports.validation"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: its pattern, where it begins, and its width, both in per cent."""

    name: str
    left: float
    width: float


def page(result: Result) -> bytes:
    """Return the report as a web page that includes its style sheet. Raises MissingStyleSheetError."""
    rules = [(rule, findings[:FINDINGS_LISTED]) for rule, findings in messages.by_rule(result)]
    text = render_page(
        PACKAGE,
        "report.html.j2",
        result=result,
        messages=messages,
        rules=rules,
        most=FINDINGS_LISTED,
        is_shortened=any(rule.rows > len(listed) for rule, listed in rules),
        severities=messages.SEVERITY_WORDS,
        sections=list(_sections(result)),
        quality=list(messages.by_status(result)),
        validities=messages.validities_used(result),
        parts=PARTS,
        describe_bar=_describe_bar,
        bar=bar,
        short=_short,
        has_several_files=len(result.files) > 1,
        has_own_messages=_has_own_messages,
    )
    return text.encode()


def bar(measure: Measure) -> list[Part]:
    """Return the parts of a data item's bar, as wide as their shares but never too narrow to be seen."""
    total = sum(measure.by_validity.values())
    if not total:
        return []
    widths = {validity: max(100 * cells / total, MIN_WIDTH) for validity in PARTS if (cells := measure.by_validity[validity])}
    widest = max(widths, key=lambda validity: widths[validity])
    widths[widest] -= sum(widths.values()) - 100
    parts, left = [], 0.0
    for validity, width in widths.items():
        parts.append(Part(PARTS[validity].replace(" ", "-"), round(left, 2), round(width, 2)))
        left += width
    return parts


def _sections(result: Result) -> Iterator[tuple[str, list[Measure]]]:
    """Yield the title of each section with the measures of its data items."""
    measures = {measure.item: measure for measure in messages.measures(result)}
    for section in result.specification.sections:
        in_section = [measures[item.id] for item in result.specification.items_of(section) if item.id in measures]
        if in_section:
            yield section.title, in_section


def _describe_bar(measure: Measure) -> str:
    """Return in words what the bar of a data item shows."""
    total = sum(measure.by_validity.values())
    parts = [
        f"{name} {number(cells)} ({messages.percent(cells, total)})"
        for validity, name in PARTS.items()
        if (cells := measure.by_validity[validity])
    ]
    text = ", ".join(parts)
    if measure.rightly_blank:
        rows = f"{counted(measure.rightly_blank, 'row')} must be blank and {'is' if measure.rightly_blank == 1 else 'are'}"
        text = f"{text}; {rows}" if text else rows
    return text[:1].upper() + text[1:]


def _has_own_messages(message: str, findings: Sequence[Finding]) -> bool:
    """Say whether findings for a rule have messages of their own instead of the rule's."""
    return any(finding.message != message for finding in findings)


def _short(text: str) -> str:
    return shortened(writable(text), MAX_TEXT_LENGTH)
