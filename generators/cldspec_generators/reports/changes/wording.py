"""The fixed words of change notices, which all their formats share."""

from collections.abc import Mapping

from cldspec.diff.changes import Effect, How, Side, Verdict
from cldspec_generators.shared.writing import DRAFT_NOTICE

SIDES: Mapping[Side, str] = {"submitters": "Those who submit returns", "consumers": "Those who read the data"}
"""What a notice calls the two sides that a change may break."""
SIDE_OF_AUDIENCE: Mapping[str, Side] = {"submit": "submitters", "supply": "submitters", "read": "consumers"}
"""The side whose effects decide what an audience does first."""
VERDICTS: Mapping[Verdict, str] = {"breaking": "may break", "not breaking": "does not break", "not decided": "not decided"}
HOWS: Mapping[How, str] = {
    "proved": "proved",
    "searched": "found by search",
    "by definition": "by definition",
    "not decided": "not decided",
}
"""How an effect is known, in a word or two."""
MEANINGS = {
    "Proved": "Every possible row was considered.",
    "Found by search": "A search found an example, and one version really refuses it.",
    "Searched, nothing found": "A search found no example. That is no proof that there is none.",
    "By definition": "It follows from the kind of change.",
    "Not decided": "There is neither a proof nor an example. Treat it as if it may break something.",
}
"""The words that say how an effect is known, and what they mean."""
MADE_UP = "The example is made up. It is not a real record."
DRAFT = DRAFT_NOTICE
APPLIES = "When it applies"
REASONS = "What was corrected, and why"
OF_THESE = "These are:"
"""What comes before the names of the changes that apply from one of several dates."""
UNCHANGED = "What does not change"
NOTHING_TO_DO = "You do not need to do anything."
FIRST = "Do this first, because something may break if you do not:"
THEN = "Then do this:"
OTHERWISE_NOTHING = "A change breaks nothing unless its entry says so."
_FILES = (
    "This folder also has changes.xlsx, a workbook with all changes, the code lists and the complete examples; crosswalk.csv with old and "
    "new values"
)
OTHER_FILES: Mapping[bool, str] = {
    True: f"{_FILES}; migrate-*.sql, which bring a database to the new version; and changes.json for programs.",
    False: (
        f"{_FILES}; and changes.json for programs. No column and no allowed value has changed, so the data in a database needs no "
        "migration. The tables and scripts in the folder sql have the corrected rules."
    ),
}
"""What else is in the folder of a notice, by whether it has migrations."""
WHY_SHOWN: Mapping[bool, str] = {True: "it decides", False: "it belongs to the example"}
"""Why a cell of an example is shown, by whether it decides."""
NOTHING_BREAKS = "Nothing is known to break: no change is breaking, and none is undecided."
BLANK = "(blank)"
"""What a blank cell of an example shows."""
MAY_BREAK = "This may break something"
UNDECIDED = "It is not decided whether this breaks something"
GROUPS: Mapping[str, str] = {
    "list": "Code lists",
    "value": "Code lists",
    "format": "Formats",
    "rule": "Rules",
    "table": "Tables",
    "calculation": "Calculations",
    "schedule": "Schedule",
    "chapter": "Guidance",
    "": "Everything else",
}
"""The groups of changes, by the first word of the changes' parts. Changes of items are grouped by their sections."""


def how_known(effect: Effect) -> str:
    """Return how an effect is known, in words."""
    return "searched, nothing found" if effect.verdict == "not breaking" and effect.how == "searched" else HOWS[effect.how]


def example_title(side: Side) -> str:
    """Return the title of an example for one side."""
    return f"Example for {SIDES[side][:1].lower()}{SIDES[side][1:]}"
