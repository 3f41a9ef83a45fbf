"""Rules as sentences of plain English, for guidance, scripts and the terminal."""

from collections.abc import Iterator, Sequence

from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, Unique
from cldspec.rules.cells import DATE_FORM, FIRST_YEAR, LAST_YEAR, WHOLE_DIGITS
from cldspec.rules.expression import All, Condition, Not, Truth, both
from cldspec.rules.targets.english import Statement, demand, english, item_name, list_opening, points
from cldspec.wording import joined


def sentence(rule: Rule, specification: Specification) -> str:
    """Return what a rule demands, on one line: what must be so, what should be so, or what is only pointed out, by severity."""
    stated = statement(rule, specification)
    return f"{_on_one_line(stated)}."


def sentence_lines(rule: Rule, specification: Specification) -> tuple[tuple[str, str], ...]:
    """Return what a rule demands as lines: a sentence, and the points of the list that it may end with.

    Each line has its marker (an indented number, as Markdown has it; nothing for the sentence) and its words.
    """
    stated = statement(rule, specification)
    return (("", f"{stated.words}{':' if stated.points else '.'}"), *_point_lines(stated.points, ""))


def sentence_with_list(rule: Rule, specification: Specification) -> str:
    """Return what a rule demands as plain text, with a line for each point of the list that the sentence may end with."""
    return "\n".join(f"{marker}{words}" for marker, words in sentence_lines(rule, specification))


def statement(rule: Rule, specification: Specification) -> Statement:
    """Return what a rule demands, as a sentence that ends with a list if its condition is too long for one without."""
    stated = _pointed_out(rule, specification) if rule.severity == "information" else _demanded(rule, specification)
    stated = Statement(stated) if isinstance(stated, str) else stated
    return Statement(f"{stated.words[:1].upper()}{stated.words[1:]}", stated.points)


def most_rows_have(same: Same, specification: Specification, value: str | None, row: str) -> str:
    """Return the suggestion to a row that differs from most rows that it should agree with, and names one of them.

    Without the value, which may be personal data, it only says that there is another.
    """
    rows = f"rows with this {_names((same.of,), specification)}" if same.of else "rows"
    return f"Most {rows} have {value or 'another value'}. See row {row}."


def _on_one_line(stated: Statement, number: str = "") -> str:
    """Return a statement with the points of its list in a row, each after its number in brackets."""
    numbered = [(f"{number}{position}", point) for position, point in enumerate(stated.points, start=1)]
    inner = [f"({position}) {_on_one_line(point, f'{position}.')}" for position, point in numbered]
    return f"{stated.words}: {'; '.join(inner)}" if inner else stated.words


def _point_lines(stated: Sequence[Statement], indent: str) -> Iterator[tuple[str, str]]:
    for number, point in enumerate(stated, start=1):
        marker = f"{indent}{number}. "
        yield marker, f"{point.words}{':' if point.points else ''}"
        yield from _point_lines(point.points, " " * len(marker))


def _demanded(rule: Rule, specification: Specification) -> str | Statement:
    modal = "must" if rule.severity == "error" else "should"
    match rule.test:
        case Row(when=when, expect=expect) if when == Truth(True):
            return demand(expect, specification, modal)
        case Row(when=Not(All() as when), expect=expect):
            return f"unless {english(when, specification)}, {demand(expect, specification, modal)}"
        case Row(when=when, expect=expect) if parts := points(when, specification):
            return Statement(f"{demand(expect, specification, modal)} if {list_opening(when, specification)}", parts)
        case Row(when=when, expect=expect):
            return f"if {english(when, specification)}, {demand(expect, specification, modal)}"
        case Readable(item=item):
            return f"if {_names((item,), specification)} is filled in, it {modal} be {_kind(specification.item_by_id[item], specification)}"
        case Spelling(item=item):
            return f"{_names((item,), specification)} {modal} be spelt exactly as in its list"
        case Unique(items=items, when=when):
            may = "may" if modal == "must" else modal
            return f"no two {_rows(when, specification)} {may} have the same {_names(items, specification)}"
        case Same(item=item, of=of, when=when):
            return f"{_names((item,), specification)} {modal} be the same on all {_rows_of(of, when, specification)}"


def _pointed_out(rule: Rule, specification: Specification) -> str | Statement:
    match rule.test:
        case Row(when=when, expect=expect) if parts := points(both(when, Not(expect)), specification):
            return Statement(f"rows are pointed out where {list_opening(both(when, Not(expect)), specification)}", parts)
        case Row(when=when, expect=expect):
            return f"{_rows(both(when, Not(expect)), specification)} are pointed out"
        case Unique(items=items, when=when):
            return f"{_rows(when, specification)} that have the same {_names(items, specification)} are pointed out"
        case Same(item=item, of=of, when=when):
            return f"different values of {_names((item,), specification)} on {_rows_of(of, when, specification)} are pointed out"
        case Readable(item=item) | Spelling(item=item):
            return f"{_names((item,), specification)} is pointed out if it is not {_kind(specification.item_by_id[item], specification)}"


def _rows(when: Condition, specification: Specification) -> str:
    if when == Truth(True):
        return "rows"
    words = english(when, specification)
    return f"rows where {words}{',' if ',' in words else ''}"


def _rows_of(of: str | None, when: Condition, specification: Specification) -> str:
    rows = f"rows with the same {_names((of,), specification)}" if of else f"rows of a {specification.collection.title.lower()}"
    return rows if when == Truth(True) else f"{rows} where {english(when, specification)}"


def _names(items: Sequence[str], specification: Specification) -> str:
    return joined([item_name(specification.item_by_id[item], specification) for item in items])


def _kind(item: DataItem, specification: Specification) -> str:
    """Return what a cell of the item is if it is not blank, as the end of a sentence."""
    named = specification.format_by_id.get(item.format or "")
    if item.code_list:
        return f"one of the {len(specification.codes_of(item))} values in its list"
    if item.type == "date":
        return f"a date as {DATE_FORM}, from {FIRST_YEAR} to {LAST_YEAR}"
    if item.type in {"integer", "decimal"}:
        whole_number = f"a whole number with up to {WHOLE_DIGITS} digits"
        number = f"a number with up to {WHOLE_DIGITS} digits before the decimal point and {item.scale} after it"
        return number if item.scale else whole_number
    parts = [f"written like {named.conforms[0]}{', with a correct check digit' if named.check_digit else ''}"] if named else []
    parts += [f"no longer than {item.max_length} characters"] if item.max_length is not None else []
    return " and ".join(parts)
