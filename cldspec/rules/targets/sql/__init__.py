"""Rules as SQL. `dialect` has what all databases share, a module for each database what it says otherwise.

`conditions` turns conditions and calculations into text, `reading` the cells of a return into values, and `findings`
the rules into queries that return one row for each finding.
"""

from cldspec.rules.targets.sql import duckdb, postgresql, spark, sqlite, sqlserver
from cldspec.rules.targets.sql.dialect import Dialect

DIALECTS: dict[str, Dialect] = {
    one.name: one for one in (sqlserver.DIALECT, postgresql.DIALECT, sqlite.DIALECT, duckdb.DIALECT, spark.DIALECT)
}
"""The databases by name, in the order in which they are listed."""
