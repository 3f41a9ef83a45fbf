"""cldspec prove: can there be such a row?"""

from typing import TYPE_CHECKING

import click

from cldspec.commands.common import echo_json, format_option, specification_of, version_option
from cldspec.commands.exit_codes import FINDINGS, INVALID

if TYPE_CHECKING:
    from cldspec.model import Specification
    from cldspec.rules.evaluate import Row
    from cldspec.solver.reason import Answer, Reasoner


@click.command("prove", short_help="Say whether a row of some kind can conform: an example, or why never.")
@click.argument("expression")
@click.option("--strict", is_flag=True, help="Look for a row that sets off no warning either.")
@click.option("--whole", is_flag=True, help="Show the whole row, not only the cells that the expression is about.")
@version_option
@format_option
@click.pass_context
def command(context: click.Context, expression: str, version: str | None, output_format: str, *, strict: bool, whole: bool) -> None:
    """Say whether there is a row for which EXPRESSION is TRUE and that breaks no error: such a row, or why there is none.

    EXPRESSION is a condition in the rule language. The answer is a proof: it holds for every row that there could be.
    Rules about many rows are not looked at. Exit code 0: there is one. 1: never. 2: the expression is wrong, or the solver
    did not find out.

    Example: cldspec prove "event_type = 'Request' AND service_type IS NOT NULL"
    """
    from cldspec.rules.expression import parse
    from cldspec.rules.tables import items_in
    from cldspec.rules.types import problems
    from cldspec.solver.reason import Never, Possible, Reasoner, usual_rows

    specification = specification_of(context, version)
    found = list(problems(expression, specification))
    if found:
        lines = [f"{expression}\n{' ' * problem.at[0]}^ {problem.message} {problem.fix}" for problem in found]
        raise click.UsageError("\n".join(["This expression is wrong.", *lines]))
    condition = parse(expression)
    reasoner = Reasoner(specification)
    keeping = reasoner.rules_about_one_row("error", "warning") if strict else reasoner.rules_about_one_row("error")
    answer = reasoner.ask(condition, keeping=keeping, preferring=usual_rows(specification))
    asked = items_in(condition, specification)
    if output_format == "json":
        echo_json(_plain(answer, specification))
    else:
        _echo(answer, reasoner, asked, whole=whole)
    context.exit(0 if isinstance(answer, Possible) else FINDINGS if isinstance(answer, Never) else INVALID)


def _echo(answer: "Answer", reasoner: "Reasoner", asked: set[str], *, whole: bool) -> None:
    from cldspec.rules.cells import to_typed_date
    from cldspec.rules.evaluate import TODAY
    from cldspec.rules.targets.sentences import sentence
    from cldspec.solver.reason import Never, Possible, usual_rows

    match answer:
        case Possible(row=row):
            click.echo("Possible. For example, on a row with:")
            cells = _cells(row, reasoner.specification)
            shown = {name: typed for name, typed in cells.items() if whole or not asked or name in asked}
            if row[TODAY] != usual_rows(reasoner.specification)[0][TODAY]:
                click.echo(f"  (looked at on {to_typed_date(str(row[TODAY]))})")
            for name, typed in shown.items():
                click.echo(f"  {reasoner.specification.item_by_id[name].title}: {typed or '(blank)'}")
            if len(shown) < len(cells):
                click.echo("The other cells are filled so that the row conforms: --whole shows them.", err=True)
        case Never(because=because) if because:
            click.echo("Never, because:")
            for name in because:
                click.echo(f"  {name}: {sentence(reasoner.rules[name], reasoner.specification)}")
        case Never():
            click.echo("Never: the expression contradicts itself, or asks for a value that its data item cannot have.")
        case undecided:
            click.echo(f"The solver did not find out: {undecided.reason}. Ask something simpler.")


def _plain(answer: "Answer", specification: "Specification") -> dict[str, object]:
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
