"""The rules as JSON for programs, with a schema, and the pages that say how a program applies them."""

from collections.abc import Iterator, Mapping
from typing import Any

from cldspec.model import DataItem, Severity, Specification
from cldspec.rules import cells, look_alikes
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, Test, Unique, rules_of
from cldspec.rules.expression import Condition
from cldspec.rules.targets.rule_language import as_tree, in_rule_language
from cldspec.rules.targets.sentences import sentence
from cldspec.rules.types import FUNCTIONS
from cldspec.validation.cell_rules import cell_rules
from cldspec.validation.cumulative import VANISHED, VANISHED_MESSAGE, VANISHED_TITLE
from cldspec.validation.matching import SUBMISSION_RULES
from cldspec.validation.readers.header import FORMAT_RULES
from cldspec_generators.shared.writing import render_template

Entry = dict[str, Any]


def rules_as_data(specification: Specification) -> Entry:
    """Return all rules, and everything else that `cldspec validate` may report, as plain data for JSON."""
    return {
        "$schema": "rules.schema.json",
        "specification": specification.title,
        "version": specification.version,
        "status": specification.status,
        **({"corrected": specification.corrected} if specification.corrected else {}),
        "schedule": {"first_month": specification.schedule.first_month, "months_in_period": specification.schedule.months},
        "rules": [_rule(rule, specification) for rule in rules_of(specification)],
        "tables": [
            {"id": table.id, "keys": list(table.keys), "rows": [[row.get(key, "") for key in table.keys] for row in table.rows]}
            for table in specification.tables
        ],
        "cells": _sets(specification),
        "cell_checks": [
            {**_finding(rule.id, rule.title, rule.severity, rule.message), "item": rule.items[0]} for rule in cell_rules(specification)
        ],
        "file_checks": [
            _finding(identifier, rule.title, _severity(identifier, rule.severity, specification), rule.message)
            for identifier, rule in FORMAT_RULES.items()
        ],
        "submission_checks": [
            *(_finding(identifier, rule.title, rule.severity, rule.message) for identifier, rule in SUBMISSION_RULES.items()),
            _finding(VANISHED, VANISHED_TITLE, "warning", VANISHED_MESSAGE),
        ],
    }


def _severity(identifier: str, usual: Severity, specification: Specification) -> Severity:
    return specification.collection.if_unknown_column if identifier == "columns.unknown" else usual


def _finding(identifier: str, title: str, severity: Severity, message: str) -> Entry:
    return {"id": identifier, "title": title, "severity": severity, "message": message}


def _rule(rule: Rule, specification: Specification) -> Entry:
    kind, test = _test(rule.test, specification)
    return {
        "id": rule.id,
        "title": rule.title,
        "severity": rule.severity,
        "kind": kind,
        "item": rule.items[0],
        "items": list(rule.items),
        **test,
        "sentence": sentence(rule, specification),
        "message": rule.message,
        **({"note": rule.entry.note} if rule.entry and rule.entry.note else {}),
        "sources": list(rule.sources),
    }


def _test(test: Test, specification: Specification) -> tuple[str, Entry]:
    match test:
        case Row(when, expect):
            return "row", {**_condition("when", when), **_condition("expect", expect)}
        case Readable(item):
            return "readable", {"cell": _cell(specification.item_by_id[item], specification)}
        case Spelling(item):
            return "spelling", {"cell": _cell(specification.item_by_id[item], specification)}
        case Unique(items, when):
            return "unique", {**_condition("when", when), "unique": list(items)}
        case Same(item, of, when, blanks):
            return "same", {**_condition("when", when), "same": item, "on_rows_with_the_same": of, "blanks_differ": blanks}


def _condition(name: str, condition: Condition) -> Entry:
    return {name: in_rule_language(condition), f"{name}_tree": as_tree(condition)}


def _cell(item: DataItem, specification: Specification) -> Entry:
    """Return what a cell of an item must be, with the regular expression of its text where it has one."""
    named = specification.format_by_id.get(item.format or "")
    pattern = {"date": cells.TYPED_DATE, "integer": cells.number_pattern(item), "decimal": cells.number_pattern(item)}.get(item.type)
    code_list = specification.code_list_of(item)
    parts = {
        "type": item.type,
        "pattern": named.pattern if named else pattern,
        "format": item.format,
        "check_digit": named.check_digit if named else None,
        "max_length": item.max_length,
        "scale": item.scale,
        "code_list": item.code_list,
        "values": list(code_list.values) if code_list else None,
        "other_spellings": _other_spellings(item, specification),
    }
    return {name: value for name, value in parts.items() if value is not None}


def _other_spellings(item: DataItem, specification: Specification) -> Mapping[str, str] | None:
    """Return the allowed value of each other spelling that case and spaces do not explain."""
    code_list = specification.code_list_of(item)
    return {other.value: code.value for code in code_list.codes for other in code.also_seen_as} if code_list else None


def page_of_language(specification: Specification) -> str:
    """Return the page about the rule language: its grammar, its functions, and what a rule's kind means."""
    examples = {name: next(_rules_with(f"{name}(", specification), None) for name in (*FUNCTIONS, "in_table")}
    return render_template(
        __package__ or "",
        "language.md.j2",
        specification=specification,
        functions=FUNCTIONS,
        examples=examples,
        meanings=KINDS,
        kinds={kind: sum(_test(rule.test, specification)[0] == kind for rule in rules_of(specification)) for kind in KINDS},
        whole_digits=cells.WHOLE_DIGITS,
    )


def _rules_with(part: str, specification: Specification) -> Iterator[str]:
    for rule in rules_of(specification):
        test = rule.test
        if isinstance(test, Row) and part in f"{in_rule_language(test.when)} {in_rule_language(test.expect)}":
            yield rule.id


def page_of_cells(specification: Specification) -> str:
    """Return the page about how the text of a cell becomes a value."""
    return render_template(
        __package__ or "",
        "cells.md.j2",
        specification=specification,
        cells=cells,
        spaces=", ".join(_codes(cells.SPACES)),
        numbers=[(item, cells.number_pattern(item)) for item in specification.items if item.type in {"integer", "decimal"}],
    )


def _codes(characters: str) -> list[str]:
    """Return the characters of a set as ranges of Unicode numbers, such as "U+2028 to U+2029"."""
    ranges = cells.character_ranges(characters)
    return [f"U+{ord(first):04X}" if first == last else f"U+{ord(first):04X} to U+{ord(last):04X}" for first, last in ranges]


def _sets(specification: Specification) -> Entry:
    """Return the characters and words by which cells are read, and the items that have checks of their own."""
    return {
        "white_space": _pairs(cells.SPACES),
        "invisible": _pairs(cells.INVISIBLE),
        "damaged": _pairs(cells.LOST),
        "look_alikes": _pairs(look_alikes.LOOK_ALIKES),
        "letters_of_other_alphabets": _pairs(look_alikes.OTHER_ALPHABETS),
        "other_width_or_digit": _pairs(look_alikes.OTHER_WIDTH_OR_DIGIT),
        "formula_errors": sorted({*cells.FORMULA_ERRORS, cells.WITHOUT_RESULT}),
        "words_for_nothing": sorted(cells.NO_VALUE_WORDS),
        "words_for_nothing_in_identifiers": sorted(cells.UNKNOWN_WORDS),
        "rounded_number": cells.ROUNDED_NUMBER,
        "identifiers": [item.id for item in specification.items if item.id in cells.identifiers(specification)],
        "fillers": {item.id: list(values) for item in specification.items if (values := cells.fillers(item, specification))},
        "with_a_digit": [item.id for item in specification.items if cells.needs_digit(item)],
        "takes_any_text": [item.id for item in specification.items if cells.takes_any_text(item)],
        "reports_formula_errors": [item.id for item in specification.items if cells.reports_formula_errors(item, specification)],
    }


def _pairs(characters: str) -> list[list[int]]:
    """Return the characters of a set as pairs of numbers in Unicode: the first and the last of each run."""
    return [[ord(first), ord(last)] for first, last in cells.character_ranges(characters)]


KINDS = {
    "row": "A row breaks the rule if `when` is TRUE and `expect` is FALSE.",
    "readable": "A row breaks the rule if its cell of `item` is not blank, and is not readable as `cell` says.",
    "spelling": "A row breaks the rule if its cell of `item` is a value of the list, but is spelt in another way.",
    "unique": "The rows for which `when` is TRUE break the rule if another of them has the same values of all items in `unique`.",
    "same": "The rows for which `when` is TRUE break the rule if they do not agree in the item in `same`.",
}
"""What the kinds of rules mean."""
_TEXT: Entry = {"type": "string", "minLength": 1}
_TEXTS: Entry = {"type": "array", "items": _TEXT}
_MONTHS: Entry = {"type": "integer", "minimum": 1, "maximum": 12}


def schema_of_rules(specification: Specification) -> Entry:
    """Return the JSON Schema of rules.json."""
    tree, text = {"$ref": "#/$defs/tree"}, _TEXT
    finding = {"id": text, "title": text, "severity": {"enum": ["error", "warning", "information"]}, "message": text}
    condition = {"when": text, "when_tree": tree}
    own: Mapping[str, Entry] = {
        "row": {**condition, "expect": text, "expect_tree": tree},
        "readable": {"cell": {"$ref": "#/$defs/cell"}},
        "spelling": {"cell": {"$ref": "#/$defs/cell"}},
        "unique": {**condition, "unique": {"type": "array", "items": text, "minItems": 1}},
        "same": {**condition, "same": text, "on_rows_with_the_same": {"type": ["string", "null"]}, "blanks_differ": {"type": "boolean"}},
    }
    general = {**finding, "item": text, "items": {"type": "array", "items": text, "minItems": 1}, "sentence": text}
    general["sources"] = {"type": "array", "items": text}
    rule = {
        "oneOf": [
            _object({"kind": {"const": kind, "description": KINDS[kind]}, **general, **parts}, {"note": text})
            for kind, parts in own.items()
        ]
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"rules.json: the rules of {specification.title} {specification.version_label}, for programs",
        **_object(
            {
                "$schema": text,
                "specification": text,
                "version": text,
                "status": text,
                "schedule": _object({"first_month": _MONTHS, "months_in_period": _MONTHS}),
                "rules": {"type": "array", "items": rule},
                "tables": {"type": "array", "items": _object({"id": text, "keys": _TEXTS, "rows": {"type": "array", "items": _TEXTS}})},
                "cells": _sets_schema(),
                "cell_checks": {"type": "array", "items": _object({**finding, "item": text})},
                "file_checks": {"type": "array", "items": _object(finding)},
                "submission_checks": {"type": "array", "items": _object(finding)},
            },
            {"corrected": text},
        ),
        "$defs": {"tree": _tree_schema(), "cell": _cell_schema()},
    }


def _object(required: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> Entry:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _sets_schema() -> Entry:
    number: Entry = {"type": "integer", "minimum": 0, "maximum": 0x10FFFF}
    pairs = {"type": "array", "items": {"type": "array", "items": number, "minItems": 2, "maxItems": 2}}
    characters = ("white_space", "invisible", "damaged", "look_alikes", "letters_of_other_alphabets", "other_width_or_digit")
    words = ("formula_errors", "words_for_nothing", "words_for_nothing_in_identifiers")
    items = ("identifiers", "with_a_digit", "takes_any_text", "reports_formula_errors")
    return _object(
        {
            **dict.fromkeys(characters, pairs),
            **dict.fromkeys((*words, *items), _TEXTS),
            "rounded_number": _TEXT,
            "fillers": {"type": "object", "additionalProperties": _TEXTS},
        }
    )


def _cell_schema() -> Entry:
    number: Entry = {"type": "integer", "minimum": 0}
    optional = {
        "pattern": _TEXT,
        "format": _TEXT,
        "check_digit": {"const": "modulus_11"},
        "max_length": number,
        "scale": number,
        "code_list": _TEXT,
        "values": {"type": "array", "items": _TEXT},
        "other_spellings": {"type": "object", "additionalProperties": _TEXT},
    }
    return _object({"type": {"enum": ["text", "code", "date", "integer", "decimal"]}}, optional)


def _tree_schema() -> Entry:
    tree: Entry = {"$ref": "#/$defs/tree"}
    trees: Entry = {"type": "array", "items": tree}
    nodes: list[Entry] = [
        {"truth": {"type": "boolean"}},
        {"not": tree},
        {"and": trees},
        {"or": trees},
        {"compare": {"enum": ["=", "<>", "<", "<=", ">", ">="]}, "left": tree, "right": tree},
        {"in": tree, "options": trees},
        {"is_blank": _TEXT},
        {"starts_with": tree, "prefix": _TEXT},
        {"in_table": _TEXT},
        {"item": _TEXT},
        {"text": _TEXT},
        {"number": {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}},
        {"call": {"enum": list(FUNCTIONS)}, "arguments": trees},
        {"arithmetic": {"enum": ["+", "-", "*"]}, "left": tree, "right": tree},
    ]
    return {"oneOf": [_object(node) for node in nodes]}
