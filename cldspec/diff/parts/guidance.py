"""Changes of the guidance: its chapters."""

from collections.abc import Iterator, Sequence

from cldspec.diff.changes import Change
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.grouping import by_entry, is_whole_entry
from cldspec.diff.parts.texts import text_changes
from cldspec.model import Chapter


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of the chapters of the guidance."""
    by_id = {chapter.id: chapter for chapter in context.new.guidance}
    for name, own in by_entry(facts).items():
        if not name:
            sentence = "The order of the chapters has changed."
            yield change("chapters-reordered", "specification/guidance", "The order of the chapters", sentence, at=context.new.guidance[0])
            continue
        part = f"chapter/{name}"
        if is_whole_entry(own):
            chapter: Chapter = own[0].after or own[0].before
            is_added = own[0].what == "added"
            sentence = f"The chapter {'is new' if is_added else 'has been removed'}."
            yield change("chapter-added" if is_added else "chapter-removed", part, chapter.title, sentence, at=chapter)
            continue
        chapter = by_id[name]
        for fact in own:
            if fact.path[2] == "text":
                yield change(
                    "chapter-changed",
                    part,
                    chapter.title,
                    "The text has changed.",
                    at=chapter,
                    before=str(fact.before),
                    after=str(fact.after),
                    is_text=True,
                )
        yield from text_changes([fact for fact in own if fact.path[2] != "text"], part, chapter.title, chapter)
