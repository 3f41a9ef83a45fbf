"""Whether a correction of a released version only adds something."""

from cldspec.diff.changes import Change, Comparison
from cldspec.diff.kinds import KINDS


def is_addition(comparison: Comparison) -> bool:
    """Say whether all changes ask nothing of anyone that was not asked before, and leave every text as it was.

    Such as another term in the glossary, or another pathway for samples. A new chapter of the guidance is none: it may ask anything.
    """
    return all(map(_only_adds, comparison.changes))


def _only_adds(change: Change) -> bool:
    effects = (change.submitters, change.consumers)
    breaks_nobody = all((effect.verdict, effect.how, effect.is_queried) == ("not breaking", "by definition", False) for effect in effects)
    return breaks_nobody and change.before is None and not change.is_gone and not KINDS[change.kind].submit
