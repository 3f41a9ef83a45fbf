"""A change notice as one web page with all that it needs, to send, open and print."""

from itertools import groupby

from markupsafe import Markup, escape

from cldspec.diff.changes import Comparison
from cldspec.diff.kinds import AUDIENCES
from cldspec_generators.reports.changes import wording
from cldspec_generators.reports.changes.applies import Explanations
from cldspec_generators.reports.changes.content import Entry, Notice
from cldspec_generators.reports.changes.migration import needs_migration
from cldspec_generators.reports.changes.text_diff import Op, Piece
from cldspec_generators.shared.page import render_page

PACKAGE = "cldspec_generators.reports.changes"
_MARKS: dict[Op, tuple[str, str]] = {"remove": ("del", "removed: "), "add": ("ins", "added: ")}
"""The HTML elements for removed and added words, and what a screen reader says before them."""


def html(comparison: Comparison, explanations: Explanations | None = None) -> str:
    """Return the notice as a web page that contains its style sheet. Raises MissingStyleSheetError."""
    return render_page(
        PACKAGE,
        "notice.html.j2",
        notice=Notice(comparison, explanations or {}),
        wording=wording,
        other_files=wording.OTHER_FILES[needs_migration(comparison)],
        audiences=AUDIENCES,
        parts_of=_parts_of,
        pieces=_pieces,
        slug=_slug,
    )


def _parts_of(entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """Return the entries of each part, with its heading."""
    return [(heading, list(of_part)) for (_, heading), of_part in groupby(entries, lambda entry: (entry.change.part, entry.heading))]


def _pieces(line: list[Piece]) -> Markup:
    return Markup(" ").join(map(_piece, line))


def _piece(piece: Piece) -> Markup:
    if piece.op == "keep":
        return escape(piece.text)
    element, spoken = _MARKS[piece.op]
    return Markup(f'<{element}><span class="nhsuk-u-visually-hidden">{spoken}</span>{escape(piece.text)}</{element}>')  # noqa: S704 - escaped


def _slug(text: str) -> str:
    """Return the anchor of a group."""
    return "group-" + "-".join(
        "".join(character if character.isalnum() and character.isascii() else " " for character in text.lower()).split()
    )
