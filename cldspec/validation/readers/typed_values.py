"""List values in columns of booleans and numbers, which data frames and databases often make of columns of text."""

from cldspec.model import DataItem, Specification
from cldspec.rules.targets.sql.database import Database

_TRUE, _FALSE = frozenset({"yes", "y", "true", "t", "1"}), frozenset({"no", "n", "false", "f", "0"})
"""The texts that programs take for true and false, in lower case."""


def text_of_boolean(column: str, item: DataItem, specification: Specification, database: Database) -> str:
    """Return SQL for the text of a boolean: the list values of the item that mean yes and no, or else TRUE and FALSE."""
    values = specification.values_of(item.id) or ()
    yes, no = ([value for value in values if value.lower() in words] for words in (_TRUE, _FALSE))
    true, false = (yes[0], no[0]) if len(yes) == len(no) == 1 else ("TRUE", "FALSE")
    return f"CASE WHEN {column} THEN {database.text(true)} WHEN NOT {column} THEN {database.text(false)} END"


def with_leading_zeros(text: str, item: DataItem, specification: Specification, database: Database) -> str:
    """Return SQL for the text of a number, with the zeros at the beginning that the only list value of this number has."""
    values = specification.values_of(item.id) or ()
    without_zeros = {value: value.lstrip("0") or "0" for value in values if value.isdigit()}
    short = list(without_zeros.values())
    branches = [
        f"WHEN {database.text(number)} THEN {database.text(value)}"
        for value, number in without_zeros.items()
        if number != value and short.count(number) == 1
    ]
    return f"CASE {text} {' '.join(branches)} ELSE {text} END" if branches else text
