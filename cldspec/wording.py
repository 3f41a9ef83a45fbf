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


def version_label(version: str, *, name: str | None = None, status: str = "released", corrected: str | None = None) -> str:
    """Return what a version is called wherever it is printed after a title, as in "CLD 4.0".

    `name` is the name that it may have, and `corrected` the date of its last correction. Such as "4.0", "4.1 (draft)",
    "4.0, corrected 14 December 2026", "Release 1 (version 5.1)" or "Release 1 (version 5.1, draft)".
    """
    marks = [status] if status != "released" else []
    marks += [f"corrected {date_in_words(corrected)}"] if corrected else []
    if name:
        return f"{name} ({', '.join([f'version {version}', *marks])})"
    if corrected and status == "released":
        return f"{version}, {marks[0]}"
    return f"{version} ({', '.join(marks)})" if marks else version


def date_in_words(date: str) -> str:
    """Return a date, or a month, in words: "30 November 2026" for 2026-11-30, "November 2026" for 2026-11."""
    year, month, *days = date.split("-")
    return " ".join([*(str(int(day)) for day in days), MONTHS[int(month) - 1], year])
