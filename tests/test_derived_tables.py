"""The derived tables of 4.0: small cases beside the answer of the method that they follow, and totals that must agree."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

import pytest

from cldspec.model import Cells
from cldspec.rules.evaluate import Known
from cldspec.steps.reference import Tables, derived
from specifications import SPECIFICATIONS

SPECIFICATION = SPECIFICATIONS["4.0"]
YEAR = {"la_code": "716", "reporting_period_start_date": "01/04/2023", "reporting_period_end_date": "31/03/2024"}
ASSESS = "Progress to Assessment / Unplanned Review"
DIED = "NFA - Deceased"
COMMUNITY = "Long Term Support: Community"
NURSING = "Long Term Support: Nursing Care"
ST_MAX = "Short Term Support: ST-Max"
NOTHING, FOLLOWS, FINAL, UNUSABLE, BEYOND = (
    "No event follows",
    "Service",
    "Final outcome",
    "No service and no final outcome",
    "Only events out of reach",
)
"""The kinds of record: types 1, 2, 3, 4 and 5 of the method for 2023/24."""
UNKNOWN = "Unable to classify"
OTHER = "No Services Provided - other reason"
DECEASED = "No Services Provided - Deceased"

Answer = Sequence[tuple[str, str]]
"""The kinds of record and the sequels of the requests of new clients. Where the method has a prefix or no label, ours stands."""


def request(start: str, end: str, outcome: str = ASSESS, route: str = "Community / Other route") -> Cells:
    """Return an event of type Request."""
    return {"event_type": "Request", "event_start_date": start, "event_end_date": end, "event_outcome": outcome, "route_of_access": route}


def service(start: str, end: str = "", kind: str = COMMUNITY) -> Cells:
    """Return an event of type Service."""
    return {"event_type": "Service", "event_start_date": start, "event_end_date": end, "service_type": kind}


def event(kind: str, start: str, end: str, outcome: str = "") -> Cells:
    """Return an event of another type."""
    return {"event_type": kind, "event_start_date": start, "event_end_date": end, "event_outcome": outcome}


MAY = request("01/05/2023", "03/05/2023")
ASSESSED = event("Assessment", "05/05/2023", "06/05/2023")


class Case(NamedTuple):
    """Events of one person, and the answer of the method for 2023/24; `ours` and `why` where ours is another."""

    events: Sequence[Cells]
    method: Answer
    ours: Answer | None = None
    why: str = ""


CASES = {
    1: Case([request("01/05/2023", "03/05/2023", "NFA - Support declined")], [(NOTHING, OTHER)]),
    2: Case([MAY, request("07/05/2023", "09/05/2023"), service("10/05/2023")], [(FOLLOWS, COMMUNITY)]),
    3: Case([MAY, request("08/05/2023", "09/05/2023")], [(BEYOND, UNKNOWN), (NOTHING, UNKNOWN)]),
    4: Case([MAY, service("20/11/2023")], [(FOLLOWS, COMMUNITY)], [(BEYOND, UNKNOWN)], "An open event must start within 28 days, too."),
    5: Case([MAY, service("20/11/2023", "01/12/2023")], [(BEYOND, UNKNOWN)]),
    6: Case([MAY, ASSESSED, service("09/05/2023")], [(FOLLOWS, COMMUNITY)]),
    7: Case([MAY, ASSESSED, service("09/05/2023"), request("09/05/2023", "09/05/2023")], [(UNUSABLE, UNKNOWN)]),
    8: Case([MAY, service("04/05/2023", "01/06/2023", ST_MAX), service("02/06/2023", kind=NURSING)], [(FOLLOWS, ST_MAX)]),
    9: Case(
        [MAY, event("Assessment", "04/05/2023", "06/05/2023", DIED), event("Review", "05/05/2023", "06/05/2023", DIED)],
        [(FINAL, OTHER)],
        [(FINAL, DECEASED)],
        "Two events that both say that the client died are no conflict.",
    ),
    10: Case(
        [MAY, event("Assessment", "04/05/2023", "06/05/2023", DIED), event("Review", "05/05/2023", "06/05/2023", ASSESS)],
        [(FINAL, OTHER)],
        [(FINAL, DECEASED)],
        "Only final outcomes are compared.",
    ),
    11: Case([service("01/01/2023", "03/05/2023"), request("03/05/2023", "05/05/2023")], []),
    12: Case(
        [service("01/01/2023", "03/05/2023"), request("03/05/2023", "05/05/2023", outcome="")],
        [(NOTHING, UNKNOWN)],
        [],
        "A missing outcome does not make an existing client new.",
    ),
    13: Case(
        [request("01/05/2023", "03/05/2023", DIED, route="")],
        [],
        [(NOTHING, DECEASED)],
        "A request without a route of access counts.",
    ),
    14: Case(
        [request("20/03/2024", "25/03/2024"), request("28/03/2024", "02/04/2024")],
        [(BEYOND, UNKNOWN)],
        [],
        "A request that goes on after the period belongs to the next one, as the method's description says.",
    ),
    15: Case([MAY, request("01/05/2023", "03/05/2023", DIED)], [(NOTHING, UNKNOWN)]),
    16: Case(
        [MAY, service("04/05/2023", "05/05/2023", "Short Term Support: Other Short Term"), request("05/05/2023", "06/05/2023")],
        [(NOTHING, UNKNOWN)],
    ),
    17: Case([MAY, request("02/05/2023", "06/05/2023", DIED)], [(NOTHING, DECEASED)]),
}
"""The cases of requests for which the answer of the method was worked out with its own scripts."""


def answer_to(events: Sequence[Cells]) -> Answer:
    """Return our answer to a case."""
    rows = [{**YEAR, "person_unique_identifier": "P1", "date_of_birth": "01/01/1950", **cells} for cells in events]
    sequels = derived(rows, SPECIFICATION, {}, ["sequel_to_request"])["sequel_to_request"]
    new = sorted((row for row in sequels if row["client_status"] == "New"), key=lambda row: str(row["request_start"]))
    return [(str(row["record_type"]), str(row["sequel"])) for row in new]


@pytest.mark.parametrize("number", CASES)
def test_the_sequel_is_that_of_the_method_unless_it_differs_on_purpose(number: int) -> None:
    case = CASES[number]
    assert bool(case.why) == (case.ours is not None and list(case.ours) != list(case.method))
    assert answer_to(case.events) == list(case.method if case.ours is None else case.ours), case.why


def a_year() -> list[Cells]:
    """Return events of 500 people at random, most of them close together so that they overlap, touch and follow each other."""
    random = Random(22)  # noqa: S311 - made-up rows
    lists = {name: [code.value for code in SPECIFICATION.code_list_by_id[name].codes] for name in SPECIFICATION.code_list_by_id}
    rows: list[Cells] = []
    for person in range(500):
        details = {
            "person_unique_identifier": f"P{person}",
            "date_of_birth": f"01/01/{random.choice((1935, 1950, 1970, 1990))}" if person % 20 else "",
            "gender": random.choice(lists["gender"]),
            "ethnicity": random.choice(lists["ethnicity"]),
            "has_informal_carer": random.choice(lists["yes-no-not-known"]),
            "primary_support_reason": random.choice(["Learning Disability Support", "PSR Not Known", "Mental Health Support"]),
            "accommodation_status": random.choice(["", *lists["accommodation-status"]]),
            "employment_status": random.choice(["", *lists["employment-status"]]),
            "date_of_death": random.choice(["", "", "", "01/10/2023"]),
        }
        for _ in range(random.randint(1, 7)):
            month = random.choice((5, 5, 5, 6, 12))
            first = random.randint(1, 24)
            cells = {
                "event_type": random.choice(["Request", "Service", "Service", "Review", "Assessment"]),
                "event_start_date": f"{first:02}/{month:02}/{random.choice((2022, 2023, 2023))}",
            }
            end = f"{random.randint(first, 28):02}/{month:02}/{cells['event_start_date'][-4:]}"
            cells["event_end_date"] = random.choice(["", end, end, "31/03/2024"])
            cells["event_outcome"] = random.choice(["", *lists["event-outcome"]]) if cells["event_end_date"] else ""
            if cells["event_type"] == "Service":
                cells["service_type"] = random.choice([*lists["service-type"], COMMUNITY, ST_MAX])
                cells["service_component"] = "Home Support"
                if cells["service_type"] == COMMUNITY:
                    cells["delivery_mechanism"] = random.choice(["", *lists["delivery-mechanism"]])
                cells |= {"unit_cost": "20.00", "cost_frequency": "Weekly"}
            if cells["event_type"] == "Request":
                cells["route_of_access"] = random.choice(["", *lists["route-of-access"]])
            if cells["event_type"] == "Review":
                cells["review_reason"] = random.choice(["", *lists["review-reason"]])
            rows.append({**YEAR, **details, **cells})
    return rows


@pytest.fixture(scope="module")
def tables() -> Tables:
    """The derived tables of a year at random."""
    return derived(a_year(), SPECIFICATION, {})


def total(tables: Tables, name: str, **cells: str) -> int:
    """Return the sum of the numbers of a table, of the rows with some values."""
    (column,) = (column.id for column in SPECIFICATION.derivation_by_id[name].columns if column.id.endswith("_count"))
    return sum(int(str(row[column])) for row in tables[name] if all(row[key] == value for key, value in cells.items()))


def keys(tables: Tables, name: str, *more: str) -> set[tuple[Known, ...]]:
    """Return the keys of a table, with further columns, and make sure that they identify its rows."""
    columns = [*SPECIFICATION.derivation_by_id[name].key, *more]
    found = {tuple(row[column] for column in columns) for row in tables[name]}
    assert len(found) == len(tables[name])
    return found


def test_every_event_has_exactly_one_sequel_and_each_table_counts_them_all(tables: Tables) -> None:
    assert keys(tables, "sequel_to_request", "client_status") == keys(tables, "request_of_person", "client_status")
    assert keys(tables, "sequel_to_st_max", "client_status") == keys(tables, "st_max_of_person", "client_status")
    for name in ("sequel_to_request", "sequel_to_st_max", "sequel_to_review"):
        assert {row["record_type"] for row in tables[name]} >= {NOTHING, FOLLOWS, UNUSABLE, BEYOND}
        assert keys(tables, name)
    new = sum(row["client_status"] == "New" for row in tables["sequel_to_request"])
    assert 0 < total(tables, "sts001") == new < len(tables["sequel_to_request"])
    assert total(tables, "sts001", sequel=ST_MAX) > 0
    assert total(tables, "sts002a") + total(tables, "sts002b") == len(tables["st_max_of_person"])
    assert total(tables, "sts002b") > 0
    led_to = total(tables, "sts002a", follows_request="Yes", sequel="Long Term Support (any setting)")
    assert total(tables, "ascof_2d", leads_to="Long term support") == led_to
    assert 0 < led_to <= total(tables, "ascof_2d") <= total(tables, "sts002a", follows_request="Yes")


def test_tables_about_the_same_people_have_the_same_total(tables: Tables) -> None:
    assert total(tables, "lts001a") == len(keys(tables, "highest_setting"))
    for name in ("lts001b", "lts001b_carers", "lts001b_ethnicity"):
        assert total(tables, name) == len(tables["latest_setting"])
    assert total(tables, "lts001c") == total(tables, "lts002b") == len(tables["long_term_12_months"])
    settings = keys(tables, "latest_setting", "salt_setting")
    assert set() < keys(tables, "long_term_12_months", "salt_setting") < settings
    assert keys(tables, "latest_setting") < keys(tables, "highest_setting") < keys(tables, "person_of_return")
    assert total(tables, "lts001a", salt_setting="Community: Part Direct Payment") > 0
    clients = len(keys(tables, "accommodation_of_client"))
    assert {total(tables, name) for name in ("lts004_accommodation", "lts004_employment", "ascof_1g", "ascof_1e")} == {clients}
    assert 0 < total(tables, "ascof_1g", settled_status="Settled") < clients
    assert 0 < total(tables, "ascof_1e", paid_status="Paid") < clients


def test_a_cost_in_the_period_is_a_part_of_the_full_year_equivalent(tables: Tables) -> None:
    costs = [row for row in tables["cost_in_period"] if row["full_year_cost"] is not None]
    assert costs
    for row in costs:
        days, full, part = (float(str(row[name])) for name in ("days_in_period", "full_year_cost", "period_cost"))
        assert 1 <= days <= 366
        assert part == pytest.approx(full * days / 364.98, abs=0.005)
    assert all(row["period_cost"] is None for row in tables["cost_in_period"] if row["full_year_cost"] is None)


def test_each_computed_requirement_of_salt_is_derived_or_explained() -> None:
    computed = {f"salt/{requirement.number}" for requirement in SPECIFICATION.traceability.salt if requirement.computed}
    served = {name for derivation in SPECIFICATION.derivations for name in derivation.serves}
    explained = {entry.requirement for entry in SPECIFICATION.not_derived}
    assert computed <= served | explained
    assert not served & explained


def test_each_difference_from_the_method_names_a_discrepancy_that_exists() -> None:
    known = {discrepancy.id for discrepancy in SPECIFICATION.discrepancies}
    named = {difference.discrepancy for derivation in SPECIFICATION.derivations for difference in derivation.differences}
    assert {"D-248", "D-249", "D-250"} <= named - {None} <= known
