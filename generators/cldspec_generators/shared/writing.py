"""Ways of writing files that several outputs share."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

EXCEL = "utf-8-sig"
"""The encoding by which Excel knows a CSV file for UTF-8."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of the parts of an archive: the first that a ZIP archive can hold."""


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV with the line ends that RFC 4180 asks for, which SQL Server expects too."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def json_text(value: object) -> str:
    """Return a value as indented JSON, ended by a line end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def render_template(package: str, name: str, /, **values: object) -> str:
    """Return the template `name` from the folder templates/ of a package, filled. An unknown name in it raises."""
    source = files(package).joinpath("templates", name).read_text(encoding="utf-8")
    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)  # noqa: S701 - no HTML
    return environment.from_string(source).render(**values)


def first_day(date: str) -> datetime:
    """Return a date, yyyy-mm-dd, or the first day of a month, yyyy-mm, as the properties of documents have dates."""
    year, month, day = (*map(int, date.split("-")), 1)[:3]
    return datetime(year, month, day)  # noqa: DTZ001 - a day, whatever the time zone


def stored_archive(content: bytes) -> bytes:
    """Return a ZIP archive with its parts as they are, and undated: what compressing them gives depends on the machine's zlib."""
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, EARLIEST)
            part.create_system = 3  # the same on Windows
            target.writestr(part, source.read(name))
    return stored.getvalue()
