"""What the forms on paper, Word and PDF, share: the words of the title page, the depth of the contents, the room of columns."""

from datetime import datetime
from math import sqrt

from cldspec_generators.guidance.blocks import Code, Emphasis, Inline, Link, Strong, Table, Text, plain
from cldspec_generators.guidance.guide import REFERENCE, Guide
from cldspec_generators.guidance.pictures import MONTHS

    "BLUE",
    "INK",
    "LINE",
    "PALE",
    "QUIET",
    "contents_depth",
    "front",
    "groups",
    "published_on",
    "running",
    "shares",
    "title",
    "worded",
]

PADDING, LONGEST_WORD, ONE_LINE = 4, 34, 36
"""In letters: the room beside the text of a cell, the longest word that is given room as a whole, and what fits into one line."""
FURTHER = 0.3
"""How much room each letter gets that does not fit into one line."""
WIDE_LETTERS = 1.2
"""How much wider the letters of code are."""


def title(guide: Guide) -> str:
    """Return the title of the document."""
    return f"{guide.specification.title} guidance"


def running(guide: Guide) -> str:
    """Return what stands at the head of each sheet."""
    return f"{title(guide)}, version {guide.specification.version}"


def front(guide: Guide) -> tuple[Inline, ...]:
    """Return the paragraphs of the title page, below its title and version."""
    specification = guide.specification
    contact, licence = specification.contact, specification.licence
    lines: list[Inline] = [(Text(f"Published {worded(specification.published)} by {specification.publisher}."),)]
    if specification.status == "draft":
        lines.append((Strong((Text("Draft: this version is not released, and may change."),)),))
    lines.append((Emphasis((Text(specification.summary),)),))
    lines.append((Text("Questions: "), Text(f"{contact.name}, "), Link(f"mailto:{contact.email}", (Text(contact.email),), within=False)))
    lines.append((Text(f"{licence.attribution} "), Link(licence.url, (Text("Read the licence"),), within=False)))
    return tuple(lines)


def published_on(guide: Guide) -> datetime:
    """Return the day on which the specification was published, or the first of its month."""
    year, month, day = (*map(int, guide.specification.published.split("-")), 1)[:3]
    return datetime(year, month, day)  # noqa: DTZ001 - the dates of documents are days, whatever the time zone


def worded(published: str) -> str:
    """Return a date, or a month, as people write it."""
    year, month, *days = published.split("-")
    return " ".join([*(str(int(day)) for day in days), MONTHS[int(month) - 1], year])


def groups(guide: Guide) -> list[str]:
    """Return the groups of the contents, in order."""
    return list(dict.fromkeys(page.group for page in guide.pages))


def contents_depth(group: str) -> int:
    """Return down to which level the contents list headings: hundreds of entries of reference would bury all else."""
    return 1 if group == REFERENCE else 2


def shares(table: Table) -> list[float]:
    """Return how much of the width each column gets: room for its longest word, and more the more it has to say."""
    return [_share([row[column] for row in (table.head, *table.rows)]) for column in range(len(table.head))]


def _share(cells: list[Inline]) -> float:
    texts = [plain(cell) for cell in cells]
    word = max((len(word) for text in texts for word in text.split()), default=0)
    # one long cell among short ones counts for less than many long ones
    said = sqrt(max(map(len, texts)) * sum(map(len, texts)) / len(texts))
    more = max(said - ONE_LINE, 0) * FURTHER
    wide = WIDE_LETTERS if any(isinstance(part, Code) for cell in cells for part in cell) else 1
    return PADDING + max(min(word, LONGEST_WORD) * wide, min(said, ONE_LINE) + more)
