"""Everything that one database needs: its SQL, its scripts and its instructions. Each module of `databases` defines one."""

from abc import abstractmethod
from collections.abc import Sequence

from cldspec.model import DataItem, Format
from cldspec.rules.cells import FORMULA_ERROR, INVISIBLE, ROUNDED_NUMBER, SPACES, TYPED_DATE, character_ranges, number_pattern
from cldspec.rules.targets.sql.statements import Statements

CELL_PATTERN = '("[^"]*(?:""[^"]*)*"|[^,]*),'
"""A regular expression for a cell of a CSV file, in quotation marks or not, and the comma after it."""
RUN_IN_FULL = "The scripts are run in full, on good and bad returns, whenever they change. The findings are those of the Python reference."
"""What `Database.testing` says of a database that the tests run."""


class Database(Statements):
    """One database. A class that lacks one of the abstract members cannot be instantiated."""

    @property
    @abstractmethod
    def name(self) -> str:
        """The name of the folder of its scripts: lower-case letters only."""

    @property
    @abstractmethod
    def title(self) -> str:
        """The name of the product."""

    @property
    @abstractmethod
    def position(self) -> int:
        """The position in lists of databases."""

    # Instructions: Markdown, for the README of the scripts

    @abstractmethod
    def run_command(self, script: str, name: str) -> str:
        """Return the command that runs a script. `name` names the database, where it is a file."""

    def validate_command(self, name: str) -> str:
        """Return the command that runs validate.sql and shows the findings."""
        return self.run_command("validate.sql", name)

    @abstractmethod
    def load_instructions(self, file: str, staging: str, columns: Sequence[str], name: str) -> str:
        """Say how a CSV file is loaded into the staging table. `name` names the database, where it is a file."""

    def staging_script(self, file: str, staging: str, columns: Sequence[str]) -> str:
        """Return the script that loads a CSV file into the staging table; nothing where the database's client has a command for it.

        Each row of the file becomes one row, even an empty line, so that the rows have the numbers that a spreadsheet shows.
        """
        del file, staging, columns
        return ""

    @property
    @abstractmethod
    def requirements(self) -> str:
        """What is needed to run the scripts, such as the release of the product, and what else to know: paragraphs."""

    @property
    @abstractmethod
    def testing(self) -> str:
        """How the scripts are tested, and what is not tested: sentences on one line."""

    @property
    def findings_note(self) -> str:
        """What else to say of the findings that validate.sql shows: sentences on one line."""
        return ""

    @property
    def constraints_note(self) -> str:
        """What else to say of the constraints of the typed table: sentences on one line."""
        return ""


class RegexDatabase(Database):
    """A database that has regular expressions."""

    @abstractmethod
    def matches(self, text: str, pattern: str) -> str:
        """Return the condition that a whole text matches a regular expression, which runs from ^ to $ and is not SQL."""

    def finds(self, text: str, pattern: str) -> str:
        """Return the condition that a regular expression, which is not SQL, is found in a text."""
        return self.matches(text, pattern)

    @abstractmethod
    def to_date(self, text: str) -> str:
        """Return the date that a text dd/mm/yyyy stands for, where it is known to be a date."""

    def tidy(self, text: str) -> str:
        """Return a cell's text trimmed, with every white space character as a space; NULL if nothing is left."""
        spaces = " || ".join(f"chr({ord(space)})" for space in SPACES)
        return f"NULLIF(TRIM(TRANSLATE({text}, {spaces}, {self.text(' ' * len(SPACES))})), '')"

    @abstractmethod
    def range_of(self, first: int, last: int) -> str:
        """Return a range of characters, given by their codes, in a class of a regular expression."""

    def replace_all(self, text: str, pattern: str, replacement: str) -> str:
        """Return a text with a replacement for every match of a regular expression; neither of them is SQL."""
        return f"REGEXP_REPLACE({text}, {self.text(pattern)}, {self.text(replacement)}, 'g')"

    def class_of(self, characters: str) -> str:
        """Return the class of these characters in a regular expression."""
        return f"[{''.join(self.range_of(ord(first), ord(last)) for first, last in character_ranges(characters))}]"

    def has_characters(self, text: str, *characters: str) -> str:
        """See `Expressions.has_characters`."""
        return self.finds(text, "".join(map(self.class_of, characters)))

    def is_formula_error(self, text: str) -> str:
        """See `Expressions.is_formula_error`."""
        return self.finds(text, FORMULA_ERROR)

    def is_rounded_number(self, text: str) -> str:
        """See `Expressions.is_rounded_number`."""
        return self.finds(text, ROUNDED_NUMBER)

    def tidied_cells(self, each: str, columns: Sequence[str], condition: str, value_kind: str) -> tuple[str, str]:
        """See `Statements.tidied_cells`."""
        names = [self.identifier(column) for column in columns]
        typed, kind = f"t.{self.identifier('typed')}", f"t.{self.identifier('kind')}"
        bare = self.replace_all(typed, self.class_of(INVISIBLE), "")
        visible = f"CASE WHEN {kind} = {self.text(value_kind)} THEN {typed} ELSE {bare} END"
        text = f"TRIM({self.replace_all(visible, self.class_of(SPACES), ' ')})"
        listed = ", ".join(f"t.{name}" for name in names[:5])
        return "", f"SELECT\n    {listed},\n    {text} AS {names[5]}\n  FROM (\n    {each}\n  ) AS t\n  WHERE {condition}"

    def folded(self, text: str) -> str:
        """See `Expressions.folded`."""
        return f"LOWER({self.replace_all(text, ' +', ' ')})"

    def has_format(self, text: str, named: Format) -> str:
        """See `Expressions.has_format`."""
        return self.matches(text, named.pattern)

    def as_date(self, text: str) -> str:
        """See `Expressions.as_date`."""
        return f"CASE WHEN {self.matches(text, TYPED_DATE)} THEN {self.to_date(text)} END"

    def as_number(self, text: str, item: DataItem) -> str:
        """See `Expressions.as_number`."""
        return f"CASE WHEN {self.matches(text, number_pattern(item))} THEN CAST({text} AS {self.type_of(item)}) END"
