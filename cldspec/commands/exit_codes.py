"""The exit codes of every command. Success is 0."""

FINDINGS = 1
"""The command did its work and found something: a mistake, a difference, a row that does not conform."""
INVALID = 2
"""The command line, a file or the specification is wrong, or the machine could not do what was asked."""
FAULT = 3
"""The program itself failed."""
STOPPED = 130
"""Somebody pressed Ctrl-C. Shells use the same number."""
BROKEN_PIPE = 141
"""The program that reads the output has ended, as `head` does. Shells use the same number."""
