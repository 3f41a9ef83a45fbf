"""Web pages: one skeleton and one style sheet for all outputs and reports, and pages that need no other file."""

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from cldspec.wording import date_in_words, number
from cldspec_generators.shared.plain_text import writable
from cldspec_generators.shared.style_sheet import licence, styles
from cldspec_generators.shared.theme import SEVERITY_COLOURS
from cldspec_generators.shared.writing import DRAFT_NOTICE

SHARED = "cldspec_generators.shared"
"""The package that has the shared templates."""


def render_page(package: str, name: str, /, **values: object) -> str:
    """Return the page that the template `name` in the folder templates/ of a package makes of some values, which it escapes.

    The template can use those in shared/templates/: their names begin with "shared/". An unknown name raises jinja2.UndefinedError.
    """
    return _environment(package).get_template(name).render(**values)


@cache
def inline_styles() -> Markup:
    """Return the style sheet with its licence, for pages that need no other file. Raises MissingStyleSheetError."""
    return Markup(f"/*\nStyled with NHS.UK frontend.\n\n{licence().decode().strip()}\n*/\n{styles().decode()}")  # noqa: S704 - no data


@cache
def _environment(package: str) -> Environment:
    loader = ChoiceLoader([PackageLoader(package), PrefixLoader({"shared": PackageLoader(SHARED)})])
    environment = Environment(
        loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters |= {"date": date_in_words, "number": number, "writable": writable}
    environment.globals |= {"inline_styles": inline_styles, "severity_colours": SEVERITY_COLOURS, "draft_notice": DRAFT_NOTICE}
    return environment
