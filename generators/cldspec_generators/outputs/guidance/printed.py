"""What Word and PDF share: the title page, the depth of the contents, and the widths of columns."""

from math import sqrt

from cldspec.guidance import document as doc
from cldspec.wording import date_in_words
from cldspec_generators.outputs.guidance.guide import DERIVED, REFERENCE, Guide
from cldspec_generators.shared.writing import DRAFT_NOTICE

SMALL_TYPE_COLUMNS = 5
"""From this number of columns on, a table is set in smaller type."""
SHEET_WIDTH, CELL_PADDING, ONE_LINE = 118, 3, 36
"""In letters: the width of a sheet, the padding of a cell, and the length of a text that fits well on one line."""
WEB_VERSION = (
    "The web version of this guide has a search, the code lists with other spellings, and an annex: where the sources disagree, what no "
    "rule checks, and where each part comes from. References that are not links lead there."
)
"""What the title page says about the pages that only the web version has."""
EXTRA_WIDTH, MOST_EXTRA_WIDTH = 0.3, 60
"""The width that each letter beyond one line adds to a column, in letters, and the most that all of them add."""
CODE_WIDTH = 1.55
"""The width of a letter of code, in letters."""


def title(guide: Guide) -> str:
    """Return the title of the document."""
    return f"Guide to {guide.specification.title}"


def running_title(guide: Guide) -> str:
    """Return the line at the top of each sheet."""
    return f"{title(guide)}, {guide.specification.version_in_text}"


def before_page_number(guide: Guide) -> str:
    """Return the words before the number at the foot of each sheet."""
    return "Draft. Page " if guide.specification.status == "draft" else "Page "


def title_page(guide: Guide) -> tuple[doc.Inline, ...]:
    """Return the paragraphs of the title page, below its title and version."""
    specification = guide.specification
    contact, licence = specification.contact, specification.licence
    published = f"Published {date_in_words(published_on)} by" if (published_on := specification.publication_date) else "Prepared by"
    lines: list[doc.Inline] = [(doc.Text(f"{published} {specification.publisher}."),)]
    if specification.status == "draft":
        lines.append((doc.Strong((doc.Text(DRAFT_NOTICE),)),))
    lines.append((doc.Emphasis((doc.Text(specification.summary),)),))
    lines.append((doc.Text(WEB_VERSION),))
    address = doc.Link(f"mailto:{contact.email}", (doc.Text(contact.email),), is_internal=False)
    lines.append((doc.Text("Questions: "), doc.Text(f"{contact.name}, "), address))
    lines.append((doc.Text(f"{licence.attribution} "), doc.Link(licence.url, (doc.Text("Read the licence"),), is_internal=False)))
    return tuple(lines)


def groups(guide: Guide) -> list[str]:
    """Return the groups of the contents, in order."""
    return list(dict.fromkeys(page.group for page in guide.pages))


def contents_depth(group: str) -> int:
    """Return the level of the lowest headings in the contents. The reference has hundreds of headings, which would bury all others."""
    return 1 if group in {REFERENCE, DERIVED} else 2


def column_widths(table: doc.Table) -> list[float]:
    """Return the width of each column, in letters: room for its longest word, and more for more text."""
    columns = [[row[column] for row in (table.head, *table.rows)] for column in range(len(table.head))]
    least = [_longest_word(cells) for cells in columns]
    wanted = [max(_wanted_width(cells) - word, 1) for cells, word in zip(columns, least, strict=True)]
    spare = max(SHEET_WIDTH - sum(least), 0)
    return [word + spare * more / sum(wanted) for word, more in zip(least, wanted, strict=True)]


def _longest_word(cells: list[doc.Inline]) -> float:
    """Return the width of the longest word, in letters."""
    longest = 0.0
    for cell in cells:
        letter = CODE_WIDTH if _has_code(cell) else 1
        longest = max([longest, *(len(word) * letter for word in doc.plain_text(cell).split())])
    return CELL_PADDING + longest


def _wanted_width(cells: list[doc.Inline]) -> float:
    """Return the width that suits a column, in letters. One long cell among short ones counts for less than many long ones."""
    lengths = [len(doc.plain_text(cell)) for cell in cells]
    typical = sqrt(max(lengths) * sum(lengths) / len(lengths))
    return CELL_PADDING + min(typical, ONE_LINE) + min(max(typical - ONE_LINE, 0) * EXTRA_WIDTH, MOST_EXTRA_WIDTH)


def _has_code(content: doc.Inline) -> bool:
    return any(isinstance(span, doc.Code) or (not isinstance(span, doc.Text) and _has_code(span.content)) for span in content)
