"""Run by `python -m cldspec`."""

from cldspec.commands import run

run()
