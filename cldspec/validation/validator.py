"""Validate a return with DuckDB: read its files, check the rules and return the result."""

import shutil
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from heapq import merge
from pathlib import Path

import duckdb

from cldspec.model import LaterRelease, Specification
from cldspec.rules.all_rules import rules_of
from cldspec.rules.targets.sql.databases.duckdb import DATABASE
from cldspec.validation import cumulative
from cldspec.validation.cell_rules import cell_rules
from cldspec.validation.engines import duckdb_cells as cells
from cldspec.validation.engines.duckdb_findings import count_findings, first_findings, listed_findings, rows_with_findings
from cldspec.validation.engines.duckdb_irregular import read_irregular_cells
from cldspec.validation.engines.duckdb_odd_rows import ODD_ROWS, find_odd_rows, find_shifted_rows, odd_rows
from cldspec.validation.engines.duckdb_rules import check_rules
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.finding_columns import FindingColumns
from cldspec.validation.later_release import MAX_TEXTS, later_release_finding
from cldspec.validation.matching import REPLACED, Matching, match_events
from cldspec.validation.odd_rows import MESSAGES
from cldspec.validation.quality import quality, without_columns
from cldspec.validation.readers.csv import RowByRowNeededError
from cldspec.validation.readers.csv_scan import has_blank_lines
from cldspec.validation.readers.files import check_given_once, distinct_names, read_file
from cldspec.validation.readers.header import broken_format_rules, covered_by_missing_columns, missing_in_all, no_rows, without_values
from cldspec.validation.readers.loading import LoadedFile, with_faulty_rows, without_long_rows
from cldspec.validation.readers.table import read_table, zones_of
from cldspec.validation.result import SEVERITIES, BrokenRule, FileSummary, Finding, Result
from cldspec.validation.temporary import private_folder

LIMIT = 1000
"""The findings that are listed for each rule by default."""
MEMORY = "2GB"
"""The memory that DuckDB may use by default. What does not fit goes to a temporary folder."""
ProgressCallback = Callable[[duckdb.DuckDBPyConnection, str], None]
"""A function that is called with the connection and a few words about each new step of the work."""
PREVIOUS_NOTE = "This is a previous submission."
"""The note on a file that was given as a previous submission."""
ODD = f"SELECT row_number FROM {ODD_ROWS}"
"""The query of the rows that are no rows of a return."""
_LATEST_ROWS = "latest_rows"
"""The view of the rows of the latest submission."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that are already in memory: anything that DuckDB can read, such as an Arrow table or a data frame."""

    data: object
    name: str = "table"


Source = Path | Table
"""Something that holds rows of a return."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a return is validated.

    These are the findings listed for each rule (None for all), what DuckDB may use, the worksheet to read of workbooks, the
    releases to recognise that the specification does not describe, and the quality checks to leave out.
    """

    limit: int | None = LIMIT
    show_values: bool = False
    memory: str = MEMORY
    threads: int | None = None
    sheet: str | None = None
    later_releases: Sequence[LaterRelease] = ()
    skip: frozenset[str] = frozenset()


@dataclass(slots=True)
class LoadedReturn:
    """The sources in the order in which they were read. `first_rows` has the number of the first row of each, counted over all sources."""

    sources: list[Source] = field(default_factory=list)
    files: list[LoadedFile] = field(default_factory=list)
    first_rows: list[int] = field(default_factory=list)
    rows: int = 0

    def file_of(self, row_number: int) -> LoadedFile:
        """Return the file that a row is in."""
        return self.files[bisect_right(self.first_rows, row_number) - 1]

    def columns_of(self, row_number: int) -> Mapping[str, int]:
        """Return the index of the column of each data item in the file that a row is in."""
        header = self.file_of(row_number).header
        return header.columns if header else {}

    def file_and_header(self, row_number: int) -> tuple[str, int]:
        """Return the name of the file that a row is in, and the number of its header row."""
        summary = self.file_of(row_number).summary
        return summary.name, summary.header_row

    def file_and_row(self, row_number: int) -> tuple[str, int]:
        """Return the name of the file that a row is in, and the number of the row in it as a spreadsheet shows it."""
        index = bisect_right(self.first_rows, row_number) - 1
        file = self.files[index].summary
        return file.name, file.header_row + 1 + row_number - self.first_rows[index]


def validate(
    sources: Sequence[Source],
    specification: Specification,
    *,
    previous: Sequence[Source | Sequence[Source]] = (),
    names: Mapping[Path, str] | None = None,
    options: Options | None = None,
    progress_callback: ProgressCallback = lambda _connection, _step: None,
) -> Result:
    """Return the result of validating sources that together are one submission.

    `previous` are previous submissions of the same year, the latest last; a submission of several sources is a sequence.
    `names` are the names to report for files, if not their own. Raises UnreadableFileError if a source is not a return, or if
    memory or disk space runs out.
    """
    options = options or Options()
    if not sources:
        raise UnreadableFileError("There is nothing to validate. Give a file.")
    submissions = [list(sources), *([one] if isinstance(one, Path | Table) else list(one) for one in reversed(previous))]
    files = [source for submission in submissions for source in submission if isinstance(source, Path)]
    file_names = distinct_names(files) | dict(names or {})
    for submission in submissions:
        check_given_once([source for source in submission if isinstance(source, Path)], file_names)
    row_by_row: set[Path] = set()
    result = None
    while result is None:
        result = _attempt(submissions, specification, file_names, options, row_by_row, progress_callback)
    return result


def _attempt(
    submissions: Sequence[Sequence[Source]],
    specification: Specification,
    names: Mapping[Path, str],
    options: Options,
    row_by_row: set[Path],
    progress_callback: ProgressCallback,
) -> Result | None:
    """Return the result, with the files in `row_by_row` read row by row. If other files need this too, add them and return None."""
    with private_folder() as folder, connected(folder, options) as connection:
        try:
            loaded, ends = load_submissions(connection, submissions, specification, names, folder, options, row_by_row, progress_callback)
        except RowByRowNeededError:
            return None
        progress_callback(connection, "Checking the rules")
        if later := _later_releases(connection, specification, loaded, options):
            (today,) = connection.execute("SELECT CAST(CURRENT_DATE AS VARCHAR)").fetchone() or ("",)
            return unchecked(specification, [file.summary for file in loaded.files], later, options.limit, today)
        result = _check(connection, specification, loaded, ends, options)
        misnumbered = _with_blank_lines(loaded) if result.broken_rules else set()
    row_by_row |= misnumbered
    return None if misnumbered else result


@contextmanager
def connected(folder: Path, options: Options) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an empty database, and turn its errors into messages."""
    connection = duckdb.connect()
    try:
        _set_up(connection, folder, options)
        yield connection
    except duckdb.OutOfMemoryException as error:
        message = f"There is not enough space: {options.memory} of memory and the temporary files are full. Allow more memory."
        raise UnreadableFileError(message) from error
    except duckdb.IOException as error:
        reason = str(error).split("\n", 1)[0]
        raise UnreadableFileError(f"The disk is full, or temporary files cannot be written ({reason}).") from error
    except (duckdb.InterruptException, RuntimeError) as error:
        if "interrupted" not in str(error).lower():
            raise
        raise KeyboardInterrupt from error  # how DuckDB reports Ctrl-C
    finally:
        connection.close()


def _set_up(connection: duckdb.DuckDBPyConnection, folder: Path, options: Options) -> None:
    """Limit DuckDB to its memory and its folder, keep rows in order, and download nothing."""
    try:
        connection.execute(f"SET memory_limit = {DATABASE.text(options.memory)}")
    except duckdb.Error as error:
        raise UnreadableFileError(f"{options.memory} is not an amount of memory. Write it like {MEMORY}.") from error
    connection.execute(
        f"SET temp_directory = {DATABASE.text(str(folder / 'spill'))};"
        "SET preserve_insertion_order = true; SET autoinstall_known_extensions = false;"
        "SET enable_progress_bar = true; SET enable_progress_bar_print = false"
    )
    if options.threads:
        connection.execute(f"SET threads = {options.threads}")


def load_submissions(
    connection: duckdb.DuckDBPyConnection,
    submissions: Sequence[Sequence[Source]],
    specification: Specification,
    names: Mapping[Path, str],
    folder: Path,
    options: Options,
    row_by_row: set[Path],
    progress_callback: ProgressCallback,
) -> tuple[LoadedReturn, list[int]]:
    """Read all sources, the latest submission first. Return them, with 0 and the number of the row after each submission."""
    cells.create_tables(connection, specification)
    loaded, ends = LoadedReturn(), [0]
    for submission in submissions:
        for source in submission:
            if isinstance(source, Table):
                progress_callback(connection, f"Reading {source.name}")
                file = _read_table(connection, source, specification)
            else:
                own_folder = folder / str(len(loaded.files))
                own_folder.mkdir()
                name = names.get(source, source.name)
                progress_callback(connection, f"Reading {name}")
                try:
                    file = read_file(
                        connection,
                        source,
                        name,
                        specification,
                        own_folder,
                        sheet=options.sheet,
                        row_by_row=source in row_by_row,
                        show_names=options.show_values,
                    )
                except RowByRowNeededError:
                    row_by_row.add(source)
                    raise
                if file.unnumbered is None:  # otherwise it may be read again
                    shutil.rmtree(own_folder, ignore_errors=True)
            if submission is not submissions[0]:
                file = replace(file, summary=replace(file.summary, notes=(*file.summary.notes, PREVIOUS_NOTE)))
            loaded.sources.append(source)
            loaded.files.append(file)
            loaded.first_rows.append(loaded.rows)
            loaded.rows += file.summary.rows
        ends.append(loaded.rows)
    return loaded, ends


def _read_table(connection: duckdb.DuckDBPyConnection, table: Table, specification: Specification) -> LoadedFile:
    data = table.data.to_arrow_table() if isinstance(table.data, duckdb.DuckDBPyRelation) else table.data
    try:
        connection.register("given", data)
        return read_table(connection, "given", table.name, specification, "table", zones_of(data))
    except (duckdb.Error, TypeError, ValueError) as error:
        kind = type(table.data).__name__
        raise UnreadableFileError(f"An object of type {kind} is not a table. Give a path, an Arrow table or a data frame.") from error
    finally:
        connection.unregister("given")


def _with_blank_lines(loaded: LoadedReturn) -> set[Path]:
    """Return the files with wrong row numbers, because DuckDB skipped blank lines between the rows."""
    pairs = zip(loaded.sources, loaded.files, strict=True)
    return {source for source, file in pairs if isinstance(source, Path) and file.unnumbered and has_blank_lines(file.unnumbered)}


def _later_releases(
    connection: duckdb.DuckDBPyConnection, specification: Specification, loaded: LoadedReturn, options: Options
) -> list[Finding]:
    """Return the findings that files were made for a later release."""
    ends = [*loaded.first_rows[1:], loaded.rows]
    found = (
        later_release_finding(
            specification,
            options.later_releases,
            file.header,
            file.summary.name,
            partial(cells.irregular_texts, connection, specification, first_row=first, end=end, limit=MAX_TEXTS),
        )
        for file, first, end in zip(loaded.files, loaded.first_rows, ends, strict=True)
        if file.header
    )
    return [finding for finding in found if finding]


def unchecked(
    specification: Specification, files: Iterable[FileSummary], findings: Sequence[Finding], limit: int | None, today: str
) -> Result:
    """Return the result of a return whose rows were not checked; the findings say why."""
    return Result(
        specification=specification,
        files=tuple(files),
        rows=0,
        rows_with={},
        rows_conforming=0,
        broken_rules=tuple(broken_format_rules(findings, {})),
        findings=tuple(findings),
        quality={},
        limit=limit,
        today=today,
    )


def _with_odd_rows(connection: duckdb.DuckDBPyConnection, loaded: LoadedReturn) -> Iterator[LoadedFile]:
    """Yield the files with findings about their odd rows. A row that is too long because it is shifted is only shifted."""
    found = list(odd_rows(connection))
    ends = [*loaded.first_rows[1:], loaded.rows]
    for file, first, end in zip(loaded.files, loaded.first_rows, ends, strict=True):
        for rule, numbers in found:
            rows = [file.summary.header_row + 1 + number - first for number in numbers if first <= number < end]
            file = with_faulty_rows(without_long_rows(file, rows), rule, rows, MESSAGES[rule])  # noqa: PLW2901 - changed step by step
        yield file


def _check(
    connection: duckdb.DuckDBPyConnection, specification: Specification, loaded: LoadedReturn, ends: Sequence[int], options: Options
) -> Result:
    """Check the rules, and return the result."""
    rules = (*rules_of(specification), *cell_rules(specification, options.skip))
    find_odd_rows(connection, specification, {item for file in loaded.files if file.header for item in file.header.columns})
    unreadable = read_irregular_cells(connection, specification, rules, but=ODD)
    find_shifted_rows(connection, specification, rules, loaded.columns_of)
    _, end_of_latest, *ends_of_previous = ends
    has_previous = bool(ends_of_previous)
    matching = Matching()
    if has_previous:
        matching = match_events(connection, specification, ends, ODD)
        connection.execute(f"DELETE FROM {cells.FINDINGS} WHERE row_number IN ({REPLACED})")
    but = f"{ODD} UNION {REPLACED}" if has_previous else ODD
    cells.create_row_view(connection, specification, unreadable, but=but)
    latest = cells.ROWS
    if has_previous:
        latest = _LATEST_ROWS
        connection.execute(f"CREATE TEMP VIEW {latest} AS SELECT * FROM {cells.ROWS} WHERE row_number < {end_of_latest}")
    missing = missing_in_all(file.findings for file in loaded.files)
    skipped = covered_by_missing_columns(rules, missing)
    check_rules(connection, specification, rules, unreadable, latest, skipped)
    totals = count_findings(connection, options.limit)
    (rows, today) = connection.execute(f"SELECT COUNT(*), CAST(CURRENT_DATE AS VARCHAR) FROM {cells.ROWS}").fetchone() or (0, "")
    rows_with = rows_with_findings(connection, rules)
    loaded.files = [*_with_odd_rows(connection, loaded)]
    faulty_rows = sum((Counter(file.faulty_rows) for file in loaded.files), Counter[str]())
    format_findings = [finding for file in loaded.files for finding in file.findings]
    format_findings = format_findings if options.show_values else without_values(format_findings)
    if not rows:
        first = loaded.files[0].summary
        format_findings.append(no_rows(first.name, first.header_row))
    about_files = [*first_findings(format_findings, options.limit)]
    broken_rules = [
        *(
            BrokenRule(rules[number].id, rules[number].title, rules[number].severity, rules[number].items[0], rules[number].message, count)
            for number, count in totals.items()
        ),
        *broken_format_rules(format_findings, faulty_rows),
    ]
    vanished: Sequence[Finding] = ()
    summary = None
    if has_previous:
        summary = cumulative.summarise(connection, specification, cells.ROWS, end_of_latest)
        vanished = FindingColumns(cumulative.vanished_events(connection, cells.ROWS, end_of_latest, loaded.file_and_row, options.limit))
        about_files += cumulative.submission_findings(matching, specification, ends, loaded.file_and_header, loaded.file_and_row)
        broken_rules += cumulative.broken_rules(summary, matching)
    qualities = without_columns(quality(connection, specification, unreadable), missing)
    findings = listed_findings(
        connection,
        specification,
        rules,
        totals,
        loaded.file_and_row,
        options.limit,
        show_values=options.show_values,
    )
    order = {file.summary.name: number for number, file in enumerate(loaded.files)}

    def place(finding: Finding) -> tuple[int, int]:
        return order[finding.file], finding.row

    return Result(
        specification=specification,
        files=tuple(file.summary for file in loaded.files),
        rows=rows,
        rows_with=rows_with,
        rows_conforming=rows - rows_with.get("error", 0),
        broken_rules=tuple(sorted(broken_rules, key=lambda rule: (SEVERITIES.index(rule.severity), -rule.rows, rule.rule))),
        findings=FindingColumns(merge(sorted(about_files, key=place), vanished, findings, key=place)),
        quality=qualities,
        limit=options.limit,
        today=today,
        cumulative=summary,
    )
