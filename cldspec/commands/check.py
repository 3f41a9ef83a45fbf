"""cldspec check: report the mistakes in a specification."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import echo_json, finding_line, format_option, help_ending, location_of, short_path, version_option
from cldspec.commands.exit_codes import FINDINGS
from cldspec.commands.old_spellings import old_version_argument
from cldspec.commands.reading import spec_root_of, version_files
from cldspec.wording import counted

if TYPE_CHECKING:
    from cldspec.findings import Finding
    from cldspec.versions.catalogue import VersionFiles


@dataclass(frozen=True, slots=True)
class _Report:
    """The findings about a version, or about the change requests or the releases beside the versions."""

    name: str
    """The version's number, or the name of the folder."""
    location: str
    """Where the files are that the findings are about."""
    findings: "list[Finding]"
    undecided: "list[Finding]" = field(default_factory=list)
    """What the solver could not decide. This is not a mistake in the specification."""
    is_version: bool = False


@click.command(
    "check",
    short_help="Check a specification for mistakes.",
    epilog=help_ending(
        "cldspec check",
        "cldspec check --version 4.1",
        "cldspec check --all --format json",
        exit_codes={0: "There are no findings.", 1: "There are findings.", 2: "There is no such version."},
    ),
)
@version_option
@click.option("--all", "all_versions", is_flag=True, help="Check all versions.")
@format_option
@click.pass_context
@old_version_argument
def command(context: click.Context, *, version: str | None, output_format: str, all_versions: bool) -> None:
    """Check a specification for mistakes.

    Each finding has the file, line and column, what is wrong, and what to write instead.

    If there are no other findings, the rules are proved too: no rule contradicts or repeats others, every allowed value
    can be used, and every example does what it says.

    The change requests and the list of releases beside the versions are checked as well.
    """
    if all_versions and version is not None:
        raise click.UsageError("Use either --version or --all, not both.")
    versions = _all_versions(context) if all_versions else [version_files(context, version)]
    reports = [_report_on_version(files) for files in versions]
    newest = versions[-1].folder
    if newest:
        reports += [report for report in _reports_beside_versions(newest.resolve().parent, newest) if report.findings]
    if output_format == "json":
        echo_json(_as_data(reports, all_versions=all_versions))
    else:
        for report in reports:
            _print(report)
    context.exit(FINDINGS if any(report.findings for report in reports) else 0)


def _all_versions(context: click.Context) -> "list[VersionFiles]":
    """Return the files of all versions; end the call if there is none."""
    from cldspec.versions.catalogue import files_in, version_folders

    return [files_in(folder) for folder in version_folders(spec_root_of(context)).values()] or [version_files(context, None)]


def _report_on_version(files: "VersionFiles") -> _Report:
    from cldspec.check.versions import findings_with_proofs

    findings, undecided = findings_with_proofs(files)
    name = files.folder.resolve().name if files.folder else files.label.rpartition(":")[2]
    return _Report(name, location_of(files), findings, undecided, is_version=True)


def _reports_beside_versions(root: Path, newest: Path) -> list[_Report]:
    """Return the reports on the change requests, which are compared with the newest version, and on the list of releases."""
    from cldspec.diff.requests import findings_of, findings_of_granted, read_requests
    from cldspec.load import read
    from cldspec.versions.catalogue import REQUESTS
    from cldspec.versions.corrections import findings_of_record
    from cldspec.versions.later_releases import read_later_releases
    from cldspec.versions.releases import read_releases

    _, later_findings = read_later_releases(root)
    releases, release_findings = read_releases(root)
    requests, findings = read_requests(root)
    findings += findings_of_granted(requests, releases)
    specification, _ = read(newest) if requests else (None, [])
    if specification is not None:
        findings += list(findings_of(requests, specification))
    return [
        _Report(REQUESTS, short_path(root / REQUESTS), sorted(findings)),
        _Report(root.resolve().name, short_path(root), [*release_findings, *later_findings, *findings_of_record(root, releases)]),
    ]


def _print(report: _Report) -> None:
    for finding in report.findings:
        click.echo(finding_line(finding, report.location))
    for finding in report.undecided:
        click.echo(finding_line(finding, report.location), err=True)
    subject = f"Version {report.name} in {report.location}" if report.is_version else report.location
    click.echo(f"{subject}: {counted(len(report.findings), 'finding') if report.findings else 'no findings'}.", err=True)


def _as_data(reports: list[_Report], *, all_versions: bool) -> object:
    """Return the reports for a program: one for each version, or all findings in one if only one version was checked."""
    data = [
        {
            "version": report.name,
            "findings": [_finding_as_data(finding, report.location) for finding in report.findings],
            "undecided": [_finding_as_data(finding, report.location) for finding in report.undecided],
        }
        for report in reports
    ]
    return data if all_versions else {**data[0], "findings": [finding for report in data for finding in report["findings"]]}


def _finding_as_data(finding: "Finding", location: str) -> dict[str, str | int]:
    at = finding.at
    return {
        "file": str(Path(location) / at.file),
        "line": at.line,
        "column": at.column,
        "check": finding.check,
        "message": finding.message,
        "fix": finding.fix,
    }
