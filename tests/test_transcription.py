"""The specification, which was typed by people, agrees with a second transcription, which was made by a script.

`tests/transcription/README.md` says how the second one was made.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cldspec.model import Alternative, Code, DataItem, Specification

SECOND: Any = json.loads((Path(__file__).parent / "transcription" / "4.0.json").read_text(encoding="utf-8"))
COLUMNS: list[dict[str, Any]] = SECOND["template"]["columns"]
GUIDANCE: list[dict[str, Any]] = SECOND["guidance"]["items"]

HEADINGS_OF_TWO = {
    "First & Last Name": ("First Name", "Last Name"),
    "GP Practice Name & GP Practice Code": ("GP Practice Name", "GP Practice Code"),
}
"""The headings of the guidance that are about two columns each."""


def spellings(code: Code) -> set[str]:
    return {code.value, *(other.value for other in code.also_seen_as)}


def unmarked(value: str) -> str:
    """Return a printed value without an editorial mark at its end, such as **NEW** or the asterisk of a footnote."""
    return re.sub(r"\s*\*.*$", "", value)


def test_the_columns_of_the_template(specification: Specification) -> None:
    assert [item.title for item in specification.items] == [column["header"] for column in COLUMNS]
    assert [item.obligation.capitalize() for item in specification.items] == [column["obligation"] for column in COLUMNS]
    assert [item.printed_type for item in specification.items] == [column["type"] for column in COLUMNS]


def test_the_bands_of_the_template(specification: Specification) -> None:
    names = {section.id: {section.title, *(other.value for other in section.also_called)} for section in specification.sections}
    for item, column in zip(specification.items, COLUMNS, strict=True):
        assert column["band"] in names[item.section], item.id
    bands = list(dict.fromkeys(column["band"] for column in COLUMNS))
    assert len(bands) == len(specification.sections)
    assert [item.section for item in specification.items] == sorted(
        (item.section for item in specification.items), key=[section.id for section in specification.sections].index
    )


@pytest.mark.parametrize("column", [column for column in COLUMNS if column["values"]], ids=lambda column: column["header"])
def test_each_list_of_the_template(specification: Specification, column: dict[str, Any]) -> None:
    codes = specification.codes_of(item_of(specification, column["header"]))
    printed_here = [code for code in codes if not code.sources or any(source.startswith("template/") for source in code.sources)]
    assert [code.value for code in printed_here] == [unmarked(value) for value in column["values"]]
    for code, value in zip(printed_here, column["values"], strict=True):
        assert value in spellings(code)


@pytest.mark.parametrize("entry", [entry for entry in GUIDANCE if entry["values"]], ids=lambda entry: entry["name"])
def test_each_list_of_the_guidance(specification: Specification, entry: dict[str, Any]) -> None:
    codes = specification.codes_of(item_of(specification, entry["name"]))
    printed_here = [code for code in codes if not code.sources or any(source.startswith("guidance/") for source in code.sources)]
    for value in entry["values"]:
        assert [code for code in printed_here if value in spellings(code)], f"{value} is not a spelling in the list of {entry['name']}"
    assert len(printed_here) == len(entry["values"])


def test_the_names_in_the_guidance(specification: Specification) -> None:
    for entry in GUIDANCE:
        for title in HEADINGS_OF_TWO.get(entry["name"], (entry["name"],)):
            if entry["data_type"] is not None:
                item_of(specification, title)


def test_other_spellings_are_printed_in_a_source(specification: Specification) -> None:
    """Each other spelling is printed in a source: it is in the second transcription, or in running text."""
    printed = set(texts_in(SECOND))
    in_running_text = [
        other
        for code_list in specification.code_lists
        for code in code_list.codes
        for other in code.also_seen_as
        if other.value not in printed
    ]
    assert all(source.startswith(("guidance/", "cost-tool/")) for other in in_running_text for source in other.sources)
    assert len(in_running_text) < 40


def test_the_event_outcomes_by_event_type(specification: Specification) -> None:
    table = specification.table_by_id["event-outcomes"]
    ours = {(row["event_outcome"], row["event_type"]): row["client_status"] for row in table.rows}
    outcomes = specification.code_list_by_id["event-outcome"].codes
    theirs = {}
    for row in SECOND["guidance"]["event_outcomes"]:
        outcome = next(code.value for code in outcomes if unmarked(row["outcome"]) in spellings(code) or row["outcome"] in spellings(code))
        for event_type in ("Request", "Assessment", "Service", "Review"):
            if row[event_type.lower()]:
                theirs[outcome, event_type] = row[event_type.lower()]
    only_ours = {key for key in ours if key not in theirs}
    assert {key: ours[key] for key in theirs} == theirs
    assert only_ours == {("Service ended as planned", "Service")}  # decided: see discrepancies.yaml


def test_the_services_with_costs(specification: Specification) -> None:
    table = specification.table_by_id["services-with-costs"]
    components = specification.code_list_by_id["service-component"].codes
    theirs = [
        row | {"service_component": next(code.value for code in components if row["service_component"] in spellings(code))}
        for row in SECOND["guidance"]["costs"]
    ]
    assert [dict(row) for row in table.rows] == theirs
    tool = SECOND["cost_tool"]["workings"]["service_component"]
    assert sorted(tool) == sorted(row["service_component"] for row in table.rows)


def test_the_multipliers_and_the_worked_example(specification: Specification) -> None:
    calculation = specification.calculations[0]
    assert calculation.multipliers is not None
    ours = {entry.value: str(entry.multiplier) for entry in calculation.multipliers.values}
    theirs = {row["cost_frequency"]: row["multiplier"] for row in SECOND["cost_tool"]["multipliers"]}
    assert {key: ours[key] for key in theirs} == theirs
    assert set(ours) - set(theirs) == {"Daily"}  # the tool has none: see discrepancies.yaml
    printed = SECOND["cost_tool"]["example"]
    example = next(example for example in calculation.examples if example.sources)
    assert example.result == printed["full_year_equivalent"].replace(",", "")
    for name in ("service_component", "unit_cost", "cost_frequency", "planned_units_per_week", "full_cost_client"):
        assert example.given[name] == printed[name]
    units = {row["cost_frequency"] for row in specification.table_by_id["units-needed"].rows}
    assert {row["cost_frequency"] for row in SECOND["cost_tool"]["multipliers"] if row["units"]} == units - {"Daily"}


def test_the_local_authorities(specification: Specification) -> None:
    ours = [{"name": code.label, "code": code.value} for code in specification.code_list_by_id["local-authority"].codes]
    assert ours == SECOND["local_authorities"]


def test_the_salt_requirements(specification: Specification) -> None:
    ours = [{"name": requirement.requirement, "computed": requirement.computed} for requirement in specification.traceability.salt]
    assert ours == SECOND["salt"]["items"]
    assert len(ours) == SECOND["salt"]["printed_count"]


def test_the_topics_of_annex_1(specification: Specification) -> None:
    assert [{"category": topic.category, "topic": topic.topic} for topic in specification.traceability.annex_1] == SECOND["annex_1"]


def test_the_counts_and_comparisons(specification: Specification) -> None:
    summary = SECOND["template"]["summary"]
    assert specification.item_counts
    assert summary["Count of mandatory data items"] == specification.item_counts.mandatory
    assert summary["Count of voluntary data items"] == specification.item_counts.voluntary
    assert summary["Count total data items"] == len(specification.items)
    assert list(SECOND["template"]["comparisons"].values()) == [comparison.items for comparison in specification.comparisons]


def test_the_version_history(specification: Specification) -> None:
    ours = [{"version": release.version, "date": release.dated} for release in specification.history]
    assert ours == SECOND["guidance"]["versions"]


def test_the_descriptions_of_values(specification: Specification) -> None:
    for key, code_list in (("eligible_needs", "eligible-needs"), ("review_outcomes", "review-outcomes")):
        for row in SECOND["guidance"][key]:
            code = next(known for known in specification.code_list_by_id[code_list].codes if row["value"] in spellings(known))
            assert code.description


def item_of(specification: Specification, name: str) -> DataItem:
    """Return the item with this name. A name that is not the header must be recorded as another name of the item."""

    def names(item: DataItem) -> set[str]:
        others: tuple[Alternative, ...] = item.also_called
        return {item.title, *(other.value for other in others)}

    matching = [item for item in specification.items if name in names(item)]
    assert len(matching) == 1, f"{name}: {[item.id for item in matching]}"
    return matching[0]


def texts_in(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts_in(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts_in(part)]
    return [value] if isinstance(value, str) else []
