"""The examples of derivations: rows of a return, and the rows that follow from them, all as typed in the template."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from cldspec.model import Cells, Derivation, DerivationExample, Specification
from cldspec.rules.cells import to_typed_date
from cldspec.rules.evaluate import Known
from cldspec.steps.reference import derived
from cldspec.steps.scope import Column, Scope
from cldspec.steps.trace import scope_of
from cldspec.wording import joined


def example_rows(example: DerivationExample) -> list[Cells]:
    """Return the rows of a return that an example gives."""
    return [{**example.every_row, **row} for row in example.given]


def differences(derivation: Derivation, example: DerivationExample, specification: Specification) -> Iterator[str]:
    """Yield in which rows an example differs from what the plain reference gives."""
    rows = derived(example_rows(example), specification, example.parameters, [derivation.id])[derivation.id]
    yield from differences_from(rows, derivation, example, specification)


def differences_from(
    rows: Sequence[Mapping[str, Known]], derivation: Derivation, example: DerivationExample, specification: Specification
) -> Iterator[str]:
    """Yield in which rows an example differs from the rows of a result."""
    scope = scope_of(derivation.id, specification)
    names = list(example.gives[0] if example.gives else derivation.key)
    given = Counter(tuple(as_typed(row[name], scope.columns[name]) for name in names) for row in rows)
    wanted = Counter(tuple(row.get(name, "") for name in names) for row in example.gives)
    for row in (wanted - given).elements():
        yield f"The steps do not give the row {_in_words(row, names)}."
    for row in (given - wanted).elements():
        yield f"The steps give the row {_in_words(row, names)}, which is not here."
    keys = Counter(tuple(row[name] for name in derivation.key) for row in rows)
    for key, number in keys.items():
        if number > 1:
            words = _in_words(
                tuple(as_typed(value, scope.columns[name]) for name, value in zip(derivation.key, key, strict=True)), derivation.key
            )
            yield f"The steps give {number} rows with the key {words}."


def as_typed(value: Known, column: Column) -> str:
    """Return a value as typed in the template."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.quantize(Decimal(1).scaleb(-(column.scale or 0))):f}"
    return to_typed_date(value) if column.type == "date" else value


def as_rows(rows: Sequence[Mapping[str, Known]], scope: Scope) -> list[tuple[str, ...]]:
    """Return the rows of a result as typed in the template, sorted."""
    return sorted(tuple(as_typed(row[name], column) for name, column in scope.columns.items()) for row in rows)


def _in_words(row: Sequence[str], names: Sequence[str]) -> str:
    return joined([f"{name} {value or 'blank'}" for name, value in zip(names, row, strict=True)])
