"""The form of the YAML files: each is held to its JSON Schema, and each fault is put in words."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from cldspec.findings import Finding
from cldspec.origin import Document, Origin
from cldspec.spelling import suggest

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

_TYPES = {"string": "text", "integer": "a whole number", "boolean": "true or false", "array": "a list", "object": "a mapping"}


def read_schema(name: str) -> dict[str, object]:
    """Return one of the schemas beside this module, by file name."""
    text = files("cldspec.load").joinpath("schemas", name).read_text(encoding="utf-8")
    schema: dict[str, object] = json.loads(text)
    return schema


@cache
def _whole_schema(name: str) -> dict[str, Any]:
    schema = read_schema(name)
    whole: dict[str, Any] = _written_out(schema, schema)
    return whole


@cache
def _quick(name: str) -> jsonschema_rs.Draft202012Validator:
    """Return a validator that says in no time whether there is anything wrong."""
    return jsonschema_rs.Draft202012Validator(_whole_schema(name))


@cache
def _validator(name: str) -> "Draft202012Validator":
    """Return a validator that says well what is wrong."""
    from jsonschema import Draft202012Validator

    return Draft202012Validator(_whole_schema(name))


def _written_out(schema: Any, whole: dict[str, Any]) -> Any:
    """Return a schema with what it refers to in the place of each reference: looking it up each time takes most of the time."""
    if isinstance(schema, list):
        return [_written_out(part, whole) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: _written_out(part, whole) for key, part in schema.items() if key not in {"$ref", "$defs"}}
    if "$ref" not in schema:
        return parts
    document, _, definition = schema["$ref"].partition("#/$defs/")
    home: dict[str, Any] = read_schema(document) if document else whole
    return _written_out(home["$defs"][definition], home) | parts


def form_findings(document: Document, schema: str) -> Iterator[Finding]:
    """Yield what in the document differs from the form that its schema describes."""
    if _quick(schema).is_valid(document.data):
        return
    errors = _validator(schema).iter_errors(document.data)
    yield from dict.fromkeys(finding for error in errors for finding in _findings(document, error))


def _findings(document: Document, error: "ValidationError") -> Iterator[Finding]:
    origin = Origin(document).under(*error.absolute_path)
    schema: dict[str, Any] = error.schema if isinstance(error.schema, dict) else {}
    instance: Any = error.instance
    rule: Any = error.validator_value
    match error.validator:
        case "additionalProperties":
            known = set(schema.get("properties", {}))
            for key in sorted(set(instance) - known):
                yield Finding(origin.key(key), "unknown-key", f"The key {key} is not known here.", suggest(key, known - set(instance)))
        case "required":
            for key in rule:
                if key not in instance:
                    meaning = schema.get("properties", {}).get(key, {}).get("description")
                    yield Finding(origin.value(), "missing-key", f"The key {key} is missing.", f"Add {key}: {meaning or 'its value.'}")
        case "dependentRequired":
            for key, needed in rule.items():
                if key in instance and not set(needed) <= set(instance):
                    words = ", ".join(needed)
                    yield Finding(origin.key(key), "missing-key", f"{key} goes with {words}.", f"Add {words}, or remove {key}.")
        case "oneOf":
            choices = ", ".join(" and ".join(branch["required"]) for branch in rule)
            yield Finding(origin.value(), "missing-key", f"Just one of these keys is needed: {choices}.", "Write one of them.")
        case "not":
            key = rule["required"][0]
            yield Finding(origin.key(key), "unknown-key", f"The key {key} does not go with this type.", "Remove it, or change the type.")
        case validator:
            yield Finding(origin.value(), "wrong-value", *_wrong(str(validator), instance, rule, str(schema.get("description", ""))))


def _wrong(validator: str, value: object, rule: Any, description: str) -> tuple[str, str]:
    """Return what is wrong with a value, and what to write."""
    shown = "This" if isinstance(value, dict | list) else json.dumps(value, ensure_ascii=False)
    match validator:
        case "enum":
            return f"{shown} is not one of the values known here.", suggest(str(value), [str(choice) for choice in rule])
        case "type":
            quoted = f'Write "{shown}", in quotes. ' if rule == "string" and isinstance(value, int) else ""
            return f"{shown} should be {_TYPES[rule]}.", f"{quoted}{description}".strip() or f"Write {_TYPES[rule]}."
        case "minProperties":
            return "There is nothing in this mapping.", description or "Give at least one entry."
        case "maximum" | "minimum":
            return f"{shown} is {'more' if validator == 'maximum' else 'less'} than {rule}.", description or "Write another value."
        case "minItems":
            return "This list is too short.", description or f"Give at least {rule}."
        case "uniqueItems":
            return "The same entry stands here twice.", "Remove one of the two."
        case "pattern":
            return f"{shown} does not have the right form.", description or f"It must match {rule}."
        case "minLength":
            return "This text is empty.", description or "Write the text."
        case _:
            return f"{shown} breaks the rule {validator}: {rule}.", description or "Write another value."
