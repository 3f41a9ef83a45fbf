"""A validator that knows nothing but what is published: rules.json, and the pages that explain it. It imports nothing of the project.

A supplier of another program would write such a validator. It is slow and plain, and follows language.md and cells.md part by part.
"""

import csv
import io
import json
import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

Value = str | Decimal | None
Found = tuple[int, str, str, str, str]
"""A finding: row, item, rule, severity and message."""
UNREADABLE = "\0unreadable"
"""The value of an unreadable cell, which no cell can have."""


class Validator:
    """A validator of returns, made from the folder of the outputs of a version."""

    def __init__(self, outputs: Path, today: date) -> None:
        self.rules = json.loads((outputs / "rules" / "rules.json").read_text(encoding="utf-8"))
        items = json.loads((outputs / "specification" / "specification.json").read_text(encoding="utf-8"))["items"]
        self.item_by_title = {item["title"]: item["id"] for item in items}
        self.today = today.isoformat()
        self.sets = self.rules["cells"]
        self.cells = {rule["item"]: rule["cell"] for rule in self.rules["rules"] if rule["kind"] in {"readable", "spelling"}}
        self.tables = {table["id"]: table for table in self.rules["tables"]}
        self.white_space, self.invisible, self.damaged = (
            frozenset(self.characters(name)) for name in ("white_space", "invisible", "damaged")
        )

    def characters(self, name: str) -> str:
        return "".join(chr(code) for first, last in self.sets[name] for code in range(first, last + 1))

    def findings(self, content: bytes) -> list[Found]:
        """Return the findings about the cells and rows of a CSV file."""
        typed, rows = self.rows(content)
        found = [*self.of_cells(typed), *(finding for rule in self.rules["rules"] for finding in self.broken(rule, typed, rows))]
        return sorted(found)

    def rows(self, content: bytes) -> tuple[list[tuple[int, Mapping[str, str]]], list[tuple[int, Mapping[str, Value]]]]:
        """Return the rows of a CSV file with their numbers, as typed and as values, without the blank ones."""
        header, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        columns = [self.item_by_title[title] for title in header]
        numbered = [(number, dict(zip(columns, line, strict=True))) for number, line in enumerate(lines, 2)]
        typed: list[tuple[int, Mapping[str, str]]] = [
            (number, cells) for number, cells in numbered if any(self.tidy(text) for text in cells.values())
        ]
        rows: list[tuple[int, Mapping[str, Value]]] = [
            (number, {item: self.read(item, cells.get(item, "")) for item in self.item_by_title.values()}) for number, cells in typed
        ]
        return typed, rows

    # Cells

    def tidy(self, text: str) -> str:
        return "".join(" " if character in self.white_space else character for character in text).strip(" ")

    def visible(self, item: str, text: str) -> str:
        if item not in self.sets["takes_any_text"]:
            return text
        return "".join(character for character in text if character not in self.invisible).strip(" ")

    def read(self, item: str, typed: str) -> Value:
        text = self.visible(item, self.tidy(typed))
        if not text:
            return None
        cell = self.cells.get(item, {"type": "text"})
        if cell["type"] == "code":
            return self.value_of_list(cell, text)
        if self.hides_value(item, text) or not self.has_form(cell, text):
            return UNREADABLE
        match cell["type"]:
            case "date":
                return "-".join(reversed(text.split("/")))
            case "integer" | "decimal":
                return Decimal(text)
            case _:
                return text

    def value_of_list(self, cell: Mapping[str, Any], text: str) -> str:
        if text in cell["values"]:
            return text
        if set(text) & self.invisible:
            return UNREADABLE
        spellings: dict[str, str] = {self.folded(other): value for other, value in cell["other_spellings"].items()}
        spellings |= {self.folded(value): value for value in cell["values"]}
        return spellings.get(self.folded(text), UNREADABLE)

    def folded(self, text: str) -> str:
        return re.sub(" +", " ", self.tidy(text)).lower()

    def has_form(self, cell: Mapping[str, Any], text: str) -> bool:
        if "pattern" in cell and not re.fullmatch(cell["pattern"], text):
            return False
        if len(text) > cell.get("max_length", len(text)):
            return False
        return cell.get("check_digit") is None or self.has_check_digit(text)

    @staticmethod
    def has_check_digit(text: str) -> bool:
        total = sum(int(digit) * factor for digit, factor in zip(text, range(10, 1, -1), strict=False))
        return (11 - total % 11) % 11 == int(text[9])

    def hides_value(self, item: str, text: str) -> bool:
        return (remark := self.remark_of_text(item, text)) is not None and (remark != "no-value" or item in self.sets["identifiers"])

    def remark_of_text(self, item: str, text: str) -> str | None:
        """Return the first of the checks that may make a cell unreadable."""
        errors = {error.lower() for error in self.sets["formula_errors"]}
        is_error = text.lower() in errors or re.fullmatch("err:[0-9]{3}|##+", text.lower())
        if item in self.sets["reports_formula_errors"] and is_error:
            return "error"
        if item not in self.sets["takes_any_text"]:
            return None
        if set(text) & self.damaged:
            return "encoding"
        if item in self.sets["identifiers"] and re.search(self.sets["rounded_number"], text):
            return "digits"
        words = set(self.sets["words_for_nothing"])
        words |= set(self.sets["words_for_nothing_in_identifiers"]) if item in self.sets["identifiers"] else set()
        return "no-value" if text.lower() in words else None

    def remark(self, item: str, typed: str) -> str | None:
        text = self.tidy(typed)
        bare = self.visible(item, text)
        if (first := self.remark_of_text(item, bare)) or not text:
            return first
        value, cell = self.read(item, typed), self.cells.get(item, {"type": "text"})
        if value == UNREADABLE or (cell["type"] == "code" and value != text):
            return None
        if bare != text:
            return "characters"
        if item in self.sets["takes_any_text"] and self.has_look_alikes(item, text):
            return "look-alikes"
        if text in self.sets["fillers"].get(item, ()):
            return "filler"
        is_free = item in self.sets["takes_any_text"] and item not in self.sets["identifiers"]
        at_ends = any(end == " " or end in self.white_space for end in (typed[0], typed[-1]))
        if at_ends or (not is_free and set(typed) & self.white_space):
            return "spaces"
        return "unlike-examples" if item in self.sets["with_a_digit"] and not re.search("[0-9]", text) else None

    def has_look_alikes(self, item: str, text: str) -> bool:
        if item in self.sets["identifiers"]:
            return bool(set(text) & set(self.characters("look_alikes")))
        if set(text) & set(self.characters("other_width_or_digit")):
            return True
        letters = re.escape(self.characters("letters_of_other_alphabets"))
        return re.search(f"[A-Za-z][{letters}]|[{letters}][A-Za-z]", text) is not None

    def of_cells(self, typed: Sequence[tuple[int, Mapping[str, str]]]) -> Iterator[Found]:
        checks = {check["id"]: check for check in self.rules["cell_checks"]}
        for number, cells in typed:
            for item, text in cells.items():
                if remark := self.remark(item, text):
                    check = checks[f"{item}.{remark}"]
                    yield number, item, check["id"], check["severity"], check["message"]

    # Rules

    def broken(
        self, rule: Mapping[str, Any], typed: Sequence[tuple[int, Mapping[str, str]]], rows: Sequence[tuple[int, Mapping[str, Value]]]
    ) -> Iterator[Found]:
        item = rule["item"]
        match rule["kind"]:
            case "readable":
                others = ("error", "encoding", "digits", "no-value")
                broken = [
                    number
                    for (number, row), (_, cells) in zip(rows, typed, strict=True)
                    if row[item] == UNREADABLE and self.remark(item, cells.get(item, "")) not in others
                ]
            case "spelling":
                broken = [
                    number
                    for (number, row), (_, cells) in zip(rows, typed, strict=True)
                    if row[item] not in {None, UNREADABLE} and row[item] != self.tidy(cells.get(item, ""))
                ]
            case "row":
                broken = [
                    number
                    for number, row in rows
                    if self.truth(rule["when_tree"], row) is True and self.truth(rule["expect_tree"], row) is False
                ]
            case "unique":
                broken = [number for group in self.groups(rule, rule["unique"], rows) if len(group) > 1 for number, _ in group]
            case "same":
                broken = list(self.differing(rule, rows))
        yield from ((number, item, rule["id"], rule["severity"], rule["message"]) for number in broken)

    def groups(
        self, rule: Mapping[str, Any], keys: Sequence[str], rows: Sequence[tuple[int, Mapping[str, Value]]]
    ) -> list[list[tuple[int, Mapping[str, Value]]]]:
        groups = defaultdict(list)
        for number, row in rows:
            key = tuple(row[name] for name in keys)
            if self.truth(rule["when_tree"], row) is True and not set(key) & {None, UNREADABLE}:
                groups[key].append((number, row))
        return list(groups.values())

    def differing(self, rule: Mapping[str, Any], rows: Sequence[tuple[int, Mapping[str, Value]]]) -> Iterator[int]:
        of, item = rule["on_rows_with_the_same"], rule["same"]
        ignored = {UNREADABLE} if rule["blanks_differ"] else {UNREADABLE, None}
        for group in self.groups(rule, [of] if of else [], [(number, row) for number, row in rows if row[item] not in ignored]):
            counts = Counter(row[item] for _, row in group)
            usual = {value for value, count in counts.items() if value is not None and 2 * count > len(group)}
            if len(counts) > 1:
                yield from (number for number, row in group if row[item] not in usual)

    # Conditions

    def truth(self, tree: Mapping[str, Any], row: Mapping[str, Value]) -> bool | None:
        match tree:
            case {"truth": verdict}:
                return bool(verdict)
            case {"not": inner}:
                return None if (verdict := self.truth(inner, row)) is None else not verdict
            case {"and": parts}:
                verdicts = {self.truth(part, row) for part in parts}
                return False if False in verdicts else None if None in verdicts else True
            case {"or": parts}:
                verdicts = {self.truth(part, row) for part in parts}
                return True if True in verdicts else None if None in verdicts else False
            case {"is_blank": item}:
                return None if row[item] == UNREADABLE else row[item] is None
            case {"starts_with": value, "prefix": prefix}:
                return None if (text := self.value(value, row)) is None else str(text).startswith(prefix)
            case {"in": value, "options": options}:
                return self.truth({"or": [{"compare": "=", "left": value, "right": option} for option in options]}, row)
            case {"in_table": name}:
                table = self.tables[name]
                rows = [
                    {"and": [self.equals(key, text) for key, text in zip(table["keys"], texts, strict=True)]} for texts in table["rows"]
                ]
                return self.truth({"or": rows}, row)
            case {"compare": sign, "left": left, "right": right}:
                return self.compared(sign, self.value(left, row), self.value(right, row))
            case _:
                raise AssertionError(tree)

    @staticmethod
    def equals(item: str, text: str) -> Mapping[str, Any]:
        return {"compare": "=", "left": {"item": item}, "right": {"text": text}}

    @staticmethod
    def compared(sign: str, left: Value, right: Value) -> bool | None:
        if left is None or right is None or isinstance(left, str) != isinstance(right, str):
            return None
        order = 0 if left == right else -1 if left < right else 1  # type: ignore[operator] # both are texts, or both are numbers
        return {"=": order == 0, "<>": order != 0, "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[sign]

    def value(self, tree: Mapping[str, Any], row: Mapping[str, Value]) -> Value:
        match tree:
            case {"item": item}:
                return None if row[item] == UNREADABLE else row[item]
            case {"text": text}:
                return str(text)
            case {"number": number}:
                return Decimal(number)
            case {"call": name, "arguments": arguments}:
                days = [self.value(argument, row) for argument in arguments]
                return None if None in days else self.called(name, [str(day) for day in days])
            case {"arithmetic": sign, "left": left, "right": right}:
                first, second = self.value(left, row), self.value(right, row)
                if not isinstance(first, Decimal) or not isinstance(second, Decimal):
                    return None
                return first + second if sign == "+" else first - second if sign == "-" else first * second
            case _:
                raise AssertionError(tree)

    def called(self, name: str, days: Sequence[str]) -> Value:
        schedule = self.rules["schedule"]
        first_month = schedule["first_month"]
        if name == "today":
            return self.today
        day = date.fromisoformat(days[0])
        year = day.year - (day.month < first_month)
        match name:
            case "age_on":
                other = date.fromisoformat(days[1])
                return Decimal(other.year - day.year - ((other.month, other.day) < (day.month, day.day)))
            case "year_start":
                return date(year, first_month, 1).isoformat()
            case "period_end":
                months = (day.month - first_month) % 12 // schedule["months_in_period"] * schedule["months_in_period"]
                last = first_month - 1 + months + schedule["months_in_period"] - 1
                year, month = year + last // 12, last % 12 + 1
                return date(year, month, monthrange(year, month)[1]).isoformat()
            case _:
                raise AssertionError(name)
