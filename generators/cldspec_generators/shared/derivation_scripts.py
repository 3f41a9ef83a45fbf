"""The SQL script of the derived tables of one database: a view for each, over the typed table."""

from collections.abc import Iterator

from cldspec.model import Derivation, DerivationStep, Specification
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.statements import remark
from cldspec.steps.english import sentence
from cldspec.steps.order import in_order
from cldspec.steps.query import Names as NamesOfTables
from cldspec.steps.scope import ROW_NUMBER, SUBMISSION, Scope
from cldspec.steps.sql import parameter_query, query_of
from cldspec.wording import on_one_line
from cldspec_generators.shared.sql_scripts import names_of


def derivations(specification: Specification, database: Database) -> Iterator[str]:
    """Yield the statements that make the views of the derived tables, each after those that it uses."""
    if not specification.derivations:
        return
    names = names_of(specification)
    tables = NamesOfTables(names.derivation_rows, names.parameters, names.derivation)
    columns = [f"e.{database.identifier(item.id)}" for item in specification.items]
    number = f"CAST(1 AS BIGINT) AS {database.identifier(SUBMISSION)}"
    listed = ",\n  ".join([number, f"e.{database.identifier(ROW_NUMBER)}", *columns])
    yield remark(
        f"The rows of one submission. {specification.collection.title}s of several need a row view that numbers them, oldest first."
    )
    yield database.replace_view(names.derivation_rows, f"SELECT\n  {listed}\nFROM {names.rows} AS e")
    yield remark("The parameters. To use other values, write them here in place of the defaults, and run this script again:")
    for parameter in specification.parameters:
        yield remark(f"  {parameter.id}: {parameter.title}. {parameter.definition}")
    yield database.replace_view(names.parameters, parameter_query(specification, database, names.derivation_rows))
    for derivation in in_order(specification):
        yield from _about(derivation, specification)
        yield database.replace_view(names.derivation(derivation.id), query_of(derivation, specification, database, tables, _in_words))


def remark_on_derivations(specification: Specification) -> Iterator[str]:
    """Yield the remark at the end of a migration, which removes the views of derived tables."""
    if specification.derivations:
        yield remark(f"To make the views of derived tables, run derivations.sql of {specification.version_in_text}.")


def _about(derivation: Derivation, specification: Specification) -> Iterator[str]:
    """Yield remarks that say what a derived table is, and whose method it follows."""
    yield remark(f"{derivation.title}. {derivation.definition}")
    yield remark(f"One row: {derivation.grain}")
    method = next((method for method in specification.methods if method.id == derivation.method), None)
    if method:
        yield remark(f"Method: {method.title}, {method.owner}.")
    for difference in derivation.differences:
        yield remark(f"Here it differs: {difference.text}")


def _in_words(step: DerivationStep, scope: Scope) -> str:
    return on_one_line(sentence(step, scope))
