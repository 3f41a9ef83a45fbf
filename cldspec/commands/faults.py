"""What the program says when it cannot go on: the machine's fault, or its own."""

import traceback
from pathlib import Path

_PACKAGES = ("cldspec", "cldspec_generators")
_MAINTAINER = "whoever maintains cldspec"


def machine_message(error: OSError | MemoryError) -> str:
    """Return the sentence about something that the machine could not do, such as write to a full disk."""
    if isinstance(error, MemoryError):
        return "Error: There is not enough memory. Close other programs, or run the command on a machine with more memory."
    file = f"{error.filename}: " if error.filename else ""
    return f"Error: {file}{error.strerror or error}."


def fault_message(error: BaseException) -> str:
    """Return the sentences about a fault of the program.

    They name the type of the error and the place in the code, but not the error's own words, which may quote a return.
    """
    return (
        f"cldspec stopped because of a fault in the program ({type(error).__name__}{_place(error)}). "
        f"Please report it to {_where_to_report()}. To see the details, run: cldspec --debug COMMAND"
    )


def _place(error: BaseException) -> str:
    """Return the last line of our own code that ran before the error."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        parts = Path(frame.filename).parts
        package = next((name for name in _PACKAGES if name in parts), None)
        if package:
            last = len(parts) - 1 - parts[::-1].index(package)
            return f" in {'/'.join(parts[last:])}, line {frame.lineno}"
    return ""


def _where_to_report() -> str:
    """Return the address for reports that the installed package names, or who to turn to."""
    from importlib.metadata import PackageNotFoundError, metadata  # slow to import, and seldom needed

    try:
        entries = metadata("cldspec").get_all("Project-URL") or []
    except PackageNotFoundError:  # run from a checkout that is not installed
        return _MAINTAINER
    addresses = {label.strip().casefold(): address.strip() for label, _, address in (entry.partition(",") for entry in entries)}
    return next((addresses[label] for label in ("issues", "repository", "homepage") if label in addresses), _MAINTAINER)
