"""Kinds of change that make something stricter or looser: four kinds for each thing that can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cldspec.diff.changes import Direction, How

JUDGED_BY_ROWS = (
    "The solver considers every possible row and proves whether one that conforms to one version breaks what the other requires. "
    "Where it cannot decide, a search looks for an example, and the effect says so."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a kind of change breaks one side, and how that is known where it may."""

    verdict: Literal["breaks", "may break", "does not break"]
    hows: tuple[How, ...]

    def __str__(self) -> str:
        *hows, last = self.hows
        return f"{self.verdict} ({', '.join(hows)}{' or ' if hows else ''}{last})"


UNTOUCHED = Outcome("does not break", ("by definition",))
"""No change of the kind breaks the side."""
SAFE = Outcome("does not break", ("proved", "searched"))
"""No change of the kind breaks the side: if one did, it would be of another kind."""
BREAKS = Outcome("breaks", ("by definition",))
"""Every change of the kind breaks the side."""
BY_CASE = Outcome("may break", ("by definition",))
"""What exactly has changed decides."""
BY_ROWS = Outcome("may break", ("proved", "searched"))
"""The solver decides, or else a search."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of change.

    `submit`, `supply` and `read` say what each audience has to do, in which {name} stands for the name of what changed. An empty text
    means that the audience has nothing to do. `submitters` and `consumers` say whether it breaks these.
    """

    meaning: str
    judgement: str
    submit: str = ""
    supply: str = ""
    read: str = ""
    submitters: Outcome = UNTOUCHED
    consumers: Outcome = UNTOUCHED

    @property
    def needs_action(self) -> bool:
        """Say whether anyone has to do anything about such a change."""
        return bool(self.submit or self.supply or self.read)


@dataclass(frozen=True, slots=True)
class _Advice:
    """What each audience has to do."""

    submit: str = ""
    supply: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class _Directed:
    """Something that can become stricter or looser, with what each audience has to do in each case."""

    what: str
    tightened: _Advice
    loosened: _Advice
    changed: _Advice


_DIRECTED: Mapping[str, _Directed] = {
    "item-type": _Directed(
        "the type of a data item",
        _Advice("Check how you fill in {name}.", "Write {name} in its new type.", "Change the type of the column {name}."),
        _Advice("", "Write {name} in its new type.", "Change the type of the column {name}."),
        _Advice("Check how you fill in {name}.", "Write {name} in its new type.", "Change the type of the column {name}."),
    ),
    "item-scale": _Directed(
        "the number of decimal places that a data item may have",
        _Advice("Check how {name} is rounded.", "Write {name} with no more decimal places than are now allowed."),
        _Advice("", "Allow more decimal places in {name}.", "Make room for more decimal places in {name}."),
        _Advice(
            "Check how {name} is rounded.",
            "Write {name} with the decimal places that are now allowed.",
            "Check the decimal places of the column {name}.",
        ),
    ),
    "item-length": _Directed(
        "the maximum length of a data item",
        _Advice("Check for texts in {name} that are now too long.", "Limit {name} to its new maximum length."),
        _Advice("", "Allow longer texts in {name}.", "Make room for longer texts in {name}."),
        _Advice(
            "Check for texts in {name} that are now too long.",
            "Limit {name} to its new maximum length.",
            "Check the length of the column {name}.",
        ),
    ),
    "item-format": _Directed(
        "the format of a data item, or a format that data items use",
        _Advice("Check that your values of {name} have the new format.", "Check values of {name} against the new format."),
        _Advice("", "Accept the new format of {name}.", "Accept the new format of {name}."),
        _Advice(
            "Check that your values of {name} have the new format.",
            "Check values of {name} against the new format.",
            "Check which values of {name} the new format allows.",
        ),
    ),
    "item-list": _Directed(
        "which code list a data item uses",
        _Advice(
            "Map {name} to the values of its new code list.",
            "Offer the values of the new code list for {name}.",
            "Use the new code list for {name}.",
        ),
        _Advice("", "Offer the values of the new code list for {name}.", "Use the new code list for {name}."),
        _Advice(
            "Map {name} to the values of its new code list.",
            "Offer the values of the new code list for {name}.",
            "Use the new code list for {name}.",
        ),
    ),
    "obligation": _Directed(
        "when a data item must be filled in, or the severity of a blank",
        _Advice("Check that your records can fill in {name} wherever it is now required.", "Ask for {name} wherever it is now required."),
        _Advice("", "Allow blanks in {name} where they are now allowed.", "Expect blanks in {name} where they are now allowed."),
        _Advice(
            "Check that your records can fill in {name} wherever it is now required.",
            "Ask for {name} wherever it is now required, and nowhere else.",
            "Check where {name} may now be blank.",
        ),
    ),
    "applicability": _Directed(
        "which rows a section applies to",
        _Advice("Check which rows {name} now applies to.", "Fill in {name} on the rows that it now applies to."),
        _Advice(
            "Check which rows {name} now applies to.",
            "Fill in {name} on the rows that it now applies to.",
            "Expect {name} on the rows that it now applies to.",
        ),
        _Advice(
            "Check which rows {name} now applies to.",
            "Fill in {name} on the rows that it now applies to.",
            "Expect {name} on the rows that it now applies to.",
        ),
    ),
    "sameness": _Directed(
        "which rows must agree in a section, or the severity if they differ",
        _Advice("Check that rows agree in {name} wherever they must.", "Make rows agree in {name} wherever they must."),
        _Advice("", "Allow rows to differ in {name} where they now may.", "Expect rows that differ in {name}."),
        _Advice(
            "Check that rows agree in {name} wherever they must.",
            "Make rows agree in {name} wherever they must.",
            "Check where rows may now differ in {name}.",
        ),
    ),
    "rule": _Directed(
        "what a rule requires",
        _Advice("Check your records against {name}.", "Update the check {name} in your system."),
        _Advice("", "Update the check {name} in your system.", "Expect rows that are now allowed by {name}."),
        _Advice("Check your records against {name}.", "Update the check {name} in your system.", "Check what is now allowed by {name}."),
    ),
    "table": _Directed(
        "which values a table lists together",
        _Advice("Check your records against the table {name}.", "Load the table {name} again."),
        _Advice("", "Load the table {name} again.", "Expect combinations that are now allowed by the table {name}."),
        _Advice(
            "Check your records against the table {name}.",
            "Load the table {name} again.",
            "Check which combinations are now allowed by the table {name}.",
        ),
    ),
}
_MEANINGS: Mapping[str, str] = {
    "tightened": "Stricter: {0}. Something that conformed before no longer does.",
    "loosened": "Looser: {0}. Something conforms now that did not before.",
    "changed": "Different: {0}. It is stricter in some cases and looser in others, or this could not be decided.",
    "reworded": "Written differently: {0}. The effect is the same.",
}
_OUTCOMES = {"tightened": (BY_ROWS, SAFE), "loosened": (SAFE, BY_ROWS), "changed": (BY_ROWS, BY_ROWS), "reworded": (SAFE, SAFE)}
"""Whether each kind breaks those who submit, and those who read."""
_SUFFIXES: Mapping[Direction, str] = {
    "tightened": "tightened",
    "loosened": "loosened",
    "both": "changed",
    "not decided": "changed",
    "equivalent": "reworded",
}


def directed_kind(base: str, direction: Direction) -> str:
    """Return the kind of a change that makes something stricter or looser, such as item-length-tightened."""
    return f"{base}-{_SUFFIXES[direction]}"


def directed_kinds() -> dict[str, Kind]:
    """Return all kinds of change that make something stricter or looser, by their identifiers."""
    kinds: dict[str, Kind] = {}
    for base, directed in _DIRECTED.items():
        advice = {"tightened": directed.tightened, "loosened": directed.loosened, "changed": directed.changed, "reworded": _Advice()}
        for suffix, meaning in _MEANINGS.items():
            own = advice[suffix]
            kinds[f"{base}-{suffix}"] = Kind(
                meaning.format(directed.what), JUDGED_BY_ROWS, own.submit, own.supply, own.read, *_OUTCOMES[suffix]
            )
    return kinds
