"""Which rules each target can express, and why it cannot express the others. No rule is left out without a reason.

Where a compiler can refuse a rule, the answer comes from the compiler. The generators ask here too, so that the coverage table,
the outputs and their READMEs cannot disagree.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from cldspec.model import Specification
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, Unique, required_on_all_rows, rules_of
from cldspec.rules.cells import Remark
from cldspec.rules.expression import Call, Condition, Truth, UnsupportedError, values_in
from cldspec.rules.targets import excel
from cldspec.rules.targets.json_schema import unless_broken
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.databases import all_databases

_PARTLY = "everything except "
"""How the reasons begin that are about a part of a rule."""

Reason = str | None
"""Why a target cannot express a rule, or not all of it; None if it expresses the whole rule."""


REMARKS: Mapping[Remark, str] = {
    Remark.ERROR: "the error of a formula",
    Remark.ROUNDED: "an identifier that a spreadsheet has rounded",
    Remark.NO_VALUE: "a word for nothing",
    Remark.LOST: "damaged characters",
    Remark.CHARACTERS: "invisible characters",
    Remark.LOOK_ALIKES: "letters, digits or signs that look like others",
    Remark.FILLER: "a filler",
    Remark.SPACES: "white space around a value",
    Remark.UNLIKE: "a text that is unlike its examples",
}
"""What each remark about a cell is about, after the words "a cell with"."""
_ACCEPTED = "accepted: schemas are for errors"
_JSON_CELLS: Mapping[Remark, str] = {
    Remark.NO_VALUE: "accepted, as schemas are for errors; refused in identifiers, where it is an error",
    Remark.LOOK_ALIKES: _ACCEPTED,
    Remark.FILLER: _ACCEPTED,
    Remark.SPACES: "refused around a value that has a list, a type or a format, which JSON compares to the letter; accepted in other texts",
    Remark.UNLIKE: _ACCEPTED,
}
_FRICTIONLESS_CELLS: Mapping[Remark, str] = {
    remark: "refused around the values of a list and of a format; accepted in other texts"
    if remark is Remark.SPACES
    else "accepted in texts: a table schema knows only blanks, types and lists"
    for remark in Remark
    if remark is not Remark.FILLER
} | {Remark.FILLER: _ACCEPTED}
_EXCEL_CELLS: Mapping[Remark, str] = {
    Remark.CHARACTERS: "reported, but not removed: to other rules, they are part of the text",
    Remark.SPACES: "reported, but other white space than spaces is not removed: to other rules, such a value is not known",
} | dict.fromkeys((Remark.LOOK_ALIKES, Remark.FILLER, Remark.UNLIKE), "accepted: the workbook does not look for them")


@dataclass(frozen=True, slots=True)
class Target:
    """Something that rules are compiled to.

    `reason` says why it cannot express a rule. `cells` says what it does about cells that `cldspec validate` reports, where it does
    not report them as well.
    """

    id: str
    title: str
    reason: Callable[[Rule, Specification], Reason]
    cells: Mapping[Remark, str] = field(default_factory=dict)


@lru_cache(maxsize=64)
def left_out_rules(specification: Specification, target: str) -> tuple[tuple[Rule, str], ...]:
    """Return the rules that a target leaves out, wholly or in part, each with the reason. `target` is the identifier of a target."""
    reason_for = next(known.reason for known in all_targets() if known.id == target)
    return tuple((rule, reason) for rule in rules_of(specification) if (reason := reason_for(rule, specification)))


def is_in_part(reason: Reason) -> bool:
    """Say whether a reason is about a part of a rule, so that the target expresses the rest."""
    return reason is not None and reason.startswith(_PARTLY)


def constraint_reason(rule: Rule, database: Database) -> Reason:
    """Return why the constraints of a database's tables cannot refuse the rows that break a rule; None if they can."""
    if not database.has_constraints:
        return "its tables have no constraints"
    if rule.severity != "error":
        return f"constraints are for errors, and this is {_severity(rule)}"
    match rule.test:
        case Row(when=when, expect=expect):
            return "a constraint cannot depend on today's date" if "today" in _functions(when) | _functions(expect) else None
        case Unique(when=when):
            return None if when == Truth(True) else "a unique key cannot be for only some of the rows"
        case Same():
            return "a constraint cannot compare several rows"
        case Readable() | Spelling():
            return None


def _no_reason(rule: Rule, specification: Specification) -> Reason:
    """Return no reason: validation scripts, JavaScript and English express all rules. Tests check that they do."""
    del rule, specification
    return None


def _json_schema(rule: Rule, specification: Specification) -> Reason:
    if rule.severity != "error":
        return f"schemas are for errors, and this is {_severity(rule)}"
    match rule.test:
        case Row() as test:
            try:
                unless_broken(test, specification)
            except UnsupportedError as reason:
                return f"a schema cannot express {reason}"
            return None
        case Readable(item=item_id):
            item = specification.item_by_id[item_id]
            named = specification.format_by_id.get(item.format or "")
            if named and named.check_digit:
                return f"{_PARTLY}the check digit"
            if item.scale:
                return f"{_PARTLY}the number of decimal places, because numbers in JSON are often read as binary fractions"
            return None
        case Unique() | Same() | Spelling():
            return "a schema checks one row at a time"


def _frictionless(rule: Rule, specification: Specification) -> Reason:
    if rule.severity != "error":
        return f"schemas are for errors, and this is {_severity(rule)}"
    match rule.test:
        case Row():
            needed = {f"{item}.required" for item in required_on_all_rows(specification)}
            return None if rule.id in needed else "a table schema checks one cell at a time"
        case Readable(item=item_id):
            item = specification.item_by_id[item_id]
            named = specification.format_by_id.get(item.format or "")
            if named and named.check_digit:
                return f"{_PARTLY}the check digit"
            return f"{_PARTLY}the number of decimal places" if item.scale else None
        case Unique() | Same() | Spelling():
            return "a table schema checks one cell at a time"


def _excel(rule: Rule, specification: Specification) -> Reason:
    try:
        excel.broken_formula(rule, specification, excel.NAMED_SHEET)
    except UnsupportedError as reason:
        return f"a formula cannot express {reason}"
    return None


def _severity(rule: Rule) -> str:
    """Return the severity of a rule as the end of a sentence."""
    return "information" if rule.severity == "information" else f"a {rule.severity}"


def _functions(condition: Condition) -> set[str]:
    return {value.name for value in values_in(condition) if isinstance(value, Call)}


def _constraints(database: Database) -> Callable[[Rule, Specification], Reason]:
    return lambda rule, _: constraint_reason(rule, database)


def all_targets() -> tuple[Target, ...]:
    """Return the targets of rules, in the order of the coverage table."""
    databases = all_databases()
    return (
        *(Target(database.name, f"{database.title}: validate.sql", _no_reason) for database in databases),
        *(Target(f"{database.name}-tables", f"{database.title}: tables.sql", _constraints(database)) for database in databases),
        Target("json-schema", "JSON Schema", _json_schema, _JSON_CELLS),
        Target("frictionless", "Data package", _frictionless, _FRICTIONLESS_CELLS),
        Target("excel", "Excel formulas", _excel, _EXCEL_CELLS),
        Target("javascript", "JavaScript: the page that checks a return", _no_reason),
        Target("english", "Plain English", _no_reason),
    )
