"""Examples are what they claim to be."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from cldspec.findings import Finding
from cldspec.model import Specification
from cldspec.origin import Position
from cldspec.rules.cells import PATTERN_ERRORS, fault_of, has_format, to_iso_date
from cldspec.rules.evaluate import NOT_APPLICABLE, calculate
from cldspec.rules.pattern import PatternError, shapes
from cldspec.rules.types import problems_of
from cldspec.solver.counting import first_of


def bad_example(specification: Specification) -> Iterator[Finding]:
    """An example of a data item is a value that the item can have, and so are the cells of a calculation, a rule or a pathway."""
    for item in specification.items:
        for example in item.examples:
            fault = fault_of(item, example.value, specification) if example.value else None
            if fault:
                yield Finding(example.origin.value("value"), "bad-example", f"{example.value} is not {fault[0]}.", fault[1])
    for at, name, value in (*_cells(specification), *_made_up(specification)):
        given = specification.item_by_id.get(name)
        fault = fault_of(given, value, specification) if given and value else None
        if fault:
            yield Finding(at, "bad-example", f"{value} is not {fault[0]}.", fault[1])


def _cells(specification: Specification) -> Iterator[tuple[Position, str, str]]:
    """Yield every cell of the examples of calculations and rules: its place, its data item, its text."""
    for calculation in specification.calculations:
        for worked in calculation.examples:
            yield from ((worked.origin.value("given", name), name, value) for name, value in worked.given.items())
    for rule in specification.rules:
        for kind in ("conforms", "breaks"):
            for index, cells in enumerate(getattr(rule.examples, kind)):
                yield from ((rule.examples.origin.value(kind, index, name), name, value) for name, value in cells.items())


def _made_up(specification: Specification) -> Iterator[tuple[Position, str, str]]:
    """Yield every cell of the sample data likewise; of an identifier the first text that it can be."""
    sample = specification.sample
    for one in sample.identifiers:
        if one.item in specification.item_by_id:
            yield one.origin.value("form"), one.item, first_of(one, specification)
    for vocabulary in sample.vocabularies:
        for index, values in enumerate(vocabulary.values):
            for place, (name, value) in enumerate(zip(vocabulary.items, values, strict=False)):
                yield vocabulary.origin.value("values", index, place), name, value
    for step in (step for pathway in sample.pathways for step in pathway.steps):
        yield from ((step.origin.value("cells", name), name, value) for name, value in step.cells.items())
        for amount in step.amounts:
            yield from ((amount.origin.value("between", index), amount.item, value) for index, value in enumerate(amount.between))


def bad_pathway(specification: Specification) -> Iterator[Finding]:
    """Sample data give dates to dates, numbers to numbers and texts to texts, the less before the more, and values for all items."""
    sample = specification.sample
    dates = [(sample.origin.value(key), getattr(sample, key)) for key in ("counted_from", "starts", "ends")]
    steps = [step for pathway in sample.pathways for step in pathway.steps]
    dates += [(one.origin.value("item"), one.item) for step in steps for one in step.days]
    numbers = [(one.origin.value("item"), one.item) for step in steps for one in step.amounts]
    texts = [(one.origin.value("item"), one.item) for one in sample.identifiers]
    texts += [(one.origin.value("items", index), name) for one in sample.vocabularies for index, name in enumerate(one.items)]
    for kind, types, places in (("date", {"date"}, dates), ("number", {"integer", "decimal"}, numbers), ("text", {"text"}, texts)):
        for at, name in places:
            item = specification.item_by_id.get(name or "")
            if item and item.type not in types:
                yield Finding(at, "bad-pathway", f"{name} is no {kind}.", f"Name a data item that is a {kind}.")
    ranges = [(step.origin.value(key), getattr(step, key)) for step in steps for key in ("starts", "lasts", "ends")]
    ranges += [(one.origin.value("between"), one.between) for step in steps for one in step.days]
    ranges += [(one.origin.value("between"), tuple(map(Decimal, one.between))) for step in steps for one in step.amounts]
    for at, bounds in ranges:
        if bounds and bounds[0] > bounds[1]:
            yield Finding(at, "bad-pathway", f"{bounds[0]} is more than {bounds[1]}.", "Write the least first.")
    for step in steps:
        if step.lasts and step.ends:
            yield Finding(step.origin.key("ends"), "bad-pathway", "The step has lasts and ends.", "Write one of them.")
    for vocabulary in sample.vocabularies:
        for index, values in enumerate(vocabulary.values):
            if len(values) != len(vocabulary.items):
                message = f"There are {len(values)} values for {len(vocabulary.items)} items."
                yield Finding(vocabulary.origin.value("values", index), "bad-pathway", message, "Write one for each item.")


def wrong_result(specification: Specification) -> Iterator[Finding]:
    """The result of a calculation's example is what the calculation gives for it."""
    for calculation in specification.calculations:
        if any(problems_of(calculation, specification)):
            continue  # bad-expression says what is wrong with the calculation
        for worked in calculation.examples:
            row = _row(worked.given, specification)
            number = None if row is None else calculate(calculation, row, specification)
            given = f"{number:f}" if number is not None else NOT_APPLICABLE
            if row is not None and worked.result != given:
                at = worked.origin.value("result")
                yield Finding(at, "wrong-result", f"The calculation gives {given} here, not {worked.result}.", "Correct one of the two.")


def wrong_schedule(specification: Specification) -> Iterator[Finding]:
    """The week of a calculation's tool has a number or a blank for each day, and adds up to what the first example is given."""
    for calculation in specification.calculations:
        schedule = calculation.tool.schedule if calculation.tool else None
        if schedule is None:
            continue
        days = len(schedule.days)
        wrong = [row for row in schedule.rows if len(row.units) != days]
        for row in wrong:
            yield Finding(
                row.origin.key("units"),
                "wrong-schedule",
                f"There are {len(row.units)} units for {days} days.",
                'Write "" for a day without.',
            )
        total = sum(Decimal(units) for row in schedule.rows for units in row.units if units)
        given = (_row(calculation.examples[0].given, specification) or {}).get(schedule.item)
        if not wrong and isinstance(given, Decimal) and given != total:
            message = f"The week adds up to {total}, but the first example is given {given} as {schedule.item}."
            yield Finding(schedule.origin.key("rows"), "wrong-schedule", message, "Correct one of the two.")


def bad_format(specification: Specification) -> Iterator[Finding]:
    """A format's pattern is of the kind that all outputs can hold; values that it says conform do, those that it says break it do not."""
    for named in specification.formats:
        try:
            re.compile(named.pattern)
            shapes(named.pattern)
        except PATTERN_ERRORS as error:
            yield Finding(named.origin.value("pattern"), "bad-format", f"The pattern is not a regular expression: {error}.", "Mend it.")
            continue
        except PatternError as error:
            yield Finding(named.origin.value("pattern"), "bad-format", str(error), "Write the pattern with these only.")
            continue
        for key, wanted in (("conforms", True), ("breaks", False)):
            for index, value in enumerate(getattr(named, key)):
                if has_format(value, named) is not wanted:
                    word = "does not have" if wanted else "has"
                    yield Finding(
                        named.origin.value(key, index),
                        "bad-format",
                        f"{value} {word} the format {named.id}.",
                        "Change the value, or the format.",
                    )


def _row(given: Mapping[str, str], specification: Specification) -> dict[str, str | Decimal | None] | None:
    """Return cells as typed in the template as a canonical row; None where one of them is wrong."""
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
