"""Spellings of earlier releases. They work for one more release, with a note that says what to write from now on."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

import click

Command = Callable[Concatenate[click.Context, ...], None]


def old_version_argument(command: Command) -> Command:
    """Accept the version as an argument, as in `cldspec check 4.0`. Goes between --version and the command's function."""

    @click.argument("old_version", required=False, cls=_HiddenArgument)
    @wraps(command)
    def with_argument(
        context: click.Context, /, *arguments: object, version: str | None, old_version: str | None, **options: object
    ) -> None:
        if old_version is not None:
            if version is not None:
                raise click.UsageError(f"Two versions are named: {old_version} and {version}. Use --version once.")
            _note(f"cldspec {context.info_name} {old_version}", f"cldspec {context.info_name} --version {old_version}")
        command(context, *arguments, version=version if old_version is None else old_version, **options)

    return with_argument


def old_out_option(command: Command) -> Command:
    """Accept --out for --to. Goes between --to and the command's function."""

    @click.option("--out", "out", hidden=True, type=click.Path(file_okay=False))
    @wraps(command)
    def with_option(context: click.Context, /, *arguments: object, target: str | None, out: str | None, **options: object) -> None:
        if out is not None:
            _note(f"--out {out}", f"--to {out}")
        command(context, *arguments, target=target or out, **options)

    return with_option


class _HiddenArgument(click.Argument):
    """An argument that the help does not show."""

    def get_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks for it
        """Return nothing to show."""
        return []


def _note(old: str, new: str) -> None:
    click.echo(f"Note: From now on, write {new}. The next release will not accept {old}.", err=True)
