"""Check the derivations: that their steps make sense, that nothing is missing, and that their examples are right."""

from collections.abc import Iterator

from cldspec.findings import Finding
from cldspec.model import Derivation, DerivationExample, Ranking, Specification
from cldspec.rules import expression as ex
from cldspec.rules.cells import fault_of
from cldspec.rules.types import DERIVATION_FUNCTIONS, kind_of, problems_of, unknown_names
from cldspec.spelling import suggest
from cldspec.steps.examples import differences, example_rows
from cldspec.steps.order import in_order, used_by, uses_itself
from cldspec.steps.parameters import ParameterError, given_value, ordered_parameters
from cldspec.steps.scope import ROW_NUMBER, SUBMISSION, parameter_scope, row_scope
from cldspec.steps.trace import scope_of, trace


def bad_derivation(specification: Specification) -> Iterator[Finding]:
    """The steps of a derivation name columns, values, tables and derivations that exist, and give the columns of its result."""
    known = specification.derivation_by_id
    for derivation in specification.derivations:
        at = derivation.origin.value("id")
        if derivation.from_ and derivation.from_ not in known:
            message = f"There is no derivation {derivation.from_}."
            yield Finding(derivation.origin.value("from"), "bad-derivation", message, suggest(derivation.from_, known))
        elif uses_itself(derivation, specification):
            fix = "Let it use only derivations that do not use it."
            yield Finding(at, "bad-derivation", f"{derivation.id} uses itself, directly or through others.", fix)
        elif all(name in known for name in used_by(derivation)) and not in_order(specification, [derivation.id]):
            continue  # one that it uses has a finding
        else:
            yield from trace(derivation.id, specification).findings
        for difference in derivation.differences:
            recorded = {discrepancy.id for discrepancy in specification.discrepancies}
            if difference.discrepancy and difference.discrepancy not in recorded:
                message = f"There is no discrepancy {difference.discrepancy}."
                position = difference.origin.value("discrepancy")
                yield Finding(position, "bad-derivation", message, suggest(difference.discrepancy, recorded))
        if derivation.id in specification.parameter_by_id:
            yield Finding(at, "bad-derivation", f"{derivation.id} is also the name of a parameter.", "Give one of them another name.")


def bad_parameter(specification: Specification) -> Iterator[Finding]:
    """The default of a parameter can be worked out, from a date in the return or from other parameters, and has its type."""
    view = parameter_scope(specification).view
    ordered = [parameter.id for parameter in ordered_parameters(specification)]
    for parameter in specification.parameters:
        if parameter.id in specification.item_by_id or parameter.id in {SUBMISSION, ROW_NUMBER}:
            message = f"{parameter.id} is also the name of a column of a return."
            yield Finding(parameter.origin.value("id"), "bad-parameter", message, "Give the parameter another name.")
        if parameter.item:
            item = specification.item_by_id.get(parameter.item)
            at = parameter.origin.value("item")
            if item is None:
                fix = suggest(parameter.item, specification.item_by_id)
                yield Finding(at, "bad-parameter", f"There is no data item {parameter.item}.", fix)
            elif item.type != "date" or parameter.type != "date":
                yield Finding(at, "bad-parameter", f"{parameter.item} gives no {parameter.type}.", "Name a date, and write type: date.")
        if parameter.default is None:
            continue
        try:
            tree = ex.parse_value(parameter.default)
        except ex.ExpressionError as error:
            yield Finding(parameter.origin.inside(("default",), error.at[0]), "bad-parameter", error.message, error.fix)
            continue
        mistakes = list(unknown_names(tree, view, DERIVATION_FUNCTIONS))
        for found in mistakes:
            message, fix = found.message.replace("data item", "parameter"), found.fix.replace("data item", "parameter")
            yield Finding(parameter.origin.inside(("default",), found.at[0]), "bad-parameter", message, fix)
        kind = kind_of(tree, view)
        if not mistakes and kind != {"date": "date", "integer": "number"}[parameter.type]:
            fix = 'Write a number, such as "28", or an expression of parameters, such as add_years(period_end, -1).'
            yield Finding(parameter.origin.value("default"), "bad-parameter", f"This default is not of type {parameter.type}.", fix)
        elif not mistakes and parameter.id not in ordered:
            message = f"The default of {parameter.id} depends on itself."
            yield Finding(parameter.origin.value("default"), "bad-parameter", message, "Write a default that does not.")


def column_without_definition(specification: Specification) -> Iterator[Finding]:
    """A column of a derivation has a title, a type and a definition, unless it is a data item or a column of the derivation in from."""
    for derivation in specification.derivations:
        defined = set(specification.item_by_id)
        if origin := specification.derivation_by_id.get(derivation.from_ or ""):
            defined |= {column.id for column in origin.columns}
        for column in derivation.columns:
            missing = [key for key in ("title", "type", "definition") if getattr(column, key) is None]
            if column.id not in defined and missing:
                at = column.origin.value("id")
                message = f"{column.id} has no {' and no '.join(missing)}."
                yield Finding(at, "column-without-definition", message, "Say what it is called, of which type it is, and what it means.")


def uncovered_value(specification: Specification) -> Iterator[Finding]:
    """A ranking or mapping has a row for each value that its columns can have, or says which values are left out."""
    for table in (*specification.rankings, *specification.mappings):
        allowed = _allowed_values(table, specification)
        for index, row in enumerate(table.rows):
            for name, value in row.items():
                known = (*table.columns, *getattr(table, "results", ()))
                if name not in known:
                    yield Finding(
                        table.origin.key("rows", index, name), "uncovered-value", f"{table.id} has no column {name}.", suggest(name, known)
                    )
                elif name in table.columns and value and allowed.get(name) and value not in allowed[name]:
                    fix = suggest(value, allowed[name])
                    yield Finding(table.origin.value("rows", index, name), "uncovered-value", f"{value} is not a value of {name}.", fix)
        everything = {value for values in allowed.values() for value in values}
        for index, value in enumerate(table.left_out):
            if everything and value not in everything:
                at = table.origin.value("left_out", index)
                yield Finding(at, "uncovered-value", f"{value} is not a value of {' or '.join(table.columns)}.", suggest(value, everything))
            elif any(value in row.values() for row in table.rows):
                at = table.origin.value("left_out", index)
                yield Finding(at, "uncovered-value", f"{value} is in a row, so it is not left out.", "Remove it here, or remove the row.")
        for name in table.columns:
            has_any = all(name not in row for row in table.rows) or (
                name != table.columns[0] and any(name not in row for row in table.rows)
            )
            named = {row.get(name) for row in table.rows}
            for value in allowed.get(name, ()):
                if value not in named and value not in table.left_out and not has_any:
                    at = table.origin.value("rows")
                    yield Finding(
                        at, "uncovered-value", f"{table.id} has no row for {name} = {value}.", "Add a row, or add it to left_out."
                    )


def _allowed_values(table: Ranking, specification: Specification) -> dict[str, tuple[str, ...]]:
    """Return the values that the columns of a table can have: those of the data item, or of the columns that steps give it."""
    found: dict[str, tuple[str, ...]] = {}
    for derivation in in_order(specification):
        traced = trace(derivation.id, specification)
        for step, scope in zip(derivation.steps, traced.scopes, strict=False):
            use = step.rank or step.map
            if use is None or use.by != table.id:
                continue
            for name in table.columns:
                column = scope.columns.get(use.using.get(name, name))
                if column and column.values:
                    found[name] = tuple(dict.fromkeys((*found.get(name, ()), *column.values)))
    for name in table.columns:
        if name not in found and (values := specification.values_of(name)):
            found[name] = values
    return found


def unused_derivation_part(specification: Specification) -> Iterator[Finding]:
    """A parameter, ranking, mapping or method is used by a derivation."""
    steps = [step for derivation in specification.derivations for step in derivation.steps]
    used = {use.by for step in steps if (use := step.rank or step.map)}
    texts = " ".join(str(derivation.steps) for derivation in specification.derivations)
    texts += " ".join(parameter.default or "" for parameter in specification.parameters)
    methods = {derivation.method for derivation in specification.derivations}
    for table in (*specification.rankings, *specification.mappings):
        if table.id not in used:
            yield Finding(table.origin.value("id"), "unused-derivation-part", f"No derivation uses {table.id}.", "Use it, or remove it.")
    for parameter in specification.parameters:
        if parameter.id not in texts:
            at = parameter.origin.value("id")
            yield Finding(at, "unused-derivation-part", f"No derivation uses {parameter.id}.", "Use it, or remove it.")
    for method in specification.methods:
        if method.id not in methods:
            yield Finding(method.origin.value("id"), "unused-derivation-part", f"No derivation follows {method.id}.", "Remove it.")
    for derivation in specification.derivations:
        known = {method.id for method in specification.methods}
        if derivation.method and derivation.method not in known:
            at = derivation.origin.value("method")
            yield Finding(at, "unused-derivation-part", f"There is no method {derivation.method}.", suggest(derivation.method, known))


def derivation_without_example(specification: Specification) -> Iterator[Finding]:
    """A derivation has examples: rows of a return, and what follows from them."""
    for derivation in specification.derivations:
        if not derivation.examples:
            at = derivation.origin.value("id")
            yield Finding(
                at, "derivation-without-example", f"{derivation.id} has no example.", "Add examples: rows given, and rows that follow."
            )


def false_derivation_example(specification: Specification) -> Iterator[Finding]:
    """The rows of an example of a derivation are those that its steps give."""
    calculations = (problem for calculation in specification.calculations for problem in problems_of(calculation, specification))
    if any(item.code_list and item.code_list not in specification.code_list_by_id for item in specification.items):
        return  # the check of references says so
    if any(next(findings, None) for findings in (bad_derivation(specification), bad_parameter(specification), calculations)):
        return
    for derivation in in_order(specification):
        for example in derivation.examples:
            mistakes = list(_bad_cells(derivation, example, specification))
            yield from mistakes
            if mistakes:
                continue
            for message in differences(derivation, example, specification):
                fix = "Correct the rows under gives, or the steps."
                yield Finding(example.origin.value("gives"), "false-derivation-example", message, fix)


def _bad_cells(derivation: Derivation, example: DerivationExample, specification: Specification) -> Iterator[Finding]:
    """Yield the cells of an example that no row can have, and columns that the result does not have."""
    check = "false-derivation-example"
    known = row_scope(specification).columns
    groups = [(("every_row",), example.every_row), *((("given", index), row) for index, row in enumerate(example.given))]
    for path, cells in groups:
        for name, value in cells.items():
            item = specification.item_by_id.get(name)
            fault = fault_of(item, value, specification) if item and value else None
            if name not in known:
                yield Finding(example.origin.key(*path, name), check, f"There is no data item {name}.", suggest(name, known))
            elif fault:
                yield Finding(example.origin.value(*path, name), check, f"{value} {fault[0]}.", fault[1])
            elif item is None and not value.isdecimal():
                yield Finding(example.origin.value(*path, name), check, f"{value} is not a whole number.", 'Write it like this: "1".')
    for name, value in example.parameters.items():
        parameter = specification.parameter_by_id.get(name)
        if parameter is None:
            fix = suggest(name, specification.parameter_by_id)
            yield Finding(example.origin.key("parameters", name), check, f"There is no parameter {name}.", fix)
            continue
        try:
            given_value(parameter, value)
        except ParameterError as error:
            yield Finding(example.origin.value("parameters", name), check, str(error), "See the type of the parameter.")
    columns = scope_of(derivation.id, specification).columns
    for index, row in enumerate(example.gives):
        for name in row:
            if name not in columns:
                yield Finding(example.origin.key("gives", index, name), check, f"There is no column {name}.", suggest(name, columns))
        if set(row) != set(example.gives[0]):
            fix = f"Give {', '.join(example.gives[0])}."
            yield Finding(example.origin.value("gives", index), check, "This row does not have the columns of the first one.", fix)
    if not example_rows(example):
        yield Finding(example.origin.value("given"), check, "The example has no rows.", "Give at least one row of a return.")


def unserved_requirement(specification: Specification) -> Iterator[Finding]:
    """If a specification has derivations, each requirement marked as computed is served by one, or the reason is given that none does."""
    known = {f"salt/{requirement.number}": requirement for requirement in specification.traceability.salt}
    topics = {f"annex-1/{topic.id}" for topic in specification.traceability.annex_1}
    served = {name for derivation in specification.derivations for name in derivation.serves}
    explained = {entry.requirement: entry for entry in specification.not_derived if entry.requirement}
    for derivation in specification.derivations:
        for index, name in enumerate(derivation.serves):
            if name not in known and name not in topics:
                at = derivation.origin.value("serves", index)
                yield Finding(at, "unserved-requirement", f"There is no requirement {name}.", suggest(name, {*known, *topics}))
    for name, entry in explained.items():
        at = entry.origin.value("requirement")
        if name not in known and name not in topics:
            yield Finding(at, "unserved-requirement", f"There is no requirement {name}.", suggest(name, {*known, *topics}))
        elif name in served:
            yield Finding(at, "unserved-requirement", f"A derivation serves {name}.", "Remove it here, or from serves.")
    for name, requirement in known.items() if specification.derivations else ():
        if requirement.computed and requirement.not_collected is None and name not in served and name not in explained:
            message = f"{requirement.requirement} is marked as computed, but no derivation serves it."
            fix = f"Add {name} to serves of a derivation, or to not_derived with the reason."
            yield Finding(requirement.origin.value("computed"), "unserved-requirement", message, fix)
