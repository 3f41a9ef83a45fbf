"""Comparing two versions of which neither need have passed its checks."""

from pathlib import Path

from cldspec.check import check
from cldspec.diff.changes import Comparison
from cldspec.diff.compare import compare
from cldspec.findings import SpecificationError
from cldspec.model import Specification


def compare_unchecked(
    old: Specification, new: Specification, *, old_folder: Path | None = None, new_folder: Path | None = None
) -> Comparison:
    """Return every change between two versions. Their folders, if given, are for the error.

    Raises SpecificationError if a version has mistakes that stand in the way. Other mistakes do not matter, so that a draft can be
    compared while it is written.
    """
    try:
        return compare(old, new)
    except Exception as error:
        for specification, folder in ((old, old_folder), (new, new_folder)):
            findings = check(specification)
            if findings:
                raise SpecificationError(findings, folder) from error
        raise
