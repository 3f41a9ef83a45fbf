"""What a cell probably was that cannot be read: in plain words, and without its text unless that is asked for."""

import re
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cldspec.model import DataItem, Specification
from cldspec.rules.cells import FORMULA_ERRORS, UNREADABLE, fault_of, read, tidy
from cldspec.validation.suggestions import MAX_LENGTH, suggestion
from specifications import SPECIFICATIONS

SPECIFICATION = SPECIFICATIONS["4.0"]
ITEMS = (*SPECIFICATION.items, *(SPECIFICATIONS["library"].items))


def suggestion_for(item: str, text: str) -> str:
    """Return the suggestion, after seeing that the cell cannot be read, and that its text stays secret."""
    one = SPECIFICATION.item_by_id[item]
    assert read(one, text, SPECIFICATION) is UNREADABLE, text
    hidden = suggestion(one, text, SPECIFICATION, show_values=False)
    shown = suggestion(one, text, SPECIFICATION, show_values=True)
    assert shown is not None
    assert hidden is not None
    assert shown.startswith(hidden)
    return shown


DATES = {
    "44287": ("the number that Excel stores for a date", "01/04/2021"),
    "44287.5": ("the number that Excel stores for a date", "01/04/2021"),
    "9497": ("the number that Excel stores for a date", "31/12/1925"),
    "5": ("the number that Excel stores for a date", None),
    "2021": ("This is only a year", None),
    "03/31/2021": ("The month comes first, as in the United States", "31/03/2021"),
    "3/31/2021 00:00": ("The month comes first, as in the United States", "31/03/2021"),
    "2021-03-31": ("The year comes first", "31/03/2021"),
    "2021-03-31T00:00:00": ("The year comes first", "31/03/2021"),
    "2021/3/31": ("The year comes first", "31/03/2021"),
    "20210331": ("The year comes first", "31/03/2021"),
    "2021-02-30": ("no such date", None),
    "31032021": ("no slashes", "31/03/2021"),
    "31/03/2021 00:00:00": ("The date has a time", "31/03/2021"),
    "1/4/2021": ("two digits each", "01/04/2021, if the day comes first"),
    "1/1/2021": ("two digits each", "01/01/2021"),
    "01.04.2021 10:30 AM": ("The date has a time", "01/04/2021, if the day comes first"),
    "01042021": ("no slashes", "01/04/2021, if the day comes first"),
    "2021-04-01": ("The year comes first", "01/04/2021"),
    "2021/4/1": ("The year comes first", "01/04/2021, if the month comes before the day"),
    "31.03.2021": ("two digits each", "31/03/2021"),
    "31-03-2021": ("two digits each", "31/03/2021"),
    "31/03/21": ("only two digits", None),
    "29/02/2021": ("no such date", None),
    "31/31/2021": ("no such date", None),
    "01/04/0221": ("The year is not between", None),
    "1 Apr 2021": ("written as a word", "01/04/2021"),
    "1st April 2021": ("written as a word", "01/04/2021"),
    "31-Mar-21": ("written as a word", None),
    "########": ("too narrow", None),
    "#VALUE!": ("an Excel formula error", None),
    "Jan 1 1950": ("written as a word", "01/01/1950"),
    "1 Jan 1950": ("written as a word", "01/01/1950"),
    "January 1, 1950": ("written as a word", "01/01/1950"),
    "JANUARY 1st, 1950": ("written as a word", "01/01/1950"),
    "Feb 30 1950": ("no such date", None),
    "N/A": ("A value is required here", None),
}
NUMBERS = {
    "£12.50": ("currency", "12.50"),
    "-£ 12.50": ("currency", "-12.50"),
    "1,234.50": ("commas between thousands", "1234.50"),
    "1,234": ("commas between thousands", "1234, if the comma is between thousands"),
    "1,234,567": ("commas between thousands", "1234567"),
    "12,5": ("after a point, not a comma", "12.5"),
    "1.2E+03": ("scientific notation", None),
    "12.345": ("more than 2 digits", None),
    ".5": ("a zero before the point", "0.5"),
    "(12.50)": ("brackets", "-12.50"),
    "12.50 per week": ("without a unit", None),
    "#DIV/0!": ("an Excel formula error", None),
    "NULL": ("Leave the cell blank, unless this row needs a value", None),
    "12.": ("without the point", "12"),
}
DIGITS = {
    "9.99E+09": ("scientific notation", None),
    "9.990000018E+09": ("scientific notation", "9990000018"),
    "1E+10": ("scientific notation", None),
    "9990000018.0": ("only the digits", "9990000018"),
    "999 000 0018": ("only the digits", "9990000018"),
    "999-000-0018": ("only the digits", "9990000018"),
    "'9990000018": ("only the digits", "9990000018"),
    "9990000019": ("The last digit does not match", None),
    "9900000019": ("The last digit does not match", None),
    "99900000": ("There are 8 digits instead of 10", None),
    "#N/A": ("an Excel formula error", None),
    "9,990,000,018": ("only the digits", "9990000018"),
    "unknown": ("A value is expected here", None),
}
POSTCODES = {
    "zz1 1zz": ("spaces, punctuation or small letters", "ZZ1 1ZZ"),
    "ZZ11ZZ": ("spaces, punctuation or small letters", "ZZ1 1ZZ"),
    "ZZ1  1ZZ": ("spaces, punctuation or small letters", "ZZ1 1ZZ"),
    "ZZ1-1ZZ": ("spaces, punctuation or small letters", "ZZ1 1ZZ"),
}
TABLE = [
    (item, text, words, value)
    for item, cases in (("event_start_date", DATES), ("unit_cost", NUMBERS), ("nhs_number", DIGITS), ("postcode", POSTCODES))
    for text, (words, value) in cases.items()
]


@pytest.mark.parametrize(("item", "text", "words", "value"), TABLE)
def test_damage_is_named(item: str, text: str, words: str, value: str | None) -> None:
    said = suggestion_for(item, text)
    assert words in said
    assert re.findall("It was probably (.*)[.]$", said) == ([value] if value else [])


def test_zeros_that_are_lost_are_named() -> None:
    """A number whose check digit holds with a zero before it."""
    item = SPECIFICATION.item_by_id["nhs_number"]
    right = next(text for number in range(10**6) if fault_of(item, text := f"{number * 1009:010}", SPECIFICATION) is None and number)
    said = suggestion_for("nhs_number", right.lstrip("0"))
    assert "zeros at the beginning are missing" in said
    assert said.endswith(f"It was probably {right}.")


VALUES: dict[str, dict[str, str | None]] = {
    "gender": {
        "Femal": "Female",
        "femalee": "Female",
        "Femlae": "Female",
        "F": "Female",
        "m": "Male",
        "unknwon": None,
        "Femail": None,
        "N": None,
        "No": None,
    },
    "service_component": {"M": None},
    "accommodation_status": {"N": None, "M": None},
    "event_type": {"A": "Assessment", "Servce": "Service", "Assesment": "Assessment", "Re": None, "Unplanned review": None},
    "la_code": {"716.0": "716", "999": None, "0716": None, "71": None, "7": None, "716a": None},
    "ethnicity": {
        **dict.fromkeys(["White British", "White - British", "White", "White Other", "White Irish Traveller", "Irish", "Other"]),
        **dict.fromkeys(["Black African", "Asian", "Black", "Mixed", "white and black"]),
        **dict.fromkeys(["A", "B", "M", "U", "Z"]),
        "White-Irish": "White Irish",
        "Banglasdeshi": "Bangladeshi",
        "Carribean": "Caribbean",
        "Not known": "Undeclared / Not known",
        "White (Gypsy": "White (Gypsy or Irish Traveller)",
    },
    "employment_status": {
        "Not in paid employment": None,
        "Not in Paid Employment - seeking work": "Not in Paid Employment (seeking work)",
        "Paid: Less than 15 hours a week": None,
        "not known": "Unknown",
    },
    "review_reason": {"Unplanned": None, "Planed": "Planned", "Unplaned": None},
    "eligible_needs_identified": {
        "needs identified": None,
        "Eligible needs": None,
        "N/A": "Not applicable",
        "Elgible needs identified": "Eligible needs identified",
    },
    "has_informal_carer": {"Y": "Yes", "N": None, "yess": "Yes", "not": None, "Yes.": "Yes", "No.": "No", "/": None},
    "event_outcome": {
        "No": None,
        "Yes": None,
        "LA": None,
        "NFA": None,
        "Progress to Assessment": "Progress to Assessment / Unplanned Review",
    },
    "full_cost_client": {"Y": "Yes", "N": "No"},
    "hearing_impairment": {"Deaf with": None, "Deaf witout speech": "Deaf without speech"},
    "cost_frequency": {"4": None, "weekly (4)": None, "Weekley": "Weekly", "One off": "One-off", "4weekly": "4-weekly"},
}
MISSPELT = [(item, text, value) for item, cases in VALUES.items() for text, value in cases.items()]


@pytest.mark.parametrize(("item", "text", "value"), MISSPELT)
def test_a_list_value_is_suggested_where_there_is_no_doubt(item: str, text: str, value: str | None) -> None:
    """In any case, whether values are shown or not; a wrong one would spoil what the return says."""
    one = SPECIFICATION.item_by_id[item]
    assert read(one, text, SPECIFICATION) is UNREADABLE
    for show_values in (False, True):
        assert suggestion(one, text, SPECIFICATION, show_values=show_values) == value


@pytest.mark.parametrize(
    ("item", "text", "said"),
    [
        ("ethnicity", "tbc", "A value is required here. If it is not known, write Undeclared / Not known."),
        ("event_type", "n/a", "A value is required here."),
        ("la_code", "-", "A value is required here."),
        ("assessment_type", "n/a", "Leave the cell blank, unless this row needs a value."),
        ("date_of_birth", "unknown", "A value is expected here. Leave the cell blank only if there is none."),
        ("dementia", "tbc", "If there is no value, leave the cell blank."),
    ],
)
def test_no_cell_is_left_blank_that_must_not_be(item: str, text: str, said: str) -> None:
    assert suggestion_for(item, text) == said
    assert suggestion_for(item, "#REF!").endswith(f"Correct the formula. {said}")


@pytest.mark.parametrize(("item", "text"), [("postcode", "ZZ99 3VZ"), ("gender", "female"), ("nhs_number", " 9990000018 ")])
def test_nothing_is_said_of_what_is_right(item: str, text: str) -> None:
    assert suggestion(SPECIFICATION.item_by_id[item], text, SPECIFICATION, show_values=True) is None


def test_nothing_is_said_where_nothing_is_known() -> None:
    for item, text in (("gender", "zebra"), ("event_start_date", "zebra"), ("unit_cost", "zebra"), ("nhs_number", "zebra")):
        assert suggestion(SPECIFICATION.item_by_id[item], text, SPECIFICATION, show_values=True) is None
    assert {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"} < FORMULA_ERRORS


ODD = st.one_of(
    st.text(max_size=MAX_LENGTH + 5),
    st.text("0123456789.,-/ eE+£'()#:Tt", max_size=30),
    st.from_regex(r"[0-9]{1,4}[-/. ][0-9A-Za-z]{1,4}[-/. ][0-9]{1,5}", fullmatch=True),
)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_it_is_right_for_any_text(item: DataItem) -> None:
    """Nothing is raised; what it was can be read; without values to be shown no digit of the text shows through."""
    specification: Specification = SPECIFICATION if item in SPECIFICATION.items else SPECIFICATIONS["library"]
    values = specification.values_of(item.id) or ()

    @given(ODD)
    def holds(text: str) -> None:
        hidden = suggestion(item, text, specification, show_values=False)
        shown = suggestion(item, text, specification, show_values=True)
        if hidden in values:
            assert shown == hidden
        elif hidden is not None:
            assert hidden.endswith(".")
            assert shown is not None
            bare = tidy(text)
            assert len(bare) < 6 or bare not in hidden
        if shown and (probably := re.search("It was probably (.*?)(, if .*)?[.]$", shown)):
            assert read(item, probably[1], specification) is not UNREADABLE

    holds()


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["0", "0.", "1E", ",1", " ", "-", "a", "(", "9 ", "\u00a0", "x\n", "£"])
def test_long_texts_take_no_time(sign: str) -> None:
    start = time.process_time()
    for length in (MAX_LENGTH, 10**6):
        text = (sign * length)[:length]
        for item in SPECIFICATION.items:
            suggestion(item, text, SPECIFICATION, show_values=True)
    assert time.process_time() - start < 5


def amounts(text: str) -> set[Decimal]:
    """Return what an amount may mean in any country: with any sign between thousands, and a point or comma before decimals.

    An amount has at most two decimals. Databases write zeros after them, but only after a point.
    """
    read_as: set[Decimal] = set()
    bare = text.strip("£$€ ")
    for thousands, point in ((",", "."), (".", ","), (" ", "."), (" ", ","), ("'", "."), ("", "."), ("", ",")):
        whole = rf"[1-9][0-9]{{0,2}}({re.escape(thousands)}[0-9]{{3}})+|[0-9]+" if thousands else "[0-9]+"
        if match := re.fullmatch(rf"(?P<whole>{whole})(?:{re.escape(point)}(?P<rest>[0-9]{{1,{2 if point == ',' else 9}}}))?", bare):
            amount = Decimal(f"{match['whole'].replace(thousands, '') if thousands else match['whole']}.{match['rest'] or '0'}")
            read_as |= {amount} if amount == round(amount, 2) else set()
    return read_as


@given(
    st.sampled_from(["", "£", "$", "€", "£ "]),
    st.lists(st.sampled_from(["1", "0", "12", "123", "500", "000", "1234"]), min_size=1, max_size=3),
    st.sampled_from([",", ".", " ", "'", ""]),
    st.sampled_from(["", ".5", ",5", ".50", ",50", ".500", ",500", ".505", ".0000", "."]),
)
def test_a_suggested_amount_is_the_written_one_in_every_country(sign: str, groups: list[str], separator: str, decimals: str) -> None:
    text = f"{sign}{separator.join(groups)}{decimals}"
    item = SPECIFICATION.item_by_id["unit_cost"]
    said = suggestion(item, text, SPECIFICATION, show_values=True) or ""
    if probably := re.search("It was probably (.*?)(, if .*)?[.]$", said):
        assert amounts(text) <= {Decimal(probably[1])}, text
        assert not set(text) & set("$€")
