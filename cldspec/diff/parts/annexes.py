"""Changes of the parts that decide about no row: the version itself, its record, sources, glossary, legal basis and so on."""

from collections.abc import Iterator, Sequence

from cldspec.diff.changes import Change, Effect
from cldspec.diff.facts import Fact, names
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.grouping import WHOLE_ENTRY
from cldspec.diff.parts.words import as_text, field_sentence
from cldspec.model import Located

_LONG = 80
"""The characters of a name that is not cut."""
_VERSION = {"version", "status", "published", "summary"}
"""What a version says of itself."""
_OTHERS = {
    "documents": ("sources-changed", "source"),
    "unchecked": ("unchecked-changed", "unchecked"),
    "glossary": ("glossary-changed", "term"),
    "traceability": ("traceability-changed", "topic"),
    "legal": ("legal-changed", "legal"),
    "scope": ("scope-changed", "scope"),
    "item_counts": ("counts-changed", "specification/item_counts"),
    "comparisons": ("counts-changed", "specification/comparisons"),
    "sample": ("sample-changed", "sample"),
    "history": ("history-changed", "specification/history"),
}
"""Of other parts: the kind of their changes, and what the name of their part begins with."""

_PARTS_WHOLE = {("traceability", "outside_annex_1")}
"""Lists whose entries have no names, so that they are told as one."""
_PARTS: dict[tuple[str, ...], str] = {("traceability", "outside_annex_1"): "topic/outside-annex-1", ("traceability", "salt"): "requirement"}
"""The parts of a few entries that are called otherwise than their neighbours."""


def changes_of_record(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of what a row is, and of how it is known again."""
    record = context.new.record
    rest = [fact for fact in facts if fact.path[1] != "known_by"]
    for fact in facts:
        if fact not in rest:
            yield change(
                "identity-changed",
                "specification/record",
                record.title,
                f"A row ({record.title.lower()}) is known again in a later submission by other keys.",
                at=record,
                key="known_by",
                before=_keys(fact.before),
                after=_keys(fact.after),
                effects=(
                    Effect("not breaking", "by definition", "No return is held to it."),
                    Effect("breaking", "by definition", "What was the same in two submissions may not be any more."),
                ),
            )
    if rest:
        yield _other(("record",), rest, context)


def _keys(keys: Sequence[Sequence[str]]) -> str:
    return "; ".join(", ".join(key) for key in keys)


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of all other parts."""
    new = context.new
    own_version = [fact for fact in facts if fact.path[0] in _VERSION or fact.path == ("history", new.version)]
    if own_version:
        before, after = context.old, new
        words = [
            f"Version {after.version} ({after.status}, {after.published}) follows {before.version} ({before.status}, {before.published})."
        ]
        entry = next((one for one in new.history if one.version == new.version), None)
        words += [as_text(entry.summary) or ""] if entry else []
        yield change(
            "version-changed",
            "specification/version",
            f"Version {after.version}",
            " ".join(words),
            at=new,
            key="version",
            before=f"{before.version}: {before.summary}",
            after=f"{after.version}: {after.summary}",
        )
    others: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        if fact not in own_version:
            depth = (
                {"traceability": 3, "legal": 3, "scope": 3, "sample": 3}.get(fact.path[0], 2) if fact.path[:2] not in _PARTS_WHOLE else 2
            )
            others.setdefault(fact.path[:depth] if fact.path[0] in _OTHERS else fact.path[:1], []).append(fact)
    for path, own in others.items():
        yield _other(path, own, context)


def _other(path: tuple[str, ...], facts: Sequence[Fact], context: Context) -> Change:
    """Return the change of one entry of another part: of a term, a topic, a provision, a source."""
    kind, begins = _OTHERS.get(path[0], ("specification-changed", f"specification/{path[0]}"))
    part = _PARTS.get(path[:2], begins)
    part = f"{part}/{path[-1]}" if "/" not in part else part
    objects = [value for fact in facts for value in (fact.after, fact.before) if isinstance(value, Located)]
    at = objects[0] if objects and len(facts[0].path) == len(path) else _found(path, context) or context.new
    name = (_title(at) if len(path) > 1 and at is not context.new else path[-1]).replace("_", " ")
    if path[0] == "sample" and len(path) == WHOLE_ENTRY:
        sentence = f"Sample data are made by another “{name}”."
    elif len(facts) == 1 and len(facts[0].path) == len(path):
        words = {"added": f"“{name}” is new.", "removed": f"“{name}” is gone.", "reordered": f"The order of {name} is another."}
        sentence = (
            words[facts[0].what]
            if len(path) > 1 and facts[0].what in words
            else field_sentence(facts[0], f"The stated number ({name})" if path[0] == "item_counts" else f"The {name}")
        )
    else:
        fields = " and ".join(dict.fromkeys(fact.path[len(path)] for fact in facts if len(fact.path) > len(path)))
        sentence = f"What is said of “{name}” reads otherwise ({fields.replace('_', ' ')})."
    return change(
        kind,
        part,
        name,
        sentence[:1].upper() + sentence[1:],
        at=at,
        before="\n".join(text for fact in facts if (text := as_text(fact.before))) or None,
        after="\n".join(text for fact in facts if (text := as_text(fact.after))) or None,
    )


def _title(one: Located) -> str:
    """Return what people call an entry."""
    for key in ("title", "item", "term", "topic", "requirement", "reason", "text", "id"):
        value = getattr(one, key, None)
        if value:
            text = " ".join(str(value).split())
            return text if len(text) <= _LONG else f"{text[:_LONG].rsplit(' ', 1)[0]} ..."
    return type(one).__name__


def _found(path: tuple[str, ...], context: Context) -> Located | None:
    """Return what stands at a path in the new version."""
    value: object = context.new
    for step in path:
        value = dict(zip(names(value), value, strict=True)).get(step) if isinstance(value, tuple) else getattr(value, step, None)
    return value if isinstance(value, Located) else None
