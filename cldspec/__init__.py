"""A data specification kept as code: load it, check it, generate everything that people use from it."""
