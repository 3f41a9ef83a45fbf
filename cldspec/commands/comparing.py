"""What the commands about changes share: two versions, the requests for changes, and scripts that a change touches."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import refuse, short_path

if TYPE_CHECKING:
    from cldspec.diff.changes import Comparison
    from cldspec.diff.requests import ChangeRequest
    from cldspec.model import Specification
    from cldspec.versions.catalogue import Version


def version_of(root: Path, name: str, beside: "Version | None" = None) -> "Version":
    """Return a version by its number, folder or revision; end the call, with the findings, where it cannot be read.

    Files that it shares with a release `beside` it are not looked at again.
    """
    from cldspec.findings import SpecificationError
    from cldspec.versions.catalogue import UnknownVersionError, version_at

    try:
        return version_at(root, name, beside.checked_files if beside else ())
    except UnknownVersionError as error:
        raise click.UsageError(str(error)) from error
    except SpecificationError as error:
        refuse(error.findings, short_path(error.folder or Path()))


def newest(root: Path) -> str:
    """Return the newest version in a folder of versions; end the call where there is none."""
    from cldspec.versions.catalogue import version_numbers

    known = version_numbers(root)
    if not known:
        raise click.UsageError(f"There is no version in {root}. Give --spec the folder that holds the versions.")
    return known[-1]


def compared(old: "Version", new: "Specification | Version") -> "Comparison":
    """Return the comparison of two versions; end the call, with the findings, if mistakes in one of them stand in the way."""
    from cldspec.diff.api import compare_unchecked
    from cldspec.findings import SpecificationError
    from cldspec.versions.catalogue import Version

    new_specification, new_folder = (new.specification, new.folder) if isinstance(new, Version) else (new, None)
    try:
        return compare_unchecked(old.specification, new_specification, old_folder=old.folder, new_folder=new_folder)
    except SpecificationError as error:
        refuse(error.findings, short_path(error.folder or Path()))


def requests_of(root: Path) -> "list[ChangeRequest]":
    """Return the change requests in a folder of versions; end the call, with the findings, where one cannot be read."""
    from cldspec.diff.requests import FOLDER, read_requests

    requests, findings = read_requests(root)
    if findings:
        refuse(findings, short_path(root / FOLDER))
    return requests
