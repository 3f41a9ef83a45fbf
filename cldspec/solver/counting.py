"""Texts that are made by counting: the identifiers of sample data."""

import re
from functools import lru_cache

from cldspec.model import Identifier, Specification
from cldspec.rules.cells import CHECKED_DIGITS

_PIECE = re.compile("#+|@|[^#@]+")
_LETTER = "@"
_CHECKED_FORM = re.compile(f"[0-9#]{{{CHECKED_DIGITS - 1}}}#")
_WEIGHTS = range(10, 1, -1)
"""The weights of the digits before a modulus 11 check digit."""


def counted(form: str, number: int, check_digit: str | None = None) -> str | None:
    """Return the text of a form that has a number; None if no check digit fits. After the last text, the first is used again."""
    parts: list[str] = []
    for signs, digits in _pieces(form[:-1] if check_digit else form):
        if digits:
            number, rest = divmod(number, 10 ** len(signs))
            parts.append(str(rest).zfill(len(signs)))
        elif signs == _LETTER:
            number, rest = divmod(number, 26)
            parts.append(chr(ord("A") + rest))
        else:
            parts.append(signs)
    text = "".join(reversed(parts))
    if not check_digit:
        return text
    wanted = -sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=False)) % 11
    return f"{text}{wanted}" if wanted < 10 else None  # noqa: PLR2004 - a digit


@lru_cache(maxsize=64)
def _pieces(form: str) -> tuple[tuple[str, bool], ...]:
    """Return the pieces of a form, last one first, and whether each is a run of digits that are counted."""
    return tuple((piece, piece[0] == "#") for piece in reversed(_PIECE.findall(form)))


def room_in(form: str, check_digit: str | None = None) -> int:
    """Return how many texts a form has, including those for which no check digit fits."""
    own = form[:-1] if check_digit else form
    return int(10 ** own.count("#") * 26 ** own.count("@"))


def check_digit_of(one: Identifier, specification: Specification) -> str | None:
    """Return how the last digit of an identifier is worked out; None where it has no check digit, or its form has no place for one."""
    named = specification.format_by_id.get(specification.item_by_id[one.item].format or "")
    return named.check_digit if named and _CHECKED_FORM.fullmatch(one.form) else None


def first_of(one: Identifier, specification: Specification, number: int = 0) -> str:
    """Return the identifier with a number, or the next one if no identifier has this number."""
    check_digit = check_digit_of(one, specification)
    numbers = range(number, number + room_in(one.form, check_digit))
    texts = (counted(one.form, number, check_digit) for number in numbers)
    return next((text for text in texts if text is not None), one.form)
