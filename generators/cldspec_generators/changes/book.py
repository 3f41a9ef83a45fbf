"""A comparison as a workbook: one row a change, changed code lists side by side, examples whole."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cldspec.diff.changes import Comparison, Effect
from cldspec.diff.kinds import AUDIENCES
from cldspec.model import CodeList
from cldspec.rules.cells import to_typed_date
from cldspec_generators.changes.told import DRAFT, SIDES, VERDICTS, Explained, Telling, Told, how_known
from cldspec_generators.look import BANDS
from cldspec_generators.writing import stored_archive

FONT = {"font_name": "Arial", "font_size": 10}
HEAD, PALE = BANDS[0]
MOST = 32_000
"""The characters of a text that a cell can hold, with some to spare."""
COLUMNS: tuple[tuple[str, int], ...] = (
    ("Kind of change", 24),
    ("What it is about", 34),
    ("Where", 26),
    ("What changed", 60),
    ("Before", 40),
    ("After", 40),
    ("Those who submit", 18),
    ("How known", 16),
    ("Why", 44),
    ("Those who read", 18),
    ("How known (read)", 16),
    ("Why (read)", 44),
    ("Example on sheet Examples", 16),
    *((heading, 40) for heading in AUDIENCES.values()),
    ("Follows from it", 30),
    ("Hint", 30),
    ("Change requests", 34),
    ("Part", 30),
    ("File and line", 30),
)
"""The columns of the sheet of changes, and how wide they are."""
Row = Sequence[str | int]


def workbook(comparison: Comparison, explained: Explained | None = None) -> bytes:
    """Return the workbook: the same bytes for the same comparison, on any machine and day."""
    telling = Telling(comparison, explained or {})
    written = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(written, {"in_memory": True, "default_format_properties": dict(FONT), **plain}) as book:
        year, month, *_ = (int(part) for part in telling.new.published.split("-"))
        book.set_properties({"title": telling.title, "author": telling.new.publisher, "created": datetime(year, month, 1)})  # noqa: DTZ001 - a month
        styles = _Styles(book)
        numbers = dict(_numbered(telling))
        _summary(book.add_worksheet("Summary"), telling, styles)
        _table(book.add_worksheet("Changes"), COLUMNS, [_row(one, numbers) for one in telling.changes], styles, "Changes")
        for sheet_name, heads, rows in _lists(comparison):
            _table(book.add_worksheet(sheet_name), heads, rows, styles, "Lists")
        _table(book.add_worksheet("Examples"), *_examples(telling, numbers), styles, "Examples")
    return stored_archive(written.getvalue())


class _Styles:
    """The looks of cells."""

    def __init__(self, book: Workbook) -> None:
        base: dict[str, Any] = {**FONT, "valign": "top", "text_wrap": True}
        self.text: Format = book.add_format(base)
        self.head: Format = book.add_format({**base, "bold": True, "font_color": "#FFFFFF", "bg_color": HEAD, "border": 1})
        self.title: Format = book.add_format({**FONT, "bold": True, "font_size": 16})
        self.strong: Format = book.add_format({**base, "bold": True})
        self.mark: Format = book.add_format({**base, "bold": True, "bg_color": PALE})


def _summary(sheet: Worksheet, telling: Telling, styles: _Styles) -> None:
    sheet.set_column(0, 0, 110)
    sheet.hide_gridlines(2)
    lines: list[tuple[str, Format]] = [(telling.title, styles.title)]
    if telling.drafts:
        lines.append((f"{DRAFT} {telling.draft_words if telling.new.status == 'draft' else ''}".strip(), styles.mark))
    lines += [(line, styles.text) for line in telling.in_short]
    for audience, heading in AUDIENCES.items():
        lines.append((heading, styles.strong))
        tasks = list(dict.fromkeys(one.done(audience) for one in telling.changes if one.asked(audience)))
        lines += [(f"• {task}", styles.text) for task in tasks or ["You need to do nothing."]]
    for row, (text, style) in enumerate(lines):
        sheet.write_string(row, 0, text[:MOST], style)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(9)


def _numbered(telling: Telling) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield the number of the example of each change and side that has one."""
    number = 0
    for one in telling.changes:
        for side in SIDES:
            if one.effect(side).witness:
                number += 1
                yield (one.anchor, side), number


def _row(one: Told, numbers: dict[tuple[str, str], int]) -> Row:
    change = one.change
    examples = [str(numbers[one.anchor, side]) for side in SIDES if (one.anchor, side) in numbers]
    return [
        change.kind,
        change.name,
        one.group,
        change.sentence,
        change.before or "",
        change.after or "",
        *_effect(change.submitters),
        *_effect(change.consumers),
        ", ".join(examples),
        *(one.done(audience) for audience in AUDIENCES),
        "; ".join(change.also),
        change.hint or "",
        "; ".join(one.requests),
        change.part,
        one.place,
    ]


def _effect(effect: Effect) -> tuple[str, str, str]:
    return VERDICTS[effect.verdict], how_known(effect), effect.reason


def _lists(comparison: Comparison) -> Iterator[tuple[str, tuple[tuple[str, int], ...], list[Row]]]:
    """Yield the sheet of code lists that changed, old and new values side by side; none if no list changed."""
    lists = {new: old for old, new in comparison.renamed_lists.items()}
    old_lists, new_lists = comparison.old.code_list_by_id, comparison.new.code_list_by_id
    names = [*new_lists, *(name for name in old_lists if comparison.renamed_lists.get(name, name) not in new_lists)]
    rows: list[Row] = []
    for name in names:
        old, new = old_lists.get(lists.get(name, name)), new_lists.get(name)
        own = list(_side_by_side(old, new, comparison.renamed_values.get(name, {})))
        if any(what != "kept" for _, _, what, _ in own):
            one = new or old
            assert one  # noqa: S101 - it is in one of the two
            rows += [[one.title, name, before, after, what, label] for before, after, what, label in own]
    if rows:
        heads = (("List", 34), ("Identifier", 26), ("Before", 44), ("After", 44), ("What happened", 20), ("Label", 34))
        yield "Code lists side by side", heads, rows


def _side_by_side(old: CodeList | None, new: CodeList | None, renamed: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the old and the new value of each row, what happened to it, and its label; in the new order, what is gone last."""
    now = dict(renamed)
    was = {after: before for before, after in now.items()}
    before = list(old.values) if old else []
    kept_before = [now.get(value, value) for value in before if now.get(value, value) in (new.values if new else ())]
    kept_after = [code.value for code in new.codes if was.get(code.value, code.value) in before] if new else []
    for code in new.codes if new else ():
        earlier = was.get(code.value, code.value)
        if earlier not in before:
            yield "", code.value, "new", code.label or ""
        elif earlier != code.value:
            yield earlier, code.value, "renamed", code.label or ""
        else:
            is_moved = kept_before.index(code.value) != kept_after.index(code.value)
            yield earlier, code.value, "moved" if is_moved else "kept", code.label or ""
    for code in old.codes if old else ():
        if not new or now.get(code.value, code.value) not in new.values:
            yield code.value, "", "gone", code.label or ""


def _examples(telling: Telling, numbers: dict[tuple[str, str], int]) -> tuple[tuple[tuple[str, int], ...], list[Row]]:
    """Return the sheet of examples: each row of a made-up return as typed, under the items of both versions."""
    items = {item.id: item.title for version in (telling.new, telling.old) for item in version.items}
    first = (("Example", 10), ("Row", 6), ("Change", 40), ("Accepted by", 12), ("Refused by", 12), ("Looked at on", 14), ("Because", 60))
    rows: list[Row] = []
    for one in telling.changes:
        for side in SIDES:
            witness = one.effect(side).witness
            if witness is None:
                continue
            because = " ".join(dict.fromkeys(message for _, message in witness.because))
            for place, cells in enumerate(witness.rows, 1):
                said: Row = [numbers[one.anchor, side], place, one.change.sentence, witness.accepted_by, witness.rejected_by]
                rows.append([*said, to_typed_date(witness.today), because, *(cells.get(item, "") for item in items)])
    titles = list(items.values())
    heads = [title if titles.count(title) == 1 else f"{title} ({item})" for item, title in items.items()]
    return (*first, *((head, 18) for head in heads)), rows


def _table(sheet: Worksheet, heads: Sequence[tuple[str, int]], rows: Sequence[Row], styles: _Styles, name: str) -> None:
    """Write rows as a table to filter, with its heads in sight."""
    titles = _unlike([title for title, _ in heads])
    for column, (title, (_, width)) in enumerate(zip(titles, heads, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, styles.head)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, column, value, styles.text)
            else:
                sheet.write_string(number, column, value[:MOST], styles.text)
    if rows:
        columns = [{"header": title, "header_format": styles.head} for title in titles]
        look = {"name": name, "columns": columns, "style": "Table Style Light 1", "autofilter": True}
        sheet.add_table(0, 0, len(rows), len(heads) - 1, look)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(9)
    sheet.repeat_rows(0)


def _unlike(titles: Sequence[str]) -> list[str]:
    """Return titles that a table can tell apart, whatever their case."""
    seen: dict[str, int] = {}
    made = []
    for title in titles:
        key = title.casefold()
        seen[key] = seen.get(key, 0) + 1
        made.append(title if seen[key] == 1 else f"{title} ({seen[key]})")
    return made
