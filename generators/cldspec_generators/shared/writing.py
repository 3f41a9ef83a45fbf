"""Functions for writing text files and archives, and words that several documents share."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from cldspec.guidance.limits import shown
from cldspec.guidance.markdown import Markdown, code, escaped
from cldspec.model import Specification
from cldspec.rules.all_rules import Rule
from cldspec.rules.targets.sentences import sentence_lines

EXCEL = "utf-8-sig"
"""The encoding that tells Excel that a CSV file is UTF-8."""
EARLIEST_DATE = (1980, 1, 1, 0, 0, 0)
"""The first date and time that a ZIP archive can record. Every part of an archive has it."""
DRAFT_NOTICE = "This is a draft. It may change before it is released."
WITHDRAWN_NOTICE = "This version is withdrawn. Use another one."


def notice_of(specification: Specification) -> str | None:
    """Return what readers of a version that is not in use must know; None for one that is."""
    return {"draft": DRAFT_NOTICE, "withdrawn": WITHDRAWN_NOTICE}.get(specification.status)


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV, with the line endings of RFC 4180, which SQL Server expects too."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def json_text(value: object) -> str:
    """Return a value as indented JSON, with a line ending at its end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def render_template(package: str, name: str, /, **values: object) -> str:
    """Return the text that the template `name` in the folder templates/ of a package makes of some values.

    In the template of a Markdown file, NAME.md.j2, whatever is printed is escaped. Write `{{ value | code }}` for code, and
    `{{ value | raw }}` for an identifier inside backticks, or for what is Markdown already.

    An unknown name in the template raises jinja2.UndefinedError. For HTML there is `shared.page.render_page`, which escapes the values.
    """
    return _template(package, name).render(**values)


@cache
def _template(package: str, name: str) -> Template:
    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)  # noqa: S701 - no HTML
    if name.endswith(".md.j2"):
        environment.finalize = shown
        environment.filters |= {"code": code, "raw": Markdown}
    return environment.from_string(files(package).joinpath("templates", name).read_text(encoding="utf-8"))


def rule_in_markdown(rule: Rule, specification: Specification) -> Markdown:
    """Return what a rule demands as Markdown: a sentence, and the list that it may end with."""
    (_, opening), *points = sentence_lines(rule, specification)
    lines = [escaped(opening), *([""] if points else []), *(f"{marker}{escaped(words)}" for marker, words in points)]
    return Markdown("\n".join(lines))


def sources_in_words(references: Iterable[str], specification: Specification) -> str:
    """Return the places that some references cite, each with the title of its document."""
    cited = (specification.places_by_document([reference]) for reference in references)
    return "; ".join(f"{document}: {place}" for places in cited for document, (place,) in places.items())


def first_day(date: str | None) -> datetime:
    """Return a date, yyyy-mm-dd, or the first day of a month, yyyy-mm, for the properties of a document.

    A draft has no date: its documents have the earliest that every format can record, so that the same draft gives the same bytes.
    """
    if date is None:
        return datetime(*EARLIEST_DATE)  # noqa: DTZ001
    year, month, day = (*map(int, date.split("-")), 1)[:3]
    return datetime(year, month, day)  # noqa: DTZ001 - a day, whatever the time zone


def stored_archive(content: bytes) -> bytes:
    """Return a ZIP archive with all parts undated and uncompressed, because the result of compression depends on a machine's zlib."""
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, EARLIEST_DATE)
            part.create_system = 3  # otherwise Windows would write another number
            target.writestr(part, source.read(name))
    return stored.getvalue()
