"""Draws the pictures of the guide as SVG, from plain rectangles, lines, paths and texts.

Browsers, word processors and typesetters draw these alike. No meaning depends on colour alone: a word, a border or a mark has it too.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from cldspec_generators.shared.theme import PAPER

FONT = "Arial, Helvetica, sans-serif"
SIZE, SMALL = 15, 14
"""The sizes of letters: those of names, and all others."""
LETTER_WIDTH, BOLD_LETTER_WIDTH = 0.56, 0.6
"""The average width of a letter, as a share of its size."""
LEADING = 1.3
"""The distance between lines of text, as a multiple of the size of their letters."""
GAP, INSET, RADIUS = 8, 10, 6
"""The space between boxes, the space inside them, and the radius of their corners."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture: its title, a description that says everything it shows, and the SVG."""

    title: str
    description: str
    svg: str


def drawing_of(  # noqa: PLR0913 - options are named
    name: str, title: str, description: str, extent: tuple[float, float], parts: Sequence[str], *, is_draft: bool
) -> Drawing:
    """Return a drawing with a white margin. `extent` is the width and height of its parts. The title says whether it is of a draft."""
    title = f"{title} (draft)" if is_draft else title
    title_id, description_id = f"picture-{name}-title", f"picture-{name}-description"
    width, height = (decimal(side + 2 * GAP) for side in extent)
    attributes = f'xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    lines = [
        f'<svg {attributes} role="img" aria-labelledby="{title_id} {description_id}">',
        f'<title id="{title_id}">{escape(title)}</title>',
        f'<desc id="{description_id}">{escape(description)}</desc>',
        f'<rect x="0" y="0" width="{width}" height="{height}" fill="{PAPER}"/>',
        f'<g transform="translate({GAP} {GAP})">',
        *parts,
        "</g>",
        "</svg>",
    ]
    return Drawing(title, description, "\n".join(lines) + "\n")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the approximate width of a text."""
    return len(text) * size * (BOLD_LETTER_WIDTH if bold else LETTER_WIDTH)


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return a text as lines of at most this width."""
    return textwrap.wrap(" ".join(text.split()), max(int(width / text_width("n", size, bold=bold)), 1)) or [""]


def element(name: str, content: str | None = None, /, **attributes: object) -> str:
    """Return an element. Underscores in the names of attributes become hyphens."""
    pairs = ((key.replace("_", "-"), decimal(value) if isinstance(value, float) else str(value)) for key, value in attributes.items())
    start = " ".join([name, *(f'{key}="{escape(value)}"' for key, value in pairs)])
    return f"<{start}/>" if content is None else f"<{start}>{escape(content)}</{name}>"


def decimal(value: float) -> str:
    """Return a number with at most one decimal place."""
    return f"{value:.1f}".removesuffix(".0")


def rectangle(left: float, top: float, width: float, height: float, **style: object) -> str:
    """Return a rectangle with round corners."""
    return element("rect", x=left, y=top, width=width, height=height, rx=RADIUS, ry=RADIUS, **style)


def thin_line(x1: float, y1: float, x2: float, y2: float, colour: str, **style: object) -> str:
    """Return a thin straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=1, **style)


def text_lines(lines: Sequence[str], left: float, middle: float, *, size: int, **style: object) -> Iterator[str]:
    """Yield lines of text, centred vertically on `middle`."""
    # A capital is about 0.7 of the size high, so its middle is 0.35 above the baseline.
    first = middle - (len(lines) - 1) * size * LEADING / 2 + 0.35 * size
    for index, line in enumerate(lines):
        yield element("text", line, x=left, y=first + index * size * LEADING, font_family=FONT, font_size=size, **style)


def tick(left: float, middle: float, colour: str) -> str:
    """Return a tick, as wide as a letter is high."""
    return _stroke(((left + 1, middle), (left + 5, middle + 5), (left + 13, middle - 6)), colour=colour)


def cross(left: float, middle: float, colour: str) -> str:
    """Return a cross, as wide as a letter is high."""
    rising = ((left + 2, middle + 5), (left + 12, middle - 5))
    falling = ((left + 2, middle - 5), (left + 12, middle + 5))
    return _stroke(rising, falling, colour=colour)


def _stroke(*paths: Sequence[tuple[float, float]], colour: str) -> str:
    """Return strokes through the points of some paths."""
    d = " ".join("M" + " L".join(f"{decimal(across)} {decimal(down)}" for across, down in points) for points in paths)
    return element("path", d=d, fill="none", stroke=colour, stroke_width=3, stroke_linecap="round", stroke_linejoin="round")
