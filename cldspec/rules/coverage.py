"""Which rule each output holds, and why it does not hold the others: nothing is dropped in silence.

The answers come from the compilers themselves where they can refuse a rule, and the generators ask here, so that the
table, the outputs and their READMEs cannot disagree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from cldspec.model import Specification
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, Unique, needed_on_every_row, rules_of
from cldspec.rules.expression import Call, Condition, Truth, Unsupported, values_in
from cldspec.rules.targets import excel
from cldspec.rules.targets.json_schema import unless_broken
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.databases import all_databases

Reason = str | None
"""Why an output does not hold a rule, or not all of it; None where it does."""


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of output that rules are compiled to."""

    id: str
    title: str
    reason: Callable[[Rule, Specification], Reason]


@lru_cache(maxsize=64)
def not_held(specification: Specification, target: str) -> tuple[tuple[Rule, str], ...]:
    """Return the rules that a target does not hold in full, each with the reason."""
    ask = next(one.reason for one in all_targets() if one.id == target)
    return tuple((rule, reason) for rule in rules_of(specification) if (reason := ask(rule, specification)))


def is_in_part(reason: Reason) -> bool:
    """Say whether a reason is that of an output that holds a rule, but for something."""
    return reason is not None and reason.startswith("all but")


def constraint_reason(rule: Rule, database: Database) -> Reason:
    """Return why the typed table of a database does not refuse a row that breaks a rule; None where it does."""
    if not database.has_constraints:
        return "its tables take no constraints"
    if rule.severity != "error":
        return f"a broken rule of severity {rule.severity} keeps no row out"
    match rule.test:
        case Row(when=when, expect=expect):
            return "today changes from day to day" if "today" in _functions(when) | _functions(expect) else None
        case Unique(when=when):
            return None if when == Truth(True) else "a key is for all rows"
        case Same():
            return "rules about many rows are for the validation script"
        case Readable() | Spelling():
            return None


def _validate(rule: Rule, specification: Specification) -> Reason:
    """The validation scripts hold every rule; a test holds them to it."""
    del rule, specification
    return None


def _json_schema(rule: Rule, specification: Specification) -> Reason:
    if rule.severity != "error":
        return f"a broken rule of severity {rule.severity} refuses no row"
    match rule.test:
        case Row() as test:
            try:
                unless_broken(test, specification)
            except Unsupported as reason:
                return f"{reason} is beyond it"
            return None
        case Readable(item=item_id):
            item = specification.item_by_id[item_id]
            named = specification.format_by_id.get(item.format or "")
            if named and named.check_digit:
                return "all but the check digit"
            return "all but the digits after the point, since readers take numbers in JSON for binary fractions" if item.scale else None
        case Unique() | Same() | Spelling():
            return "a schema looks at one row"


def _frictionless(rule: Rule, specification: Specification) -> Reason:
    if rule.severity != "error":
        return f"a broken rule of severity {rule.severity} refuses no row"
    match rule.test:
        case Row():
            needed = {f"{item}.required" for item in needed_on_every_row(specification)}
            return None if rule.id in needed else "a table schema looks at one cell"
        case Readable(item=item_id):
            item = specification.item_by_id[item_id]
            named = specification.format_by_id.get(item.format or "")
            if named and named.check_digit:
                return "all but the check digit"
            return "all but the digits after the point" if item.scale else None
        case Unique() | Same() | Spelling():
            return "a table schema looks at one cell"


def _excel(rule: Rule, specification: Specification) -> Reason:
    try:
        excel.broken_formula(rule, specification, excel.NAMED)
    except Unsupported as reason:
        return str(reason)
    return None


def _functions(condition: Condition) -> set[str]:
    return {value.name for value in values_in(condition) if isinstance(value, Call)}


def _constraints(database: Database) -> Callable[[Rule, Specification], Reason]:
    return lambda rule, _: constraint_reason(rule, database)


def all_targets() -> tuple[Target, ...]:
    """Return what rules are compiled to, in the order of the coverage table."""
    databases = all_databases()
    return (
        *(Target(one.name, f"{one.title}: validate.sql", _validate) for one in databases),
        *(Target(f"{one.name}-tables", f"{one.title}: tables.sql", _constraints(one)) for one in databases),
        Target("json-schema", "JSON Schema", _json_schema),
        Target("frictionless", "Data package", _frictionless),
        Target("excel", "Excel formulas", _excel),
        Target("english", "Plain English", _validate),
    )
