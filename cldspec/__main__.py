"""Run by `python -m cldspec`."""

from cldspec.commands import main

main(prog_name="cldspec")
