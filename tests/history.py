"""Version 3.0, made up from version 4.0: test data for what compares two versions.

THIS IS A RECONSTRUCTION, not a version that was ever published. All that the source says of the content of 3.0 is one line
of the version history of 4.0: what 4.0 incorporated. That is taken away here (a route of access, and three data items with
their lists), with whatever speaks of it; the numbers of items follow. Everything else is taken to be as in 4.0, although in
truth it may well have been otherwise. So records about 4.0 as a document, and the list of documents, speak of 4.0 still: it
is from these papers that all of this comes.
"""

import re
from pathlib import Path

from conftest import as_released

LISTS = ("eligible-needs", "informal-carer-involved", "review-outcomes")
"""The code lists that only the three data items use."""

ENTRIES = {
    "items/assessments.yaml": ("id: eligible_needs_identified", "id: informal_carer_involved_in_assessment"),
    "items/reviews.yaml": ("id: review_outcomes_achieved",),
    "items/requests.yaml": ("value: Discharge from Reablement",),
    "code-lists/route-of-access.yaml": ("value: Discharge from Reablement",),
    "rules/assessments.yaml": ("id: ASM-02", "id: ASM-03", "id: ASM-04"),
    "specification.yaml": ('version: "4.0"',),
    "sources.yaml": ("id: eligible-needs-identified", "id: informal-carer-involvement", "id: review-outcomes-achieved"),
    "scope.yaml": ("id: review-outcomes", "id: route-of-access-values"),
    "traceability.yaml": ("items: [informal_carer_involved_in_assessment]",),
    "unchecked.yaml": (
        "id: carer-involved-yes",
        "id: eligible-needs-and-outcome",
        "id: review-outcomes-meaning",
        "id: review-two-outcomes",
        "id: review-judgement",
    ),
    "glossary.yaml": (
        "guidance/eligible-needs-identified",
        "guidance/informal-carer-involvement",
        "guidance/review-outcomes-achieved",
        "term: Eligible needs",
        "term: MSP",
        "term: OSR",
        "term: Review outcomes",
        "term: SAC",
        "term: SCIE",
        "term: UK",
    ),
    "discrepancies.yaml": (
        "id: D-040",
        "id: D-070",
        "id: D-084",
        "id: D-100",
        "id: D-101",
        "id: D-109",
        "id: D-132",
        "id: D-170",
        "id: D-171",
        "id: D-176",
        "id: D-185",
        "id: D-186",
        "id: D-187",
        "id: D-188",
        "id: D-222",
    ),
    "guidance/12-assessments.md": ("guidance/eligible-needs-identified", "guidance/informal-carer-involvement", "template/comments"),
    "guidance/14-reviews.md": ("guidance/review-outcomes-achieved",),
}
"""What is taken away whole, file by file: the beginning of each entry of a list."""

WORDS = {
    "specification.yaml": (
        ("What version 4.0 is:", "What version 3.0 is, as reconstructed from 4.0:"),
        ('version: "4.0" status: released published: "2020-12"', 'version: "3.0"\nstatus: draft\npublished: "2020-09"'),
        ("44 data items", "41 data items"),
        ("what kind of assessment it was, ... took part.", "what kind of assessment it was."),
        ("why the review took place, ... achieved.", "why the review took place."),
        ("voluntary: 17", "voluntary: 14"),
    ),
    "items/requests.yaml": (
        ("Most of the values are those of SALT. ... may be used voluntarily.", "The values are those of SALT."),
        ("[guidance/version-history, ", "["),
    ),
    "code-lists/route-of-access.yaml": (
        ("They build on the values of SALT. ... Discharge from Reablement.", "They are the values of SALT."),
    ),
    "scope.yaml": (
        (
            "Two items ask about informal carers from the side of the client:",
            "One item asks about informal carers from the side of the client:",
        ),
        ("whether the client has one, ... assessment.", "whether the client has one."),
        ("[has_informal_carer, informal_carer_involved_in_assessment]", "[has_informal_carer]"),
        (", guidance/informal-carer-involvement", ""),
        ("[assessment_type, eligible_needs_identified, informal_carer_involved_in_assessment]", "[assessment_type]"),
    ),
    "traceability.yaml": (
        (
            "items: [eligible_needs_identified, review_outcomes_achieved]",
            "not_collected: >-\n      No item says what needs an assessment found, or how far a review found the outcomes achieved.",
        ),
        ("Both items are voluntary. The next step", "The next step"),
        ("How far the client's outcomes were achieved is a new item, Review Outcomes Achieved.", ""),
        ("note: >- Informal Carer involved in Assessment ... a carer's assessment.", ""),
    ),
    "unchecked.yaml": (("in the two items about the client's informal carers", "in the item about the client's informal carers"),),
    "glossary.yaml": (
        ("the 44 columns", "the 41 columns"),
        (", guidance/informal-carer-involvement, guidance/comparison-with-salt]", ", guidance/comparison-with-salt]"),
        ("Its table 3 reports joint assessments.", ""),
        ("guidance/comparison-with-salt, guidance/informal-carer-involvement]", "guidance/comparison-with-salt]"),
    ),
    "discrepancies.yaml": (
        ("The template has 44 columns", "The template has 41 columns"),
        ("A return has the 44 data items", "A return has the 41 data items"),
        ("They are in the template, counted among its 44 items", "They are in the template, counted among its 41 items"),
        ("from planned costs and assessments to review outcomes", "such as planned costs and assessments"),
        ("All 44 items are specified", "All 41 items are specified"),
        ("Carers out of scope, and two items about carers", "Carers out of scope, and an item about carers"),
        ("[has_informal_carer, informal_carer_involved_in_assessment]", "[has_informal_carer]"),
        ("except for two items about informal carers", "except for an item about informal carers"),
        ("- says: >- One of the two identifies ... sources: [guidance/informal-carer-involvement]", ""),
        ("The two items are asked about the client.", "The item is asked about the client."),
        ("the template has both columns", "the template has the column"),
        ("- event_description - eligible_needs_identified - informal_carer_involved_in_assessment", "- event_description"),
        ("- provider_cqc_id - review_outcomes_achieved readings:", "- provider_cqc_id\n    readings:"),
        ("Eleven headings", "Eight headings"),
        ("- guidance/eligible-needs-identified - guidance/informal-carer-involvement", ""),
        (
            "- guidance/provider-cqc-location-name - guidance/review-outcomes-achieved - says:",
            "- guidance/provider-cqc-location-name\n      - says:",
        ),
        ("its count of 17 voluntary items", "its count of 14 voluntary items"),
        ("[review_reason, review_outcomes_achieved]", "[review_reason]"),
        ("[guidance/review-reason, guidance/review-outcomes-achieved]", "[guidance/review-reason]"),
        ("- informal-carer-involved", ""),
        ("- says: Don't know sources: [template/assessments]", ""),
        ("the template and counted among its 44 items", "the template and counted among its 41 items"),
        ("- eligible_needs_identified - informal_carer_involved_in_assessment - provider_location_name", "- provider_location_name"),
        ("- review_outcomes_achieved - full_cost_client", "- full_cost_client"),
        ("Ten columns have a 1", "Seven columns have a 1"),
        ("All 44 items are part of version 4.0", "All 41 items are part of version 3.0"),
        ("17 voluntary items and none to agree, which makes 44", "14 voluntary items and none to agree, which makes 41"),
    ),
    "guidance/04-scope.md": (
        ("two items that are asked about the client:", "an item that is asked about the client:"),
        ("{{ item('has_informal_carer') }} and {{ item('informal_carer_involved_in_assessment') }}.", "{{ item('has_informal_carer') }}."),
    ),
    "guidance/11-requests.md": (
        ("{{ value('route_of_access', 'Discharge from Reablement') }} is new. ... ({{ discrepancy('D-171') }}).", ""),
    ),
    "guidance/12-assessments.md": (
        ("**Eligible needs.** ... ({{ rule('ASM-03') }}, {{ rule('ASM-04') }}).", ""),
        ("leave end date, outcome and eligible needs blank", "leave end date and outcome blank"),
        ("A comment in the template takes this to imply eligible needs; the guidance does not say so.", ""),
        ("Report the client's assessment with the carer item filled.", "Report the client's assessment."),
    ),
    "guidance/14-reviews.md": (("**Outcomes achieved.** ... ({{ discrepancy('D-188') }}).", ""),),
    "guidance/17-questions.md": (("Two items ask about carers", "One item asks about carers"),),
}
"""What is worded otherwise, file by file: the words of 4.0, and those in their place.

Lines may be broken anywhere; ... stands for all that comes between.
"""


def version_3_0() -> dict[str, str]:
    """Return the texts of the files of version 3.0, as reconstructed from 4.0, by their paths below the version's folder."""
    texts = as_released()
    for name in LISTS:
        del texts[f"code-lists/{name}.yaml"]
    for path, entries in ENTRIES.items():
        for entry in entries:
            texts[path] = _without(texts[path], entry)
    for path, pairs in WORDS.items():
        for old, new in pairs:
            texts[path] = _reworded(texts[path], old, new)
    return texts


def write(folder: Path, texts: dict[str, str]) -> None:
    """Write the files of a version into a folder, which is made if need be."""
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")


def _without(text: str, entry: str) -> str:
    """Return YAML without the one entry of a list that begins so: its line, and those after it that are indented deeper."""
    lines = text.split("\n")
    starts = [at for at, line in enumerate(lines) if line.strip() == f"- {entry}" or line.strip().startswith(f"- {{{entry},")]
    assert len(starts) == 1, f"{entry} begins {len(starts)} entries"
    start = starts[0]
    depth = _depth(lines[start])
    end = next((at for at in range(start + 1, len(lines)) if _depth(lines[at]) <= depth), len(lines))
    return "\n".join(lines[:start] + lines[end:])


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _reworded(text: str, old: str, new: str) -> str:
    """Return a text with other words where the old ones stand just once; without them, and what leads up to them, if there are none."""
    words = r"\s+".join(".*?" if word == "..." else re.escape(word) for word in old.split())
    pattern = re.compile(words if new else r"\s*" + words, re.DOTALL)
    found = pattern.findall(text)
    assert len(found) == 1, f"{old} stands {len(found)} times"
    return pattern.sub(lambda _: new, text)
