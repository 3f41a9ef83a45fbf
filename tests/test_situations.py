"""What the source says of many situations, and what a validation finds. The situations are in tests/situations/, for analysts to read."""

import csv
from collections import defaultdict
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml

from cldspec.rules.cells import CHECKED_DIGITS
from cldspec.validation.validator import Options, validate
from conftest import REAL
from specifications import SPECIFICATIONS

SPECIFICATION = SPECIFICATIONS[REAL.name]
SITUATIONS = yaml.safe_load((Path(__file__).parent / "situations" / f"{REAL.name}.yaml").read_text(encoding="utf-8"))
PERSON = {
    "la_code": "716",
    "reporting_year": "2021/22",
    "reporting_period_start_date": "01/04/2021",
    "reporting_period_end_date": "30/06/2021",
    "first_name": "Alex",
    "last_name": "Example",
    "gender": "Female",
    "ethnicity": "White Irish",
    "date_of_birth": "14/02/1950",
    "primary_support_reason": "Physical Support: Personal care support",
    "postcode": "XX3 4YY",
    "has_informal_carer": "No",
}
EVENTS = {
    "Request": {
        "event_start_date": "12/05/2021",
        "event_end_date": "12/05/2021",
        "route_of_access": "Community / Other route",
        "event_outcome": "Progress to Assessment / Unplanned Review",
    },
    "Assessment": {
        "event_start_date": "13/05/2021",
        "event_end_date": "20/05/2021",
        "assessment_type": "Long Term Assessment",
        "event_outcome": "Progress to Support Planning / Services",
    },
    "Service": {
        "event_start_date": "20/03/2021",
        "service_type": "Long Term Support: Community",
        "service_component": "Home Support",
        "delivery_mechanism": "Community: CASSR Managed Personal Budget",
        "unit_cost": "18.50",
        "cost_frequency": "Hourly",
        "planned_units_per_week": "10",
    },
    "Review": {
        "event_start_date": "01/05/2021",
        "event_end_date": "01/05/2021",
        "event_outcome": "No change in package",
        "review_reason": "Planned",
    },
}
"""What an ordinary row of each type has besides the details of its person."""
OF_RETURN = [item.id for item in SPECIFICATION.items if item.section == "submission-information"]


def nhs_number(number: int) -> str | None:
    """Return a made-up NHS Number; None if no check digit exists for it."""
    digits = f"999{number:06}"
    check = (11 - sum(int(digit) * (CHECKED_DIGITS - at) for at, digit in enumerate(digits)) % 11) % 11
    return f"{digits}{check}" if check < CHECKED_DIGITS else None


def rows_of(situation: dict[str, Any], number: str, person: int) -> list[dict[str, str]]:
    own = {"person_unique_identifier": f"P{person}", "nhs_number": number}
    return [
        {**PERSON, **own, "event_type": row["event"], **EVENTS[row["event"]], **row.get("cells", {})}
        for row in situation.get("rows", [situation])
    ]


def found(returns: list[list[tuple[int, dict[str, str]]]], folder: Path) -> dict[int, set[tuple[str, str]]]:
    """Validate returns, whose rows have the numbers of their situations. Return the rules and severities found in each situation."""
    result: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for number, rows in enumerate(returns):
        path = folder / f"{number}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([item.title for item in SPECIFICATION.items])
            writer.writerows([row.get(item.id, "") for item in SPECIFICATION.items] for _, row in rows)
        for finding in validate([path], SPECIFICATION, options=Options(limit=None)).findings:
            result[rows[finding.row - 2][0]].add((finding.rule, finding.severity))
    return result


def test_each_situation_has_the_findings_that_the_source_leads_one_to_expect(tmp_path: Path) -> None:
    numbers = (number for value in count(1) if (number := nhs_number(value)))
    returns: dict[tuple[str, ...], list[tuple[int, dict[str, str]]]] = defaultdict(list)
    for index, situation in enumerate(SITUATIONS):
        assert situation["source"] in SPECIFICATION.place_by_reference, situation["source"]
        for row in rows_of(situation, next(numbers), index):
            returns[tuple(row.get(item, "") for item in OF_RETURN)].append((index, row))
    findings = found(list(returns.values()), tmp_path)
    wrong = [
        (situation["situation"], sorted(findings[index]), sorted(situation.get("expect", {}).items()))
        for index, situation in enumerate(SITUATIONS)
        if findings[index] != set(situation.get("expect", {}).items())
    ]
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize(
    ("headers", "rule", "severity"), [(["Local item"], "columns.unknown", "warning"), ([], "columns.missing", "error")]
)
def test_columns(headers: list[str], rule: str, severity: str, tmp_path: Path) -> None:
    """The Direction foresees local items that councils add. A mandatory item without its column is missing on every row."""
    row = {**PERSON, "person_unique_identifier": "P1", "nhs_number": "9990000018", "event_type": "Review", **EVENTS["Review"]}
    items = [item for item in SPECIFICATION.items if headers or item.id != "gender"]
    path = tmp_path / "return.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [[item.title for item in items] + headers, [row.get(item.id, "") for item in items] + ["x" for _ in headers]]
        )
    result = validate([path], SPECIFICATION)
    assert [(one.rule, one.severity) for one in result.broken_rules] == [(rule, severity)]
    assert result.conforms is (severity != "error")
