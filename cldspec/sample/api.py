"""Made-up returns for Python: what `cldspec.sample` does."""

from pathlib import Path
from typing import TYPE_CHECKING

from cldspec.model import Specification

if TYPE_CHECKING:
    import pyarrow as pa


def sample(
    rows: int = 1000, *, version: str | Path | Specification | None = None, spec: str | Path | None = None, seed: int = 0
) -> "pa.Table":
    """Return a made-up return; see `cldspec.sample`."""
    import pyarrow as pa

    from cldspec.check.versions import load_version
    from cldspec.sample.returns import Sample

    if rows < 1:
        raise ValueError(f"rows is {rows}. It is at least 1.")
    made = Sample(load_version(version, spec), rows, seed=seed)
    columns = [pa.array([cell or None for cell in column], pa.string()) for column in zip(*made.rows(), strict=True)]
    return pa.table(columns, names=made.header)
