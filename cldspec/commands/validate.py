"""cldspec validate: check a return against the rules of a version."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, BinaryIO

import click

from cldspec.commands.common import help_ending, short_path, version_option
from cldspec.commands.exit_codes import FINDINGS, INVALID, STOPPED
from cldspec.commands.reading import refuse, spec_root_of, specification_of
from cldspec.spelling import suggest
from cldspec.wording import safe_in_log

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from cldspec.model import Specification
    from cldspec.validation.result import Result
    from cldspec.validation.validator import Options, ProgressCallback

REPORTS = (".html", ".xlsx", ".csv", ".json")
"""The endings of report files."""
FAIL_ON = ("error", "warning", "information", "never")
_STDIN = "-"
_QUICK = 1.0
"""The seconds of work that need no progress bar."""
_NARROWEST, _WIDEST = 80, 120
"""The least and most characters that tables take on a terminal."""


class Limit(click.ParamType[int | None]):
    """A number of findings, or `all`."""

    name = "number|all"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        """Return the number; None for all."""
        if value is None or str(value).lower() == "all":
            return None
        if not str(value).isdecimal():
            self.fail(f"{value} is not a number of findings. Write a whole number, or all.", param, ctx)
        return int(str(value))


class QualityCheck(click.ParamType[str]):
    """A quality check, by its name."""

    name = "check"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name if there is such a check."""
        from cldspec.validation.cell_rules import QUALITY_CHECKS

        if str(value) not in QUALITY_CHECKS:
            self.fail(f"There is no quality check {value}. {suggest(str(value), QUALITY_CHECKS)}", param, ctx)
        return str(value)


@click.command(
    "validate",
    short_help="Validate a return: which rows break which rules, and what to do.",
    epilog=help_ending(
        "cldspec validate return.csv",
        "cldspec validate return.xlsx --report findings.xlsx --report findings.html",
        exit_codes={
            0: "There is no finding of the severity of --fail-on or higher.",
            1: "There are such findings.",
            2: "A file cannot be read, or the command line is wrong.",
        },
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@version_option
@click.option(
    "--previous",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Previous submission of the same year. Repeat the option for several, the latest last.",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Report to write: .html to read, .xlsx to correct the data with, .csv or .json for programs. May be repeated.",
)
@click.option(
    "--format", "output_format", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True, help="Output format."
)
@click.option(
    "--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True, help="Lowest severity that makes the exit code 1."
)
@click.option(
    "--limit", type=Limit(), default=1000, show_default=True, help="Most findings to list for each rule. Totals always cover every row."
)
@click.option(
    "--skip",
    type=QualityCheck(),
    multiple=True,
    metavar="CHECK",
    help="Quality check to leave out, such as filler. Errors cannot be left out. May be repeated.",
)
@click.option("--show-values", is_flag=True, help="Show the values of cells. They may be personal data: take care where they go.")
@click.option(
    "--sheet", metavar="NAME", help="Worksheet to read of a workbook: its name or position. [default: the visible one with the headers]"
)
@click.option(
    "--memory",
    metavar="SIZE",
    default="2GB",
    show_default=True,
    help="Most memory for the rows. What does not fit goes to temporary files.",
)
@click.option("--threads", type=click.IntRange(1), help="Number of threads. [default: one for each core]")
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True, help="Engine that checks the rows.")
@click.option("--master", metavar="URL", help="Address of the Spark cluster. [default: this machine, or the cluster of spark-submit]")
@click.pass_context
def command(
    context: click.Context,
    files: tuple[str, ...],
    version: str | None,
    previous: tuple[Path, ...],
    reports: tuple[Path, ...],
    *,
    output_format: str,
    fail_on: str,
    limit: int | None,
    skip: tuple[str, ...],
    show_values: bool,
    sheet: str | None,
    memory: str,
    threads: int | None,
    engine: str,
    master: str | None,
) -> None:
    """Validate a return against the rules of a version.

    FILE is a CSV file, a filled-in template (.xlsx), a Parquet file, any of these compressed with gzip, or - for standard
    input. Several files are validated as one submission. Columns are found by their headers, in any order. Rows are numbered
    as in a spreadsheet: the headers are row 1. An unreadable cell is reported once; other rules ignore it until it is corrected.

    Values of cells are shown only with --show-values. But a broken rule or a suggested list value can also say something about
    a person, so keep reports as safe as the return.

    With --previous, all submissions together are the year to date. An event in a later submission replaces the same event in a
    previous one. Added, changed, unchanged and vanished events are counted.
    """
    from cldspec.validation.validator import Options
    from cldspec.versions.later_releases import read_later_releases

    _check_reports(reports, [*(Path(file) for file in files), *previous])
    if master and engine != "spark":
        raise click.UsageError("Only Spark runs on a cluster. Add --engine spark, or omit --master.")
    if files.count(_STDIN) > 1:
        raise click.UsageError("Standard input can be read only once. Use - once.")
    later, mistakes = read_later_releases(spec_root_of(context))
    if mistakes:
        refuse(mistakes, short_path(spec_root_of(context)))
    options = Options(
        limit=limit,
        show_values=show_values,
        memory=memory,
        threads=threads,
        sheet=sheet,
        later_releases=later,
        skip=frozenset(skip),
    )
    try:
        specification = specification_of(context, version)
        result = (
            _on_spark(files, previous, specification, options, master)
            if engine == "spark"
            else _on_duckdb(files, previous, specification, options)
        )
    except KeyboardInterrupt:
        click.echo("Stopped. Nothing was written.", err=True)
        context.exit(STOPPED)
    _print(result, output_format)
    for path in reports:
        _write(path, result)
        click.echo(f"{short_path(path)}: report written.", err=True)
    context.exit(FINDINGS if _fails(result, fail_on) else 0)


def _check_reports(reports: Sequence[Path], read: Sequence[Path]) -> None:
    """Exit with an error if a report cannot be written, or would replace a file that is read."""
    taken = {os.path.realpath(path) for path in read}  # unlike Path.resolve, it takes a loop of links
    for path in reports:
        if os.path.realpath(path) in taken:
            raise click.UsageError(f"{short_path(path)} is named twice, so the report would replace it. Give the report another name.")
        taken.add(os.path.realpath(path))
        if path.suffix.lower() not in REPORTS:
            raise click.UsageError(f"The report {path.name} cannot be written. End its name in {', '.join(REPORTS)}.")
        if not path.parent.is_dir():
            raise click.UsageError(f"There is no folder {short_path(path.parent)} for the report {path.name}.")


def _fails(result: "Result", fail_on: str) -> bool:
    from cldspec.validation.result import SEVERITIES

    failing = SEVERITIES[: FAIL_ON.index(fail_on) + 1] if fail_on != "never" else ()
    return any(rule.severity in failing for rule in result.broken_rules)


def _on_duckdb(files: Sequence[str], previous: Sequence[Path], specification: "Specification", options: "Options") -> "Result":
    """Validate files with DuckDB; end the call if they cannot be read."""
    from cldspec.validation.errors import UnreadableFileError
    from cldspec.validation.readers.unpacking import copy_stream
    from cldspec.validation.temporary import private_files, private_folder
    from cldspec.validation.validator import validate

    names: dict[Path, str] = {}
    with private_files(), private_folder() as folder, _progress() as progress_callback:
        standard_input = folder / "input"
        paths = [standard_input if file == _STDIN else Path(file) for file in files]
        try:
            if _STDIN in files:
                copy_stream(sys.stdin.buffer, standard_input)
                names[standard_input] = "standard input"
            return validate(paths, specification, previous=previous, names=names, options=options, progress_callback=progress_callback)
        except (UnreadableFileError, OSError) as error:  # such as a full disk
            raise _unreadable(error) from error


def _on_spark(
    files: Sequence[str], previous: Sequence[Path], specification: "Specification", options: "Options", master: str | None
) -> "Result":
    """Validate files with Spark; end the call if they cannot be read."""
    from cldspec.validation.engines.spark import validate_on_spark
    from cldspec.validation.errors import UnreadableFileError

    if previous:
        raise click.UsageError("Spark does not compare previous submissions. Omit --previous, or omit --engine spark.")
    try:
        return validate_on_spark(files, specification, options=options, master=master)
    except UnreadableFileError as error:
        raise _unreadable(error) from error


def _unreadable(error: Exception) -> SystemExit:
    """Say why nothing was validated, and return the exit of the program."""
    click.echo(safe_in_log(f"Nothing was validated. {error}"), err=True)
    return SystemExit(INVALID)


@contextmanager
def _progress() -> "Iterator[ProgressCallback]":
    """Give a function to call with each step of the work, which shows a progress bar on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _connection, _step: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    steps: list[tuple[DuckDBPyConnection, str]] = []
    done = Event()

    def show() -> None:
        if done.wait(_QUICK):
            return
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("Starting", total=None)
            while not done.wait(0.2):
                if steps:
                    connection, step = steps[-1]
                    percent = _percent(connection)
                    bar.update(task, description=step, total=None if percent is None else 100, completed=percent or 0)

    thread = Thread(target=show, daemon=True)
    thread.start()
    try:
        yield lambda connection, step: steps.append((connection, step))
    finally:
        done.set()
        thread.join()


def _percent(connection: "DuckDBPyConnection") -> float | None:
    """Return how far the running query is, in per cent; None if unknown."""
    import duckdb

    try:
        percent = connection.query_progress()
    except duckdb.Error:
        return None
    return percent if percent >= 0 else None


def _print(result: "Result", output_format: str) -> None:
    if output_format == "json":
        from cldspec_generators.reports.validation.report import write_json

        write_json(result, sys.stdout.buffer)
    elif output_format == "csv":
        from cldspec_generators.reports.validation.finding_list import write_csv

        write_csv(result, sys.stdout.buffer)
    else:
        from cldspec_generators.reports.validation.terminal import WIDTH, text

        is_terminal = sys.stdout.isatty()
        width = min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST) if is_terminal else WIDTH
        colours = is_terminal and os.environ.get("TERM") != "dumb" and not os.environ.get("NO_COLOR")
        click.echo(text(result, width=width, colours=colours), nl=False)


def _write_report(result: "Result", ending: str, file: BinaryIO) -> None:
    match ending:
        case ".html":
            from cldspec_generators.reports.validation.page import page

            file.write(page(result))
        case ".xlsx":
            from cldspec_generators.reports.validation.workbook import write_report

            write_report(result, file)
        case ".csv":
            from cldspec_generators.reports.validation.finding_list import write_csv

            write_csv(result, file)
        case _:
            from cldspec_generators.reports.validation.report import write_json

            write_json(result, file)


def _write(path: Path, result: "Result") -> None:
    """Write a report under another name first, so that it is never half-written."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            _write_report(result, path.suffix.lower(), file)
        part.replace(path)
    except BaseException as error:
        part.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        click.echo(f"{short_path(path)} cannot be written: {error.strerror or error}.", err=True)
        raise SystemExit(INVALID) from error
