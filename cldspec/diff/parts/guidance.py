"""Changes of the guidance: its chapters."""

from collections.abc import Iterator, Sequence

from cldspec.diff.changes import Change
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.grouping import WHOLE_ENTRY, by_entry
from cldspec.diff.parts.texts import text_changes
from cldspec.model import Chapter


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of the chapters of the guidance."""
    known = {one.id: one for one in context.new.guidance}
    for name, own in by_entry(facts).items():
        if not name:
            sentence = "The chapters stand in another order."
            yield change("chapters-reordered", "specification/guidance", "The chapters", sentence, at=context.new.guidance[0])
            continue
        part = f"chapter/{name}"
        if len(own[0].path) == WHOLE_ENTRY:
            chapter: Chapter = own[0].after or own[0].before
            added = own[0].what == "added"
            words = f"The chapter {chapter.title} is {'new' if added else 'gone'}."
            yield change("chapter-added" if added else "chapter-removed", part, chapter.title, words, at=chapter)
            continue
        chapter = known[name]
        for fact in own:
            if fact.path[2] == "text":
                yield change(
                    "chapter-changed",
                    part,
                    chapter.title,
                    f"The chapter {chapter.title} reads otherwise.",
                    at=chapter,
                    before=str(fact.before),
                    after=str(fact.after),
                    is_text=True,
                )
        yield from text_changes([fact for fact in own if fact.path[2] != "text"], part, chapter.title, chapter)
