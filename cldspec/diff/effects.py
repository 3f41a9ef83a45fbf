"""From an answer about returns to the effect of a change, in words."""

from dataclasses import dataclass

from cldspec.diff.changes import Direction, Effect, How, Witness
from cldspec.diff.views import View
from cldspec.rules.all_rules import Rule


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether there is a return that one version accepts and the other finds fault with, and how that is known.

    `found` is None if it is not decided. `rule` is the rule of the other version that the return breaks; if that is not an
    error, the return still conforms.
    """

    found: bool | None
    how: How
    witness: Witness | None = None
    rule: Rule | None = None
    reason: str = ""


MOST_SERIOUS = 4
"""The weight of an answer that no other answer can outweigh: a return that conforms to one version does not to the other."""


def weight(answer: Answer) -> int:
    """Return how serious an answer is, from 0 (proved that nothing breaks) to `MOST_SERIOUS`."""
    if answer.found:
        return MOST_SERIOUS if answer.rule is None or answer.rule.severity == "error" else 2
    if answer.found is None:
        return 3
    return 1 if answer.how == "searched" else 0


def direction_of(submitters: Answer, consumers: Answer) -> Direction:
    """Return the direction of a change from the answers for both sides."""
    match submitters.found, consumers.found:
        case (None, _) | (_, None):
            return "not decided"
        case True, True:
            return "both"
        case True, False:
            return "tightened"
        case False, True:
            return "loosened"
        case _:  # a search that finds nothing proves nothing
            return "not decided" if "searched" in {submitters.how, consumers.how} else "equivalent"


def effect_of(view: View, answer: Answer) -> Effect:
    """Return an answer as an effect on the side whose view it is."""
    own, other = view.accepting_name, view.refusing_name
    if answer.found is None:
        return Effect("not decided", "not decided", answer.reason)
    if not answer.found and answer.how == "searched":
        reason = f"No example was found that conforms to {own} but not to {other}. That is no proof that there is none."
        return Effect("not breaking", "searched", reason)
    if not answer.found:
        return Effect("not breaking", answer.how, answer.reason or f"Nothing that conforms to {own} breaks this in {other}.")
    if answer.rule is not None and answer.rule.severity != "error":
        finding = {"warning": "a new warning", "information": "new information"}[answer.rule.severity]
        reason = f"What conforms to {own} also conforms to {other}, but may get {finding}."
        return Effect("not breaking", answer.how, reason, is_queried=True)
    message = f" {answer.rule.message}" if answer.rule else ""
    if view.side == "submitters":
        return Effect("breaking", answer.how, f"A return that conforms to {own} may not conform to {other}.{message}", answer.witness)
    return Effect("breaking", answer.how, f"Data that conform to {own} may break a rule of {other}.{message}", answer.witness)
