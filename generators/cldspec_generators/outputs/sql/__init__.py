"""SQL for five databases: tables that hold what a database can, and scripts that find whatever breaks a rule.

`databases` has what they say differently, `scripts` what the scripts hold; conditions come from `cldspec.rules.targets.sql`.
"""

from collections.abc import Callable, Iterator

from cldspec.model import Artifact, Specification
from cldspec.rules.coverage import not_held
from cldspec_generators.outputs.sql import scripts
from cldspec_generators.outputs.sql.databases import DATABASES, Database
from cldspec_generators.shared.writing import render_template

SCRIPTS: dict[str, tuple[Callable[[Specification, Database], Iterator[str]], str]] = {
    "tables.sql": (scripts.tables, "Makes the tables, unless they are there: lists, rows, and staging for a file as it comes."),
    "code_lists.sql": (scripts.code_lists, "Fills the tables of the lists with the values that they lack."),
    "validate.sql": (scripts.validation, "Reads what staging holds, and shows what breaks which rule. It sends nothing anywhere."),
    "load.sql": (scripts.loading, "After validate.sql: puts the rows without an error into the typed table, in place of those there."),
    "derived.sql": (scripts.derived, "Makes the view of derived values over the typed table."),
    "drop.sql": (scripts.dropping, "Removes everything that these scripts make, and the data in it."),
}
"""The scripts in the order in which they are run, and what each does."""


def generate(specification: Specification) -> Iterator[Artifact]:
    """SQL for SQL Server, PostgreSQL, SQLite, DuckDB and Spark: tables, lists, validation, derived values."""
    names = scripts.names_of(specification)
    for database in DATABASES:
        made = {name: "\n".join(statements(specification, database)) for name, (statements, _) in SCRIPTS.items()}
        made = {name: text for name, text in made.items() if text}
        for name, text in made.items():
            head = f"-- {specification.title} {specification.version}, {database.dialect.title}: {name}\n-- {SCRIPTS[name][1]}\n\n"
            yield Artifact(
                f"{database.name}/{name}", f"{head}{database.start}{text}".encode(), f"{database.dialect.title}: {SCRIPTS[name][1]}"
            )
        readme = render_template(
            __name__,
            "database.md.j2",
            specification=specification,
            database=database,
            names=names,
            scripts={name: SCRIPTS[name][1] for name in made},
            not_held=not_held(specification, f"{database.name}-tables"),
        )
        yield Artifact(f"{database.name}/README.md", readme.encode())
    readme = render_template(__name__, "README.md.j2", specification=specification, databases=DATABASES, names=names)
    yield Artifact("README.md", readme.encode())
