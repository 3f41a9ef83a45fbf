"""Changes of texts about a part: titles, definitions, guidance, examples, names, sources."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cldspec.diff.changes import Change, Effect
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import BREAKS_NOBODY, change
from cldspec.diff.parts.words import field_sentence, sides
from cldspec.model import Located


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that no rule depends on: the kind of its changes, and what one of its entries, and all of them, are called."""

    kind: str
    singular: str
    plural: str = ""


TEXT_FIELDS: Mapping[str, _Field] = {
    "title": _Field("title-changed", "The title"),
    "definition": _Field("definition-changed", "The definition"),
    "description": _Field("definition-changed", "The description"),
    "advice": _Field("definition-changed", "The advice"),
    "guidance": _Field("guidance-changed", "The guidance"),
    "tool": _Field("guidance-changed", "The tool"),
    "notes": _Field("definition-changed", "A note", "notes"),
    "attributes": _Field("definition-changed", "An attribute", "attributes"),
    "examples": _Field("examples-changed", "An example", "examples"),
    "conforms": _Field("examples-changed", "The list of examples that conform", "examples that conform"),
    "breaks": _Field("examples-changed", "The list of examples that do not conform", "examples that do not conform"),
    "also_called": _Field("names-changed", "Another name", "other names"),
    "was": _Field("names-changed", "The former name"),
    "printed_type": _Field("print-changed", "The type that the template prints"),
    "may_look_like_formula": _Field("print-changed", "The permission to look like a formula"),
    "not_applicable": _Field("definition-changed", "The reason why there is no result", "reasons why there is no result"),
    "grain": _Field("definition-changed", "What one row is"),
    "because": _Field("definition-changed", "The reason for a step", "reasons for steps"),
    "method": _Field("definition-changed", "The method that it follows"),
    "differences": _Field("definition-changed", "A difference from the method", "differences from the method"),
    "left_out": _Field("definition-changed", "The list of values that are left out"),
    "serves": _Field("traceability-changed", "The list of requirements that it serves"),
    "personal_data": _Field("privacy-changed", "The class of personal data"),
    "sources": _Field("sources-changed", "A reference to a source", "references to the sources"),
}
_PRIVACY = Effect("not breaking", "by definition", "No row is judged by it. Everyone who has the data must check the legal grounds for it.")


def text_changes(
    facts: Sequence[Fact], part: str, name: str, at: Located, *, depth: int = 2, items: Sequence[str] = ()
) -> Iterator[Change]:
    """Yield the changes of texts about a part, one for each field. The field is the step number `depth` of a fact's path."""
    for field_name in dict.fromkeys(fact.path[depth] for fact in facts):
        own = [fact for fact in facts if fact.path[depth] == field_name]
        words = field_name.replace("_", " ")
        field = TEXT_FIELDS.get(field_name, _Field("definition-changed", f"The {words}", words))
        effect = _PRIVACY if field.kind == "privacy-changed" else BREAKS_NOBODY
        before, after = sides(own, "\n")
        yield change(
            field.kind,
            part,
            name,
            _sentence(field, own),
            at=at,
            key=field_name,
            before=before,
            after=after,
            items=items,
            effects=(effect, effect),
            is_text=True,
        )


def _sentence(field: _Field, facts: Sequence[Fact]) -> str:
    if field.kind == "sources-changed" or len(facts) > 1:
        return f"The {field.plural} have changed." if field.plural else f"{field.singular} has changed."
    if facts[0].what == "reordered":
        return f"The order of the {field.plural} has changed."
    return field_sentence(facts[0], field.singular)
