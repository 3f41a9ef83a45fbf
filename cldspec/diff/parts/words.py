"""Values and fields of the specification, put into words."""

from collections.abc import Mapping, Sequence
from typing import Any

from cldspec.diff.facts import Fact
from cldspec.model import Located
from cldspec.wording import joined

_MOST_QUOTED = 60
"""The length, in characters, up to which a text is quoted in a sentence."""


def as_text(value: Any) -> str | None:
    """Return a value of the specification as text; None if there is none."""
    match value:
        case None | ():
            return None
        case bool():
            return "yes" if value else "no"
        case tuple() | list():
            return "; ".join(str(as_text(part)) for part in value)
        case Mapping():
            return ", ".join(f"{key}: {as_text(part)}" for key, part in value.items())
        case Located():
            from cldspec.model.as_data import as_data

            return as_text(as_data(value))
        case _:
            return " ".join(str(value).split())


def field_sentence(fact: Fact, what: str) -> str:
    """Return a sentence that says how a field has changed; long texts are not quoted."""
    before, after = _quotable(fact.before), _quotable(fact.after)
    if before is None:
        return f"{what} is new{_quoted(after)}."
    if after is None:
        return f"{what} has been removed{_quoted(before)}."
    if max(len(before), len(after)) <= _MOST_QUOTED:
        return f"{what} is now “{after}”. It was “{before}”."
    return f"{what} has changed."


def _quotable(value: Any) -> str | None:
    """Return a value as a text to quote: an entry without its sources, a sentence without its full stop."""
    if isinstance(value, Located):
        from cldspec.model.as_data import as_data

        data: Any = as_data(value)
        fields = {key: part for key, part in data.items() if key != "sources"}
        value = next(iter(fields.values())) if len(fields) == 1 else fields
    text = as_text(value)
    return text and text.removesuffix(".")


def _quoted(text: str | None) -> str:
    return f": “{text}”" if text is not None and len(text) <= _MOST_QUOTED else ""


def first_few(words: Sequence[str], most: int = 4) -> str:
    """Return words as part of a sentence: all of them, or the first few and the number of others."""
    if len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most} others"
    return joined(words)


def have(words: Sequence[object]) -> str:
    """Return the verb that follows words in a sentence: has or have."""
    return "has" if len(words) == 1 else "have"


def sides(facts: Sequence[Fact], separator: str = "; ", missing: str | None = None) -> tuple[str | None, str | None]:
    """Return as text what several facts were before, and what they are now; `missing` stands for what is not there."""
    before, after = ([text for fact in facts if (text := as_text(getattr(fact, side)) or missing)] for side in ("before", "after"))
    return separator.join(before) or None, separator.join(after) or None
