"""A data package (Data Package standard, version 2): a return as CSV, with its code lists."""

from collections.abc import Iterator
from typing import Any

from cldspec.model import Artifact, CodeList, DataItem, Specification
from cldspec.rules.all_rules import required_on_all_rows
from cldspec.rules.cells import DATE_FORM, DATE_PATTERN
from cldspec.rules.coverage import left_out_rules
from cldspec.rules.targets.english import requirement
from cldspec_generators.shared.plain_text import guarded
from cldspec_generators.shared.writing import csv_text, json_text, render_template

Descriptor = dict[str, Any]

PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
TYPES = {"text": "string", "code": "string", "date": "date", "integer": "integer", "decimal": "number"}
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
LIST_FIELDS = {
    "value": "The value as a return has it.",
    "label": "What the value stands for. A value without a label stands for itself.",
    "description": "What the value means, if the sources say.",
}
"""The columns of a code list, with their descriptions."""


def generate(specification: Specification) -> Iterator[Artifact]:
    """Data package for frictionless: table schema of a return, code lists, keys. For people who check CSV files in Python or R."""
    collection = specification.collection.id
    yield Artifact("datapackage.json", json_text(package(specification)).encode(), "The data package: give this to frictionless.")
    yield Artifact(
        "tableschema.json",
        json_text(table_schema(specification, foreign_keys=False)).encode(),
        "The table schema alone, for a single CSV file.",
    )
    yield Artifact(
        f"{collection}.csv",
        csv_text([[item.title for item in specification.items]]).encode(),
        "An empty file with the headers. Replace it with yours.",
    )
    for code_list in specification.code_lists:
        rows = ([code.value, code.label or code.value, guarded(code.description or "")] for code in code_list.codes)
        yield Artifact(_path(code_list), csv_text([LIST_FIELDS, *rows]).encode(), f"The code list {code_list.title}.")
    not_checked = left_out_rules(specification, "frictionless")
    values = {"specification": specification, "not_checked": not_checked, "date_form": DATE_FORM}
    yield Artifact("README.md", render_template(__name__, "README.md.j2", **values).encode())


def package(specification: Specification) -> Descriptor:
    """Return the descriptor of the package: the return, then the code lists."""
    collection, licence = specification.collection, specification.licence
    table = {
        "name": collection.id,
        "type": "table",
        "title": collection.title,
        "description": collection.description,
        "path": f"{collection.id}.csv",
        **_csv(),
        "schema": table_schema(specification, foreign_keys=True),
    }
    return {
        "$schema": PACKAGE_PROFILE,
        "name": f"{specification.abbreviation.lower()}-{specification.version}",
        "title": f"{specification.title} {specification.version_label}",
        "description": specification.summary,
        "version": specification.version,
        "licenses": [{"name": licence.id, "path": licence.url, "title": licence.name}],
        "resources": [table, *(_list_resource(code_list) for code_list in specification.code_lists)],
    }


def table_schema(specification: Specification, *, foreign_keys: bool) -> Descriptor:
    """Return the schema of a return's table, whose fields have the names of the template's headers.

    Code lists are checked by foreign keys to the lists of the package or, in a schema on its own, by enumerations.
    """
    schema: Descriptor = {
        "$schema": SCHEMA_PROFILE,
        **({} if foreign_keys else {"title": f"{specification.title} {specification.version_label}"}),
        "fields": [_field(item, specification, enumerate_codes=not foreign_keys) for item in specification.items],
        "missingValues": [""],
    }
    if foreign_keys:
        schema["foreignKeys"] = [
            {"fields": [item.title], "reference": {"resource": item.code_list, "fields": ["value"]}}
            for item in specification.items
            if item.code_list
        ]
    return schema


def _field(item: DataItem, specification: Specification, *, enumerate_codes: bool) -> Descriptor:
    constraints: Descriptor = {}
    if item.id in required_on_all_rows(specification):
        constraints["required"] = True
    named = specification.format_by_id.get(item.format or "")
    if named and named.if_not_met == "error":
        constraints["pattern"] = named.pattern
    if item.max_length is not None:
        constraints["maxLength"] = item.max_length
    if enumerate_codes and item.code_list:
        constraints["enum"] = list(specification.code_list_by_id[item.code_list].values)
    field: Descriptor = {
        "name": item.title,
        "title": item.title,
        "description": f"{item.definition} {requirement(item, specification)}",
        "type": TYPES[item.type],
    }
    if item.type == "date":
        field["format"] = DATE_PATTERN
    example = next((example.value for example in item.examples if example.value), None)
    if example is not None:
        field["example"] = example
    return field | ({"constraints": constraints} if constraints else {})


def _list_resource(code_list: CodeList) -> Descriptor:
    fields: list[Descriptor] = [{"name": name, "type": "string", "description": text} for name, text in LIST_FIELDS.items()]
    fields[0]["constraints"] = {"required": True, "unique": True}
    return {
        "name": code_list.id,
        "type": "table",
        "title": code_list.title,
        "description": code_list.description,
        "path": _path(code_list),
        **_csv(),
        "schema": {"$schema": SCHEMA_PROFILE, "fields": fields, "primaryKey": ["value"]},
    }


def _csv() -> Descriptor:
    return {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "dialect": DIALECT}


def _path(code_list: CodeList) -> str:
    return f"code-lists/{code_list.id}.csv"
