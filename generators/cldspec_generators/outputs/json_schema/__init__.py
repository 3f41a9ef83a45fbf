"""JSON Schema, draft 2020-12, of one row and of a whole return.

The keys are the identifiers of the data items. Dates are yyyy-mm-dd. A blank is null, or the key is absent. Values must be spelt
as in their code lists: other spellings (`also_seen_as`) are not accepted.
"""

from collections.abc import Iterator
from typing import Any

from cldspec.model import Artifact, CodeList, DataItem, Specification
from cldspec.rules.all_rules import required_on_all_rows, row_rules
from cldspec.rules.cells import CALENDAR_DATE, WHOLE_DIGITS, to_iso_date
from cldspec.rules.coverage import REMARKS, all_targets, left_out_rules
from cldspec.rules.expression import UnsupportedError
from cldspec.rules.targets.english import requirement
from cldspec.rules.targets.json_schema import text_name, texts, unless_broken
from cldspec_generators.shared.writing import json_text, render_template

Schema = dict[str, Any]

ROW = "Row"
"""The name of the row's schema. The names of the code lists beside it have no capitals."""
DRAFT = "https://json-schema.org/draft/2020-12/schema"
LINE_END = r"[\r\n]"
"""Not allowed in a text with a format: for some engines, $ also matches before a line end."""


def generate(specification: Specification) -> Iterator[Artifact]:
    """JSON Schema (draft 2020-12) of one row and of a whole return. For programs that write or read JSON."""
    record, collection = specification.record, specification.collection
    values = {**{code_list.id: _list(code_list) for code_list in specification.code_lists}, **texts(specification)}
    row = row_schema(specification)
    about = {"$schema": DRAFT, "$id": _identifier(specification, record.id)}
    yield _file(f"{record.id}.schema.json", {**about, **row, "$defs": values})
    yield _file(
        f"{collection.id}.schema.json",
        {
            "$schema": DRAFT,
            "$id": _identifier(specification, collection.id),
            "title": _title(specification, collection.title),
            "description": collection.description,
            "type": "array",
            "items": {"$ref": f"#/$defs/{ROW}"},
            "$defs": {ROW: row, **values},
        },
    )
    readme = render_template(
        __name__,
        "README.md.j2",
        specification=specification,
        not_checked=left_out_rules(specification, "json-schema"),
        odd_cells=next(target.cells for target in all_targets() if target.id == "json-schema"),
        remarks=REMARKS,
    )
    yield Artifact("README.md", readme.encode())


def row_schema(specification: Specification) -> Schema:
    """Return the schema of one row. It refers to the code lists and texts under #/$defs."""
    return {
        "title": _title(specification, specification.record.title),
        "description": specification.record.description,
        "type": "object",
        "properties": {item.id: _property(item, specification) for item in specification.items},
        "required": [item.id for item in specification.items if item.id in required_on_all_rows(specification)],
        "additionalProperties": False,
        "allOf": list(_conditions(specification)),
    }


def _property(item: DataItem, specification: Specification) -> Schema:
    about = {"title": item.title, "description": f"{item.definition} {requirement(item, specification)}"}
    examples = [_json_value(item, example.value) for example in item.examples if example.value]
    kind = _kind(item, specification)
    if item.id not in required_on_all_rows(specification):
        kind = {"anyOf": [kind, {"type": "null"}]}
    return {**about, **kind, **({"examples": list(dict.fromkeys(examples))} if examples else {})}


def _kind(item: DataItem, specification: Specification) -> Schema:
    match item.type:
        case "code":
            return {"$ref": f"#/$defs/{item.code_list}"}
        case "date":
            return {"type": "string", "format": "date", "pattern": CALENDAR_DATE, "maxLength": len("yyyy-mm-dd")}
        case "integer":
            return {"type": "integer", "exclusiveMinimum": -(10**WHOLE_DIGITS), "exclusiveMaximum": 10**WHOLE_DIGITS}
        case "decimal":
            return {"type": "number", "exclusiveMinimum": -(10**WHOLE_DIGITS), "exclusiveMaximum": 10**WHOLE_DIGITS}
        case "text":
            named = specification.format_by_id.get(item.format or "")
            form: Schema = {"$ref": f"#/$defs/{text_name(item, specification)}"}
            if named and named.if_not_met == "error":
                form = {"type": "string", "pattern": named.pattern, "not": {"pattern": LINE_END}}
            return form | ({"maxLength": item.max_length} if item.max_length else {})


def _json_value(item: DataItem, typed: str) -> str | int | float | None:
    """Return the JSON value of a cell as typed in the template."""
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


def _conditions(specification: Specification) -> Iterator[Schema]:
    """Yield a schema for each rule about several cells of a row. A row that passes the rule matches it."""
    needed = required_on_all_rows(specification)
    for rule, test in row_rules(specification, "error"):
        if rule.id in {f"{item}.required" for item in needed}:
            continue  # these are in `required`
        try:
            yield {"$comment": f"{rule.id}: {rule.message}", **unless_broken(test, specification)}
        except UnsupportedError:
            continue  # the README says so


def _identifier(specification: Specification, name: str) -> str:
    return f"urn:cldspec:{specification.abbreviation.lower()}:{specification.version}:{name}"


def _title(specification: Specification, noun: str) -> str:
    return f"{specification.title} {specification.version_label}: {noun}"


def _file(path: str, schema: Schema) -> Artifact:
    return Artifact(path, json_text(schema).encode(), f"JSON Schema of {schema['title']}.")
