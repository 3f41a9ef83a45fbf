"""The error that every reader and engine raises where a return cannot be read."""


class UnreadableFileError(Exception):
    """Raised where a file is not a return, or cannot be read; the message names the file and says what to do."""
