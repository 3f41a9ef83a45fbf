"""The scripts for SQL Server, tested without SQL Server: they are parsed, and run in SQLite after a translation.

Two parsers of T-SQL read the scripts. Then `validate.sql`, `load.sql` and `derived.sql` are run in SQLite, with T-SQL's
functions and its LIKE added to it. Only spellings are translated (GO, [names], N'texts', +, INTO). This cannot show how SQL
Server itself handles types, collations and batches.
"""

import re
import sqlite3
from decimal import Decimal
from itertools import accumulate

import pytest
import sqlglot
from sqlfluff.core import FluffConfig, Linter

from cldspec.rules.cells import tidy
from cldspec.rules.evaluate import calculate
from cldspec.rules.reference import canonical_row
from cldspec_generators.shared.sql_scripts import names_of
from published_scripts import scripts
from returns import TODAY, broken_rules_and_odd_cells, rows_with_errors, rows_with_white_space, whole_return
from specifications import SPECIFICATIONS, each_specification
from t_sql import in_sqlite, validated_after_translation, without_comments

pytestmark = pytest.mark.slow


@each_specification
def test_the_scripts_run_after_translation(version: str) -> None:
    specification, rows = SPECIFICATIONS[version], whole_return(version)
    names, made = names_of(specification), scripts(version, "sqlserver")
    columns = [item.id for item in specification.items]
    connection = validated_after_translation(version, rows)
    expected = broken_rules_and_odd_cells(rows, specification)
    found = connection.execute(f"SELECT row_number, rule FROM {names.finding}").fetchall()
    assert {(number - 2, rule) for number, rule in found} == expected
    assert len(found) == len(expected)

    connection.execute(f"CREATE TABLE {names.rows} (row_number, {', '.join(columns)})")
    connection.executescript(in_sqlite(without_comments(made["load.sql"])))
    connection.executescript(in_sqlite(without_comments(made["derived.sql"])))
    with_errors = rows_with_errors(rows, specification)
    loaded = [number for (number,) in connection.execute(f"SELECT row_number FROM {names.rows} ORDER BY 1")]
    assert loaded == [index + 2 for index in range(len(rows)) if index not in with_errors]
    for calculation in specification.calculations:
        for number, value in connection.execute(f"SELECT row_number, {calculation.id} FROM {names.derived}"):
            right = calculate(calculation, canonical_row(rows[number - 2], specification, TODAY), specification)
            assert (None if value is None else round(Decimal(value), 2)) == right
    connection.close()


def test_all_white_space_becomes_spaces() -> None:
    specification, rows = SPECIFICATIONS["library"], rows_with_white_space(SPECIFICATIONS["library"], "remark")
    connection = validated_after_translation("library", rows)
    found = connection.execute(f"SELECT remark FROM {names_of(specification).read} ORDER BY row_number")
    assert [remark for (remark,) in found] == [tidy(row["remark"]) for row in rows if tidy(row["remark"])]
    connection.close()


def test_no_expression_is_nested_deeply() -> None:
    """SQLite's parser takes some 25 levels of functions. T-SQL may take more, but people do not read them."""
    for name in ("sqlite", "sqlserver"):
        code = re.sub(r"'(?:[^']|'')*'", "", without_comments(scripts("4.0", name)["validate.sql"]))
        assert max(accumulate({"(": 1, ")": -1}.get(sign, 0) for sign in code)) < 12


def test_a_function_that_is_not_translated_fails() -> None:
    """The test above would notice a function of T-SQL that SQLite does not have."""
    connection = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError, match="no such function"):
        connection.executescript(in_sqlite("SELECT PATINDEX(N'%x%', [a]) FROM (SELECT 1 AS [a]) AS t;\nGO\n"))
    connection.close()


@each_specification
@pytest.mark.parametrize("script", ["tables.sql", "code_lists.sql", "stage.sql", "validate.sql", "load.sql", "derived.sql", "drop.sql"])
def test_a_parser_of_t_sql_reads_every_script(script: str, version: str) -> None:
    config = FluffConfig(overrides={"dialect": "tsql", "large_file_skip_byte_limit": 0})
    parsed = Linter(config=config).parse_string(scripts(version, "sqlserver")[script])
    assert parsed.tree is not None
    assert parsed.violations == []
    assert not list(parsed.tree.recursive_crawl("unparsable"))


@each_specification
@pytest.mark.parametrize("script", ["code_lists.sql", "validate.sql", "load.sql", "derived.sql", "drop.sql"])
def test_another_parser_reads_all_but_the_descriptions(script: str, version: str) -> None:
    """This parser does not know IF before EXEC, which tables.sql needs to describe columns."""
    for batch in scripts(version, "sqlserver")[script].split("\nGO\n"):
        sqlglot.parse(batch, read="tsql")


def test_no_text_is_too_long_for_a_literal_or_a_name() -> None:
    text = scripts("4.0", "sqlserver")["tables.sql"]
    assert max(len(name) for name in re.findall(r"\[([^\]]+)\]", text)) <= 128
    assert max(len(literal) for literal in re.findall(r"N'((?:[^']|'')*)'", text)) <= 3750
