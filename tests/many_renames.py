"""Two versions between which a whole list is respelt: the library with the accommodation of Release 1, and of Release 2, as its list.

The real step from Release 1 to Release 2 of the collection respelt its lists: " - " became ": ", "/" a comma, and "&" "and".
"""

from cldspec.model import Specification
from conftest import LIBRARY, texts_of
from difference import read

ACCOMMODATION = {
    "Owner occupier or shared ownership scheme": "Owner occupier or shared ownership scheme",
    "Tenant": "Tenant: Local authority or other social housing provider",
    "Tenant - private landlord": "Tenant: Private landlord",
    "Settled mainstream housing with family / friends": "Settled mainstream housing with family or friends",
    "Supported accommodation / supported lodgings / supported group home": (
        "Supported accommodation, supported lodgings or supported group home"
    ),
    "Shared Lives scheme": "Shared Lives scheme",
    "Sheltered housing / extra care housing / other sheltered housing": "Sheltered housing, extra care housing or other sheltered housing",
    "Mobile accommodation for Gypsy / Roma and Traveller communities": "Mobile accommodation for Gypsy, Roma and Traveller communities",
    "Rough sleeper / squatting": "Rough sleeper or squatting",
    "Night shelter / emergency hostel / direct access hostel": "Night shelter, emergency hostel or direct access hostel",
    "Staying with family / friends as a short-term guest": "Staying with family or friends as a short term guest",
    "Acute / long-term healthcare residential facility or hospital": "Acute hospital or long term healthcare residential facility",
    "Registered care home": "Registered care home",
    "Prison / Young offenders institution / detention centre": "Prison, young offenders institution or detention centre",
    "Unknown": "Unknown",
}
"""The values of Accommodation Status in Release 1 and what became of each in Release 2; a few that stayed are left out."""
RESPELT = {old: new for old, new in ACCOMMODATION.items() if old != new}


def list_of(pairs: dict[str, str | None]) -> str:
    """Return the file of the list, with the former name of each value that has one; a comment and a flow mapping are among them."""
    lines = [
        "# yaml-language-server: $schema=../../../../cldspec/load/schemas/code-list.schema.json",
        "id: home",
        "title: Accommodation Status",
        "description: Where readers live.",
        "sources: [leaflet/loans]",
        "codes:",
    ]
    for value, was in pairs.items():
        lines.append(f'  - value: "{value}"')
        lines += [f'    was: "{was}"'] if was else []
    return "\n".join(lines) + "\n"


def texts(pairs: dict[str, str | None], version: str = "1.0") -> dict[str, str]:
    """Return the library with one more item, which has the list."""
    files = texts_of(LIBRARY)
    files["code-lists/home.yaml"] = list_of(pairs)
    files["items/book.yaml"] += (
        "  - id: home\n    title: Home\n    type: code\n    printed_type: List\n    code_list: home\n    obligation: voluntary\n"
        "    definition: Where the reader lives.\n    guidance: Ask.\n    examples:\n      - value: Unknown\n"
        "    personal_data: personal\n    sources: [leaflet/loans]\n"
    )
    files["specification.yaml"] = files["specification.yaml"].replace('version: "1.0"', f'version: "{version}"', 1)
    return files


def release_1() -> Specification:
    return read(texts(dict.fromkeys(ACCOMMODATION)))


def release_2(*, declared: bool = True) -> Specification:
    return read(texts({new: old if declared and old != new else None for old, new in ACCOMMODATION.items()}))
