"""Check references: every part that is referred to exists, and every part is used."""

from collections.abc import Collection, Iterator

from cldspec.check.walk import conditions, objects_in, subjects
from cldspec.findings import Finding
from cldspec.model import Specification
from cldspec.model.base import cited_request
from cldspec.origin import Origin, Position
from cldspec.rules.expression import ExpressionError, parse, tables_of
from cldspec.spelling import suggest


def unknown_source(specification: Specification) -> Iterator[Finding]:
    """Each source is a document and a place in sources.yaml, or a change request beside the version."""
    places = specification.place_by_reference
    for part in objects_in(specification):
        for index, reference in enumerate(getattr(part, "sources", ())):
            if reference not in places and not cited_request(reference):
                yield _unknown(part.origin.value("sources", index), "unknown-source", "place", reference, places)


def unused_source(specification: Specification) -> Iterator[Finding]:
    """Each place in sources.yaml is used as a source."""
    cited = {reference for part in objects_in(specification) for reference in getattr(part, "sources", ())}
    for reference, (_, place) in specification.place_by_reference.items():
        if reference not in cited:
            yield Finding(
                place.origin.value("id"),
                "unused-source",
                f"No part of the specification has {reference} as a source.",
                "Add it to the sources of a part, or remove the place.",
            )


def unknown_item(specification: Specification) -> Iterator[Finding]:
    """The data items exist that tables, calculations, rules, sections, scope entries, pathways and traceability.yaml refer to."""
    known = specification.item_by_id
    for part in objects_in(specification):
        for key in ("items", "keys", "unique"):
            names = getattr(part, key, ())
            for index, name in enumerate(names if isinstance(names, tuple) else ()):
                if isinstance(name, str) and name not in known:
                    yield _unknown(part.origin.value(key, index), "unknown-item", "data item", name, known)
    for number, names in enumerate(specification.record.known_by):
        for index, name in enumerate(names):
            if name not in known:
                at = specification.record.origin.value("known_by", number, index)
                yield _unknown(at, "unknown-item", "data item", name, known)
    for at, name in _items_of_samples(specification):
        if name not in known:
            yield _unknown(at, "unknown-item", "data item", name, known)
    for calculation in specification.calculations:
        if calculation.multipliers and calculation.multipliers.item not in known:
            multipliers = calculation.multipliers
            yield _unknown(multipliers.origin.value("item"), "unknown-item", "data item", multipliers.item, known)
        schedule = calculation.tool.schedule if calculation.tool else None
        if schedule and schedule.item not in known:
            yield _unknown(schedule.origin.value("item"), "unknown-item", "data item", schedule.item, known)
        for example in calculation.examples:
            for name in example.given:
                if name not in known:
                    yield _unknown(example.origin.key("given", name), "unknown-item", "data item", name, known)
    for rule in specification.rules:
        for kind in ("conforms", "breaks"):
            for index, cells in enumerate(getattr(rule.examples, kind)):
                for name in cells:
                    if name not in known:
                        yield _unknown(rule.examples.origin.key(kind, index, name), "unknown-item", "data item", name, known)
        if rule.same_on_every_row_of not in {None, *known}:
            at = rule.origin.value("same_on_every_row_of")
            yield _unknown(at, "unknown-item", "data item", str(rule.same_on_every_row_of), known)
    for section in specification.sections:
        groups = {*known, specification.collection.id}
        if section.same_on_every_row_of not in {None, *groups}:
            at = section.origin.value("same_on_every_row_of")
            yield _unknown(at, "unknown-item", "data item", str(section.same_on_every_row_of), groups)


def _items_of_samples(specification: Specification) -> Iterator[tuple[Position, str]]:
    """Yield the data items that the sample data name, with their positions."""
    sample = specification.sample
    for key in ("group", "counted_from", "starts", "ends"):
        name = getattr(sample, key)
        if name is not None:
            yield sample.origin.value(key), name
    for step in (step for pathway in sample.pathways for step in pathway.steps):
        yield from ((step.origin.key("cells", name), name) for name in step.cells)
        yield from ((day.origin.value("item"), day.item) for day in step.days)
        yield from ((amount.origin.value("item"), amount.item) for amount in step.amounts)
    yield from ((identifier.origin.value("item"), identifier.item) for identifier in sample.identifiers)


def unknown_section(specification: Specification) -> Iterator[Finding]:
    """Each file in items/ belongs to a section, and each section has a file."""
    known = specification.section_by_id
    used = {item.section for item in specification.items}
    for name in sorted(used - set(known)):
        item = next(item for item in specification.items if item.section == name)
        yield _unknown(Origin(item.origin.document).value("section"), "unknown-section", "section", name, known)
    for section in specification.sections:
        if section.id not in used:
            yield Finding(
                section.origin.value("id"),
                "unknown-section",
                f"The section {section.id} has no data items.",
                f"Add items/{section.id}.yaml, or remove the section.",
            )


def unknown_code_list(specification: Specification) -> Iterator[Finding]:
    """The code list of a data item exists."""
    known = specification.code_list_by_id
    for item in specification.items:
        if item.code_list is not None and item.code_list not in known:
            yield _unknown(item.origin.value("code_list"), "unknown-code-list", "code list", item.code_list, known)


def unused_code_list(specification: Specification) -> Iterator[Finding]:
    """Each code list is used by a data item."""
    used = {item.code_list for item in specification.items}
    for code_list in specification.code_lists:
        if code_list.id not in used:
            yield Finding(
                code_list.origin.value("id"),
                "unused-code-list",
                f"No data item uses the code list {code_list.id}.",
                "Use it as the code_list of an item, or remove the file.",
            )


def unknown_format(specification: Specification) -> Iterator[Finding]:
    """The format of a data item is in specification.yaml, and each format there is used by a data item."""
    known = specification.format_by_id
    for item in specification.items:
        if item.format is not None and item.format not in known:
            yield _unknown(item.origin.value("format"), "unknown-format", "format", item.format, known)
    used = {item.format for item in specification.items}
    for named in specification.formats:
        if named.id not in used:
            yield Finding(
                named.origin.value("id"),
                "unknown-format",
                f"No data item has the format {named.id}.",
                "Use it as the format of an item, or remove it.",
            )


def unused_table(specification: Specification) -> Iterator[Finding]:
    """Each table is used by a condition, or has a note that explains it."""
    used = {table for text in conditions(specification) for table in _tables(text)}
    for table in specification.tables:
        if table.id not in used and not table.notes:
            yield Finding(
                table.origin.value("id"),
                "unused-table",
                f"No condition uses in_table('{table.id}'), and the table has no note that says what it is for.",
                "Use it in a condition, add notes, or remove the file.",
            )


def unknown_subject(specification: Specification) -> Iterator[Finding]:
    """The parts that a discrepancy concerns exist."""
    known = subjects(specification)
    for discrepancy in specification.discrepancies:
        for index, name in enumerate(discrepancy.concerns):
            if name not in known:
                yield _unknown(discrepancy.origin.value("concerns", index), "unknown-subject", "part of the specification", name, known)


def _tables(text: str) -> set[str]:
    try:
        return tables_of(parse(text))
    except ExpressionError:
        return set()  # the check bad-expression reports it


def _unknown(at: Position, check: str, kind: str, name: str, known: Collection[str]) -> Finding:
    return Finding(at, check, f"There is no {kind} {name}.", suggest(name, known))
