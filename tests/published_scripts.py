"""The SQL scripts as they are published, and tables that are made and filled by them."""

from functools import cache

from cldspec_generators import generator_of
from cldspec_generators.shared.sql_scripts import names_of
from engines import Engine, insert
from returns import Typed
from specifications import SPECIFICATIONS


@cache
def scripts(version: str, name: str) -> dict[str, str]:
    """Return the scripts of a database by their names, and its README."""
    files = generator_of("sql")(SPECIFICATIONS[version])
    return {file.path.removeprefix(f"{name}/"): file.content.decode() for file in files if file.path.startswith(f"{name}/")}


def staged(engine: Engine, version: str, rows: tuple[Typed, ...]) -> None:
    """Make the tables, fill those of code lists, and load rows into the staging table."""
    specification = SPECIFICATIONS[version]
    made = scripts(version, engine.name)
    engine.run(made["drop.sql"])
    for _ in range(2):
        engine.run(made["tables.sql"])
        engine.run(made["code_lists.sql"])
    columns = [item.id for item in specification.items]
    numbered: list[list[object]] = [[row[column] or None for column in columns] for row in rows]
    if engine.name == "spark":
        columns = ["row_number", *columns]
        numbered = [[number, *row] for number, row in enumerate(numbered)]
    insert(engine, names_of(specification).staging, columns, numbered)
