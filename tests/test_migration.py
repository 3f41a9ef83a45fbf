"""The migration scripts, run whole in the real databases: afterwards the tables are those of a fresh build, and no data is lost.

The old tables are made and filled by the published scripts of the old version. What should become of each row is asked of
the Python reference: its cells as typed, with renamed values under their new names, read and judged by the new version.
"""

import csv
import io
import math
import random
import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
import sqlglot
from hypothesis import given, reject
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlfluff.core import FluffConfig, Linter

from cldspec.diff.changes import Comparison
from cldspec.diff.compare import compare
from cldspec.diff.renames import declared_renames
from cldspec.load import read_texts
from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import rules_of
from cldspec.rules.cells import read
from cldspec.rules.reference import broken_rules, canonical_row
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.databases import all_databases
from cldspec_generators.reports.changes.crosswalk import crosswalk, crosswalk_file
from cldspec_generators.reports.changes.migration import migration_files
from cldspec_generators.reports.changes.migration.context import DECISION, reference_database
from cldspec_generators.reports.changes.migration.script import migration
from cldspec_generators.shared import sql_scripts as scripts
from cldspec_generators.shared.sql_scripts import names_of
from conftest import LIBRARY, REAL, texts_of
from engines import Engine, Sql, SQLite, insert
from history import version_3_0
from rows import good_rows
from test_sql import TODAY, own_keys, typed_row
from test_sqlserver import FUNCTIONS, in_sqlite, strict

Texts = dict[str, str]
Typed = dict[str, str]
Edit = Callable[[Texts], None]
DATABASE: dict[str, Database] = {one.name: one for one in all_databases()}
ENGINES = ("sqlite", "duckdb", "postgresql")
each_engine = pytest.mark.parametrize("name", ENGINES)

# Versions, made by editing the library

MOVEMENT, KIND, BOOK, LOAN, RULES = (
    "code-lists/movement.yaml",
    "code-lists/reader-kind.yaml",
    "items/book.yaml",
    "items/loan.yaml",
    "rules/loans.yaml",
)


class DoesNotGoTogetherError(Exception):
    """One edit takes away what another is about."""


def put(file: str, old: str, new: str) -> Edit:
    """Edit one place of a file."""

    def edit(texts: Texts) -> None:
        if old not in texts.get(file, ""):
            raise DoesNotGoTogetherError(f"{old} is not in {file}")
        texts[file] = texts[file].replace(old, new, 1)

    return edit


def everywhere(old: str, new: str) -> Edit:
    """Edit whole words in all files."""

    def edit(texts: Texts) -> None:
        for file, text in texts.items():
            texts[file] = re.sub(rf"\b{re.escape(old)}\b", new, text)

    return edit


def item(item_id: str, more: str) -> str:
    """Return the YAML of a data item."""
    return (
        f"  - id: {item_id}\n    title: {item_id.replace('_', ' ').capitalize()}\n    printed_type: Text\n    obligation: voluntary\n"
        f"    definition: It's new, 100%.\n    guidance: New.\n    personal_data: none\n    sources: [leaflet/loans]\n{more}"
    )


def new_list(list_id: str, *values: str) -> str:
    """Return the YAML of a code list."""
    codes = "".join(f'  - value: "{value}"\n' for value in values)
    return f"id: {list_id}\ntitle: Of {list_id}\ndescription: A list.\nsources: [leaflet/loans]\ncodes:\n{codes}"


def with_file(path: str, text: str) -> Edit:
    def edit(texts: Texts) -> None:
        texts[path] = text

    return edit


def behind(file: str, text: str) -> Edit:
    """Put text at the end of a file."""

    def edit(texts: Texts) -> None:
        texts[file] += text

    return edit


def without_rules(*rules: str) -> Edit:
    """Take rules away."""

    def edit(texts: Texts) -> None:
        for rule in rules:
            is_there(texts, RULES, f"  - id: {rule}")
            head, _, tail = texts[RULES].partition(f"  - id: {rule}")
            _, mark, others = tail.partition("  - id: ")
            texts[RULES] = head + mark + others

    return edit


def is_there(texts: Texts, file: str, text: str = "") -> None:
    if file not in texts or text not in texts[file]:
        raise DoesNotGoTogetherError(f"{text} is not in {file}")


def renamed_list(texts: Texts) -> None:
    is_there(texts, KIND)
    texts["code-lists/reader-type.yaml"] = (
        texts.pop("code-lists/reader-kind.yaml").replace("id: reader-kind", "id: reader-type").replace("codes:", "was: reader-kind\ncodes:")
    )
    texts["items/loan.yaml"] = texts["items/loan.yaml"].replace("code_list: reader-kind", "code_list: reader-type")


def removed_list(texts: Texts) -> None:
    is_there(texts, KIND)
    del texts["code-lists/reader-kind.yaml"]
    texts["items/loan.yaml"] = (
        texts["items/loan.yaml"].replace("type: code\n", "type: text\n", 1).replace("    code_list: reader-kind\n", "")
    )


def removed_remark(texts: Texts) -> None:
    book = texts["items/book.yaml"]
    is_there(texts, "items/book.yaml", "  - id: remark")
    texts["items/book.yaml"] = book[: book.index("  - id: remark")]
    put("items/loan.yaml", " AND remark IS NULL", "")(texts)
    put("rules/loans.yaml", "remark IS NOT NULL AND mark", "mark")(texts)
    put("rules/loans.yaml", "items: [weeks, remark]", "items: [weeks, mark]")(texts)


def removed_fee(texts: Texts) -> None:
    is_there(texts, LOAN, "  - id: fee")
    texts[LOAN] = texts[LOAN][: texts[LOAN].index("  - id: fee")]
    without_rules("LOAN-03", "LOAN-05")(texts)
    texts["calculations.yaml"] = "calculations: []\n"


def moved_item(texts: Texts) -> None:
    """Put an item into the other section, where it is for other rows."""
    book = texts["items/book.yaml"]
    is_there(texts, "items/book.yaml", "  - id: remark")
    cut = book.index("  - id: remark")
    texts["items/book.yaml"] = book[:cut]
    texts["items/loan.yaml"] = texts["items/loan.yaml"].replace("items:\n", "items:\n" + book[cut:], 1)


def other_order(texts: Texts) -> None:
    book = texts["items/book.yaml"]
    is_there(texts, "items/book.yaml", "  - id: remark")
    first, last = book.index("  - id: moved_on"), book.index("  - id: remark")
    texts["items/book.yaml"] = book[:first] + book[last:] + book[first:last]


REMARK = "type: text\n    printed_type: Text\n    max_length: 20"
EDITS: dict[str, tuple[Edit, ...]] = {
    "nothing changed": (),
    "reworded": (put(BOOK, "definition: Anything else.", "definition: It's 100% else; */ -- or £ 漢."),),
    "list reworded": (put(MOVEMENT, "description: What can happen", "description: It's what can happen"),),
    "record reworded": (put("specification.yaml", "description: One row is", "description: Just one row is"),),
    "value added": (behind(MOVEMENT, '  - value: "It\'s \\"sold\\", 100%; £ 漢"\n    label: Sold\n    description: Don\'t\n'),),
    "value added first": (put(KIND, "codes:\n", 'codes:\n  - value: "Not known, but long enough to matter"\n'),),
    "value described": (put(MOVEMENT, "It stands", "It's 100% sure; it stands"),),
    "values in another order": (put(KIND, '  - value: "Yes"\n  - value: "No"\n', '  - value: "No"\n  - value: "Yes"\n'),),
    "value respelt": (put(MOVEMENT, "value: Given back", "value: GIVEN  Back"),),
    "value that was another spelling": (
        put(MOVEMENT, "value: Given back", "value: Returned\n    also_seen_as:\n      - {value: Given back, sources: [leaflet/fees]}"),
    ),
    "value renamed": (put(MOVEMENT, "value: Given back", 'value: "It\'s back; 100% -- £漢"\n    was: Given back'),),
    "value renamed that rules name": (
        everywhere("Lent", "Lent out now"),
        put(MOVEMENT, "value: Lent out now", "value: Lent out now\n    was: Lent"),
    ),
    "value removed": (put(KIND, '  - value: "007"\n    label: Agent\n', ""),),
    "value removed, another added": (put(KIND, '  - value: "007"\n    label: Agent\n', '  - value: "Agent 007"\n'),),
    "item added": (behind(LOAN, item("note", "    type: text\n    max_length: 30\n")),),
    "item added in between": (behind(BOOK, item("price", "    type: decimal\n    scale: 2\n")),),
    "item added with a list": (
        behind(LOAN, item("wear", "    type: code\n    code_list: wear\n")),
        with_file("code-lists/wear.yaml", new_list("wear", "Like new", "It's 100% worn")),
    ),
    "item added that is needed": (behind(LOAN, item("due", "    type: date\n    required_when: weeks > 2\n    if_blank: error\n")),),
    "item added that is needed on every row": (
        behind(BOOK, item("desk", "    type: text\n    required_when: always\n    if_blank: error\n")),
    ),
    "item removed": (removed_remark,),
    "item removed that rules name": (removed_fee,),
    "item renamed": (everywhere("remark", "jotting"), put(BOOK, "  - id: jotting\n", "  - id: jotting\n    was: remark\n")),
    "item renamed that rules name": (
        everywhere("weeks", "how_long"),
        put(LOAN, "  - id: how_long\n", "  - id: how_long\n    was: weeks\n"),
    ),
    "item renamed without a word": (everywhere("remark", "jotting"),),
    "section moved": (moved_item,),
    "items in another order": (other_order,),
    "more digits": (put(LOAN, "scale: 2", "scale: 3"),),
    "fewer digits": (put(LOAN, "scale: 2", "scale: 1"),),
    "decimal to integer": (put(LOAN, "type: decimal\n    scale: 2", "type: integer"),),
    "integer to decimal": (put(LOAN, "type: integer", "type: decimal\n    scale: 1"),),
    "shorter": (put(BOOK, "max_length: 20", "max_length: 5"),),
    "longer": (put(BOOK, "max_length: 20", "max_length: 200"),),
    "of any length": (put(BOOK, "    max_length: 20\n", ""),),
    "date to text": (put(BOOK, "type: date", "type: text"), without_rules("LOAN-02", "LOAN-04")),
    "number to text": (
        put(LOAN, "type: decimal\n    scale: 2", "type: text"),
        without_rules("LOAN-03"),
        with_file("calculations.yaml", "calculations: []\n"),
    ),
    "text to number": (put(BOOK, REMARK, "type: decimal\n    scale: 1\n    printed_type: Text"),),
    "text to date": (put(BOOK, REMARK, "type: date\n    printed_type: Text"),),
    "text to code": (
        put(BOOK, REMARK, "type: code\n    code_list: remarks\n    printed_type: Text"),
        with_file("code-lists/remarks.yaml", new_list("remarks", "torn", "5")),
    ),
    "list removed": (removed_list,),
    "list renamed": (renamed_list,),
    "rule tightened": (put(RULES, "weeks > 10", "weeks > 2"),),
    "rule loosened": (put(RULES, "weeks > 10", "weeks > 11"),),
    "rule a warning now": (put(RULES, "severity: error", "severity: warning"),),
    "rule removed": (without_rules("LOAN-01"),),
    "rule that makes a key": (put(RULES, "    when: movement = 'Lent'\n    unique", "    unique"),),
    "format tightened": (put("specification.yaml", "pattern: ^[A-Z]{2}[0-9]{3}$", "pattern: ^[A-Z]B[0-9]{3}$"),),
    "format loosened": (put("specification.yaml", "pattern: ^[A-Z]{2}[0-9]{3}$", "pattern: ^[A-Z]{1,2}[0-9]{3}$"),),
    "needed on every row": (put(BOOK, "    max_length: 20\n", "    max_length: 20\n    required_when: always\n    if_blank: error\n"),),
    "needed no more": (put(BOOK, "    required_when: always\n    if_blank: error\n", ""),),
    "section for other rows": (
        put("specification.yaml", "applies_when: movement = 'Lent'", "applies_when: movement = 'Lent' AND mark LIKE 'AB%'"),
    ),
    "calculation changed": (put("calculations.yaml", 'multiplier: "0.5"', 'multiplier: "0.25"'),),
    "calculation renamed": (put("calculations.yaml", "id: total_fee", "id: fee_in_all"),),
    "calculations removed": (with_file("calculations.yaml", "calculations: []\n"),),
    "only a warning changed": (put(RULES, "message: Look at the day.", "message: Look at it."),),
    "names changed": (
        put("specification.yaml", "abbreviation: LOANS", "abbreviation: BOOKS"),
        put("specification.yaml", "record:\n  id: movement\n", "record:\n  id: step\n"),
    ),
}
TOGETHER = (
    ("value renamed", "value removed", "item renamed that rules name", "fewer digits", "rule tightened", "item added in between"),
    ("item added", "value added", "reworded", "list renamed"),
    ("value renamed that rules name", "item added that is needed", "rule that makes a key", "value removed, another added"),
    ("item removed", "item added with a list", "value respelt", "format tightened"),
    ("item renamed", "item added", "value renamed", "calculation changed"),
)


LAST = ("value renamed that rules name", "item renamed", "item renamed without a word", "item renamed that rules name")
"""The edits of whatever other edits may be about."""


@cache
def version(*edits: str) -> Specification:
    """Return the library with edits; without any, the version before."""
    texts = texts_of(LIBRARY)
    for name in sorted(edits, key=lambda name: name in LAST):
        for edit in EDITS[name]:
            edit(texts)
    if edits:
        put("specification.yaml", 'version: "1.0"\nstatus', 'version: "1.1"\nstatus')(texts)
    specification, findings = read_texts(texts)
    if specification is None:
        raise DoesNotGoTogetherError(findings)
    return specification


def comparison(old: Specification, new: Specification) -> Comparison:
    """Return a comparison without the changes, which the scripts only tell in their heads."""
    renames = declared_renames(old, new)
    return Comparison(old, new, (), renames.items, renames.lists, renames.values)


# Old tables, filled


@cache
def library_rows() -> tuple[Typed, ...]:
    draw = random.Random("ledger")  # noqa: S311 - the same rows each time
    cells = {
        "mark": ["AB123", "AB999", "CD001", "ZB777"],
        "movement": ["Lent", "Lent", "Given back"],
        "remark": ["", "Torn", "it's 100% new", "£é 漢字", 'a;b -- "c" \\', "x" * 20, "5", "29/02/2020", "TORN"],
        "reader_kind": ["Yes", "No", "007"],
        "weeks": ["", "0", "3", "10", "11", "2"],
        "fee": ["", "1.50", "2.00", "0.05", "3.10", "12345.00"],
    }
    rows = []
    for number in range(160):
        row = {name: draw.choice(texts) for name, texts in cells.items()}
        row["moved_on"] = f"{number % 28 + 1:02}/{number // 28 + 1:02}/{draw.choice([1999, 2000, 2020])}"
        rows.append(row if row["movement"] == "Lent" else row | {"reader_kind": "", "weeks": "", "fee": ""})
    rows += [row | {"remark": "Torn"} for row in rows[:40] if row["movement"] == "Given back"]
    return tuple(rows)


def test_there_are_rows_of_every_kind() -> None:
    kept, aside = expected(library_rows(), comparison(version(), version()))
    assert not aside
    for name, number in {"reader_kind": 4, "weeks": 6, "fee": 6, "remark": 9, "movement": 2}.items():
        assert len({row[name] for row in kept.values()}) == number, name


def build(engine: Engine, specification: Specification, rows: Sequence[Typed] = ()) -> None:
    """Make the tables as the published scripts do; and fill them, if there are rows."""
    database = DATABASE[engine.name]
    made = [scripts.tables, scripts.code_lists]
    for make in made:
        engine.run("\n".join(make(specification, database)))
    if rows:
        columns = [one.id for one in specification.items]
        insert(engine, names_of(specification).staging, columns, [[row[name] or None for name in columns] for row in rows])
        engine.run("\n".join(scripts.validation(specification, database)))
        engine.run("\n".join(scripts.loading(specification, database)))
    engine.run("\n".join(scripts.derived(specification, database)))


SNAPSHOTS = {
    "sqlite": (
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE '%set_aside%' AND name NOT LIKE '%before%' ORDER BY 1, 2",
    ),
    "duckdb": (
        """SELECT table_name, column_name, data_type, is_nullable, column_default, comment
        FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index""",
        "SELECT table_name, comment, sql FROM duckdb_tables() ORDER BY 1",
        "SELECT table_name, constraint_type, constraint_text, constraint_column_names FROM duckdb_constraints() ORDER BY 1, 2, 3",
        "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY 1",
    ),
    "postgresql": (
        """SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity, numeric_precision, numeric_scale,
        udt_name, col_description(table_name::regclass, ordinal_position)
        FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position""",
        """SELECT conrelid::regclass::text, conname, contype, convalidated, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2""",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
        "SELECT viewname, definition FROM pg_views WHERE schemaname = 'public' ORDER BY 1",
        "SELECT relname, relkind, obj_description(oid, 'pg_class') FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1",
    ),
}


def schema(engine: Engine, specification: Specification) -> list[object]:
    """Return all that a database says of its tables, but for those that a migration leaves for the reader; and the lists' rows."""
    names = names_of(specification)
    rows = [row for query in SNAPSHOTS[engine.name] for row in engine.query(query)]
    found: list[object] = [row for row in rows if not re.search(r"_(set_aside|before)_", " ".join(map(str, row)))]
    found += [engine.query(f"SELECT * FROM {names.code_list(one.id)} ORDER BY position") for one in specification.code_lists]
    return found


# What should become of the rows


def plain(value: object) -> object:
    """Return a value as the reference has it, whatever the database has for it."""
    if value is None or isinstance(value, str):
        return value
    return Decimal(str(value)).normalize() if isinstance(value, Decimal | int | float) else str(value)


def retyped(one: DataItem, was: DataItem, typed: str) -> str:
    """Return an old cell as it is typed for the new version: a number without zeros at its end where it is still one."""
    if was.type == "decimal" and typed and one.type in {"integer", "decimal"}:
        return f"{Decimal(typed).normalize():f}"
    return typed


def expected(rows: Sequence[Typed], move: Comparison) -> tuple[dict[int, dict[str, object]], set[tuple[int, str]]]:
    """Return the rows that the new table should hold, by their numbers, and what should be kept aside, by the Python reference."""
    old, new = move.old, move.new
    old_names = {
        one.id: was for one in new.items for was in [one.was if one.was in move.renamed_items else one.id] if was in old.item_by_id
    }
    spoilt = {at for at, rule in broken_rules(rows, old, TODAY) if next(one for one in rules_of(old) if one.id == rule).severity == "error"}
    numbers = [at + 2 for at in range(len(rows)) if at not in spoilt]
    moved = []
    stored = {number: typed_row(canonical_row(rows[number - 2], old, TODAY), old) for number in numbers}
    for number in numbers:
        row: Typed = {}
        for one in new.items:
            was = old_names.get(one.id)
            before = old.item_by_id[was] if was else None
            cell = retyped(one, before, stored[number][before.id]) if before else ""
            row[one.id] = move.renamed_values.get(one.code_list or "", {}).get(cell, cell)
        moved.append(row)
    held = {rule.id for rule in scripts.enforced_rules(new, reference_database())}
    broken = {(numbers[at], rule) for at, rule in broken_rules(moved, new, TODAY) if rule in held}
    refused = {number for number, _ in broken}
    gone = [one.id for one in old.items if one.id not in old_names.values()]
    removed = {(number, f"{name}.removed") for number in numbers for name in gone if stored[number][name]}
    kept = {
        number: {one.id: plain(read(one, row[one.id], new)) for one in new.items}
        for number, row in zip(numbers, moved, strict=True)
        if number not in refused
    }
    return kept, broken | removed


def migrated(engine: Engine, move: Comparison, rows: Sequence[Typed], run: Callable[[], None] | None = None, script: str = "") -> None:
    """Run a migration over filled tables, and hold what comes out to the reference."""
    old, new = move.old, move.new
    was, names = names_of(old), names_of(new)
    before = {row[0]: row for row in engine.query(f"SELECT * FROM {was.rows}")}
    staged = engine.query(f"SELECT {', '.join(one.id for one in old.items)} FROM {was.staging}")
    script = script or migration(move, DATABASE[engine.name])
    if run:
        run()
    else:
        engine.run(script)

    kept, aside = expected(rows, move)
    columns = ["row_number", *(one.id for one in new.items)]
    found = {row[0]: dict(zip(columns[1:], map(plain, row[1:]), strict=True)) for row in engine.query(f"SELECT * FROM {names.rows}")}
    assert found == kept
    table = f"{names.rows}_set_aside_{re.sub(r'[^0-9]', '_', new.version)}"
    kept_aside = engine.query(f"SELECT * FROM {table}") if table in script else []
    assert {(row[4], row[1]) for row in kept_aside} == aside
    assert len(kept_aside) == len(aside)
    for _, rule, what, because, *row in kept_aside:
        assert tuple(row) == before[row[0]]
        assert what == ("one value" if rule.endswith(".removed") else "the row")
        assert because
    assert set(before) == set(kept) | {number for number, rule in aside if not rule.endswith(".removed")}

    now = engine.query(f"SELECT {', '.join(one.id for one in new.items)} FROM {names.staging}")
    places = {one.id: at for at, one in enumerate(old.items)}
    old_place = [places.get(one.was if one.was in move.renamed_items else one.id) for one in new.items]  # type: ignore[arg-type]
    assert now == [tuple(None if at is None else row[at] for at in old_place) for row in staged]


# The tests


@pytest.fixture
def filled(engine_of: Callable[[str], Engine]) -> Iterator[Callable[[str], Engine]]:
    """Give a function that returns a database with the old library's tables, filled."""

    engines: list[Engine] = []

    def fill(name: str) -> Engine:
        engine = engine_of(name)
        engines.append(engine)
        if isinstance(engine, SQLite):
            filled_library().backup(engine.connection)
        else:
            build(engine, version(), library_rows())
        return engine

    yield fill
    for engine in engines:
        engine.close()


@cache
def filled_library() -> sqlite3.Connection:
    """Return a database of SQLite with the old library's tables, filled; nobody changes it."""
    engine = SQLite()
    build(engine, version(), library_rows())
    return engine.connection


@pytest.fixture(scope="module")
def fresh(engine_of: Callable[[str], Engine]) -> Callable[..., list[object]]:
    """Give a function that returns what a database says of the tables of a version that was made anew."""

    @cache
    def make(name: str, *edits: str) -> list[object]:
        engine = engine_of(name)
        build(engine, version(*edits))
        found = schema(engine, version(*edits))
        engine.close()
        return found

    return make


CASES = [*((name,) for name in EDITS), *TOGETHER]


@each_engine
@pytest.mark.parametrize("edits", CASES, ids=" + ".join)
def test_a_migration_makes_the_new_tables_and_keeps_the_data(
    name: str, edits: tuple[str, ...], filled: Callable[[str], Engine], fresh: Callable[..., list[object]]
) -> None:
    new = version(*edits)
    right = fresh(name, *edits)
    engine = filled(name)
    migrated(engine, comparison(version(), new), library_rows())
    assert without_findings(schema(engine, new)) == right


def without_findings(found: Sequence[object]) -> list[object]:
    """Return what a database says, but for what validate.sql makes, which stays where it would make the same."""
    return [one for one in found if not re.search(r"_(read|finding)'", str(one))]


WAYS = {
    "nothing changed": "Nothing needs to be done",
    "only a warning changed": "The tables stay as they are",
    "calculation changed": "The tables stay as they are",
    "value added": "The tables stay as they are",
    "values in another order": "The tables stay as they are",
    "item added": "altered in place",
    "item added with a list": "altered in place",
    "item renamed that rules name": "altered in place",
    "item removed": "altered in place",
    "value renamed": "altered in place",
    "value removed": "altered in place",
    "list renamed": "altered in place",
    "rule tightened": "altered in place",
    "reworded": "altered in place",
    "item added in between": "rebuilt",
    "fewer digits": "rebuilt",
    "needed no more": "rebuilt",
}
"""The way that PostgreSQL goes, by what its script says of it."""


@pytest.mark.parametrize("edit", WAYS)
def test_the_way_taken_is_the_shortest_that_is_safe(edit: str) -> None:
    move = comparison(version(), version(edit))
    assert WAYS[edit] in migration(move, DATABASE["postgresql"]).split("\n\n")[0]
    for name in ("sqlite", "duckdb"):
        head, *rest = migration(move, DATABASE[name]).split("\n\n")
        assert "ALTER TABLE" not in "".join(rest)
        if "stay" in WAYS[edit] or "Nothing" in WAYS[edit]:
            assert WAYS[edit] in head


def test_a_simple_change_needs_no_look_at_the_rows() -> None:
    script = migration(comparison(version(), version("item added with a list")), DATABASE["postgresql"])
    assert "_findings_" not in script
    assert DECISION not in script
    assert 'ALTER TABLE loans_movement ADD COLUMN "wear" TEXT;' in script


@each_engine
def test_counts_can_be_looked_at_before(name: str, filled: Callable[[str], Engine]) -> None:
    """As the script says: with ROLLBACK for COMMIT nothing changes."""
    engine = filled(name)
    before = (schema(engine, version()), engine.query("SELECT * FROM loans_movement ORDER BY row_number"))
    script = migration(comparison(version(), version(*TOGETHER[0])), DATABASE[name])
    assert script.count("COMMIT;") == 1
    engine.run(script.replace("COMMIT;", "ROLLBACK;"))
    assert (schema(engine, version()), engine.query("SELECT * FROM loans_movement ORDER BY row_number")) == before


@each_engine
def test_a_migration_is_all_or_nothing(name: str, filled: Callable[[str], Engine]) -> None:
    """Where something fails, here since a table of rows that were kept aside is there already, all is as it was."""
    engine = filled(name)
    before = (schema(engine, version()), engine.query("SELECT * FROM loans_movement ORDER BY row_number"))
    engine.run("CREATE TABLE loans_movement_set_aside_1_1 AS SELECT 1 AS mine;\n")
    with pytest.raises(Exception, match=r"(?i)already exists"):
        engine.run(migration(comparison(version(), version(*TOGETHER[0])), DATABASE[name]))
    engine.undo()
    assert (schema(engine, version()), engine.query("SELECT * FROM loans_movement ORDER BY row_number")) == before
    assert engine.query("SELECT mine FROM loans_movement_set_aside_1_1") == [(1,)]


@each_engine
def test_what_the_reader_decides_is_done(name: str, filled: Callable[[str], Engine]) -> None:
    """A removed value is mapped where its line is no remark any more, and a new item filled where there is a value for NULL."""
    new, engine = version("value removed, another added", "item added that is needed"), filled(name)
    before = engine.query("SELECT row_number, reader_kind FROM loans_movement ORDER BY 1")
    script = migration(comparison(version(), new), DATABASE[name])
    value = next(line for line in script.splitlines() if line.strip().startswith("-- WHEN"))
    assert "'Agent 007'" in value
    assert "a suggestion" in value
    kind = "TEXT" if name == "sqlite" else "DATE"
    empty = f'CAST(NULL AS {kind}) AS "due"'
    assert script.count(empty) == 1
    assert script.splitlines()[script[: script.index(empty)].count("\n") - 1].strip().startswith(DECISION)
    given = f"CASE WHEN o.movement = 'Lent' THEN CAST('2020-03-01' AS {kind}) END AS \"due\""
    engine.run(script.replace(value, value.replace("-- WHEN", "WHEN")).replace(empty, given))
    after = engine.query("SELECT row_number, reader_kind FROM loans_movement WHERE movement = 'Lent' ORDER BY 1")
    assert after == [(number, "Agent 007" if kind == "007" else kind) for number, kind in before if kind]
    assert "Agent 007" in {kind for _, kind in after}
    assert {str(due) for (due,) in engine.query("SELECT due FROM loans_movement WHERE movement = 'Lent'")} == {"2020-03-01"}


@each_engine
def test_what_looks_renamed_is_the_readers_to_say(name: str, filled: Callable[[str], Engine]) -> None:
    """The script tells what to write where a new item looks like one that is no more; and the values are kept aside anyway."""
    engine = filled(name)
    before = engine.query("SELECT row_number, remark FROM loans_movement ORDER BY 1")
    script = migration(comparison(version(), version("item renamed without a word")), DATABASE[name])
    assert 'If jotting replaces it, write o."remark" for NULL in the line of jotting above.' in script
    empty = f'CAST(NULL AS {"VARCHAR" if name == "duckdb" else "TEXT"}) AS "jotting"'
    assert script.count(empty) == 1
    engine.run(script.replace(empty, 'o."remark" AS "jotting"'))
    assert engine.query("SELECT row_number, jotting FROM loans_movement ORDER BY 1") == before
    aside = engine.query("SELECT row_number, remark FROM loans_movement_set_aside_1_1 ORDER BY 1")
    assert aside == [row for row in before if row[1] is not None]


@pytest.mark.parametrize("edits", TOGETHER, ids=" + ".join)
def test_the_new_scripts_run_on_what_comes_out(edits: tuple[str, ...], filled: Callable[[str], Engine]) -> None:
    new, engine = version(*edits), filled("sqlite")
    engine.run(migration(comparison(version(), new), DATABASE["sqlite"]))
    for make in (scripts.tables, scripts.code_lists, scripts.validation, scripts.loading, scripts.derived):
        engine.run("\n".join(make(new, DATABASE["sqlite"])))
    staged = engine.query("SELECT row_number, rule FROM loans_finding")
    assert staged


def test_a_value_that_is_in_no_list_is_kept_aside_too(filled: Callable[[str], Engine]) -> None:
    """SQLite looks at foreign keys only if it is told to, so there may be such rows."""
    engine = filled("sqlite")
    engine.run("PRAGMA foreign_keys = OFF; UPDATE loans_movement SET reader_kind = 'Pirate' WHERE reader_kind = 'Yes';")
    ((count,),) = engine.query("SELECT COUNT(*) FROM loans_movement WHERE reader_kind = 'Pirate'")
    assert count
    engine.run(migration(comparison(version(), version("item added in between")), DATABASE["sqlite"]))
    aside = "SELECT COUNT(*), MIN(set_aside_rule), MIN(reader_kind) FROM loans_movement_set_aside_1_1"
    assert engine.query(aside) == [(count, "reader_kind.list", "Pirate")]
    assert engine.query("SELECT COUNT(*) FROM loans_movement WHERE reader_kind = 'Pirate'") == [(0,)]


def test_many_rows_are_no_trouble() -> None:
    engine = SQLite()
    build(engine, version())
    engine.run(
        "WITH RECURSIVE n (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n < 50000) INSERT INTO loans_movement "
        "SELECT n, 'AB123', 'Lent', '2020-01-02', 'x', CASE n % 2 WHEN 0 THEN '007' ELSE 'No' END, 3, 1.50 FROM n;"
    )
    start = time.perf_counter()
    engine.run(migration(comparison(version(), version("value removed", "value renamed")), DATABASE["sqlite"]))
    assert time.perf_counter() - start < 10
    assert engine.query("SELECT COUNT(*), MIN(reader_kind), MAX(reader_kind) FROM loans_movement") == [(24999, "No", "No")]
    assert engine.query("SELECT COUNT(*) FROM loans_movement_set_aside_1_1") == [(25000,)]


some_edits = st.lists(st.sampled_from(sorted(EDITS)), max_size=5, unique=True)


@each_engine
@hypothesis_settings(max_examples=60)
@given(before=some_edits, after=some_edits)
def test_any_version_turns_into_any_other(name: str, before: list[str], after: list[str], engine_of: Callable[[str], Engine]) -> None:
    try:
        old, new = version(*sorted(before)), version(*sorted(after))
    except DoesNotGoTogetherError:
        reject()
    engine = engine_of(name)
    build(engine, new)
    right = schema(engine, new)
    engine.close()
    engine = engine_of(name)
    rows = [{one.id: row.get(one.id, "") for one in old.items} for row in library_rows()]
    build(engine, old, rows)
    migrated(engine, comparison(old, new), rows)
    assert without_findings(schema(engine, new)) == right
    engine.close()


# The real specification


@cache
def real_versions() -> tuple[Specification, Specification]:
    old, findings = read_texts(version_3_0())
    assert old is not None, findings
    new, findings = read_texts(texts_of(REAL))
    assert new is not None, findings
    return old, new


@each_engine
def test_the_real_specification_is_migrated(name: str, engine_of: Callable[[str], Engine]) -> None:
    """From 3.0, as reconstructed, to 4.0, and back, where items and a value go."""
    for old, new in (real_versions(), real_versions()[::-1]):
        engine = engine_of(name)
        build(engine, new)
        right = schema(engine, new)
        engine.close()
        good = [dict[str, Any](row) for row in good_rows(old)] * 3
        rows = [typed_row(row, old) | own_keys(row, number, old) for number, row in enumerate(good)]
        if old.version == "4.0":
            requests = [row for row in rows if row["event_type"] == "Request"]
            requests[0]["route_of_access"] = "Discharge from Reablement"
        engine = engine_of(name)
        build(engine, old, rows)
        migrated(engine, comparison(old, new), rows)
        assert without_findings(schema(engine, new)) == right
        engine.close()


def test_the_head_tells_what_changes() -> None:
    old, new = version(), version("value removed", "item added")
    script = migration(compare(old, new), DATABASE["postgresql"])
    head = script.split("\n\n")[0]
    assert all(line.startswith("--") for line in head.splitlines())
    assert "--   - item/note: " in head
    assert "--   - value/reader-kind/007: " in head
    assert "psql --dbname=DATABASE --set=ON_ERROR_STOP=1 --file=migrate-postgresql.sql" in head
    assert f"Decisions for you to make: {script.count(DECISION)}." in head
    assert script == migration(compare(old, new), DATABASE["postgresql"])


@pytest.mark.parametrize(("edit", "is_asked"), [("rule tightened", True), ("rule loosened", False)])
def test_decisions_are_asked_for_only_where_rows_may_be_refused(edit: str, is_asked: bool) -> None:
    script = migration(compare(version(), version(edit)), DATABASE["postgresql"])
    assert (DECISION in script) is is_asked


# Spark


def test_spark_makes_the_tables_anew_too(engine_of: Callable[[str], Engine]) -> None:
    old, new, engine, database = version(), version(*TOGETHER[0]), engine_of("spark"), DATABASE["spark"]

    def clean() -> None:
        for one in (old, new):
            engine.run("\n".join(scripts.dropping(one, database)))
            names = names_of(one)
            for table in (f"{names.rows}_set_aside_1_1", f"{names.rows}_before_1_1", f"{names.staging}_before_1_1"):
                engine.run(f"DROP TABLE IF EXISTS {table};\n")

    def described(specification: Specification) -> list[object]:
        names = names_of(specification)
        tables = [names.rows, names.staging, *map(names.code_list, (one.id for one in specification.code_lists))]
        lists = [engine.query(f"SELECT * FROM {table} ORDER BY position") for table in tables[2:]]
        return [*(engine.query(f"DESCRIBE TABLE {table}") for table in [*tables, names.derived]), *lists]

    clean()
    build(engine, new)
    right = described(new)
    clean()
    build(engine, old)
    rows = library_rows()[:60]
    spoilt = {at for at, rule in broken_rules(rows, old, TODAY) if next(one for one in rules_of(old) if one.id == rule).severity == "error"}
    columns = ["row_number", *(one.id for one in old.items)]
    cells = [
        [at + 2, *(as_spark(read(one, row[one.id], old), one) for one in old.items)] for at, row in enumerate(rows) if at not in spoilt
    ]
    insert(engine, names_of(old).rows, columns, cells)
    staged = [[at, *(row[name] or None for name in columns[1:])] for at, row in enumerate(rows)]
    insert(engine, names_of(old).staging, columns, staged)
    migrated(engine, comparison(old, new), rows)
    assert described(new) == right
    assert len(engine.query(f"SELECT * FROM {names_of(new).rows}_before_1_1")) == len(cells)
    clean()


def as_spark(value: object, one: DataItem) -> object:
    """Return a value as SQL of Spark, which takes no text for a date."""
    return Sql(f"DATE '{value}'") if one.type == "date" and value else value


# SQL Server


SQL_SERVER_CASES = [("nothing changed",), ("value added",), ("value removed",), ("reworded",), ("rule that makes a key",), *TOGETHER]


@pytest.mark.parametrize("edits", SQL_SERVER_CASES, ids=" + ".join)
def test_parsers_of_t_sql_read_the_script(edits: tuple[str, ...]) -> None:
    read_by_parsers(migration(comparison(version(), version(*edits)), DATABASE["sqlserver"]))


def test_parsers_of_t_sql_read_the_real_script() -> None:
    read_by_parsers(migration(comparison(*real_versions()), DATABASE["sqlserver"]))


def read_by_parsers(script: str) -> None:
    """One parser reads the whole script, another all but procedures: it does not know IF before EXEC."""
    config = FluffConfig(overrides={"dialect": "tsql", "large_file_skip_byte_limit": 0})
    parsed = Linter(config=config).parse_string(script)
    assert parsed.tree is not None
    assert parsed.violations == []
    assert not list(parsed.tree.recursive_crawl("unparsable"))
    for batch in script.split("\nGO\n"):
        if "EXEC sys." not in batch and "NOEXEC" not in batch:
            sqlglot.parse(batch, read="tsql")


def translated(script: str) -> str:
    """Return a script of SQL Server in SQLite's spelling: as `in_sqlite` does, and what only tables and migrations have."""
    script = "".join(f"{line}\n" for line in script.splitlines() if not line.strip().startswith("--"))
    script = re.sub(r" -- (renamed|respelt)\n", "\n", script)
    script = re.sub(r"IF NOT EXISTS \(SELECT 1 FROM sys\.extended_properties [^\n]*\nEXEC [^\n]*;\nGO\n", "", script)
    script = re.sub(r"IF NOT EXISTS \(SELECT 1 FROM sys\.indexes [^\n]*\n", "", script)
    script = re.sub(r"IF @@TRANCOUNT = 0 SET NOEXEC ON;\nGO\n|SET NOEXEC OFF;\nGO\n| WITH \(TABLOCKX, HOLDLOCK\)", "", script)
    script = re.sub(r"\b(BEGIN|COMMIT) TRANSACTION;", r"\1;", script)
    listed = r"SELECT v\.[^\n]*\nFROM \(VALUES\n(.*?)\n\) AS v [^\n]*\nWHERE NOT EXISTS [^\n]*;"
    script = re.sub(listed, r"VALUES\n\1;", script, flags=re.DOTALL)
    script = script.replace("bigint IDENTITY(1, 1)", "INTEGER PRIMARY KEY AUTOINCREMENT")
    script = re.sub(r"CONVERT\(nvarchar\(10\), ([^,()]+), 103\)", r"TYPED_103(\1)", script)
    return "\n".join(in_sqlite(batch) for batch in script.split("\nGO\n"))


def sql_server(script: str, connection: sqlite3.Connection) -> None:
    connection.executescript(translated(script))


BEYOND = {"item removed", "number to text"}
"""What does not go with other places of columns, and zeros behind a point, which SQLite does not keep."""
ANEW = [("items in another order", *one) for one in CASES if not BEYOND & {*one}]


@pytest.mark.parametrize("edits", ANEW, ids=" + ".join)
def test_the_script_of_sql_server_runs_after_translation(edits: tuple[str, ...]) -> None:
    """The tables are made anew where columns change their places; what alters tables is beyond SQLite."""
    old, new = version(), version(*sorted(set(edits)))
    engine, database, rows = SQLite(), DATABASE["sqlserver"], library_rows()
    for (name, count), function in FUNCTIONS.items():
        engine.connection.create_function(name, count, strict(function), deterministic=True)
    engine.connection.create_function("TYPED_103", 1, strict(lambda day: f"{day[8:]}/{day[5:7]}/{day[:4]}"), deterministic=True)
    engine.connection.create_function("FLOOR", 1, strict(lambda number: math.floor(round(number, 9))), deterministic=True)
    for make in (scripts.tables, scripts.code_lists, scripts.derived):
        sql_server("\n".join(make(old, database)), engine.connection)
    columns = [one.id for one in old.items]
    insert(engine, names_of(old).staging, columns, [[row[name] or None for name in columns] for row in rows])
    for make in (scripts.validation, scripts.loading):
        sql_server("\n".join(make(old, database)), engine.connection)
    script = migration(comparison(old, new), database)
    assert "rebuilt" in script
    migrated(engine, comparison(old, new), rows, lambda: sql_server(script, engine.connection), script)
    engine.close()


# The crosswalk, and the files


def test_the_crosswalk_tells_of_each_value() -> None:
    move = comparison(version(), version("value renamed", "value removed, another added", "item added with a list"))
    heading, *rows = crosswalk(move)
    assert heading[:5] == ["List", "Items", "Old value", "New value", "What happened"]
    assert "suggestion" in heading[5]
    assert rows == [
        ["movement", "movement", "Lent", "Lent", "kept", ""],
        ["movement", "movement", "lent out", "Lent", "another spelling of “Lent” in 1.0", ""],
        ["movement", "movement", "Given back", "It's back; 100% -- £漢", "renamed", ""],
        ["reader-kind", "reader_kind", "Yes", "Yes", "kept", ""],
        ["reader-kind", "reader_kind", "No", "No", "kept", ""],
        ["reader-kind", "reader_kind", "007", "", "removed", "Agent 007"],
        ["reader-kind", "reader_kind", "", "Agent 007", "added", ""],
        ["wear", "wear", "", "Like new", "added with its list", ""],
        ["wear", "wear", "", "It's 100% worn", "added with its list", ""],
    ]


@pytest.mark.parametrize(
    ("edit", "row"),
    [
        ("value respelt", ["movement", "movement", "Given back", "GIVEN  Back", "respelt", ""]),
        ("value that was another spelling", ["movement", "movement", "Given back", "Returned", "respelt", ""]),
        ("list renamed", ["reader-type (was reader-kind)", "reader_kind", "007", "007", "kept", ""]),
        ("list removed", ["no list (was reader-kind)", "reader_kind", "007", "007", "kept, no longer in a list", ""]),
        ("item renamed that rules name", ["movement", "movement", "Lent", "Lent", "kept", ""]),
    ],
)
def test_the_crosswalk_tells_what_happened(edit: str, row: list[str]) -> None:
    assert row in crosswalk(comparison(version(), version(edit)))


def test_the_files_are_a_crosswalk_and_a_script_for_each_database() -> None:
    move = comparison(version(), version("value renamed"))
    made = {one.path: one for one in (crosswalk_file(move), *migration_files(move))}
    assert list(made) == ["crosswalk.csv", *(f"migrate-{database.name}.sql" for database in all_databases())]
    assert all(one.about for one in made.values())
    assert made["crosswalk.csv"].content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(made["crosswalk.csv"].content.decode("utf-8-sig")))) == crosswalk(move)
    for database in all_databases():
        assert made[f"migrate-{database.name}.sql"].content.decode() == migration(move, database)
