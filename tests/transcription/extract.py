"""Transcribe the tables and lists of a flattened CLD specification into JSON.

The source is the plain text of the Word and Excel documents, in which a table is a run
of tabs. This script knows headings and column positions only. Every list value, code
and figure that it prints comes from the source it is given.
"""

import argparse
import json
import re
import sys
from pathlib import Path

# Tabs between two neighbouring cells, which differ from one document to the next.
ANNEX_TAB, TEMPLATE_TAB, TOOL_TAB = "\t", "\t\t", "\t\t\t"

BOOKMARKS = re.compile(r"(?:\[bookmark: \w+\])+")
SECTION = re.compile(r"^(?:\[bookmark: \w+\])*\[bookmark: _Toc\d+\].*$", re.MULTILINE)
MARKER = re.compile(r"\s*(\(Voluntary\)|\*\*.+\*\*)$")
DATA_TYPE = re.compile(r"(Data (?:types?|item)): *(.*)")
PROSE = re.compile(r"[.:;]$|[.?!]\s+[A-Z]")
# An embedded comment opens with "Surname, Forename:" on a new line and ends at a tab.
COMMENT = re.compile(r"\n+[A-Z][\w'-]+, [A-Z][\w'-]+:[^\t]*?(?=\n*(?:\t|\Z))")

ITEM_HEADINGS = (
    "Person Unique Identifier",
    "NHS Number",
    "First & Last Name",
    "GP Practice Name & GP Practice Code",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Date of Death",
    "Primary Support Reason",
    "Postcode (Main Residence)",
    "Accommodation Status",
    "Employment Status",
    "Has Informal Carer",
    "Comorbid Conditions",
    "Autism Spectrum Disorder (ASD)",
    "Visual Impairment",
    "Hearing Impairment",
    "Dementia",
    "Event Type",
    "Event reference",
    "Event Start Date",
    "Event End Date",
    "Event Description",
    "Reason for End of Event / Event Outcome",
    "Route of Access",
    "Assessment Type",
    "Eligible Needs identified",
    "Informal Carer involvement in Assessment",
    "Service Type",
    "Service Component",
    "Delivery Mechanism (Long Term Community or Prison Only)",
    "Provider CQC_ID",
    "Provider CQC Location Name",
    "Review Reason",
    "Review Outcomes Achieved",
    "Unit Cost (£)",
    "Cost Frequency / Unit Type",
    "Planned units per week",
    "Full cost client",
    "Full Year Equivalent Gross Cost to the LA",
)

Row = list[str]
Record = dict[str, object]


def tidy(text: str) -> str:
    """Collapse white space and drop the bookmarks that Word leaves behind."""
    return " ".join(BOOKMARKS.sub("", text).split())


def between(text: str, start: str, end: str | None = None) -> str:
    """Return the text after the line `start` and before the line `end`."""

    def find(line: str, position: int) -> re.Match[str]:
        match = re.compile(rf"^\s*{line}\s*$", re.MULTILINE).search(text, position)
        if match is None:
            raise SystemExit(f"anchor not found: {line}")
        return match

    first = find(start, 0).end()
    return text[first : find(end, first).start()] if end else text[first:]


def sheet(text: str, tab: str) -> list[Row]:
    """Split a worksheet into rows (at blank lines) of tidy cells (at tabs)."""
    blocks = re.split(r"\n\n+", text)
    return [[tidy(cell) for cell in block.split(tab)] for block in blocks if block.strip()]


def cell(row: Row, position: int) -> str:
    """Return one cell of a row whose trailing blanks may have been dropped."""
    return row[position] if position < len(row) else ""


def column(rows: list[Row], position: int) -> Row:
    """Return the filled cells of a column, top to bottom."""
    return [value for row in rows if (value := cell(row, position))]


def index_of(rows: list[Row], anchor: str, position: int) -> int:
    """Return the number of the first row with `anchor` in the given column."""
    for number, row in enumerate(rows):
        if cell(row, position) == anchor:
            return number
    raise SystemExit(f"row not found: {anchor}")


def word_table(text: str, *header: str) -> list[Row]:
    """Return the rows under a header, in a Word table, where every cell starts at a tab.

    A row ends when it has as many cells as the header, and the table at three blank lines
    that no further cell follows. Cells are not tidied: one may hold several paragraphs.
    """
    text = BOOKMARKS.sub("", text)
    top = re.search("".join(rf"{TEMPLATE_TAB}{re.escape(name)}[ \n]*" for name in header), text)
    if top is None:
        raise SystemExit(f"table not found: {header}")
    body = re.split(r"\n{4,}(?=[^\n\t])", text[top.end() :])[0]
    cells = body.split(TEMPLATE_TAB)[1:]
    width = len(header)
    if len(cells) % width:
        raise SystemExit(f"the last row is not full: {header}")
    rows = [cells[n : n + width] for n in range(0, len(cells), width)]
    return [row for row in rows if any(map(tidy, row))]


def named(rows: list[Row], *names: str) -> list[dict[str, str]]:
    """Name the cells of each row."""
    return [dict(zip(names, map(tidy, row), strict=True)) for row in rows]


# The Direction


def annex_1(text: str) -> list[dict[str, str]]:
    title = r"Annex 1 \W [^\n]+"
    body = between(between(text, title), title, r"Annex 2 \W [^\n]+")
    cells = [tidy(line) for line in body.split("\n") if line.startswith(ANNEX_TAB)]
    rows: list[dict[str, str]] = []
    category = ""
    for printed, topic in zip(cells[2::2], cells[3::2], strict=True):  # first pair: header
        category = printed or category
        rows.append({"category": category, "topic": topic})
    return rows


# The guidance


def printed_list(paragraphs: list[str]) -> Row:
    """Return the longest run of paragraphs that are neither prose nor table cells."""
    best: Row = []
    run: Row = []
    for paragraph in paragraphs:
        value = tidy(paragraph)
        run = [] if "\t" in paragraph or PROSE.search(value) else [*run, value]
        best = max(best, run, key=len)
    return best if len(best) > 1 else []


def guidance_items(text: str, in_tables: dict[str, Row]) -> list[Record]:
    """Cut the guidance at its item headings, and read each item's type and list.

    `in_tables` has the lists that only a table under the heading prints.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    heads: list[int] = []
    for name in ITEM_HEADINGS:
        start = heads[-1] + 1 if heads else 0
        for number, line in enumerate(lines[start:], start):
            if "\t" not in line and MARKER.sub("", tidy(line)) == name:
                heads.append(number)
                break
        else:
            raise SystemExit(f"heading not found: {name}")
    items: list[Record] = []
    for name, head, end in zip(ITEM_HEADINGS, heads, [*heads[1:], len(lines)], strict=True):
        body = lines[head + 1 : end]
        types = [(number, match) for number, line in enumerate(body) if (match := DATA_TYPE.match(tidy(line)))]
        if len(types) > 1:
            raise SystemExit(f"more than one data type, so a heading is missing: {name}")
        section = [tidy(line) for line in lines[:head] if SECTION.match(line)][-1]
        marker = MARKER.search(tidy(lines[head]))
        item: Record = {
            "section": section,
            "heading": tidy(lines[head]),
            "name": name,
            "marker": marker[1] if marker else None,
            "data_label": None,
            "data_type": None,
            "values": [],
        }
        for number, match in types:
            item["data_label"], item["data_type"] = match.groups()
            if match[2].lower() == "defined list":
                item["values"] = printed_list(body[:number]) or in_tables[name]
        items.append(item)
    return items


def guidance(text: str) -> Record:
    text = text[text.index(TEMPLATE_TAB + "Version\n") :]
    examples = word_table(text, "Event Type", "Examples of Event Description")
    needs = word_table(text, "Defined list", "")
    outcomes = word_table(text, "Defined List", "Description")
    matrix = word_table(text, "Event Outcome", "Request", "Assmt", "Service", "Review")
    costs = word_table(text, "Service Type", "Service Component", "Unit Cost (£)", "Cost Frequency", "Planned Units Per Week")
    summary = between(text, "Alternatively, the requirement may be [^\n]+")
    versions = word_table(text, "Version", "Date", "Summary of changes")
    return {
        "versions": [{"version": tidy(row[0]), "date": tidy(row[1])} for row in versions],
        "sections": [tidy(heading) for heading in SECTION.findall(text)],
        "items": guidance_items(text, {"Eligible Needs identified": [tidy(row[0]) for row in needs]}),
        "eligible_needs": named(needs, "value", "description"),
        "review_outcomes": named(outcomes, "value", "description"),
        "event_outcomes": named(matrix, "outcome", "request", "assessment", "service", "review"),
        "event_description_examples": [
            {
                "event_type": tidy(event_type),
                "examples": [tidy(line) for line in cell_text.split("\n") if line.strip()],
            }
            for event_type, cell_text in examples
        ],
        "costs": named(costs, "service_type", "service_component", "unit_cost", "cost_frequency", "planned_units_per_week"),
        "costs_summary": printed_list([p for p in summary.split("\n") if p.strip()][:3]),
    }


# The cost tool

EXAMPLE = (
    "service_component",
    "unit_cost",
    "cost_frequency",
    "planned_units_per_week",
    "full_cost_client",
    "full_year_equivalent",
    "multiplier",
)


def cost_tool(text: str) -> Record:
    rows = sheet(between(text, "DRAFT Cost Tool", "workings"), TOOL_TAB)
    workings = sheet(between(text, "workings"), TOOL_TAB)
    example = index_of(rows, "E.g.", 1)
    headers, types = rows[example - 2], rows[example - 1]
    shown = (2, 3, 4, 5, 6, 7, 13, 14)
    schedule = [row[18:27] for row in rows[example + 1 :] if cell(row, 18)]
    start = index_of(workings, "Cost frequency", 2) + 1
    return {
        "columns": [{"header": headers[n], "type": types[n]} for n in shown],
        "multipliers": [{"cost_frequency": row[13], "units": row[14], "multiplier": row[15]} for row in rows[example:] if cell(row, 13)],
        "example": named([rows[example][2:9]], *EXAMPLE)[0],
        "schedule": {"header": schedule[0], "rows": schedule[1:]},
        "workings": {
            "cost_frequency": column(workings[start:], 2),
            "service_component": column(workings[start:], 3),
            "unlabelled": column(workings[start:], 5),
        },
    }


# The template


def template_columns(rows: list[Row], head: int) -> list[Record]:
    bands, obligations, headers = rows[head - 2], rows[head - 1], rows[head][:]
    types, lists = rows[head + 2], rows[head + 3 :]
    # Positions are not kept in the sub-header row: its names fill the blanks, in order.
    below = [value for value in rows[head + 1] if value]
    blanks = [n for n, header in enumerate(headers) if n and not header]
    for position, header in zip(blanks, below, strict=True):
        headers[position] = header
    if not len(obligations) == len(headers) == len(types):
        raise SystemExit("the template's rows differ in length")
    columns: list[Record] = []
    band = ""
    for n in range(1, len(headers)):
        band = cell(bands, n) or band
        columns.append(
            {
                "position": n,
                "band": band,
                "obligation": obligations[n],
                "header": headers[n],
                "type": types[n],
                "values": column(lists, n),
            }
        )
    return columns


def template(text: str) -> Record:
    text = COMMENT.sub("", between(text, r"CLD Template v[\d.]+", "SALT data requirement"))
    rows = sheet(text, TEMPLATE_TAB)
    head = index_of(rows, "LA Code", 1)
    labels = index_of(rows, "Summary:", 1)
    columns = template_columns(rows, head)
    ones = rows[head - 3]
    pairs = [[value for value in row if value][-2:] for row in rows[labels + 2 : head - 3]]
    return {
        "legend": [value for value in rows[labels - 1] if value],
        "summary": {label: int(count) for label, count in zip(rows[labels][2:], rows[labels + 1][2:], strict=True)},
        "comparisons": {label: int(count) for label, count in pairs},
        "unlabelled_ones": [c["header"] for c, one in zip(columns, ones[1:], strict=True) if one],
        "columns": columns,
    }


def salt(text: str) -> Record:
    title, _, *rows = sheet(between(text, "SALT data requirement", "LAs"), TEMPLATE_TAB)
    return {
        "title": title[1],
        "printed_count": int(title[2]),
        "items": [{"name": row[1], "computed": len(row) > 2} for row in rows],
    }


def local_authorities(text: str) -> list[dict[str, str]]:
    _, *rows = sheet(between(text, "LAs"), TEMPLATE_TAB)  # the first row is a prompt
    return [{"name": row[1], "code": row[2]} for row in rows if len(row) == 3]


def extract(text: str) -> Record:
    direction_end = text.index(TEMPLATE_TAB + "Version\n")
    files = re.findall(r"^ *(\S.*\.xlsx)$", text, re.MULTILINE)
    tool_start, template_start = (text.index(name) for name in files)
    return {
        "files": files,
        "annex_1": annex_1(text[:direction_end]),
        "guidance": guidance(text[direction_end:tool_start]),
        "cost_tool": cost_tool(text[tool_start:template_start]),
        "template": template(text[template_start:]),
        "salt": salt(text[template_start:]),
        "local_authorities": local_authorities(text[template_start:]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="the flattened source text")
    arguments = parser.parse_args()
    text = arguments.source.read_text(encoding="utf-8")
    output = json.dumps(extract(text), ensure_ascii=False, indent=1) + "\n"
    sys.stdout.buffer.write(output.encode("utf-8"))


if __name__ == "__main__":
    main()
