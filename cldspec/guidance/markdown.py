"""Markdown as the guide and the READMEs write it: plain text is escaped unless something says that it is Markdown already."""

import re
from collections.abc import Iterable
from decimal import Decimal

from cldspec.wording import escape_of

_SPECIAL = re.compile(r"[\\`*\[\]<>|~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|^(?:#(?=[\s#]|$)|[=-](?=[\s=-]|$)|\+(?=\s|$))")
"""The characters that Markdown would take for markup. Those of the last group only count at the beginning of a line."""
_NUMBER_OF_LIST = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Markdown(str):
    """A text that is Markdown already. Any other text is escaped where a template prints it."""

    __slots__ = ()


def printed(value: object) -> str:
    """Return what a template prints for a value. Only texts and numbers can be printed.

    Raises TypeError for anything else: other objects have no words, or an address in memory that differs each time.
    """
    if isinstance(value, Markdown):
        return value
    if isinstance(value, str):
        return escaped_as_is(value)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return str(value)
    raise TypeError("only text and numbers can be printed, such as count.items")


def escaped(text: str) -> Markdown:
    """Return plain text as Markdown on one line, with its special characters escaped. Markdown stays as it is."""
    return text if isinstance(text, Markdown) else escaped_as_is(" ".join(text.split()))


def escaped_as_is(text: str) -> Markdown:
    """Do the same as `escaped`, but keep the spaces as they are."""
    plain = _UNPRINTABLE.sub(lambda match: " " if match[0].isspace() else escape_of(match[0]), text)
    plain = _SPECIAL.sub(lambda match: f"\\{match[0]}", plain)
    return Markdown(_NUMBER_OF_LIST.sub(r"\1\\\2", plain))


def cell(text: str) -> Markdown:
    """Return plain text as a cell of a table in Markdown."""
    return escaped(text)


def code(text: str) -> Markdown:
    """Return a text as code, between more backticks than it has in a row itself."""
    plain = _UNPRINTABLE.sub(" ", text)
    fence = "`" * (max(map(len, re.findall("`+", plain)), default=0) + 1)
    space = " " if plain.startswith("`") or plain.endswith("`") else ""
    return Markdown(f"{fence}{space}{plain}{space}{fence}")


def joined(parts: Iterable[object], separator: str = "") -> str:
    """Return texts and numbers as one text, which is Markdown if one of them is: the others are escaped then.

    Raises TypeError for anything else.
    """
    texts: list[str] = [part if isinstance(part, str) else printed(part) for part in parts]
    if not any(isinstance(text, Markdown) for text in texts):
        return separator.join(texts)
    return Markdown(escaped_as_is(separator).join([printed(text) for text in texts]))


def markdown_table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Markdown:
    """Return a table in Markdown from the plain texts of its heads and rows."""
    titles = [cell(head) for head in heads]
    lines = [titles, [Markdown("---")] * len(titles), *([cell(text) for text in row] for row in rows)]
    return Markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))
