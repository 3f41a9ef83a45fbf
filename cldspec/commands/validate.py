"""cldspec validate: does a return conform?"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import short_path, specification_of, version_option
from cldspec.commands.exit_codes import INVALID, STOPPED

if TYPE_CHECKING:
    from collections.abc import Callable

    from duckdb import DuckDBPyConnection

    from cldspec.model import Specification
    from cldspec.validation.result import Result
    from cldspec.validation.validator import Options

REPORTS = (".html", ".xlsx", ".csv", ".json")
"""The endings of the reports that can be written."""
FAIL_ON = ("error", "warning", "information", "never")
_STDIN = "-"
_PATIENCE = 1.0
"""Seconds of work before progress is shown."""


class Limit(click.ParamType[int | None]):
    """A number of findings, or `all`."""

    name = "number|all"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        """Return the number; None for all."""
        if value is None or str(value).lower() == "all":
            return None
        if not str(value).isdecimal():
            self.fail(f"{value} is no number of findings. Write a whole number, or all.", param, ctx)
        return int(str(value))


@click.command("validate", short_help="Check a return: which row and cell is wrong, and why.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@version_option
@click.option(
    "--previous",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="An earlier submission of the same year; of several, the latest last.",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a report as well: .html to read, .xlsx to mend the data by, .csv or .json for programs.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True, help="Output format.")
@click.option(
    "--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True, help="The least severity that makes the exit code 1."
)
@click.option(
    "--limit", type=Limit(), default=1000, show_default=True, help="Most findings of each rule that are told; numbers are always true."
)
@click.option("--show-values", is_flag=True, help="Also tell what the cells hold. Returns hold personal data: mind where it goes.")
@click.option(
    "--memory", metavar="SIZE", default="2GB", show_default=True, help="Most memory for the rows; the rest goes to temporary files."
)
@click.option("--threads", type=click.IntRange(1), help="Most threads. [default: as many as there are cores]")
@click.option(
    "--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True, help="What holds the rules to the rows."
)
@click.option("--master", metavar="URL", help="With --engine spark: the cluster. [default: this machine, or where spark-submit runs it]")
@click.pass_context
def command(
    context: click.Context,
    files: tuple[str, ...],
    version: str | None,
    previous: tuple[Path, ...],
    reports: tuple[Path, ...],
    *,
    form: str,
    fail_on: str,
    limit: int | None,
    show_values: bool,
    memory: str,
    threads: int | None,
    engine: str,
    master: str | None,
) -> None:
    """Check whether a return conforms to a version, and say in words what is wrong where.

    FILE is a CSV file, a filled template (.xlsx), a Parquet file, any of them packed with gzip, or - for standard input.
    Several are checked as one submission. Columns are found by their headers, in any order. Rows are numbered as a
    spreadsheet shows them: the headers are row 1. Cells are not shown, unless --show-values asks for it; but which rule a row
    breaks, and which list value is suggested for it, can say something about a person: keep reports as safe as the return.

    With --previous, the submissions are one year to date: an event of a later one takes the place of the same event in an
    earlier one, and added, changed and vanished events are counted.

    Exit code 0: no finding as grave as --fail-on. 1: there are. 2: a file cannot be read, or the call is wrong.

    Example: cldspec validate return.csv --report findings.xlsx --report findings.html
    """
    from cldspec.validation.validator import Options

    _check_reports(reports, [*(Path(file) for file in files), *previous])
    if master and engine != "spark":
        raise click.UsageError("Only Spark runs on a cluster. Add --engine spark, or leave --master out.")
    if files.count(_STDIN) > 1:
        raise click.UsageError("Standard input can be read only once.")
    options = Options(limit=limit, show_values=show_values, memory=memory, threads=threads)
    try:
        specification = specification_of(context, version)
        result = (
            _on_spark(files, previous, specification, options, master)
            if engine == "spark"
            else _here(files, previous, specification, options)
        )
    except KeyboardInterrupt:
        click.echo("Stopped. Nothing was written.", err=True)
        context.exit(STOPPED)
    _print(result, form)
    for path in reports:
        _write(path, _report(path, result))
        click.echo(f"{short_path(path)} is written.", err=True)
    context.exit(1 if _fails(result, fail_on) else 0)


def _check_reports(reports: Sequence[Path], read: Sequence[Path]) -> None:
    """End the call where a report cannot be written, or would take the place of what is read."""
    taken = {path.resolve() for path in read}
    for path in reports:
        if path.resolve() in taken:
            raise click.UsageError(f"{short_path(path)} is named twice: the report would take its place. Give the report another name.")
        taken.add(path.resolve())
        if path.suffix.lower() not in REPORTS:
            raise click.UsageError(f"{path.name} is no report that can be written. Let its name end in {', '.join(REPORTS)}.")
        if not path.parent.is_dir():
            raise click.UsageError(f"There is no folder {short_path(path.parent)} for the report {path.name}.")


def _fails(result: "Result", fail_on: str) -> bool:
    from cldspec.validation.result import SEVERITIES

    grave = SEVERITIES[: FAIL_ON.index(fail_on) + 1] if fail_on != "never" else ()
    return any(one.severity in grave for one in result.broken_rules)


def _here(files: Sequence[str], previous: Sequence[Path], specification: "Specification", options: "Options") -> "Result":
    """Check files with DuckDB; end the call where they cannot be read."""
    from cldspec.validation.errors import UnreadableFileError
    from cldspec.validation.readers.unpacking import copy_stream
    from cldspec.validation.validator import validate

    names: dict[Path, str] = {}
    with TemporaryDirectory(prefix="cldspec-") as folder, _progress() as progress_callback:
        standard = Path(folder) / "input"
        paths = [standard if file == _STDIN else Path(file) for file in files]
        try:
            if _STDIN in files:
                copy_stream(sys.stdin.buffer, standard)
                names[standard] = "standard input"
            return validate(paths, specification, previous=previous, names=names, options=options, progress_callback=progress_callback)
        except (UnreadableFileError, OSError) as error:  # a disk that is full, say
            raise _unreadable(error) from error


def _on_spark(
    files: Sequence[str], previous: Sequence[Path], specification: "Specification", options: "Options", master: str | None
) -> "Result":
    from cldspec.validation.engines.spark import validate_on_spark
    from cldspec.validation.errors import UnreadableFileError

    if previous:
        raise click.UsageError("Earlier submissions are not looked at on Spark. Leave --previous out, or the engine.")
    try:
        return validate_on_spark(files, specification, options=options, master=master)
    except UnreadableFileError as error:
        raise _unreadable(error) from error


def _unreadable(error: Exception) -> SystemExit:
    """Say why a file cannot be checked, and return what ends the call."""
    click.echo(f"Nothing was checked. {error}", err=True)
    return SystemExit(INVALID)


@contextmanager
def _progress() -> "Iterator[Callable[[DuckDBPyConnection, str], None]]":
    """Give a function that is told what is worked on, and shows how far it is where somebody looks at a terminal."""
    if not sys.stderr.isatty():
        yield lambda _connection, _what: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    now: list[tuple[DuckDBPyConnection, str]] = []
    done = Event()

    def show() -> None:
        if done.wait(_PATIENCE):
            return
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("Starting", total=None)
            while not done.wait(0.2):
                if now:
                    connection, what = now[-1]
                    percent = _percent(connection)
                    bar.update(task, description=what, total=None if percent is None else 100, completed=percent or 0)

    thread = Thread(target=show, daemon=True)
    thread.start()
    try:
        yield lambda connection, what: now.append((connection, what))
    finally:
        done.set()
        thread.join()


def _percent(connection: "DuckDBPyConnection") -> float | None:
    """Return how far the query that runs is; None where that is not known."""
    import duckdb

    try:
        percent = connection.query_progress()
    except duckdb.Error:
        return None
    return percent if percent >= 0 else None


def _print(result: "Result", form: str) -> None:
    if form == "json":
        from cldspec_generators.reports.validation.report import report_text

        click.echo(report_text(result), nl=False)
    elif form == "csv":
        from cldspec_generators.reports.validation.finding_list import findings_csv

        click.echo(findings_csv(result), nl=False)
    else:
        from cldspec_generators.reports.validation.terminal import text

        click.echo(text(result), nl=False)


def _report(path: Path, result: "Result") -> bytes:
    match path.suffix.lower():
        case ".html":
            from cldspec_generators.reports.validation.page import page

            return page(result)
        case ".xlsx":
            from cldspec_generators.reports.validation.workbook import workbook

            return workbook(result)
        case ".csv":
            from cldspec_generators.reports.validation.finding_list import findings_csv

            return findings_csv(result)
        case _:
            from cldspec_generators.reports.validation.report import report_text

            return report_text(result).encode()


def _write(path: Path, content: bytes) -> None:
    """Write a file beside where it goes and move it there, so that nothing half-written is left."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        click.echo(f"{short_path(path)} cannot be written: {error.strerror or error}.", err=True)
        raise SystemExit(INVALID) from error
