"""A rule is written once: if its YAML changes, everything that is generated from it changes, without a change in Python."""

from cldspec.load import read_texts
from cldspec.model import Specification
from cldspec.rules.reference import broken_rules
from cldspec_generators import generator_of
from conftest import REAL, texts_of

BEFORE = "    when: NOT in_table('units-needed')\n    expect: planned_units_per_week IS NULL\n"
AFTER = "    when: cost_frequency IN ('Monthly', 'One-off')\n    expect: planned_units_per_week IS NULL\n"
RULE = "COST-01"
ROW = {"event_type": "Service", "cost_frequency": "Weekly", "planned_units_per_week": "5"}


def specification_of(texts: dict[str, str]) -> Specification:
    specification, findings = read_texts(texts)
    assert specification is not None
    assert findings == []
    return specification


def test_a_change_to_one_rule_reaches_every_output() -> None:
    texts = texts_of(REAL)
    assert BEFORE in texts["rules/costs.yaml"]
    old = specification_of(texts)
    new = specification_of(texts | {"rules/costs.yaml": texts["rules/costs.yaml"].replace(BEFORE, AFTER)})
    changed = {
        f"{output}/{after.path}"
        for output in ("json-schema", "sql", "rules", "specification")
        for before, after in zip(generator_of(output)(old), generator_of(output)(new), strict=True)
        if before.content != after.content
    }
    assert changed >= {
        *("json-schema/event.schema.json", "json-schema/return.schema.json", "rules/README.md", "rules/rules.csv"),
        *(f"sql/{name}/validate.sql" for name in ("sqlserver", "postgresql", "sqlite", "duckdb", "spark")),
        *(f"sql/{name}/tables.sql" for name in ("sqlserver", "postgresql", "sqlite", "duckdb")),
    }
    readme = next(artifact.content.decode() for artifact in generator_of("rules")(new) if artifact.path == "README.md")
    assert "If Cost Frequency / Unit Type is “Monthly” or “One-off”, Planned units per week must be blank." in readme
    assert (0, RULE) in broken_rules([ROW], old, "2021-06-30")
    assert (0, RULE) not in broken_rules([ROW], new, "2021-06-30")


def test_a_change_to_a_message_reaches_every_script() -> None:
    texts = texts_of(REAL)
    message = "Planned units per week is filled in, but"
    assert message in texts["rules/costs.yaml"]
    new = specification_of(texts | {"rules/costs.yaml": texts["rules/costs.yaml"].replace(message, "Strike out the units, since")})
    for artifact in generator_of("sql")(new):
        if artifact.path.endswith("validate.sql"):
            assert "Strike out the units, since" in artifact.content.decode()
