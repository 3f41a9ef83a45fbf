"""cldspec sample: make up a return of any size."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import help_ending, version_option
from cldspec.commands.reading import specification_of
from cldspec.wording import counted

if TYPE_CHECKING:
    from cldspec.model import Specification
    from cldspec.sample.returns import Sample

_ALL = "all"


@click.command(
    "sample",
    short_help="Make up a return of any size, with or without faults.",
    epilog=help_ending(
        "cldspec sample --rows 100000 --to return.csv",
        "cldspec sample --rows 1000 --faults all --to faulty.csv",
        exit_codes={0: "The return is written.", 2: "The return cannot be made up or written."},
    ),
)
@click.option("--rows", metavar="N", default=1000, show_default=True, type=click.IntRange(min=1), help="Number of rows.")
@click.option("--seed", metavar="N", default=0, show_default=True, type=int, help="Another seed gives another return.")
@click.option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write: .csv, .csv.gz or .parquet. [default: standard output, as CSV]",
)
@click.option(
    "--faults",
    metavar="RULE,...",
    multiple=True,
    help="Plant faults that break these rules. With all: every rule that can be broken without breaking others.",
)
@click.option("--rate", default=0.01, show_default=True, type=click.FloatRange(0, 1), help="Share of the rows that are faulty.")
@version_option
@click.pass_context
def command(
    context: click.Context, target: Path | None, faults: tuple[str, ...], version: str | None, *, rows: int, seed: int, rate: float
) -> None:
    """Make up a return in which every row conforms. The people do not exist; they follow the pathways in pathways.yaml.

    The same options always give the same bytes.

    With --faults, a share of the rows breaks one rule each, and each rule is broken at least once if there are enough rows. The
    file FILE.planted.csv beside FILE lists exactly the findings that a validation must report: row, item, rule and severity. The
    headers are row 1. If a single row would break a rule for the whole return, that fault is planted only if you
    name the rule.
    """
    from cldspec.sample.returns import Sample
    from cldspec.sample.writing import FILE_ENDINGS, ending_of, planted_path, write, write_csv
    from cldspec.solver.pathways import NoCourseError

    if target and ending_of(target) is None:
        raise click.UsageError(f"The file {target} cannot be written. End its name in {', '.join(FILE_ENDINGS)}.")
    if faults and target is None:
        raise click.UsageError("The planted faults are listed in a file beside the return. Give the return's file with --to.")
    specification = specification_of(context, version)
    try:
        sample = Sample(specification, rows, seed=seed, faults=_rules(faults, specification), rate=rate)
    except NoCourseError as error:
        message = f"No return of version {specification.version} can be made up: {error}. To find out where, run: cldspec check"
        raise click.UsageError(message) from error
    for problem in sample.problems:
        planted = "is planted, but not alone" if problem.is_planted else "is not planted"
        click.echo(f"{problem.rule} {planted}: {problem.reason}.", err=True)
    if target is None:
        write_csv(sample, sys.stdout.buffer)
        return
    try:
        write(sample, target)
    except OSError as error:
        raise click.UsageError(f"{target} cannot be written: {error.strerror or error}.") from error
    _warn_of_repeated_identifiers(sample)
    listed = (
        f", {counted(sample.faulty_row_count, 'faulty row')}. {planted_path(target)} lists what a validation must find" if faults else ""
    )
    click.echo(f"{target}: {counted(rows, 'row')}{listed}.", err=True)


def _warn_of_repeated_identifiers(sample: "Sample") -> None:
    """Say for which items there were too few identifiers."""
    for name in sample.repeated_identifiers:
        form = next(identifier.form for identifier in sample.specification.sample.identifiers if identifier.item == name)
        message = (
            f"There are too few values {form} of {name} for so many rows. Some are used for several people, and a validation may find them."
        )
        click.echo(message, err=True)


def _rules(faults: tuple[str, ...], specification: "Specification") -> list[str] | None:
    """Return the rules that are named, None for all; end the call if there is no such rule."""
    from cldspec.rules.all_rules import rules_of
    from cldspec.spelling import suggest

    known = [rule.id for rule in rules_of(specification)]
    named = [name.strip() for names in faults for name in names.split(",") if name.strip()]
    if faults and not named:
        raise click.UsageError("--faults names no rule. Name some rules, or write: --faults all")
    if _ALL in named and len(named) > 1:
        raise click.UsageError("all cannot be combined with other rules. Name rules, or write: --faults all")
    for name in named:
        if name not in {*known, _ALL}:
            raise click.UsageError(f"There is no rule {name}. {suggest(name, known)}")
    return None if _ALL in named else named
