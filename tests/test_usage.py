"""The uses that `cldspec usage` finds in scripts: typical, random and broken ones."""

import json
import re
import time
from pathlib import Path

import pytest
import sqlglot
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from cldspec.commands import main
from cldspec.commands.usage import sentence
from cldspec.load import load
from cldspec.model import Specification
from cldspec.usage import UnreadableScriptError, Use, read_scripts, touching, uses_in
from cldspec.usage.tokens import SQL, tokens_of
from conftest import LIBRARY, REAL
from specifications import SPECIFICATIONS

SCRIPT = """/* Event_Type = 'Servce' /* a comment in a comment */ 'Request' */
USE council
GO
DROP TABLE IF EXISTS #REF
CREATE TABLE #REF (Service_Type VARCHAR(200), Hierarchy INT)
INSERT INTO #REF (Service_Type, Hierarchy) VALUES
 ('Long Term Support: Nursing Care', 1)
,('Long Term Support: Prison', 4)
,('Short Term Support: ST-Max', 5)
;WITH latest AS (SELECT e.[Event Type], LTRIM(RTRIM(e.EVENT_TYPE)) AS c FROM dbo.events e) -- 'Request'
SELECT CASE raw WHEN 'x' THEN 'Femal' WHEN 'y' THEN 'Female' WHEN 'z' THEN 'Male' END AS g,
  CASE l.gender WHEN 'Man' THEN 'Male' WHEN 'Female' THEN 'Female' END
INTO #b FROM latest l
WHERE Service_Type_Cleaned IN ('Long Term Support: Nursing Care', 'Long Term Support: Residential Care', 'Long Term Support: Comunity')
 AND ISNULL(l.Event_Type, '') <> N'Servce' AND LEFT(l.Event_Type, 3) = 'Ser' AND x = 'Yes' AND d >= '2021-04-01'
 AND "Review Reason" LIKE 'Unplanned%' AND la_code IN (716, 717, 999)
GO
SELECT 'oops FROM t WHERE x = 'Home Support'
GO
EXEC(N'SELECT * FROM t WHERE event_type = ''Reqest'' AND dementia = ''Yes''')
"""


@pytest.fixture(scope="module")
def real() -> Specification:
    return load(REAL)


def lines(uses: list[Use], *kinds: str) -> list[str]:
    return [f"{use.line}:{use.column} {use.text}" for use in uses if use.kind in kinds]


def not_values(text: str, specification: Specification, name: str = "a.sql") -> list[tuple[str, str | None]]:
    return [(use.text, use.near) for use in uses_in(name, text, specification) if use.kind == "not a value"]


# SQL


def test_a_typical_script(real: Specification) -> None:
    uses = uses_in("a.sql", SCRIPT, real)
    assert lines(uses, "item") == [
        "5:20 Service_Type",
        "6:19 Service_Type",
        "10:27 Event Type",
        "10:55 EVENT_TYPE",
        "12:10 gender",
        "15:15 Event_Type",
        "15:55 Event_Type",
        "16:6 Review Reason",
        "16:44 la_code",
        "20:30 event_type",
        "20:58 dementia",
    ]
    assert lines(uses, "not a value") == [
        "8:3 Long Term Support: Prison",
        "11:31 Femal",
        "14:106 Long Term Support: Comunity",
        "15:34 Servce",
        "16:66 999",
        "20:44 Reqest",
    ]
    nearest = [use.near for use in uses if use.kind == "not a value"]
    assert nearest == [None, "Female", "Long Term Support: Community", "Service", None, "Request"]
    assert lines(uses, "other spelling") == ["12:22 Man"]  # the script itself maps it
    assert {use.value for use in uses if use.kind == "value"} >= {"Yes", "716", "Short Term Support: ST-Max", "Male"}


def test_sentences_about_uses(real: Specification) -> None:
    uses = uses_in("a.sql", "SELECT 1 WHERE service_type = 'Long Term Support: Nursing Car' OR Event_Type = 'Services'", real)
    assert [sentence(use) for use in uses] == [
        "item service_type",
        "'Long Term Support: Nursing Car' is not a value of service_type. Did you mean 'Long Term Support: Nursing Care'?",
        "item event_type",
        "'Services' is another spelling of 'Service', a value of event_type.",
    ]


@pytest.mark.parametrize(
    "condition",
    [
        "Event_Type = 'Servce'",
        "e.[Event Type] <> N'Servce'",
        "'Servce' = e.Event_Type",
        "dbo.e.\"event type\" IN ('Request', 'Servce')",
        "Event_Type NOT IN ('Servce')",
        "Event_Type NOT LIKE 'Servce'",
        "UPPER(TRIM(Event_Type)) = 'SERVCE'",
        "Event_Type COLLATE Latin1_General_CI_AS = 'Servce'",
        "CASE Event_Type WHEN 'Servce' THEN 1 END = 1",
        "(SELECT CASE WHEN x = 1 OR Event_Type = 'Servce' THEN 1 ELSE 2 END) = 1",
    ],
)
def test_the_item_that_a_text_is_compared_with(condition: str, real: Specification) -> None:
    uses = uses_in("a.sql", f"SELECT * FROM e WHERE {condition}", real)
    (reported,) = (use for use in uses if use.kind == "not a value")
    assert (reported.text.lower(), reported.near, reported.item, reported.code_lists) == (
        "servce",
        "Service",
        "event_type",
        ("event-type",),
    )


@pytest.mark.parametrize(
    "text",
    [
        "d = '2021-04-01' OR x = 'Yes' OR OBJECT_ID('dbo') IS NULL",
        "Event_Type LIKE 'Serv%' OR x LIKE '%Home Suport%'",
        "LEFT(Event_Type, 4) = 'Serv' OR LEN(Event_Type) > 3",
        "Event_Type = '' OR Event_Description = 'Home Suport' OR event_start_date <> 'Home Suport'",
        "UPPER(Event_Type) = 'SERVICE'",
        "-- Event_Type = 'Servce'\n/* Event_Type = 'Servce'\nGO\n*/ x = 'y'",
        "age IN ('18 to 64', '65 and above', 'Unknown')",
        "x IN ('Yes', 'No', 'Maybe')",
        "gender = 1 OR x = 999",
        "a + '|' = gender OR gender = '|' + b",
        "SELECT CASE LOWER(x) WHEN 'white irish' THEN 'White Irish' WHEN 'not_known' THEN 'Not known' END",
        "CREATE TABLE (a CHECK (f('monthly', 'quarterly', 'not_applicable')))",
        "SELECT CASE WHEN Gender = 'Male' THEN 'M' ELSE 'O' END AS Gender",
    ],
)
def test_texts_that_are_not_reported(text: str, real: Specification) -> None:
    assert not_values(text, real) == []


def test_a_copy_of_a_code_list_and_its_missing_values(real: Specification) -> None:
    values = real.code_list_by_id["service-type"].values
    for text in (
        "VALUES " + ", ".join(f"('{value}', 1)" for value in values[:4]),
        " UNION ALL ".join(f"SELECT '{value}' AS v" for value in values[:4]),
        "x IN (" + ", ".join(f"'{value}'" for value in values[:4]) + ")",
        "CASE " + " ".join(f"WHEN service_type = '{value}' THEN 1" for value in values[:4]) + " END",
        "CASE x " + " ".join(f"WHEN {number} THEN '{value}'" for number, value in enumerate(values[:4])) + " END",
    ):
        (reported,) = (use for use in uses_in("a.sql", f"SELECT {text}", real) if use.kind == "incomplete list")
        assert (reported.code_lists, reported.lacks) == (("service-type",), values[4:])
        assert "lacks 'Long Term Support: Residential Care', 'Long Term Support: Community'. That is fine if" in sentence(reported)
    whole = "x IN (" + ", ".join(f"'{value}'" for value in values) + ")"
    assert not lines(uses_in("a.sql", whole, real), "incomplete list", "not a value")


def test_rows_of_raw_and_cleaned_values(real: Specification) -> None:
    rows = "('Srvice', 'Service'), ('Request', 'Request'), ('Review', 'Review'), ('Assmt', 'Assesment')"
    assert not_values(f"INSERT INTO #m (raw, Event_Type) VALUES {rows}", real) == [("Assesment", "Assessment")]
    assert not_values("SELECT * FROM (VALUES ('q', 'Assesment')) AS v (raw, event_type)", real) == [("Assesment", "Assessment")]


def test_a_quote_that_is_not_closed_affects_only_its_line(real: Specification) -> None:
    text = "SELECT 'a\r\nFROM t\r\nWHERE Event_Type = 'Servce'\r\ngo 2\r\nSELECT 'Home Support'"
    uses = uses_in("a.sql", text, real)
    assert lines(uses, "not a value") == ["3:20 Servce"]
    assert lines(uses, "value") == ["5:8 Home Support"]


def test_tokens_agree_with_sqlglot() -> None:
    for text in (SCRIPT.split("GO\n")[1], SCRIPT.split("GO\n")[3], "a = 'it''s' /* x /* y */ z */ , [b c], \"d\", N'' -- e"):
        expected = [token for token in sqlglot.tokenize(text, read="tsql") if token.token_type.name in {"STRING", "NATIONAL_STRING"}]
        tokens = [token for token in tokens_of(text, SQL) if token.kind == "text"]
        assert [(token.text, token.offset) for token in tokens] == [(token.text, token.start) for token in expected]


# other languages


def test_python(real: Specification) -> None:
    text = '''# df["gender"] == "Femal"
EVENT_TYPE = "Event Type"
kept = df[(df["Event Type"] == "Servce") & df.event_type.isin(["Request", "Reveiw"])]
sql = """SELECT * FROM e
WHERE gender = 'Femal'"""
names = {"a": "Long Term Support: Community", "b": "Long term support - community"}
requests.get("https://example.org", params={"service": "monthly"})
'''
    uses = uses_in("a.py", text, real)
    assert lines(uses, "not a value") == ["3:32 Servce", "3:75 Reveiw", "5:16 Femal", "6:52 Long term support - community"]
    assert lines(uses, "item")[:3] == ["2:1 EVENT_TYPE", "2:14 Event Type", "3:15 Event Type"]
    assert lines(uses, "value") == ["3:64 Request", "6:15 Long Term Support: Community"]


def test_r(real: Specification) -> None:
    text = "x <- filter(df, Event.Type %in% c('Request', 'Servce'), trimws(gender) == \"Femal\") # 'Home Suport'\n"
    assert not_values(text, real, "a.R") == [("Servce", "Service"), ("Femal", "Female")]
    assert lines(uses_in("a.R", text, real), "item") == ["1:17 Event.Type", "1:64 gender"]


def test_dax_and_power_query(real: Specification) -> None:
    text = "Requests = CALCULATE([n], 'CLD'[Event Type] = \"Reqest\", 'CLD'[Gender] IN {\"Male\", \"Femal\"}) // 'Home Suport'"
    assert not_values(text, real, "a.dax") == [("Reqest", "Request"), ("Femal", "Female")]
    assert lines(uses_in("a.dax", text, real), "item") == ["1:33 Event Type", "1:63 Gender"]
    assert lines(uses_in("a.m", '#"Event Type", each [Gender] <> "Femal"', real), "item", "not a value") == [
        "1:2 Event Type",
        "1:22 Gender",
        "1:33 Femal",
    ]


def test_prose_and_tables(real: Specification) -> None:
    text = "The councils' event type is 'Home Support', it doesn't matter."
    assert lines(uses_in("a.txt", text, real), "item", "value") == ["1:15 event type", "1:29 Home Support"]
    text = 'raw,Service Component,n\r\nhome,Home Support,1\r\nx,"Home Suport",2\r\ny,Home Support,3\r\n'
    assert lines(uses_in("a.csv", text, real), "item", "value", "not a value") == [
        "1:5 Service Component",
        "2:6 Home Support",
        "3:3 Home Suport",
    ]


def test_a_notebook(real: Specification) -> None:
    cells = [
        {"cell_type": "markdown", "source": ["'Home Suport'"]},
        {"cell_type": "code", "source": ["x = 1\n", 'df["gender"] == "Femal"\n', "y = 'Home Suport'"], "outputs": []},
    ]
    text = json.dumps({"cells": cells}, indent=1)
    uses = uses_in("a.ipynb", text, real)
    assert [use.text for use in uses] == ["gender", "Femal", "Home Suport"]
    assert text.splitlines()[uses[1].line - 1][uses[1].column - 1 :].startswith('\\"Femal')


# a specification of another subject


def test_the_library(library: Specification) -> None:
    text = "SELECT * FROM l WHERE Movement IN ('Lent', 'lent out', 'Givn back') AND [Reader kind] = '007' AND \"shelf_mark\" = 'Yes'"
    uses = uses_in("a.sql", text, library)
    assert [(use.kind, use.text, use.value, use.near) for use in uses] == [
        ("item", "Movement", None, None),
        ("value", "Lent", "Lent", None),
        ("other spelling", "lent out", "Lent", None),
        ("not a value", "Givn back", None, "Given back"),
        ("item", "Reader kind", None, None),
        ("value", "007", "007", None),
        ("item", "shelf_mark", None, None),
    ]


SPECIFICATION = SPECIFICATIONS["4.0"]
LISTED = [(item.id, item.code_list, code.value) for item in SPECIFICATION.items if item.code_list for code in SPECIFICATION.codes_of(item)]
LONG = [(item, code_list, value) for item, code_list, value in LISTED if len(value) > 6 and "/" not in value]


@given(st.lists(st.sampled_from(LISTED), min_size=1, max_size=8), st.sampled_from(LONG), st.data())
def test_random_scripts(chosen: list[tuple[str, str, str]], planted: tuple[str, str, str], data: st.DataObject) -> None:
    real = SPECIFICATION
    item, code_list, value = planted
    at = data.draw(st.integers(1, len(value) - 2))
    misspelt = value[:at] + "q" + value[at:]
    conditions = [f"t.{name} = N'{text.replace(chr(39), chr(39) * 2)}'" for name, _, text in chosen]
    conditions.insert(data.draw(st.integers(0, len(chosen))), f"[{item}] IN ('{misspelt.replace(chr(39), chr(39) * 2)}')")
    text = "SELECT *\nFROM t\nWHERE " + "\n  AND ".join(conditions)
    uses = uses_in("a.sql", text, real)
    found = [(use.item, use.code_lists, use.value) for use in uses if use.kind == "value"]
    assert found == [(name, (its_list,), text) for name, its_list, text in chosen]
    assert [(use.text, use.item, use.near, use.code_lists) for use in uses if use.kind == "not a value"] == [
        (misspelt, item, value, (code_list,))
    ]
    for use in uses:
        assert re.match(r"\[|N'|'|\w", text.splitlines()[use.line - 1][use.column - 1 :])


@given(st.text(alphabet="'\"[]()/*-#,;= \n\\aGOENDcasewhenthen1", max_size=80), st.sampled_from(["sql", "py", "r", "txt", "csv", "ipynb"]))
def test_any_text_can_be_read(text: str, suffix: str) -> None:
    for use in uses_in(f"a.{suffix}", text, SPECIFICATION):
        assert use.line >= 1
        assert use.column >= 1


# what a change touches


def test_touching(real: Specification) -> None:
    uses = uses_in("a.sql", "WHERE Event_Type = 'Servce' AND gender IN ('Male', 'Female', 'Unknown') AND dementia = 'Yes'", real)
    assert [use.text for use in touching(uses, {"dementia"}, set(), set())] == ["dementia"]
    assert [use.text for use in touching(uses, set(), {("gender", "Not known"), ("event-type", "Service")}, set())] == ["Servce", "Unknown"]
    assert [use.text for use in touching(uses, set(), {("yes-no", "Yes")}, set())] == []
    assert [use.text for use in touching(uses, set(), set(), {"yes-no-not-known"})] == ["Yes"]
    assert touching(uses, set(), set(), set()) == []


# files, and the command


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, ["usage", "--version", str(REAL), *map(str, arguments)])
    assert not isinstance(result.exception, Exception), result.exception
    return result


def test_folders_and_encodings(tmp_path: Path) -> None:
    text = "WHERE x = '£'\r\n AND Event_Type = 'Servce'\r\n"
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.sql").write_text(text)
    for name, encoding in {"a": "utf-8", "b": "utf-8-sig", "c": "utf-16", "d": "cp1252"}.items():
        (tmp_path / "sub" / f"{name}.sql").write_bytes(text.encode(encoding))
    (tmp_path / "sub" / "big-endian.sql").write_bytes(b"\xfe\xff" + text.encode("utf-16-be"))
    (tmp_path / "sub" / "photo.png").write_bytes(b"\x89PNG\0\0")
    (tmp_path / "sub" / "empty.sql").write_bytes(b"")
    read = dict(read_scripts([tmp_path, tmp_path / "sub" / "a.sql"]))
    assert [Path(name).name for name in read] == ["a.sql", "b.sql", "big-endian.sql", "c.sql", "d.sql", "empty.sql"]
    assert set(read.values()) == {text, ""}
    result = run(tmp_path, "--only-doubtful")
    assert result.exit_code == 1
    assert [line.split("sql:")[1] for line in result.stdout.splitlines() if line] == [
        "2:19: 'Servce' is not a value of event_type. Did you mean 'Service'?"
    ] * 5
    assert result.stderr == "6 files read against version 4.0: 1 item and 0 values used, 5 doubtful texts.\n"


def test_nothing_doubtful(tmp_path: Path) -> None:
    script = tmp_path / "a.sql"
    script.write_text("SELECT * FROM t WHERE Event_Type IN ('Request', 'Review', 'Service')")
    result = run(script)
    assert result.exit_code == 0
    assert [line.split("sql:")[1] for line in result.stdout.splitlines()] == [
        "1:23: item event_type",
        "1:38: 'Request' is a value of event_type.",
        "1:38: This list of values of event_type lacks 'Assessment'. That is fine if it is intended.",
        "1:49: 'Review' is a value of event_type.",
        "1:59: 'Service' is a value of event_type.",
    ]
    empty = run(script, "--only-doubtful")
    assert (empty.exit_code, empty.stdout) == (0, "")


def test_for_a_program(tmp_path: Path) -> None:
    script = tmp_path / "a.sql"
    script.write_text("WHERE Event_Type = 'Servce'")
    result = run(script, "--format", "json", "--version", "4.0")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert report["version"] == "4.0"
    assert [(use["kind"], use["line"], use["column"], use["near"]) for use in report["uses"]] == [
        ("item", 1, 7, None),
        ("not a value", 1, 20, "Service"),
    ]


def test_wrong_calls(tmp_path: Path) -> None:
    binary = tmp_path / "a.sql"
    binary.write_bytes(b"\0\1\2")
    for arguments, message in {
        (): "Missing argument 'PATH...'",
        (tmp_path / "missing.sql",): "There is no file or folder",
        (binary,): "is not a text file. Name scripts, or folders that contain scripts.",
        (tmp_path, "--version", "9.9"): "There is no version 9.9",
    }.items():
        result = run(*arguments)
        assert result.exit_code == 2
        assert message in result.stderr
        assert result.stdout == ""
    assert run(tmp_path).stderr.startswith("0 files read")
    with pytest.raises(UnreadableScriptError, match="There is no file"):
        list(read_scripts([tmp_path / "missing"]))


def test_the_made_up_specification_by_the_command(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('df[df.movement == "Givn back"]')
    result = CliRunner().invoke(main, ["--spec", str(LIBRARY.parent), "usage", str(tmp_path), "--version", "1.0"])
    assert result.exit_code == 1
    assert "1:19: 'Givn back' is not a value of movement. Did you mean 'Given back'?" in result.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.sql", "SELECT '" + "x" * 5_000_000),
        ("a.sql", "[" * 1_000_000),
        ("a.sql", "(" * 20_000 + "'a'" + ")='x'" * 20_000),
        ("a.csv", "a," * 500_000),
        ("a.py", '"\\' * 500_000),
    ],
)
def test_hostile_texts_are_read_quickly(name: str, text: str) -> None:
    start = time.monotonic()
    assert uses_in(name, text, SPECIFICATION) == []
    assert time.monotonic() - start < 20
