"""A change notice as Markdown: one to send, and a shorter one for a comment on a pull request."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from cldspec.diff.changes import Comparison
from cldspec.diff.kinds import AUDIENCES
from cldspec.guidance import cell, escaped
from cldspec.wording import counted
from cldspec_generators.reports.changes.applies import Explanations
from cldspec_generators.reports.changes.content import Entry, Notice, Task
from cldspec_generators.reports.changes.examples import Example
from cldspec_generators.reports.changes.migration import needs_migration
from cldspec_generators.reports.changes.text_diff import Op, Piece
from cldspec_generators.reports.changes.wording import (
    APPLIES,
    DRAFT,
    FIRST,
    MAY_BREAK,
    MEANINGS,
    NOTHING_BREAKS,
    NOTHING_TO_DO,
    OF_THESE,
    OTHER_FILES,
    OTHERWISE_NOTHING,
    REASONS,
    SIDES,
    THEN,
    UNCHANGED,
    UNDECIDED,
    VERDICTS,
    WHY_SHOWN,
    example_title,
    how_known,
)

LIMIT = 60_000
"""The maximum length of a comment, in characters. Code hosts allow a few more."""
_RESERVED = 400
"""How many characters are reserved for the sentence that says that something is left out."""


def markdown(comparison: Comparison, explanations: Explanations | None = None) -> str:
    """Return the notice as Markdown, ready to send."""
    notice = Notice(comparison, explanations or {})
    lines = [f"# {safe(notice.title)}", "", *_drafts(notice), *_correction(notice), *_versions(notice)]
    lines += [f"## {APPLIES}", "", *_applies(notice)]
    lines += [*_reasons(notice), "## In short", "", *(f"- {safe(sentence)}" for sentence in notice.in_short), ""]
    lines += ["## What you must do", ""]
    for audience, title in AUDIENCES.items():
        lines += [f"### {title}", "", *_to_do(notice, audience)]
    lines += [f"## {UNCHANGED}", "", *(f"- {safe(sentence)}" for sentence in notice.unchanged), ""]
    lines += ["## What may break", ""]
    lines += [] if notice.may_break else [NOTHING_BREAKS, ""]
    for entry in notice.may_break:
        heading = f'<a id="breaks-{entry.anchor}"></a>\n\n### {safe(entry.heading)}'
        lines += [heading, "", f"{safe(entry.change.sentence)} ([see the change](#{entry.anchor}))", "", *_effects(entry)]
    lines += ["## How we know", ""]
    lines += [f"- **{word}**: {meaning}" for word, meaning in MEANINGS.items()]
    lines += ["", "## All changes", "", OTHERWISE_NOTHING, ""]
    for group, entries in notice.groups.items():
        lines += [f"### {safe(group)}", ""]
        for (_, heading), of_part in groupby(entries, lambda entry: (entry.change.part, entry.heading)):
            lines += [f"#### {safe(heading)}", ""]
            for entry in of_part:
                lines += _entry(entry)
    lines += ["---", "", *_foot(notice)]
    return "\n".join(lines) + "\n"


def comment(comparison: Comparison, explanations: Explanations | None = None, limit: int = LIMIT) -> str:
    """Return a shorter notice of at most `limit` characters: what may break, with examples, and the rest as a table."""
    notice = Notice(comparison, explanations or {})
    lines = [f"## {safe(notice.title)}", "", *_drafts(notice), *_correction(notice), *_missing(notice)]
    lines += [*_applies(notice, with_links=False), *_counts(notice)]
    size = sum(len(line) + 1 for line in lines)
    blocks = [*_folded(notice), *_rows(notice)]
    shown = 0
    for block in blocks:
        if size + len(block) + 1 + _RESERVED > limit:
            break
        lines.append(block)
        size += len(block) + 1
        shown += 1
    if shown < len(blocks):
        lines += ["", "There is no room for more in this comment. The full notice has all changes."]
    return "\n".join(lines)[:limit].rstrip("\n") + "\n"


def safe(text: str) -> str:
    """Return plain text in which no character has a meaning in Markdown, also at the beginning of a line."""
    return escaped(text)


def cell_of(text: str) -> str:
    """Return plain text for the cell of a table."""
    return cell(text) or " "


def _drafts(notice: Notice) -> list[str]:
    if notice.new.status == "draft":
        return [f"> **{DRAFT}** {safe(notice.draft_summary)}", ""]
    return [f"> Version {safe(notice.names[0])} is a draft.", ""] if notice.drafts else []


def _correction(notice: Notice) -> list[str]:
    return [line for text in notice.about_correction for line in (f"**{safe(text)}**", "")]


def _reasons(notice: Notice) -> Iterator[str]:
    if notice.reasons:
        yield from (f"## {REASONS}", "")
    for reason, entries in notice.reasons:
        changes = counted(len(entries), "change") if notice.are_only_wording(entries) else "; ".join(_links(entries))
        yield from (f"- {safe(reason)}", f"  {changes}.")
    yield from ([""] if notice.reasons else [])


def _links(entries: Sequence[Entry]) -> list[str]:
    """Return links to changes, one for each name."""
    return list({entry.change.name: _link(entry) for entry in reversed(entries)}.values())[::-1]


def _missing(notice: Notice) -> list[str]:
    about = notice.comparison.about_missing_versions
    return [f"**{safe(about)}**", ""] if about else []


def _versions(notice: Notice) -> list[str]:
    old, new = notice.names
    rows = [("", "Before", "Now"), ("---", "---", "---"), ("Version", cell_of(old), cell_of(new))]
    for title, key in (("Status", "status"), ("Published", "publication_date")):
        rows.append((title, cell_of(getattr(notice.old, key) or "not yet"), cell_of(getattr(notice.new, key) or "not yet")))
    return [*(f"| {' | '.join(row)} |" for row in rows), ""]


def _applies(notice: Notice, *, with_links: bool = True) -> Iterator[str]:
    for application, entries in notice.applies:
        names = dict.fromkeys(_link(entry) if with_links else safe(entry.change.name) for entry in entries)
        yield f"{safe(' '.join(application.sentences))}{f' {OF_THESE} ' if names else ''}{'; '.join(names)}{'.' if names else ''}"
        yield ""


def _counts(notice: Notice) -> list[str]:
    head = ["| | may break | does not break | not decided |", "| --- | ---: | ---: | ---: |"]
    rows = [f"| {title} | {' | '.join(str(notice.count(side, verdict)) for verdict in VERDICTS)} |" for side, title in SIDES.items()]
    return [notice.in_short[0], "", *head, *rows, ""]


def _to_do(notice: Notice, audience: str) -> Iterator[str]:
    first, then = notice.tasks(audience)
    if not first and not then:
        yield from (NOTHING_TO_DO, "")
        return
    if first:
        yield from (FIRST, "", *_tasks(first), "")
    if then:
        yield from ((THEN, "") if first else ())
        yield from (*_tasks(then), "")


def _tasks(tasks: Sequence[Task]) -> Iterator[str]:
    for task in tasks:
        links = [_link(entry) for entry in task.entries]
        if not task.is_named:
            yield f"- [ ] {_within(task.before)} See {', '.join(links)}.{_why(task.entries[0], task) if len(links) == 1 else ''}"
        elif len(links) == 1:
            yield f"- [ ] {_within(task.before)}{links[0]}{_within(task.after)}{_why(task.entries[0], task)}"
        else:
            yield f"- [ ] {_within(task.before)}"
            reasons = [_why(entry, task) for entry in task.entries]
            yield from (f"  - {link}.{why}" if why else f"  - {link}" for link, why in zip(links, reasons, strict=True))


def _why(entry: Entry, task: Task) -> str:
    """Return what is so now and before, and an example, as they follow a task."""
    example = task.example_of(entry)
    shown = f" {safe(example.in_short)} ([the whole example](#breaks-{entry.anchor}))" if example else ""
    return f" {safe(entry.instead_of)}{shown}" if entry.instead_of or shown else ""


def _within(text: str) -> str:
    """Return the words around a link, with their spaces, as text that has no meaning in Markdown."""
    return re.sub(r"[\\`*_\[\]<>~&|]", r"\\\g<0>", text)


def _link(entry: Entry) -> str:
    return f"[{safe(entry.change.name)}](#{entry.anchor})"


def _effects(entry: Entry) -> Iterator[str]:
    for side, title in SIDES.items():
        effect = entry.effect(side)
        yield f"- **{title}**: {VERDICTS[effect.verdict]} ({how_known(effect)}). {safe(effect.reason)}"
    yield ""
    for side in SIDES:
        if side in entry.examples:
            yield from _example(entry.examples[side], example_title(side))


def _example(example: Example, title: str) -> Iterator[str]:
    yield f"**{title}.** {safe(example.sentence)}"
    yield ""
    yield f"| Column | {' | '.join(example.headers)} | Why it is shown |"
    yield f"| --- |{' --- |' * (example.rows + 1)}"
    for line in example.cells:
        yield f"| {cell_of(line.column)} | {' | '.join(map(cell_of, line.texts))} | {WHY_SHOWN[line.decides]} |"
    yield ""
    yield f"Version {safe(example.refused_by)} says:"
    yield ""
    yield from (f"- {safe(message)}" for message in example.messages)
    yield ""
    yield f"{example.note}"
    yield ""


def _entry(entry: Entry) -> Iterator[str]:
    change = entry.change
    yield f'<a id="{entry.anchor}"></a>'
    yield ""
    yield f"{safe(change.sentence)} (`{change.kind}`)"
    yield ""
    yield from _pairs(entry)
    for line in entry.lines:
        yield f"> {_pieces(line)}"
        yield ""
    if entry.may_break:
        yield f"- **{MAY_BREAK if change.is_breaking else UNDECIDED}**: [see what and for whom](#breaks-{entry.anchor})."
    elif not entry.is_harmless:
        for side, title in SIDES.items():
            effect = entry.effect(side)
            yield f"- {title}: {VERDICTS[effect.verdict]} ({how_known(effect)}). {safe(effect.reason)}"
    if entry.requests:
        yield f"- Requested by: {'; '.join(map(safe, entry.requests))}."
    if change.also:
        yield f"- Consequences: {'; '.join(safe(text.replace('_', ' ')) for text in change.also)}."
    if change.hint:
        yield f"- For the author: {safe(change.hint)}"
    yield ""


def _pairs(entry: Entry) -> Iterator[str]:
    """Yield the table of the old and new names that an entry sums up, with the anchor of each change."""
    if entry.parts:
        yield from ("| Before | Now |", "| --- | --- |")
    for part in entry.parts:
        yield f'| <a id="{part.anchor}"></a>{cell_of(part.change.before or "")} | {cell_of(part.change.after or "")} |'
    yield from ([""] if entry.parts else [])


def _pieces(line: Sequence[Piece]) -> str:
    marks: Mapping[Op, tuple[str, str]] = {"keep": ("", ""), "remove": ("~~", "~~"), "add": ("**", "**")}
    return " ".join(f"{marks[piece.op][0]}{safe(piece.text)}{marks[piece.op][1]}" for piece in line)


def _foot(notice: Notice) -> Iterator[str]:
    contact, licence = notice.new.contact, notice.new.licence
    yield OTHER_FILES[needs_migration(notice.comparison)]
    yield ""
    yield f"Questions: {safe(contact.name)}, {contact.email}. {safe(licence.attribution)}"


def _folded(notice: Notice) -> Iterator[str]:
    """Yield what may break: a heading, and each change with its example folded away."""
    if not notice.may_break:
        yield f"{NOTHING_BREAKS}\n"
        return
    yield "### What may break\n"
    for entry in notice.may_break:
        sides = [title.lower() for side, title in SIDES.items() if entry.effect(side).verdict != "not breaking"]
        request = f"\nRequested by: {'; '.join(map(safe, entry.requests))}.\n" if entry.requests else ""
        what = _html(entry.change.sentence) if entry.parts else f"{_html(entry.change.name)}: {_html(entry.change.sentence)}"
        summary = f"{what} <em>For {' and '.join(sides)}</em> <code>{entry.change.kind}</code>"
        effects = "\n".join([*_effects(entry), *_pairs(entry)])
        yield f"<details><summary>{summary}</summary>\n\n{effects}{request}\n</details>\n"


def _rows(notice: Notice) -> Iterator[str]:
    """Yield the lines of a table of the changes that break nothing."""
    rest = [entry for entry in notice.summary if not entry.may_break]
    if rest:
        yield "### What breaks nothing\n\n| What | Change | Kind | Requested by |\n| --- | --- | --- | --- |"
        for entry in rest:
            change = entry.change
            yield f"| {cell_of(change.name)} | {cell_of(change.sentence)} | `{change.kind}` | {cell_of('; '.join(entry.requests))} |"


def _html(text: str) -> str:
    """Return plain text for HTML within Markdown."""
    return re.sub(r"[^\w\s.,:;()“”‘’/£-]|_", lambda character: f"&#{ord(character[0])};", " ".join(text.split()))
