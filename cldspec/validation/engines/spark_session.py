"""A Spark session for one validation: the session that is active, or a new one that ends with the work."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.temporary import private_folder

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

NO_SPARK = 'Spark is not installed. Run: pip install "cldspec[spark]". It also needs Java 17 or later.'
NO_START = "Spark does not start. It needs Java 17 or later and, if a cluster is named, that cluster"
_SETTINGS = {"spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}


@contextmanager
def spark_session(session: "SparkSession | None", master: str | None, memory: str) -> "Iterator[SparkSession]":
    """Give the session, the active session, or a new one on the cluster `master` or on this machine, which is stopped at the end.

    A new session has as much memory on this machine, written like 2GB.
    Raises UnreadableFileError where Spark is not installed or does not start.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UnreadableFileError(NO_SPARK) from error
    active = session or SparkSession.getActiveSession()
    if active is not None:
        yield active
        return
    builder = SparkSession.builder.appName("cldspec validate")
    with private_folder() as folder:
        for key, value in (_SETTINGS | _memory(memory) | {"spark.sql.warehouse.dir": str(folder)}).items():
            builder = builder.config(key, value)
        try:
            started = (builder.master(master) if master else builder).getOrCreate()
        except _errors(OSError, TypeError) as error:
            raise UnreadableFileError(f"{NO_START} ({_first_line(error)}).") from error
        if str(started.sparkContext.master).startswith("local"):  # the default is for a cluster: here it makes hundreds of small files
            started.conf.set("spark.sql.shuffle.partitions", str(2 * started.sparkContext.defaultParallelism))
        try:
            yield started
        finally:
            started.stop()


def _memory(memory: str) -> dict[str, str]:
    """Return the setting for memory, which Java takes as 2G; none where it is written in another way."""
    amount = re.fullmatch("([0-9]+) ?([KMGT])i?B", memory, re.IGNORECASE)
    return {"spark.driver.memory": f"{amount[1]}{amount[2].upper()}"} if amount else {}


@contextmanager
def spark_errors_in_words() -> Iterator[None]:
    """Raise UnreadableFileError, with the first line of the message, in place of any error of Spark."""
    try:
        yield
    except _errors() as error:
        raise UnreadableFileError(f"Spark could not check the return: {_first_line(error)}") from error


def _errors(*more: type[Exception]) -> tuple[type[Exception], ...]:
    """Return the errors that Spark raises, and that Java raises in it, and some more."""
    from py4j.protocol import Py4JError  # type: ignore[import-untyped] # ships no types
    from pyspark.errors import PySparkException

    return *more, PySparkException, Py4JError


def _first_line(error: Exception) -> str:
    """Return the message of an error, without the stack trace of Java that may follow."""
    cause = getattr(error, "java_exception", None)
    text = str(cause.getMessage()) if cause is not None else str(error)
    return text.strip().split("\n", 1)[0]
