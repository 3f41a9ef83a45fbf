"""A submission held to a specification by DuckDB: files in, what came out."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from cldspec.model import DataItem, Severity, Specification
from cldspec.rules.all_rules import Readable, Rule, Same, rules_of
from cldspec.rules.targets.sql.databases.duckdb import DATABASE as DIALECT
from cldspec.validation import cumulative
from cldspec.validation.engines import duckdb_cells as cells
from cldspec.validation.engines.duckdb_rules import hold
from cldspec.validation.quality import quality
from cldspec.validation.readers.files import Read, Reread, has_blank_lines, read_file, read_table
from cldspec.validation.readers.header import broken_form, missing_in_all, no_rows, told_by_columns
from cldspec.validation.readers.template import UnreadableFileError
from cldspec.validation.result import SEVERITIES, Broken, Finding, Result
from cldspec.validation.suggestions import suggestion

LIMIT = 1000
"""The findings of each rule that are kept, unless another number is asked for."""
MEMORY = "2GB"
"""What DuckDB may use of the memory; what does not fit goes to a folder of its own for the while."""
Watch = Callable[[duckdb.DuckDBPyConnection, str], None]
"""What is told what is worked on."""
EARLIER = "This is an earlier submission."
"""What is noted of a file that was given as one."""
LATEST = "latest_rows"
"""The view of the rows of the latest submission."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that are in memory already: anything that DuckDB can read, such as an Arrow table or a data frame."""

    data: object
    name: str = "table"


@dataclass(frozen=True, slots=True)
class Options:
    """How a submission is checked: the findings kept of each rule (None for all), and what DuckDB is given."""

    limit: int | None = LIMIT
    show_values: bool = False
    memory: str = MEMORY
    threads: int | None = None


@dataclass(slots=True)
class _Loaded:
    """What was read, one file after another: where each begins among all rows."""

    sources: list[Path | Table] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    rows: int = 0

    def place(self, row_number: int) -> tuple[str, int]:
        """Return the file of a row, and its number in it as a spreadsheet shows it."""
        index = bisect_right(self.starts, row_number) - 1
        file = self.reads[index].file
        return file.name, file.header + 1 + row_number - self.starts[index]


def validate(
    files: Sequence[Path | Table],
    specification: Specification,
    *,
    previous: Sequence[Path] = (),
    names: Mapping[Path, str] | None = None,
    options: Options | None = None,
    watch: Watch = lambda _connection, _what: None,
) -> Result:
    """Return what checking files as one submission comes to.

    `previous` are earlier submissions of the same year, the latest last. `names` says what a file is called, where that is
    not its own name. `watch` is given the connection before the work begins, for those who look how far it is. Raises
    UnreadableFileError where a file is no return, or there is not room enough.
    """
    options = options or Options()
    if not files:
        raise UnreadableFileError("There is nothing to check. Name a file.")
    shown = _names([*(file for file in files if isinstance(file, Path)), *previous]) | dict(names or {})
    earlier: list[list[Path | Table]] = [[path] for path in reversed(previous)]
    submissions = [list(files), *earlier]
    slow: set[Path] = set()
    while True:
        with TemporaryDirectory(prefix="cldspec-", ignore_cleanup_errors=True) as folder:
            connection = duckdb.connect()
            try:
                _set_up(connection, Path(folder), options)
                loaded, ends = _load(connection, submissions, specification, shown, Path(folder), slow, watch)
                watch(connection, "Checking the rules")
                result = _checked(connection, specification, loaded, ends, options)
                again = _with_blank_lines(loaded) if result.broken else set()
            except Reread:
                continue
            except duckdb.OutOfMemoryException as error:
                message = f"There is not room enough: {options.memory} of memory, and what is free for temporary files. Allow more."
                raise UnreadableFileError(message) from error
            except duckdb.IOException as error:
                raise UnreadableFileError(f"The disk is full, or temporary files cannot be written ({_first_line(error)}).") from error
            except (duckdb.InterruptException, RuntimeError) as error:
                if "interrupted" not in str(error).lower():
                    raise
                raise KeyboardInterrupt from error  # how DuckDB tells that somebody pressed Ctrl-C
            finally:
                connection.close()
        if not again:
            return result
        slow |= again


def _names(paths: Sequence[Path]) -> dict[Path, str]:
    """Return what files are called: their names, and as much of their folders as it takes to tell them apart."""
    names: dict[Path, str] = {}
    for path in paths:
        parts = path.absolute().parts
        depth = 1
        others = [other.absolute().parts for other in paths if other.absolute() != path.absolute()]
        while depth < len(parts) and any(other[-depth:] == parts[-depth:] for other in others):
            depth += 1
        names[path] = "/".join(parts[-depth:])
    return names


def _set_up(connection: duckdb.DuckDBPyConnection, folder: Path, options: Options) -> None:
    """Have DuckDB keep to its memory and its folder, keep rows in order, and fetch nothing."""
    settings = {"memory_limit": options.memory, "temp_directory": str(folder / "spill")}
    try:
        for name, value in settings.items():
            connection.execute(f"SET {name} = {DIALECT.text(value)}")
    except duckdb.Error as error:
        raise UnreadableFileError(f"{options.memory} is no amount of memory. Write it like {MEMORY}.") from error
    connection.execute("SET preserve_insertion_order = true; SET autoinstall_known_extensions = false")
    connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    if options.threads:
        connection.execute(f"SET threads = {options.threads}")


def _load(
    connection: duckdb.DuckDBPyConnection,
    submissions: Sequence[Sequence[Path | Table]],
    specification: Specification,
    names: Mapping[Path, str],
    folder: Path,
    slow: set[Path],
    watch: Watch,
) -> tuple[_Loaded, list[int]]:
    """Read all files, those of the latest submission first; return them, and where each submission begins and the last ends."""
    cells.create(connection, specification)
    loaded, bounds = _Loaded(), [0]
    for submission in submissions:
        for source in submission:
            if isinstance(source, Table):
                read = _read_table(connection, source, specification)
            else:
                place = folder / str(len(loaded.reads))
                place.mkdir()
                name = names.get(source, source.name)
                watch(connection, f"Reading {name}")
                try:
                    read = read_file(connection, source, name, specification, place, row_by_row=source in slow)
                except Reread:
                    slow.add(source)
                    raise
            if submission is not submissions[0]:
                read = replace(read, file=replace(read.file, notes=(*read.file.notes, EARLIER)))
            loaded.sources.append(source)
            loaded.reads.append(read)
            loaded.starts.append(loaded.rows)
            loaded.rows += read.file.rows
        bounds.append(loaded.rows)
    return loaded, bounds


def _read_table(connection: duckdb.DuckDBPyConnection, table: Table, specification: Specification) -> Read:
    data = table.data.to_arrow_table() if isinstance(table.data, duckdb.DuckDBPyRelation) else table.data
    try:
        connection.register("given", data)
        return read_table(connection, "given", table.name, specification, "table")
    except (duckdb.Error, TypeError, ValueError) as error:
        kind = type(table.data).__name__
        raise UnreadableFileError(f"This {kind} is no table that can be read. Give a path, an Arrow table or a data frame.") from error
    finally:
        connection.unregister("given")


def _with_blank_lines(loaded: _Loaded) -> set[Path]:
    """Return the files whose rows cannot be numbered as the user sees them, since blank lines between them were passed over."""
    pairs = zip(loaded.sources, loaded.reads, strict=True)
    return {source for source, read in pairs if isinstance(source, Path) and read.lines and has_blank_lines(read.lines)}


def _checked(
    connection: duckdb.DuckDBPyConnection, specification: Specification, loaded: _Loaded, bounds: Sequence[int], options: Options
) -> Result:
    rules = rules_of(specification)
    unread = cells.read_with_care(connection, specification, rules)
    is_first = len(bounds) == len((0, loaded.rows))
    if not is_first:
        cumulative.match(connection, specification, bounds)
        connection.execute(f"DELETE FROM {cells.HITS} WHERE row_number IN ({cumulative.SUPERSEDED})")
    cells.show_rows(connection, specification, unread, unless="" if is_first else cumulative.SUPERSEDED)
    connection.execute(f"CREATE TEMP VIEW {LATEST} AS SELECT * FROM {cells.ROWS} WHERE row_number < {bounds[1]}")
    told = told_by_columns(rules, missing_in_all(read.findings for read in loaded.reads))
    hold(connection, specification, rules, unread, cells.ROWS if is_first else LATEST, told)
    counts = _counts(connection, rules, options.limit)
    (rows,) = connection.execute(f"SELECT COUNT(*) FROM {cells.ROWS}").fetchone() or (0,)
    rows_with = _rows_with(connection, rules)
    gone = [] if is_first else _vanished(connection, bounds[1], loaded, options.limit)
    cumulation = None if is_first else cumulative.cumulation(connection, specification, cells.ROWS, bounds[1])
    form = [finding for read in loaded.reads for finding in read.findings]
    form += [] if rows else [no_rows(loaded.reads[0].file.name, loaded.reads[0].file.header)]
    broken = [
        *(
            Broken(rules[number].id, rules[number].title, rules[number].severity, rules[number].items[0], rules[number].message, count)
            for number, (count, _) in counts.items()
        ),
        *broken_form(form, sum(read.long_rows for read in loaded.reads)),
        *(
            [Broken(cumulative.VANISHED, cumulative.VANISHED_TITLE, "warning", None, cumulative.VANISHED_MESSAGE, cumulation.vanished)]
            if cumulation and cumulation.vanished
            else []
        ),
    ]
    (today,) = connection.execute("SELECT CAST(CURRENT_DATE AS VARCHAR)").fetchone() or ("",)
    order = {read.file.name: number for number, read in enumerate(loaded.reads)}
    findings = sorted(
        [*_first(form, options.limit), *gone, *_findings(connection, specification, rules, counts, loaded, options)],
        key=lambda finding: (order[finding.file], finding.row),
    )
    return Result(
        specification=specification,
        files=tuple(read.file for read in loaded.reads),
        rows=rows,
        rows_with=rows_with,
        rows_conforming=rows - rows_with.get("error", 0),
        broken=tuple(sorted(broken, key=lambda one: (SEVERITIES.index(one.severity), -one.rows, one.rule))),
        findings=tuple(findings),
        quality=quality(connection, specification, unread),
        limit=options.limit,
        today=today,
        cumulation=cumulation,
    )


def _counts(connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule], limit: int | None) -> dict[int, tuple[int, list[int]]]:
    """Return the number of findings of each rule that has any, and the rows of those that are kept, by the number of the rule.

    The first are kept; but of those that do not agree with the whole return first the ones that fewest agree with.
    """
    rows = "LIST(row_number ORDER BY row_number)" if limit is None else f"MIN(row_number, {max(limit, 1)})"
    found = connection.execute(f"SELECT rule, COUNT(*), {rows} FROM {cells.HITS} GROUP BY rule ORDER BY rule").fetchall()
    kept = {number: (count, rows if limit is None else rows[:limit]) for number, count, rows in found}
    for number, (count, _) in kept.items():
        test = rules[number].test
        if limit is not None and count > limit and isinstance(test, Same) and test.of is None:
            kept[number] = (count, _rarest(connection, number, test.item, limit))
    return kept


def _rarest(connection: duckdb.DuckDBPyConnection, number: int, item: str, limit: int) -> list[int]:
    """Return the rows that break a rule whose value of an item fewest rows have."""
    alike = f"COUNT(*) OVER (PARTITION BY c.{cells.value_of(item)})"
    found = connection.execute(
        f"SELECT h.row_number FROM {cells.HITS} AS h JOIN {cells.CELLS} AS c ON c.rowid = h.row_number WHERE h.rule = {number}"
        f" ORDER BY {alike}, h.row_number LIMIT {limit}"
    ).fetchall()
    return [row for (row,) in found]


def _first(findings: Iterable[Finding], limit: int | None) -> Iterator[Finding]:
    """Yield the first findings of each rule."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.rule] += 1
        if limit is None or seen[finding.rule] <= limit:
            yield finding


def _rows_with(connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule]) -> dict[Severity, int]:
    """Return the number of rows with a finding of each severity."""
    lists = [[number for number, rule in enumerate(rules) if rule.severity == severity] for severity in SEVERITIES]
    some = [f"BOOL_OR(rule IN ({', '.join(map(str, numbers)) or -1}))" for numbers in lists]
    inner = f"SELECT {', '.join(f'{test} AS s{index}' for index, test in enumerate(some))} FROM {cells.HITS} GROUP BY row_number"
    counted = ", ".join(f"COUNT(*) FILTER (s{index})" for index in range(len(SEVERITIES)))
    return dict(zip(SEVERITIES, connection.execute(f"SELECT {counted} FROM ({inner})").fetchone() or (), strict=True))


def _vanished(connection: duckdb.DuckDBPyConnection, current: int, loaded: _Loaded, limit: int | None) -> list[Finding]:
    most = "" if limit is None else f" LIMIT {limit}"
    rows = connection.execute(f"SELECT row_number FROM {cells.ROWS} WHERE row_number >= {current} ORDER BY row_number{most}").fetchall()
    return [Finding(*loaded.place(number), None, cumulative.VANISHED, "warning", cumulative.VANISHED_MESSAGE) for (number,) in rows]


def _findings(
    connection: duckdb.DuckDBPyConnection,
    specification: Specification,
    rules: Sequence[Rule],
    counts: Mapping[int, tuple[int, list[int]]],
    loaded: _Loaded,
    options: Options,
) -> Iterator[Finding]:
    """Yield the findings that are kept, rule by rule."""
    for number, (_, rows) in counts.items():
        rule = rules[number]
        item = specification.item_by_id[rule.items[0]]
        typed = _typed(connection, number, rows) if isinstance(rule.test, Readable) or rule.id.endswith(".spelling") else {}
        values = _values(connection, specification, item, rows) if options.show_values else {}
        for row in rows:
            text, better = typed.get(row, (None, None))
            if better is None and text is not None:
                better = suggestion(item, text, specification, show_values=options.show_values)
            yield Finding(*loaded.place(row), item.id, rule.id, rule.severity, rule.message, better, values.get(row))


def _typed(connection: duckdb.DuckDBPyConnection, number: int, rows: Sequence[int]) -> dict[int, tuple[str, str | None]]:
    """Return what was typed in the cells that break a rule about one cell, and the value that it stands for, by row."""
    found = connection.execute(
        f"SELECT row_number, typed, better FROM {cells.HITS} WHERE rule = {number} AND row_number <= {max(rows, default=-1)}"
    ).fetchall()
    return {row: (typed, better) for row, typed, better in found}


def _values(
    connection: duckdb.DuckDBPyConnection, specification: Specification, item: DataItem, rows: Sequence[int]
) -> dict[int, str | None]:
    """Return the cells of an item as they were typed, or else as they were read, by row."""
    value, typed = f"c.{cells.value_of(item.id)}", cells.typed_in(item.id, specification, "c")
    text = f"STRFTIME({value}, '%d/%m/%Y')" if item.type == "date" else f"CAST({value} AS VARCHAR)"
    connection.execute("CREATE OR REPLACE TEMP TABLE wanted AS SELECT UNNEST(?::BIGINT[]) AS number", [list(rows)])
    found = connection.execute(
        f"SELECT c.rowid, COALESCE({typed}, {text}) FROM {cells.CELLS} AS c WHERE c.rowid IN (SELECT number FROM wanted)"
    ).fetchall()
    return dict(found)


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0]
