"""What the page that checks a return knows about a specification and about cells, as plain data for JavaScript.

Each fact comes from the module that has it: nothing is written a second time.
"""

import re
from typing import Any

from cldspec.model import DataItem, Specification
from cldspec.rules import cells, look_alikes
from cldspec.rules.all_rules import Readable, Rule, Same, Spelling, rules_of
from cldspec.rules.targets.javascript import LARGEST
from cldspec.rules.targets.sentences import most_rows_have
from cldspec.validation import list_values, matching, suggestions
from cldspec.validation.cell_rules import IT_HAS, NEVER_CALCULATED, TOO_NARROW, Remarked, cell_rules
from cldspec.validation.cumulative import VANISHED, VANISHED_MESSAGE, VANISHED_TITLE
from cldspec.validation.readers import loading
from cldspec.validation.readers.header import covered_by_missing_columns
from cldspec.validation.result import SEVERITIES, Status, Validity
from cldspec.validation.validator import PREVIOUS_NOTE
from cldspec_generators.outputs.checker.file_facts import file_facts

Facts = dict[str, Any]


def all_rules(specification: Specification) -> tuple[Rule, ...]:
    """Return the rules about rows and cells, in the order in which `cldspec validate` numbers them."""
    return (*rules_of(specification), *cell_rules(specification))


def facts(specification: Specification) -> Facts:
    """Return what `SPECIFICATION` is in JavaScript. `runtime/types.js` describes it."""
    rules = all_rules(specification)
    needing = covered_by_missing_columns(rules, specification.item_by_id)
    return {
        "title": specification.title,
        "version": specification.version,
        "label": specification.version_label,
        "status": specification.status,
        "items": [_item(item, rules, specification) for item in specification.items],
        "rules": [
            {
                "id": rule.id,
                "title": rule.title,
                "severity": rule.severity,
                "item": rule.items[0],
                "message": rule.message,
                "needs": rule.items[0] if number in needing else None,
                "usual": _usual(rule, specification),
                "check": str(rule.test.remark) if isinstance(rule.test, Remarked) and rule.severity != "error" else None,
            }
            for number, rule in enumerate(rules)
        ],
        "vanished": {
            "id": VANISHED,
            "title": VANISHED_TITLE,
            "severity": "warning",
            "message": VANISHED_MESSAGE,
            **dict.fromkeys(("item", "needs", "usual", "check")),
        },
        "severities": list(SEVERITIES),
        "statuses": [str(status) for status in Status],
        "validities": {
            "valid": Validity.VALID,
            "blank": Validity.BLANK,
            "missing": Validity.MISSING,
            "invalid": Validity.INVALID,
            "notInFile": Validity.NOT_IN_FILE,
        },
        "cells": _cells(),
        "texts": _texts(),
        "files": file_facts(specification),
        "submissions": _submissions(specification),
    }


def _item(item: DataItem, rules: tuple[Rule, ...], specification: Specification) -> Facts:
    code_list = specification.code_list_of(item)
    named = specification.format_by_id.get(item.format or "")
    numbers = {fault: number for number, rule in enumerate(rules) if (fault := _fault(rule)) and rule.items[0] == item.id}
    values = code_list.values if code_list else ()
    return {
        "id": item.id,
        "title": item.title,
        "type": item.type,
        "values": list(values) if code_list else None,
        "spellings": {spelling: values.index(value) for spelling, value in code_list.by_spelling.items()} if code_list else None,
        "scale": item.scale or 0,
        "isBig": 10 ** (cells.WHOLE_DIGITS + (item.scale or 0)) > LARGEST,
        "pattern": _pattern(named.pattern) if named else cells.number_pattern(item) if item.type in {"integer", "decimal"} else None,
        "hasCheckDigit": named is not None and named.check_digit is not None,
        "conforms": list(named.conforms) if named else [],
        "maxLength": item.max_length,
        "takesAnyText": cells.takes_any_text(item),
        "isIdentifier": item.id in cells.identifiers(specification),
        "reportsErrors": cells.reports_formula_errors(item, specification),
        "needsDigit": cells.needs_digit(item),
        "fillers": list(cells.fillers(item, specification)),
        "insteadOfBlankWord": suggestions.instead_of_blank_word(item, values, specification),
        "rules": numbers,
    }


def _fault(rule: Rule) -> str | None:
    """Return what is wrong with a cell that breaks a rule, in the words of JavaScript; None for a rule that is not about one cell."""
    match rule.test:
        case Spelling():
            return "spelling"
        case Remarked(remark=remark):
            return str(remark)
        case Readable():
            return "unreadable"
        case _:
            return None


def _submissions(specification: Specification) -> Facts:
    """Return how events of previous submissions are recognised, and what is said of them."""
    positions = {item.id: position for position, item in enumerate(specification.items)}
    return {
        "knownBy": [[positions[item] for item in key] for key in specification.record.known_by],
        "ofReturn": [positions[item.id] for item in matching.items_of_return(specification)],
        "compared": [positions[item] for item in matching.compared_items(specification)],
        "few": matching.FEW,
        "many": matching.MANY,
        "messages": dict(matching.MESSAGES),
        "rules": {
            name: {"title": rule.title, "severity": rule.severity, "message": rule.message}
            for name, rule in matching.SUBMISSION_RULES.items()
        },
        "note": PREVIOUS_NOTE,
    }


def _usual(rule: Rule, specification: Specification) -> list[list[str]] | None:
    """Return the suggestion to a row that differs from most rows: without their value and with it, in pieces between what is filled in."""
    if not isinstance(rule.test, Same):
        return None
    return [most_rows_have(rule.test, specification, value, "\0").split("\0") for value in (None, "\0")]


def _cells() -> Facts:
    """Return the characters and words by which cells are read."""
    return {
        "spaces": _pairs(cells.SPACES),
        "invisible": _pairs(cells.INVISIBLE),
        "lost": _pairs(cells.LOST),
        "characterNames": {
            character: names[0]
            for character in (*cells.SPACES, *cells.INVISIBLE, *cells.LOST)
            if (names := cells.character_names(character))
        },
        "plain": dict(look_alikes.PLAIN),
        "lookAlikeNames": {sign: look_alikes.look_alike_name(sign) for sign in look_alikes.PLAIN},
        "lookAlikeInText": look_alikes.IN_TEXT,
        "lookAlikeInIdentifier": look_alikes.IN_IDENTIFIER,
        "formulaError": _pattern(cells.FORMULA_ERROR.removeprefix("(?i)")),
        "withoutResult": cells.WITHOUT_RESULT,
        "roundedNumber": cells.ROUNDED_NUMBER,
        "noValueWords": sorted(cells.NO_VALUE_WORDS),
        "unknownWords": sorted(cells.UNKNOWN_WORDS),
        "wholeDigits": cells.WHOLE_DIGITS,
        "firstYear": cells.FIRST_YEAR,
        "lastYear": cells.LAST_YEAR,
        "checkedDigits": cells.CHECKED_DIGITS,
        "neverCalculated": NEVER_CALCULATED,
        "tooNarrow": TOO_NARROW,
        "itHas": IT_HAS,
        "damagedLetters": {
            "message": loading.DAMAGED_LETTERS,
            "openedWrongly": loading.OPENED_WRONGLY,
            "savedOnAMac": loading.SAVED_ON_A_MAC,
        },
    }


def _texts() -> Facts:
    """Return what suggestions are made from, and how Python compares texts where JavaScript has no function for it."""
    every_character = [chr(code) for code in range(0x10000)]  # beyond them, each version of Python knows other ones
    return {
        "whiteSpace": _pairs("".join(filter(str.isspace, every_character))),
        "digits": _pairs("".join(filter(str.isdigit, every_character))),
        "caseFolded": {one: one.casefold() for one in every_character if one.casefold() != one.lower()},
        "sentences": dict(suggestions.SENTENCES),
        "longestSuggested": suggestions.MAX_LENGTH,
        "months": list(suggestions.MONTHS),
        "synonyms": [list(pair) for pair in list_values.SYNONYMS],
        "booleans": dict(list_values.BOOLEANS),
        "mostInitials": list_values.MAX_INITIALS,
        "mostValuesWithInitials": list_values.MOST_WITH_INITIALS,
        "fewestOfBeginning": list_values.MIN_BEGINNING,
        "shortWord": list_values.SHORT_WORD,
        "longWord": list_values.LONG_WORD,
        "excelDay0": suggestions.EXCEL_DAY_0.isoformat(),
        "firstExcelDay": suggestions.FIRST_DAY,
        "lastExcelDay": suggestions.LAST_DAY,
    }


def _pattern(pattern: str) -> str:
    """Return a regular expression without backslashes that JavaScript does not allow, because they have no effect."""
    return re.sub(r"\\([^A-Za-z0-9^$\\.*+?()\[\]{}|/])", r"\1", pattern)


def _pairs(characters: str) -> list[list[int]]:
    """Return the characters of a set as pairs of numbers in Unicode: the first and the last of each run."""
    return [[ord(first), ord(last)] for first, last in cells.character_ranges(characters)]
