"""Each kind of damage on the page of the documentation is reported as the page says."""

from collections.abc import Callable

import pytest

from awkward import expected
from cldspec.rules.coverage import all_targets
from cldspec_generators.shared.sql_scripts import names_of
from damage import (
    CELLS,
    FILES,
    PAGE,
    SPECIFICATION,
    CellDamage,
    FileDamage,
    cell_rows,
    findings_about_cells,
    findings_about_file,
    page,
    rule_of,
)
from engines import Engine
from published_scripts import scripts, staged


@pytest.mark.parametrize("damage", CELLS, ids=lambda damage: f"{damage.what} ({damage.item})")
def test_a_damaged_cell_is_reported_by_one_rule(damage: CellDamage) -> None:
    """Other rules may see that the value does not go with the rest of the row, but never that the cell is damaged."""
    about = [one.rule for one in findings_about_cells()[damage] if one.item == damage.item and not one.rule.endswith((".applies", ".same"))]
    assert about == [rule_of(damage)]


@pytest.mark.parametrize("damage", FILES, ids=lambda damage: damage.what)
def test_a_damaged_file_is_reported_by_one_rule(damage: FileDamage) -> None:
    found, refusal = findings_about_file(damage)
    assert bool(refusal) is (damage.rule == "refused")
    about = {one.rule for one in found if one.severity != "information" and not one.rule.endswith(".required")}
    assert about == ({damage.rule} - {"", "refused"})


def test_the_scripts_report_the_same_cells(engine_of: Callable[[str], Engine]) -> None:
    engine = engine_of("sqlite")
    rows = tuple(dict(zip(SPECIFICATION.item_by_id, row, strict=True)) for row in cell_rows())
    staged(engine, "4.0", rows)
    engine.run(scripts("4.0", "sqlite")["validate.sql"])
    found = set(engine.query(f"SELECT row_number - 2, rule FROM {names_of(SPECIFICATION).finding}"))
    assert set(expected(rows, SPECIFICATION)) <= found
    assert not next(target.cells for target in all_targets() if target.id == "sqlite")


def test_the_page_says_what_the_tool_says() -> None:
    """`python tests/damage.py` writes the page again."""
    assert PAGE.read_text(encoding="utf-8") == page()
    assert len(CELLS) + len(FILES) >= 60
