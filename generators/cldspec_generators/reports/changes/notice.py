"""A notice of changes as Markdown: one to send, and a shorter one that fits under a pull request."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from cldspec.diff.changes import Comparison
from cldspec.diff.kinds import AUDIENCES
from cldspec.guidance import cell, escaped
from cldspec_generators.reports.changes.messages import (
    BESIDE,
    DRAFT,
    ELSE_NOTHING,
    FIRST,
    MEANINGS,
    NOTHING_BREAKS,
    NOTHING_TO_DO,
    SIDES,
    THEN,
    VERDICTS,
    WHY_SHOWN,
    Example,
    Explained,
    Task,
    Telling,
    Told,
    how_known,
)
from cldspec_generators.reports.changes.text_diff import Op, Piece

LIMIT = 60_000
"""The most characters of a comment: code hosts take a few more."""
_ROOM = 400
"""The characters that are kept for the words that say what is left out."""


def markdown(comparison: Comparison, explained: Explained | None = None) -> str:
    """Return the notice as Markdown, ready to be sent."""
    telling = Telling(comparison, explained or {})
    lines = [f"# {safe(telling.title)}", "", *_drafts(telling), *_versions(telling)]
    lines += ["## In short", "", *(f"- {safe(sentence)}" for sentence in telling.in_short), ""]
    lines += ["## What you must do", ""]
    for audience, title in AUDIENCES.items():
        lines += [f"### {title}", "", *_to_do(telling, audience)]
    lines += ["## What may break", ""]
    lines += [] if telling.may_break else [NOTHING_BREAKS, ""]
    for one in telling.may_break:
        heading = f'<a id="breaks-{one.anchor}"></a>\n\n### {safe(one.change.name)}'
        lines += [heading, "", f"{safe(one.change.sentence)} ([see the change](#{one.anchor}))", "", *_effects(one)]
    lines += ["## How we know", ""]
    lines += [f"- **{word}**: {meaning}" for word, meaning in MEANINGS.items()]
    lines += ["", "## All changes", "", ELSE_NOTHING, ""]
    for group, changes in telling.groups.items():
        lines += [f"### {safe(group)}", ""]
        for name, of_part in groupby(changes, lambda one: (one.change.part, one.change.name)):
            lines += [f"#### {safe(name[1])}", ""]
            for one in of_part:
                lines += _entry(one)
    lines += ["---", "", *_foot(telling)]
    return "\n".join(lines) + "\n"


def comment(comparison: Comparison, explained: Explained | None = None, limit: int = LIMIT) -> str:
    """Return a shorter notice of at most so many characters: what may break with its examples, the rest as a table."""
    telling = Telling(comparison, explained or {})
    lines = [f"## {safe(telling.title)}", "", *_drafts(telling), *_counts(telling)]
    size = sum(len(line) + 1 for line in lines)
    blocks = [*_folded(telling), *_rows(telling)]
    shown = 0
    for block in blocks:
        if size + len(block) + 1 + _ROOM > limit:
            break
        lines.append(block)
        size += len(block) + 1
        shown += 1
    if shown < len(blocks):
        lines += ["", "This comment has no room for more. The whole notice has every change."]
    return "\n".join(lines)[:limit].rstrip("\n") + "\n"


def safe(text: str) -> str:
    """Return plain text such that Markdown takes no sign in it for its own, wherever on a line it stands."""
    signs = re.sub(r"([~&|])", r"\\\1", escaped(text))
    return re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", re.sub(r"^([#+=-])", r"\\\1", signs))


def cell_of(text: str) -> str:
    """Return plain text as it stands in a table."""
    return re.sub(r"([~&])", r"\\\1", cell(text)) or " "


def _drafts(telling: Telling) -> list[str]:
    if telling.new.status == "draft":
        return [f"> **{DRAFT}** {safe(telling.draft_words)}", ""]
    return [f"> Version {safe(telling.names[0])} is a draft.", ""] if telling.drafts else []


def _versions(telling: Telling) -> list[str]:
    old, new = telling.names
    rows = [("", "Before", "Now"), ("---", "---", "---"), ("Version", cell_of(old), cell_of(new))]
    for title, key in (("Status", "status"), ("Published", "published")):
        rows.append((title, cell_of(getattr(telling.old, key)), cell_of(getattr(telling.new, key))))
    return [*(f"| {' | '.join(row)} |" for row in rows), ""]


def _counts(telling: Telling) -> list[str]:
    head = ["| | may break | does not break | not decided |", "| --- | ---: | ---: | ---: |"]
    rows = [f"| {title} | {' | '.join(str(telling.count(side, verdict)) for verdict in VERDICTS)} |" for side, title in SIDES.items()]
    return [telling.in_short[0], "", *head, *rows, ""]


def _to_do(telling: Telling, audience: str) -> Iterator[str]:
    first, then = telling.tasks(audience)
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
        links = [_link(one) for one in task.changes]
        if not task.is_named:
            yield f"- [ ] {_within(task.before)} See {', '.join(links)}."
        elif len(links) == 1:
            yield f"- [ ] {_within(task.before)}{links[0]}{_within(task.after)}"
        else:
            yield f"- [ ] {_within(task.before)}"
            yield from (f"  - {link}" for link in links)


def _within(text: str) -> str:
    """Return words of ours that stand beside a link: their spaces stay, and no sign of theirs begins a line."""
    return re.sub(r"[\\`*_\[\]<>~&|]", r"\\\g<0>", text)


def _link(one: Told) -> str:
    return f"[{safe(one.change.name)}](#{one.anchor})"


def _effects(one: Told) -> Iterator[str]:
    for side, title in SIDES.items():
        effect = one.effect(side)
        yield f"- **{title}**: {VERDICTS[effect.verdict]} ({how_known(effect)}). {safe(effect.reason)}"
    yield ""
    for side, title in SIDES.items():
        if side in one.examples:
            yield from _example(one.examples[side], f"Example for {title[0].lower()}{title[1:]}")


def _example(example: Example, title: str) -> Iterator[str]:
    yield f"**{title}.** {safe(example.sentence)}"
    yield ""
    yield f"| Column | {' | '.join(example.heads)} | Why it is shown |"
    yield f"| --- |{' --- |' * (example.rows + 1)}"
    for line in example.cells:
        yield f"| {cell_of(line.column)} | {' | '.join(map(cell_of, line.cells))} | {WHY_SHOWN[line.decides]} |"
    yield ""
    yield f"Version {safe(example.refused_by)} says:"
    yield ""
    yield from (f"- {safe(message)}" for message in example.messages)
    yield ""
    yield f"{example.note}"
    yield ""


def _entry(one: Told) -> Iterator[str]:
    change = one.change
    yield f'<a id="{one.anchor}"></a>'
    yield ""
    yield f"{safe(change.sentence)} (`{change.kind}`)"
    yield ""
    for line in one.lines:
        yield f"> {_pieces(line)}"
        yield ""
    if one.breaks_somebody:
        words = "This may break something" if change.is_breaking else "It is not decided whether this breaks something"
        yield f"- **{words}**: [see what and for whom](#breaks-{one.anchor})."
    elif not one.is_harmless:
        for side, title in SIDES.items():
            effect = one.effect(side)
            yield f"- {title}: {VERDICTS[effect.verdict]} ({how_known(effect)}). {safe(effect.reason)}"
    if one.requests:
        yield f"- Asked for by: {'; '.join(map(safe, one.requests))}."
    if change.also:
        yield f"- What only follows from it: {'; '.join(safe(text.replace('_', ' ')) for text in change.also)}."
    if change.hint:
        yield f"- For the writer: {safe(change.hint)}"
    yield ""


def _pieces(line: Sequence[Piece]) -> str:
    marks: Mapping[Op, tuple[str, str]] = {"keep": ("", ""), "remove": ("~~", "~~"), "add": ("**", "**")}
    return " ".join(f"{marks[piece.op][0]}{safe(piece.text)}{marks[piece.op][1]}" for piece in line)


def _foot(telling: Telling) -> Iterator[str]:
    contact, licence = telling.new.contact, telling.new.licence
    yield BESIDE
    yield ""
    yield f"Questions: {safe(contact.name)}, {contact.email}. {safe(licence.attribution)}"


def _folded(telling: Telling) -> Iterator[str]:
    """Yield the beginning of what may break, and each such change with its example to unfold."""
    if not telling.may_break:
        yield f"{NOTHING_BREAKS}\n"
        return
    yield "### What may break\n"
    for one in telling.may_break:
        sides = [title.lower() for side, title in SIDES.items() if one.effect(side).verdict != "not breaking"]
        request = f"\nAsked for by: {'; '.join(map(safe, one.requests))}.\n" if one.requests else ""
        summary = (
            f"{_html(one.change.name)}: {_html(one.change.sentence)} <em>For {' and '.join(sides)}</em> <code>{one.change.kind}</code>"
        )
        effects = "\n".join(_effects(one))
        yield f"<details><summary>{summary}</summary>\n\n{effects}{request}\n</details>\n"


def _rows(telling: Telling) -> Iterator[str]:
    """Yield a table of the changes that break nothing, line by line."""
    rest = [one for one in telling.changes if not one.breaks_somebody]
    if rest:
        yield "### What breaks nothing\n\n| What | Change | Kind | Asked for by |\n| --- | --- | --- | --- |"
        for one in rest:
            change = one.change
            yield f"| {cell_of(change.name)} | {cell_of(change.sentence)} | `{change.kind}` | {cell_of('; '.join(one.requests))} |"


def _html(text: str) -> str:
    """Return plain text as it stands in HTML within Markdown."""
    return re.sub(r"[^\w\s.,:;()“”‘’/£-]|_", lambda sign: f"&#{ord(sign[0])};", " ".join(text.split()))
