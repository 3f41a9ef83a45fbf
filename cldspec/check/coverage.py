"""Check that nothing is left out: obligations, traces, counts and discrepancies."""

from collections.abc import Iterator

from cldspec.findings import Finding
from cldspec.model import Specification


def obligation_without_condition(specification: Specification) -> Iterator[Finding]:
    """A mandatory data item says when a blank is a mistake."""
    for item in specification.items:
        if item.obligation == "mandatory" and item.required_when is None:
            yield Finding(
                item.origin.value("obligation"),
                "obligation-without-condition",
                f"{item.id} is mandatory, but does not say when a blank is a mistake.",
                "Add required_when (always, or a condition) and if_blank (error or warning).",
            )


def untraced_item(specification: Specification) -> Iterator[Finding]:
    """A data item serves a topic of Annex 1, or traceability.yaml says why it is collected, but not both."""
    traced = {name for topic in specification.traceability.annex_1 for name in topic.items}
    exempt = {name for exemption in specification.traceability.outside_annex_1 for name in exemption.items}
    for item in specification.items:
        if item.id not in traced | exempt:
            yield Finding(
                item.origin.value("id"),
                "untraced-item",
                f"{item.id} does not serve a topic of Annex 1.",
                "Add it to a topic in traceability.yaml, or to outside_annex_1 with the reason.",
            )
    for exemption in specification.traceability.outside_annex_1:
        for index, name in enumerate(exemption.items):
            if name in traced:
                yield Finding(
                    exemption.origin.value("items", index),
                    "untraced-item",
                    f"{name} is under outside_annex_1, but it is also under a topic.",
                    "Remove it from one of them.",
                )


def item_count(specification: Specification) -> Iterator[Finding]:
    """The numbers of mandatory and voluntary data items are those that specification.yaml gives under item_counts."""
    counts = specification.item_counts
    for obligation in ("mandatory", "voluntary") if counts else ():
        expected, actual = getattr(counts, obligation), specification.counts[obligation]
        if counts and expected != actual:
            yield Finding(
                counts.origin.value(obligation),
                "item-count",
                f"There are {actual} {obligation} data items, not {expected}.",
                "Check for an item that is missing, or that has the wrong obligation, or correct the number.",
            )


def unexplained_alternative(specification: Specification) -> Iterator[Finding]:
    """Each other spelling or name is also in discrepancies.yaml, with the decision."""
    explained = {
        (subject, reading.says)
        for discrepancy in specification.discrepancies
        for subject in discrepancy.concerns
        for reading in discrepancy.readings
    }
    named = [(code_list.id, other) for code_list in specification.code_lists for code in code_list.codes for other in code.also_seen_as]
    named += [(item.id, other) for item in specification.items for other in item.also_called]
    named += [(section.id, other) for section in specification.sections for other in section.also_called]
    named += [(calculation.id, other) for calculation in specification.calculations for other in calculation.also_called]
    for subject, other in named:
        if (subject, other.value) not in explained:
            yield Finding(
                other.origin.value("value"),
                "unexplained-alternative",
                f"No discrepancy about {subject} has a reading that says “{other.value}”.",
                "Record it in discrepancies.yaml, or correct the spelling.",
            )


def false_discrepancy(specification: Specification) -> Iterator[Finding]:
    """The readings of a discrepancy are different."""
    for discrepancy in specification.discrepancies:
        if len({reading.says for reading in discrepancy.readings}) == 1:
            yield Finding(
                discrepancy.origin.key("readings"),
                "false-discrepancy",
                "All readings say the same.",
                "Write what each source says, or remove the discrepancy.",
            )
