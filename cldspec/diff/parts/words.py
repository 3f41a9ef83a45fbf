"""Values and fields of the specification, put into words."""

from collections.abc import Mapping, Sequence
from typing import Any

from cldspec.diff.facts import Fact
from cldspec.model import Located
from cldspec.wording import joined

_MOST_QUOTED = 60
"""The length, in characters, up to which a text is quoted in a sentence."""


def as_text(value: Any) -> str | None:
    """Return a value of the YAML as text; None where there is none."""
    match value:
        case None | ():
            return None
        case bool():
            return "yes" if value else "no"
        case tuple():
            return "; ".join(str(as_text(part)) for part in value)
        case Mapping():
            return ", ".join(f"{key}: {as_text(part)}" for key, part in value.items())
        case Located():
            from cldspec.model.as_data import as_data

            return as_text(as_data(value))
        case list():
            return "; ".join(str(as_text(part)) for part in value)
        case _:
            return " ".join(str(value).split())


def field_sentence(fact: Fact, what: str) -> str:
    """Return a sentence that says what a field of something is and was; long texts are left to whoever shows them."""
    before, after = as_text(fact.before), as_text(fact.after)
    if before is None:
        return f"{what} is new{_quoted(after)}."
    if after is None:
        return f"{what} is gone{_quoted(before)}."
    if max(len(before), len(after)) <= _MOST_QUOTED:
        return f"{what} is “{after}”; it was “{before}”."
    return f"{what} reads otherwise."


def _quoted(text: str | None) -> str:
    return f": “{text}”" if text is not None and len(text) <= _MOST_QUOTED else ""


def first_few(words: Sequence[str], most: int = 4) -> str:
    """Return words as part of a sentence: all of them, or the first few and the number of others."""
    if len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most} others"
    return joined(words)
