"""Each rule has example rows that pass it and rows that break it, in the specification or from the solver, and they really do."""

from datetime import date

import pytest

from cldspec.rules.all_rules import Row, Rule, rules_of
from cldspec.rules.reference import broken_rules
from cldspec.solver.examples import example_rows
from rows import reasoner_of
from specifications import SPECIFICATIONS

TODAY = date.today().isoformat()  # noqa: DTZ011
each_rule = pytest.mark.parametrize(
    ("version", "rule"),
    [(version, rule) for version, specification in SPECIFICATIONS.items() for rule in rules_of(specification)],
    ids=lambda value: getattr(value, "id", value),
)


@each_rule
def test_rows_that_pass_a_rule(version: str, rule: Rule) -> None:
    specification = SPECIFICATIONS[version]
    rows = example_rows(rule, "conforms", reasoner_of(specification))
    assert rows
    returns = [[row] for row in rows] if isinstance(rule.test, Row) else [rows]
    for made_return in returns:
        assert rule.id not in {broken for _, broken in broken_rules(made_return, specification, TODAY)}


@each_rule
def test_rows_that_break_a_rule_break_no_other(version: str, rule: Rule) -> None:
    """Each row breaks this rule, and no other error or warning. The rows of one return may break rules about several rows, too."""
    specification = SPECIFICATIONS[version]
    severity = {known.id: known.severity for known in rules_of(specification)}
    rows = example_rows(rule, "breaks", reasoner_of(specification))
    assert rows
    if rule.entry is None or isinstance(rule.test, Row):
        for row in rows:
            broken = {name for _, name in broken_rules([row], specification, TODAY) if severity[name] != "information"}
            assert broken <= {rule.id}
    returns = [[row] for row in rows] if isinstance(rule.test, Row) else [rows]
    for made_return in returns:
        assert rule.id in {name for _, name in broken_rules(made_return, specification, TODAY)}
