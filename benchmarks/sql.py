"""How long validate.sql takes in DuckDB, SQLite and PostgreSQL: python benchmarks/sql.py [ROWS].

The databases are in memory or in a temporary folder.
"""

import sys
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from cldspec.check import load_checked  # noqa: E402
from cldspec_generators.shared.sql_scripts import names_of  # noqa: E402
from engines import DuckDB, Engine, PostgreSQL, SQLite, insert, postgresql_server  # noqa: E402
from published_scripts import scripts  # noqa: E402
from returns import own_keys, typed_row  # noqa: E402
from rows import good_rows  # noqa: E402

VERSION = "4.0"


def main(count: int) -> None:
    """Print the seconds that validate.sql takes for `count` rows, of which every hundredth has a fault."""
    specification = load_checked(ROOT / "spec" / VERSION)
    good = [typed_row(row, specification) for row in good_rows(specification)]
    rows = []
    for number in range(count):
        row = good[number % len(good)] | {key: f"{text} {number}" for key, text in own_keys(good[0], 0, specification).items()}
        rows.append(row | ({"gender": "?"} if number % 100 == 0 else {}) | {"nhs_number": ""})
    columns = [item.id for item in specification.items]
    values = [[row[column] or None for column in columns] for row in rows]
    print(f"| {count} rows | seconds |\n|---|---|")
    with ExitStack() as stack:
        engines: list[Engine] = [DuckDB(), SQLite(), PostgreSQL(stack.enter_context(postgresql_server()))]
        for engine in engines:
            made = scripts(VERSION, engine.name)
            engine.run(made["drop.sql"])
            engine.run(made["tables.sql"])
            insert(engine, names_of(specification).staging, columns, values)
            start = time.perf_counter()
            engine.run(made["validate.sql"])
            print(f"| {engine.name} | {time.perf_counter() - start:.1f} |")
            engine.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
