"""A comparison as a workbook: one row a change, changed code lists side by side, examples whole."""

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
from cldspec_generators.reports.changes.messages import (
    DRAFT,
    FIRST,
    NOTHING_TO_DO,
    SIDES,
    THEN,
    VERDICTS,
    Explained,
    Task,
    Telling,
    Told,
    how_known,
)
from cldspec_generators.reports.changes.text_diff import Op
from cldspec_generators.shared.plain_text import cell_text
from cldspec_generators.shared.theme import PALE_BLUE
from cldspec_generators.shared.workbook import A3, A4, Formats, fit_row, set_print, set_widths, workbook_bytes

LONG = 600
"""The characters of a text of which only the places that changed are shown."""
WIDEST = 230
"""The width of columns that one can read on one sheet of paper."""
COLUMNS: tuple[tuple[str, int], ...] = (
    ("Kind of change", 22),
    ("What it is about", 30),
    ("Where", 24),
    ("What changed", 50),
    ("Before", 36),
    ("After", 36),
    ("Those who submit", 14),
    ("How known", 14),
    ("Why", 40),
    ("Those who read", 14),
    ("How known (read)", 14),
    ("Why (read)", 40),
    ("Examples", 11),
    *((heading, 32) for heading in AUDIENCES.values()),
    ("Change requests", 30),
    ("Follows from it", 26),
    ("Hint", 26),
    ("Part", 28),
    ("File and line", 26),
)
"""The columns of the sheet of changes, and how wide they are."""
Row = Sequence[str | int]


def workbook(comparison: Comparison, explained: Explained | None = None) -> bytes:
    """Return the workbook: the same bytes for the same comparison, on any machine and day."""
    telling = Telling(comparison, explained or {})
    new = telling.new
    return workbook_bytes(lambda workbook: _write(workbook, telling), created=new.published, title=telling.title, author=new.publisher)


def _write(workbook: Workbook, telling: Telling) -> None:
    formats = Formats(workbook)
    numbers = dict(_numbered(telling))
    _summary(workbook.add_worksheet("Summary"), telling, formats)
    _table(workbook.add_worksheet("Changes"), COLUMNS, [_row(one, numbers) for one in telling.changes], formats, "Changes")
    for name, heads, rows in _lists(telling.comparison):
        _table(workbook.add_worksheet(name), heads, rows, formats, "Lists")
    _table(workbook.add_worksheet("Examples"), *_examples(telling, numbers), formats, "Examples")


def _summary(sheet: Worksheet, telling: Telling, formats: Formats) -> None:
    width = 62
    sheet.set_column(0, 0, width)
    sheet.set_column(1, len(VERDICTS), 16)
    sheet.hide_gridlines(2)
    mark = formats.cell(bold=True, bg_color=PALE_BLUE)
    sheet.write_string(0, 0, telling.title, formats.title())
    row = 2
    if telling.drafts:
        words = telling.draft_words if telling.new.status == "draft" else f"Version {telling.names[0]} is a draft."
        said = f"{DRAFT} {words}" if telling.new.status == "draft" else words
        sheet.merge_range(row, 0, row, len(VERDICTS), "", mark)
        sheet.write_string(row, 0, cell_text(said), mark)
        fit_row(sheet, row, [(said, width + 16 * len(VERDICTS))])
        row += 2
    for column, word in enumerate(["Number of changes for", *VERDICTS.values()]):
        sheet.write_string(row, column, word, formats.head())
    for side, title in SIDES.items():
        row += 1
        sheet.write_string(row, 0, title, formats.label)
        for column, verdict in enumerate(VERDICTS, 1):
            sheet.write_number(row, column, telling.count(side, verdict), formats.of(align="center"))
    lines: list[tuple[str, Format]] = [("", formats.text), *((sentence, formats.text) for sentence in telling.in_short)]
    for audience, heading in AUDIENCES.items():
        lines += [("", formats.text), (heading, formats.heading), *((text, formats.text) for text in _to_do(telling, audience))]
    for place, (text, style) in enumerate(lines, row + 1):
        sheet.merge_range(place, 0, place, len(VERDICTS), "", style)
        sheet.write_string(place, 0, cell_text(text), style)
        fit_row(sheet, place, [(text, width + 16 * len(VERDICTS))])
    set_print(sheet, is_landscape=False)


def _to_do(telling: Telling, audience: str) -> Iterator[str]:
    """Yield what an audience has to do, as lines: first what may break."""
    first, then = telling.tasks(audience)
    if not first and not then:
        yield NOTHING_TO_DO
    if first:
        yield FIRST
        yield from map(_task, first)
        yield from ([THEN] if then else [])
    yield from map(_task, then)


def _task(task: Task) -> str:
    names = [one.change.name for one in task.changes]
    if not task.is_named:
        return f"• {task.before} ({'; '.join(names)})"
    return f"• {task.before}{names[0]}{task.after}" if len(names) == 1 else f"• {task.before} {'; '.join(names)}"


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
        _text(one, change.before, "add"),
        _text(one, change.after, "remove"),
        *_effect(change.submitters),
        *_effect(change.consumers),
        ", ".join(examples),
        *(one.done(audience) for audience in AUDIENCES),
        "; ".join(one.requests),
        "; ".join(change.also),
        change.hint or "",
        change.part,
        one.place,
    ]


def _text(one: Told, text: str | None, left_out: Op) -> str:
    """Return what was or is; of a long text the places that changed."""
    if text is None or len(text) <= LONG or not (one.change.before and one.change.after and one.lines):
        return text or ""
    lines = (" ".join(piece.text for piece in line if piece.op != left_out) for line in one.lines)
    return "\n".join(line for line in lines if line)


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
        heads = (("List", 30), ("Identifier", 24), ("Before", 44), ("After", 44), ("What happened", 26), ("Label", 34))
        yield "Code lists side by side", heads, rows


def _side_by_side(old: CodeList | None, new: CodeList | None, renamed: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the old and the new value of each row, what happened to it, and its label: in the new order, what is gone where it stood."""
    before, after = ({code.value: code for code in one.codes} if one else {} for one in (old, new))
    now = {value: end for value in before if (end := _found(value, after, renamed)) is not None}
    was = {end: value for value, end in now.items()}
    moved = set(out_of_order(list(now.values()), [value for value in after if value in was]))
    gone = [value for value in before if value not in now]
    places = {value: place for place, value in enumerate(before)}
    for value, code in after.items():
        if value not in was:
            yield "", value, "new", code.label or ""
            continue
        if value not in moved:
            while gone and places[gone[0]] < places[was[value]]:
                yield gone[0], "", "gone", before[gone[0]].label or ""
                gone.pop(0)
        yield was[value], value, ", ".join(_happened(before[was[value]], code, is_moved=value in moved)), code.label or ""
    for value in gone:
        yield value, "", "gone", before[value].label or ""


def _found(value: str, after: Mapping[str, Code], renamed: Mapping[str, str]) -> str | None:
    """Return what a value is called now: as declared, to the letter, or in other capitals and spaces; None if it is gone."""
    if renamed.get(value, value) in after:
        return renamed.get(value, value)
    return next((other for other in after if folded(other) == folded(value)), None)


def _happened(before: Code, after: Code, *, is_moved: bool) -> list[str]:
    same = before.value == after.value
    respelt = not same and folded(before.value) == folded(after.value)
    said = [] if same else ["spelt otherwise" if respelt else "renamed"]
    said += ["moved"] if is_moved else []
    said += [] if (before.label, before.description) == (after.label, after.description) else ["described otherwise"]
    return said or ["kept"]


def _examples(telling: Telling, numbers: dict[tuple[str, str], int]) -> tuple[tuple[tuple[str, int], ...], list[Row]]:
    """Return the sheet of examples: each row of a made-up return as typed, under the items that any of them fills or lacks."""
    renamed = telling.comparison.renamed_items
    titles = {item.id: item.title for item in telling.new.items}
    for item in telling.old.items:
        name = renamed.get(item.id, item.id)
        title = titles.setdefault(name, item.title)
        if folded(title) != folded(item.title):
            titles[name] = f"{title} (before: {item.title})"
    first = (("Example", 9), ("Row", 6), ("Change", 40), ("Accepted by", 12), ("Refused by", 12), ("Looked at on", 12), ("Because", 44))
    told: list[tuple[Row, Mapping[str, str]]] = []
    needed: set[str] = set()
    for one in telling.changes:
        for side in SIDES:
            witness = one.effect(side).witness
            if witness is None:
                continue
            accepted, refused = telling.names if side == "submitters" else telling.names[::-1]
            because = " ".join(dict.fromkeys(message for _, message in witness.because))
            needed |= {renamed.get(name, name) for name in witness.matters}
            for place, cells in enumerate(witness.rows, 1):
                filled = {renamed.get(name, name): text for name, text in cells.items() if text}
                needed |= filled.keys()
                about = f"{one.change.name}: {one.change.sentence}"
                told.append(([numbers[one.anchor, side], place, about, accepted, refused, to_typed_date(witness.today), because], filled))
    items = [name for name in titles if name in needed]
    rows: list[Row] = [[*said, *(filled.get(name, "") for name in items)] for said, filled in told]
    return (*first, *((titles[name], 16) for name in items)), rows


def _table(sheet: Worksheet, heads: Sequence[tuple[str, int]], rows: Sequence[Row], formats: Formats, name: str) -> None:
    """Write rows as a table to filter, with its heads in sight, in print as many pages wide as one can read."""
    titles = _unlike([title for title, _ in heads])
    widths = [width for _, width in heads]
    set_widths(sheet, widths)
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, formats.head())
    fit_row(sheet, 0, [(title, width - 3) for title, width in zip(titles, widths, strict=True)])  # beside its button
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
        look = {"name": name, "columns": columns, "style": "Table Style Light 1", "autofilter": True}
        sheet.add_table(0, 0, len(rows), len(heads) - 1, look)
    sheet.freeze_panes(1, 2)
    pages = ceil(sum(widths) / WIDEST)
    set_print(sheet, paper=A3 if pages > 1 else A4, pages=pages)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, 1)


def _unlike(titles: Sequence[str]) -> list[str]:
    """Return titles that a table can tell apart, whatever their case."""
    seen: dict[str, int] = {}
    made = []
    for title in titles:
        key = title.casefold()
        seen[key] = seen.get(key, 0) + 1
        made.append(title if seen[key] == 1 else f"{title} ({seen[key]})")
    return made
