"""Check the form of the YAML files against their JSON Schemas, and describe each mistake in words."""

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

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list, with a hyphen before each entry",
    "object": "keys with values, such as title: Loans",
}
"""The types of JSON Schema as messages name them."""


def read_schema(name: str) -> dict[str, object]:
    """Return a schema by the name of its file."""
    text = files("cldspec.load").joinpath("schemas", name).read_text(encoding="utf-8")
    schema: dict[str, object] = json.loads(text)
    return schema


@cache
def _whole_schema(name: str) -> dict[str, Any]:
    """Return a schema without references."""
    schema = read_schema(name)
    whole: dict[str, Any] = _without_references(schema, schema)
    return whole


@cache
def _fast_validator(name: str) -> jsonschema_rs.Draft202012Validator:
    """Return a validator that says quickly whether there is a mistake."""
    return jsonschema_rs.Draft202012Validator(_whole_schema(name))


@cache
def _explaining_validator(name: str) -> "Draft202012Validator":
    """Return a validator that says what each mistake is."""
    from jsonschema import Draft202012Validator

    return Draft202012Validator(_whole_schema(name))


def _without_references(schema: Any, whole: dict[str, Any]) -> Any:
    """Return a schema with definitions in place of references. Looking up references would take most of the time of a validator."""
    if isinstance(schema, list):
        return [_without_references(part, whole) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: _without_references(part, whole) for key, part in schema.items() if key not in {"$ref", "$defs"}}
    if "$ref" not in schema:
        return parts
    document, _, definition = schema["$ref"].partition("#/$defs/")
    home: dict[str, Any] = read_schema(document) if document else whole
    return _without_references(home["$defs"][definition], home) | parts


def form_findings(document: Document, schema: str) -> Iterator[Finding]:
    """Yield the findings about the form of a document. `schema` is the name of its schema's file."""
    if _fast_validator(schema).is_valid(document.data):
        return
    errors = _explaining_validator(schema).iter_errors(document.data)
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
                    yield Finding(origin.key(key), "missing-key", f"{key} needs {words} as well.", f"Add {words}, or remove {key}.")
        case "oneOf":
            choices = ", ".join(" and ".join(branch["required"]) for branch in rule)
            yield Finding(origin.value(), "missing-key", f"Exactly one of these keys is needed: {choices}.", "Keep or add one of them.")
        case "not":
            key = rule["required"][0]
            yield Finding(origin.key(key), "unknown-key", f"The key {key} is not for this type.", "Remove it, or change the type.")
        case validator:
            yield Finding(origin.value(), "wrong-value", *_problem_and_fix(str(validator), instance, rule, schema))


def _problem_and_fix(validator: str, value: object, rule: Any, schema: dict[str, Any]) -> tuple[str, str]:
    """Return what is wrong with a value, and what to write instead. `validator` and `rule` are the keyword of the schema and its value."""
    description = str(schema.get("description", ""))
    match validator:
        case "enum":
            return f"{_shown(value)} is not an allowed value here.", suggest(str(value), [str(choice) for choice in rule])
        case "type":
            message = f"This must be {_TYPES[rule]}, not {_shown(value)}."
            if rule == "string" and isinstance(value, int):
                return message, f'Write "{_shown(value)}", in quotes.'
            return message, f"Write {_TYPES[rule]}. {description}".strip()
        case "minProperties":
            return "At least one key with a value is needed here.", description or "Add one, such as title: Loans."
        case "maximum":
            return f"{_shown(value)} is more than {rule}.", description or f"Write a number of at most {rule}."
        case "minimum":
            return f"{_shown(value)} is less than {rule}.", description or f"Write a number of at least {rule}."
        case "minItems":
            return f"This list needs at least {_counted(rule)}, but has {_counted(_length(value))}.", description or "Add what is missing."
        case "maxItems":
            return f"This list can have at most {_counted(rule)}, but has {_counted(_length(value))}.", description or "Remove the others."
        case "uniqueItems":
            return "The list has the same entry twice.", "Remove one of them."
        case "pattern" if isinstance(value, str) and not value.strip():
            return "This text is blank.", description or "Write the text."
        case "pattern":
            return f"{_shown(value)} must be written like {schema['examples'][0]}.", description or "Write it in the same way."
        case "minLength":
            return "This text is empty.", description or "Write the text."
        case "maxLength":
            return f"This text has {_length(value)} characters, but at most {rule} are allowed.", description or "Shorten it."
        case _:
            return f"{_shown(value)} breaks the rule {validator}: {rule}.", description or "Write another value."


def _shown(value: object) -> str:
    """Return a value as a message quotes it."""
    if isinstance(value, dict):
        return "keys with values"
    return "a list" if isinstance(value, list) else json.dumps(value, ensure_ascii=False)


def _counted(number: int) -> str:
    return f"{number} {'entry' if number == 1 else 'entries'}"


def _length(value: object) -> int:
    return len(value) if isinstance(value, str | list) else 0
