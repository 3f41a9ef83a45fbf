"""The kinds of change: what each means, how its effects are judged, and what those concerned have to do.

`cldspec list changes` lists the kinds, and `cldspec show KIND` explains one. An identifier is never used again for another kind.
Kinds that make something stricter or looser are in `cldspec.diff.directed_kinds`.
"""

from collections.abc import Mapping

from cldspec.diff.directed_kinds import BREAKS, BY_CASE, BY_ROWS, JUDGED_BY_ROWS, SAFE, Kind, Outcome, directed_kinds

__all__ = ["AUDIENCES", "KINDS", "Kind"]

AUDIENCES: Mapping[str, str] = {
    "submit": "If you submit returns",
    "supply": "If you supply systems that make returns",
    "read": "If you read the data",
}
"""The audiences of a change notice, with the heading of what each has to do."""

BY_ROWS_OR_CASE = Outcome("may break", ("proved", "searched", "by definition"))
"""The solver or a search decides about rows, and what exactly has changed about the rest."""
_BREAKS_NOBODY = "By definition it breaks nobody: no row is judged by it."
_BREAKS_COMPARISON = (
    "By definition it breaks readers if results before and after the change cannot be compared. Returns are not validated against them."
)
_MOVED_COLUMNS = (
    "By definition it breaks readers if columns have other positions in the template than before: those who find columns by their "
    "positions read other columns. Those who find them by their headers are not affected."
)

KINDS: Mapping[str, Kind] = {
    # Data items
    "item-added": Kind(
        "A data item is new.",
        "A return without the new column counts as one with blanks in it. The solver proves whether such a blank is an error in a row "
        f"that otherwise conforms. If so, it breaks submitters. {_MOVED_COLUMNS}",
        "Find out where {name} is recorded, and who will fill it in.",
        "Add the column {name}.",
        "Add the column {name} if you need it, and find columns by their headers, not by their positions.",
        submitters=BY_ROWS,
        consumers=BY_CASE,
    ),
    "item-removed": Kind(
        "A data item has been removed.",
        "By definition it breaks both sides: a file with the column no longer matches the template, and readers no longer find the column. "
        "Those who find columns by their positions also read other columns after it.",
        "Stop sending {name}.",
        "Remove the column {name}.",
        "Stop using {name}, or keep the data that you already have.",
        submitters=BY_CASE,
        consumers=BREAKS,
    ),
    "item-renamed": Kind(
        "A data item has a new identifier, as the new version declares with `was`.",
        "By definition it breaks readers, who no longer find the old identifier. It does not break submitters: columns are found by their "
        "headers.",
        "",
        "Use the new identifier of {name} in JSON and in databases.",
        "Use the new identifier of {name} in queries.",
        consumers=BREAKS,
    ),
    "item-exchanged": Kind(
        "The identifier of a data item now belongs to another one: two items have exchanged their identifiers, or one has taken one over.",
        "By definition it breaks both sides: what either version has under that identifier is another item in the other.",
        "Check what {name} asks for now.",
        "Map the columns by both identifiers at once. What had this identifier is another data item now.",
        "Never compare {name} between the versions by its identifier.",
        submitters=BREAKS,
        consumers=BREAKS,
    ),
    "item-retitled": Kind(
        "The column header of a data item has changed.",
        "By definition it breaks both sides if more than capitals and spaces changed: columns are found by their headers.",
        "Use the new column header {name}.",
        "Write the new column header {name}.",
        "Look for the new column header {name}.",
        submitters=BY_CASE,
        consumers=BY_CASE,
    ),
    "item-moved": Kind(
        "A data item has moved to another section.",
        f"{JUDGED_BY_ROWS} {_MOVED_COLUMNS}",
        "Check which rows {name} now applies to.",
        "Move the column {name} to its new section.",
        "Find columns by their headers, not by their positions.",
        submitters=BY_ROWS,
        consumers=BY_ROWS_OR_CASE,
    ),
    "items-reordered": Kind(
        "The order of the data items has changed.",
        f"{_MOVED_COLUMNS} Returns are read by the column headers.",
        "Use the new template.",
        "Write the columns in the new order.",
        "Find columns by their headers, not by their positions.",
        consumers=BREAKS,
    ),
    "definition-changed": Kind(
        "The definition or description of a data item, code list, section, format, table, calculation or derivation has changed.",
        _BREAKS_NOBODY,
        "Check that you record {name} as it is now defined.",
        "Show the new definition of {name}.",
        "Check that you interpret {name} as it is now defined.",
    ),
    "guidance-changed": Kind(
        "The guidance on a data item or calculation has changed.",
        _BREAKS_NOBODY,
        "Read the new guidance on {name}.",
        "Show the new guidance on {name}.",
    ),
    "title-changed": Kind(
        "The title of a section, code list, table, calculation or another part has changed.",
        _BREAKS_NOBODY,
        "",
        "Show the new title {name}.",
    ),
    "examples-changed": Kind("The examples of a data item, format, calculation or derivation have changed.", _BREAKS_NOBODY),
    "names-changed": Kind("Other names that the sources use for something were added or removed.", _BREAKS_NOBODY),
    "print-changed": Kind(
        "What the template prints about a data item (its type, or whether it is mandatory) has changed, but no rule.",
        _BREAKS_NOBODY,
        "Use the new template.",
    ),
    "privacy-changed": Kind(
        "The class of personal data that a data item belongs to has changed.",
        "By definition it breaks nobody, but everyone who has the data must check the legal grounds for it.",
        "Check whether your privacy notice covers {name}.",
        "",
        "Check your legal grounds for having {name}.",
    ),
    "sources-changed": Kind("A source document has changed, or where it says something.", _BREAKS_NOBODY),
    # Code lists
    "list-added": Kind("A code list is new.", _BREAKS_NOBODY, "", "Load the code list {name}.", "Load the code list {name}."),
    "list-removed": Kind(
        "A code list has been removed.", _BREAKS_NOBODY, "", "Remove the code list {name}.", "Remove the code list {name}."
    ),
    "list-renamed": Kind(
        "A code list has a new identifier, as the new version declares with `was`.",
        "By definition it breaks readers, who no longer find the old identifier.",
        "",
        "Use the new identifier of the code list {name}.",
        "Use the new identifier of the code list {name}.",
        consumers=BREAKS,
    ),
    "value-added": Kind(
        "A code list has a new value.",
        "The solver proves whether a row that conforms can have it. If so, it breaks readers, who do not know the value.",
        "Use {name} for records that it describes better than the value that you send now.",
        "Offer {name}.",
        "Expect {name}, and decide where to count it.",
        consumers=BY_ROWS,
    ),
    "value-removed": Kind(
        "A value of a code list has been removed.",
        "The solver proves whether a row that conformed could have it. If so, it breaks submitters.",
        "Map records with {name} to another value.",
        "Stop offering {name}, and map what is recorded.",
        "Decide how to count older data with {name}.",
        submitters=BY_ROWS,
    ),
    "value-renamed": Kind(
        "A value of a code list has a new name, as the new version declares with `was`.",
        "It breaks submitters unless the new version still accepts the old name, and readers unless the old version accepts the new name.",
        "Write {name} from now on.",
        "Write {name} from now on. The crosswalk has both names.",
        "Treat both names as the same value. The crosswalk has both.",
        submitters=BY_ROWS,
        consumers=BY_ROWS,
    ),
    "value-exchanged": Kind(
        "The name of a value now stands for something else: two values have exchanged their names, or one has taken over a name.",
        "By definition it breaks both sides: what conforms to one version has another meaning in the other.",
        "Check which records {name} is right for. What you send under that name now means something else.",
        "Map every record with these values, all at once. The crosswalk has the old and the new names.",
        "Never compare {name} between the versions by its name. Use the crosswalk.",
        submitters=BREAKS,
        consumers=BREAKS,
    ),
    "value-merged": Kind(
        "Values of a code list are merged into one, as the new version declares with `replaces`.",
        "It breaks submitters unless the new version still accepts the old names. It breaks readers if they do not know the new value. If "
        "that was a value before, it breaks them by definition, because it now stands for more.",
        "Write {name} for the values that it replaces.",
        "Offer {name} instead of the values that it replaces.",
        "Count the old values together with {name}. The crosswalk has them.",
        submitters=BY_ROWS,
        consumers=BY_ROWS_OR_CASE,
    ),
    "value-split": Kind(
        "A value of a code list is split, as several new values declare with the same `was`.",
        "If the old value has gone, the solver proves whether a row that conformed could have it, which breaks submitters. It proves also "
        "whether a row can have a new value, which breaks readers.",
        "Decide which of the new values each record with {name} has, where the crosswalk gives no condition.",
        "Offer the new values instead of {name}, and map what is recorded by the conditions in the crosswalk.",
        "Count the new values together to compare them with {name}.",
        submitters=BY_ROWS,
        consumers=BY_ROWS,
    ),
    "value-respelt": Kind(
        "Only the capitals or spaces of a value have changed.",
        "The old spelling is still accepted, so it breaks nobody who reads values as the specification says.",
        "Use the new spelling of {name}.",
        "Use the new spelling of {name}.",
        "Ignore capitals and spaces when you compare values, or use the crosswalk.",
        submitters=SAFE,
        consumers=SAFE,
    ),
    "values-reordered": Kind("The order of the values of a code list has changed.", _BREAKS_NOBODY, "", "Show {name} in the new order."),
    "value-described": Kind(
        "The label or description of a value has changed.",
        _BREAKS_NOBODY,
        "Check that you use {name} as it is now described.",
        "Show the new description of {name}.",
        "Check that you interpret {name} as it is now described.",
    ),
    "value-spellings-changed": Kind(
        "Other spellings that are accepted for a value were added or removed.",
        JUDGED_BY_ROWS,
        "Write {name} exactly as it is in the code list.",
        "Write {name} exactly as it is in the code list.",
        "Map the new spellings of {name} as well.",
        submitters=BY_ROWS,
        consumers=BY_ROWS,
    ),
    # Sections, rules, tables and formats
    "section-added": Kind("A section is new.", _BREAKS_NOBODY, "Use the new template.", "Add the section {name}."),
    "section-removed": Kind("A section has been removed.", _BREAKS_NOBODY, "Use the new template.", "Remove the section {name}."),
    "sections-reordered": Kind(
        "The order of the sections has changed.", _BREAKS_NOBODY, "Use the new template.", "Show the sections in the new order."
    ),
    "rule-added": Kind(
        "A rule is new.",
        JUDGED_BY_ROWS,
        "Check your records against {name}.",
        "Add the check {name} to your system.",
        "Rely on {name} from now on.",
        submitters=BY_ROWS,
    ),
    "rule-removed": Kind(
        "A rule has been removed.",
        JUDGED_BY_ROWS,
        "",
        "Remove the check {name} from your system.",
        "Stop relying on {name}.",
        consumers=BY_ROWS,
    ),
    "severity-raised": Kind(
        "The severity of a rule is higher: from information to warning, or to error.",
        "The solver proves whether a return that conformed breaks the rule. If that is now an error, it breaks submitters.",
        "Correct the records that break {name}.",
        "Show the new severity of {name}.",
        submitters=BY_ROWS,
        consumers=SAFE,
    ),
    "severity-lowered": Kind(
        "The severity of a rule is lower: from error to warning, or to information.",
        "The solver proves whether a return that conforms may break a rule that was an error. If so, it breaks readers.",
        "",
        "Show the new severity of {name}.",
        "Expect rows that break {name}.",
        submitters=SAFE,
        consumers=BY_ROWS,
    ),
    "rule-text-changed": Kind("The title, message or note of a rule has changed.", _BREAKS_NOBODY, "", "Show the new text of {name}."),
    "rule-examples-changed": Kind("The examples of a rule have changed.", _BREAKS_NOBODY, "", "Use the new examples to test {name}."),
    "table-added": Kind("A table is new.", "Its effects are those of the rules that use it.", "", "Load the table {name}."),
    "table-removed": Kind("A table has been removed.", "Its effects are those of the rules that used it.", "", "Remove the table {name}."),
    "format-added": Kind("A format is new.", "Its effects are those of the data items that use it."),
    "format-removed": Kind("A format has been removed.", "Its effects are those of the data items that used it."),
    # Calculations
    "calculation-added": Kind(
        "A calculation is new.", _BREAKS_NOBODY, "", "Calculate {name} if you need it.", "Calculate {name} if you need it."
    ),
    "calculation-removed": Kind(
        "A calculation has been removed.",
        "By definition it breaks readers who rely on its result.",
        "",
        "Remove the calculation {name}.",
        "Stop using {name}.",
        consumers=BREAKS,
    ),
    "calculation-changed": Kind(
        "A calculation gives another result, or its result has another type or number of decimal places.",
        "By definition it breaks readers: results before and after the change cannot be compared. Returns are not validated against it.",
        "Calculate {name} in the new way.",
        "Change how {name} is calculated.",
        "Calculate {name} again before you compare results from before and after the change.",
        consumers=BREAKS,
    ),
    "multiplier-changed": Kind(
        "A multiplier of a calculation was added, removed or changed.",
        "By definition it breaks readers: results before and after the change cannot be compared. Returns are not validated against it.",
        "Use the new multiplier in {name}.",
        "Use the new multiplier in {name}.",
        "Calculate {name} again before you compare results from before and after the change.",
        consumers=BREAKS,
    ),
    # Derivations
    "derivation-added": Kind("A derivation is new.", _BREAKS_NOBODY, read="Use {name} if you need it."),
    "derivation-removed": Kind(
        "A derivation has been removed.",
        "By definition it breaks readers who rely on its result. Returns are not validated against it.",
        read="Stop using {name}.",
        consumers=BREAKS,
    ),
    "derivation-changed": Kind(
        "A step, a column, the key or the starting table of a derivation has changed.",
        f"{_BREAKS_COMPARISON} Columns that come after all others break nobody.",
        read="Derive {name} again before you compare results from before and after the change.",
        consumers=BY_CASE,
    ),
    "parameter-changed": Kind(
        "A parameter of derivations was added or removed, or its default has changed.",
        f"{_BREAKS_COMPARISON} A new parameter breaks nobody.",
        read="Check {name} wherever you derive tables, and derive again what you compare.",
        consumers=BY_CASE,
    ),
    **{
        f"{table}-changed": Kind(
            f"A {table} that derivations use was added, removed or changed.",
            f"{_BREAKS_COMPARISON} If a whole {table} was added or removed, its effects are those of the derivations that use it.",
            read="Derive again what uses {name} before you compare results from before and after the change.",
            consumers=BY_CASE,
        )
        for table in ("ranking", "mapping")
    },
    "method-changed": Kind("The description of a published method of deriving something was added, removed or changed.", _BREAKS_NOBODY),
    "not-derived-changed": Kind("A reason why something is not derived was added, removed or changed.", _BREAKS_NOBODY),
    # The schedule
    "schedule-changed": Kind(
        "When returns are due has changed, or which rows belong in one.",
        "By definition it breaks both sides if the frequency, the start of the year, or what a return covers has changed. A search "
        "looks for examples that break rules which use the schedule.",
        "Plan your returns by the new schedule.",
        "Make returns by the new schedule.",
        "Expect returns by the new schedule.",
        submitters=BY_ROWS_OR_CASE,
        consumers=BY_ROWS_OR_CASE,
    ),
    "statement-changed": Kind(
        "A statement about the schedule, or one of its dates, has changed.", _BREAKS_NOBODY, "Read the new statements about the schedule."
    ),
    "identity-changed": Kind(
        "The keys that identify a record in later submissions have changed.",
        "By definition it breaks readers: what was one record in two submissions may now be two, or the other way round. Returns are not "
        "validated against it.",
        "",
        "Match submissions by the new keys of {name}.",
        "Match submissions by the new keys of {name}.",
        consumers=BREAKS,
    ),
    # Guidance and records
    "chapter-added": Kind("A chapter of the guidance is new.", _BREAKS_NOBODY, "Read {name}."),
    "chapter-removed": Kind("A chapter of the guidance has been removed.", _BREAKS_NOBODY),
    "chapter-changed": Kind("The text of a chapter of the guidance has changed.", _BREAKS_NOBODY, "Read what has changed in {name}."),
    "chapters-reordered": Kind("The order of the chapters of the guidance has changed.", _BREAKS_NOBODY),
    "discrepancy-added": Kind("A discrepancy between the sources has been recorded.", _BREAKS_NOBODY, "Read the decision on {name}."),
    "discrepancy-settled": Kind("A discrepancy between the sources is settled and no longer recorded.", _BREAKS_NOBODY),
    "discrepancy-changed": Kind(
        "The record of a discrepancy between the sources has changed.", _BREAKS_NOBODY, "Read the decision on {name}."
    ),
    "unchecked-changed": Kind("A statement that no rule checks was added, removed or changed.", _BREAKS_NOBODY),
    "traceability-changed": Kind("Which topics or older requirements data items serve has changed.", _BREAKS_NOBODY),
    "legal-changed": Kind(
        "The legal basis, its purposes, or who may receive data has changed.", _BREAKS_NOBODY, "Check your own legal basis."
    ),
    "scope-changed": Kind(
        "What the collection covers, or how it compares with others, has changed.",
        _BREAKS_NOBODY,
        "Check what now belongs in a return.",
        "",
        "Check what the data now cover.",
    ),
    "glossary-changed": Kind("A term was added, removed or explained differently.", _BREAKS_NOBODY),
    "counts-changed": Kind("A count that the sources state has changed.", _BREAKS_NOBODY),
    "sample-changed": Kind("What made-up sample returns are made from has changed.", _BREAKS_NOBODY),
    "history-changed": Kind("The history of versions was corrected or continued.", _BREAKS_NOBODY),
    "version-changed": Kind("The number, status, date or summary of the version has changed.", _BREAKS_NOBODY),
    "specification-changed": Kind("Something else that the specification says about itself has changed.", _BREAKS_NOBODY),
    **directed_kinds(),
}
"""All kinds of change by their identifiers."""
TEXT_KINDS = {
    "chapter-changed",
    "definition-changed",
    "guidance-changed",
    "rule-examples-changed",
    "rule-text-changed",
    "statement-changed",
    "value-described",
    "title-changed",
}
"""The kinds of change in texts that people read. No script and no return is affected."""
