"""Versions of the made-up library, made by named edits, and rows of the version without edits: for the tests of migrations."""

import random
import re
from collections.abc import Callable
from functools import cache

from cldspec.diff.changes import Comparison
from cldspec.diff.renames import declared_renames
from cldspec.load import read_texts
from cldspec.model import Specification
from conftest import LIBRARY, texts_of

Texts = dict[str, str]
"""The texts of a version's files, by path."""
Typed = dict[str, str]
"""A row as typed, by the identifiers of items."""
Edit = Callable[[Texts], None]
"""A function that changes the texts of a version."""

MOVEMENT, KIND, BOOK, LOAN, RULES = (
    "code-lists/movement.yaml",
    "code-lists/reader-kind.yaml",
    "items/book.yaml",
    "items/loan.yaml",
    "rules/loans.yaml",
)


class ConflictingEditsError(Exception):
    """Raised when one edit removes what another edit changes."""


def replace(file: str, old: str, new: str) -> Edit:
    """Replace the first occurrence of a text in a file."""

    def edit(texts: Texts) -> None:
        if old not in texts.get(file, ""):
            raise ConflictingEditsError(f"{old} is not in {file}")
        texts[file] = texts[file].replace(old, new, 1)

    return edit


def replace_word(old: str, new: str) -> Edit:
    """Replace a whole word in all files."""

    def edit(texts: Texts) -> None:
        for file, text in texts.items():
            texts[file] = re.sub(rf"\b{re.escape(old)}\b", new, text)

    return edit


def item_yaml(item_id: str, more: str) -> str:
    """Return the YAML of a data item."""
    return (
        f"  - id: {item_id}\n    title: {item_id.replace('_', ' ').capitalize()}\n    printed_type: Text\n    obligation: voluntary\n"
        f"    definition: It's new, 100%.\n    guidance: New.\n    personal_data: none\n    sources: [leaflet/loans]\n{more}"
    )


def list_yaml(list_id: str, *values: str) -> str:
    """Return the YAML of a code list."""
    codes = "".join(f'  - value: "{value}"\n' for value in values)
    return f"id: {list_id}\ntitle: Of {list_id}\ndescription: A list.\nsources: [leaflet/loans]\ncodes:\n{codes}"


def write_file(path: str, text: str) -> Edit:
    def edit(texts: Texts) -> None:
        texts[path] = text

    return edit


def append(file: str, text: str) -> Edit:
    """Add text at the end of a file."""

    def edit(texts: Texts) -> None:
        texts[file] += text

    return edit


def remove_rules(*rules: str) -> Edit:
    """Remove rules."""

    def edit(texts: Texts) -> None:
        for rule in rules:
            require_text(texts, RULES, f"  - id: {rule}")
            before, _, entry = texts[RULES].partition(f"  - id: {rule}")
            _, next_id, after = entry.partition("  - id: ")
            texts[RULES] = before + next_id + after

    return edit


def require_text(texts: Texts, file: str, text: str = "") -> None:
    if file not in texts or text not in texts[file]:
        raise ConflictingEditsError(f"{text} is not in {file}")


def rename_list(texts: Texts) -> None:
    require_text(texts, KIND)
    texts["code-lists/reader-type.yaml"] = (
        texts.pop("code-lists/reader-kind.yaml").replace("id: reader-kind", "id: reader-type").replace("codes:", "was: reader-kind\ncodes:")
    )
    texts["items/loan.yaml"] = texts["items/loan.yaml"].replace("code_list: reader-kind", "code_list: reader-type")


def remove_list(texts: Texts) -> None:
    require_text(texts, KIND)
    del texts["code-lists/reader-kind.yaml"]
    texts["items/loan.yaml"] = (
        texts["items/loan.yaml"].replace("type: code\n", "type: text\n", 1).replace("    code_list: reader-kind\n", "")
    )


def remove_remark(texts: Texts) -> None:
    book = texts["items/book.yaml"]
    require_text(texts, "items/book.yaml", "  - id: remark")
    texts["items/book.yaml"] = book[: book.index("  - id: remark")]
    replace("items/loan.yaml", " AND remark IS NULL", "")(texts)
    replace("rules/loans.yaml", "remark IS NOT NULL AND mark", "mark")(texts)
    replace("rules/loans.yaml", "items: [weeks, remark]", "items: [weeks, mark]")(texts)


def remove_fee(texts: Texts) -> None:
    require_text(texts, LOAN, "  - id: fee")
    texts[LOAN] = texts[LOAN][: texts[LOAN].index("  - id: fee")]
    remove_rules("LOAN-03", "LOAN-05")(texts)
    texts["calculations.yaml"] = "calculations: []\n"


def move_item(texts: Texts) -> None:
    """Move an item to the section of other rows."""
    book = texts["items/book.yaml"]
    require_text(texts, "items/book.yaml", "  - id: remark")
    cut = book.index("  - id: remark")
    texts["items/book.yaml"] = book[:cut]
    texts["items/loan.yaml"] = texts["items/loan.yaml"].replace("items:\n", "items:\n" + book[cut:], 1)


def reorder_items(texts: Texts) -> None:
    book = texts["items/book.yaml"]
    require_text(texts, "items/book.yaml", "  - id: remark")
    first, last = book.index("  - id: moved_on"), book.index("  - id: remark")
    texts["items/book.yaml"] = book[:first] + book[last:] + book[first:last]


def split_yaml(value: str, where: str = "") -> str:
    """Return the YAML of a part of the value Yes, with the condition of its rows; without one, a person decides."""
    return f'  - value: {value}\n    was: "Yes"\n    {f"was_where: {where}" if where else "was_by_decision: true"}\n'


REMARK = "type: text\n    printed_type: Text\n    max_length: 20"
"""What the YAML says of the type of `remark`."""
EDITS: dict[str, tuple[Edit, ...]] = {
    "nothing changed": (),
    "reworded": (replace(BOOK, "definition: Anything else.", "definition: It's 100% else; */ -- or £ 漢."),),
    "list reworded": (replace(MOVEMENT, "description: What can happen", "description: It's what can happen"),),
    "record reworded": (replace("specification.yaml", "description: One row is", "description: Just one row is"),),
    "value added": (append(MOVEMENT, '  - value: "It\'s \\"sold\\", 100%; £ 漢"\n    label: Sold\n    description: Don\'t\n'),),
    "value added first": (replace(KIND, "codes:\n", 'codes:\n  - value: "Not known, but long enough to matter"\n'),),
    "value described": (replace(MOVEMENT, "It stands", "It's 100% sure; it stands"),),
    "values in another order": (replace(KIND, '  - value: "Yes"\n  - value: "No"\n', '  - value: "No"\n  - value: "Yes"\n'),),
    "value respelt": (replace(MOVEMENT, "value: Given back", "value: GIVEN  Back"),),
    "value that was another spelling": (
        replace(MOVEMENT, "value: Given back", "value: Returned\n    also_seen_as:\n      - {value: Given back, sources: [leaflet/fees]}"),
    ),
    "value renamed": (replace(MOVEMENT, "value: Given back", 'value: "It\'s back; 100% -- £漢"\n    was: Given back'),),
    "value renamed that rules name": (
        replace_word("Lent", "Lent out now"),
        replace(MOVEMENT, "value: Lent out now", "value: Lent out now\n    was: Lent"),
    ),
    "value removed": (replace(KIND, '  - value: "007"\n    label: Agent\n', ""),),
    "value removed and another added": (replace(KIND, '  - value: "007"\n    label: Agent\n', '  - value: "Agent 007"\n'),),
    "values exchanged": (
        replace(KIND, '  - value: "Yes"\n  - value: "No"\n', '  - value: "No"\n    was: "Yes"\n  - value: "Yes"\n    was: "No"\n'),
    ),
    "values exchanged in their places": (
        replace(KIND, '  - value: "Yes"\n  - value: "No"\n', '  - value: "Yes"\n    was: "No"\n  - value: "No"\n    was: "Yes"\n'),
    ),
    "values merged": (replace(KIND, '  - value: "Yes"\n  - value: "No"\n', '  - value: Either\n    replaces: ["Yes", "No"]\n'),),
    "value merged into one that was there": (
        replace(KIND, '  - value: "No"\n  - value: "007"\n    label: Agent\n', '  - value: "No"\n    replaces: ["007"]\n'),
    ),
    "value split by conditions": (
        replace(KIND, '  - value: "Yes"\n', f"{split_yaml('Child', 'weeks <= 3')}{split_yaml('Adult', 'weeks > 2 OR weeks IS NULL')}"),
    ),
    "value split that stays": (replace(KIND, '  - value: "Yes"\n', f'  - value: "Yes"\n{split_yaml("Child", "fee > 1.75")}'),),
    "value split by decision": (replace(KIND, '  - value: "Yes"\n', f"{split_yaml('Child')}{split_yaml('Adult')}"),),
    "items exchanged": (
        replace(BOOK, "  - id: remark\n", "  - id: branch\n    was: remark\n"),
        replace("items/shelf.yaml", "  - id: branch\n", "  - id: remark\n    was: branch\n"),
    ),
    "items exchanged in their places": (
        replace(BOOK, "  - id: remark\n", "  - id: remark\n    was: branch\n"),
        replace("items/shelf.yaml", "  - id: branch\n", "  - id: branch\n    was: remark\n"),
    ),
    "item added": (append(LOAN, item_yaml("note", "    type: text\n    max_length: 30\n")),),
    "item added in between": (append(BOOK, item_yaml("price", "    type: decimal\n    scale: 2\n")),),
    "item added with a list": (
        append(LOAN, item_yaml("wear", "    type: code\n    code_list: wear\n")),
        write_file("code-lists/wear.yaml", list_yaml("wear", "Like new", "It's 100% worn")),
    ),
    "item added that is required": (append(LOAN, item_yaml("due", "    type: date\n    required_when: weeks > 2\n    if_blank: error\n")),),
    "item added that is required on every row": (
        append(BOOK, item_yaml("desk", "    type: text\n    required_when: always\n    if_blank: error\n")),
    ),
    "item removed": (remove_remark,),
    "item removed that rules name": (remove_fee,),
    "item renamed": (replace_word("remark", "jotting"), replace(BOOK, "  - id: jotting\n", "  - id: jotting\n    was: remark\n")),
    "item renamed that rules name": (
        replace_word("weeks", "how_long"),
        replace(LOAN, "  - id: how_long\n", "  - id: how_long\n    was: weeks\n"),
    ),
    "item renamed without saying so": (replace_word("remark", "jotting"),),
    "moved to another section": (move_item,),
    "items in another order": (reorder_items,),
    "more digits": (replace(LOAN, "scale: 2", "scale: 3"),),
    "fewer digits": (replace(LOAN, "scale: 2", "scale: 1"),),
    "decimal to integer": (replace(LOAN, "type: decimal\n    scale: 2", "type: integer"),),
    "integer to decimal": (replace(LOAN, "type: integer", "type: decimal\n    scale: 1"),),
    "shorter": (replace(BOOK, "max_length: 20", "max_length: 5"),),
    "longer": (replace(BOOK, "max_length: 20", "max_length: 200"),),
    "of any length": (replace(BOOK, "    max_length: 20\n", ""),),
    "date to text": (replace(BOOK, "type: date", "type: text"), remove_rules("LOAN-02", "LOAN-04")),
    "number to text": (
        replace(LOAN, "type: decimal\n    scale: 2", "type: text"),
        remove_rules("LOAN-03"),
        write_file("calculations.yaml", "calculations: []\n"),
    ),
    "text to number": (replace(BOOK, REMARK, "type: decimal\n    scale: 1\n    printed_type: Text"),),
    "text to date": (replace(BOOK, REMARK, "type: date\n    printed_type: Text"),),
    "text to code": (
        replace(BOOK, REMARK, "type: code\n    code_list: remarks\n    printed_type: Text"),
        write_file("code-lists/remarks.yaml", list_yaml("remarks", "torn", "5")),
    ),
    "list removed": (remove_list,),
    "list renamed": (rename_list,),
    "rule tightened": (replace(RULES, "weeks > 10", "weeks > 2"),),
    "rule loosened": (replace(RULES, "weeks > 10", "weeks > 11"),),
    "rule becomes a warning": (replace(RULES, "severity: error", "severity: warning"),),
    "rule removed": (remove_rules("LOAN-01"),),
    "rule that makes a key": (replace(RULES, "    when: movement = 'Lent'\n    unique", "    unique"),),
    "format tightened": (replace("specification.yaml", "pattern: ^[A-Z]{2}[0-9]{3}$", "pattern: ^[A-Z]B[0-9]{3}$"),),
    "format loosened": (replace("specification.yaml", "pattern: ^[A-Z]{2}[0-9]{3}$", "pattern: ^[A-Z]{1,2}[0-9]{3}$"),),
    "required on every row": (
        replace(BOOK, "    max_length: 20\n", "    max_length: 20\n    required_when: always\n    if_blank: error\n"),
    ),
    "no longer required": (replace(BOOK, "    required_when: always\n    if_blank: error\n", ""),),
    "section applies to other rows": (
        replace("specification.yaml", "applies_when: movement = 'Lent'", "applies_when: movement = 'Lent' AND mark LIKE 'AB%'"),
    ),
    "calculation changed": (replace("calculations.yaml", 'multiplier: "0.5"', 'multiplier: "0.25"'),),
    "calculation renamed": (replace("calculations.yaml", "id: total_fee", "id: fee_in_all"),),
    "calculations removed": (write_file("calculations.yaml", "calculations: []\n"),),
    "only a warning changed": (replace(RULES, "message: Look at the day.", "message: Look at it."),),
    "names changed": (
        replace("specification.yaml", "abbreviation: LOANS", "abbreviation: BOOKS"),
        replace("specification.yaml", "record:\n  id: movement\n", "record:\n  id: step\n"),
    ),
}
COMBINATIONS = (
    ("value renamed", "value removed", "item renamed that rules name", "fewer digits", "rule tightened", "item added in between"),
    ("item added", "value added", "reworded", "list renamed"),
    ("value renamed that rules name", "item added that is required", "rule that makes a key", "value removed and another added"),
    ("item removed", "item added with a list", "value respelt", "format tightened"),
    ("item renamed", "item added", "value renamed", "calculation changed"),
)


EDITS_MADE_LAST = (
    "items exchanged",
    "items exchanged in their places",
    "value renamed that rules name",
    "item renamed",
    "item renamed without saying so",
    "item renamed that rules name",
)
"""The edits that change words in all files, which other edits may look for."""


@cache
def library_with(*edits: str) -> Specification:
    """Return version 1.1 of the library, made by edits; without any, version 1.0. Raises ConflictingEditsError."""
    specification, findings = read_texts(library_texts(*edits))
    if specification is None:
        raise ConflictingEditsError(findings)
    return specification


def library_texts(*edits: str) -> Texts:
    """Return the texts of `library_with`."""
    texts = texts_of(LIBRARY)
    for name in sorted(edits, key=lambda name: name in EDITS_MADE_LAST):
        for edit in EDITS[name]:
            edit(texts)
    if edits:
        replace("specification.yaml", 'version: "1.0"\nstatus', 'version: "1.1"\nstatus')(texts)
    return texts


def comparison(old: Specification, new: Specification) -> Comparison:
    """Return a comparison without its changes, which migrations only list at their top."""
    renames = declared_renames(old, new)
    return Comparison(old, new, (), renames)


CASES = [*((name,) for name in EDITS), *COMBINATIONS]
"""Every edit by itself, and some together."""


@cache
def library_rows() -> tuple[Typed, ...]:
    """Return the same random rows each time, most of which conform to the library."""
    draw = random.Random("ledger")  # noqa: S311 - the same rows each time
    cells = {
        "mark": ["AB123", "AB999", "CD001", "ZB777"],
        "movement": ["Lent", "Lent", "Given back"],
        "remark": ["", "Torn", "it's 100% new", "£é 漢字", 'a;b -- "c" \\', "x" * 20, "5", "29/02/2020", "TORN"],
        "reader_kind": ["Yes", "No", "007"],
        "weeks": ["", "0", "3", "10", "11", "2"],
        "fee": ["", "1.50", "2.00", "0.05", "3.10", "12345.00"],
    }
    branches = {"AB123": "Hill Road", "AB999": "", "CD001": "O'Brien Street", "ZB777": "Hill Road"}
    rows = []
    for number in range(160):
        row = {name: draw.choice(texts) for name, texts in cells.items()}
        row["branch"] = branches[row["mark"]]
        row["moved_on"] = f"{number % 28 + 1:02}/{number // 28 + 1:02}/{draw.choice([1999, 2000, 2020])}"
        rows.append(row if row["movement"] == "Lent" else row | {"reader_kind": "", "weeks": "", "fee": ""})
    rows += [row | {"remark": "Torn"} for row in rows[:40] if row["movement"] == "Given back"]
    return tuple(rows)
