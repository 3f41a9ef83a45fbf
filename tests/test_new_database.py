"""A new database is one class: everything that is generated for databases includes it, and a class that lacks a member fails at once.

`Ledger` is made up. The tests add its module to the folder of databases, as somebody would who adds a real one.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from cldspec.commands import main
from cldspec.diff.compare import compare
from cldspec.model import DataItem, Format, Specification
from cldspec.rules.all_rules import rules_of
from cldspec.rules.cells import Remark
from cldspec.rules.coverage import all_targets
from cldspec.rules.targets.sql import databases
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.databases import all_databases
from cldspec_generators import generator_of, output_names
from cldspec_generators.outputs.sql import SCRIPTS
from cldspec_generators.reports.changes.migration import migration_files
from conftest import LIBRARY
from library_versions import library_with
from specifications import SPECIFICATIONS


class Ledger(Database):
    """A made-up database, which has every abstract member and nothing else."""

    name = "ledger"
    title = "Ledger"
    position = 9
    has_exact_decimals = True
    has_constraints = True
    has_comment_statements = True
    can_alter_tables = True
    row_number_type = "COUNTER"
    transaction = ("LEDGER BEGIN;\n", "LEDGER COMMIT;\n")
    requirements = "Needs Ledger 7."
    testing = "Nobody has it."

    def text_of_length(self, length: int) -> str:
        return f"LEDGER_TEXT({length})"

    def tidied_cells(self, each: str, columns: Sequence[str], condition: str, value_kind: str) -> tuple[str, str]:
        return "", f"SELECT {', '.join(columns)} FROM LEDGER_TIDY(\n    {each}\n  ) AS t WHERE {condition} AND kind = {value_kind}"

    def has_characters(self, text: str, *characters: str) -> str:
        return f"LEDGER_HAS_ONE_OF({text}, {len(characters)})"

    def is_formula_error(self, text: str) -> str:
        return f"LEDGER_IS_ERROR({text})"

    def is_rounded_number(self, text: str) -> str:
        return f"LEDGER_IS_ROUNDED({text})"

    def folded(self, text: str) -> str:
        return f"LEDGER_FOLDED({text})"

    def has_format(self, text: str, named: Format) -> str:
        return f"LEDGER_HAS_FORMAT({text}, {self.text(named.pattern)})"

    def as_date(self, text: str) -> str:
        return f"LEDGER_DATE({text})"

    def as_number(self, text: str, item: DataItem) -> str:
        return f"LEDGER_NUMBER({text}, {item.scale or 0})"

    def starts_with(self, text: str, prefix: str) -> str:
        return f"LEDGER_STARTS_WITH({text}, {self.text(prefix)})"

    def first_of(self, year: str, month: int) -> str:
        return f"LEDGER_FIRST_OF({year}, {month})"

    def month_end(self, date: str, months: str) -> str:
        return f"LEDGER_MONTH_END({date}, {months})"

    def date_as_text(self, date: str) -> str:
        return f"LEDGER_DATE_AS_TEXT({date})"

    def run_command(self, script: str, name: str) -> str:
        return f"ledger --books {name} --run {script}"

    def load_instructions(self, file: str, staging: str, columns: Sequence[str], name: str) -> str:
        return f"Load {len(columns)} columns of {file} into {staging} of {name}."


DATABASE = Ledger()


@pytest.fixture(autouse=True)
def _ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Add one module to the folder of databases."""
    (tmp_path / "ledger.py").write_text(f"from {Path(__file__).stem} import DATABASE\n", encoding="utf-8")
    monkeypatch.setattr(databases, "__path__", [*databases.__path__, str(tmp_path)])
    all_databases.cache_clear()
    yield
    monkeypatch.undo()
    all_databases.cache_clear()


@pytest.fixture(params=SPECIFICATIONS)
def specification(request: pytest.FixtureRequest) -> Specification:
    return SPECIFICATIONS[request.param]


def test_its_scripts_and_instructions_are_generated(specification: Specification) -> None:
    made = {artifact.path: artifact.content.decode() for artifact in generator_of("sql")(specification)}
    made_for_all = SCRIPTS.keys() - {"stage.sql"}  # its client can load files
    assert {f"ledger/{name}" for name in made_for_all} <= set(made)
    validate = made["ledger/validate.sql"]
    remarks = re.findall(r"^-- (\S+) \((?:error|warning|information)\): ", validate, re.MULTILINE)
    assert sorted(remarks) == sorted([*(rule.id for rule in rules_of(specification)), "ITEM.no-value", *(f"ITEM.{one}" for one in Remark)])
    functions = {f"LEDGER_{name}(" for name in ("TIDY", "FOLDED", "HAS_FORMAT", "DATE", "NUMBER", "STARTS_WITH")}
    assert functions <= set(re.findall(r"LEDGER_\w+\(", validate))
    assert "COUNTER" in made["ledger/tables.sql"]
    assert "LEDGER_TEXT(4000)" in made["ledger/tables.sql"]
    assert "[Ledger](ledger/README.md)" in made["README.md"]
    assert "**Ledger.** Nobody has it." in made["README.md"]
    readme, name = made["ledger/README.md"], specification.abbreviation.lower()
    for script in made_for_all:
        assert script == "drop.sql" or f"ledger --books {name} --run {script}\n" in readme
    assert f"Load {len(specification.items)} columns of {specification.collection.id}.csv into {name}_staging of {name}." in readme
    assert "Needs Ledger 7." in readme
    assert not re.search(r"```\w*\s*```", readme), "an empty block of code"
    assert "None" not in readme


def test_every_generator_takes_it(library: Specification) -> None:
    made = {name: {artifact.path: artifact.content for artifact in generator_of(name)(library)} for name in output_names()}
    assert all(made.values())
    titles = ("Ledger: validate.sql", "Ledger: tables.sql")
    assert all(title in made["rules"]["coverage.csv"].decode("utf-8-sig").splitlines()[0] for title in titles)
    assert all(any(title.encode() in content for content in made["guidance"].values()) for title in titles)


def test_the_coverage_table_has_it(library: Specification) -> None:
    reasons = {target.id: target.reason for target in all_targets()}
    for rule in rules_of(library):
        assert reasons["ledger"](rule, library) is None
        assert reasons["ledger-tables"](rule, library) == reasons["postgresql-tables"](rule, library)
    shown = CliRunner().invoke(main, ["--spec", str(LIBRARY.parent), "show", "LOAN-01"])
    assert shown.exit_code == 0, shown.output
    assert "Ledger" in shown.output


@pytest.mark.parametrize(
    "edits",
    [
        ("nothing changed",),
        ("item added with a list",),
        ("value removed", "item removed"),
        ("item added in between", "text to date", "decimal to integer"),
        ("date to text",),
    ],
    ids=" + ".join,
)
def test_versions_are_migrated_in_it(edits: tuple[str, ...]) -> None:
    old, new = library_with(), library_with(*edits)
    scripts = {artifact.path: artifact.content.decode() for artifact in migration_files(compare(old, new))}
    script = scripts["migrate-ledger.sql"]
    assert len(script.splitlines()) >= len(scripts["migrate-postgresql.sql"].splitlines()) - 10
    if edits != ("nothing changed",):
        assert script.count("LEDGER BEGIN;") == script.count("LEDGER COMMIT;") == 1
        assert "Run: ledger --books loans --run migrate-ledger.sql" in script


@pytest.mark.parametrize("member", sorted(Database.__abstractmethods__))
def test_a_class_that_lacks_a_member_fails_when_it_is_instantiated(member: str) -> None:
    namespace = {name: value for name, value in vars(Ledger).items() if name not in {member, "__dict__", "__weakref__"}}
    lacking = type("Lacking", Ledger.__bases__, namespace)
    with pytest.raises(TypeError, match=rf"Lacking.*\b{member}\b"):
        lacking()


def test_each_database_has_a_name_and_a_position_of_its_own() -> None:
    databases = all_databases()
    assert databases[-1].name == "ledger"
    assert len({database.name for database in databases}) == len({database.position for database in databases}) == len(databases)
