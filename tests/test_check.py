"""Each kind of finding: a mistake in a specification is reported once, with its file, line and column.

A case replaces a piece of one file. The sign ⟦ in the new text is removed, and marks where the finding must point. If the finding
points to something else, `at` is the text that it must point to, in the file `in_file`.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from cldspec import validate
from cldspec.check import UNDECIDED, check, explanations, load_and_check, prove
from cldspec.findings import Finding
from cldspec.load import read_texts
from cldspec.origin import Position
from cldspec.solver import reason
from conftest import LIBRARY, REAL, texts_of

MARK = "⟦"


@dataclass(frozen=True)
class Fault:
    check: str
    file: str
    old: str
    new: str
    says: str
    fix: str = ""
    at: str = ""
    in_file: str = ""


FAULTS = [
    # Form of the files
    Fault("yaml-syntax", "specification.yaml", "publisher: The Library", "publisher: The⟦: Library", "This is not valid YAML: mapping values are not allowed"),
    Fault("yaml-trap", "code-lists/reader-kind.yaml", 'value: "No"', "value: ⟦No", "YAML reads No as true or false", 'Write "No", in quotes'),
    Fault("yaml-trap", "code-lists/reader-kind.yaml", 'value: "007"', "value: ⟦007", "YAML reads 007 as a number", 'Write "007", in quotes'),
    Fault("yaml-trap", "specification.yaml", 'version: "1.0"\nstatus', "version: ⟦1.0\nstatus", "YAML reads 1.0 as a number with a decimal point"),
    Fault("yaml-trap", "legal.yaml", 'dated: "2020-01-01"', "dated: ⟦2020-01-01", "YAML reads 2020-01-01 as a date"),
    Fault("missing-value", "specification.yaml", "publisher: The Library", "publisher:⟦", "There is no value here"),
    Fault("missing-value", "legal.yaml", "direction:\n", "direction:⟦\nx:\n", "There is no value here"),
    Fault("yaml-trap", "specification.yaml", "publisher: The Library", "publisher: ⟦~", "YAML reads ~ as no value at all"),
    Fault("yaml-trap", "specification.yaml", "publisher: The Library", "publisher: The Library\n⟦yes: x", "YAML does not read the key yes as text"),
    Fault("yaml-trap", "specification.yaml", "name: Desk", "name: ⟦12:30", "YAML reads 12:30 as a number, without"),
    Fault("yaml-trap", "specification.yaml", "name: Desk", "name: ⟦!thing x", "The tag !thing is not allowed"),
    Fault("yaml-alias", "scope.yaml", "sources: [leaflet/fees]}", "sources: &f [leaflet/fees]}, {id: x, title: x, text: x, sources: ⟦*f }", "An alias"),
    Fault("yaml-trap", "specification.yaml", "name: Desk", "⟦[name, x]: Desk", "This key is not a word"),
    Fault("yaml-trap", "glossary.yaml", "terms:\n", "terms: ⟦!!omap\n", "The tag tag:yaml.org,2002:omap is not allowed"),
    Fault("unsafe-text", "glossary.yaml", "term: Mark", "term: Ma⟦\x07rk", "This text contains a control character (U+0007)"),
    Fault("wrong-value", "specification.yaml", "cumulative: false", "cumulative: ⟦no", 'This must be true or false, not "no"'),
    Fault("wrong-value", "items/loan.yaml", "scale: 2", "scale: ⟦2.0", 'This must be a whole number, not "2.0"'),
    Fault("wrong-value", "items/loan.yaml", "scale: 2", "scale: ⟦" + "9" * 5000, "This must be a whole number, not"),
    Fault("wrong-value", "items/loan.yaml", "if_blank: warning", "if_blank: ⟦No", '"No" is not an allowed value here', "Choose from: error, warning."),
    Fault("yaml-alias", "specification.yaml", "  name: Desk", "  ⟦<<: {a: b}\n  name: Desk", "A merge key (<<)"),
    Fault("yaml-syntax", "scope.yaml", "in_scope:", "in_scope: " + "[" * 99 + "⟦" + "[" * 40_000 + "\nin:", "Lists are nested more than 100 levels deep"),
    Fault("unsafe-text", "specification.yaml", "publisher: The Library", 'publisher: ⟦"The\\nLibrary"', "This text contains a line break (U+000A)", "begin it with >-"),
    Fault("unsafe-text", "specification.yaml", "publisher: The Library", "publisher: The⟦\u2028Library", "This text contains a line break (U+2028)"),
    Fault("unsafe-text", "specification.yaml", "publisher: The Library", 'publisher: ⟦"The\\NLibrary"', "This text contains a line break (U+0085)"),
    Fault("unsafe-text", "glossary.yaml", "term: Mark", 'term: ⟦"\\e[31mMark"', "This text contains a control character (U+001B)"),
    Fault("unsafe-text", "glossary.yaml", "term: Mark", 'term: ⟦"Mark\\0"', "This text contains a control character (U+0000)"),
    Fault("unsafe-text", "glossary.yaml", "term: Mark", "term: ⟦\u202eMark", "changes the direction of text (U+202E)"),
    Fault("unsafe-text", "glossary.yaml", "term: Mark", "term: ⟦Mark ::error title=x::y", "begins a command in the log of a CI system"),
    Fault("unsafe-text", "guidance/01-loans.md", "The library asks", "The ⟦\x1blibrary asks", "This text contains a control character (U+001B)"),
    Fault("formula", "items/book.yaml", "title: Mark", "title: ⟦=cmd|' /C calc'!A0", "A spreadsheet that opens the published CSV files may take =cmd"),
    Fault("formula", "code-lists/movement.yaml", "value: Lent", 'value: ⟦"+1+1"', "may take +1+1 for a formula", "add may_look_like_formula: true"),
    Fault("yaml-syntax", "scope.yaml", "in_scope:", "- " * 100 + "⟦" + "- " * 100_000 + "x\nin_scope:", "Lists are nested more than 100 levels deep"),
    Fault("cut-text", "code-lists/movement.yaml", "value: Given back", "value: Given back ⟦#2", "YAML reads only “Given back” here. It drops “#2” as a comment", 'Write "Given back #2", in quotes'),
    Fault("cut-text", "items/book.yaml", "title: Remark", "title: Remark ⟦# free text", "YAML reads only “Remark” here"),
    Fault("cut-text", "items/book.yaml", "definition: Anything else.", "definition: Anything else,\n      such as shelf ⟦#2", "YAML reads only “Anything else, such as shelf” here"),
    Fault("cut-text", "pathways.yaml", "[Stained]", "[Stained  ⟦#2\n          ]", "YAML reads only “Stained” here"),
    Fault("cut-text", "guidance/01-loans.md", "title: Loans", "title: Loans ⟦#1", "YAML reads only “Loans” here"),
    Fault("duplicate-key", "specification.yaml", "publisher: The Library", "publisher: The Library\n⟦title: Again", "The key title is here twice. The first one is on line 2"),
    Fault("schema-line", "glossary.yaml", "# yaml-language-server: $schema=../../../", "⟦# see ", "does not name this file's schema", "glossary.schema.json"),
    Fault("unknown-key", "items/loan.yaml", "    obligation: voluntary\n    required_when: weeks", "    ⟦oblgation: voluntary\n    obligation: voluntary\n    required_when: weeks", "The key oblgation is not known here"),
    Fault("unknown-key", "items/book.yaml", "    max_length: 20", "    max_length: 20\n    ⟦exmples: []", "The key exmples is not known here"),
    Fault("unknown-key", "items/loan.yaml", "    type: integer\n", "    type: integer\n    ⟦scale: 2\n", "The key scale is not for this type"),
    Fault("missing-key", "items/book.yaml", "    examples:\n      - value: Torn\n    personal_data: none\n    sources: [leaflet/loans]\n", "    personal_data: none\n", "The key sources is missing", "Where the source documents say this", at="id: remark"),
    Fault("missing-key", "items/loan.yaml", "    if_blank: warning\n", "", "required_when needs if_blank as well", at="required_when: weeks > 2"),
    Fault("missing-key", "traceability.yaml", "{id: shelves, category: Shelves, topic: Shelves, not_collected: Nobody asked.}", "⟦{id: shelves, category: Shelves, topic: Shelves}", "Exactly one of these keys is needed: items, not_collected"),
    Fault("wrong-value", "items/loan.yaml", "type: integer", "type: ⟦intger", '"intger" is not an allowed value here', "Did you mean integer?"),
    Fault("wrong-value", "items/book.yaml", "max_length: 20", "max_length: ⟦long", 'This must be a whole number, not "long"'),
    Fault("wrong-value", "specification.yaml", "name: Desk", "name: ⟦7", "This must be text, not 7", 'Write "7", in quotes'),
    Fault("wrong-value", "items/book.yaml", "sources: [leaflet/loans]\n  - id: moved_on", "sources: ⟦[]\n  - id: moved_on", "This list needs at least 1 entry, but has 0 entries"),
    Fault("wrong-value", "items/book.yaml", "  - id: remark", "  - id: ⟦Re-mark", '"Re-mark" must be written like start_date', "lower case"),
    Fault("wrong-value", "items/book.yaml", "definition: Anything else.", 'definition: ⟦""', "This text is empty"),
    Fault("wrong-value", "tables/kinds-with-fees.yaml", "keys: [movement, reader_kind]", "keys: ⟦[movement, movement]", "The list has the same entry twice"),
    Fault("unknown-count", "specification.yaml", "summary: What", "summary: ⟦About {{ count.itms }}. What", "curly brackets that stand for no number", "Write {{ count.items }}"),
    Fault("wrong-value", "code-lists/movement.yaml", "- value: Given back\n    description: It stands on its shelf again.", "- ⟦Given back", 'must be keys with values, not "Given back"', "Write it like this: {value: Given back}."),
    Fault("wrong-value", "items/book.yaml", "sources: [leaflet/loans]\n  - id: moved_on", "sources: ⟦leaflet/loans\n  - id: moved_on", 'must be a list, not "leaflet/loans"', "Write it like this: [leaflet/loans]."),
    Fault("wrong-value", "pathways.yaml", "starts: [-120, -70]", "starts: ⟦-120", "must be a list, not -120", "Write it like this: [-120, -120]."),
    Fault("wrong-value", "specification.yaml", "publisher: The Library", "publisher: ⟦[The Library]", "must be text, not a list", "Write one text, without brackets"),
    Fault("wrong-value", "items/book.yaml", "max_length: 20", 'max_length: ⟦"20"', 'must be a whole number, not "20"', "Write 20, without quotes."),
    # References
    Fault("unknown-source", "items/loan.yaml", "sources: [leaflet/fees]", "sources: [⟦leaflet/feees]", "There is no place leaflet/feees", "Did you mean leaflet/fees?"),
    Fault("unused-source", "sources.yaml", "      - {id: fees, title: Fees}", "      - {id: fees, title: Fees}\n      - {id: ⟦opening-hours, title: Hours}", "No part of the specification has leaflet/opening-hours as a source"),
    Fault("unknown-item", "tables/kinds-with-fees.yaml", "keys: [movement, reader_kind]", "keys: [⟦movment, reader_kind]", "There is no data item movment", "Did you mean movement?"),
    Fault("unknown-item", "specification.yaml", "- [mark, movement]", "- [mark, ⟦movment]", "There is no data item movment", "Did you mean movement?"),
    Fault("unknown-item", "traceability.yaml", "items: [reader_kind, weeks]", "items: [reader_kind, weeks, ⟦mesure]", "There is no data item mesure"),
    Fault("unknown-item", "scope.yaml", "items: [mark]", "items: [⟦marks]", "There is no data item marks", "Did you mean mark?"),
    Fault("unknown-item", "calculations.yaml", "item: reader_kind", "item: ⟦reader_knd", "There is no data item reader_knd"),
    Fault("bad-chapter", "guidance/01-loans.md", "list('movement')", "list('movment')", "There is no list movment.", "Did you mean movement?", at="The library asks"),
    Fault("bad-chapter", "guidance/01-loans.md", "'Lent'", "'Lend'", "There is no value of movement Lend", "Did you mean Lent?", at="{{ value("),
    Fault("bad-chapter", "guidance/01-loans.md", "count.items", "count.itms", "This expression does not work", at="The library asks"),
    Fault("bad-chapter", "guidance/01-loans.md", "rule('LOAN-01')", "rule('LOAN-01'", "This expression is not valid", at="See {{"),
    Fault("yaml-syntax", "guidance/01-loans.md", "---\ntitle", "⟦title", "The chapter does not begin with a line of three hyphens"),
    Fault("unknown-key", "guidance/01-loans.md", "title: Loans", "⟦ttle: a\ntitle: Loans", "The key ttle is not known here"),
    Fault("unknown-source", "guidance/01-loans.md", "leaflet/loans", "⟦leaflet/loan", "There is no place leaflet/loan"),
    Fault("unknown-item", "calculations.yaml", "item: weeks", "item: ⟦week", "There is no data item week", "Did you mean weeks?"),
    Fault("wrong-schedule", "calculations.yaml", '["2", ""]', '["2"]', "The number of units is 1, but the number of days is 2", at='units: ["2"'),
    Fault("wrong-schedule", "calculations.yaml", '["2", ""]', '["2", "2"]', "The week adds up to 5, but weeks is 3 in the first example", at="rows:"),
    Fault("unknown-item", "calculations.yaml", 'weeks: "3"', '⟦wekes: "3"', "There is no data item wekes", "Did you mean weeks?"),
    Fault("unknown-section", "specification.yaml", "sections:\n", "sections:\n  - {id: ⟦fines, title: Fines, applies_when: always, description: Fines., sources: [leaflet/fees]}\n", "The section fines has no data items"),
    Fault("unknown-section", "specification.yaml", "  - id: loan\n", "  - id: ⟦lending\n", "The section lending has no data items"),
    Fault("unknown-code-list", "items/loan.yaml", "code_list: reader-kind", "code_list: ⟦reader-kinds", "There is no code list reader-kinds", "Did you mean reader-kind?"),
    Fault("unused-code-list", "items/loan.yaml", "code_list: reader-kind", "code_list: movement", "No data item uses the code list reader-kind", at="reader-kind\ntitle", in_file="code-lists/reader-kind.yaml"),
    Fault("unknown-format", "items/book.yaml", "format: shelf_mark", "format: ⟦shelfmark", "There is no format shelfmark", "Did you mean shelf_mark?"),
    Fault("unknown-format", "items/book.yaml", "    format: shelf_mark\n", "", "No data item has the format shelf_mark", at="shelf_mark\n    title", in_file="specification.yaml"),
    Fault("unused-table", "items/loan.yaml", "in_table('kinds-with-fees') AND remark IS NULL", "remark IS NULL", "No condition uses in_table('kinds-with-fees')", at="kinds-with-fees\ntitle", in_file="tables/kinds-with-fees.yaml"),
    Fault("unknown-subject", "discrepancies.yaml", "concerns: [mark]", "concerns: [mark, ⟦moovement]", "There is no part of the specification moovement", "Did you mean movement?"),
    # Names
    Fault("duplicate-identifier", "discrepancies.yaml", "  - id: D-002", "  - id: ⟦D-001", "The id D-001 is already used in discrepancies.yaml, line 3"),
    Fault("duplicate-title", "items/book.yaml", "title: Remark", "title: ⟦moved  on", "The title moved  on is already used in items/book.yaml, line 36"),
    Fault("numbering", "traceability.yaml", "number: 2,", "number: ⟦3,", "The number is 3, but this is entry 2", "Write 2."),
    Fault("numbering", "discrepancies.yaml", "  - id: D-001", "  - id: D-003", "D-002 comes after D-003", at="D-002"),
    Fault("numbering", "specification.yaml", '{version: "1.0", dated', '{version: ⟦"0.9", dated', "The history ends with 0.9, but this is version 1.0"),
    # Values
    Fault("duplicate-value", "code-lists/movement.yaml", "value: Given back", "value: ⟦lent", "lent is already a spelling of the value Lent on line 7"),
    Fault("duplicate-value", "code-lists/movement.yaml", "value: Given back", "value: ⟦Lent", "Lent is already on line 7"),
    Fault("duplicate-value", "code-lists/movement.yaml", "{value: lent out,", "{value: ⟦Lent,", "Lent is not another spelling: it is the value itself"),
    Fault("untidy-value", "code-lists/movement.yaml", "value: Given back", "value: ⟦Given  back", "has spaces that do not belong"),
    Fault("untidy-value", "code-lists/movement.yaml", "value: Given back", 'value: ⟦"Given back "', "has spaces that do not belong"),
    Fault("look-alike", "code-lists/movement.yaml", "value: Given back", "value: Given-back\n  - value: ⟦Given\u2013back", "looks like “Given-back” on line 10, but it has U+2013 (en dash) and the other has U+002D"),
    Fault("look-alike", "code-lists/movement.yaml", "value: Given back", "value: Giver's\n  - value: ⟦Giver\u2019s", "U+2019 (right single quotation mark)"),
    Fault("look-alike", "code-lists/movement.yaml", "value: Given back", "value: Café\n  - value: ⟦Cafe\u0301", "it is written with other Unicode characters for the same letters"),
    Fault("look-alike", "code-lists/movement.yaml", "value: Given back", "value: Given back\n  - value: ⟦Given\u2060 back", "U+2060 (word joiner)"),
    Fault("look-alike", "code-lists/movement.yaml", "value: Given back", "value: Given back\n  - value: ⟦Given b\u0430ck", "U+0430 (cyrillic small letter a)"),
    Fault("look-alike", "items/book.yaml", "title: Remark", "title: ⟦Moved on\ufe0f", "looks like"),
    Fault("unknown-value", "tables/kinds-with-fees.yaml", '{movement: Lent, reader_kind: "007"', '{movement: ⟦Lend, reader_kind: "007"', "Lend is not a value of movement", "Did you mean Lent?"),
    Fault("unknown-value", "tables/kinds-with-fees.yaml", 'reader_kind: "007", fee: Full', 'reader_kind: "007", fee: ⟦Half', "Half is not a value of fee"),
    Fault("unknown-value", "calculations.yaml", '{value: "Yes"', '{value: ⟦"Maybe"', "Maybe is not a value of reader_kind"),
    Fault("table-row", "tables/kinds-with-fees.yaml", 'reader_kind: "007", fee: Full', 'reader_kind: "007", fee: Full, ⟦weeks: "1"', "weeks is not a key or an attribute"),
    Fault("table-row", "tables/kinds-with-fees.yaml", '{movement: Lent, reader_kind: "007", fee: Full}', '⟦{movement: Lent, reader_kind: "007"}', "The row has no fee"),
    Fault("table-row", "tables/kinds-with-fees.yaml", '{movement: Lent, reader_kind: "007"', '⟦{movement: Lent, reader_kind: "No"', "The row on line 12 has the same keys"),
    Fault("missing-multiplier", "calculations.yaml", '        - {value: "007", multiplier: "0.5"}\n', "", "007 has no multiplier", at='values:\n        - {value: "Yes"'),
    # Expressions
    Fault("wrong-value", "code-lists/movement.yaml", "value: Given back\n", "value: Given back\n    was: Returned\n    was_by_decision: ⟦false\n", "This is true or it is left out, not false", "remove the line"),
    Fault("bad-rename", "code-lists/movement.yaml", "value: Given back\n", "value: Given back\n    was: ⟦Given back\n", "“Given back” is named as its own origin", "write the old name"),
    Fault("bad-rename", "code-lists/movement.yaml", "value: Given back\n", "value: Given back\n    was: ⟦Lent\n", "“Lent” is still a value", "was_where"),
    Fault("bad-rename", "code-lists/movement.yaml", "value: Given back\n", "value: Given back\n    replaces: [Sold, ⟦Lent]\n", "“Lent” is still a value", "Remove this line"),
    Fault("bad-rename", "items/book.yaml", "id: remark\n", "id: remark\n    was: ⟦mark\n", "“mark” is still a data item", "Remove this line, or the old data item."),
    Fault("bad-rename", "code-lists/movement.yaml", "id: movement\n", "id: movement\nwas: ⟦reader-kind\n", "“reader-kind” is still a code list", ""),
    Fault("bad-rename", "code-lists/movement.yaml", "value: Given back\n", "value: Given back\n    was: Returned\n    was_where: remark IS NULL\n    was_by_decision: ⟦true\n", "was_where and was_by_decision", "only one"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", "required_when: ⟦weekz > 2", "There is no data item weekz", "Did you mean weeks?"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", "required_when: >-\n      weeks > 2\n      AND movement IN ('Lent', ⟦'Stolen')", "'Stolen' is not in the list movement of movement"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", 'required_when: "weeks > 2 AND ⟦movement IS TRUE"', "IS can only compare a data item with NULL"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", "required_when: 'weeks > ⟦''2'''", "'2' is a text, but weeks is a number"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", "required_when: weeks > 2 AND ⟦moved_on = 5", "A date and a number cannot be compared"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", "required_when: moved_on >= ⟦'2020-02-30'", "'2020-02-30' is not a date"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", "required_when: ⟦age(moved_on) > 2", "There is no function age", "Did you mean age_on?"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", "required_when: ⟦age_on(weeks, moved_on) > 2", "age_on has the wrong arguments"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", "required_when: in_table(⟦'kinds-with-fee')", "There is no table kinds-with-fee", "Did you mean kinds-with-fees?"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", "required_when: weeks > 2 OR SUBSTRING(⟦remark, 1, 2) = 'x'", "is not part of the rule language"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", "required_when: remark LIKE ⟦'%x'", "LIKE can only test how a text begins"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", "required_when: weeks + ⟦remark > 2", "Only numbers can be added, subtracted or multiplied"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", "required_when: weeks > (⟦2", "This condition cannot be parsed"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", "required_when: weeks > 2 AND ⟦remark", "remark alone is not a condition"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", "required_when: ⟦weeks = NULL", "A comparison with NULL is never true", "Write IS NULL"),
    Fault("bad-expression", "specification.yaml", "applies_when: movement = 'Lent'", "applies_when: movement = ⟦'Lended'", "'Lended' is not in the list movement", "Did you mean Lent?"),
    Fault("bad-expression", "calculations.yaml", "value: weeks * fee * multiplier", "value: weeks * fee * ⟦multiplyer", "There is no data item multiplyer", "Did you mean multiplier?"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", "required_when: " + "(" * 30 + "⟦" + "(" * 3000 + "weeks > 2" + ")" * 3030, "more than 30 levels of brackets and signs"),
    Fault("bad-expression", "rules/loans.yaml", "expect: weeks * fee + 0.5 <= 100.5", "expect: " + "NOT " * 30 + "⟦" + "NOT " * 5000 + "weeks > 2", "more than 30 levels"),
    Fault("bad-expression", "specification.yaml", "applies_when: movement = 'Lent'", "applies_when: weeks > 2" + " + 1" * 30 + " ⟦+ 1" + " + 1" * 5000, "more than 30 levels"),
    Fault("bad-expression", "calculations.yaml", "value: weeks * fee * multiplier", "value: weeks * fee * multiplier" + " * fee" * 28 + " ⟦* fee" + " * fee" * 9000, "more than 30 levels"),
    Fault("bad-expression", "calculations.yaml", "when: movement <> 'Lent'", "when: " + "age_on(" * 30 + "age_on⟦(" + "age_on(" * 2000 + "moved_on", "more than 30 levels"),
    Fault("bad-chapter", "guidance/01-loans.md", "list('movement')", "(" * 100_000 + "1" + ")" * 100_000, "more than 30 levels of brackets", at="The library asks"),
    Fault("bad-chapter", "guidance/01-loans.md", "count.items", "count" + ".a" * 5000, "more than 30 levels", at="The library asks"),
    Fault("last-case", "calculations.yaml", "when: movement <> 'Lent'", "when: ⟦otherwise", "The last case of a calculation, and no other, must have the condition otherwise"),
    # Examples
    Fault("bad-example", "items/book.yaml", "- value: AB123", "- value: ⟦AB12", "AB12 is not in the format shelf_mark", "Write it like AB123"),
    Fault("bad-example", "items/book.yaml", "- value: 29/02/2020", "- value: ⟦29/02/2021", "29/02/2021 is not a date", "dd/mm/yyyy"),
    Fault("bad-example", "items/book.yaml", "- value: Given back", "- value: ⟦Given", "Given is not in the list movement", "Did you mean Given back?"),
    Fault("bad-example", "items/book.yaml", "- value: Torn", "- value: ⟦Torn, wet and very, very old", "has more than 20 characters"),
    Fault("bad-example", "items/loan.yaml", '- value: "1.50"', '- value: ⟦"1.505"', "1.505 is not a number with at most 2 decimal places"),
    Fault("bad-example", "items/loan.yaml", '- value: "3"', '- value: ⟦"3.5"', "3.5 is not a whole number"),
    Fault("bad-example", "calculations.yaml", 'fee: "1.50"}', 'fee: ⟦"£1.50"}', "£1.50 is not a number"),
    Fault("bad-format", "specification.yaml", "conforms: [AB123]", "conforms: [AB123, ⟦AB1234]", "AB1234 is not in the format"),
    Fault("bad-format", "specification.yaml", "breaks: [A123, ab123]", "breaks: [A123, ⟦AB321]", "AB321 is in the format"),
    Fault("bad-format", "specification.yaml", "pattern: ^[A-Z]{2}[0-9]{3}$", "pattern: ⟦^([A-Z]{2}[0-9]{3}$", "The pattern is not a valid regular expression"),
    Fault("unfit-check-digit", "specification.yaml", "pattern: ^[A-Z]{2}[0-9]{3}$", "pattern: ⟦^[A-Z]{2}[0-9]{3}$\n    check_digit: modulus_11", "The pattern allows texts with 'A', but only a number of exactly 10 digits", "Write ^[0-9]{10}$"),
    Fault("wrong-result", "calculations.yaml", 'result: "4.50"', 'result: ⟦"4.55"', "The calculation gives 4.50 here, not 4.55"),
    Fault("bad-example", "items/loan.yaml", '- value: "1.50"', '- value: ⟦"1_0.50"', "1_0.50 is not a number"),
    Fault("wrong-value", "items/loan.yaml", "scale: 2", "scale: ⟦40", "40 is more than 6"),
    Fault("wrong-value", "specification.yaml", "mandatory: 4", "mandatory: ⟦-4", "-4 is less than 0", "Write a number of at least 0"),
    Fault("bad-format", "specification.yaml", "pattern: ^[A-Z]{2}[0-9]{3}$", "pattern: ⟦^a{99999999999}$", "The pattern is not a valid regular expression"),
    Fault("bad-example", "items/loan.yaml", '- value: "3"', '- value: ⟦"' + "3" * 5000 + '"', "is not a whole number"),
    Fault("untidy-value", "items/book.yaml", "title: Remark", 'title: ⟦"Remark "', "has spaces that do not belong"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", "required_when: movement = ⟦‘Lent’", "Lent is in the wrong quotation marks", "Write 'Lent'"),
    Fault("bad-expression", "items/loan.yaml", "required_when: weeks > 2", 'required_when: movement = ⟦"Lent"', "Lent is in the wrong quotation marks", "Write 'Lent'"),
    Fault("wrong-result", "calculations.yaml", 'weeks: "3", fee: "1.50"}', 'fee: "1.50"}', "The calculation gives n/a here", at='"4.50"'),
    Fault("bad-expression", "calculations.yaml", "value: weeks * fee * multiplier", "value: ⟦weeks * fee / 2", "Division is not part of the rule language"),
    Fault("bad-format", "specification.yaml", "pattern: ^[A-Z]{2}[0-9]{3}$", "pattern: ⟦^[A-Z]+[0-9]{3}$", "'+[0-9]{3}' is not allowed in a pattern"),
    Fault("bad-format", "specification.yaml", "pattern: ^[A-Z]{2}[0-9]{3}$", "pattern: ⟦^[A-Z]{0,9}[0-9]{0,9}$", "allows 100 combinations"),
    # Rules
    Fault("wrong-value", "rules/loans.yaml", "id: LOAN-01", "id: ⟦loan-1", '"loan-1" must be written like COST-03', "such as COST-03"),
    Fault("wrong-value", "rules/loans.yaml", "severity: error\n    items: [weeks, remark]", "severity: ⟦fatal\n    items: [weeks, remark]", '"fatal" is not an allowed value here'),
    Fault("missing-key", "rules/loans.yaml", "    expect: weeks * fee + 0.5 <= 100.5\n", "", "Exactly one of these keys is needed: expect, unique", at="id: LOAN-03"),
    Fault("wrong-value", "rules/loans.yaml", 'breaks:\n        - {movement: Lent, weeks: "11", remark: ""}', "breaks: ⟦[]", "This list needs at least 1 entry, but has 0 entries", "Rows that break this rule"),
    Fault("missing-key", "rules/loans.yaml", '      breaks:\n        - {movement: Lent, weeks: "11", remark: ""}\n', "", "The key breaks is missing", at='conforms:\n        - {movement: Lent, weeks: "11"'),
    Fault("duplicate-identifier", "rules/loans.yaml", "id: LOAN-02", "id: ⟦LOAN-01", "The id LOAN-01 is already used"),
    Fault("numbering", "rules/loans.yaml", "id: LOAN-02", "id: ⟦LOAN-00", "LOAN-00 comes after LOAN-01"),
    Fault("unknown-item", "rules/loans.yaml", "items: [weeks, remark]", "items: [weeks, ⟦remarks]", "There is no data item remarks", "Did you mean remark?"),
    Fault("unknown-item", "rules/loans.yaml", "unique: [mark, moved_on]", "unique: [mark, ⟦movd_on]", "There is no data item movd_on"),
    Fault("unknown-item", "rules/loans.yaml", "same_on_every_row_of: reader_kind", "same_on_every_row_of: ⟦reader", "There is no data item reader"),
    Fault("unknown-item", "rules/loans.yaml", 'breaks:\n        - {movement: Lent, weeks: "11", remark: ""}', 'breaks:\n        - {movement: Lent, weeks: "11", ⟦remrk: ""}', "There is no data item remrk"),
    Fault("unknown-item", "specification.yaml", "    applies_when: always\n", "    applies_when: always\n    same_on_every_row_of: ⟦books\n    if_not_same: error\n", "There is no data item books"),
    Fault("missing-key", "specification.yaml", "    if_not_same: error\n", "", "same_on_every_row_of needs if_not_same as well", at="same_on_every_row_of"),
    Fault("bad-expression", "rules/loans.yaml", "expect: moved_on >= '2000-01-01' AND moved_on", "expect: moved_on >= '2000-01-01' AND ⟦moovd_on", "There is no data item moovd_on"),
    Fault("bad-expression", "rules/loans.yaml", "year_start(moved_on) <=", "⟦year_start(weeks) <=", "year_start has the wrong arguments", "year_start(date)"),
    Fault("bad-expression", "rules/loans.yaml", "moved_on <= today()", "moved_on <= ⟦today(1)", "today has the wrong arguments"),
    Fault("bad-example", "rules/loans.yaml", 'weeks: "10"}', 'weeks: ⟦"ten"}', "ten is not a whole number"),
    Fault("bad-expression", "rules/loans.yaml", "expect: remark IS NOT NULL AND mark LIKE 'AB%'", "expect: remark IS NOT NULL AND mark <> ⟦'ab1'", "'ab1' is not a value that mark can have", "Write it like AB123"),
    Fault("bad-expression", "rules/loans.yaml", "expect: weeks * fee + 0.5 <= 100.5", "expect: fee <= ⟦100.555", "fee can never be 100.555"),
    Fault("wrong-value", "rules/loans.yaml", 'breaks:\n        - {movement: Lent, weeks: "11", remark: ""}', "breaks:\n        - ⟦{}", "At least one key with a value is needed here"),
    # Sample data
    Fault("unknown-item", "pathways.yaml", "group: mark", "group: ⟦marc", "There is no data item marc", "Did you mean mark?"),
    Fault("unknown-item", "pathways.yaml", "{item: mark, form", "{item: ⟦marks, form", "There is no data item marks", "Did you mean mark?"),
    Fault("unknown-item", "pathways.yaml", "items: [remark]", "items: [⟦remarc]", "There is no data item remarc", "Did you mean remark?"),
    Fault("unknown-item", "pathways.yaml", 'cells: {movement: Lent, reader_kind: "No"}', 'cells: {movement: Lent, ⟦reader_knd: "No"}', "There is no data item reader_knd"),
    Fault("unknown-item", "pathways.yaml", '{item: weeks, between: ["1", "9"]}', '{item: ⟦week, between: ["1", "9"]}', "There is no data item week"),
    Fault("bad-example", "pathways.yaml", 'form: "@@###"', 'form: ⟦"@@##"', "AA00 is not in the format shelf_mark"),
    Fault("bad-example", "pathways.yaml", "[Stained]", "[⟦Stained by who knows what]", "has more than 20 characters"),
    Fault("bad-example", "pathways.yaml", 'cells: {movement: Lent, reader_kind: "No"}', 'cells: {movement: ⟦Lend, reader_kind: "No"}', "Lend is not in the list movement"),
    Fault("bad-example", "pathways.yaml", '{item: weeks, between: ["1", "9"]}', '{item: weeks, between: ["1", ⟦"9.5"]}', "9.5 is not a whole number"),
    Fault("bad-pathway", "pathways.yaml", "starts: moved_on", "starts: ⟦movement", "movement is not a date item"),
    Fault("bad-pathway", "pathways.yaml", '{item: weeks, between: ["1", "9"]}', '{item: ⟦remark, between: ["1", "9"]}', "remark is not a number item"),
    Fault("bad-pathway", "pathways.yaml", "items: [remark]", "items: [⟦reader_kind]", "reader_kind is not a text item"),
    Fault("bad-pathway", "pathways.yaml", "starts: [-120, -70]", "starts: ⟦[-60, -70]", "-60 is more than -70"),
    Fault("bad-pathway", "pathways.yaml", "starts: [-120, -70]", "starts: [-120, -70]\n        lasts: [1, 2]\n        ⟦ends: [1, 2]", "The step has both lasts and ends"),
    Fault("bad-pathway", "pathways.yaml", "[Stained]", "⟦[Stained, Wet]", "The number of values is 2, but the number of items is 1"),
    Fault("duplicate-identifier", "pathways.yaml", "id: lent-free", "id: ⟦lent-and-back", "The id lent-and-back is already used"),
    Fault("unproved-pathway", "pathways.yaml", "cells: {movement: Given back}", 'cells: ⟦{movement: Given back, weeks: "3"}', "No row with these cells can pass weeks.applies"),
    Fault("unproved-pathway", "pathways.yaml", "starts: [-120, -70]", "starts: [8000, 9000]", "No course of this pathway conforms: the last of 60 attempts broke LOAN-02", at="lent-and-back"),
    # Proofs
    Fault("unasked-item", "rules/loans.yaml", "items: [weeks, remark]", "items: [weeks, ⟦fee]", "LOAN-01 does not use fee"),
    Fault("unasked-item", "rules/loans.yaml", "same_on_every_row_of: reader_kind", "same_on_every_row_of: ⟦fee", "The rule groups rows by the item that it compares"),
    Fault("idle-rule", "rules/loans.yaml", "when: movement = 'Lent'\n    same_on", "when: ⟦movement = 'Lent' AND movement = 'Given back'\n    same_on", "LOAN-05 applies to no row: its condition contradicts itself"),
    Fault("contradiction", "rules/loans.yaml", "expect: weeks * fee + 0.5 <= 100.5", "expect: movement IS NULL", "No row can pass all of these rules: movement.required, LOAN-03", at="always\n    if_blank: error\n    definition: What happens", in_file="items/book.yaml"),
    Fault("unusable-value", "rules/loans.yaml", "expect: weeks * fee + 0.5 <= 100.5", "expect: reader_kind <> '007'", "No row can have the value 007 in reader_kind: LOAN-03 forbids it", at='"007"', in_file="code-lists/reader-kind.yaml"),
    Fault("unusable-value", "rules/loans.yaml", "expect: weeks * fee + 0.5 <= 100.5", "expect: fee IS NULL", "fee can never be filled in: LOAN-03 forbids it", at="fee\n    title", in_file="items/loan.yaml"),
    Fault("redundant-rule", "rules/loans.yaml", "expect: weeks * fee + 0.5 <= 100.5", "expect: weeks IS NULL OR movement = 'Lent'", "LOAN-03 follows from weeks.applies", at="LOAN-03"),
    Fault("redundant-rule", "rules/loans.yaml", "expect: weeks * fee + 0.5 <= 100.5", "expect: weeks < 3 OR weeks > 2", "LOAN-03 is never broken", at="LOAN-03"),
    Fault("idle-rule", "rules/loans.yaml", "when: weeks > 10", "when: ⟦weeks > 10 AND movement = 'Given back'", "LOAN-01 applies to no row, because of weeks.applies"),
    Fault("idle-rule", "rules/loans.yaml", "when: weeks > 10", "when: ⟦weeks > 10 AND weeks < 9", "LOAN-01 applies to no row: its condition contradicts itself"),
    Fault("unproved-example", "rules/loans.yaml", '- {movement: Lent, weeks: "11", remark: ""}', '- ⟦{movement: Lent, weeks: "10", remark: ""}', "No row with these cells can break LOAN-01."),
    Fault("unproved-example", "rules/loans.yaml", '- {movement: Lent, weeks: "10"}', '- ⟦{movement: Given back, weeks: "10"}', "No row with these cells can pass LOAN-01 and pass weeks.applies."),
    Fault("unproved-example", "rules/loans.yaml", 'conforms:\n        - {movement: Lent, reader_kind: "Yes", fee: "1.00"}', 'conforms:\n        ⟦- {movement: Lent, reader_kind: "No", fee: "1.00"}', "As one return, these rows break LOAN-05."),
    # Coverage
    Fault("obligation-without-condition", "items/book.yaml", "    obligation: mandatory\n    required_when: always\n    if_blank: error\n    definition: The day.", "    obligation: ⟦mandatory\n    definition: The day.", "moved_on is mandatory, but does not say when a blank is a mistake"),
    Fault("untraced-item", "traceability.yaml", "items: [mark, movement, moved_on]", "items: [mark, movement]", "moved_on does not serve a topic of Annex 1", at="moved_on\n    title", in_file="items/book.yaml"),
    Fault("untraced-item", "traceability.yaml", "items: [remark, fee]", "items: [remark, fee, ⟦mark]", "mark is under outside_annex_1, but it is also under a topic"),
    Fault("item-count", "specification.yaml", "mandatory: 4", "mandatory: ⟦5", "There are 4 mandatory data items, not 5"),
    Fault("unexplained-alternative", "code-lists/movement.yaml", "{value: lent out,", "{value: ⟦loaned,", "No discrepancy about movement has a reading that says “loaned”"),
    Fault("unexplained-alternative", "items/book.yaml", "{value: Shelf mark,", "{value: ⟦Spine mark,", "No discrepancy about mark has a reading that says “Spine mark”"),
    Fault("false-discrepancy", "discrepancies.yaml", "    readings:\n      - {says: Mark,", "    ⟦readings:\n      - {says: Shelf mark,", "All readings say the same"),
    # Derivations
    Fault("wrong-value", "derivations/loans.yaml", "take: latest}", "take: ⟦last}", '"last" is not an allowed value here', "Did you mean latest?"),
    Fault("missing-key", "derivations/loans.yaml", "      - keep: movement", "      - ⟦set: {x_y: blank}\n        keep: movement", "Exactly one of these keys is needed: keep, set,"),
    Fault("bad-derivation", "derivations/loans.yaml", "keep: movement = 'Lent'", "keep: movement = ⟦'Lend'", "'Lend' is not in the list movement", "Lent"),
    Fault("bad-derivation", "derivations/loans.yaml", "moved_on > year_before", "moved_on > ⟦year_befor", "There is no column year_befor", "Did you mean year_before?"),
    Fault("bad-derivation", "derivations/loans.yaml", "open_until: as_of", "open_until: ⟦loan_gap", "loan_gap is not a date"),
    Fault("bad-derivation", "derivations/loans.yaml", "week_count: weeks}", 'week_count: "⟦today()"}', "There is no function today in derivations"),
    Fault("bad-derivation", "derivations/loans.yaml", "calculation: total_fee", "calculation: ⟦total_fees", "There is no calculation total_fees", "Did you mean total_fee?"),
    Fault("bad-derivation", "derivations/loans.yaml", "from: movement_of_book\n    method", "from: ⟦movement_of_books\n    method", "There is no derivation movement_of_books"),
    Fault("bad-derivation", "derivations/loans.yaml", "by: words_for_kinds", "by: ⟦words_for_kind", "There is no mapping words_for_kind", "Did you mean words_for_kinds?"),
    Fault("bad-derivation", "derivations/loans.yaml", "set: {sequel: next_reader}}", "set: ⟦{sequels: next_reader}}", "This case does not set the same columns as the first one"),
    Fault("bad-derivation", "derivations/loans.yaml", "what_follows <> 'Followed'", "what_follows <> ⟦'Follows'", "'Follows' is not in the list “what_follows” of what_follows"),
    Fault("bad-derivation", "derivations/loans.yaml", "type: code\n        values: [Child, Grown-up, Agent, Several, Nobody, Followed, Out of reach, Nothing follows]\n        definition: Who borrows it next.\n      - {id: was", "type: ⟦code\n        values: [Child, Grown-up, Agent, Nobody, Followed, Out of reach, Nothing follows]\n        definition: Who borrows it next.\n      - {id: was", "A step gives sequel the value Several, which is not declared"),
    Fault("bad-derivation", "derivations/loans.yaml", "{text: The longest loan before counts.}", "{text: The longest loan before counts., discrepancy: ⟦D-999}", "There is no discrepancy D-999"),
    Fault("bad-parameter", "derivations/loans.yaml", 'default: "3"', 'default: ⟦"year_before"', "This default is not of type integer"),
    Fault("bad-parameter", "derivations/loans.yaml", '"add_years(as_of, -1)"', '⟦"add_years(year_before, -1)"', "The default of year_before depends on itself"),
    Fault("column-without-definition", "derivations/loans.yaml", "{id: ends_on, title: Ends on, type: date, definition: The day on which a loan ends.}", "{id: ⟦ends_on, title: Ends on}", "ends_on has no type and no definition"),
    Fault("uncovered-value", "derivations/loans.yaml", '    left_out: ["007"]\n    reason: Agents come and go.\n', "", "order_of_kinds has no row for reader_kind = 007", at='- {reader_kind: "No", remark: ""}'),
    Fault("uncovered-value", "derivations/loans.yaml", '{reader_kind: "Yes", reader_word: Child}', "{reader_kind: ⟦Yess, reader_word: Child}", "Yess is not a value of reader_kind"),
    Fault("unused-derivation-part", "derivations/loans.yaml", "    method: lending-2020\n", "", "No derivation follows lending-2020", at="lending-2020, title"),
    Fault("derivation-without-example", "derivations/loans.yaml", '    examples:\n      - title: One book\n        given:\n          - {mark: AB123, movement: Lent, moved_on: 01/02/2020, reader_kind: "No"}\n        gives:\n          - {book_key: AB123, spell_number: "1", reader_kind: "No", sequel: Nothing follows}\n', "", "loan_with_reader has no example", at="loan_with_reader\n    title"),
    Fault("false-derivation-example", "derivations/loans.yaml", '- {spell_number: "1", sequel: Child, was', '⟦- {spell_number: "1", sequel: Grown-up, was', "The steps do not give the row spell_number 1, sequel Grown-up"),
    Fault("unserved-requirement", "derivations/loans.yaml", "serves: [salt/2]", "serves: [⟦salt/3]", "There is no requirement salt/3"),
]  # fmt: skip


def findings_with(file: str, old: str, new: str) -> tuple[list[Finding], str]:
    """Return the findings about the made-up specification with one piece of a file replaced, and the file's new text."""
    texts = texts_of(LIBRARY)
    assert old in texts[file], f"{old!r} is not in {file}"
    marked = texts[file].replace(old, new, 1)
    texts[file] = marked.replace(MARK, "")
    specification, findings = read_texts(texts)
    findings = [*sorted(set(findings)), *(check(specification) if specification else [])]
    if specification and not findings:
        findings = prove(specification)
    return findings, marked


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.check}-{fault.says[:30]}")
def test_a_mistake_is_reported_where_it_is(fault: Fault) -> None:
    findings, marked = findings_with(fault.file, fault.old, fault.new)
    assert all(finding.fix for finding in findings), "a finding says what to do"
    same = [finding for finding in findings if finding.check == fault.check and fault.says in finding.message]
    assert len(same) == 1, "\n".join(map(str, findings)) or "nothing was found"
    finding = same[0]
    assert fault.fix in finding.fix
    assert (MARK in marked) is not bool(fault.at), "the case says where the finding must point"
    if fault.at:
        marked = marked if not fault.in_file else texts_of(LIBRARY)[fault.in_file]
        assert marked.count(fault.at) == 1
        marked = marked.replace(fault.at, f"{MARK}{fault.at}")
    before = marked[: marked.index(MARK)]
    position = (fault.in_file or fault.file, before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert (finding.at.file, finding.at.line, finding.at.column) == position


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Remark", "title: Remark  # a comment of the usual form"),
        ("title: Remark", "# a comment on its own line\n    title: Remark"),
        ("title: Remark", "title: 'Remark' # after quotation marks"),
        ("type: date", "type: date # no type has such a name"),
        ("sources: [leaflet/loans]\n", "sources: [leaflet/loans] # after brackets\n"),
        ("examples:\n", "examples: # after a key\n"),
        ("definition: Anything else.", "definition: >- # at the beginning of a text\n      Anything else: shelf #2."),
        ("definition: Anything else.", "definition: Anything else, even in C#."),
    ],
)
def test_a_comment_that_cuts_nothing_off_is_left_alone(old: str, new: str) -> None:
    findings, _ = findings_with("items/book.yaml", old, new)
    assert findings == []


@pytest.mark.parametrize("levels", [30, 29])
def test_an_expression_may_have_thirty_levels(levels: int) -> None:
    text = "(" * (levels - 1) + "NOT weeks < 2" + ")" * (levels - 1)
    findings, _ = findings_with("items/loan.yaml", "required_when: weeks > 2", f"required_when: {text}")
    assert [finding for finding in findings if finding.check == "bad-expression"] == []


def test_a_return_is_validated_although_no_text_can_have_the_check_digit(tmp_path: Path) -> None:
    texts = texts_of(LIBRARY)
    header = texts["specification.yaml"]
    texts["specification.yaml"] = header.replace("{2}[0-9]{3}$\n", "{2}[0-9]{3}$\n    check_digit: modulus_11\n", 1)
    specification, _ = read_texts(texts)
    assert specification is not None
    path = tmp_path / "return.csv"
    path.write_text(f"{','.join(item.title for item in specification.items)}\nAB123,Given back,29/02/2020,,,,,\n", encoding="utf-8")
    assert not validate(path, version=specification).conforms


def test_each_check_has_a_case() -> None:
    elsewhere = {
        "missing-versions",
        "missing-file",
        "unknown-file",
        "file-name",
        "undecided",
        "unfrozen-release",
        "edited-release",
        "missing-release",
        "broken-record",
        "same-name",
        "bad-request",
        "chapter-name",
    }
    assert {fault.check for fault in FAULTS} | elsewhere == set(explanations())
    assert all(text.endswith(".") for text in explanations().values())


def test_what_the_solver_cannot_decide_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """The smallest whole numbers with x² = 61 y² + 1 are very large, so the solver cannot find them quickly."""
    monkeypatch.setattr(reason, "TIME_LIMIT", 50)
    equation = "weeks * weeks <> 61 * fee * fee * 10000 + 1 OR weeks < 2"
    findings, _ = findings_with("rules/loans.yaml", "weeks * fee + 0.5 <= 100.5", equation)
    undecided = [finding for finding in findings if finding.check == UNDECIDED]
    assert undecided
    assert all("The solver could not decide whether" in finding.message for finding in undecided)


def test_a_discrepancy_explains_a_value_that_nothing_can_use() -> None:
    texts = texts_of(LIBRARY)
    texts["rules/loans.yaml"] = texts["rules/loans.yaml"].replace("weeks * fee + 0.5 <= 100.5", "reader_kind <> '007'")
    texts["discrepancies.yaml"] = texts["discrepancies.yaml"].replace("concerns: [mark]", "concerns: [mark, reader-kind]")
    texts["discrepancies.yaml"] = texts["discrepancies.yaml"].replace(
        "    readings:\n", '    readings:\n      - {says: "007", sources: [leaflet/loans]}\n', 1
    )
    specification, findings = read_texts(texts)
    assert specification is not None
    assert [*findings, *check(specification)] == []
    assert not [finding for finding in prove(specification) if finding.check == "unusable-value"]


def test_a_missing_file_is_reported() -> None:
    texts = texts_of(LIBRARY)
    del texts["scope.yaml"]
    _, findings = read_texts(texts)
    assert [(finding.check, finding.at) for finding in findings] == [("missing-file", Position("scope.yaml", 1, 1))]


def test_a_file_that_does_not_belong_is_reported() -> None:
    _, findings = read_texts(texts_of(LIBRARY) | {"glosary.yaml": "terms: []\n"})
    assert [(finding.check, finding.at, finding.fix) for finding in findings] == [
        ("unknown-file", Position("glosary.yaml", 1, 1), "Rename it to glossary.yaml?")
    ]


def test_a_file_is_named_after_its_content() -> None:
    texts = texts_of(LIBRARY)
    texts["code-lists/movements.yaml"] = texts.pop("code-lists/movement.yaml")
    _, findings = read_texts(texts)
    assert [(finding.check, finding.at.file, finding.at.line, finding.at.column) for finding in findings] == [
        ("file-name", "code-lists/movements.yaml", 2, 5)
    ]


def test_all_findings_are_reported_at_once() -> None:
    texts = texts_of(LIBRARY)
    for file, old, new in (
        ("items/loan.yaml", "type: integer", "type: intger"),
        ("items/book.yaml", "type: date", "type: dat"),
        ("code-lists/reader-kind.yaml", 'value: "No"', "value: No"),
        ("scope.yaml", "new:", "newer:"),
    ):
        texts[file] = texts[file].replace(old, new, 1)
    _, findings = read_texts(texts)
    assert {finding.at.file for finding in findings} == {
        "items/loan.yaml",
        "items/book.yaml",
        "code-lists/reader-kind.yaml",
        "scope.yaml",
    }


def test_findings_of_form_and_meaning_are_reported_at_once() -> None:
    texts = texts_of(LIBRARY)
    for file, old, new in (
        ("items/loan.yaml", "    definition: Who borrows.", "    definition: Who borrows.\n    exmples: []"),
        ("code-lists/reader-kind.yaml", 'value: "No"', "value: No"),
        ("items/loan.yaml", "required_when: weeks > 2", "required_when: weekz > 2"),
        ("scope.yaml", "items: [mark]", "items: [marks]"),
    ):
        texts[file] = texts[file].replace(old, new, 1)
    specification, findings = read_texts(texts)
    assert specification is not None
    assert {finding.check for finding in findings} == {"unknown-key", "yaml-trap"}
    assert {finding.check for finding in check(specification)} == {"bad-expression", "unknown-item"}


@pytest.mark.slow
@pytest.mark.parametrize("folder", [LIBRARY, REAL], ids=["library", "4.0"])
def test_the_specifications_of_this_project_have_no_findings(folder: Path) -> None:
    specification, findings = load_and_check(folder)
    assert findings == []
    assert specification is not None
    assert prove(specification) == []
