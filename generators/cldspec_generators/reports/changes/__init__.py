"""The report of a comparison for those concerned: a notice as text and as a web page, a workbook, and data for programs."""

from collections.abc import Iterator

from cldspec.diff.changes import Comparison
from cldspec.model import Artifact
from cldspec_generators.reports.changes.applies import Explanations
from cldspec_generators.reports.changes.markdown_text import markdown
from cldspec_generators.reports.changes.page import html
from cldspec_generators.reports.changes.report import report
from cldspec_generators.reports.changes.workbook import workbook
from cldspec_generators.shared.writing import json_text


def files(comparison: Comparison, explanations: Explanations | None = None) -> Iterator[Artifact]:
    """Yield all files of the report; `explanations` are the change requests of each change, by its kind and part."""
    old, new = comparison.old.version, comparison.new.version
    about = f"What changed from version {old} to {new}, who is affected, and what to do"
    if comparison.correction:
        about = f"What was corrected in version {new}, who is affected, and what to do"
    yield Artifact("README.md", markdown(comparison, explanations).encode(), f"{about}: the notice as text.")
    yield Artifact("notice.html", html(comparison, explanations).encode(), f"{about}: the notice as a web page, ready to send.")
    yield Artifact(
        "changes.xlsx", workbook(comparison, explanations), "A row for each change, code lists side by side, and complete examples."
    )
    yield Artifact("changes.json", json_text(report(comparison, explanations)).encode(), "All changes, for programs.")
