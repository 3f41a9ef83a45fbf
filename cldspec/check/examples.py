"""Examples are what they claim to be."""

import re
from collections.abc import Iterator

from cldspec.findings import Finding
from cldspec.model import Specification
from cldspec.rules.cells import fault_of, has_format


def bad_example(specification: Specification) -> Iterator[Finding]:
    """An example of a data item is a value that the item can have."""
    for item in specification.items:
        for example in item.examples:
            fault = fault_of(item, example.value, specification) if example.value else None
            if fault:
                yield Finding(example.origin.value("value"), "bad-example", f"{example.value} is not {fault[0]}.", fault[1])
    for calculation in specification.calculations:
        for worked in calculation.examples:
            for name, value in worked.given.items():
                given = specification.item_by_id.get(name)
                fault = fault_of(given, value, specification) if given else None
                if fault:
                    yield Finding(worked.origin.value("given", name), "bad-example", f"{value} is not {fault[0]}.", fault[1])


def bad_format(specification: Specification) -> Iterator[Finding]:
    """The values that a format says conform do, and those that it says break it do not."""
    for named in specification.formats:
        try:
            re.compile(named.pattern)
        except re.error as error:
            yield Finding(named.origin.value("pattern"), "bad-format", f"The pattern is not a regular expression: {error.msg}.", "Mend it.")
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
