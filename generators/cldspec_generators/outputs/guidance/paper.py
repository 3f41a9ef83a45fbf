"""What the forms on paper, Word and PDF, share: the words of the title page, the depth of the contents, the room of columns."""

from math import sqrt

from cldspec.wording import date_in_words
from cldspec_generators.outputs.guidance.blocks import Code, Emphasis, Inline, Link, Strong, Table, Text, plain
from cldspec_generators.outputs.guidance.guide import REFERENCE, Guide

LETTERS, PADDING, ONE_LINE = 118, 3, 36
"""In letters: the width of a sheet, the room beside the text of a cell, and a text for which one line is well enough."""
FURTHER, MOST_FURTHER = 0.3, 60
"""How much room each letter beyond that is worth, and all of them at most."""
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
    lines: list[Inline] = [(Text(f"Published {date_in_words(specification.published)} by {specification.publisher}."),)]
    if specification.status == "draft":
        lines.append((Strong((Text("Draft: this version is not released, and may change."),)),))
    lines.append((Emphasis((Text(specification.summary),)),))
    lines.append((Text("Questions: "), Text(f"{contact.name}, "), Link(f"mailto:{contact.email}", (Text(contact.email),), within=False)))
    lines.append((Text(f"{licence.attribution} "), Link(licence.url, (Text("Read the licence"),), within=False)))
    return tuple(lines)


def groups(guide: Guide) -> list[str]:
    """Return the groups of the contents, in order."""
    return list(dict.fromkeys(page.group for page in guide.pages))


def contents_depth(group: str) -> int:
    """Return down to which level the contents list headings: hundreds of entries of reference would bury all else."""
    return 1 if group == REFERENCE else 2


def shares(table: Table) -> list[float]:
    """Return how much of the width each column gets: room for its longest word, and more the more it has to say."""
    columns = [[row[column] for row in (table.head, *table.rows)] for column in range(len(table.head))]
    least = [_longest_word(cells) for cells in columns]
    more = [max(_wished(cells) - word, 1) for cells, word in zip(columns, least, strict=True)]
    left = max(LETTERS - sum(least), 0)
    return [word + left * wish / sum(more) for word, wish in zip(least, more, strict=True)]


def _longest_word(cells: list[Inline]) -> float:
    """Return the room of the longest word, in letters."""
    longest = 0.0
    for cell in cells:
        wide = WIDE_LETTERS if _has_code(cell) else 1
        longest = max([longest, *(len(word) * wide for word in plain(cell).split())])
    return PADDING + longest


def _wished(cells: list[Inline]) -> float:
    """Return the room that a column fills well; one long cell among short ones counts for less than many long ones."""
    lengths = [len(plain(cell)) for cell in cells]
    said = sqrt(max(lengths) * sum(lengths) / len(lengths))
    return PADDING + min(said, ONE_LINE) + min(max(said - ONE_LINE, 0) * FURTHER, MOST_FURTHER)


def _has_code(content: Inline) -> bool:
    return any(isinstance(part, Code) or (not isinstance(part, Text) and _has_code(part.content)) for part in content)
