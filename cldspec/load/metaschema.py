"""Check the form of the YAML files against their JSON Schemas, and describe each mistake in words."""

import json
import re
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
    "array": "a list",
    "object": "keys with values",
}
"""The types of JSON Schema as messages name them."""
_ANY = "..."
"""What stands for text of any kind in an example."""
_MISREAD = {"yes", "no", "on", "off", "true", "false", "null"}
"""Words that YAML does not read as text."""


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
                    missing = schema.get("properties", {}).get(key, {})
                    example = example_of(missing)
                    added = f"Add {key}." if example == _ANY else f"Add {key}: {example}."
                    fix = f"{added} {missing.get('description', '')}".strip()
                    yield Finding(origin.value(), "missing-key", f"The key {key} is missing.", fix)
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
        case "pattern" if instance == "":
            return  # minLength reports it
        case validator:
            yield Finding(origin.value(), "wrong-value", *_problem_and_fix(str(validator), instance, rule, schema))


def _problem_and_fix(validator: str, value: object, rule: Any, schema: dict[str, Any]) -> tuple[str, str]:
    """Return what is wrong with a value, and what to write instead. `validator` and `rule` are the keyword of the schema and its value."""
    description = str(schema.get("description", ""))
    match validator:
        case "const" if rule is True:
            return f"This is true or it is left out, not {_shown(value)}.", f"Write true, or remove the line. {description}".strip()
        case "enum":
            return f"{_shown(value)} is not an allowed value here.", suggest(str(value), [str(choice) for choice in rule])
        case "type":
            message = f"This must be {_TYPES[rule]}, not {_shown(value)}."
            if rule == "string" and isinstance(value, int):
                return message, f'Write "{_shown(value)}", in quotes.'
            return message, f"{_instead(rule, value, schema)} {description}".strip()
        case "minProperties":
            return "At least one key with a value is needed here.", description or f"Write it like this: {example_of(schema)}."
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
            return f"{_shown(value)} must be written like {example_of(schema)}.", description or "Write it in the same way."
        case "minLength":
            return "This text is empty.", description or "Write the text."
        case "maxLength":
            return f"This text has {_length(value)} characters, but at most {rule} are allowed.", description or "Shorten it."
        case _:
            return f"{_shown(value)} breaks the rule {validator}: {rule}.", description or "Write another value."


def _instead(type_name: str, value: object, schema: dict[str, Any]) -> str:
    """Return a sentence that says what to write in place of a value of the wrong type."""
    match type_name:
        case "boolean":
            return "Write true or false, without quotes."
        case "integer" if isinstance(value, str) and re.fullmatch("-?[0-9]{1,9}", value):
            return f"Write {int(value)}, without quotes."
        case "string" if isinstance(value, dict | list):
            return "Write one text, without brackets, and without a hyphen or key before it."
        case _:
            return f"Write it like this: {example_of(schema, value)}."


def example_of(schema: dict[str, Any], given: object = None, levels: int = 2) -> str:
    """Return an example of what a schema allows, as YAML on one line: the keys that it requires, and ... for text of any kind.

    `given` is a value that the schema refuses. The example contains it where it may have been meant: as the only entry of a list, or
    as the first key's value. Lists and keys within `levels` levels are given.
    """
    match schema.get("type"):
        case "object" if levels:
            known: dict[str, Any] = schema.get("properties", {})
            keys = list(schema.get("required", ())) or list(known)[:1]
            values = [example_of(known[key], given if not index else None, levels - 1) for index, key in enumerate(keys)]
            pairs = [f"{key}: {value}" for key, value in zip(keys, values, strict=True)]
            return f"{{{', '.join(pairs)}}}" if pairs else "{name: ...}"
        case "array" if levels:
            entries = [example_of(schema.get("items", {}), given, levels - 1)] * max(schema.get("minItems", 1), 1)
            return f"[{', '.join(entries)}]"
        case "object":
            return "{...}"
        case "array":
            return "[...]"
        case "integer" if isinstance(given, int):
            return str(given)
        case "integer":
            return str(max(int(schema.get("minimum", 1)), 1))
        case "boolean":
            return "true"
        case _:
            return _text_example(schema, given)


def _text_example(schema: dict[str, Any], given: object) -> str:
    """Return an example of a text: what was given, if it is one, or else an example of the schema, or else three dots."""
    text = str([*schema.get("enum", ()), *schema.get("examples", ()), _ANY][0])
    is_allowed = isinstance(given, str) and given in schema.get("enum", [given]) and re.search(schema.get("pattern", "."), given)
    if is_allowed and "\n" not in str(given):
        text = str(given)
    is_plain = text == _ANY or (re.fullmatch(r"[A-Za-z^][^:#,\[\]{}\"']*", text) and text.casefold() not in _MISREAD)
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _shown(value: object) -> str:
    """Return a value as a message quotes it."""
    if isinstance(value, dict):
        return "keys with values"
    return "a list" if isinstance(value, list) else json.dumps(value, ensure_ascii=False)


def _counted(number: int) -> str:
    return f"{number} {'entry' if number == 1 else 'entries'}"


def _length(value: object) -> int:
    return len(value) if isinstance(value, str | list) else 0
