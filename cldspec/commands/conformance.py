"""cldspec conformance: say what a program has passed of the conformance pack, by the results that its supplier gives."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cldspec.commands.common import echo_json, format_option, help_ending, version_option
from cldspec.commands.exit_codes import FINDINGS
from cldspec.commands.reading import specification_of
from cldspec.wording import counted, safe_in_log

if TYPE_CHECKING:
    from cldspec_generators.outputs.conformance.results import Judgement

_MOST_FILES = 20
"""The most files that are listed as failed, and as not run."""


@click.command(
    "conformance",
    short_help="Say what a program has passed of the conformance pack.",
    epilog=help_ending(
        "cldspec conformance results.json",
        exit_codes={
            0: "The program has passed every file of the pack.",
            1: "It has failed a file, not run it, or was given another pack.",
            2: "The file of results is wrong.",
        },
    ),
)
@click.argument("results", metavar="RESULTS", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@version_option
@format_option
@click.pass_context
def command(context: click.Context, results: Path, version: str | None, output_format: str) -> None:
    """Say what a program has passed of the conformance pack.

    RESULTS is a file that the program's supplier writes, in the form of results.example.json in the pack. It says the outcome of each
    file of the pack. The results are the supplier's word: nothing is run.
    """
    from cldspec_generators import generator_of
    from cldspec_generators.outputs.conformance.results import judge

    content = _read(results)
    specification = specification_of(context, version)
    index = next(json.loads(one.content) for one in generator_of("conformance")(specification) if one.path == "cases.json")
    judgement = judge(content, index)
    program = f"{content['program']['name']} {content['program']['version']}"
    if output_format == "json":
        echo_json({"program": content["program"], "passes": judgement.is_complete, **_as_data(judgement)})
    else:
        _print(judgement, program, f"{specification.title} {specification.version_label}")
    context.exit(0 if judgement.is_complete else FINDINGS)


def _read(path: Path) -> dict[str, Any]:
    """Return the results in a file. Raises UsageError where it is no file of results."""
    from jsonschema import Draft202012Validator

    from cldspec_generators.outputs.conformance.results import schema_of_results

    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        reason = f"line {error.lineno}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else "it is not UTF-8, or too deep"
        raise click.UsageError(f"{path.name} is not JSON ({reason}). Copy results.example.json from the pack and fill it in.") from None
    mistake = next(
        iter(sorted(Draft202012Validator(schema_of_results("")).iter_errors(content), key=lambda one: list(map(str, one.path)))), None
    )
    if mistake:
        place = ".".join(map(str, mistake.path)) or "the file"
        raise click.UsageError(
            f"{path.name}, {safe_in_log(place)}: {safe_in_log(mistake.message[:200])}. See results.schema.json in the pack."
        )
    results: dict[str, Any] = content
    return results


def _as_data(judgement: "Judgement") -> dict[str, Any]:
    names = ("passed", "failed", "not_run", "problems")
    return {name: list(getattr(judgement, name)) for name in names}


def _print(judgement: "Judgement", program: str, title: str) -> None:
    for problem in judgement.problems[:_MOST_FILES]:
        click.echo(safe_in_log(problem), err=True)
    if judgement.is_complete:
        files = counted(len(judgement.passed), "file")
        click.echo(f"By its results, {safe_in_log(program)} passes the conformance pack of {title}: {files}.")
        return
    number = len(judgement.passed) + len(judgement.failed) + len(judgement.not_run)
    click.echo(f"By its results, {safe_in_log(program)} does not pass the conformance pack of {title}.")
    click.echo(f"It passes {len(judgement.passed)} of {counted(number, 'file')}.")
    for words, listed in (("Failed", judgement.failed), ("Not run", judgement.not_run)):
        if listed:
            more = f" and {len(listed) - _MOST_FILES} more" if len(listed) > _MOST_FILES else ""
            click.echo(f"{words}: {', '.join(listed[:_MOST_FILES])}{more}.")
