"""A comparison as a workbook: a row for each change, changed code lists side by side, and complete examples."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cldspec.diff.changes import Comparison, Effect
from cldspec.diff.kinds import AUDIENCES
from cldspec.diff.parts.items import out_of_order
from cldspec.model import Code, CodeList
from cldspec.rules.cells import to_typed_date
from cldspec.spelling import folded
from cldspec.wording import date_in_words
from cldspec_generators.reports.changes.applies import Explanations
from cldspec_generators.reports.changes.content import Entry, Notice, Task
from cldspec_generators.reports.changes.crosswalk import kinds_of_change, value_pairs
from cldspec_generators.reports.changes.text_diff import Op
from cldspec_generators.reports.changes.wording import (
    APPLIES,
    DRAFT,
    FIRST,
    NOTHING_TO_DO,
    OF_THESE,
    REASONS,
    SIDES,
    THEN,
    UNCHANGED,
    VERDICTS,
    how_known,
)
from cldspec_generators.shared.plain_text import cell_text
from cldspec_generators.shared.theme import PALE_BLUE
from cldspec_generators.shared.workbook import A3, A4, Formats, fit_row, set_print, set_widths, workbook_bytes

_SUMMARY_WIDTH, _COUNT_WIDTH = 62, 16
"""The widths of the columns of the summary, in characters: the first one, and those of numbers."""
LONG = 600
"""The length, in characters, from which only the changed parts of a text are shown."""
WIDEST = 230
"""The total width of columns, in characters, that is readable on one sheet of paper."""
COLUMNS: tuple[tuple[str, int], ...] = (
    ("Kind of change", 22),
    ("What it is about", 30),
    ("Where", 24),
    ("What changed", 50),
    ("Before", 36),
    ("After", 36),
    ("Those who submit", 14),
    ("How known (submit)", 14),
    ("Why (submit)", 40),
    ("Those who read", 14),
    ("How known (read)", 14),
    ("Why (read)", 40),
    ("Examples", 11),
    *((heading, 32) for heading in AUDIENCES.values()),
    ("Change requests", 30),
    ("Applies from", 14),
    ("Consequences", 26),
    ("Hint", 26),
    ("Part", 28),
    ("File and line", 26),
)
"""The columns of the worksheet of changes, with their widths in characters."""
Row = Sequence[str | int]


def workbook(comparison: Comparison, explanations: Explanations | None = None) -> bytes:
    """Return the workbook: the same bytes for the same comparison, on any machine and day."""
    notice = Notice(comparison, explanations or {})
    new = notice.new
    return workbook_bytes(lambda workbook: _write(workbook, notice), created=new.publication_date, title=notice.title, author=new.publisher)


def _write(workbook: Workbook, notice: Notice) -> None:
    formats = Formats(workbook)
    numbers = dict(_numbered(notice))
    _summary(workbook.add_worksheet("Summary"), notice, formats)
    _table(workbook.add_worksheet("Changes"), COLUMNS, [_row(entry, numbers) for entry in notice.entries], formats, "Changes")
    for name, heads, rows in _lists(notice.comparison):
        _table(workbook.add_worksheet(name), heads, rows, formats, "Lists")
    _table(workbook.add_worksheet("Examples"), *_examples(notice, numbers), formats, "Examples")


def _summary(sheet: Worksheet, notice: Notice, formats: Formats) -> None:
    sheet.set_column(0, 0, _SUMMARY_WIDTH)
    sheet.set_column(1, len(VERDICTS), _COUNT_WIDTH)
    sheet.hide_gridlines(2)
    emphasis = formats.cell(bold=True, bg_color=PALE_BLUE)
    sheet.write_string(0, 0, notice.title, formats.title())
    row = 2
    if notice.drafts:
        words = notice.draft_summary if notice.new.status == "draft" else f"Version {notice.names[0]} is a draft."
        sentence = f"{DRAFT} {words}" if notice.new.status == "draft" else words
        sheet.merge_range(row, 0, row, len(VERDICTS), "", emphasis)
        sheet.write_string(row, 0, cell_text(sentence), emphasis)
        fit_row(sheet, row, [(sentence, _SUMMARY_WIDTH + _COUNT_WIDTH * len(VERDICTS))])
        row += 2
    reasons = [(f"• {reason}", formats.text) for reason, _ in notice.reasons]
    row = _write_lines(sheet, row, [(REASONS, formats.heading), *reasons, ("", formats.text)]) if reasons else row
    row = _write_lines(sheet, row, [(APPLIES, formats.heading), *((text, formats.text) for text in _applies(notice)), ("", formats.text)])
    for column, word in enumerate(["Number of changes for", *VERDICTS.values()]):
        sheet.write_string(row, column, word, formats.head())
    for side, title in SIDES.items():
        row += 1
        sheet.write_string(row, 0, title, formats.label)
        for column, verdict in enumerate(VERDICTS, 1):
            sheet.write_number(row, column, notice.count(side, verdict), formats.of(align="center"))
    lines: list[tuple[str, Format]] = [("", formats.text), *((text, formats.text) for text in (*notice.about_correction, *notice.in_short))]
    for audience, heading in AUDIENCES.items():
        lines += [("", formats.text), (heading, formats.heading), *((text, formats.text) for text in _to_do(notice, audience))]
    lines += [("", formats.text), (UNCHANGED, formats.heading), *((f"• {text}", formats.text) for text in notice.unchanged)]
    _write_lines(sheet, row + 1, lines)
    set_print(sheet, is_landscape=False)


def _write_lines(sheet: Worksheet, row: int, lines: Sequence[tuple[str, Format]]) -> int:
    """Write lines of text over the whole width of the summary, from a row on. Return the row after them."""
    for line, (text, style) in enumerate(lines, row):
        sheet.merge_range(line, 0, line, len(VERDICTS), "", style)
        sheet.write_string(line, 0, cell_text(text), style)
        fit_row(sheet, line, [(text, _SUMMARY_WIDTH + _COUNT_WIDTH * len(VERDICTS))])
    return row + len(lines)


def _applies(notice: Notice) -> Iterator[str]:
    """Yield from when the changes apply, as lines."""
    for application, entries in notice.applies:
        names = "; ".join(dict.fromkeys(entry.change.name for entry in entries))
        yield f"{' '.join(application.sentences)}{f' {OF_THESE} {names}.' if names else ''}"


def _to_do(notice: Notice, audience: str) -> Iterator[str]:
    """Yield what an audience has to do, as lines, with what may break first."""
    first, then = notice.tasks(audience)
    if not first and not then:
        yield NOTHING_TO_DO
    if first:
        yield FIRST
    for task in first:
        yield from _task(task)
    if first and then:
        yield THEN
    for task in then:
        yield from _task(task)


def _task(task: Task) -> Iterator[str]:
    """Yield a task as lines: what to do and, for each change, what is so now and before, with an example."""
    names = [entry.change.name for entry in task.entries]
    if len(names) == 1:
        words = f"{task.before}{names[0]}{task.after}" if task.is_named else f"{task.before} See {names[0]}."
        yield f"• {words}{_why(task.entries[0], task)}"
    elif not any(_why(entry, task) for entry in task.entries):
        yield f"• {task.before} {'; '.join(names)}"
    else:
        yield f"• {task.before}"
        yield from (f"   • {entry.change.name}.{_why(entry, task)}" for entry in task.entries)


def _why(entry: Entry, task: Task) -> str:
    example = task.example_of(entry)
    return "".join(f" {text}" for text in (entry.instead_of, example.in_short if example else "") if text)


def _numbered(notice: Notice) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield the number of each example, by the anchor of its change and the side."""
    number = 0
    for entry in notice.entries:
        for side in SIDES:
            if entry.effect(side).witness:
                number += 1
                yield (entry.anchor, side), number


def _row(entry: Entry, numbers: dict[tuple[str, str], int]) -> Row:
    change = entry.change
    examples = [str(numbers[entry.anchor, side]) for side in SIDES if (entry.anchor, side) in numbers]
    return [
        change.kind,
        change.name,
        entry.group,
        change.sentence,
        _text(entry, change.before, "add"),
        _text(entry, change.after, "remove"),
        *_effect(change.submitters),
        *_effect(change.consumers),
        ", ".join(examples),
        *(entry.task_with_name(audience) for audience in AUDIENCES),
        "; ".join(entry.requests),
        "; ".join(map(date_in_words, entry.dates)),
        "; ".join(change.also),
        change.hint or "",
        change.part,
        entry.file_and_line,
    ]


def _text(entry: Entry, text: str | None, left_out: Op) -> str:
    """Return a text before or after the change; of a long text only the changed parts."""
    if text is None or len(text) <= LONG or not (entry.change.before and entry.change.after and entry.lines):
        return text or ""
    lines = (" ".join(piece.text for piece in line if piece.op != left_out) for line in entry.lines)
    return "\n".join(line for line in lines if line)


def _effect(effect: Effect) -> tuple[str, str, str]:
    return VERDICTS[effect.verdict], how_known(effect), effect.reason


def _lists(comparison: Comparison) -> Iterator[tuple[str, tuple[tuple[str, int], ...], list[Row]]]:
    """Yield the worksheet of changed code lists, with old and new values side by side; nothing if no code list has changed."""
    lists = {new: old for old, new in comparison.renamed_lists.items()}
    old_lists, new_lists = comparison.old.code_list_by_id, comparison.new.code_list_by_id
    names = [*new_lists, *(name for name in old_lists if comparison.renamed_lists.get(name, name) not in new_lists)]
    rows: list[Row] = []
    for name in names:
        old, new = old_lists.get(lists.get(name, name)), new_lists.get(name)
        own = list(_side_by_side(old, new, comparison))
        if any(what != "unchanged" for _, _, what, _ in own):
            code_list = new or old
            assert code_list  # noqa: S101 - it is in one of the two
            kinds = kinds_of_change([(before or None, after or None) for before, after, _, _ in own])
            rows += [
                [code_list.title, name, before, after, what, label, kind]
                for (before, after, what, label), kind in zip(own, kinds, strict=True)
            ]
    if rows:
        heads = (
            ("List", 30),
            ("Identifier", 24),
            ("Before", 44),
            ("After", 44),
            ("What happened", 26),
            ("Label", 34),
            ("Kind of change", 26),
        )
        yield "Code lists side by side", heads, rows


def _side_by_side(old: CodeList | None, new: CodeList | None, comparison: Comparison) -> Iterator[tuple[str, str, str, str]]:
    """Yield the old and new value of each row, what happened to it, and its label.

    Rows are in the new order; a removed value is where it was in the old one.
    """
    before, after = ({code.value: code for code in code_list.codes} if code_list else {} for code_list in (old, new))
    pairs = [(pair.old, pair.new) for pair in value_pairs(old, new, comparison) if pair.old] if old and new else []
    origins = {value: [was for was, now in pairs if was and now == value] for value in after}
    removed = [value for value in before if value not in {was for was, now in pairs if now}]
    first_origins = {was[0]: now for now, was in reversed(origins.items()) if was}
    kept = [first_origins[value] for value in before if value in first_origins]
    moved = set(out_of_order(kept, [value for value in after if value in kept]))
    positions = {value: position for position, value in enumerate(before)}
    for value, code in after.items():
        if not origins[value]:
            yield "", value, "new", code.label or ""
        for origin in origins[value]:
            while value not in moved and removed and positions[removed[0]] < positions[origin]:
                yield removed[0], "", "removed", before[removed[0]].label or ""
                removed.pop(0)
            yield origin, value, ", ".join(_happened(before[origin], code, is_moved=value in moved)), code.label or ""
    for value in removed:
        yield value, "", "removed", before[value].label or ""


def _happened(before: Code, after: Code, *, is_moved: bool) -> list[str]:
    same = before.value == after.value
    respelt = not same and folded(before.value) == folded(after.value)
    happened = [] if same else ["respelt" if respelt else "renamed"]
    happened += ["moved"] if is_moved else []
    happened += [] if (before.label, before.description) == (after.label, after.description) else ["new description"]
    return happened or ["unchanged"]


def _examples(notice: Notice, numbers: dict[tuple[str, str], int]) -> tuple[tuple[tuple[str, int], ...], list[Row]]:
    """Return the worksheet of examples: the rows of made-up returns, as typed, under the items that any of them needs."""
    renamed = notice.comparison.renamed_items
    titles = {item.id: item.title for item in notice.new.items}
    for item in notice.old.items:
        name = renamed.get(item.id, item.id)
        title = titles.setdefault(name, item.title)
        if folded(title) != folded(item.title):
            titles[name] = f"{title} (before: {item.title})"
    first = (("Example", 9), ("Row", 6), ("Change", 40), ("Accepted by", 12), ("Refused by", 12), ("Validated on", 12), ("Because", 44))
    examples: list[tuple[Row, Mapping[str, str]]] = []
    needed: set[str] = set()
    for entry in notice.entries:
        for side in SIDES:
            witness = entry.effect(side).witness
            if witness is None:
                continue
            accepted, refused = notice.names if side == "submitters" else notice.names[::-1]
            because = " ".join(dict.fromkeys(message for _, message in witness.because))
            needed |= {renamed.get(name, name) for name in witness.matters}
            for number, cells in enumerate(witness.rows, 1):
                filled = {renamed.get(name, name): text for name, text in cells.items() if text}
                needed |= filled.keys()
                about = f"{entry.change.name}: {entry.change.sentence}"
                start: Row = [numbers[entry.anchor, side], number, about, accepted, refused, to_typed_date(witness.today), because]
                examples.append((start, filled))
    items = [name for name in titles if name in needed]
    rows: list[Row] = [[*start, *(filled.get(name, "") for name in items)] for start, filled in examples]
    return (*first, *((titles[name], 16) for name in items)), rows


def _table(sheet: Worksheet, heads: Sequence[tuple[str, int]], rows: Sequence[Row], formats: Formats, name: str) -> None:
    """Write rows as a table with filters and fixed headers, over as many printed pages in width as are readable."""
    titles = _unique([title for title, _ in heads])
    widths = [width for _, width in heads]
    set_widths(sheet, widths)
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, formats.head())
    fit_row(sheet, 0, [(title, width - 3) for title, width in zip(titles, widths, strict=True)])  # next to the filter button
    centred = formats.of(align="center")
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, column, value, centred)
            else:
                sheet.write_string(number, column, cell_text(value), formats.data(value))
        fit_row(sheet, number, zip(map(str, row), widths, strict=True))
    if rows:
        columns = [{"header": title, "header_format": formats.head()} for title in titles]
        options = {"name": name, "columns": columns, "style": "Table Style Light 1", "autofilter": True}
        sheet.add_table(0, 0, len(rows), len(heads) - 1, options)
    sheet.freeze_panes(1, 2)
    pages = ceil(sum(widths) / WIDEST)
    set_print(sheet, paper=A3 if pages > 1 else A4, pages=pages)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, 1)


def _unique(titles: Sequence[str]) -> list[str]:
    """Return titles that differ in more than capitals, as a table needs them."""
    seen: dict[str, int] = {}
    unique = []
    for title in titles:
        key = title.casefold()
        seen[key] = seen.get(key, 0) + 1
        unique.append(title if seen[key] == 1 else f"{title} ({seen[key]})")
    return unique
