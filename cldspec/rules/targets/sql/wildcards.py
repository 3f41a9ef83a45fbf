"""Databases without regular expressions. They use wildcard patterns of single characters, and arithmetic, instead."""

from abc import abstractmethod
from collections.abc import Sequence

from cldspec.model import DataItem, Format
from cldspec.rules.cells import FORMULA_ERRORS, INVISIBLE, SPACES, WHOLE_DIGITS, WITHOUT_RESULT, character_ranges
from cldspec.rules.pattern import Signs, shapes
from cldspec.rules.targets.sql.database import Database

_ROWS_IN_A_LINE = 7
"""The short rows of VALUES in a line of a script."""


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

    @property
    @abstractmethod
    def wildcard_operator(self) -> str:
        """The operator between a text and a wildcard pattern."""

    def matches(self, text: str, wildcards: str) -> str:
        """Return the condition that a whole text matches a wildcard pattern, which is not SQL."""
        return f"{text} {self.wildcard_operator} {self.text(wildcards)}"

    @abstractmethod
    def trimmed(self, text: str) -> str:
        """Return a text without the spaces around it."""

    @abstractmethod
    def values(self, columns: Sequence[str], rows: Sequence[str]) -> str:
        """Return a query of rows, which are lists of values, for the beginning of a common table expression with these columns."""

    def long_text(self, text: str) -> str:
        """Return a text of exactly the type that the columns of the staging table have."""
        return text

    @abstractmethod
    def decimal_point(self, number: str) -> str:
        """Return the position of the decimal point in a number, which is a text, counted from 1; past the end where there is none."""

    def has_characters(self, text: str, *characters: str) -> str:
        """See `Expressions.has_characters`. Most texts have only printable ASCII characters, which takes less time to see."""
        pieces = [self.text(f"{self.any_text}[")]
        for one in characters:
            for first, last in character_ranges(one):
                low, high = self.character(max(ord(first), 1)), self.character(ord(last))
                pieces += [low] if low == high else [low, self.text("-"), high]
            pieces.append(self.text("]["))
        wildcards = self.joined(*pieces[:-1], self.text(f"]{self.any_text}"))
        has_all = f"{text} {self.wildcard_operator} ({wildcards})"
        if any(" " <= sign <= "~" for sign in characters[0]) and len(characters) == 1:
            return has_all
        return f"({self.matches(text, f'{self.any_text}[^ -~]{self.any_text}')} AND {has_all})"

    def is_formula_error(self, text: str) -> str:
        """See `Expressions.is_formula_error`."""
        errors = ", ".join(map(self.text, sorted(FORMULA_ERRORS | {WITHOUT_RESULT})))
        is_numbered = self.matches(text, "[Ee][Rr][Rr]:[0-9][0-9][0-9]")
        is_narrow = f"{self.matches(text, f'##{self.any_text}')} AND NOT {self.matches(text, f'{self.any_text}[^#]{self.any_text}')}"
        return f"(UPPER({text}) IN ({errors}) OR {is_numbered} OR ({is_narrow}))"

    def is_rounded_number(self, text: str) -> str:
        """See `Expressions.is_rounded_number`."""
        rest, ends = self.any_text, [sign + "[0-9]" * count for sign in ("", "+") for count in (1, 2, 3)]
        excluded = (f"{rest}[^0-9.eE+]{rest}", f"{rest}[eE]{rest}[eE]{rest}", f"{rest}.{rest}.{rest}", f"{rest}[eE]{rest}.{rest}")
        begins = " OR ".join(self.matches(text, f"{beginning}[eE]{rest}") for beginning in ("[1-9]", f"[1-9].[0-9]{rest}"))
        exponent = " OR ".join(self.matches(text, f"{rest}[0-9][eE]{end}") for end in ends)
        tests = [f"({begins})", f"({exponent})", *(f"NOT {self.matches(text, one)}" for one in (*excluded, f"{rest}+{rest}[eE]{rest}"))]
        return f"({' AND '.join(tests)})"

    def tidied_cells(self, each: str, columns: Sequence[str], condition: str, value_kind: str) -> tuple[str, str]:
        """See `Statements.tidied_cells`.

        REPLACE replaces one character. Nested once for each of them, it would be too deep for SQLite's parser, which stops at some 25
        levels. So this query goes on from its own result: it replaces one character after the other, only in cells that have any.
        """
        position, character, *names = map(self.identifier, ("position", "character", *columns[:6]))
        *others, typed, text = names
        signs = [sign for sign in SPACES + INVISIBLE if sign != "\0"]
        rows = [f"({place}, {self.character(ord(sign))})" for place, sign in enumerate(signs, 1)]
        replacement = (
            f"CASE WHEN p.{position} <= {len(SPACES)} THEN {self.text(' ')}"
            f" WHEN t.{self.identifier('kind')} = {self.text(value_kind)} THEN p.{character} ELSE {self.text('')} END"
        )
        replaced = self.long_text(f"REPLACE(t.{text}, p.{character}, {replacement})")
        kept = ", ".join(f"t.{name}" for name in (*others, typed))
        first = f"CASE WHEN {self.has_characters(f't.{typed}', SPACES + INVISIBLE)} THEN 0 ELSE {len(signs)} END"
        before = (
            f"WITH characters ({position}, {character}) AS (\n"
            f"  -- White space that becomes a space, up to {len(SPACES)}, and invisible characters.\n"
            f"  {self.values((position, character), rows)}\n"
            f"), tidied ({', '.join([position, *names])}) AS (\n"
            f"  SELECT\n    {first},\n    {kept}, {self.long_text(f't.{typed}')}\n  FROM (\n    {each}\n  ) AS t\n  WHERE {condition}\n"
            "  UNION ALL\n  -- One character after the other.\n"
            f"  SELECT\n    p.{position},\n    {kept}, {replaced}\n"
            f"  FROM tidied AS t\n  JOIN characters AS p ON p.{position} = t.{position} + 1\n)\n"
        )
        listed = f"{kept}, {self.trimmed(f't.{text}')} AS {text}"
        return before, f"SELECT {listed}\n  FROM tidied AS t\n  WHERE t.{position} = {len(signs)}"

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


def in_lines(rows: Sequence[str]) -> str:
    """Return rows of VALUES, some in each line."""
    lines = [", ".join(rows[start : start + _ROWS_IN_A_LINE]) for start in range(0, len(rows), _ROWS_IN_A_LINE)]
    return ",\n    ".join(lines)
