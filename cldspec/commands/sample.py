"""cldspec sample: made-up returns of any size."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import specification_of, version_option
from cldspec.wording import counted

if TYPE_CHECKING:
    from cldspec.model import Specification

_ALL = "all"


@click.command("sample", short_help="Make up a return of any size, on request with faults.")
@click.option("--rows", "rows", metavar="N", default=1000, show_default=True, type=click.IntRange(min=1), help="How many rows.")
@click.option("--seed", "seed", metavar="N", default=0, show_default=True, type=int, help="Another number gives another return.")
@click.option(
    "--to", "target", type=click.Path(dir_okay=False, path_type=Path), help="A file: .csv, .csv.gz or .parquet. [default: stdout, as .csv]"
)
@click.option(
    "--faults", "faults", metavar="RULE,...", multiple=True, help="Plant faults against these rules; all: those that can stand alone."
)
@click.option("--rate", "rate", default=0.01, show_default=True, type=click.FloatRange(0, 1), help="The share of faulty rows.")
@version_option
@click.pass_context
def command(
    context: click.Context, target: Path | None, faults: tuple[str, ...], version: str | None, *, rows: int, seed: int, rate: float
) -> None:
    """Make up a return: people who exist nowhere, on pathways of pathways.yaml, in rows that conform.

    The same call gives the same bytes. With --faults, a share of the rows breaks a rule each, every rule at least once
    while there is room, and FILE.planted.csv beside FILE lists what a check must find, and nothing else: row, item, rule,
    severity; the headers are row 1. Rules that one row would break for the whole return are planted by name only.

    Example: cldspec sample --rows 100000 --to return.csv --faults all
    """
    from cldspec.sample.returns import Sample
    from cldspec.sample.writing import ENDS, end_of, planted_beside, write, write_csv
    from cldspec.solver.pathways import NoCourseError

    if target and end_of(target) is None:
        raise click.UsageError(f"{target} does not say what to write: let its name end in {', '.join(ENDS)}.")
    if faults and target is None:
        raise click.UsageError("What is planted stands in a file beside the return. Name the return by --to.")
    specification = specification_of(context, version)
    try:
        made = Sample(specification, rows, seed=seed, faults=_rules(faults, specification), rate=rate)
    except NoCourseError as error:
        raise click.UsageError(f"No return can be made of {specification.version}: {error}. cldspec check says where.") from error
    for left in made.left:
        click.echo(f"{left.rule} {'is planted, but not alone' if left.is_planted else 'is not planted'}: {left.reason}.", err=True)
    if target is None:
        write_csv(made, sys.stdout.buffer)
        return
    try:
        write(made, target)
    except OSError as error:
        raise click.UsageError(f"{target} cannot be written: {error.strerror or error}.") from error
    for name in made.begun_again:
        form = next(one.form for one in specification.sample.identifiers if one.item == name)
        click.echo(
            f"There are too few values {form} of {name} for so many rows: some stand several times, which a check may find.", err=True
        )
    planted = f", {counted(made.faulty_rows, 'faulty row')}; {planted_beside(target)} lists what must be found" if faults else ""
    click.echo(f"{target}: {counted(rows, 'row')}{planted}.", err=True)


def _rules(faults: tuple[str, ...], specification: "Specification") -> list[str] | None:
    """Return the rules that are named, None for all; end the call where there is no such rule."""
    from cldspec.rules.all_rules import rules_of
    from cldspec.spelling import suggest

    known = [rule.id for rule in rules_of(specification)]
    named = [name.strip() for names in faults for name in names.split(",") if name.strip()]
    if faults and not named:
        raise click.UsageError("--faults names no rule. Name some, or write: --faults all")
    if _ALL in named and len(named) > 1:
        raise click.UsageError("all stands for itself. Name rules, or write: --faults all")
    for name in named:
        if name not in {*known, _ALL}:
            raise click.UsageError(f"There is no rule {name}. {suggest(name, known)}")
    return None if _ALL in named else named
