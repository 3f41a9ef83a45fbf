"""What the pictures of the guide are drawn with: SVG made of plain rectangles, lines, paths and texts, and words in a row.

So browsers, word processors and typesetters draw them alike. No colour says anything that a word, a border or a mark does not.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from cldspec_generators.shared.theme import PAPER

FONT = "Arial, Helvetica, sans-serif"

SIZE, SMALL = 15, 14
"""The sizes of letters: of names, and of everything else."""
WIDE, WIDE_BOLD = 0.56, 0.6
"""How wide a letter is on average, by its size."""
LEADING = 1.3
"""How far apart lines stand, by the size of their letters."""
GAP, INSET, ROUND = 8, 10, 6
"""The space between boxes, the space inside them, and the radius of their corners."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: a short title, a text that says all that it shows, and the drawing as SVG."""

    title: str
    description: str
    svg: str


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide a text is."""
    return len(text) * size * (WIDE_BOLD if bold else WIDE)


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return a text as lines that are not wider than this."""
    return textwrap.wrap(" ".join(text.split()), max(int(width / width_of("n", size, bold=bold)), 1)) or [""]


def svg_of(name: str, words: tuple[str, str], extent: tuple[float, float], parts: Sequence[str]) -> str:
    """Return a whole drawing, with a little white around it; its words are the title and the description."""
    title, description = f"picture-{name}-title", f"picture-{name}-description"
    width, height = (decimal(side + 2 * GAP) for side in extent)
    head = f'xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    lines = [
        f'<svg {head} role="img" aria-labelledby="{title} {description}">',
        f'<title id="{title}">{escape(words[0])}</title>',
        f'<desc id="{description}">{escape(words[1])}</desc>',
        f'<rect x="0" y="0" width="{width}" height="{height}" fill="{PAPER}"/>',
        f'<g transform="translate({GAP} {GAP})">',
        *parts,
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def element(name: str, content: str | None = None, /, **attributes: object) -> str:
    """Return an element; underscores in the names of attributes are hyphens."""
    pairs = ((key.replace("_", "-"), decimal(value) if isinstance(value, float) else str(value)) for key, value in attributes.items())
    start = " ".join([name, *(f'{key}="{escape(value)}"' for key, value in pairs)])
    return f"<{start}/>" if content is None else f"<{start}>{escape(content)}</{name}>"


def decimal(value: float) -> str:
    """Return a number with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def rectangle(left: float, top: float, width: float, height: float, **look: object) -> str:
    """Return a rectangle with round corners."""
    return element("rect", x=left, y=top, width=width, height=height, rx=ROUND, ry=ROUND, **look)


def straight(x1: float, y1: float, x2: float, y2: float, colour: str, **look: object) -> str:
    """Return a thin line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=1, **look)


def text_lines(lines: Sequence[str], left: float, middle: float, *, size: int, **look: object) -> Iterator[str]:
    """Yield lines of text whose middle is at this height."""
    # A capital is about 0.7 of the size high, so its middle lies 0.35 above the line that letters stand on.
    first = middle - (len(lines) - 1) * size * LEADING / 2 + 0.35 * size
    for index, line in enumerate(lines):
        yield element("text", line, x=left, y=first + index * size * LEADING, font_family=FONT, font_size=size, **look)


def tick(left: float, middle: float, colour: str) -> str:
    """Return a tick as wide as a letter is high."""
    points = ((left + 1, middle), (left + 5, middle + 5), (left + 13, middle - 6))
    return stroked(f"M{path_through(points)}", colour)


def cross(left: float, middle: float, colour: str) -> str:
    """Return a cross as wide as a letter is high."""
    rising = ((left + 2, middle + 5), (left + 12, middle - 5))
    falling = ((left + 2, middle - 5), (left + 12, middle + 5))
    return stroked(f"M{path_through(rising)} M{path_through(falling)}", colour)


def path_through(points: Sequence[tuple[float, float]]) -> str:
    """Return the path through some points."""
    return " L".join(f"{decimal(across)} {decimal(down)}" for across, down in points)


def stroked(path: str, colour: str) -> str:
    """Return a path drawn as a stroke."""
    return element("path", d=path, fill="none", stroke=colour, stroke_width=3, stroke_linecap="round", stroke_linejoin="round")
