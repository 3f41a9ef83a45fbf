"""cldspec check: is the specification sound?"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import FORMAT, VERSION, echo_json, folder_of, line_of, root_of, shown
from cldspec.wording import counted

if TYPE_CHECKING:
    from cldspec.findings import Finding


@click.command("check", short_help="Say whether the specification is sound.")
@VERSION
@click.option("--all", "all_versions", is_flag=True, help="Check every version.")
@FORMAT
@click.pass_context
def command(context: click.Context, version: str | None, form: str, *, all_versions: bool) -> None:
    """Say whether the specification is sound: every finding, with file, line and column, and what to write instead.

    Once nothing else is wrong, the rules are proved: none contradicts or repeats others, every value can be used, every
    example does what it says. VERSION is a version number or a folder; without it, the latest released version. The
    change requests and the record of releases beside the versions are checked with it.

    Examples: cldspec check 4.0, cldspec check --all
    """
    from cldspec.versions.catalogue import version_numbers

    folders = [root_of(context) / number for number in version_numbers(root_of(context))] if all_versions else [folder_of(context, version)]
    if all_versions and version is not None:
        raise click.UsageError(f"Name {version}, or --all, not both.")
    if not folders:
        folders = [folder_of(context, None)]  # which says that there is none
    told: list[dict[str, object]] = []
    count = 0
    for folder in folders:
        findings, undecided = _of_version(folder)
        count += len(findings)
        _tell(findings, undecided, folder, form, told)
    if _holds(root_of(context), folders[0]):
        for folder, findings in _of_changes(root_of(context), folders[-1]):
            count += len(findings)
            if findings:
                _tell(findings, [], folder, form, told)
    if form == "json":
        echo_json(told if all_versions else _merged(told))
    context.exit(1 if count else 0)


def _of_version(folder: Path) -> "tuple[list[Finding], list[Finding]]":
    """Return the findings about a version, and what the solver left open."""
    from cldspec.check import UNDECIDED, load_and_check, prove

    specification, findings = load_and_check(folder)
    proved = prove(specification) if specification is not None and not findings else []
    findings += [finding for finding in proved if finding.check != UNDECIDED]
    return findings, [finding for finding in proved if finding.check == UNDECIDED]


def _holds(root: Path, folder: Path) -> bool:
    return root.resolve() == folder.resolve().parent


def _of_changes(root: Path, newest: Path) -> "list[tuple[Path, list[Finding]]]":
    """Return the findings about change requests and about the record of releases, each with their folder."""
    from cldspec.diff.requests import FOLDER, findings_of, read_requests
    from cldspec.load import read
    from cldspec.versions.releases import read_releases

    requests, findings = read_requests(root)
    specification, _ = read(newest) if requests else (None, [])
    if specification is not None:
        findings += list(findings_of(requests, specification))
    return [(root / FOLDER, sorted(findings)), (root, read_releases(root)[1])]


def _tell(findings: "list[Finding]", undecided: "list[Finding]", folder: Path, form: str, told: list[dict[str, object]]) -> None:
    """Print findings, or keep them for the JSON."""
    from cldspec.check import UNDECIDED
    from cldspec.load import SPECIFICATION

    if form == "json":
        both = {"findings": findings, UNDECIDED: undecided}
        told.append({"version": folder.resolve().name, **{key: [_plain(one, folder) for one in found] for key, found in both.items()}})
        return
    for finding in findings:
        click.echo(line_of(finding, folder))
    for finding in undecided:
        click.echo(line_of(finding, folder), err=True)
    result = counted(len(findings), "finding") if findings else "no finding"
    is_version = (folder / SPECIFICATION).is_file()
    what = f"Version {folder.resolve().name} in {shown(folder)}" if is_version else shown(folder)
    click.echo(f"{what}: {result}.", err=True)


def _merged(told: list[dict[str, object]]) -> dict[str, object]:
    """Return what is told of one version, with the findings about requests and releases among its own."""
    first, *others = told
    found = [finding for one in told for finding in one["findings"]]  # type: ignore[attr-defined]
    return {**first, "findings": found} if others else first


def _plain(finding: "Finding", folder: Path) -> dict[str, str | int]:
    place: dict[str, str | int] = {"file": shown(folder / finding.at.file), "line": finding.at.line, "column": finding.at.column}
    return {**place, "check": finding.check, "message": finding.message, "fix": finding.fix}
