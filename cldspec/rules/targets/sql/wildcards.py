"""Databases without regular expressions. They use wildcard patterns of single characters, and arithmetic, instead."""

from abc import abstractmethod
from collections.abc import Sequence

from cldspec.model import DataItem, Format
from cldspec.rules.cells import SPACES, WHOLE_DIGITS
from cldspec.rules.pattern import Signs, shapes
from cldspec.rules.targets.sql.database import Database


class WildcardDatabase(Database):
    """A database whose only patterns are wildcards, with character classes such as [A-Z]."""

    @property
    @abstractmethod
    def any_text(self) -> str:
        """The wildcard for any text, even none."""

    @property
    @abstractmethod
    def any_character(self) -> str:
        """The wildcard for one character."""

    @abstractmethod
    def matches(self, text: str, wildcards: str) -> str:
        """Return the condition that a whole text matches a wildcard pattern, which is not SQL."""

    @abstractmethod
    def character(self, code: int) -> str:
        """Return the character of a Unicode code point."""

    @abstractmethod
    def joined(self, *texts: str) -> str:
        """Return texts joined to one."""

    @abstractmethod
    def trimmed(self, text: str) -> str:
        """Return a text without the spaces around it."""

    def with_spaces(self, text: str, character: str) -> str:
        """Return a text with spaces for a character, as a text of the same type."""
        return f"REPLACE({text}, {character}, {self.text(' ')})"

    @abstractmethod
    def decimal_point(self, number: str) -> str:
        """Return the position of the decimal point in a number, which is a text, counted from 1; past the end where there is none."""

    def tidied(self, staging: str, columns: Sequence[str]) -> tuple[str, str]:
        """See `Statements.tidied`.

        REPLACE replaces one character. Nested once for each of them, it would be too deep for SQLite's parser, which stops at some 25
        levels, and SQL Server might work it out again for each of the many times that a cell is used. So this query goes
        on from its own result: it replaces one character after the other, only in rows that may have any.
        """
        number, position, space, *names = map(self.identifier, ("row_number", "position", "space", *columns))
        characters = "\n  UNION ALL ".join(f"SELECT {place}, {self.character(ord(one))}" for place, one in enumerate(SPACES, 1))
        other = f"{self.any_text}[^ -~]{self.any_text}"
        is_other = "\n      OR ".join(self.matches(f"s.{name}", other) for name in names)
        first = f"CASE WHEN\n      {is_other}\n    THEN 0 ELSE {len(SPACES)} END"
        replaced = ",\n    ".join(self.with_spaces(f"t.{name}", f"p.{space}") for name in names)
        trimmed = ",\n    ".join(f"NULLIF({self.trimmed(f't.{name}')}, {self.text('')}) AS {name}" for name in names)
        before = (
            f"WITH spaces ({position}, {space}) AS (\n  -- All white space but the space itself.\n  {characters}\n"
            f"), tidied ({', '.join([position, number, *names])}) AS (\n"
            "  -- Each becomes a space, one after the other. Rows with nothing but printable ASCII characters have none.\n"
            f"  SELECT\n    {first},\n    {self.row_number(staging)},\n    {', '.join(f's.{name}' for name in names)}\n"
            f"  FROM {staging} AS s\n  UNION ALL\n"
            f"  SELECT\n    p.{position},\n    t.{number},\n    {replaced}\n"
            f"  FROM tidied AS t\n  JOIN spaces AS p ON p.{position} = t.{position} + 1\n)\n"
        )
        return before, f"SELECT\n    t.{number},\n    {trimmed}\n  FROM tidied AS t\n  WHERE t.{position} = {len(SPACES)}"

    def folded(self, text: str) -> str:
        """See `Expressions.folded`. Each space is marked with two characters, so that neighbouring marks can be removed."""
        first, second = self.character(1), self.character(2)
        mark, between = self.joined(first, second), self.joined(second, first)
        marked = f"REPLACE({text}, {self.text(' ')}, {mark})"
        return f"LOWER(REPLACE(REPLACE({marked}, {between}, {self.text('')}), {mark}, {self.text(' ')}))"

    def has_format(self, text: str, named: Format) -> str:
        """See `Expressions.has_format`."""
        patterns = ("".join(map(self._character_class, shape)) for shape in shapes(named.pattern))
        return "(" + " OR ".join(self.matches(text, pattern) for pattern in patterns) + ")"

    def is_number(self, text: str, item: DataItem) -> str:
        """Return the condition that a text is a number that the item can have."""
        rest, one, scale = self.any_text, self.any_character, item.scale or 0
        characters = "0-9.-" if scale else "0-9-"
        excluded = [f"{rest}[^{characters}]{rest}", f"{one}{rest}-{rest}"]
        if scale:
            too_many = "[0-9]" * (scale + 1)
            excluded += [f"{rest}.{rest}.{rest}", f".{rest}", f"-.{rest}", f"{rest}.{too_many}{rest}"]
        sign = f"CASE WHEN {self.matches(text, f'-{rest}')} THEN 2 ELSE 1 END"
        return " AND ".join(
            [
                self.matches(text, f"{rest}[0-9]"),
                *(f"NOT {self.matches(text, pattern)}" for pattern in excluded),
                f"{self.decimal_point(text)} - {sign} <= {WHOLE_DIGITS}",
            ]
        )

    def _character_class(self, signs: Signs) -> str:
        """Return the characters of one position as [A-Z], or as a single character where that is not a wildcard."""
        if len(signs.all) == 1 and signs.all not in {self.any_text, self.any_character, "["}:
            return signs.all
        return "[" + "".join(first if first == last else f"{first}-{last}" for first, last in signs.ranges) + "]"
