"""A notice of changes as one web page that needs nothing else: it can be sent, opened anywhere, and printed."""

from itertools import groupby

from markupsafe import Markup, escape

from cldspec.diff.changes import Comparison
from cldspec.diff.kinds import AUDIENCES
from cldspec_generators.reports.changes import messages as told
from cldspec_generators.reports.changes.messages import Explained, Telling, Told
from cldspec_generators.reports.changes.text_diff import Op, Piece
from cldspec_generators.shared.page import render_page

PACKAGE = "cldspec_generators.reports.changes"
_MARKS: dict[Op, tuple[str, str]] = {"remove": ("del", "removed: "), "add": ("ins", "added: ")}
"""The element of what was removed and added, and what is read out before it."""


def html(comparison: Comparison, explained: Explained | None = None) -> str:
    """Return the notice as a web page, its style sheet in it. Raises MissingStyleSheetError."""
    return render_page(
        PACKAGE,
        "notice.html.j2",
        telling=Telling(comparison, explained or {}),
        told=told,
        audiences=AUDIENCES,
        parts_of=_parts_of,
        pieces=_pieces,
        slug=_slug,
    )


def _parts_of(changes: list[Told]) -> list[tuple[str, list[Told]]]:
    """Return changes with those of one part together, under its name."""
    return [(name, list(of_part)) for (_, name), of_part in groupby(changes, lambda one: (one.change.part, one.change.name))]


def _pieces(line: list[Piece]) -> Markup:
    return Markup(" ").join(map(_piece, line))


def _piece(piece: Piece) -> Markup:
    if piece.op == "keep":
        return escape(piece.text)
    element, said = _MARKS[piece.op]
    return Markup('<{0}><span class="nhsuk-u-visually-hidden">{1}</span>{2}</{0}>').format(element, said, piece.text)


def _slug(text: str) -> str:
    """Return what links to a group lead to."""
    return "group-" + "-".join("".join(sign if sign.isalnum() and sign.isascii() else " " for sign in text.lower()).split())
