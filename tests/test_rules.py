"""The rule language: which conditions it accepts and refuses, and how it writes them in English."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import Parser, Tokenizer, TokenType

from cldspec.model import Specification
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
        ("weeks BETWEEN 2 AND 3 AND remark IS NOT NULL", "Weeks is between 2 and 3 and Remark is filled in"),
        ("weeks > 2 AND (remark IS NULL OR fee <= 1)", "Weeks is above 2 and (Remark is blank or Fee is at most 1)"),
        ("NOT weeks < 2", "Weeks is at least 2"),
        ("moved_on < '2020-01-01'", "Moved on is before “2020-01-01”"),
        ("in_table('kinds-with-fees')", "Movement and Reader kind are listed in “Readers who pay”"),
        ("NOT in_table('kinds-with-fees')", "Movement and Reader kind are not listed in “Readers who pay”"),
        ("age_on(moved_on, moved_on) >= 18", "the age on Moved on is at least 18"),
        ("mark LIKE 'AB%'", "Mark begins with “AB”"),
        ("NOT (remark IS NULL AND weeks > 2)", "it is not true that Remark is blank and Weeks is above 2"),
    ],
)
def test_english(text: str, words: str, library: Specification) -> None:
    assert english(parse(text), library) == words


def test_when_to_fill_in_an_item(library: Specification) -> None:
    sentences = {name: requirement(item, library) for name, item in library.item_by_id.items()}
    assert sentences["mark"] == "Fill it in on every row: a blank is an error there."
    assert sentences["remark"] == "May be left blank."
    assert sentences["reader_kind"] == (
        "Fill it in on every row where Movement is “Lent”: a blank is an error there. Leave it blank where Movement is not “Lent”."
    )
    assert sentences["fee"].startswith("Fill it in on rows where Movement is “Lent”, when Weeks is above 2: a blank is queried there.")
