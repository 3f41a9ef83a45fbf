"""Validating returns from Python: what `cldspec.validate` does, and the result that it returns."""

import warnings
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cldspec.model import Severity, Specification
from cldspec.validation.result import SEVERITIES, CumulativeSummary, FileSummary, Result
from cldspec.wording import counted, number

if TYPE_CHECKING:
    import pyarrow as pa

    from cldspec.validation.validator import Source


@dataclass(frozen=True)
class ValidationResult:
    """The result of validating a return."""

    result: Result
    """The same as plain data, which the reports in `cldspec_generators.reports.validation` take."""

    @property
    def conforms(self) -> bool:
        """Whether the return has no errors. Warnings and information do not count."""
        return self.result.conforms

    @property
    def rows(self) -> int:
        """The number of rows that are not blank."""
        return self.result.rows

    @property
    def rows_conforming(self) -> int:
        """The number of rows without an error."""
        return self.result.rows_conforming

    @property
    def specification(self) -> Specification:
        """The version against which the return was validated."""
        return self.result.specification

    @property
    def files(self) -> tuple[FileSummary, ...]:
        """The files and tables as they were read, in the order given."""
        return self.result.files

    @property
    def cumulative(self) -> CumulativeSummary | None:
        """How the return differs from the previous submissions; None if there are none."""
        return self.result.cumulative

    @cached_property
    def findings(self) -> "pa.Table":
        """The findings as an Arrow table, ordered by file and row.

        The columns are:

        - file: the name of the file or table
        - row: the row as a spreadsheet shows it; the headers are row 1
        - position: the row below the headers, counted from 0 as in a data frame; null for findings about headers
        - item: the identifier of the data item; null where a finding is not about a single item
        - rule, severity (error, warning or information) and message
        - suggestion: what to write instead, or what probably happened; null if unknown
        - value: the cell as typed; null unless values are shown
        """
        from cldspec.validation.arrow import findings_table

        return findings_table(self.result)

    @cached_property
    def rules(self) -> "pa.Table":
        """The broken rules as an Arrow table, highest severity first.

        The columns are rule, title, severity, item, message, and rows: how many rows break the rule, listed or not.
        """
        from cldspec.validation.arrow import rules_table

        return rules_table(self.result)

    @cached_property
    def quality(self) -> "pa.Table":
        """The quality of the data items as an Arrow table.

        The columns are item, status (whether the row should have the item), validity (whether the cell passes), and cells: how
        many cells of the item have this status and validity.
        """
        from cldspec.validation.arrow import quality_table

        return quality_table(self.result)

    def __repr__(self) -> str:
        return f"<ValidationResult: {_summary(self.result)}>"

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Return an attribute of the table of findings, which `cldspec.validate` once returned."""
            if name.startswith("_") or not hasattr(type(self.findings), name):
                raise AttributeError(f"'ValidationResult' object has no attribute {name!r}", name=name, obj=self)
            message = f"cldspec.validate returns a ValidationResult. Use result.findings.{name} instead of result.{name}."
            warnings.warn(message, DeprecationWarning, stacklevel=2)
            return getattr(self.findings, name)


class NonConformingReturnError(Exception):
    """Raised by `cldspec.validate` where `raise_on` asks for it and a return has findings that are that severe.

    `result` is the result of the validation.
    """

    def __init__(self, result: ValidationResult) -> None:
        self.result = result
        super().__init__(f"The return {_summary(result.result)}.")


def validate(
    source: object,
    *,
    version: str | Path | Specification | None = None,
    spec: str | Path | None = None,
    previous: object = (),
    limit: int | None = None,
    show_values: bool = False,
    raise_on: Severity | None = None,
    sheet: str | None = None,
    skip: Collection[str] = (),
) -> ValidationResult:
    """Return the result of validating a return; see `cldspec.validate`."""
    from cldspec.check.versions import load_version, root_of
    from cldspec.validation.cell_rules import QUALITY_CHECKS
    from cldspec.validation.validator import Options, validate
    from cldspec.versions.later_releases import read_later_releases

    if limit is not None and limit < 0:
        raise ValueError(f"limit is {limit}. It is the most findings that are listed for each rule, or None for all.")
    if raise_on is not None and raise_on not in SEVERITIES:
        raise ValueError(f"raise_on is {raise_on!r}. It is one of {', '.join(map(repr, SEVERITIES))}, or None.")
    if unknown := set(skip) - set(QUALITY_CHECKS):
        raise ValueError(f"skip has {min(unknown)!r}. The quality checks are {', '.join(map(repr, QUALITY_CHECKS))}.")
    specification = load_version(version, spec)
    options = Options(
        limit=limit, show_values=show_values, sheet=sheet, later_releases=read_later_releases(root_of(spec))[0], skip=frozenset(skip)
    )
    sources, earlier = named_sources(source, previous)
    validated = validate(sources, specification, previous=earlier, options=options)
    result = ValidationResult(validated)
    if raise_on is not None and any(validated.count(severity) for severity in SEVERITIES[: SEVERITIES.index(raise_on) + 1]):
        raise NonConformingReturnError(result)
    return result


def named_sources(source: object, previous: object) -> "tuple[list[Source], list[list[Source]]]":
    """Return the files and tables of a submission, and of each previous one, the latest last. Tables without a name get one."""
    (sources,) = _named([_submission(source)], "table")
    return sources, _named(_submissions(previous), "previous table")


def _submission(source: object) -> "list[Source]":
    """Return the files and tables of one submission; tables are named if they are values of a mapping."""
    from cldspec.validation.validator import Table

    if isinstance(source, str | Path):
        return [Path(source)]
    if isinstance(source, Mapping):
        return [Path(part) if isinstance(part, str | Path) else Table(part, str(name)) for name, part in source.items()]
    if isinstance(source, Sequence):
        return [part for parts in source for part in _submission(parts)]
    return [Table(source, "")]


def _submissions(previous: object) -> "list[list[Source]]":
    """Return the files and tables of each previous submission, the latest last."""
    if previous is None:
        return []
    if isinstance(previous, Mapping):
        return [_submission({name: source}) for name, source in previous.items()]
    if isinstance(previous, Sequence) and not isinstance(previous, str):
        return [_submission(source) for source in previous]
    return [_submission(previous)]


def _named(submissions: "Sequence[Sequence[Source]]", name: str) -> "list[list[Source]]":
    """Give each table without a name this name, followed by a number if there are several."""
    from cldspec.validation.validator import Table

    unnamed = [source for submission in submissions for source in submission if isinstance(source, Table) and not source.name]
    names = {id(table): f"{name} {number}" if len(unnamed) > 1 else name for number, table in enumerate(unnamed, 1)}
    return [
        [replace(source, name=names[id(source)]) if isinstance(source, Table) and not source.name else source for source in submission]
        for submission in submissions
    ]


def _summary(result: Result) -> str:
    """Return in words whether a return conforms."""
    specification = result.specification
    against = f"{specification.title} {specification.version_label}"
    if result.conforms:
        return f"conforms to {against}, {counted(result.total, 'finding')} in {counted(result.rows, 'row')}"
    with_errors = number(result.rows - result.rows_conforming)
    return f"does not conform to {against}, errors in {with_errors} of {counted(result.rows, 'row')}"
