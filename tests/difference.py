"""What the tests of comparisons share: versions made by edits of texts, changes as lines, and witnesses tried anew."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from cldspec.diff.changes import Change, Comparison, Effect, Witness
from cldspec.load import read_texts
from cldspec.model import Cells, Specification
from cldspec.rules.all_rules import rules_of
from cldspec.rules.reference import broken_rules
from cldspec.spelling import folded
from cldspec.validation.small_return import csv_text, validate_text
from conftest import texts_of

Edit = tuple[str, str, str]
"""A file, a piece of its text, and the text that replaces the first such piece; see also `END` and `EVERYWHERE`."""
END = "⟦end⟧"
"""As a piece: the end of the file, where the text is added."""
EVERYWHERE = "⟦everywhere⟧"
"""As a file: all files, in which the piece is replaced wherever it is a whole word."""


@cache
def cached_texts(folder: Path) -> Mapping[str, str]:
    return texts_of(folder)


def read(texts: Mapping[str, str]) -> Specification:
    specification, findings = read_texts(dict(texts))
    assert specification is not None, findings
    assert not findings, findings
    return specification


def edited(texts: Mapping[str, str], edits: Iterable[Edit]) -> dict[str, str]:
    """Return texts after edits."""
    result = dict(texts)
    for file, old, new in edits:
        if file == EVERYWHERE:
            words = re.compile(rf"(?<![\w/-]){re.escape(old)}(?![\w-])")
            result = {name: words.sub(new, text) for name, text in result.items()}
        elif old == END:
            result[file] += new
        else:
            assert old in result[file], f"{old} is not in {file}"
            result[file] = result[file].replace(old, new, 1)
    return result


def summary(change: Change) -> str:
    """Return all that is judged of a change: its kind and part, its effects on both sides, and its direction."""
    words = f"{change.kind} {change.part}: {effect_in_words(change.submitters)} | {effect_in_words(change.consumers)}"
    return f"{words} | {change.direction}" if change.direction else words


def effect_in_words(effect: Effect) -> str:
    known = [effect.how] if effect.how != effect.verdict else []
    return ", ".join([effect.verdict, *known, *(["with a witness"] if effect.witness else [])])


def assert_all_witnesses_hold(comparison: Comparison) -> None:
    for change in comparison.changes:
        for effect in (change.submitters, change.consumers):
            if effect.witness:
                assert effect.verdict == "breaking"
                assert_witness_holds(effect.witness, comparison, is_submitted=effect is change.submitters)


def assert_witness_holds(witness: Witness, comparison: Comparison, *, is_submitted: bool) -> None:
    """Try a witness anew: one version accepts it, and the other finds an error, or has no such column."""
    accepting, refusing = (comparison.old, comparison.new) if is_submitted else (comparison.new, comparison.old)
    assert (witness.accepted_by, witness.rejected_by) == (accepting.version, refusing.version)
    assert all(set(row) <= set(accepting.item_by_id) for row in witness.rows)
    assert not errors(witness.rows, accepting, witness.today)
    assert validate_text(as_file(witness.rows, accepting), accepting, witness.today).conforms
    assert set(witness.matters) <= {*accepting.item_by_id, *refusing.item_by_id}
    because = {name for name, _ in witness.because}
    if "column" in because:
        headers = {folded(accepting.item_by_id[name].title) for name in witness.matters if name in accepting.item_by_id}
        assert headers - {folded(item.title) for item in refusing.items}
        return
    names = comparison.renamed_items if is_submitted else {new: old for old, new in comparison.renamed_items.items()}
    as_typed = [{names.get(name, name): text for name, text in row.items()} for row in witness.rows]
    with_renamed_values = [
        {names.get(name, name): renamed_value(comparison, name, text, is_submitted=is_submitted) for name, text in row.items()}
        for row in witness.rows
    ]
    broken = errors(as_typed, refusing, witness.today) | errors(with_renamed_values, refusing, witness.today)
    broken |= {rule.id for rule in validate_text(as_file(witness.rows, accepting), refusing, witness.today).rules}
    new_names = {} if is_submitted else comparison.renamed_items
    assert because & {renamed_rule(name, new_names) for name in broken}


def as_file(rows: Sequence[Cells], specification: Specification) -> str:
    """Return rows as the text of a CSV file under the headers of a version."""
    items = specification.items
    return csv_text([item.title for item in items], [[row.get(item.id, "") for item in items] for row in rows])


def errors(rows: Sequence[Cells], specification: Specification, today: str) -> set[str]:
    """Return the errors among the rules that a return breaks."""
    severe = {rule.id for rule in rules_of(specification) if rule.severity == "error"}
    return {name for _, name in broken_rules(rows, specification, today)} & severe


def renamed_value(comparison: Comparison, item: str, text: str, *, is_submitted: bool) -> str:
    """Return a cell of one version with the value that it has in the other."""
    new_name = comparison.renamed_items.get(item, item) if is_submitted else item
    known = comparison.new.item_by_id.get(new_name)
    new_values = comparison.renamed_values.get((known.code_list if known else None) or "", {})
    return (new_values if is_submitted else {new: old for old, new in new_values.items()}).get(text, text)


def renamed_rule(rule_id: str, new_names: Mapping[str, str]) -> str:
    name, point, kind = rule_id.partition(".")
    return f"{new_names.get(name, name)}{point}{kind}"
