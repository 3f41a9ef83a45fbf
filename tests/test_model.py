"""The model mirrors the schemas of the YAML files: it has the same keys, and the same ones are required."""

import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from typing import Any

import pytest

from cldspec import model
from cldspec.load import CHAPTER, FILES, FOLDERS, load
from cldspec.load.metaschema import read_schema
from cldspec.model import Located
from cldspec.model.base import is_computed
from conftest import LIBRARY, ROOT

PAIRS: dict[type[Located], tuple[str, tuple[str, ...]]] = {
    model.Specification: ("specification", ()),
    model.Contact: ("specification", ("contact",)),
    model.Licence: ("specification", ("licence",)),
    model.Collection: ("specification", ("collection",)),
    model.Record: ("specification", ("record",)),
    model.Section: ("specification", ("sections",)),
    model.Format: ("specification", ("formats",)),
    model.Schedule: ("specification", ("schedule",)),
    model.Milestone: ("specification", ("schedule", "milestones")),
    model.Statement: ("specification", ("schedule", "statements")),
    model.Release: ("specification", ("history",)),
    model.ItemCounts: ("specification", ("item_counts",)),
    model.ComparableDataset: ("specification", ("comparisons",)),
    model.SourceDocument: ("sources", ("documents",)),
    model.Place: ("sources", ("documents", "places")),
    model.DataItem: ("items", ("items",)),
    model.Example: ("items", ("items", "examples")),
    model.Alternative: ("items", ("items", "also_called")),
    model.Chapter: ("chapter", ()),
    model.CodeList: ("code-list", ()),
    model.Code: ("code-list", ("codes",)),
    model.Table: ("table", ()),
    model.Attribute: ("table", ("attributes",)),
    model.Meaning: ("table", ("attributes", "values")),
    model.Calculation: ("calculations", ("calculations",)),
    model.Multipliers: ("calculations", ("calculations", "multipliers")),
    model.Multiplier: ("calculations", ("calculations", "multipliers", "values")),
    model.Tool: ("calculations", ("calculations", "tool")),
    model.WeeklySchedule: ("calculations", ("calculations", "tool", "schedule")),
    model.ScheduleRow: ("calculations", ("calculations", "tool", "schedule", "rows")),
    model.Case: ("calculations", ("calculations", "cases")),
    model.WorkedExample: ("calculations", ("calculations", "examples")),
    model.RuleEntry: ("rules", ("rules",)),
    model.RuleExamples: ("rules", ("rules", "examples")),
    model.Parameter: ("derivations", ("parameters",)),
    model.Method: ("derivations", ("methods",)),
    model.Ranking: ("derivations", ("rankings",)),
    model.ValueMapping: ("derivations", ("mappings",)),
    model.NotDerived: ("derivations", ("not_derived",)),
    model.Derivation: ("derivations", ("derivations",)),
    model.Difference: ("derivations", ("derivations", "differences")),
    model.DerivedColumn: ("derivations", ("derivations", "columns")),
    model.DerivationExample: ("derivations", ("derivations", "examples")),
    model.DerivationStep: ("derivations", ("derivations", "steps")),
    model.CaseOfStep: ("derivations", ("derivations", "steps", "cases")),
    model.Identify: ("derivations", ("derivations", "steps", "identify")),
    model.Best: ("derivations", ("derivations", "steps", "best")),
    model.Spells: ("derivations", ("derivations", "steps", "spells")),
    model.Follow: ("derivations", ("derivations", "steps", "follow")),
    model.UseRanking: ("derivations", ("derivations", "steps", "rank")),
    model.UseMapping: ("derivations", ("derivations", "steps", "map")),
    model.Join: ("derivations", ("derivations", "steps", "join")),
    model.Flag: ("derivations", ("derivations", "steps", "flag")),
    model.Group: ("derivations", ("derivations", "steps", "group")),
    model.Count: ("derivations", ("derivations", "steps", "count")),
    model.Share: ("derivations", ("derivations", "steps", "share")),
    model.Calculate: ("derivations", ("derivations", "steps", "calculate")),
    model.Criterion: ("derivations", ("derivations", "steps", "best", "order")),
    model.Total: ("derivations", ("derivations", "steps", "group", "columns")),
    model.Unchecked: ("unchecked", ("statements",)),
    model.Discrepancy: ("discrepancies", ("discrepancies",)),
    model.Reading: ("discrepancies", ("discrepancies", "readings")),
    model.Traceability: ("traceability", ()),
    model.Topic: ("traceability", ("annex_1",)),
    model.Exemption: ("traceability", ("outside_annex_1",)),
    model.SaltRequirement: ("traceability", ("salt",)),
    model.Legal: ("legal", ()),
    model.Direction: ("legal", ("direction",)),
    model.Provision: ("legal", ("powers",)),
    model.Scope: ("scope", ()),
    model.ScopeEntry: ("scope", ("new",)),
    model.Term: ("glossary", ("terms",)),
    model.SampleData: ("pathways", ()),
    model.Identifier: ("pathways", ("identifiers",)),
    model.Vocabulary: ("pathways", ("vocabularies",)),
    model.Pathway: ("pathways", ("pathways",)),
    model.Step: ("pathways", ("pathways", "steps")),
    model.DaysAfter: ("pathways", ("pathways", "steps", "days")),
    model.Amount: ("pathways", ("pathways", "steps", "amounts")),
}
FIELDS_FROM_ELSEWHERE = {
    model.DataItem: {"section"},
    model.RuleEntry: {"subject"},
    model.Derivation: {"subject"},
    model.Chapter: {"id", "text", "first_line"},
    model.Specification: {
        *("documents", "items", "code_lists", "tables", "calculations", "rules", "unchecked"),
        *("discrepancies", "traceability", "legal", "scope", "glossary", "guidance", "sample"),
        *("parameters", "methods", "rankings", "mappings", "derivations", "not_derived"),
    },
}
"""Fields whose values come from other files, or from the top of the same file."""


def resolved(schema: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        document, _, name = schema["$ref"].partition("#/$defs/")
        schema = (read_schema(document) if document else whole)["$defs"][name]  # type: ignore[index]
    return schema


def schema_at(name: str, path: tuple[str, ...]) -> dict[str, Any]:
    whole: dict[str, Any] = read_schema(f"{name}.schema.json")
    schema = resolved(whole, whole)
    for key in path:
        schema = resolved(schema["properties"][key], whole)
        if schema.get("type") == "array":
            schema = resolved(schema["items"], whole)
    return schema


@pytest.mark.parametrize("kind", PAIRS, ids=lambda kind: kind.__name__)
def test_a_class_has_the_keys_of_its_schema(kind: type[Located]) -> None:
    schema = schema_at(*PAIRS[kind])
    elsewhere = {"origin", *FIELDS_FROM_ELSEWHERE.get(kind, set())}
    ours = [field for field in fields(kind) if field.name not in elsewhere and not is_computed(field)]

    def is_required(field: "Field[Any]") -> bool:
        return field.default is MISSING and field.default_factory is MISSING

    assert {field.name.removesuffix("_") for field in ours} == set(schema["properties"])
    assert {field.name.removesuffix("_") for field in ours if is_required(field)} == set(schema["required"])
    assert schema["additionalProperties"] is False


def test_all_classes_are_paired() -> None:
    classes = {value for value in vars(model).values() if isinstance(value, type) and issubclass(value, Located)}
    beside_versions = {model.LaterRelease, model.LaterValues}  # a list of its own, which belongs to no version
    assert classes - {Located, *beside_versions} == set(PAIRS)


def test_each_pattern_has_an_example_that_matches() -> None:
    """Messages about a value that does not match a pattern quote the example."""

    def patterns_in(schema: object) -> Iterator[dict[str, Any]]:
        if isinstance(schema, dict):
            if isinstance(schema.get("pattern"), str):
                yield schema
            for part in schema.values():
                yield from patterns_in(part)
        elif isinstance(schema, list):
            for part in schema:
                yield from patterns_in(part)

    for path in (ROOT / "cldspec" / "load" / "schemas").glob("*.json"):
        for schema in patterns_in(read_schema(path.name)):
            if schema["pattern"] != "\\S":  # any text that is not blank
                assert all(re.search(schema["pattern"], example) for example in schema["examples"]), path.name
                assert schema["examples"], path.name


def test_each_schema_has_a_title() -> None:
    for name in {*FILES.values(), *FOLDERS.values(), CHAPTER}:
        assert read_schema(name)["title"]


def test_a_specification_equals_only_itself() -> None:
    """What is derived from one is looked up by the object, and not by comparing all of its parts."""
    first, second = load(LIBRARY), load(LIBRARY)
    assert first is not second
    assert first != second
    assert len({first, second, first}) == 2
