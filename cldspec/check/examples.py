"""Check the examples: of data items, calculations, rules, formats and sample data."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from string import digits

from cldspec.findings import Finding
from cldspec.model import Specification
from cldspec.origin import Position
from cldspec.rules.cells import CHECKED_DIGITS, CHECKED_PATTERN, PATTERN_ERRORS, fault_of, has_format, to_iso_date
from cldspec.rules.evaluate import NOT_APPLICABLE, calculate
from cldspec.rules.pattern import PatternError, shapes
from cldspec.rules.types import problems_of
from cldspec.solver.counting import first_of


def bad_example(specification: Specification) -> Iterator[Finding]:
    """The examples of data items, and the cells in calculations, rules and pathways, are values that their items can have."""
    for item in specification.items:
        for example in item.examples:
            fault = fault_of(item, example.value, specification) if example.value else None
            if fault:
                yield Finding(example.origin.value("value"), "bad-example", f"{example.value} {fault[0]}.", fault[1])
    for at, name, value in (*_example_cells(specification), *_sample_cells(specification)):
        known = specification.item_by_id.get(name)
        fault = fault_of(known, value, specification) if known and value else None
        if fault:
            yield Finding(at, "bad-example", f"{value} {fault[0]}.", fault[1])


def _example_cells(specification: Specification) -> Iterator[tuple[Position, str, str]]:
    """Yield the cells in the examples of calculations and rules: the position, the data item and the text of each."""
    for calculation in specification.calculations:
        for worked in calculation.examples:
            yield from ((worked.origin.value("given", name), name, value) for name, value in worked.given.items())
    for rule in specification.rules:
        for kind in ("conforms", "breaks"):
            for index, cells in enumerate(getattr(rule.examples, kind)):
                yield from ((rule.examples.origin.value(kind, index, name), name, value) for name, value in cells.items())


def _sample_cells(specification: Specification) -> Iterator[tuple[Position, str, str]]:
    """Yield the cells of the sample data in the same way; for an identifier, its first value."""
    sample = specification.sample
    for identifier in sample.identifiers:
        if identifier.item in specification.item_by_id:
            yield identifier.origin.value("form"), identifier.item, first_of(identifier, specification)
    for vocabulary in sample.vocabularies:
        for index, values in enumerate(vocabulary.values):
            for position, (name, value) in enumerate(zip(vocabulary.items, values, strict=False)):
                yield vocabulary.origin.value("values", index, position), name, value
    for step in (step for pathway in sample.pathways for step in pathway.steps):
        yield from ((step.origin.value("cells", name), name, value) for name, value in step.cells.items())
        for amount in step.amounts:
            yield from ((amount.origin.value("between", index), amount.item, value) for index, value in enumerate(amount.between))


def bad_pathway(specification: Specification) -> Iterator[Finding]:
    """Sample data have dates for date items, numbers for number items and texts for text items, and ranges with the smaller limit first."""
    sample = specification.sample
    dates = [(sample.origin.value(key), getattr(sample, key)) for key in ("counted_from", "starts", "ends")]
    steps = [step for pathway in sample.pathways for step in pathway.steps]
    dates += [(day.origin.value("item"), day.item) for step in steps for day in step.days]
    numbers = [(amount.origin.value("item"), amount.item) for step in steps for amount in step.amounts]
    texts = [(identifier.origin.value("item"), identifier.item) for identifier in sample.identifiers]
    texts += [(words.origin.value("items", index), name) for words in sample.vocabularies for index, name in enumerate(words.items)]
    for kind, types, named in (("date", {"date"}, dates), ("number", {"integer", "decimal"}, numbers), ("text", {"text"}, texts)):
        for at, name in named:
            item = specification.item_by_id.get(name or "")
            if item and item.type not in types:
                yield Finding(at, "bad-pathway", f"{name} is not a {kind} item.", f"Name a data item of type {' or '.join(sorted(types))}.")
    ranges = [(step.origin.value(key), getattr(step, key)) for step in steps for key in ("starts", "lasts", "ends")]
    ranges += [(day.origin.value("between"), day.between) for step in steps for day in step.days]
    ranges += [(amount.origin.value("between"), tuple(map(Decimal, amount.between))) for step in steps for amount in step.amounts]
    for at, bounds in ranges:
        if bounds and bounds[0] > bounds[1]:
            yield Finding(at, "bad-pathway", f"{bounds[0]} is more than {bounds[1]}.", "Write the smaller number first.")
    for step in steps:
        if step.lasts and step.ends:
            yield Finding(step.origin.key("ends"), "bad-pathway", "The step has both lasts and ends.", "Keep one of them.")
    for vocabulary in sample.vocabularies:
        for index, values in enumerate(vocabulary.values):
            if len(values) != len(vocabulary.items):
                message = f"The number of values is {len(values)}, but the number of items is {len(vocabulary.items)}."
                yield Finding(vocabulary.origin.value("values", index), "bad-pathway", message, "Write one value for each item.")


def wrong_result(specification: Specification) -> Iterator[Finding]:
    """The result of each example of a calculation is what the calculation gives."""
    for calculation in specification.calculations:
        if any(problems_of(calculation, specification)):
            continue  # the check bad-expression reports the calculation
        for worked in calculation.examples:
            row = _row(worked.given, specification)
            number = None if row is None else calculate(calculation, row, specification)
            calculated = f"{number:f}" if number is not None else NOT_APPLICABLE
            if row is not None and worked.result != calculated:
                at = worked.origin.value("result")
                yield Finding(
                    at,
                    "wrong-result",
                    f"The calculation gives {calculated} here, not {worked.result}.",
                    "Correct the example or the calculation.",
                )


def wrong_schedule(specification: Specification) -> Iterator[Finding]:
    """The week of a calculation's tool has a number or a blank for each day, and adds up to the number in the first example."""
    for calculation in specification.calculations:
        schedule = calculation.tool.schedule if calculation.tool else None
        if schedule is None:
            continue
        days = len(schedule.days)
        incomplete = [row for row in schedule.rows if len(row.units) != days]
        for row in incomplete:
            yield Finding(
                row.origin.key("units"),
                "wrong-schedule",
                f"The number of units is {len(row.units)}, but the number of days is {days}.",
                'Write a number for each day, and "" for a day without units.',
            )
        total = sum(Decimal(units) for row in schedule.rows for units in row.units if units)
        given = (_row(calculation.examples[0].given, specification) or {}).get(schedule.item)
        if not incomplete and isinstance(given, Decimal) and given != total:
            message = f"The week adds up to {total}, but {schedule.item} is {given} in the first example."
            yield Finding(schedule.origin.key("rows"), "wrong-schedule", message, "Correct the week or the example.")


def bad_format(specification: Specification) -> Iterator[Finding]:
    """A format has a pattern that all outputs can use, which accepts its examples of values and refuses its counterexamples."""
    for named in specification.formats:
        try:
            re.compile(named.pattern)
            shapes(named.pattern)
        except PATTERN_ERRORS as error:
            yield Finding(
                named.origin.value("pattern"), "bad-format", f"The pattern is not a valid regular expression: {error}.", "Correct it."
            )
            continue
        except PatternError as error:
            yield Finding(named.origin.value("pattern"), "bad-format", str(error), "Write the pattern differently.")
            continue
        for key, should_conform in (("conforms", True), ("breaks", False)):
            for index, value in enumerate(getattr(named, key)):
                if has_format(value, named) is not should_conform:
                    word = "is not in" if should_conform else "is in"
                    yield Finding(
                        named.origin.value(key, index),
                        "bad-format",
                        f"{value} {word} the format {named.id}.",
                        "Correct the value or the format.",
                    )


def unfit_check_digit(specification: Specification) -> Iterator[Finding]:
    """The pattern of a format with a check digit allows only texts that can have one."""
    for named in specification.formats:
        try:
            lengths = {len(shape) for shape in shapes(named.pattern)}
            signs = {sign for shape in shapes(named.pattern) for position in shape for sign in position.all}
        except PatternError:
            continue  # the check bad-format reports the pattern
        if named.check_digit is None or (lengths == {CHECKED_DIGITS} and signs <= set(digits)):
            continue
        others = sorted(signs - set(digits))
        which = f"texts with {others[0]!r}" if others else f"texts of {min(lengths - {CHECKED_DIGITS})} digits"
        yield Finding(
            named.origin.value("pattern"),
            "unfit-check-digit",
            f"The pattern allows {which}, but only a number of exactly {CHECKED_DIGITS} digits can have the check digit "
            f"{named.check_digit.replace('_', ' ')}.",
            f"Write {CHECKED_PATTERN}, or remove check_digit.",
        )


def _row(given: Mapping[str, str], specification: Specification) -> dict[str, str | Decimal | None] | None:
    """Return cells as typed in the template as a canonical row; None if one of them cannot be read."""
    row: dict[str, str | Decimal | None] = {}
    for name, value in given.items():
        item = specification.item_by_id.get(name)
        if item is None or (value and fault_of(item, value, specification)):
            return None
        if not value:
            continue
        number = item.type in {"integer", "decimal"}
        row[name] = Decimal(value) if number else to_iso_date(value) if item.type == "date" else value
    return row
