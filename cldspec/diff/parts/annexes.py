"""Changes of what no row is judged by: the version itself, its record, sources, glossary, legal basis, samples and so on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cldspec.diff.changes import Change, Effect
from cldspec.diff.facts import Fact, names
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.words import as_text, field_sentence, sides
from cldspec.model import Located, Specification
from cldspec.wording import joined

_LONGEST_NAME = 80
"""The length, in characters, from which a name is cut."""
_VERSION_FIELDS = {
    "version": "number",
    "name": "name",
    "status": "status",
    "published": "date of publication",
    "corrected": "date of the last correction",
    "summary": "summary",
}
"""The fields in which a version describes itself, in words."""


@dataclass(frozen=True, slots=True)
class _Annex:
    """A part of the specification: the kind of its changes, the beginning of their `part`, and the length of an entry's path."""

    kind: str
    part: str
    depth: int = 2
    has_named_entries: bool = True


_ANNEXES: Mapping[str, _Annex] = {
    "documents": _Annex("sources-changed", "source"),
    "unchecked": _Annex("unchecked-changed", "unchecked"),
    "glossary": _Annex("glossary-changed", "term"),
    "traceability": _Annex("traceability-changed", "topic", 3),
    "legal": _Annex("legal-changed", "legal", 3),
    "scope": _Annex("scope-changed", "scope", 3),
    "item_counts": _Annex("counts-changed", "specification/item_counts"),
    "comparisons": _Annex("counts-changed", "specification/comparisons"),
    "sample": _Annex("sample-changed", "sample", 3),
    "methods": _Annex("method-changed", "method"),
    "not_derived": _Annex("not-derived-changed", "not-derived"),
    "history": _Annex("history-changed", "specification/history"),
}
_PARTS: Mapping[tuple[str, ...], str] = {("record",): "What a row is", ("collection",): "What a file of rows is"}
"""The names of parts whose own words say too little."""
_SUBPARTS: Mapping[tuple[str, ...], _Annex] = {
    ("traceability", "outside_annex_1"): _Annex("traceability-changed", "topic/outside-annex-1", has_named_entries=False),
    ("traceability", "salt"): _Annex("traceability-changed", "requirement", 3),
}
"""Parts of annexes that have a `part` of their own. The entries outside Annex 1 have no names, so they are one part."""


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of the version's description of itself and of all annexes."""
    version = context.new.version
    own = [fact for fact in facts if fact.path[0] in _VERSION_FIELDS or fact.path == ("history", version)]
    if any(fact.path != ("corrected",) for fact in own):
        yield _version_change(context, own)
    entries: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        if fact not in own:
            annex = _annex(fact.path)
            entries.setdefault(fact.path[: annex.depth if annex else 1], []).append(fact)
    for path, of_entry in entries.items():
        yield _entry_change(path, of_entry, context)


def changes_of_record(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of what a row is, and of the keys that identify it."""
    record = context.new.record
    rest = [fact for fact in facts if fact.path[1] != "known_by"]
    for fact in facts:
        if fact not in rest:
            yield change(
                "identity-changed",
                "specification/record",
                record.title,
                f"The keys that identify a {record.title.lower()} in later submissions have changed.",
                at=record,
                key="known_by",
                before=_keys(fact.before),
                after=_keys(fact.after),
                effects=(
                    Effect("not breaking", "by definition", "Returns are not validated against these keys."),
                    Effect("breaking", "by definition", "Rows that matched in two submissions may no longer match."),
                ),
            )
    if rest:
        yield _entry_change(("record",), rest, context)


def _keys(keys: Sequence[Sequence[str]]) -> str:
    return "; ".join(", ".join(key) for key in keys)


def _version_change(context: Context, facts: Sequence[Fact]) -> Change:
    old, new = context.old, context.new
    words = [f"Version {_about(new)} follows version {_about(old)}."]
    if new.version == old.version and new.status == "withdrawn" != old.status:
        words = [f"Version {new.version} is withdrawn. Nobody may use it any more."]
    elif (new.version, new.status) == (old.version, old.status):
        fields = joined([_VERSION_FIELDS.get(field, field) for field in dict.fromkeys(fact.path[0] for fact in facts)])
        words = [f"What version {new.version} says about itself has changed: the {fields}."]
    words += [as_text(release.summary) or "" for release in new.history if release.version == new.version]
    return change(
        "version-changed",
        "specification/version",
        f"Version {new.version}",
        " ".join(words),
        at=new,
        key="version",
        before=f"{old.version}: {old.summary}",
        after=f"{new.version}: {new.summary}",
    )


def _about(version: Specification) -> str:
    """Return a version's number with its name, its status and the date of its publication, where it has them."""
    words = [word for word in (version.name, version.status, version.publication_date) if word]
    return f"{version.version} ({', '.join(words)})"


def _annex(path: tuple[str, ...]) -> _Annex | None:
    return _SUBPARTS.get(path[:2]) or _ANNEXES.get(path[0])


def _entry_change(path: tuple[str, ...], facts: Sequence[Fact], context: Context) -> Change:
    """Return the change of one entry of an annex, such as a term, a topic, a provision or a source."""
    annex = _annex(path) or _Annex("specification-changed", f"specification/{path[0]}", 1)
    part = annex.part if "/" in annex.part else f"{annex.part}/{path[-1]}"
    is_whole = len(facts[0].path) == len(path)
    objects = [value for fact in facts for value in (fact.after, fact.before) if isinstance(value, Located)]
    at = objects[0] if objects and is_whole else _value_at(path, context) or context.new
    name = _PARTS.get(path) or (_title(at) if len(path) > 1 and at is not context.new else path[-1]).replace("_", " ")
    before, after = sides(facts, "\n")
    sentence = _sentence(path, facts, name)
    return change(annex.kind, part, name, sentence[:1].upper() + sentence[1:], at=at, before=before, after=after)


def _sentence(path: tuple[str, ...], facts: Sequence[Fact], name: str) -> str:
    fact = facts[0]
    if path[0] == "sample" and len(path) < _ANNEXES["sample"].depth:
        return f"Sample returns are made with a different “{name}”."
    if len(facts) > 1 or len(fact.path) != len(path):
        annex = _annex(path)
        if annex and not annex.has_named_entries:
            return "The entries have changed."
        fields = joined(list(dict.fromkeys(fact.path[len(path)] for fact in facts if len(fact.path) > len(path))))
        return f"The entry has changed ({fields.replace('_', ' ')})."
    if len(path) == 1 or fact.what == "changed":
        return field_sentence(fact, f"The stated number ({name})" if path[0] == "item_counts" else f"The {name}")
    return {"added": f"“{name}” is new.", "removed": f"“{name}” has been removed.", "reordered": f"The order of {name} has changed."}[
        fact.what
    ]


def _title(entry: Located) -> str:
    """Return what people call an entry."""
    for key in ("title", "item", "term", "topic", "requirement", "text", "reason", "id"):
        value = getattr(entry, key, None)
        if value:
            text = " ".join(str(value).split())
            return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME].rsplit(' ', 1)[0]} ..."
    return type(entry).__name__


def _value_at(path: tuple[str, ...], context: Context) -> Located | None:
    """Return the entry at a path in the new version."""
    value: object = context.new
    for step in path:
        value = dict(zip(names(value), value, strict=True)).get(step) if isinstance(value, tuple) else getattr(value, step, None)
    return value if isinstance(value, Located) else None
