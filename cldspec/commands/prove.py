"""cldspec prove: say whether a row can meet a condition and conform."""

from typing import TYPE_CHECKING

import click

from cldspec.commands.common import echo_json, format_option, help_ending, version_option
from cldspec.commands.exit_codes import FINDINGS, INVALID
from cldspec.commands.reading import specification_of

if TYPE_CHECKING:
    from cldspec.model import Specification
    from cldspec.rules.evaluate import Row
    from cldspec.rules.types import Problem
    from cldspec.solver.reason import Answer, Reasoner

_SHOWN_BEFORE = 60
"""The most characters of an expression that are shown before a mistake in it, and after it."""


@click.command(
    "prove",
    short_help="Say whether a row can meet a condition and conform.",
    epilog=help_ending(
        "cldspec prove \"event_type = 'Request' AND service_type IS NOT NULL\"",
        'cldspec prove "nhs_number IS NULL" --strict --whole',
        exit_codes={
            0: "There can be such a row.",
            1: "There can never be such a row.",
            2: "The expression is wrong, or the solver could not decide.",
        },
    ),
)
@click.argument("expression")
@click.option("--strict", is_flag=True, help="Ask for a row without warnings as well.")
@click.option("--whole", is_flag=True, help="Show the whole row, not only the cells in the expression.")
@version_option
@format_option
@click.pass_context
def command(context: click.Context, expression: str, version: str | None, output_format: str, *, strict: bool, whole: bool) -> None:
    """Say whether a row can meet a condition and still conform.

    EXPRESSION is a condition in the rule language. The answer is an example of such a row, or the rules that together forbid it. It
    is proved for every possible row. Rules about several rows are not considered.
    """
    from cldspec.rules.expression import parse
    from cldspec.rules.tables import items_in
    from cldspec.rules.types import problems
    from cldspec.solver.reason import Never, Possible, Reasoner, usual_rows

    specification = specification_of(context, version)
    mistakes = [_mistake(expression, problem) for problem in problems(expression, specification)]
    if mistakes:
        raise click.UsageError("\n".join(["The expression is wrong.", *mistakes]))
    condition = parse(expression)
    reasoner = Reasoner(specification)
    keeping = reasoner.rules_about_one_row("error", "warning") if strict else reasoner.rules_about_one_row("error")
    answer = reasoner.ask(condition, keeping=keeping, preferring=usual_rows(specification))
    if output_format == "json":
        echo_json(_as_data(answer, specification))
    else:
        _print(answer, reasoner, None if whole else items_in(condition, specification))
    context.exit(0 if isinstance(answer, Possible) else FINDINGS if isinstance(answer, Never) else INVALID)


def _mistake(expression: str, problem: "Problem") -> str:
    """Return the part of an expression that fits on a line around a mistake, and below it what is wrong."""
    first = max(0, problem.at[0] - _SHOWN_BEFORE)
    shown = " ".join(expression.split("\n"))[first : first + 2 * _SHOWN_BEFORE]
    return f"{shown}\n{' ' * (problem.at[0] - first)}^ {problem.message} {problem.fix}"


def _print(answer: "Answer", reasoner: "Reasoner", items: set[str] | None) -> None:
    """Print an answer. Of an example row, print the cells of these items only; all cells if there are none, or if it is None."""
    from cldspec.rules.cells import to_typed_date
    from cldspec.rules.evaluate import TODAY
    from cldspec.rules.targets.sentences import sentence
    from cldspec.solver.reason import Never, Possible, usual_rows

    match answer:
        case Possible(row=row):
            cells = _cells(row, reasoner.specification)
            printed = {name: text for name, text in cells.items() if not items or name in items}
            click.echo("Possible. For example, on a row with:")
            if row[TODAY] != usual_rows(reasoner.specification)[0][TODAY]:
                click.echo(f"  (if today is {to_typed_date(str(row[TODAY]))})")
            for name, text in printed.items():
                click.echo(f"  {reasoner.specification.item_by_id[name].title}: {text or '(blank)'}")
            if len(printed) < len(cells):
                click.echo("The other cells are filled in so that the row conforms. Use --whole to show them.", err=True)
        case Never(because=because) if because:
            click.echo("Never, because:")
            for name in because:
                click.echo(f"  {name}: {sentence(reasoner.rules[name], reasoner.specification)}")
        case Never():
            click.echo("Never: the expression contradicts itself, or asks for a value that its data item cannot have.")
        case undecided:
            click.echo(f"The solver could not decide: {undecided.reason}. Try a simpler expression.")


def _as_data(answer: "Answer", specification: "Specification") -> dict[str, object]:
    from cldspec.solver.reason import Never, Possible

    match answer:
        case Possible(row=row):
            return {"answer": "possible", "row": _cells(row, specification)}
        case Never(because=because):
            return {"answer": "never", "because": list(because)}
        case undecided:
            return {"answer": "undecided", "reason": undecided.reason}


def _cells(row: "Row", specification: "Specification") -> dict[str, str]:
    from cldspec.rules.cells import to_typed

    return {item.id: to_typed(item, row.get(item.id)) for item in specification.items}
