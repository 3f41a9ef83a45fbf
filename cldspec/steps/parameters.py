"""The values of parameters: given ones, and defaults from the newest submission."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from cldspec.model import Parameter, Specification
from cldspec.rules import expression as ex
from cldspec.rules.cells import to_iso_date
from cldspec.rules.evaluate import Known, evaluated
from cldspec.steps.scope import parameter_scope

Edges = Mapping[str, tuple[str | None, str | None]]
"""For each data item that a default comes from, its earliest and its latest date in the newest submission, yyyy-mm-dd."""


class ParameterError(Exception):
    """Raised where a parameter does not exist, or cannot have a value."""


def items_of_defaults(specification: Specification) -> tuple[str, ...]:
    """Return the data items that defaults come from."""
    return tuple(dict.fromkeys(parameter.item for parameter in specification.parameters if parameter.item))


def parameter_values(specification: Specification, edges: Edges, given: Mapping[str, str]) -> dict[str, Known]:
    """Return the value of each parameter: a date yyyy-mm-dd, a number, or None for a date that the return does not have.

    `given` are values in place of defaults: dates dd/mm/yyyy or yyyy-mm-dd, and whole numbers. Raises ParameterError.
    """
    known = specification.parameter_by_id
    for name in given:
        if name not in known:
            raise ParameterError(f"There is no parameter {name}. The parameters are {', '.join(known)}.")
    values: dict[str, Known] = {name: given_value(known[name], text) for name, text in given.items()}
    for parameter in specification.parameters:
        if parameter.item and parameter.id not in values:
            values[parameter.id] = edges.get(parameter.item, (None, None))[parameter.take == "latest"]
    view = parameter_scope(specification).view
    for parameter in ordered_parameters(specification):
        if parameter.default is not None and parameter.id not in values:
            tree = default_of(parameter)
            values[parameter.id] = evaluated(tree, values, view)
    return values


def given_value(parameter: Parameter, text: str) -> Known:
    """Return the value of a parameter that is given as text. Raises ParameterError."""
    if parameter.type == "integer":
        try:
            return Decimal(int(text))
        except ValueError as error:
            raise ParameterError(f"{parameter.id} is {text}. Give a whole number, such as 28.") from error
    date = to_iso_date(text) or to_iso_date("/".join(reversed(text.split("-"))))
    if date is None:
        raise ParameterError(f"{parameter.id} is {text}. Give a date, such as 01/04/2023.")
    return date


def default_of(parameter: Parameter) -> ex.Value:
    """Return the default of a parameter that has an expression. A text that is a date stands for the date."""
    return ex.parse_value(parameter.default or "")


def ordered_parameters(specification: Specification) -> Iterable[Parameter]:
    """Return the parameters, each after those that its default names; those that name each other in a circle are left out."""
    known = specification.parameter_by_id
    done: dict[str, Parameter] = {}

    def visit(parameter: Parameter, above: tuple[str, ...]) -> None:
        if parameter.id in above or parameter.id in done:
            return
        needed = named_in(parameter) if parameter.default is not None else ()
        for name in needed:
            if name in known:
                visit(known[name], (*above, parameter.id))
        if all(name in done for name in needed):
            done[parameter.id] = parameter

    for parameter in specification.parameters:
        visit(parameter, ())
    return done.values()


def named_in(parameter: Parameter) -> tuple[str, ...]:
    """Return the names in the default of a parameter; none if it cannot be parsed, which a check reports."""
    try:
        return tuple(value.id for value in ex.values_in(default_of(parameter)) if isinstance(value, ex.Item))
    except ex.ExpressionError:
        return ()
