"""SQL scripts for each database: tables that enforce what the database can, and a script that finds whatever breaks a rule.

`cldspec.rules.targets.sql` says what each database needs, and `cldspec_generators.shared.sql_scripts` has the scripts.
"""

from collections.abc import Callable, Iterator

from cldspec.model import Artifact, Specification
from cldspec.rules.coverage import left_out_rules
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.databases import all_databases
from cldspec.rules.targets.sql.statements import remark
from cldspec_generators.shared import sql_scripts
from cldspec_generators.shared.derivation_scripts import derivations
from cldspec_generators.shared.writing import render_template

SCRIPTS: dict[str, tuple[Callable[[Specification, Database], Iterator[str]], str]] = {
    "tables.sql": (sql_scripts.tables, "Makes the tables that do not exist yet: the code lists, the typed table and the staging table."),
    "code_lists.sql": (sql_scripts.code_lists, "Adds the values that are missing from the tables of the code lists."),
    "stage.sql": (sql_scripts.staging, "Loads a CSV file into the staging table, in place of what is there."),
    "validate.sql": (sql_scripts.validation, "Checks the rows of the staging table and shows the findings. It sends nothing anywhere."),
    "load.sql": (sql_scripts.loading, "Run it after validate.sql. It fills the typed table with the rows without an error."),
    "derived.sql": (sql_scripts.derived, "Makes the view of the values derived from the typed table."),
    "derivations.sql": (derivations, "Makes a view for each table that follows from the rows of the typed table."),
    "drop.sql": (sql_scripts.dropping, "Removes everything that these scripts make, with the data in it."),
}
"""The scripts in the order in which they are run, and what each does."""


def generate(specification: Specification) -> Iterator[Artifact]:
    """SQL scripts for each database: tables, code lists, validation, derived values. For analysts with a database of their own."""
    names = sql_scripts.names_of(specification)
    for database in all_databases():
        made = {name: "\n".join(statements(specification, database)) for name, (statements, _) in SCRIPTS.items()}
        made = {name: text for name, text in made.items() if text}
        for name, text in made.items():
            title = f"{specification.title} {specification.version_label}, {database.title}: {name}"
            script = f"{remark(title)}\n{remark(SCRIPTS[name][1])}\n\n{database.start}{text}"
            yield Artifact(f"{database.name}/{name}", script.encode(database.encoding), f"{database.title}: {SCRIPTS[name][1]}")
        readme = render_template(
            __name__,
            "database.md.j2",
            specification=specification,
            database=database,
            names=names,
            file=f"{specification.collection.id}.csv",
            columns=[item.id for item in specification.items],
            scripts={name: SCRIPTS[name][1] for name in made},
            rules_left_out=left_out_rules(specification, f"{database.name}-tables"),
        )
        yield Artifact(f"{database.name}/README.md", readme.encode())
    readme = render_template(__name__, "README.md.j2", specification=specification, databases=all_databases(), names=names)
    yield Artifact("README.md", readme.encode())
