"""The rule language: which conditions it accepts and refuses, and how it writes them in English."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import Parser, Tokenizer, TokenType

from cldspec.model import Specification
from cldspec.rules.all_rules import Row, rules_of
from cldspec.rules.expression import (
    All,
    Any,
    Compare,
    ExpressionError,
    In,
    InTable,
    IsBlank,
    Item,
    Not,
    StartsWith,
    Text,
    Truth,
    parse,
    parse_value,
    values_in,
)
from cldspec.rules.plain_parser import plain_condition, plain_value
from cldspec.rules.sql_parser import sql_condition, sql_value
from cldspec.rules.targets.english import english, requirement
from cldspec.rules.targets.needs import when_needed
from cldspec.rules.targets.sentences import sentence, sentence_lines
from cldspec.rules.types import problems, value_problems


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("always", Truth(True)),
        ("a = 'x'", Compare("=", Item("a"), Text("x"))),
        ("a != 'x'", Compare("<>", Item("a"), Text("x"))),
        ("a IN ('x', 'y')", In(Item("a"), (Text("x"), Text("y")))),
        ("a NOT IN ('x')", Not(In(Item("a"), (Text("x"),)))),
        ("a IS NULL", IsBlank(Item("a"))),
        ("a is not null", Not(IsBlank(Item("a")))),
        ("a LIKE 'x%'", StartsWith(Item("a"), Text("x"))),
        ("a NOT LIKE 'x%'", Not(StartsWith(Item("a"), Text("x")))),
        ("in_table('t')", InTable("t")),
        ("a IS NULL AND b IS NULL AND c IS NULL", All((IsBlank(Item("a")), IsBlank(Item("b")), IsBlank(Item("c"))))),
        ("a IS NULL OR (b IS NULL AND c IS NULL)", Any((IsBlank(Item("a")), All((IsBlank(Item("b")), IsBlank(Item("c"))))))),
        ("a = 'it''s'", Compare("=", Item("a"), Text("it's"))),
    ],
)
def test_accepted_conditions(text: str, tree: object) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    "text",
    [
        "NOT first_item <> 'it''s' AND second_item IS NULL OR (first_item IN ('x', 2.50) AND second_item IS NOT NULL)",
        "NOT (first_item NOT IN ('x')\n  OR second_item LIKE 'x %') AND second_item NOT LIKE 'x%'",
        "age_on(first_item, second_item) >= 18 AND first_item <= today() AND NOT NOT in_table('t')",
        "first_item NOT BETWEEN 1 AND 2 AND age_on(first_item, second_item) BETWEEN 18 AND 64",
        "first_item = year_start('2026-04-01')\nAND (first_item < period_end(year_start(second_item)) AND first_item > 5)",
    ],
)
def test_the_quick_parser_agrees_with_sqlglot(text: str) -> None:
    quick, tree = plain_condition(text), sql_condition(text)
    assert quick == tree
    assert quick is not None
    assert [value.at for value in values_in(quick)] == [value.at for value in values_in(tree)]


@pytest.mark.parametrize("text", ["first_item", "first_item * second_item * multiplier", "2.5 * age_on(first_item, today())"])
def test_the_quick_parser_agrees_with_sqlglot_on_values(text: str) -> None:
    quick, tree = plain_value(text), sql_value(text)
    assert quick == tree
    assert quick is not None
    assert [value.at for value in values_in(quick)] == [value.at for value in values_in(tree)]


VALUES = [
    "first_item",
    "second_item",
    "'x'",
    "'it''s'",
    "'x %'",
    "5",
    "2.50",
    "today()",
    "age_on(first_item, second_item)",
    "year_start('2026-04-01')",
]
TESTS = [
    "= 5",
    "<> 'x'",
    "<= first_item",
    "IS NULL",
    "IS NOT NULL",
    "IN ('x', 5)",
    "NOT IN ('x')",
    "LIKE 'x%'",
    "NOT LIKE 'x%'",
    "BETWEEN 1 AND 2",
]
WORDS = ["AND", "OR", "NOT", "IN", "IS", "NULL", "LIKE", "BETWEEN", "(", ")", ",", "=", "<", "*", "-", "in_table('t')", *VALUES]


def condition_texts() -> "st.SearchStrategy[str]":
    """Draw texts of conditions with random spaces, and sequences of words that are mostly no conditions."""
    spaces = st.sampled_from([" ", "  ", "\n", "\n  "])
    leaves = st.builds(str.__add__, st.builds(str.__add__, st.sampled_from(VALUES), spaces), st.sampled_from(TESTS))

    def joined(parts: "st.SearchStrategy[str]") -> "st.SearchStrategy[str]":
        pairs = st.builds("{}{} {} {}".format, parts, spaces, st.sampled_from(["AND", "OR"]), parts)
        return st.one_of(pairs, parts.map("NOT {}".format), parts.map("({})".format))

    return st.one_of(st.recursive(leaves, joined, max_leaves=8), st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))


@given(condition_texts())
@settings(max_examples=500)
def test_the_quick_parser_never_contradicts_sqlglot(text: str) -> None:
    quick = plain_condition(text)
    if quick is not None:
        tree = sql_condition(text)
        assert quick == tree
        assert [value.at for value in values_in(quick)] == [value.at for value in values_in(tree)]


def test_the_quick_parser_leaves_the_words_of_sql_alone() -> None:
    words = {word.lower() for word in (*Tokenizer.KEYWORDS, *Parser.FUNCTIONS, *(kind.name for kind in TokenType))}
    for word in words:
        for text in (f"{word} = 'x'", f"first_item = {word}"):
            quick = plain_condition(text)
            assert quick is None or quick == sql_condition(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "a =",
            "a = 'x",
            "a",
            "1",
            "a = NULL",
            "t.a = 'x'",
            "a LIKE '%x'",
            "a LIKE 'x_%'",
            "a IN (SELECT b FROM c)",
            "a IS NULL;",
            "TRUE",
            "FALSE",
            "weeks BETWEEN SYMMETRIC 5 AND 1",
            "5 IN (1, 2)",
            "'a' LIKE 'a%'",
            "weeks > 1e9",
            "weeks / 2 > 1",
            "weeks > 12345678901",
            "weeks LIKE '1%'",
            "moved_on LIKE '2%'",
            "mark LIKE '%'",
            "today() > '2020-01-01'",
            "year_start('2020-01-01') = '2020-01-01'",
            "period_end(weeks) = '2020-01-01'",
        ),
        *(
            "SELECT 1",
            "a = 'x'; DROP TABLE b",
            "a = 'x' -- and more\nOR",
            "CASE WHEN a = 'x' THEN TRUE END",
            "a IS TRUE",
            "EXISTS (SELECT 1)",
        ),
        *("a || 'x' = 'y'", "a::int = 1", "CURRENT_DATE > a", "in_table(a)", "in_table('t', 'u')", "a = ?", "a SIMILAR TO 'x'"),
        *("1 = 1", "'x' = 'x'", "movement > 'Lent'", "movement LIKE 'Zz%'", "in_table('kinds-with-fees') = 3", "t.movement = 'Lent'"),
        *("age_on(moved_on, moved_on, 3) > 1", "age_on(moved_on, 'foo') > 1", "movement = 'Lent' /* always */", "(" * 500 + "a"),
    ],
)
def test_refused_conditions(text: str, library: Specification) -> None:
    """Either the parser or the check of types refuses everything that a target could not compile."""
    reported = list(problems(text, library))
    assert reported
    assert all(problem.message and problem.fix for problem in reported)


def test_arithmetic_is_only_for_numbers(library: Specification) -> None:
    assert not list(value_problems("weeks * fee + 1", library))
    assert list(value_problems("moved_on * 2", library))
    assert list(value_problems("remark", library))
    with pytest.raises(ExpressionError):
        parse_value("weeks *")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("movement = 'Lent'", "Movement is “Lent”"),
        ("NOT movement = 'Lent'", "Movement is not “Lent”"),
        ("reader_kind IN ('Yes', 'No')", "Reader kind is “Yes” or “No”"),
        ("reader_kind NOT IN ('Yes', 'No')", "Reader kind is neither “Yes” nor “No”"),
        ("reader_kind NOT IN ('Yes', 'No', '007')", "Reader kind is none of “Yes”, “No” and “007”"),
        ("remark IN ('a', 'b', 'c', 'd')", "Remark is one of “a”, “b”, “c” or “d”"),
        ("weeks BETWEEN 2 AND 3 AND remark IS NOT NULL", "Weeks is from 2 to 3 and Remark is filled in"),
        ("weeks NOT BETWEEN 2 AND 3", "Weeks is below 2 or above 3"),
        ("weeks > 2 AND (remark IS NULL OR fee <= 1)", "Weeks is above 2, and either Remark is blank or Fee is at most 1"),
        ("weeks > 2 AND (remark IS NULL OR remark <> 'Torn')", "Weeks is above 2, and Remark is blank or not “Torn”"),
        ("fee > 1 OR weeks IS NULL AND remark IS NULL", "Fee is above 1, or both Weeks and Remark are blank"),
        (
            "fee > 1 OR (weeks > 2 AND (remark IS NULL OR fee < 1))",
            "Fee is above 1, or Weeks is above 2 and (Remark is blank or Fee is below 1)",
        ),
        ("weeks IS NOT NULL OR fee IS NOT NULL", "Weeks or Fee is filled in"),
        ("weeks IS NULL AND fee IS NULL AND remark IS NULL", "Weeks and Fee and Remark are blank"),
        ("weeks IS NOT NULL AND weeks > 2", "Weeks is above 2"),
        ("weeks <> 2 AND weeks <> 3", "Weeks is not 2 and Weeks is not 3"),
        ("NOT weeks < 2", "Weeks is at least 2"),
        ("moved_on < '2020-01-01'", "Moved on is before 1 January 2020"),
        ("moved_on >= '2000-01-01' AND moved_on <= '2020-12-31'", "Moved on is from 1 January 2000 to 31 December 2020"),
        ("moved_on <= today()", "Moved on is not after today"),
        ("NOT moved_on <= today()", "Moved on is after today"),
        ("moved_on = year_start(moved_on)", "Moved on is the first day of the reporting year that it falls in"),
        ("moved_on < year_start(today())", "Moved on is before the first day of the reporting year that today falls in"),
        ("in_table('kinds-with-fees')", "Movement and Reader kind are in the table “Readers who pay”"),
        ("NOT in_table('kinds-with-fees')", "Movement and Reader kind are not in the table “Readers who pay”"),
        ("age_on(moved_on, moved_on) >= 18", "the age on Moved on is at least 18"),
        ("mark LIKE 'AB%'", "Mark begins with “AB”"),
        ("mark NOT LIKE 'AB%'", "Mark does not begin with “AB”"),
        ("NOT (remark IS NULL AND weeks > 2)", "Remark is filled in or Weeks is at most 2"),
        ("NOT (remark IS NULL OR NOT (weeks > 2 AND fee > 1))", "Remark is filled in, Weeks is above 2 and Fee is above 1"),
        ("always", "always"),
    ],
)
def test_english(text: str, words: str, library: Specification) -> None:
    assert english(parse(text), library) == words


def test_a_short_table_and_a_remark_in_a_title(library: Specification) -> None:
    table = replace(library.tables[0], keys=("reader_kind",), rows=({"reader_kind": "No"}, {"reader_kind": "007"}))
    items = tuple(replace(item, title=f"{item.title} (lent only)") if item.id == "reader_kind" else item for item in library.items)
    specification = replace(library, tables=(table,), items=items)
    assert english(parse("in_table('kinds-with-fees')"), specification) == "Reader kind is “No” or “007”"
    assert english(parse("NOT in_table('kinds-with-fees')"), specification) == "Reader kind is neither “No” nor “007”"
    rule = next(rule for rule in rules_of(specification) if rule.id == "reader_kind.required")
    assert rule.message == "Reader kind is blank. It is needed where Movement is “Lent”. Fill it in."


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("mark.format", "If Mark is filled in, it must be written like AB123."),
        ("mark.required", "Mark must be filled in."),
        ("fee.required", "If Movement is “Lent” and Weeks is above 2, Fee should be filled in."),
        ("fee.applies", "If Movement is not “Lent”, Fee must be blank."),
        ("movement.list", "If Movement is filled in, it must be one of the 2 values in its list."),
        ("movement.spelling", "Movement should be spelt exactly as in its list."),
        ("branch.same", "Branch must be the same on all rows with the same Mark."),
        ("LOAN-01", "If Weeks is above 10, Remark must be filled in and Mark must begin with “AB”."),
        ("LOAN-04", "No two rows where Movement is “Lent” may have the same Mark and Moved on."),
        ("LOAN-05", "Different values of Fee on rows with the same Reader kind where Movement is “Lent” are pointed out."),
    ],
)
def test_what_a_rule_demands(name: str, words: str, library: Specification) -> None:
    assert sentence({rule.id: rule for rule in rules_of(library)}[name], library) == words


def test_what_is_only_pointed_out(library: Specification) -> None:
    rules = {rule.id: replace(rule, severity="information") for rule in rules_of(library)}
    assert sentence(rules["LOAN-01"], library) == (
        "Rows are pointed out where both of these are true: (1) Weeks is above 10; "
        "(2) either Remark is blank or Mark does not begin with “AB”."
    )
    assert sentence(rules["LOAN-04"], library) == "Rows where Movement is “Lent” that have the same Mark and Moved on are pointed out."


def test_a_long_condition_is_a_list_in_a_sentence(library: Specification) -> None:
    [rule] = [rule for rule in rules_of(library) if rule.id == "LOAN-01"]

    def lines(when: str, expect: str = "mark IS NOT NULL") -> list[str]:
        changed = replace(rule, test=Row(parse(when), parse(expect)))
        return ["".join(line) for line in sentence_lines(changed, library)]

    assert lines("weeks > 1 AND fee > 2 AND (remark IS NULL OR (movement IS NULL AND (weeks > 3 OR fee IS NULL)))") == [
        "Mark must be filled in if all of these are true:",
        "1. Weeks is above 1",
        "2. Fee is above 2",
        "3. at least one of these is true:",
        "   1. Remark is blank",
        "   2. Movement is blank and (Weeks is above 3 or Fee is blank)",
    ]
    assert lines("NOT (weeks > 1 AND fee > 2)") == ["Unless Weeks is above 1 and Fee is above 2, Mark must be filled in."]
    assert lines("moved_on <= today() AND moved_on > '2020-01-01'") == [
        "If Moved on is after 1 January 2020 and not after today, Mark must be filled in."
    ]
    assert lines("(fee IS NOT NULL OR weeks IS NOT NULL) AND (weeks IS NULL OR fee IS NULL)") == [
        "If only one of Fee and Weeks is filled in, Mark must be filled in."
    ]


def test_messages_say_what_is_wrong_and_what_to_do(library: Specification) -> None:
    messages = {rule.id: rule.message for rule in rules_of(library)}
    assert messages["movement.list"] == "Movement must be Lent or Given back."
    assert messages["movement.spelling"] == "This spelling is not in the Movement list. Use exactly: Lent or Given back."
    assert messages["fee.required"] == "Fee is blank. It is expected where Weeks is above 2. Fill it in if you have it, or correct Weeks."
    assert messages["fee.applies"] == "Fee is only for rows where Movement is “Lent”. Clear it, or correct Movement."
    assert messages["fee.type"] == (
        "Fee must be a number with up to 2 decimal places, such as 1.50. Leave out units, signs such as £, and commas."
    )
    assert messages["branch.same"] == (
        "The rows with this Mark have different values of Branch. Give the correct value on all of them. "
        "A blank counts as a different value."
    )


def test_a_message_names_the_items_of_a_long_condition(library: Specification) -> None:
    when = "weeks > 1 AND (fee > 2 OR (remark IS NULL AND movement = 'Lent'))"
    items = tuple(replace(item, required_when=when) if item.id == "mark" else item for item in library.items)
    [message] = [rule.message for rule in rules_of(replace(library, items=items)) if rule.id == "mark.required"]
    assert message == "Mark is blank. It is needed with this Movement, Remark, Weeks and Fee. Fill it in."


def test_when_to_fill_in_an_item(library: Specification) -> None:
    sentences = {name: requirement(item, library) for name, item in library.item_by_id.items()}
    assert sentences["mark"] == "Required on every row. A blank is an error."
    assert sentences["remark"] == "It may be blank."
    assert sentences["reader_kind"] == "Required where Movement is “Lent”. A blank there is an error. Leave it blank on all other rows."
    assert sentences["fee"] == "Expected where Weeks is above 2. A blank there is a warning. Leave it blank where Movement is not “Lent”."


def test_when_an_item_is_needed_as_a_table(library: Specification) -> None:
    def lines(name: str, specification: Specification) -> list[tuple[str, ...]]:
        item = specification.item_by_id[name]
        return [(need.where, need.unless, need.then, need.rule) for need in when_needed(item, specification)]

    assert lines("mark", library) == [("", "", "must be filled in", "mark.required")]
    assert lines("weeks", library) == [
        ("Movement is “Lent”, Reader kind is “No” or “007” and Remark is blank", "", "must be filled in", "weeks.required"),
        ("Movement is not “Lent”", "", "must be blank", "weeks.applies"),
    ]
    assert lines("reader_kind", library)[0] == ("Movement is “Lent”", "", "must be filled in", "reader_kind.required")
    assert not lines("remark", library), "the findings of LOAN-01 point to another item"
    condition = "in_table('kinds-with-fees') AND (remark IS NULL OR remark <> 'Torn')"
    items = tuple(replace(item, required_when=condition) if item.id == "weeks" else item for item in library.items)
    first, second = library.rules[:2]
    rules = (
        replace(first, items=("weeks",), when=f"fee IS NOT NULL AND NOT ({condition})", expect="weeks IS NOT NULL"),
        replace(second, items=("reader_kind",), when="reader_kind LIKE 'Y%'", expect="fee > 1", severity="warning"),
        replace(second, id="LOAN-09", items=("fee",), expect="fee IS NOT NULL", severity="information"),
    )
    changed = replace(library, items=items, rules=rules)
    assert lines("weeks", changed) == [
        ("Movement is “Lent” and Reader kind is “No” or “007”", "Remark is “Torn”", "must be filled in", "weeks.required"),
        ("Movement is not “Lent”", "", "must be blank", "weeks.applies"),
        ("Fee is filled in", "", "must be filled in", "LOAN-01"),
    ]
    assert lines("reader_kind", changed)[2:] == [("Fee is at most 1", "", "should not begin with “Y”", "LOAN-02")]
    first = replace(first, items=("remark",), when="fee > 1 AND (weeks > 2 OR mark LIKE 'A%')")
    assert lines("remark", replace(library, rules=(first,))) == [
        ("Weeks is above 2 and Fee is above 1", "", "must be filled in", "LOAN-01"),
        ("Mark begins with “A” and Fee is above 1", "", "must be filled in", "LOAN-01"),
    ]
    assert lines("fee", changed)[2:] == [("", "", "is pointed out if it is blank", "LOAN-09")]
