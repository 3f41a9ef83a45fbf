"""Texts that are made by counting: the identifiers of sample data."""

from cldspec.model import Identifier, Specification


def counted(form: str, number: int, check_digit: str | None = None) -> str | None:
    """Return the text of a form that has a number; None where no check digit goes with it. Beyond the last comes the first."""
    signs: list[str] = []
    last = len(form) - 1
    for at in range(last, -1, -1):
        base = {"#": 10, "@": 26}.get(form[at], 0)
        if check_digit and at == last:
            signs.append("0")
        elif base:
            number, digit = divmod(number, base)
            signs.append(chr((48 if base == 10 else 65) + digit))  # noqa: PLR2004 - digits
        else:
            signs.append(form[at])
    text = "".join(reversed(signs))
    if not check_digit:
        return text
    total = sum(int(digit) * weight for digit, weight in zip(text, range(10, 1, -1), strict=False))
    wanted = (11 - total % 11) % 11
    return f"{text[:-1]}{wanted}" if wanted < 10 else None  # noqa: PLR2004 - a digit


def room_in(form: str, check_digit: str | None = None) -> int:
    """Return how many texts a form has, those without a check digit among them."""
    own = form[:-1] if check_digit else form
    return int(10 ** own.count("#") * 26 ** own.count("@"))


def check_digit_of(one: Identifier, specification: Specification) -> str | None:
    """Return how the last digit of an identifier is worked out."""
    named = specification.format_by_id.get(specification.item_by_id[one.item].format or "")
    return named.check_digit if named else None


def first_of(one: Identifier, specification: Specification, number: int = 0) -> str:
    """Return an identifier, the next one where there is none with this number."""
    check_digit = check_digit_of(one, specification)
    while (text := counted(one.form, number, check_digit)) is None:
        number += 1
    return text
