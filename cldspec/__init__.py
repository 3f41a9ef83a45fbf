"""A data specification kept as code: check it, read it, build what people use from it, and hold returns to it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["validate"]


def validate(
    source: "str | Path | object | Sequence[str | Path]",
    *,
    version: str | None = None,
    previous: str | Path | Sequence[str | Path] = (),
    limit: int | None = None,
    show_values: bool = False,
) -> "pa.Table":
    """Return the findings of a return as an Arrow table; one without rows conforms.

    `source` is the path of a file, several paths that are one submission, or a table: anything that DuckDB can read, such
    as an Arrow table, a pandas or a Polars data frame, with columns named as in the template or by the identifiers of the data
    items. `version` is a version's number or folder; the latest released one if it is left out. `previous` are earlier
    submissions of the same year, the latest last. At most `limit` findings of each rule are returned; all, if it is None.

    The columns are file (string), row (int64, as a spreadsheet shows it: the headers are row 1), item (string, the data
    item's identifier; null where a finding is about none), rule, severity (error, warning or information), message,
    suggestion (strings; null where there is none) and value (string; null unless `show_values`).

    Raises ValueError where `limit` is negative, cldspec.validation.errors.UnreadableFileError where the source is no return,
    cldspec.versions.catalogue.UnknownVersionError where there is no such version,
    and cldspec.findings.SpecificationError where that is not sound.

    Example: cldspec.validate("return.csv").filter(pyarrow.compute.field("severity") == "error")
    """
    from cldspec.check import load_checked
    from cldspec.validation.arrow import findings_table, sources_of
    from cldspec.validation.validator import Options, validate
    from cldspec.versions.catalogue import folder_of, spec_root

    if limit is not None and limit < 0:
        raise ValueError(f"limit is {limit}: it is the most findings of each rule that are returned, or None for all.")
    earlier = [Path(one) for one in ([previous] if isinstance(previous, str | Path) else previous)]
    specification = load_checked(folder_of(spec_root(Path.cwd()), version))
    options = Options(limit=limit, show_values=show_values)
    return findings_table(validate(sources_of(source), specification, previous=earlier, options=options))
