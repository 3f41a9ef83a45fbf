"""How many faults of a half-wrong validator the conformance pack catches: `python benchmarks/mutants.py`.

Faults are planted in a validator that is made from the published files alone (tests/from_outputs.py): in its rules, one part changed at
a time, and in its code. The pack catches a fault if the validator reports other findings in some file. For a fault in a rule about one
row that no file catches, the solver says whether any row could tell it apart. It takes a few minutes.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))

import cldspec  # noqa: E402
from cldspec.rules import expression as ex  # noqa: E402
from cldspec.rules.all_rules import Row, rules_of  # noqa: E402
from cldspec.solver.reason import Never, Reasoner  # noqa: E402
from from_outputs import UNREADABLE, Validator, Value  # noqa: E402

OUTPUTS = ROOT / "outputs" / "4.0"
SPECIFICATION = cldspec.load(ROOT / "spec" / "4.0")
VALIDATOR = Validator(OUTPUTS, date.today())  # noqa: DTZ011 - the day does not matter here
SIGNS = ("=", "<>", "<", "<=", ">", ">=")
CRASHES = (ValueError, IndexError, KeyError, ArithmeticError)
"""How a faulty validator may end. That is caught, too."""
Tree = dict[str, Any]
Rule = dict[str, Any]
Read = tuple[list[tuple[int, Mapping[str, str]]], list[tuple[int, Mapping[str, Value]]]]
"""The rows of a file as typed and as values."""


# Faults in the rules


def in_rules(validator: Validator) -> Iterator[tuple[str, Rule, Rule]]:
    """Yield faults in the rules: the kind, the rule, and the rule with the fault."""
    for rule in validator.rules["rules"]:
        for kind, changed in in_rule(rule, validator):
            yield kind, rule, changed


def in_rule(rule: Rule, validator: Validator) -> Iterator[tuple[str, Rule]]:
    """Yield faults in one rule."""
    yield "a rule is left out", {**rule, "kind": "row", "when_tree": {"truth": False}, "expect_tree": {"truth": True}}
    for part in ("when_tree", "expect_tree"):
        if part in rule:
            for kind, tree in in_tree(rule[part], validator):
                yield kind, {**rule, part: tree}
    match rule["kind"]:
        case "unique":
            for key in rule["unique"]:
                if len(rule["unique"]) > 1:
                    yield "a key is left out", {**rule, "unique": [other for other in rule["unique"] if other != key]}
        case "same":
            yield "a blank is judged otherwise", {**rule, "blanks_differ": not rule["blanks_differ"]}
            if rule["on_rows_with_the_same"]:
                yield "rows are not grouped", {**rule, "on_rows_with_the_same": None}
        case "readable":
            yield from in_cell(rule)


def in_cell(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Yield faults in what a cell must be."""
    cell = rule["cell"]
    for value in cell.get("values", ()):
        yield "a value of a list is left out", {**rule, "cell": {**cell, "values": [one for one in cell["values"] if one != value]}}
        yield (
            "a value of a list is misspelt",
            {
                **rule,
                "cell": {**cell, "values": [f"{one}s" if one == value else one for one in cell["values"]]},
            },
        )
    for spelling in cell.get("other_spellings", {}):
        rest = {other: value for other, value in cell["other_spellings"].items() if other != spelling}
        yield "another spelling is left out", {**rule, "cell": {**cell, "other_spellings": rest}}
    for key in ("pattern", "check_digit", "max_length"):
        if key in cell:
            yield f"{key} is left out", {**rule, "cell": {name: part for name, part in cell.items() if name != key}}
    if "max_length" in cell:
        for more in (-1, 1):
            yield "max_length is off by one", {**rule, "cell": {**cell, "max_length": cell["max_length"] + more}}
    if "pattern" in cell:
        for part, other in (
            ("-?", ""),
            ("{1,2}", "{1,3}"),
            ("{1,2}", "{1,1}"),
            ("{1,10}", "{1,9}"),
            ("{1,10}", "{1,11}"),
            ("?", ""),
            (" ", " ?"),
        ):
            if part in cell["pattern"]:
                yield "a pattern is changed", {**rule, "cell": {**cell, "pattern": cell["pattern"].replace(part, other, 1)}}
        if cell["type"] == "date":
            for pattern in (r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}", r"[0-9]{2}/[0-9]{2}/[0-9]{4}", r"[0-9]{2}[/.-][0-9]{2}[/.-][0-9]{4}"):
                yield "a pattern is changed", {**rule, "cell": {**cell, "pattern": pattern}}


def in_tree(tree: Tree, validator: Validator) -> Iterator[tuple[str, Tree]]:
    """Yield a condition with one thing changed."""
    match tree:
        case {"not": inner}:
            yield "NOT is left out", inner
            yield from ((kind, {"not": one}) for kind, one in in_tree(inner, validator))
        case {"and": parts} | {"or": parts}:
            name = "and" if "and" in tree else "or"
            yield "AND and OR are exchanged", {"or" if name == "and" else "and": parts}
            for index, part in enumerate(parts):
                yield "a part is left out", {name: [*parts[:index], *parts[index + 1 :]]}
                for kind, one in in_tree(part, validator):
                    yield kind, {name: [*parts[:index], one, *parts[index + 1 :]]}
        case {"compare": sign, "left": left, "right": right}:
            is_text = "text" in right and not right["text"][:4].isdigit()
            for other in SIGNS:
                if other != sign and (not is_text or other in {"=", "<>"}):
                    yield "an operator is changed", {**tree, "compare": other}
            yield from (("a boundary is moved", {**tree, "right": one}) for one in moved(right))
            yield from (("a boundary is moved", {**tree, "left": one}) for one in moved(left))
            yield from (("another item is compared", {**tree, "right": one}) for one in other_items(right, validator))
            yield from (("another item is compared", {**tree, "left": one}) for one in other_items(left, validator))
            if is_text:
                yield from (
                    ("a value is changed", {**tree, "right": {"text": one}}) for one in values_of(left, validator) if one != right["text"]
                )
        case {"in": value, "options": options}:
            for index, _ in enumerate(options):
                yield "a value is left out", {**tree, "options": [*options[:index], *options[index + 1 :]]}
            known = [option.get("text") for option in options]
            yield from (
                ("a value is added", {**tree, "options": [*options, {"text": one}]})
                for one in values_of(value, validator)
                if one not in known
            )
        case {"starts_with": value, "prefix": prefix}:
            yield "a value is changed", {"starts_with": value, "prefix": prefix[:-1]}
            yield from (
                ("a value is changed", {"starts_with": value, "prefix": one})
                for one in values_of(value, validator)
                if one.startswith(prefix)
            )
        case {"is_blank": _}:
            yield "it is the opposite", {"not": tree}
        case {"in_table": name}:
            yield "it is the opposite", {"not": tree}
            yield from in_table(name, validator)


def in_table(name: str, validator: Validator) -> Iterator[tuple[str, Tree]]:
    """Yield faults in a table: a row is left out, or another is added."""
    table = validator.tables[name]

    def row_is(row: Sequence[str]) -> Tree:
        return {"and": [Validator.equals(key, text) for key, text in zip(table["keys"], row, strict=True)]}

    for row in table["rows"]:
        yield "a row of a table is left out", {"or": [row_is(other) for other in table["rows"] if other != row]}
    lists = [validator.cells[key].get("values", []) for key in table["keys"]]
    others = [[first] for first in lists[0]]
    for values in lists[1:]:
        others = [[*row, value] for row in others for value in values]
    for row in others:
        if row not in table["rows"]:
            yield "a row of a table is added", {"or": [{"in_table": name}, row_is(row)]}


def moved(value: Tree) -> Iterator[Tree]:
    """Yield a constant that is a little higher or lower, or a date without its function."""
    match value:
        case {"number": number}:
            for more in ("-1", "1", "0.01", "-0.01"):
                yield {"number": str(Decimal(number) + Decimal(more))}
        case {"text": text} if text[:4].isdigit() and len(text) == len("yyyy-mm-dd"):
            for days in (-1, 1):
                yield {"text": (date.fromisoformat(text) + timedelta(days)).isoformat()}
        case {"call": "period_end" | "year_start", "arguments": [argument]}:
            yield argument


def other_items(value: Tree, validator: Validator) -> Iterator[Tree]:
    """Yield the other items of the type of an item."""
    match value:
        case {"item": name} if name in validator.cells and validator.cells[name]["type"] in {"date", "decimal", "integer"}:
            for other, cell in validator.cells.items():
                if other != name and cell["type"] == validator.cells[name]["type"]:
                    yield {"item": other}
        case {"call": call, "arguments": arguments}:
            for index, argument in enumerate(arguments):
                for one in other_items(argument, validator):
                    yield {"call": call, "arguments": [*arguments[:index], one, *arguments[index + 1 :]]}


def values_of(value: Tree, validator: Validator) -> list[str]:
    """Return the values of the list of an item."""
    return list(validator.cells.get(value.get("item", ""), {}).get("values", ()))


# Faults in the code


def in_code() -> dict[str, type[Validator]]:
    """Return faults in how cells are read, conditions are evaluated and rows are compared."""

    def with_method(name: str, method: object) -> type[Validator]:
        return type("Faulty", (Validator,), {name: method})

    read, called, truth, compared = Validator.read, Validator.called, Validator.truth, Validator.compared

    def age(days: Callable[[date, date], int]) -> Callable[..., Any]:
        def method(self: Validator, name: str, given: Sequence[str]) -> Value:
            if name != "age_on":
                return called(self, name, given)
            return Decimal(days(*map(date.fromisoformat, given)))

        return method

    def calendar(self: Validator, name: str, given: Sequence[str]) -> Value:
        if name == "year_start":
            return f"{given[0][:4]}-01-01"
        return called(self, name, given)

    def months(self: Validator, name: str, given: Sequence[str]) -> Value:
        if name == "period_end":
            day = date.fromisoformat(given[0])
            return ((day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)).isoformat()
        return called(self, name, given)

    def no_case(self: Validator, item: str, typed: str) -> Value:
        value = read(self, item, typed)
        return (
            value.lower()
            if isinstance(value, str) and value != UNREADABLE and self.cells.get(item, {}).get("type", "text") == "text"
            else value
        )

    def unknown_is(verdict: bool) -> Callable[..., Any]:  # noqa: FBT001
        return lambda _, sign, left, right: verdict if (found := compared(sign, left, right)) is None else found

    def blank_and_unreadable(self: Validator, tree: Tree, row: Mapping[str, Value]) -> bool | None:
        return row[tree["is_blank"]] in {None, UNREADABLE} if "is_blank" in tree else truth(self, tree, row)

    def unreadable_is_filled(self: Validator, tree: Tree, row: Mapping[str, Value]) -> bool | None:
        return row[tree["is_blank"]] is None if "is_blank" in tree else truth(self, tree, row)

    def blank_keys(self: Validator, rule: Rule, keys: Sequence[str], rows: Any) -> Any:
        groups: dict[tuple[Value, ...], list[Any]] = {}
        for number, row in rows:
            if self.truth(rule["when_tree"], row) is True:
                groups.setdefault(tuple(row[name] for name in keys), []).append((number, row))
        return list(groups.values())

    def neighbours(self: Validator, rule: Rule, keys: Sequence[str], rows: Any) -> Any:
        groups: list[list[Any]] = []
        last = None
        for number, row in rows:
            key = tuple(row[name] for name in keys)
            if self.truth(rule["when_tree"], row) is True and not set(key) & {None, UNREADABLE}:
                groups[-1].append((number, row)) if key == last else groups.append([(number, row)])
                last = key
        return groups

    def without_when(self: Validator, rule: Rule, keys: Sequence[str], rows: Any) -> Any:
        return Validator.groups(self, {**rule, "when_tree": {"truth": True}}, keys, rows)

    def all_differ(self: Validator, rule: Rule, rows: Any) -> Iterator[int]:
        of, item = rule["on_rows_with_the_same"], rule["same"]
        ignored = {UNREADABLE} if rule["blanks_differ"] else {UNREADABLE, None}
        for group in self.groups(rule, [of] if of else [], [(number, row) for number, row in rows if row[item] not in ignored]):
            if len({row[item] for _, row in group}) > 1:
                yield from (number for number, _ in group)

    def first_is_right(self: Validator, rule: Rule, rows: Any) -> Iterator[int]:
        of, item = rule["on_rows_with_the_same"], rule["same"]
        ignored = {UNREADABLE} if rule["blanks_differ"] else {UNREADABLE, None}
        for group in self.groups(rule, [of] if of else [], [(number, row) for number, row in rows if row[item] not in ignored]):
            yield from (number for number, row in group if row[item] != group[0][1][item])

    def first_key_only(self: Validator, tree: Tree, row: Mapping[str, Value]) -> bool | None:
        if "in_table" not in tree:
            return truth(self, tree, row)
        table = self.tables[tree["in_table"]]
        return truth(self, {"or": [Validator.equals(table["keys"][0], texts[0]) for texts in table["rows"]]}, row)

    strip = {
        "only spaces are stripped": lambda _, text: text.strip(" "),
        "nothing is stripped": lambda _, text: text,
        "all white space becomes one space": lambda _, text: " ".join(text.split()),
        "all white space is left out": lambda _, text: "".join(text.split()),
    }
    faults = {what: with_method("tidy", method) for what, method in strip.items()}
    faults |= {
        "case counts in lists": with_method("folded", lambda self, text: " ".join(self.tidy(text).split())),
        "doubled spaces count in lists": with_method("folded", lambda self, text: self.tidy(text).lower()),
        "spaces do not count in lists": with_method("folded", lambda self, text: self.tidy(text).lower().replace(" ", "")),
        "no other spelling is known": with_method("value_of_list", lambda _, cell, text: text if text in cell["values"] else UNREADABLE),
        "any value is in a list": with_method("value_of_list", lambda _, __, text: text),
        "invisible characters are kept": with_method("visible", lambda _, __, text: text),
        "no check digit": with_method("has_check_digit", staticmethod(lambda _: True)),
        "check digit 10 counts as 0": with_method("has_check_digit", staticmethod(ten_is_zero)),
        "check digit 11 is refused": with_method("has_check_digit", staticmethod(eleven_is_refused)),
        "lengths are in bytes": with_method("has_form", in_bytes),
        "formats ignore case": with_method("has_form", ignoring_case),
        "what matches at the beginning matches": with_method("has_form", at_beginning),
        "no word stands for nothing": with_method("remark_of_text", lambda _, __, ___: None),
        "texts are compared without case": with_method("read", no_case),
        "age by years only": with_method("called", age(lambda born, day: day.year - born.year)),
        "age by months only": with_method("called", age(lambda born, day: day.year - born.year - (day.month < born.month))),
        "age by days": with_method("called", age(lambda born, day: int((day - born).days / 365.25))),
        "a birthday counts from the next day": with_method(
            "called", age(lambda born, day: day.year - born.year - ((day.month, day.day) <= (born.month, born.day)))
        ),
        "29 February counts on 28 February": with_method(
            "called",
            age(
                lambda born, day: (
                    day.year - born.year - ((day.month, day.day) < (born.month, 28 if (born.month, born.day) == (2, 29) else born.day))
                )
            ),
        ),
        "the year begins in January": with_method("called", calendar),
        "periods are months": with_method("called", months),
        "a blank compares as FALSE": with_method("compared", staticmethod(lambda *given: unknown_is(verdict=False)(None, *given))),
        "a blank compares as TRUE": with_method("compared", staticmethod(lambda *given: unknown_is(verdict=True)(None, *given))),
        "an unreadable cell is blank": with_method("truth", blank_and_unreadable),
        "an unreadable cell is filled in": with_method("truth", unreadable_is_filled),
        "only the first key of a table counts": with_method("truth", first_key_only),
        "blank keys are equal": with_method("groups", blank_keys),
        "only neighbours are compared": with_method("groups", neighbours),
        "rows are compared to which the rule does not apply": with_method("groups", without_when),
        "all rows that differ are reported": with_method("differing", all_differ),
        "the first row is right": with_method("differing", first_is_right),
    }
    return faults


def ten_is_zero(text: str) -> bool:
    """Say whether a check digit is right if 10 counts as 0."""
    total = sum(int(digit) * factor for digit, factor in zip(text, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 % 10 == int(text[9])


def eleven_is_refused(text: str) -> bool:
    """Say whether a check digit is right if 11 never is."""
    total = sum(int(digit) * factor for digit, factor in zip(text, range(10, 1, -1), strict=False))
    return 11 - total % 11 == int(text[9])


def in_bytes(self: Validator, cell: Mapping[str, Any], text: str) -> bool:
    """Say whether a text has the form of a cell if its length is in bytes."""
    return Validator.has_form(self, cell, text) and len(text.encode()) <= cell.get("max_length", 1 << 30)


def ignoring_case(self: Validator, cell: Mapping[str, Any], text: str) -> bool:
    """Say whether a text has the form of a cell if case does not count."""
    return Validator.has_form(self, cell, text.upper())


def at_beginning(self: Validator, cell: Mapping[str, Any], text: str) -> bool:
    """Say whether the beginning of a text has the form of a cell."""
    found = re.match(cell["pattern"].removesuffix("$"), text) if "pattern" in cell else None
    return Validator.has_form(self, cell, found[0] if found else text)


# The measure


def main() -> None:
    """Print how many faults the pack catches, by kind, and which it does not."""
    index = json.loads((OUTPUTS / "conformance" / "cases.json").read_text(encoding="utf-8"))
    paths = [OUTPUTS / "conformance" / entry["file"] for entry in (index["valid"], *index["cases"], *index["more"])]
    paths = [path for path in paths if path.parent.name != "files"]
    day = date.fromisoformat(index["holds_from"])
    right = Validator(OUTPUTS, day)
    content = {path: path.read_bytes() for path in paths}
    expected = {path: right.findings(content[path]) for path in paths}
    rows = {path: right.rows(content[path]) for path in paths}
    caught, equal, left = Counter[str](), 0, list[tuple[str, str]]()
    for kind, rule, changed in in_rules(right):
        own = [path for path in paths if rule["id"] in path.stem or path.stem == rule["item"]]
        if any(differs(right, rule, changed, content[path], rows[path]) for path in own):
            caught[kind] += 1
        elif is_equal(rule["id"], changed):
            equal += 1
        elif any(differs(right, rule, changed, content[path], rows[path]) for path in paths if path not in own):
            caught[kind] += 1
        else:
            left.append((kind, rule["id"]))
    possible = sum(caught.values()) + len(left)
    print(f"Faults in rules: {possible + equal:,}, of which {equal:,} change nothing (proved for rules about one row)")
    print(f"Caught: {sum(caught.values()):,} of {possible:,} ({sum(caught.values()) / possible:.1%})")
    for kind in sorted({*caught, *(kind for kind, _ in left)}):
        print(f"  {kind}: {caught[kind]:,} of {caught[kind] + sum(one[0] == kind for one in left):,}")
    for kind, name in left:
        print(f"  not caught: {name}: {kind}", flush=True)
    in_program, not_caught = in_code(), []
    for what, faulty in in_program.items():
        wrong = faulty(OUTPUTS, day)
        if all(findings_or_crash(wrong, content[path]) == expected[path] for path in paths):
            not_caught.append(what)
    print(f"Faults in code: {len(in_program)}, caught: {len(in_program) - len(not_caught)}")
    for what in not_caught:
        print(f"  not caught: {what}")


def findings_or_crash(validator: Validator, content: bytes) -> object:
    """Return the findings in a file. A validator that ends with an error is caught, too."""
    try:
        return validator.findings(content)
    except CRASHES as error:
        return error


def differs(validator: Validator, rule: Rule, changed: Rule, content: bytes, read: Read) -> bool:
    """Say whether a rule with a fault finds something else in a file."""
    if rule["kind"] not in {"readable", "spelling"}:
        return numbers(validator, rule, read) != numbers(validator, changed, read)
    wrong = deepcopy(validator)
    wrong.cells[rule["item"]] = changed.get("cell", rule["cell"])
    try:
        wrong_read = wrong.rows(content) if changed["kind"] != "row" else read
    except CRASHES:
        return True
    return numbers(validator, rule, read) != numbers(wrong, changed, wrong_read)


def numbers(validator: Validator, rule: Rule, read: Read) -> object:
    """Return the rows of a file that break a rule, or the error with which the validator ends."""
    try:
        return sorted(number for number, *_ in validator.broken(rule, *read))
    except CRASHES as error:
        return error


def is_equal(name: str, changed: Rule) -> bool:
    """Say whether no row can tell a fault in a rule about one row apart. That is proved by the solver."""
    if "cell" in changed:
        return reads_alike(changed, VALIDATOR)
    rule = next(rule for rule in rules_of(SPECIFICATION) if rule.id == name)
    if not isinstance(rule.test, Row) or changed["kind"] != "row":
        return False
    other = replace(rule, id="fault", test=Row(from_tree(changed["when_tree"]), from_tree(changed["expect_tree"])))
    reasoner = Reasoner(SPECIFICATION, [rule, other])
    answers = [
        reasoner.ask(ex.Truth(True), keeping=[kept], breaking=broken, explaining=False)
        for kept, broken in ((name, "fault"), ("fault", name))
    ]
    return all(isinstance(answer, Never) for answer in answers)


def reads_alike(changed: Rule, validator: Validator) -> bool:
    """Say whether a fault in a list changes the value of no text: another spelling may stand for the same."""
    cell, right = changed["cell"], validator.cells[changed["item"]]
    if cell["type"] != "code":
        return False
    texts = {*right["values"], *right["other_spellings"], *cell["values"]}
    texts |= {text.upper() for text in texts}
    return all(validator.value_of_list(cell, text) == validator.value_of_list(right, text) for text in texts)


def from_tree(tree: Tree) -> Any:
    """Return the condition or value of a tree."""
    match tree:
        case {"truth": verdict}:
            return ex.Truth(verdict)
        case {"not": inner}:
            return ex.Not(from_tree(inner))
        case {"and": parts}:
            return ex.All(tuple(map(from_tree, parts))) if parts else ex.Truth(True)
        case {"or": parts}:
            return ex.Any(tuple(map(from_tree, parts))) if parts else ex.Truth(False)
        case {"compare": sign, "left": left, "right": right}:
            return ex.Compare(sign, from_tree(left), from_tree(right))
        case {"in": value, "options": options}:
            return ex.In(from_tree(value), tuple(map(from_tree, options))) if options else ex.Truth(False)
        case {"is_blank": item}:
            return ex.IsBlank(ex.Item(item))
        case {"starts_with": value, "prefix": prefix}:
            return ex.StartsWith(from_tree(value), ex.Text(prefix))
        case {"in_table": name}:
            return ex.InTable(name)
        case {"item": item}:
            return ex.Item(item)
        case {"text": text}:
            return ex.Text(text)
        case {"number": number}:
            return ex.Number(Decimal(number))
        case {"call": name, "arguments": arguments}:
            return ex.Call(name, tuple(map(from_tree, arguments)))
        case {"arithmetic": sign, "left": left, "right": right}:
            return ex.Arithmetic(sign, from_tree(left), from_tree(right))
        case _:
            raise AssertionError(tree)


if __name__ == "__main__":
    main()
