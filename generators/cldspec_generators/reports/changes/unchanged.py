"""What does not change between two versions, in a few sentences."""

from collections.abc import Iterator

from cldspec.diff.changes import Change, Comparison
from cldspec.model import Schedule
from cldspec.wording import counted


def unchanged(comparison: Comparison) -> Iterator[str]:
    """Yield a sentence for each part of the specification of which something still asks for the same."""
    old, new = comparison.old, comparison.new
    changes = [change for change in comparison.changes if not _is_about_words(change)]
    items = {item for change in changes for item in change.items if change.part != "specification/items"}
    old_items = {comparison.renamed_items.get(item.id, item.id) for item in old.items}
    yield from _sentence("data item", ("asks", "ask"), "for the same as before", old_items, items | (old_items - new.item_by_id.keys()))
    if not any(change.kind in {"items-reordered", "item-added", "item-removed", "item-moved", "item-retitled"} for change in changes):
        yield "The columns of the template and their order are the same."
    lists = {change.part.split("/")[1] for change in changes if change.part.startswith(("list/", "value/"))}
    old_lists = {comparison.renamed_lists.get(one.id, one.id) for one in old.code_lists}
    yield from _sentence("code list", ("has", "have"), "the same values", old_lists, lists | (old_lists - new.code_list_by_id.keys()))
    rules = {change.part.split("/")[1] for change in changes if change.part.startswith("rule/")}
    old_rules = {rule.id for rule in old.rules}
    gone = old_rules - {rule.id for rule in new.rules}
    yield from _sentence("written rule", ("requires", "require"), "the same", old_rules, rules | gone)
    if not any(change.kind == "schedule-changed" for change in changes):
        yield f"The schedule is the same: {_schedule(new.schedule)}."


def _is_about_words(change: Change) -> bool:
    """Say whether a change breaks nobody by definition."""
    return all((effect.verdict, effect.how) == ("not breaking", "by definition") for effect in (change.submitters, change.consumers))


def _sentence(noun: str, verbs: tuple[str, str], rest: str, known: set[str], changed: set[str]) -> Iterator[str]:
    """Yield how many of the known parts have not changed; nothing if none. `verbs` are singular and plural."""
    singular, plural = verbs
    same = len(known - changed)
    if same and same == len(known):
        yield f"All {counted(same, noun)} {plural} {rest}." if same > 1 else f"The only {noun} {singular} {rest}."
    elif same:
        yield f"{same} of {counted(len(known), noun)} {singular if same == 1 else plural} {rest}."


def _schedule(schedule: Schedule) -> str:
    covers = "each covers the year so far" if schedule.cumulative else "each covers its own period"
    return f"returns are {schedule.frequency}, and {covers}"
