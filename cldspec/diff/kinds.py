"""Every kind of change: its identifier, what it is, how its effects are judged, and what whom it touches has to do.

`cldspec list changes` lists them, `cldspec show KIND` explains one. A kind is never used again for something else.
"""

from dataclasses import dataclass

AUDIENCES = {
    "submit": "If you submit returns",
    "supply": "If you supply systems that make returns",
    "read": "If you read the data",
}
"""Whom a notice speaks to, by the heading of what it says to them."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of change; `submit`, `supply` and `read` say what each audience has to do, {name} being what changed."""

    what: str
    judged: str
    submit: str = ""
    supply: str = ""
    read: str = ""

    @property
    def asks_something(self) -> bool:
        """Say whether anyone has to do anything about such a change."""
        return bool(self.submit or self.supply or self.read)


_BY_ROWS = (
    "The solver proves, for every row that there could be, whether one that conforms to one version breaks what the other asks. "
    "What it cannot decide is looked for by example, and said to be so."
)
_NO_EFFECT = "By definition: it decides about no row."

_DIRECTED: dict[str, tuple[str, Kind]] = {
    "item-type": (
        "the type of a data item",
        Kind("", _BY_ROWS, "Check how you fill {name}.", "Write {name} in its new type.", "Change the type of the column {name}."),
    ),
    "item-scale": (
        "the digits after the point that a data item may have",
        Kind(
            "",
            _BY_ROWS,
            "Check how {name} is rounded.",
            "Write {name} with as many digits as are allowed now.",
            "Make room for as many digits as are allowed now in {name}.",
        ),
    ),
    "item-length": (
        "the most characters that a data item may have",
        Kind(
            "", _BY_ROWS, "Check for longer texts in {name}.", "Hold {name} to its new length.", "Make room for the new length of {name}."
        ),
    ),
    "item-format": (
        "the form of text that a data item has, or a format that items use",
        Kind(
            "",
            _BY_ROWS,
            "Check that what you hold for {name} has the form.",
            "Check and write {name} in the form that is asked now.",
            "Expect the form that is asked now in {name}.",
        ),
    ),
    "item-list": (
        "the code list that a data item takes its values from",
        Kind(
            "",
            _BY_ROWS,
            "Map {name} to the values of its new list.",
            "Offer the values of the new list for {name}.",
            "Join {name} to its new list.",
        ),
    ),
    "obligation": (
        "when a data item must be filled, or what a blank is there",
        Kind(
            "",
            _BY_ROWS,
            "Check when {name} must be filled now, and whether your records can.",
            "Ask for {name} where it is needed now.",
            "Expect blanks in {name} where they are allowed now.",
        ),
    ),
    "applicability": (
        "the rows that a section applies to",
        Kind(
            "",
            _BY_ROWS,
            "Check on which rows you fill {name}.",
            "Fill {name} on the rows that it applies to now.",
            "Expect {name} on the rows that it applies to now.",
        ),
    ),
    "sameness": (
        "which rows must agree in a section, or what it is if they do not",
        Kind(
            "",
            _BY_ROWS,
            "Check that rows agree in {name} where they must.",
            "Make the rows agree in {name} where they must.",
            "Expect rows that differ in {name} where they may.",
        ),
    ),
    "rule": (
        "what a rule asks",
        Kind(
            "",
            _BY_ROWS,
            "Check your records against {name} as it is now.",
            "Change the check {name} in your system.",
            "Expect what {name} allows now.",
        ),
    ),
    "table": (
        "which values go together by a table",
        Kind(
            "",
            _BY_ROWS,
            "Check the combinations in {name}.",
            "Change the combinations that you offer, by {name}.",
            "Expect the combinations that {name} has now.",
        ),
    ),
}
"""What can be tightened or loosened; each makes four kinds."""
_WAYS = {
    "tightened": "Stricter: {0}. Something that conformed before does not any more.",
    "loosened": "Looser: {0}. Something conforms that did not before.",
    "changed": "Otherwise: {0}. Either something conforms that did not and the other way round, or nobody knows.",
    "reworded": "Located otherwise, but to the same effect: {0}. Whatever conformed conforms, and nothing else does.",
}
_WAY_OF = {"tightened": "tightened", "loosened": "loosened", "both": "changed", "not decided": "changed", "equivalent": "reworded"}


def directed(base: str, direction: str) -> str:
    """Return the kind of a change that tightened or loosened something."""
    return f"{base}-{_WAY_OF[direction]}"


def _directed_kinds() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for base, (what, kind) in _DIRECTED.items():
        for way, words in _WAYS.items():
            asked = way != "reworded"
            kinds[f"{base}-{way}"] = Kind(
                words.format(what), kind.judged, kind.submit if asked else "", kind.supply if asked else "", kind.read if asked else ""
            )
    return kinds


KINDS: dict[str, Kind] = {
    "item-added": Kind(
        "A data item is new.",
        "A return without the column is as if it were left blank: it breaks submitters where a blank is an error on a row that conforms "
        "otherwise, which the solver proves. Readers find a column more, and nothing else.",
        "Find out where {name} is recorded, and who will fill it.",
        "Add the column {name} and what it asks for.",
        "Add the column {name} if you need it.",
    ),
    "item-removed": Kind(
        "A data item is gone.",
        "By definition it breaks both: a file with the column is not as the template is, and readers do not find it any more.",
        "Stop sending {name}.",
        "Remove the column {name}.",
        "Do without {name}, or keep what you have.",
    ),
    "item-renamed": Kind(
        "A data item has another identifier, which the new version declares (`was`).",
        "By definition it breaks readers, who find no column of the old name; it breaks submitters only if its header changed, too.",
        "",
        "Use the new identifier of {name} in JSON and in databases.",
        "Use the new identifier of {name} in queries.",
    ),
    "item-retitled": Kind(
        "The column header of a data item reads otherwise.",
        "By definition it breaks both where more than capitals and spaces changed: columns are found by their headers.",
        "Use the new header {name}.",
        "Write the new header {name}.",
        "Read the column by its new header {name}.",
    ),
    "item-moved": Kind(
        "A data item stands in another section.",
        _BY_ROWS,
        "Check on which rows {name} applies now.",
        "Move the column {name} to its new section.",
        "Read columns by their headers, not by their places.",
    ),
    "items-reordered": Kind(
        "Data items stand in another order.",
        "By definition it breaks readers who go by the places of columns; returns are read by their headers.",
        "Use the new template.",
        "Write the columns in the new order.",
        "Read columns by their headers, not by their places.",
    ),
    "list-added": Kind("A code list is new.", _NO_EFFECT, "", "Load the list {name}.", "Load the list {name}."),
    "list-removed": Kind("A code list is gone.", _NO_EFFECT, "", "Remove the list {name}.", "Remove the list {name}."),
    "list-renamed": Kind(
        "A code list has another identifier, which the new version declares (`was`).",
        "By definition it breaks readers, who find no list of the old name.",
        "",
        "Use the new identifier of the list {name}.",
        "Use the new identifier of the list {name}.",
    ),
    "value-added": Kind(
        "A code list has a new value.",
        "It breaks readers if a row that conforms can have it, which the solver proves: they do not know it.",
        "Map your records to {name} where it fits better than what you send now.",
        "Offer {name}.",
        "Expect {name}, and decide where it is counted.",
    ),
    "value-removed": Kind(
        "A value of a code list is gone.",
        "It breaks submitters if a row that conformed could have it, which the solver proves.",
        "Map records with {name} to another value.",
        "Stop offering {name}, and map what is recorded.",
        "Decide how older data with {name} are counted.",
    ),
    "value-renamed": Kind(
        "A value of a code list is called otherwise, which the new version declares (`was`).",
        "It breaks submitters unless the new version still reads the old name; it breaks readers unless the old one reads the new name.",
        "Write {name} from now on.",
        "Write {name} from now on; the crosswalk has both.",
        "Treat both names as one; the crosswalk has both.",
    ),
    "value-respelt": Kind(
        "A value of a code list differs in capitals or spaces only.",
        "The old spelling is read all the same, so that it breaks nobody who reads as this specification says.",
        "Write {name} as it is spelt now.",
        "Write {name} as it is spelt now.",
        "Compare values without regard to capitals and spaces, or use the crosswalk.",
    ),
    "values-reordered": Kind("The values of a code list stand in another order.", _NO_EFFECT, "", "Show {name} in the new order."),
    "value-described": Kind(
        "A value's label or description reads otherwise.",
        _NO_EFFECT,
        "Check that you use {name} as it is meant now.",
        "Show the new description of {name}.",
        "Check that you read {name} as it is meant now.",
    ),
    "value-spellings-changed": Kind(
        "Other spellings that are read as a value were added or removed.",
        _BY_ROWS,
        "Write {name} to the letter.",
        "Write {name} to the letter.",
        "Use the new spellings of {name} in mapping.",
    ),
    "section-added": Kind("A section is new.", _NO_EFFECT, "Use the new template.", "Add the section {name}."),
    "section-removed": Kind("A section is gone.", _NO_EFFECT, "Use the new template.", "Remove the section {name}."),
    "sections-reordered": Kind(
        "Sections stand in another order.", _NO_EFFECT, "Use the new template.", "Show the sections in the new order."
    ),
    "rule-added": Kind(
        "A rule is new.",
        _BY_ROWS,
        "Check your records against {name}.",
        "Add the check {name} to your system.",
        "Rely on {name} from now on.",
    ),
    "rule-removed": Kind(
        "A rule is gone.",
        _BY_ROWS,
        "",
        "Remove the check {name} from your system.",
        "Do not rely on {name} any more.",
    ),
    "severity-raised": Kind(
        "A rule is graver: what was queried is an error, or what was only remarked on is queried.",
        "It breaks submitters if what conformed breaks the rule and that is an error now, which the solver proves.",
        "Mend what breaks {name}, which so far was only queried.",
        "Show {name} as graver than before.",
    ),
    "severity-lowered": Kind(
        "A rule is less grave.",
        "It breaks readers if what conforms may break a rule that was an error, which the solver proves.",
        "",
        "Show {name} as less grave than before.",
        "Expect rows that break {name}.",
    ),
    "rule-text-changed": Kind("A rule's title, message or note reads otherwise.", _NO_EFFECT, "", "Show the new words of {name}."),
    "rule-examples-changed": Kind("A rule has other examples.", _NO_EFFECT, "", "Test {name} with its new examples."),
    "table-added": Kind("A table of values that go together is new.", "By the rules that ask it.", "", "Load the table {name}."),
    "table-removed": Kind("A table of values that go together is gone.", "By the rules that asked it.", "", "Remove the table {name}."),
    "format-added": Kind("A named form of text is new.", "By the items that have it."),
    "format-removed": Kind("A named form of text is gone.", "By the items that had it."),
    "calculation-added": Kind(
        "A calculation is new.", _NO_EFFECT, "", "Work out {name} where it helps.", "Work out {name} where it helps."
    ),
    "calculation-removed": Kind(
        "A calculation is gone.", "By definition it breaks readers who rely on its result.", "", "Remove {name}.", "Do without {name}."
    ),
    "calculation-changed": Kind(
        "A calculation gives another result, or has another type or scale.",
        "By definition it breaks readers: figures before and after do not compare. Returns are not held to it.",
        "Work {name} out as it is now.",
        "Change how {name} is worked out.",
        "Do not compare {name} before and after without working it out again.",
    ),
    "multiplier-changed": Kind(
        "A factor of a calculation was added, removed or changed.",
        "By definition it breaks readers: figures before and after do not compare. Returns are not held to it.",
        "Use the new figures in {name}.",
        "Use the new factor in {name}.",
        "Do not compare {name} before and after without working it out again.",
    ),
    "schedule-changed": Kind(
        "When returns are due, or which rows belong into one, is otherwise.",
        "By definition it breaks both where the frequency, the start of the year, or what a return covers changed; rules that ask the "
        "schedule are looked at by example.",
        "Plan your returns by the new schedule.",
        "Make returns by the new schedule.",
        "Expect returns by the new schedule.",
    ),
    "identity-changed": Kind(
        "The keys by which a record is known again in a later submission are others.",
        "By definition it breaks readers: what was one record in two submissions may be two now, or the other way round. "
        "Returns are not held to it.",
        "",
        "Match submissions by the new keys of {name}.",
        "Match submissions by the new keys of {name}.",
    ),
    "statement-changed": Kind(
        "What is said of the schedule reads otherwise, or a date of it.", _NO_EFFECT, "Read what is said of the schedule now."
    ),
    "chapter-added": Kind("A chapter of the guidance is new.", _NO_EFFECT, "Read {name}."),
    "chapter-removed": Kind("A chapter of the guidance is gone.", _NO_EFFECT),
    "chapter-changed": Kind("A chapter of the guidance reads otherwise; the words are shown.", _NO_EFFECT, "Read what changed in {name}."),
    "chapters-reordered": Kind("Chapters of the guidance stand in another order.", _NO_EFFECT),
    "definition-changed": Kind(
        "What a data item, list, section, format, table or calculation is, is said otherwise; the words are shown.",
        _NO_EFFECT,
        "Check that you record {name} as it is defined now.",
        "Show the new definition of {name}.",
        "Check that you read {name} as it is defined now.",
    ),
    "guidance-changed": Kind(
        "What is said of how to fill a data item or calculation reads otherwise; the words are shown.",
        _NO_EFFECT,
        "Read what changed in the guidance of {name}.",
        "Show the new guidance of {name}.",
    ),
    "title-changed": Kind(
        "A section, list, table, calculation or other part has another title.", _NO_EFFECT, "", "Show the new title {name}."
    ),
    "examples-changed": Kind("A data item or calculation has other examples.", _NO_EFFECT),
    "names-changed": Kind("Other names of a part, as the sources print them, were added or removed.", _NO_EFFECT),
    "print-changed": Kind(
        "What the template prints of a data item (its type, whether it is mandatory) reads otherwise, and no rule with it.",
        _NO_EFFECT,
        "Use the new template.",
    ),
    "privacy-changed": Kind(
        "A data item is of another class of personal data.",
        "By definition it breaks nobody; whoever holds the data has to look at the grounds for it.",
        "Look at your privacy notice for {name}.",
        "",
        "Look at the grounds on which you hold {name}.",
    ),
    "sources-changed": Kind("Where something stands in the source documents, or these documents, changed.", _NO_EFFECT),
    "discrepancy-added": Kind("A disagreement of the sources was recorded.", _NO_EFFECT, "Read the decision {name}."),
    "discrepancy-settled": Kind("A disagreement of the sources is settled, and no longer recorded.", _NO_EFFECT),
    "discrepancy-changed": Kind("What is recorded of a disagreement of the sources changed.", _NO_EFFECT, "Read the decision {name}."),
    "unchecked-changed": Kind("What no rule checks was added, removed or said otherwise.", _NO_EFFECT),
    "traceability-changed": Kind("Which topics or older requirements data items serve changed.", _NO_EFFECT),
    "legal-changed": Kind("The legal basis, its purposes, or who may receive data changed.", _NO_EFFECT, "Look at your own legal basis."),
    "scope-changed": Kind(
        "What the collection covers, or how it compares with others, is said otherwise.",
        _NO_EFFECT,
        "Check what belongs into a return now.",
        "",
        "Check what the data cover now.",
    ),
    "glossary-changed": Kind("A term was added, removed or explained otherwise.", _NO_EFFECT),
    "counts-changed": Kind("A count that the sources state changed.", _NO_EFFECT),
    "sample-changed": Kind("What made-up sample returns are made of changed.", _NO_EFFECT),
    "history-changed": Kind("The history of versions was changed or carried on.", _NO_EFFECT),
    "version-changed": Kind("The version's number, status, date or summary changed.", _NO_EFFECT),
    "specification-changed": Kind("Anything else that the specification says of itself changed.", _NO_EFFECT),
    **_directed_kinds(),
}
"""Every kind of change by its identifier."""
