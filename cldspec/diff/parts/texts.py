"""Changes of what is said of a part: titles, definitions, guidance, examples, names, sources."""

from collections.abc import Iterator, Sequence

from cldspec.diff.changes import Change, Effect
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import NOBODY, change
from cldspec.diff.parts.words import as_text, field_sentence
from cldspec.model import Located

TEXTS = {
    "title": ("title-changed", "The title"),
    "definition": ("definition-changed", "The definition"),
    "description": ("definition-changed", "The description"),
    "advice": ("definition-changed", "The advice"),
    "guidance": ("guidance-changed", "The guidance"),
    "tool": ("guidance-changed", "The tool"),
    "notes": ("definition-changed", "A note"),
    "attributes": ("definition-changed", "An attribute"),
    "examples": ("examples-changed", "An example"),
    "conforms": ("examples-changed", "What conforms"),
    "breaks": ("examples-changed", "What breaks it"),
    "also_called": ("names-changed", "Another name"),
    "was": ("names-changed", "What it was called"),
    "printed_type": ("print-changed", "The type that the template prints"),
    "personal_data": ("privacy-changed", "The class of personal data"),
    "sources": ("sources-changed", "Where it stands in the sources"),
}
"""The fields that say something and decide nothing: the kind of a change of each, and what it is called in a sentence."""
_PRIVACY = Effect("not breaking", "by definition", "It decides about no row; whoever holds the data looks at the grounds for it.")


def text_changes(
    facts: Sequence[Fact], part: str, name: str, at: Located, *, depth: int = 2, items: Sequence[str] = ()
) -> Iterator[Change]:
    """Yield the changes of what is said of a part, one for each field; the field stands at `depth` of a fact's path."""
    for field in dict.fromkeys(fact.path[depth] for fact in facts):
        own = [fact for fact in facts if fact.path[depth] == field]
        kind, what = TEXTS.get(field, ("definition-changed", f"What {field.replace('_', ' ')} says"))
        if kind == "sources-changed":
            sentence = "Where it stands in the source documents changed."
        elif len(own) > 1:
            sentence = f"{what} reads otherwise." if kind != "examples-changed" else "Its examples are others."
        else:
            sentence = f"{what} stands in another order." if own[0].what == "reordered" else field_sentence(own[0], what)
        effects = (_PRIVACY, _PRIVACY) if kind == "privacy-changed" else (NOBODY, NOBODY)
        before, after = ("\n".join(text for fact in own if (text := as_text(getattr(fact, side)))) or None for side in ("before", "after"))
        yield change(kind, part, name, sentence, at=at, key=field, before=before, after=after, items=items, effects=effects, is_text=True)
