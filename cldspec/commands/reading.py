"""Reading what commands work on: versions, their comparison, and change requests.

If something cannot be read, the call ends with a message that says why.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from cldspec.commands.common import finding_line, location_of, short_path
from cldspec.commands.exit_codes import INVALID
from cldspec.wording import counted

if TYPE_CHECKING:
    from cldspec.diff.requests import ChangeRequest
    from cldspec.findings import Finding
    from cldspec.model import Specification
    from cldspec.versions.catalogue import Version, VersionFiles


def spec_root_of(context: click.Context) -> Path:
    """Return the folder of versions: that of --spec, or the nearest one."""
    from cldspec.versions.catalogue import spec_root, versions_folder

    return versions_folder(context.obj) if isinstance(context.obj, Path) else spec_root(Path.cwd())


def version_files(context: click.Context, version: str | None) -> "VersionFiles":
    """Return the files of the version that the call names; end the call if there is no such version."""
    from cldspec.versions.catalogue import UnknownVersionError, resolve_version

    try:
        return resolve_version(spec_root_of(context), version)
    except UnknownVersionError as error:
        raise click.UsageError(str(error)) from error


def specification_of(context: click.Context, version: str | None) -> "Specification":
    """Return the version that the call names; end the call, with the findings, if it does not pass its checks."""
    return load_files(version_files(context, version))


def load_files(files: "VersionFiles") -> "Specification":
    """Return the version in some files; end the call, with the findings, if it does not pass its checks."""
    from cldspec.check import load_checked
    from cldspec.findings import SpecificationError

    try:
        return load_checked(files)
    except SpecificationError as error:
        refuse(error.findings, location_of(files))


def load_unchecked(root: Path, name: str, related: "Version | None" = None) -> "Version":
    """Return a version that may have mistakes; end the call if its files cannot be read.

    The form of files that are the same in a `related` release is not checked again.
    """
    from cldspec.findings import SpecificationError
    from cldspec.versions.catalogue import UnknownVersionError, version_at

    try:
        return version_at(root, name, related.checked_files if related else ())
    except UnknownVersionError as error:
        raise click.UsageError(str(error)) from error
    except SpecificationError as error:
        refuse(error.findings, short_path(error.folder or Path()))


def load_comparable(root: Path, name: str, related: "Version | None" = None) -> "Version":
    """Return a version for a comparison; end the call, with the findings, if it does not pass its checks.

    Findings that change no verdict are only printed. The form of files that are the same in a `related` release is not checked
    again.
    """
    from cldspec.check import load_comparable
    from cldspec.findings import SpecificationError
    from cldspec.versions.catalogue import UnknownVersionError, Version, resolve_version

    try:
        files = resolve_version(root, name)
    except UnknownVersionError as error:
        raise click.UsageError(str(error)) from error
    try:
        specification, findings = load_comparable(files, related.checked_files if related else frozenset())
    except SpecificationError as error:
        refuse(error.findings, location_of(files))
    for finding in findings:
        click.echo(finding_line(finding, location_of(files)), err=True)
    if findings:
        click.echo(
            f"{counted(len(findings), 'finding')} in the specification. The comparison ignores {'it' if len(findings) == 1 else 'them'}.",
            err=True,
        )
    return Version(specification, files.label, files.folder, frozenset(files.texts.items()) if files.is_frozen else frozenset())


def newest_version(root: Path) -> str:
    """Return the number of the newest version in a folder of versions; end the call if there is none."""
    from cldspec.versions.catalogue import version_numbers

    numbers = version_numbers(root)
    if not numbers:
        raise click.UsageError(f"There is no version in {root}. Use --spec to name the folder of versions.")
    return numbers[-1]


def change_requests(root: Path) -> "list[ChangeRequest]":
    """Return the change requests beside the versions; end the call, with the findings, if one cannot be read."""
    from cldspec.diff.requests import read_requests
    from cldspec.versions.catalogue import REQUESTS

    requests, findings = read_requests(root)
    if findings:
        refuse(findings, short_path(root / REQUESTS))
    return requests


def refuse(findings: Sequence["Finding"], location: str) -> NoReturn:
    """Exit with the findings about a specification whose files are at a location."""
    for finding in findings:
        click.echo(finding_line(finding, location), err=True)
    click.echo(f"Nothing was done: {counted(len(findings), 'finding')} in the specification.", err=True)
    raise SystemExit(INVALID)
