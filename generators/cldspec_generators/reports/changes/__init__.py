"""What changed between two versions, for those whom it touches: a notice, a workbook, and the same for programs."""

from collections.abc import Iterator

from cldspec.diff.changes import Comparison
from cldspec.model import Artifact
from cldspec_generators.reports.changes.messages import Explained
from cldspec_generators.reports.changes.notice import markdown
from cldspec_generators.reports.changes.page import html
from cldspec_generators.reports.changes.report import report
from cldspec_generators.reports.changes.workbook import workbook
from cldspec_generators.shared.writing import json_text


def files(comparison: Comparison, explained: Explained | None = None) -> Iterator[Artifact]:
    """Yield every file that tells what changed; `explained` says by kind and part which requests asked for a change."""
    old, new = comparison.old.version, comparison.new.version
    about = f"What changed from version {old} to {new}, whom it touches, and what to do"
    yield Artifact("README.md", markdown(comparison, explained).encode(), f"{about}: the notice as text.")
    yield Artifact("notice.html", html(comparison, explained).encode(), f"{about}: the notice as one page, ready to send.")
    yield Artifact(
        "changes.xlsx", workbook(comparison, explained), "Every change as a row to filter, code lists side by side, examples whole."
    )
    yield Artifact("changes.json", json_text(report(comparison, explained)).encode(), "Every change, for programs.")
