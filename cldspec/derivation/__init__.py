"""Derive what follows from returns: `rows` reads them, `duckdb` works out the tables, and `api` is what `cldspec.derive` does."""
