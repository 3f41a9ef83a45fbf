"""Numbers, lists and dates in words, as messages and documents write them."""

from collections.abc import Sequence

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def number(value: int) -> str:
    """Return a number with commas between thousands, such as 1,000."""
    return f"{value:,}"


def counted(count: int, noun: str) -> str:
    """Return a number with its noun, such as "1 row" or "1,000 rows"."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def joined(words: Sequence[str], last: str = "and") -> str:
    """Return words as a list in a sentence, such as "a, b and c"; `last` is the word before the last one."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def date_in_words(date: str) -> str:
    """Return a date, or a month, in words: "30 November 2026" for 2026-11-30, "November 2026" for 2026-11."""
    year, month, *days = date.split("-")
    return " ".join([*(str(int(day)) for day in days), MONTHS[int(month) - 1], year])
