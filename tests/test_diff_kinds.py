# ruff: noqa: E501
"""Each kind of change: two small versions, and every change that is told of them, with whom it breaks and how that is known.

Every example that is given for a break is looked at anew, with nothing but the reading of a whole return.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from cldspec.diff.compare import compare
from cldspec.diff.kinds import KINDS
from conftest import LIBRARY, REAL
from difference import END, EVERYWHERE, NEW, Case, Edit, edited, hold, line, read, written

BOOK, LOAN, SPEC, RULES = "items/book.yaml", "items/loan.yaml", "specification.yaml", "rules/loans.yaml"
MOVEMENT, READERS, TABLE = "code-lists/movement.yaml", "code-lists/reader-kind.yaml", "tables/kinds-with-fees.yaml"
SUMS, CHAPTER, LEGAL, SOURCES = "calculations.yaml", "guidance/01-loans.md", "legal.yaml", "sources.yaml"
KINDS_OF_READER, MOVES = "code-lists/kind-of-reader.yaml", "code-lists/moves.yaml"
SCHEMA = "# yaml-language-server: $schema=../../../../cldspec/load/schemas/"

ALWAYS_FILLED = "mandatory\n    required_when: always\n    if_blank: error"
NO = "no, defined | no, defined"
FOR_READERS = "no, defined | breaks, defined"
TIGHTER, LOOSER = "breaks, proved, shown | no, proved | tightened", "no, proved | breaks, proved, shown | loosened"
BOTH, SAME = "breaks, proved, shown | breaks, proved, shown | both", "no, proved | no, proved | equivalent"


def item(kind: str = "text", *, obligation: str = "voluntary", example: str = "1") -> str:
    """Return a data item that nothing else speaks of."""
    return (
        f"  - id: late\n    title: Late\n    type: {kind}\n    printed_type: Any\n    obligation: {obligation}\n"
        f'    definition: Said late.\n    guidance: Say it.\n    examples:\n      - value: "{example}"\n'
        f"    personal_data: none\n    sources: [leaflet/loans]\n"
    )


def late(kind: str = "text", *, obligation: str = "voluntary", example: str = "1") -> Edit:
    return (BOOK, END, item(kind, obligation=obligation, example=example))


def code_list(name: str, *values: str) -> Edit:
    codes = "".join(f'  - value: "{value}"\n' for value in values)
    head = f"{SCHEMA}code-list.schema.json\nid: {name}\ntitle: Kind\ndescription: Of what kind.\n"
    return (f"code-lists/{name}.yaml", NEW, f"{head}sources: [leaflet/loans]\ncodes:\n{codes}")


def rule(what: str, items: str, name: str = "LOAN-06", *, severity: str = "error", breaks: str = "{mark: AB123}") -> Edit:
    asked = (
        f"  - id: {name}\n    title: One more\n    severity: {severity}\n    items: [{items}]\n    {what}\n    message: Look again.\n"
        f"    examples:\n      conforms:\n        - {{mark: AB124}}\n      breaks:\n        - {breaks}\n    sources: [leaflet/loans]\n"
    )
    return (RULES, END, asked)


def section(more: str) -> tuple[Edit, ...]:
    """Return a section with a voluntary item, on which nothing else depends."""
    words = f"  - id: note\n    title: Note\n{more}    description: A note.\n    sources: [leaflet/loans]\nformats:\n"
    return ((SPEC, "formats:\n", words), ("items/note.yaml", NEW, f"{SCHEMA}items.schema.json\nsection: note\nitems:\n{item()}"))


def always(more: str = "") -> tuple[Edit, ...]:
    return section(f"    applies_when: always\n{more}")


def same(of: str, severity: str = "error") -> str:
    return f"    same_on_every_row_of: {of}\n    if_not_same: {severity}\n"


REMARK = (
    "  - id: remark\n    title: Remark\n    type: text\n    printed_type: Text\n    max_length: 20\n    obligation: voluntary\n"
    "    definition: Anything else.\n    guidance: Short.\n    examples:\n      - value: Torn\n    personal_data: none\n"
    "    sources: [leaflet/loans]\n"
)
RETOLD = (
    "  - id: LOAN-03\n    title: A loan costs no more than a hundred\n    severity: error\n    items: [fee, weeks]\n"
    "    expect: weeks * fee + 0.5 <= 100.5\n    message: Shorten the loan.\n    examples:\n      conforms:\n"
    '        - {movement: Lent, weeks: "4", fee: "25.00"}\n      breaks:\n        - {movement: Lent, weeks: "4", fee: "25.01"}\n'
    "    sources: [leaflet/fees]\n"
)
FEES = ("guidance/02-fees.md", NEW, "---\ntitle: Fees\nsources: [leaflet/fees]\n---\nA fee is what\na loan costs.\n\n- One\n- Two\n")
TWO_LISTS = (code_list("ones", "x", "y"), code_list("others", "y", "x"), code_list("fewer", "x"), code_list("else", "z"))
DIGITS = (
    code_list("digits", "1", "2"),
    (SPEC, "schedule:\n", "  - {id: digit, title: Digit, pattern: '^[12]$', description: One., conforms: ['1'], breaks: [x]}\nschedule:\n"),
)
WHOLE = (LOAN, '- value: "1.50"', '- value: "1"')
PATTERN = "^[A-Z]{2}[0-9]{3}$"
SUM = (
    "  - id: twice\n    title: Twice\n    type: decimal\n    definition: Twice the weeks.\n    guidance: Nobody sends it.\n    submitted: false\n"
    '    cases:\n      - {when: otherwise, value: weeks + weeks}\n    examples:\n      - {given: {weeks: "1"}, result: "2"}\n    sources: [leaflet/fees]\n'
)
OTHER_TABLE = f"{SCHEMA}table.schema.json\nid: other\ntitle: Other\ndescription: Not asked.\nkeys: [movement]\nrows:\n  - {{movement: Lent}}\nsources: [leaflet/fees]\n"
UNREAD = "  - {id: unread, text: Some are not read., reason: Nobody can tell., sources: [leaflet/loans]}\n"
DISPUTE = (
    "  - id: D-003\n    title: Days\n    kind: value\n    readings:\n      - {says: One, sources: [leaflet/fees]}\n"
    "      - {says: Two, sources: [leaflet/loans]}\n    decision: One.\n    reason: It is shorter.\n"
)


def case(  # noqa: PLR0913 - a line of a table
    name: str,
    edits: Edit | tuple[Edit, ...],
    *told: str,
    base: tuple[Edit, ...] = (),
    moves: Mapping[str, str | None] | None = None,
    swap: bool = False,
    folder: Path = LIBRARY,
) -> Case:
    several: tuple[Edit, ...] = edits if not edits or isinstance(edits[0], tuple) else (edits,)
    return Case(name, several, told, folder, base, moves or {}, swap)


ITEMS = [
    case("a voluntary item", late(), "item-added item/late: no, proved | no, defined"),
    case("a needed item", late(obligation=ALWAYS_FILLED), "item-added item/late: breaks, proved, shown | no, defined"),
    case("an item that is expected", late(obligation="voluntary\n    required_when: weeks > 5\n    if_blank: warning"), "item-added item/late: no, proved | no, defined"),
    case("an item less", late(), "item-removed item/late: breaks, defined, shown | breaks, defined", swap=True),
    case("a needed item less", late(obligation=ALWAYS_FILLED), "item-removed item/late: breaks, defined, shown | breaks, defined", swap=True),
    case("an item of one section less", (LOAN, END, item(obligation=ALWAYS_FILLED)), "item-removed item/late: breaks, defined, shown | breaks, defined", swap=True),
    case("an item renamed that rules use", ((EVERYWHERE, "weeks", "duration"), (LOAN, "- id: duration\n", "- id: duration\n    was: weeks\n")), f"item-renamed item/duration: {FOR_READERS}"),
    case("an item renamed that rules on many rows use", ((EVERYWHERE, "moved_on", "day"), (BOOK, "- id: day\n", "- id: day\n    was: moved_on\n")), f"item-renamed item/day: {FOR_READERS}"),
    case("an item renamed that calculations use", ((EVERYWHERE, "fee", "price"), (TABLE, "id: price", "id: fee"), (TABLE, '"No", price:', '"No", fee:'), (TABLE, '"007", price:', '"007", fee:'), (LOAN, "- id: price\n", "- id: price\n    was: fee\n")), f"item-renamed item/price: {FOR_READERS}"),
    case("an item renamed that has the name of its list", ((EVERYWHERE, "movement", "what"), (MOVEMENT, "id: what", "id: movement"), (BOOK, "code_list: what", "code_list: movement"), (BOOK, "- id: what\n", "- id: what\n    was: movement\n"), (SPEC, "id: what\n", "id: movement\n")), f"item-renamed item/what: {FOR_READERS}"),
    case("an item renamed and retitled", ((EVERYWHERE, "weeks", "duration"), (LOAN, "- id: duration\n    title: Weeks", "- id: duration\n    was: weeks\n    title: Duration")), f"item-renamed item/duration: {FOR_READERS}", "item-retitled item/duration: breaks, defined, shown | breaks, defined"),
    case("an item with another header", (BOOK, "title: Moved on", "title: Day"), "item-retitled item/moved_on: breaks, defined, shown | breaks, defined"),
    case("a header in other capitals", (BOOK, "title: Moved on", "title: MOVED  On"), f"item-retitled item/moved_on: {NO}"),
    case("an item of another section", ((BOOK, REMARK, ""), (LOAN, "items:\n", f"items:\n{REMARK}")), "item-moved item/remark: breaks, proved, shown | no, defined | tightened"),
    case("items in another order", ((BOOK, REMARK, ""), (BOOK, "items:\n", f"items:\n{REMARK}")), f"items-reordered specification/items: {FOR_READERS}"),
    case("an item without a declared rename", ((BOOK, "id: late\n    title: Late", "id: too_late\n    title: Too late"),), "item-added item/too_late: no, proved | no, defined", "item-removed item/late: breaks, defined, shown | breaks, defined", base=(late(),)),
    case("an item without a declared rename, of the same header", ((BOOK, "id: late\n", "id: too_late\n"),), "item-added item/too_late: no, proved | no, defined", "item-removed item/late: no, defined | breaks, defined", base=(late(),)),
    # What an item holds
    case("a whole number that may have a fraction", (LOAN, "type: integer", "type: decimal\n    scale: 1"), f"item-type-loosened item/weeks: {LOOSER}"),
    case("a number that must be whole", (LOAN, "type: decimal\n    scale: 2", "type: integer"), f"item-type-tightened item/fee: {TIGHTER}", base=(WHOLE,)),
    case("a number without digits after the point", (LOAN, "type: integer", "type: decimal\n    scale: 0"), f"item-type-reworded item/weeks: {SAME}"),
    case("text that becomes a date", (BOOK, "type: text\n    printed_type: Any", "type: date\n    printed_type: Any"), "item-type-tightened item/late: breaks, proved, shown | no, defined | tightened", base=(late(example="01/04/2021"),)),
    case("a number that becomes a date", ((BOOK, "type: integer", "type: date"), (BOOK, '- value: "1"', "- value: 01/04/2021")), f"item-type-changed item/late: {BOTH}", f"examples-changed item/late: {NO}", base=(late("integer"),)),
    case("a short text that becomes a date", (BOOK, "type: text\n    max_length: 12\n", "type: date\n"), "item-type-tightened item/late: breaks, proved, shown | no, searched | tightened", base=(late("text\n    max_length: 12", example="01/04/2021"),)),
    case("a date that becomes text", (BOOK, "type: date\n    printed_type: Any", "type: text\n    printed_type: Free"), "item-type-loosened item/late: no, defined | breaks, proved, shown | loosened", base=(late("date", example="01/04/2021"),)),
    case("a list that becomes a form", (BOOK, "type: code\n    code_list: digits", "type: text\n    format: digit"), "item-type-changed item/late: no, proved | no, searched | not decided", base=(*DIGITS, late("code\n    code_list: digits"))),
    case("text that becomes a list", (BOOK, "type: text\n    printed_type: Any", "type: code\n    code_list: digits\n    printed_type: Any"), "item-type-tightened item/late: breaks, proved, shown | no, defined | tightened", base=(*DIGITS, late())),
    case("more digits after the point", (LOAN, "scale: 2", "scale: 3"), f"item-scale-loosened item/fee: {LOOSER}"),
    case("fewer digits after the point", (LOAN, "scale: 2", "scale: 0"), f"item-scale-tightened item/fee: {TIGHTER}", base=(WHOLE,)),
    case("more digits after the point, with an example of them", ((LOAN, "scale: 0", "scale: 2"), (LOAN, '- value: "1"', '- value: "1.50"')), f"item-scale-loosened item/fee: {LOOSER}", f"examples-changed item/fee: {NO}", base=(WHOLE, (LOAN, "scale: 2", "scale: 0"))),
    case("fewer digits after the point, with an example less of them", ((LOAN, "scale: 0", "scale: 2"), (LOAN, '- value: "1"', '- value: "1.50"')), f"item-scale-tightened item/fee: {TIGHTER}", f"examples-changed item/fee: {NO}", base=(WHOLE, (LOAN, "scale: 2", "scale: 0")), swap=True),
    case("digits after the point of what is never filled", (LOAN, "scale: 2", "scale: 3"), f"item-scale-reworded item/fee: {SAME}", base=(rule("expect: fee IS NULL", "fee"),)),
    case("fewer digits after the point of what is not small", (LOAN, "scale: 2", "scale: 1"), f"item-scale-tightened item/fee: {TIGHTER}", base=(WHOLE, rule("expect: fee >= 1", "fee"))),
    case("shorter texts of which a rule asks something", (BOOK, "max_length: 20", "max_length: 10"), f"item-length-tightened item/remark: {TIGHTER}", base=(rule("expect: remark LIKE 'To%'", "remark"),)),
    case("a narrower form of what a rule asks something", (SPEC, PATTERN, "^[A-Z]{2}[0-9]{2}[0-8]$"), f"item-format-tightened format/shelf_mark: {TIGHTER}", base=(rule("expect: mark LIKE 'ZZ%'", "mark"),)),
    case("shorter texts, where a rule allows one text only", (BOOK, "max_length: 20", "max_length: 10"), "item-length-changed item/remark: no, searched | no, proved | not decided", base=(rule("expect: remark = 'Torn'", "remark"),)),
    case("less digits after the point, where a rule allows one number only", (LOAN, "scale: 2", "scale: 1"), "item-scale-changed item/fee: no, searched | no, proved | not decided", base=(rule("expect: fee = 1", "fee"),)),
    case("longer texts", (BOOK, "max_length: 20", "max_length: 21"), f"item-length-loosened item/remark: {LOOSER}"),
    case("shorter texts", (BOOK, "max_length: 20", "max_length: 19"), f"item-length-tightened item/remark: {TIGHTER}"),
    case("texts of any length", (BOOK, "    max_length: 20\n", ""), "item-length-loosened item/remark: no, defined | breaks, proved, shown | loosened"),
    case("texts of some length", (BOOK, "    max_length: 20\n", ""), "item-length-tightened item/remark: breaks, proved, shown | no, defined | tightened", swap=True),
    case("a length that the form has", (BOOK, "format: shelf_mark", "format: shelf_mark\n    max_length: 5"), f"item-length-reworded item/mark: {SAME}"),
    case("a length below the form's longest", (BOOK, "format: shelf_mark", "format: shelf_mark\n    max_length: 5"), f"item-length-tightened item/mark: {TIGHTER}", base=((SPEC, PATTERN, "^[A-Z]{2}[0-9]{3,4}$"),)),
    case("text of any form", (BOOK, "    format: shelf_mark\n", ""), "item-format-loosened item/mark: no, defined | breaks, proved, shown | loosened"),
    case("text of some form", (BOOK, "    format: shelf_mark\n", ""), "item-format-tightened item/mark: breaks, proved, shown | no, defined | tightened", swap=True),
    case("a wider form", (SPEC, PATTERN, "^[A-Z]{2}[0-9]{2,3}$"), f"item-format-loosened format/shelf_mark: {LOOSER}"),
    case("a narrower form", (SPEC, PATTERN, "^[A-B]{2}[0-9]{3}$"), f"item-format-tightened format/shelf_mark: {TIGHTER}"),
    case("another form", (SPEC, PATTERN, "^[A-Z]{2}[0-9a]{2}[0-8]$"), f"item-format-changed format/shelf_mark: {BOTH}"),
    case("a form written otherwise", (SPEC, PATTERN, "^[A-Z][A-Z][0-9]{3}$"), f"item-format-reworded format/shelf_mark: {SAME}"),
    case("a form without its check digit", (SPEC, "    check_digit: modulus_11\n", ""), f"item-format-loosened format/nhs_number: {LOOSER}", folder=REAL),
    case("a form with a check digit", (SPEC, "    check_digit: modulus_11\n", ""), f"item-format-tightened format/nhs_number: {TIGHTER}", folder=REAL, swap=True),
    case("another list with the same values", (BOOK, "code_list: ones", "code_list: others"), f"item-list-reworded item/late: {SAME}", base=(*TWO_LISTS, late("code\n    code_list: ones"))),
    case("a list with fewer values", (BOOK, "code_list: ones", "code_list: fewer"), f"item-list-tightened item/late: {TIGHTER}", base=(*TWO_LISTS, late("code\n    code_list: ones"))),
    case("a list with more values", (BOOK, "code_list: fewer", "code_list: ones"), f"item-list-loosened item/late: {LOOSER}", base=(*TWO_LISTS, late("code\n    code_list: fewer"))),
    case("a list with other values", (BOOK, "code_list: ones", "code_list: else"), f"item-list-changed item/late: {BOTH}", base=(*TWO_LISTS, late("code\n    code_list: ones"))),
    # When an item must be filled
    case("an item that must be filled now", (BOOK, "obligation: voluntary", f"obligation: {ALWAYS_FILLED}"), "obligation-tightened item/remark: breaks, proved, shown | no, defined | tightened"),
    case("an item that is expected now", (BOOK, "obligation: voluntary", "obligation: voluntary\n    required_when: always\n    if_blank: warning"), "obligation-tightened item/remark: no, proved | no, defined | tightened"),
    case("an item that may be blank now", (BOOK, "    required_when: always\n    if_blank: error\n", ""), "obligation-loosened item/mark: no, defined | breaks, proved, shown | loosened"),
    case("a blank that is an error now", (LOAN, "if_blank: warning", "if_blank: error"), f"obligation-tightened item/fee: {TIGHTER}"),
    case("a blank that is queried now", (LOAN, "remark IS NULL\n    if_blank: error", "remark IS NULL\n    if_blank: warning"), f"obligation-loosened item/weeks: {LOOSER}"),
    case("an item needed on more rows", (LOAN, "in_table('kinds-with-fees') AND remark IS NULL", "in_table('kinds-with-fees')"), f"obligation-tightened item/weeks: {TIGHTER}"),
    case("an item needed on other rows", (BOOK, "required_when: movement = 'Lent'", "required_when: movement = 'Given back'"), f"obligation-changed item/late: {BOTH}", base=(late(obligation="voluntary\n    required_when: movement = 'Lent'\n    if_blank: error"),)),
    case("what must be filled, written otherwise", (LOAN, "in_table('kinds-with-fees') AND remark IS NULL", "remark IS NULL AND in_table('kinds-with-fees')"), f"obligation-reworded item/weeks: {SAME}"),
    case("a condition denied twice", (LOAN, "required_when: weeks > 2", "required_when: NOT weeks <= 2"), f"obligation-reworded item/fee: {SAME}"),
    case("only what the template calls it", (BOOK, "obligation: voluntary", "obligation: mandatory"), f"print-changed item/remark: {NO}"),
    # What is said of an item
    case("the type that is printed", (BOOK, "printed_type: Date", "printed_type: Day"), f"print-changed item/moved_on: {NO}"),
    case("personal data", (BOOK, "personal_data: none", "personal_data: personal"), f"privacy-changed item/mark: {NO}"),
    case("guidance on an item", (BOOK, "guidance: Short.", "guidance: Keep it short."), f"guidance-changed item/remark: {NO}"),
    case("a definition", (BOOK, "definition: The day.", "definition: The day of it."), f"definition-changed item/moved_on: {NO}"),
    case("an example of an item", (BOOK, "- value: Torn", "- value: Lost"), f"examples-changed item/remark: {NO}"),
    case("another name", (BOOK, "      - {value: Shelf mark, sources: [leaflet/loans]}\n", "      - {value: Shelf mark, sources: [leaflet/loans]}\n      - {value: Spine, sources: [leaflet/loans]}\n"), f"names-changed item/mark: {NO}"),
    case("a name that it never had", (BOOK, "- id: moved_on\n", "- id: moved_on\n    was: moved_off\n"), f"names-changed item/moved_on: {NO}"),
    case("a name that it had long ago", (BOOK, "- id: moved_on\n", "- id: moved_on\n    was: moved_off\n"), swap=True),
    case("the source of an item", (LOAN, "    personal_data: none\n    sources: [leaflet/fees]", "    personal_data: none\n    sources: [leaflet/loans]"), f"sources-changed item/weeks: {NO}"),
]  # fmt: skip

LISTS = [
    case("a list more", code_list("ones", "x"), f"list-added list/ones: {NO}"),
    case("a list less", code_list("ones", "x"), f"list-removed list/ones: {NO}", swap=True),
    case("a list renamed", ((KINDS_OF_READER, "id: reader-kind\n", "id: kind-of-reader\nwas: reader-kind\n"), (LOAN, "code_list: reader-kind", "code_list: kind-of-reader")), f"list-renamed list/kind-of-reader: {FOR_READERS}", moves={READERS: KINDS_OF_READER}),
    case("a list renamed that has the name of its item", ((MOVES, "id: movement\n", "id: moves\nwas: movement\n"), (BOOK, "code_list: movement", "code_list: moves")), f"list-renamed list/moves: {FOR_READERS}", moves={MOVEMENT: MOVES}),
    case("the title of a list", (READERS, "title: Reader kind", "title: Kind of reader"), f"title-changed list/reader-kind: {NO}"),
    case("a value more", (READERS, '  - value: "007"\n', '  - value: Nobody\n  - value: "007"\n'), "value-added value/reader-kind/Nobody: no, defined | breaks, proved, shown"),
    case("a value more of a list that nothing uses", ("code-lists/ones.yaml", '  - value: "x"\n', '  - value: "x"\n  - value: "y"\n'), f"value-added value/ones/y: {NO}", base=(code_list("ones", "x"),)),
    case("a value less", (READERS, '  - value: "Yes"\n', ""), "value-removed value/reader-kind/Yes: breaks, proved, shown | no, defined", base=((SUMS, '        - {value: "Yes", multiplier: "0"}\n', ""),)),
    case("a value less that a rule forbade", (READERS, '  - value: "Yes"\n', ""), "value-removed value/reader-kind/Yes: no, proved | no, defined", base=(rule("expect: reader_kind IN ('No', '007')", "reader_kind"),)),
    case("a value more that a rule forbids", (READERS, '  - value: "Yes"\n', '  - value: "Yes"\n  - value: Nobody\n'), "value-added value/reader-kind/Nobody: no, defined | no, proved", base=(rule("expect: reader_kind IN ('No', '007')", "reader_kind"),)),
    case("a value renamed that examples use", ((EVERYWHERE, "Given back", "Returned"), (MOVEMENT, "value: Returned\n", "value: Returned\n    was: Given back\n")), "value-renamed value/movement/Returned: breaks, proved, shown | breaks, proved, shown"),
    case("a value renamed that rules and tables use", ((EVERYWHERE, "Lent", "On loan"), (MOVEMENT, "value: On loan\n", "value: On loan\n    was: Lent\n")), "value-renamed value/movement/On loan: breaks, proved, shown | breaks, proved, shown"),
    case("a value renamed that calculations use", ((EVERYWHERE, '"007"', "Agent"), (READERS, "value: Agent\n    label: Agent\n", 'value: Agent\n    was: "007"\n    label: Agent\n')), "value-renamed value/reader-kind/Agent: breaks, proved, shown | breaks, proved, shown"),
    case("a value renamed, the old name still read", ((EVERYWHERE, "Given back", "Returned"), (MOVEMENT, "value: Returned\n", "value: Returned\n    was: Given back\n    also_seen_as:\n      - {value: Given back, sources: [leaflet/fees]}\n")), "value-renamed value/movement/Returned: no, proved | breaks, proved, shown"),
    case("a value renamed, the new name read before", ((EVERYWHERE, "Lent", "lent out"), (MOVEMENT, "value: lent out\n", "value: lent out\n    was: Lent\n"), (MOVEMENT, "    also_seen_as:\n      - {value: lent out, sources: [leaflet/fees]}\n", "")), "value-renamed value/movement/lent out: breaks, proved, shown | no, proved"),
    case("a value without a declared rename", ((MOVEMENT, "Given back", "Given back again"), (BOOK, "      - value: Given back\n", "")), "value-removed value/movement/Given back: breaks, proved, shown | no, defined", "value-added value/movement/Given back again: no, defined | breaks, proved, shown", f"examples-changed item/movement: {NO}"),
    case("a value that two lists rename, and one says so", ((READERS, 'value: "Yes"', "value: Y\n    was: 'Yes'"), ("code-lists/ones.yaml", 'value: "Yes"', 'value: "Y"'), (SUMS, 'value: "Yes"', "value: Y"), ("pathways.yaml", 'reader_kind: "Yes"', "reader_kind: Y"), *[(RULES, 'reader_kind: "Yes"', "reader_kind: Y")] * 3), "value-renamed value/reader-kind/Y: breaks, proved, shown | breaks, proved, shown", "value-removed value/ones/Yes: breaks, proved, shown | no, defined", "value-added value/ones/Y: no, defined | breaks, proved, shown", base=(code_list("ones", "Yes", "1"), late("code\n    code_list: ones"))),
    case("a word that is renamed, beside its new name", ((EVERYWHERE, "Given back", "Returned"), (MOVEMENT, "value: Returned\n", "value: Returned\n    was: Given back\n"), ("glossary.yaml", "  - {term: Returned, meaning: It is back., sources: [leaflet/loans]}\n", "")), "value-renamed value/movement/Returned: breaks, proved, shown | breaks, proved, shown", f"glossary-changed term/Given back: {NO}", base=(("glossary.yaml", END, "  - {term: Given back, meaning: It is back., sources: [leaflet/loans]}\n  - {term: Returned, meaning: It came back., sources: [leaflet/loans]}\n"),)),
    case("a value renamed, and a number that reads like it", (("code-lists/ones.yaml", 'value: "10"', 'value: "8"\n    was: "10"'), (RULES, "when: weeks > 10", "when: weeks > 8")), "value-renamed value/ones/8: breaks, proved, shown | breaks, proved, shown", f"rule-tightened rule/LOAN-01: {TIGHTER}", base=(code_list("ones", "10", "1"), late("code\n    code_list: ones"))),
    case("a value in other capitals", (MOVEMENT, "value: Given back", "value: Given Back"), "value-respelt value/movement/Given Back: no, proved | no, proved"),
    case("a value respelt that all else follows", (EVERYWHERE, "Given back", "Given Back"), "value-respelt value/movement/Given Back: no, proved | no, proved"),
    case("a value respelt that rules and tables use", (EVERYWHERE, "Lent", "LENT"), "value-respelt value/movement/LENT: no, proved | no, proved"),
    case("a value respelt and declared", ((EVERYWHERE, "Lent", "LENT"), (MOVEMENT, "value: LENT\n", "value: LENT\n    was: Lent\n")), "value-respelt value/movement/LENT: no, proved | no, proved"),
    case("a value respelt, with another source", (MOVEMENT, "value: Given back\n", "value: Given Back\n    sources: [leaflet/loans]\n"), "value-respelt value/movement/Given Back: no, proved | no, proved", f"sources-changed value/movement/Given Back: {NO}"),
    case("values in another order", (READERS, '  - value: "Yes"\n  - value: "No"\n', '  - value: "No"\n  - value: "Yes"\n'), f"values-reordered list/reader-kind: {NO}"),
    case("a label", (READERS, "label: Agent", "label: Spy"), f"value-described value/reader-kind/007: {NO}"),
    case("a description", (MOVEMENT, "It stands on its shelf again.", "It is back."), f"value-described value/movement/Given back: {NO}"),
    case("a spelling less", (MOVEMENT, "    also_seen_as:\n      - {value: lent out, sources: [leaflet/fees]}\n", ""), "value-spellings-changed value/movement/Lent: breaks, proved, shown | no, defined"),
    case("a spelling more", (MOVEMENT, "    also_seen_as:\n      - {value: lent out, sources: [leaflet/fees]}\n", ""), "value-spellings-changed value/movement/Lent: no, defined | breaks, proved, shown", swap=True),
    case("a spelling that stands for another value", ((MOVEMENT, "    also_seen_as:\n      - {value: lent out, sources: [leaflet/fees]}\n", ""), (MOVEMENT, "again.\n", "again.\n    also_seen_as:\n      - {value: lent out, sources: [leaflet/fees]}\n")), "value-spellings-changed value/movement/Lent: breaks, proved, shown | no, defined", "value-spellings-changed value/movement/Given back: no, defined | breaks, proved, shown"),
    case("a value less that is read as another", ((READERS, '  - value: "Yes"\n', ""), (READERS, '  - value: "No"\n', '  - value: "No"\n    also_seen_as:\n      - {value: "Yes", sources: [leaflet/fees]}\n')), "value-removed value/reader-kind/Yes: breaks, proved, shown | no, defined", "value-spellings-changed value/reader-kind/No: no, defined | no, proved", base=((SUMS, '        - {value: "Yes", multiplier: "0"}\n', ""),)),
    case("two values renamed into each other's place", ((EVERYWHERE, "Given back", "Came back"), (MOVEMENT, "value: Came back\n", "value: Came back\n    was: Given back\n"), (EVERYWHERE, "Lent", "Went out"), (MOVEMENT, "value: Went out\n", "value: Went out\n    was: Lent\n")), "value-renamed value/movement/Went out: breaks, proved, shown | breaks, proved, shown", "value-renamed value/movement/Came back: breaks, proved, shown | breaks, proved, shown"),
]  # fmt: skip

ROWS = [
    case("a section more", always(), f"section-added section/note: {NO}", "item-added item/late: no, proved | no, defined"),
    case("a section less", always(), f"section-removed section/note: {NO}", "item-removed item/late: breaks, defined, shown | breaks, defined", swap=True),
    case("sections in another order", ((SPEC, "sections:\n  - id: book", "sections:\n  - id: note\n    title: Note\n    applies_when: always\n    description: A note.\n    sources: [leaflet/loans]\n  - id: book"), (SPEC, "  - id: note\n    title: Note\n    applies_when: always\n    description: A note.\n    sources: [leaflet/loans]\nformats", "formats")), f"sections-reordered specification/sections: {NO}", f"items-reordered specification/items: {FOR_READERS}", base=always()),
    case("the title of a section", (SPEC, "title: Loan\n", "title: Loans\n"), f"title-changed section/loan: {NO}"),
    case("a section on fewer rows", (SPEC, "title: Note\n    applies_when: always", "title: Note\n    applies_when: movement = 'Lent'"), "applicability-tightened section/note: breaks, proved, shown | no, defined | tightened", base=always()),
    case("a section on more rows", (SPEC, "title: Note\n    applies_when: always", "title: Note\n    applies_when: movement = 'Lent'"), "applicability-loosened section/note: no, defined | breaks, proved, shown | loosened", base=always(), swap=True),
    case("a section on other rows", (SPEC, "applies_when: movement = 'Lent'", "applies_when: movement = 'Given back'"), f"applicability-changed section/loan: {BOTH}"),
    case("a section with needed items on more rows", (SPEC, "applies_when: movement = 'Lent'", "applies_when: always"), f"applicability-changed section/loan: {BOTH}"),
    case("the rows of a section, written otherwise", (SPEC, "applies_when: movement = 'Lent'", "applies_when: NOT movement <> 'Lent'"), f"applicability-reworded section/loan: {SAME}"),
    case("rows that must agree now", (SPEC, "title: Note\n    applies_when: always\n", f"title: Note\n    applies_when: always\n{same('mark')}"), "sameness-tightened section/note: breaks, searched, shown | no, defined | tightened", base=always()),
    case("rows that are queried if they do not agree", (SPEC, "title: Note\n    applies_when: always\n", f"title: Note\n    applies_when: always\n{same('mark', 'warning')}"), "sameness-tightened section/note: no, searched | no, defined | tightened", base=always()),
    case("rows that may differ now", (SPEC, same("mark"), ""), "sameness-loosened section/note: no, defined | breaks, searched, shown | loosened", base=always(same("mark"))),
    case("rows that must agree where others do", (SPEC, same("mark"), same("moved_on")), "sameness-changed section/note: breaks, searched, shown | breaks, searched, shown | both", base=always(same("mark"))),
    case("rows that differ are an error now", (SPEC, same("mark", "warning"), same("mark")), "sameness-tightened section/note: breaks, searched, shown | no, searched | tightened", base=always(same("mark", "warning"))),
    case("rows that differ are queried now", (SPEC, same("mark"), same("mark", "warning")), "sameness-loosened section/note: no, searched | breaks, searched, shown | loosened", base=always(same("mark"))),
    case("people whose rows are queried if they do not agree", (SPEC, "if_not_same: error", "if_not_same: warning"), "sameness-loosened section/person-details: no, searched | breaks, searched, shown | loosened", folder=REAL),
    case("returns whose rows must agree", (SPEC, "if_not_same: warning", "if_not_same: error"), "sameness-tightened section/submission-information: breaks, searched, shown | no, searched | tightened", folder=REAL),
    case("an event reference that may stand twice", ("rules/events.yaml", "    unique: [event_reference]", "    unique: [event_reference, event_type]"), "rule-loosened rule/EVT-08: no, proved | breaks, searched, shown | loosened", folder=REAL),
    case("an only item that agrees with itself", (SPEC, "title: Note\n    applies_when: always\n", f"title: Note\n    applies_when: always\n{same('late')}"), f"sameness-reworded section/note: {NO} | equivalent", base=always()),
    case("a rule more", rule("expect: fee >= 0", "fee"), "rule-added rule/LOAN-06: breaks, proved, shown | no, defined"),
    case("a rule more that others imply", rule("when: weeks > 11\n    expect: remark IS NOT NULL", "remark, weeks"), "rule-added rule/LOAN-06: no, proved | no, defined"),
    case("a rule more that queries", rule("expect: fee >= 0", "fee", severity="warning"), "rule-added rule/LOAN-06: no, proved | no, defined"),
    case("a rule more on many rows", rule("unique: [mark]", "mark"), "rule-added rule/LOAN-06: breaks, searched, shown | no, defined"),
    case("a rule less", rule("expect: fee >= 0", "fee"), "rule-removed rule/LOAN-06: no, defined | breaks, proved, shown", swap=True),
    case("a rule on many rows less", rule("unique: [mark]", "mark"), "rule-removed rule/LOAN-06: no, defined | breaks, searched, shown", swap=True),
    case("a stricter rule", (RULES, "when: weeks > 10", "when: weeks > 8"), f"rule-tightened rule/LOAN-01: {TIGHTER}"),
    case("a looser rule", (RULES, "when: weeks > 10", "when: weeks > 12"), f"rule-loosened rule/LOAN-01: {LOOSER}"),
    case("another rule", (RULES, "mark LIKE 'AB%'", "mark LIKE 'AC%'"), f"rule-changed rule/LOAN-01: {BOTH}"),
    case("a rule turned round", (RULES, "remark IS NOT NULL AND mark LIKE 'AB%'", "mark LIKE 'AB%' AND remark IS NOT NULL"), f"rule-reworded rule/LOAN-01: {SAME}"),
    case("a rule with other numbers to the same effect", (RULES, "when: weeks > 10", "when: weeks >= 11"), f"rule-reworded rule/LOAN-01: {SAME}"),
    case("arithmetic turned round", (RULES, "weeks * fee + 0.5 <= 100.5", "fee * weeks <= 100"), f"rule-reworded rule/LOAN-03: {SAME}"),
    case("a rule that points elsewhere", (RULES, "items: [weeks, remark]", "items: [remark, weeks]"), f"rule-reworded rule/LOAN-01: {SAME}"),
    case("a stricter rule that only queries", (RULES, "moved_on >= '2000-01-01' AND", "moved_on >= '2001-01-01' AND"), "rule-tightened rule/LOAN-02: no, proved | no, proved | tightened"),
    case("a stricter rule on many rows", (RULES, "unique: [mark, moved_on]", "unique: [mark]"), "rule-tightened rule/LOAN-04: breaks, searched, shown | no, proved | tightened"),
    case("a looser rule on many rows", (RULES, "unique: [mark, moved_on]", "unique: [mark]"), "rule-loosened rule/LOAN-04: no, proved | breaks, searched, shown | loosened", swap=True),
    case("a rule on many rows written otherwise", (RULES, "unique: [mark, moved_on]", "unique: [moved_on, mark]"), "rule-reworded rule/LOAN-04: no, proved | no, proved | equivalent"),
    case("a rule on rows that agree", (RULES, "same_on_every_row_of: reader_kind", "same_on_every_row_of: mark"), "rule-changed rule/LOAN-05: no, searched | no, searched | both"),
    case("rules in another order", ((RULES, RETOLD, ""), (RULES, "rules:\n", f"rules:\n{RETOLD}")), f"specification-changed specification/rules: {NO}"),
    case("a graver rule", (RULES, "severity: warning", "severity: error"), f"severity-raised rule/LOAN-02: {TIGHTER}"),
    case("a remark that becomes a query", (RULES, "severity: information", "severity: warning"), "severity-raised rule/LOAN-05: no, searched | no, searched | equivalent"),
    case("a less grave rule", (RULES, "severity: error", "severity: warning"), f"severity-lowered rule/LOAN-01: {LOOSER}"),
    case("a less grave rule on many rows", (RULES, "severity: error\n    items: [mark, moved_on]", "severity: warning\n    items: [mark, moved_on]"), "severity-lowered rule/LOAN-04: no, proved | breaks, searched, shown | loosened"),
    case("a message", (RULES, "message: Look at the day.", "message: Mind the day."), f"rule-retold rule/LOAN-02: {NO}"),
    case("the title of a rule", (RULES, "title: Long loans have a remark", "title: Long loans are remarked on"), f"rule-retold rule/LOAN-01: {NO}"),
    case("the examples of a rule", (RULES, "- {moved_on: 31/12/1999}", "- {moved_on: 30/12/1999}"), f"rule-examples-changed rule/LOAN-02: {NO}"),
    case("the source of a rule", (RULES, "    sources: [leaflet/fees]", "    sources: [leaflet/loans]"), f"sources-changed rule/LOAN-03: {NO}"),
    case("a table more", ("tables/other.yaml", NEW, OTHER_TABLE), f"table-added table/other: {NO}"),
    case("a table less", ("tables/other.yaml", NEW, OTHER_TABLE), f"table-removed table/other: {NO}", swap=True),
    case("a row of a table more", (TABLE, "rows:\n", 'rows:\n  - {movement: Lent, reader_kind: "Yes", fee: Full}\n'), f"table-tightened table/kinds-with-fees: {TIGHTER}"),
    case("a row of a table less", (TABLE, '  - {movement: Lent, reader_kind: "007", fee: Full}\n', ""), f"table-loosened table/kinds-with-fees: {LOOSER}"),
    case("another row of a table", (TABLE, 'reader_kind: "007"', 'reader_kind: "Yes"'), f"table-changed table/kinds-with-fees: {BOTH}"),
    case("rows of a table in another order", (TABLE, '  - {movement: Lent, reader_kind: "No", fee: Full}\n  - {movement: Lent, reader_kind: "007", fee: Full}\n', '  - {movement: Lent, reader_kind: "007", fee: Full}\n  - {movement: Lent, reader_kind: "No", fee: Full}\n'), f"table-reworded table/kinds-with-fees: {SAME}"),
    case("the meaning of an attribute", (TABLE, "meaning: The whole fee.", "meaning: All of it."), f"definition-changed table/kinds-with-fees: {NO}"),
    case("a form more", (SPEC, "schedule:\n", "  - {id: digit, title: Digit, pattern: '^[12]$', description: One., conforms: ['1'], breaks: [x]}\nschedule:\n"), f"format-added format/digit: {NO}"),
    case("a form less", (SPEC, "schedule:\n", "  - {id: digit, title: Digit, pattern: '^[12]$', description: One., conforms: ['1'], breaks: [x]}\nschedule:\n"), f"format-removed format/digit: {NO}", swap=True),
    case("what is said of a form", (SPEC, "description: Two letters and three digits.", "description: Letters and digits."), f"definition-changed format/shelf_mark: {NO}"),
    case("an example of a form", (SPEC, "conforms: [AB123]", "conforms: [AB124]"), f"examples-changed format/shelf_mark: {NO}"),
]  # fmt: skip

REST = [
    case("a calculation more", (SUMS, END, SUM), f"calculation-added calculation/twice: {NO}"),
    case("a calculation less", (SUMS, END, SUM), f"calculation-removed calculation/twice: {FOR_READERS}", swap=True),
    case("another result", (SUMS, "value: weeks * fee * multiplier", "value: weeks * fee"), f"calculation-changed calculation/total_fee: {FOR_READERS}"),
    case("a result rounded otherwise", (SUMS, "scale: 2", "scale: 1"), f"calculation-changed calculation/total_fee: {FOR_READERS}"),
    case("another factor", (SUMS, 'multiplier: "0.5"', 'multiplier: "0.4"'), f"multiplier-changed calculation/total_fee: {FOR_READERS}"),
    case("a factor less", (SUMS, '        - {value: "Yes", multiplier: "0"}\n', ""), f"multiplier-changed calculation/total_fee: {FOR_READERS}"),
    case("guidance on a calculation", (SUMS, "guidance: Nobody sends it.", "guidance: It is not sent."), f"guidance-changed calculation/total_fee: {NO}"),
    case("an example of a calculation", (SUMS, 'fee: "1.50"}\n        result: "4.50"', 'fee: "1.00"}\n        result: "3.00"'), f"examples-changed calculation/total_fee: {NO}"),
    case("a shorter cycle", (SPEC, "frequency: yearly", "frequency: quarterly"), "schedule-changed specification/schedule: breaks, defined | breaks, defined"),
    case("another year", (SPEC, 'year_starts: "04-01"', 'year_starts: "01-01"'), "schedule-changed specification/schedule: breaks, defined, shown | breaks, defined", folder=REAL),
    case("what a return covers", (SPEC, "cumulative: false", "cumulative: true"), "schedule-changed specification/schedule: breaks, defined | breaks, defined"),
    case("a statement on the schedule", (SPEC, "statements: []", "statements: [{text: Come early., sources: [leaflet/loans]}]"), f"statement-changed specification/schedule: {NO}"),
    case("a date of the schedule", (SPEC, "milestones: []", "milestones: [{when: In May, what: A fair., sources: [leaflet/loans]}]"), f"statement-changed specification/schedule: {NO}"),
    case("a chapter more", FEES, f"chapter-added chapter/fees: {NO}"),
    case("a chapter less", FEES, f"chapter-removed chapter/fees: {NO}", swap=True),
    case("a chapter", (CHAPTER, "The library asks", "We ask"), f"chapter-changed chapter/loans: {NO}"),
    case("chapters in another order", (), f"chapters-reordered specification/guidance: {NO}", base=(FEES,), moves={CHAPTER: "guidance/02-loans.md", FEES[0]: "guidance/01-fees.md"}),
    case("the title of a chapter", (CHAPTER, "title: Loans", "title: Lending"), f"title-changed chapter/loans: {NO}"),
    case("a disagreement more", ("discrepancies.yaml", END, DISPUTE), f"discrepancy-added discrepancy/D-003: {NO}"),
    case("a disagreement less", ("discrepancies.yaml", END, DISPUTE), f"discrepancy-settled discrepancy/D-003: {NO}", swap=True),
    case("another decision", ("discrepancies.yaml", "decision: It is Lent.", "decision: It is Loan."), f"discrepancy-changed discrepancy/D-002: {NO}"),
    case("what is not checked", ("unchecked.yaml", END, UNREAD), f"unchecked-changed unchecked/unread: {NO}"),
    case("a topic", ("traceability.yaml", "not_collected: Nobody asked.", "not_collected: It is plain."), f"traceability-changed topic/shelves: {NO}"),
    case("an older requirement", ("traceability.yaml", "not_collected: Nobody knows.", "not_collected: It is plain."), f"traceability-changed requirement/2: {NO}"),
    case("items that no topic names", ("traceability.yaml", "reason: Useful.", "reason: Handy."), f"traceability-changed topic/outside-annex-1: {NO}"),
    case("items that no topic names, before others", ("traceability.yaml", "outside_annex_1:\n", "outside_annex_1:\n  - {items: [weeks], reason: Nobody asked.}\n"), f"traceability-changed topic/outside-annex-1: {NO}"),
    case("a recipient", (LEGAL, "recipients: [", "recipients: [{id: staff, title: Staff, sources: [leaflet/loans]}, "), f"legal-changed legal/staff: {NO}"),
    case("the instrument", (LEGAL, "review: Never.", "review: Next year."), f"legal-changed legal/review: {NO}"),
    case("the scope", ("scope.yaml", "text: No maps.", "text: Maps neither."), f"scope-changed scope/maps: {NO}"),
    case("a term", ("glossary.yaml", "meaning: Where a book stands.", "meaning: The place of a book."), f"glossary-changed term/Mark: {NO}"),
    case("a count", (SPEC, "voluntary: 3", "voluntary: 4"), f"counts-changed specification/item_counts: {NO}"),
    case("a comparison", (SPEC, "items: 56", "items: 57"), f"counts-changed specification/comparisons: {NO}", folder=REAL),
    case("a disagreement about an item that is gone", ((BOOK, item(), ""), ("discrepancies.yaml", "concerns: [mark, late]", "concerns: [mark]")), "item-removed item/late: breaks, defined, shown | breaks, defined", base=(late(), ("discrepancies.yaml", "concerns: [mark]", "concerns: [mark, late]"))),
    case("a comparison beside an item", ((SPEC, "items: 56", "items: 57"), ("items/costs.yaml", END, item().replace("leaflet/loans", "template/costs"))), f"counts-changed specification/comparisons: {NO}", "item-added item/late: no, proved | no, defined", folder=REAL),
    case("how a row is known again", (SPEC, "- [mark, movement]", "- [mark, movement, weeks]"), f"identity-changed specification/record: {FOR_READERS}"),
    case("what a row is", (SPEC, "One row is one movement", "A row is one movement"), f"specification-changed specification/record: {NO}"),
    case("the history", (SPEC, "dated: January 2020", "dated: Early in 2020"), f"history-changed specification/history: {NO}", base=((SPEC, "history:\n", 'history:\n  - {version: "0.9", dated: Long ago, summary: A draft., sources: [leaflet/loans]}\n'), (SPEC, "Long ago", "January 2020"), (SPEC, "dated: January 2020, summary: First", "dated: In 2020, summary: First"))),
    case("a new version", ((SPEC, 'version: "1.0"', 'version: "1.1"'), (SPEC, "history:\n", 'history:\n  - {version: "1.1", dated: May 2020, summary: A second., sources: [leaflet/loans]}\n')), f"version-changed specification/version: {NO}"),
    case("the status", (SPEC, "status: released", "status: draft"), f"version-changed specification/version: {NO}"),
    case("whoever publishes it", (SPEC, "publisher: The Library", "publisher: The Desk"), f"specification-changed specification/publisher: {NO}"),
    case("a pathway of sample returns", ("pathways.yaml", "starts: [-60, 0]", "starts: [-50, 0]"), f"sample-changed sample/lent-and-back: {NO}"),
    case("a made-up value", ("pathways.yaml", "[Stained], ", ""), f"sample-changed sample/remarks: {NO}"),
    case("a made-up identifier", ("pathways.yaml", "@@###", "A@###"), f"sample-changed sample/mark: {NO}"),
    case("from when days are counted", (("pathways.yaml", "counted_from: moved_on", "counted_from: mooved_on"), (BOOK, "  - id: remark", "  - id: mooved_on\n    title: Mooved on\n    type: date\n    printed_type: Date\n    obligation: voluntary\n    definition: Once more.\n    guidance: Again.\n    examples:\n      - value: 29/02/2020\n    personal_data: none\n    sources: [leaflet/loans]\n  - id: remark")), f"sample-changed sample/counted_from: {NO}", "item-added item/mooved_on: no, proved | no, defined"),
    case("a source", (SOURCES, "title: Leaflet", "title: Folded leaflet"), f"sources-changed source/leaflet: {NO}"),
]  # fmt: skip

NOTHING = [
    case("lines of a chapter broken otherwise", ((CHAPTER, "is a list, and\n", "is\na  list, and "), (CHAPTER, "one of its values:", "one of\nits values:"), (CHAPTER, "{{ rows", "\n\n{{ rows"))),
    case("texts folded and quoted otherwise", ((BOOK, "definition: Anything else.", "definition: >-\n      Anything\n      else."), (RULES, "message: Shorten the loan.", 'message: "Shorten  the\n      loan."'))),
    case("comments", ((SPEC, "sections:\n", "# These are two.\nsections:\n\n"), (BOOK, "    definition: The day.", "    # See there.\n    definition: The day. # Not the night."))),
    case("keys in another order", (BOOK, "definition: Anything else.\n    guidance: Short.", "guidance: Short.\n    definition: Anything else.")),
    case("a word in quotes", (BOOK, "type: date", 'type: "date"')),
]  # fmt: skip

CASES = [*ITEMS, *LISTS, *ROWS, *REST, *NOTHING]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_changes_are_told_as_a_person_would(one: Case) -> None:
    assert sorted(map(line, one.compared().changes)) == sorted(one.told)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_a_case(kind: str) -> None:
    told = {words.split()[0] for one in CASES for words in one.told}
    assert kind in told


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_every_break_is_shown_and_every_example_holds(one: Case) -> None:
    found = one.compared()
    for change in found.changes:
        for side in (change.submitters, change.consumers):
            if side.witness:
                assert side.verdict == "breaking"
                hold(side.witness, found, is_submitted=side is change.submitters)
        assert change.kind == "schedule-changed" or change.submitters.verdict != "breaking" or change.submitters.witness


HINTS = [
    case("the title is near", (BOOK, "id: late\n    title: Late", "id: later\n    title: Later"), "was: late", base=(late(),)),
    case("the definition is the same", (BOOK, "id: late\n    title: Late", "id: remark_too\n    title: Something more"), "was: late", base=(late(),)),
    case("nothing is alike", ((BOOK, "id: late\n    title: Late", "id: remark_too\n    title: Something more"), (BOOK, "Said late.", "Other.")), base=(late(),)),
    case("of another type", (BOOK, "id: late\n    title: Late\n    type: text", "id: later\n    title: Later\n    type: integer"), base=(late(),)),
    case("a value that is near", (MOVEMENT, "value: Given back", "value: Gave back"), "was: Given back"),
    case("a value that holds the other", (MOVEMENT, "value: Given back", "value: Given back to the desk"), "was: Given back"),
    case("a value that names the other as a spelling", (MOVEMENT, "value: Given back\n", "value: Home\n    also_seen_as:\n      - {value: Given back, sources: [leaflet/loans]}\n"), "was: Given back"),
    case("another value", (MOVEMENT, "value: Given back", "value: Sold")),
]  # fmt: skip


@pytest.mark.parametrize("one", HINTS, ids=lambda one: one.name)
def test_a_likely_rename_is_hinted_at_on_both_sides(one: Case) -> None:
    hints = [
        change.hint for change in one.compared().changes if change.kind in {"item-added", "item-removed", "value-added", "value-removed"}
    ]
    assert len(hints) == 2
    for hint in hints:
        assert (one.told[0] in hint if hint else False) if one.told else hint is None


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_a_sentence_speaks_to_people(one: Case) -> None:
    for change in one.compared().changes:
        assert change.sentence[0].isupper() or change.sentence[0] in "“0123456789"
        assert change.sentence.rstrip().endswith((".", "?", "!")), change.sentence
        assert "None" not in change.sentence
        assert "_" not in change.sentence or change.kind in {"item-renamed", "names-changed"}, change.sentence
        assert change.at[0]
        assert change.at[1] > 0


TYPES = {
    "any text": ("text", "01/04/2021"),
    "a short text": ("text\n    max_length: 12", "01/04/2021"),
    "a form": ("text\n    format: digit", "1"),
    "a list": ("code\n    code_list: digits", "1"),
    "a date": ("date", "01/04/2021"),
    "a whole number": ("integer", "1"),
    "an amount": ("decimal\n    scale: 2", "1.50"),
    "a whole amount": ("decimal\n    scale: 0", "1"),
}
"""What an item may hold, as it is written, with an example."""


@pytest.mark.parametrize("before", TYPES)
@pytest.mark.parametrize("after", TYPES)
@pytest.mark.parametrize("obligation", ["voluntary", ALWAYS_FILLED], ids=["voluntary", "needed"])
def test_an_item_may_become_anything(before: str, after: str, obligation: str) -> None:
    (kind, shown), (new_kind, new_shown) = TYPES[before], TYPES[after]
    lists = edited(written(LIBRARY), DIGITS, {})
    old = read(edited(lists, [late(kind, obligation=obligation, example=shown)], {}))
    new = read(edited(lists, [late(new_kind, obligation=obligation, example=new_shown)], {}))
    found = compare(old, new)
    assert bool(found.changes) == (before != after)
    for change in found.changes:
        for side in (change.submitters, change.consumers):
            assert side.verdict != "not decided"
            if side.witness:
                hold(side.witness, found, is_submitted=side is change.submitters)
