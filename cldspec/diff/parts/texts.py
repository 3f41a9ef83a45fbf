"""Changes of what is said of a part: titles, definitions, guidance, examples, names, sources."""

from collections.abc import Sequence

from cldspec.diff.changes import Change, Effect
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import NOBODY, change, shown, told
from cldspec.model import Written

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


def text_change(fact: Fact, part: str, name: str, at: Written, *, depth: int = 2, items: Sequence[str] = ()) -> Change:
    """Return the change of what is said of a part; the field stands at `depth` of the fact's path."""
    field = fact.path[depth]
    kind, what = TEXTS.get(field, ("definition-changed", f"What {field.replace('_', ' ')} says"))
    if len(fact.path) > depth + 1:
        what = f"{what} ({' '.join(fact.path[depth + 1 :])})" if field != "examples" else what
    sentence = f"{what} stands in another order." if fact.what == "reordered" else told(fact, what)
    sentence = "Where it stands in the source documents changed." if kind == "sources-changed" else sentence
    effects = (_PRIVACY, _PRIVACY) if kind == "privacy-changed" else (NOBODY, NOBODY)
    return change(
        kind, part, name, sentence, at=at, key=field, before=shown(fact.before), after=shown(fact.after), items=items, effects=effects
    )
