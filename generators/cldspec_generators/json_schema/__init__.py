"""JSON Schema, draft 2020-12: of one row, and of a whole return.

Keys are the identifiers of the data items; dates are written yyyy-mm-dd; a blank is null or an absent key. What stands
there is the canonical row: other spellings (`also_seen_as`) are not accepted.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from cldspec.model import ALWAYS, Artifact, CodeList, DataItem, Specification
from cldspec.rules.cells import to_iso_date
from cldspec.rules.english import english, requirement
from cldspec.rules.expression import All, parse, tables_of
from cldspec.rules.json_schema import Unsupported, where_false, where_true
from cldspec_generators.writing import filled_template, json_text

Schema = dict[str, Any]

ROW = "Row"
"""Name of the row's schema among the lists'; the capital keeps it apart from them."""
DRAFT = "https://json-schema.org/draft/2020-12/schema"
YEAR = "([0-9]{3}[1-9]|[0-9]{2}[1-9][0-9]|[0-9][1-9][0-9]{2}|[1-9][0-9]{3})"
CALENDAR_DATE = (
    rf"^({YEAR}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    r"|([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)-02-29)$"
)
"""A date that is in the calendar, leap years and all: most validators do not look at `format`. No engine of regular
expressions lacks what is used here."""
LINE_END = r"[\r\n]"
"""What no formatted text may hold: to some engines, $ stands before a line end too."""


def generate(specification: Specification) -> Iterator[Artifact]:
    """JSON Schema (draft 2020-12) of one event and of a whole return. For programs that make or read JSON."""
    record, collection = specification.record, specification.collection
    lists = {code_list.id: _list(code_list) for code_list in specification.code_lists}
    row = row_schema(specification)
    about = {"$schema": DRAFT, "$id": _identifier(specification, record.id)}
    yield _file(f"{record.id}.schema.json", {**about, **row, "$defs": lists})
    yield _file(
        f"{collection.id}.schema.json",
        {
            "$schema": DRAFT,
            "$id": _identifier(specification, collection.id),
            "title": _title(specification, collection.title),
            "description": collection.description,
            "type": "array",
            "items": {"$ref": f"#/$defs/{ROW}"},
            "$defs": {ROW: row, **lists},
        },
    )
    readme = filled_template(__name__, "README.md.j2", specification=specification, not_held=list(not_held(specification)))
    yield Artifact("README.md", readme.encode())


def row_schema(specification: Specification) -> Schema:
    """Return the schema of one row, whose lists stand under #/$defs."""
    return {
        "title": _title(specification, specification.record.title),
        "description": specification.record.description,
        "type": "object",
        "properties": {item.id: _property(item, specification) for item in specification.items},
        "required": [item.id for item in specification.items if specification.is_needed_on_every_row(item)],
        "additionalProperties": False,
        "allOf": [*_sections(specification), *_requirements(specification)],
    }


def not_held(specification: Specification) -> Iterator[str]:
    """Yield what the specification asks of a row and these schemas cannot hold, a sentence each."""
    asked = {table for text in _conditions(specification) for table in tables_of(parse(text))}
    for table in specification.tables:
        if table.id not in asked:
            yield f"{table.title}: that no other values stand together."
    for section in specification.sections:
        try:
            where_false(parse(section.applies_when), specification)
        except Unsupported as reason:
            yield f"{section.title}: blank unless {english(parse(section.applies_when), specification)} ({reason})."
    queried = ", ".join(item.title for item in specification.items if item.if_blank == "warning")
    if queried:
        yield f"Blanks that are queried, but do not send a return back: {queried}."
    for item in specification.items:
        if _errors_when(item):
            try:
                _required_where(item, specification)
            except Unsupported as reason:
                yield f"{item.title}: a blank is an error when {english(parse(item.required_when or ''), specification)} ({reason})."
        named = specification.format_by_id.get(item.format or "")
        if named and named.check_digit:
            yield f"{item.title}: its check digit."
        if item.scale is not None:
            yield f"{item.title}: at most {item.scale} digits after the point, since most readers take JSON numbers for binary fractions."


def _property(item: DataItem, specification: Specification) -> Schema:
    about = {"title": item.title, "description": f"{item.definition} {requirement(item, specification)}"}
    examples = [_json_value(item, example.value) for example in item.examples if example.value]
    kind = _kind(item, specification)
    if not specification.is_needed_on_every_row(item):
        kind = {"anyOf": [kind, {"type": "null"}]}
    return {**about, **kind, **({"examples": list(dict.fromkeys(examples))} if examples else {})}


def _kind(item: DataItem, specification: Specification) -> Schema:
    match item.type:
        case "code":
            return {"$ref": f"#/$defs/{item.code_list}"}
        case "date":
            return {"type": "string", "format": "date", "pattern": CALENDAR_DATE, "maxLength": len("yyyy-mm-dd")}
        case "integer":
            return {"type": "integer"}
        case "decimal":
            return {"type": "number"}
        case "text":
            named = specification.format_by_id.get(item.format or "")
            form: Schema = {"pattern": named.pattern, "not": {"pattern": LINE_END}} if named else {"pattern": r"\S"}
            return {"type": "string", **form} | ({"maxLength": item.max_length} if item.max_length else {})


def _json_value(item: DataItem, typed: str) -> str | int | float | None:
    """Return a cell as typed in the template as it stands in JSON."""
    match item.type:
        case "date":
            return to_iso_date(typed)
        case "integer":
            return int(typed)
        case "decimal":
            number = float(typed)
            return int(number) if number.is_integer() else number
        case _:
            return typed


def _list(code_list: CodeList) -> Schema:
    codes = []
    for code in code_list.codes:
        label = {"title": code.label or code.value}
        codes.append({"const": code.value, **label, **({"description": code.description} if code.description else {})})
    return {"title": code_list.title, "description": code_list.description, "type": "string", "oneOf": codes}


def _sections(specification: Specification) -> Iterator[Schema]:
    """Yield, for each section that is not for every row, that its cells are blank on the others."""
    for section in specification.sections:
        if section.applies_when == ALWAYS:
            continue
        applies = parse(section.applies_when)
        try:
            elsewhere = where_false(applies, specification)
        except Unsupported:
            continue  # `not_held` says so
        yield {
            "$comment": f"{section.title}: blank unless {english(applies, specification)}.",
            "if": elsewhere,
            "then": {"properties": {item.id: {"type": "null"} for item in specification.items_of(section)}},
        }


def _requirements(specification: Specification) -> Iterator[Schema]:
    """Yield, for each condition under which a blank is an error, the items that must then be filled."""
    conditional = [item for item in specification.items if _errors_when(item) and not specification.is_needed_on_every_row(item)]
    for (_, _), group in groupby(conditional, key=lambda item: (item.section, item.required_when)):
        items = list(group)
        try:
            where = _required_where(items[0], specification)
        except Unsupported:
            continue  # `not_held` says so
        yield {
            "$comment": f"{', '.join(item.title for item in items)}: {requirement(items[0], specification)}",
            "if": where,
            "then": {"properties": {item.id: {"not": {"type": "null"}} for item in items}, "required": [item.id for item in items]},
        }


def _conditions(specification: Specification) -> Iterator[str]:
    yield from (section.applies_when for section in specification.sections)
    yield from (item.required_when for item in specification.items if item.required_when is not None)


def _errors_when(item: DataItem) -> bool:
    return item.required_when is not None and item.if_blank == "error"


def _required_where(item: DataItem, specification: Specification) -> Schema:
    applies = specification.section_by_id[item.section].applies_when
    conditions = [parse(text) for text in (applies, item.required_when or ALWAYS) if text != ALWAYS]
    return where_true(conditions[0] if len(conditions) == 1 else All(tuple(conditions)), specification)


def _identifier(specification: Specification, name: str) -> str:
    return f"urn:cldspec:{specification.abbreviation.lower()}:{specification.version}:{name}"


def _title(specification: Specification, noun: str) -> str:
    return f"{specification.title} {specification.version}: {noun}"


def _file(path: str, schema: Schema) -> Artifact:
    return Artifact(path, json_text(schema).encode())
