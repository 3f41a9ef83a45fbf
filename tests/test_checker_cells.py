"""The JavaScript that checks a return reads a cell, and suggests what to write instead, as the reference in Python does."""

import json
import random
from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest

from awkward import awkward_rows, rule_broken_by, rules_about_cells
from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import Readable, Spelling
from cldspec.rules.cells import UNREADABLE, read, to_typed
from cldspec.rules.look_alikes import PLAIN
from cldspec.validation.cell_rules import Remarked, cell_advice
from cldspec.validation.suggestions import suggestion
from javascript_checker import Checker
from returns import strange_values
from specifications import SPECIFICATIONS, each_specification
from test_suggestions import DATES, DIGITS, MISSPELT, NUMBERS, POSTCODES

pytestmark = pytest.mark.slow

TEXTS = [*DATES, *NUMBERS, *DIGITS, *POSTCODES, *(text for _, text, _ in MISSPELT), "#WITHOUT RESULT", "####", "#N/A", "x" * 201]
SIGNS = [
    *"abcxyz019 .,-/'\"()£\t",
    *"\u00e9\u00df\u0130\u0131\u017f\u212a\u03c3\u00b2\u00a0\u200b\ufffd\u2019\U0001d7d8",
    *list(PLAIN)[::40],
]
EACH = """%s.map(([position, typed, shows]) => {
  const cell = readCell(position, typed);
  const quick = quickReader(position)(typed);
  const better = { unreadable: () => suggestion(position, typed, shows), spelling: () => toTyped(position, cell.value) };
  return {
    isQuickRight: quick === undefined || (quick === cell.value && cell.fault === null),
    value: cell.value === undefined ? "unreadable" : toTyped(position, cell.value),
    rule: cell.rule < 0 ? null : SPECIFICATION.rules[cell.rule].id,
    suggestion: cell.rule < 0 ? null : (better[cell.fault] ?? (() => cellAdvice(cell.fault, typed)))(),
  };
})"""


def edited(text: str, draw: random.Random) -> str:
    """Return a text with up to two characters added, left out or exchanged."""
    for _ in range(draw.choice([0, 1, 1, 2])):
        place, length = draw.randint(0, len(text)), draw.choice([0, 1])
        text = text[:place] + draw.choice(["", *draw.sample(SIGNS, 2)]) + text[place + length :]
    return text


def drawn(specification: Specification) -> Iterator[tuple[int, str, bool]]:
    """Yield the position of an item, a text, and whether values are shown."""
    draw = random.Random(specification.title)  # noqa: S311 - the same texts each time
    awkward = awkward_rows(specification, 150)
    for position, item in enumerate(specification.items):
        own = [*strange_values(item, specification), *(row[item.id] for row in awkward if row[item.id])]
        for text in (*draw.sample(TEXTS, 25), *draw.sample(own, min(len(own), 25))):
            if typed := edited(text, draw):
                yield position, typed, draw.random() < 0.5


def in_python(item: DataItem, typed: str, specification: Specification, *, shows: bool) -> Mapping[str, object]:
    """Return what the reference says about a cell, as the JavaScript does."""
    value, broken = read(item, typed, specification), rule_broken_by(item, typed, specification)
    better = None
    match rules_about_cells(specification)[broken].test if broken else None:
        case Remarked(remark=remark):
            better = cell_advice(remark, typed)
        case Spelling():
            better = str(value)
        case Readable():
            better = suggestion(item, typed, specification, show_values=shows)
    shown = "unreadable" if value is UNREADABLE else to_typed(item, value + 0 if isinstance(value, Decimal) else value)  # no -0
    return {"isQuickRight": True, "value": shown, "rule": broken, "suggestion": better}


@each_specification
def test_any_cell_is_read_and_explained_as_in_python(version: str, checkers: Mapping[str, Checker]) -> None:
    specification = SPECIFICATIONS[version]
    cells = [*drawn(specification)]
    (answers,) = checkers[version].ask("evaluate", expressions=[EACH % json.dumps(cells)])
    suggestions = set()
    for (position, typed, shows), answer in zip(cells, answers, strict=True):
        item = specification.items[position]
        assert answer == in_python(item, typed, specification, shows=shows), (item.id, typed)
        suggestions.add(answer["suggestion"])
    assert len(suggestions) > 50
