"""Rules as sentences of plain English, for guidance, scripts and the terminal."""

from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, Unique
from cldspec.rules.cells import DATE_FORM, FIRST_YEAR, LAST_YEAR, WHOLE_DIGITS
from cldspec.rules.expression import Truth
from cldspec.rules.targets.english import english
from cldspec.wording import joined


def sentence(rule: Rule, specification: Specification) -> str:
    """Return what a rule demands, as one sentence."""
    match rule.test:
        case Row(when=when, expect=expect) if when == Truth(True):
            return f"{_capitalised(english(expect, specification))}."
        case Row(when=when, expect=expect):
            return f"Where {english(when, specification)}: {english(expect, specification)}."
        case Readable(item=item):
            return f"{specification.item_by_id[item].title} is blank or {_kind(specification.item_by_id[item], specification)}."
        case Spelling(item=item):
            return f"{specification.item_by_id[item].title} is spelt exactly as in its list."
        case Unique(items=items, when=when):
            titles = [specification.item_by_id[item].title for item in items]
            rows = "rows" if when == Truth(True) else f"rows where {english(when, specification)}"
            return f"No two {rows} have the same {joined(titles)}."
        case Same(item=item, of=of, when=when):
            title = specification.item_by_id[item].title
            rows = f"with the same {specification.item_by_id[of].title}" if of else f"of a {specification.collection.title.lower()}"
            where = "" if when == Truth(True) else f" where {english(when, specification)}"
            return f"{title} is the same on all rows {rows}{where}."


def _kind(item: DataItem, specification: Specification) -> str:
    """Return what a cell of the item is if it is not blank, as the end of a sentence."""
    named = specification.format_by_id.get(item.format or "")
    if item.code_list:
        return f"one of the {len(specification.codes_of(item))} values of its list"
    if item.type == "date":
        return f"a date as {DATE_FORM}, from {FIRST_YEAR} to {LAST_YEAR}"
    if item.type in {"integer", "decimal"}:
        whole_number = f"a whole number with up to {WHOLE_DIGITS} digits"
        number = f"a number with up to {WHOLE_DIGITS} digits before the decimal point and {item.scale} after it"
        return number if item.scale else whole_number
    parts = [f"written like {named.conforms[0]}{', with a correct check digit' if named.check_digit else ''}"] if named else []
    parts += [f"no longer than {item.max_length} characters"] if item.max_length is not None else []
    return " and ".join(parts)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
