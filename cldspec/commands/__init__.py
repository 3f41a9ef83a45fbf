"""The command line: one file a subcommand, and the only place that knows the terminal.

The modules here import what is heavy inside their functions, so that `cldspec --help` is instant.
"""

import gc
import io
import sys
from pathlib import Path

import click

from cldspec.commands import build, check, diff, export, list_, new, prove, release, sample, show, usage, validate
from cldspec.commands.common import WRONG

_SELDOM = 100_000
"""After how many new objects garbage is looked for: a program that ends in a moment leaves next to none, and looking takes time."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--spec",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder that holds the versions. [default: spec/ here or above, else the one that comes with cldspec]",
)
@click.version_option(package_name="cldspec")
@click.pass_context
def main(context: click.Context, spec: Path | None) -> None:
    """Keep a data specification as code: check it, read it, and build what people use from it.

    Exit code 0: fine. 1: there are findings. 2: the call, or the specification itself, is wrong.

    Example: cldspec check 4.0
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a character shows a question mark instead
    gc.set_threshold(_SELDOM)
    context.obj = spec


for _command in (
    build.command,
    check.command,
    diff.command,
    export.command,
    list_.command,
    new.command,
    prove.command,
    release.command,
    sample.command,
    show.command,
    usage.command,
    validate.command,
):
    main.add_command(_command)


_SELDOM = 100_000
"""The objects after which garbage is looked for: a specification is some ten thousand that stay."""


def run() -> None:
    """Run the program: what the console script calls."""
    gc.set_threshold(_SELDOM)
    try:
        main(prog_name="cldspec")
    except OSError as error:  # a disk that is full, say
        click.echo(f"cldspec: {error}", err=True)
        sys.exit(WRONG)
    finally:
        gc.freeze()  # the program ends: nobody needs to look for garbage once more, which takes a third of the time
