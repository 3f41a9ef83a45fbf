"""The example of a change, as a notice shows it: as much of a witness as a reader needs to see."""

from collections.abc import Sequence
from dataclasses import dataclass

from cldspec.diff.changes import Witness
from cldspec.model import ALWAYS, Cells, DataItem, Specification
from cldspec.rules.expression import Item, parse, tables_of, values_in
from cldspec.wording import counted, date_in_words, joined
from cldspec_generators.reports.changes.wording import BLANK, MADE_UP

_MOST_CELLS = 3
"""The most cells that one sentence names."""


@dataclass(frozen=True, slots=True)
class ExampleCell:
    """The cells of one column of an example."""

    column: str
    texts: tuple[str, ...]
    """What is typed in each row."""
    decides: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A made-up return that one version accepts and the other refuses."""

    cells: tuple[ExampleCell, ...]
    rows: int
    left_out: int
    """How many other cells are filled in, but not shown."""
    accepted_by: str
    refused_by: str
    today: str
    """The date of validation, as yyyy-mm-dd."""
    because: tuple[tuple[str, str], ...]
    """Rules, or `column`, with what the refusing version says."""

    @property
    def sentence(self) -> str:
        """What the example shows."""
        this, is_ = ("This row", "is") if self.rows == 1 else (f"These {self.rows} rows", "are")
        accepted = f"{this} {is_} accepted by version {self.accepted_by} and refused by version {self.refused_by}"
        return f"{accepted}, if validated on {date_in_words(self.today)}."

    @property
    def in_short(self) -> str:
        """The cells that decide, and what the version that refuses them says, in two sentences."""
        cells = [f"{f'“{cell.texts[0]}”' if cell.texts[0] != BLANK else 'a blank'} in {cell.column}" for cell in self.cells if cell.decides]
        what = joined(cells) if self.rows == 1 and 0 < len(cells) <= _MOST_CELLS else counted(self.rows, "made-up row")
        return f"For example, version {self.accepted_by} accepts {what}. Version {self.refused_by} says: “{self.because[0][1]}”"

    @property
    def headers(self) -> list[str]:
        """The headers of the columns with the rows' cells."""
        return ["What is typed"] if self.rows == 1 else [f"Row {number}" for number in range(1, self.rows + 1)]

    @property
    def messages(self) -> list[str]:
        """What the version that refuses it says, with the rules."""
        return [message if rule == "column" else f"{message} ({rule})" for rule, message in self.because]

    @property
    def note(self) -> str:
        """What the table does not show."""
        more = (
            f" {counted(self.left_out, 'other cell')} {'is' if self.left_out == 1 else 'are'} filled in as usual." if self.left_out else ""
        )
        return f"{MADE_UP}{more}"


def example_of(witness: Witness, accepting: Specification, accepted_by: str, refused_by: str) -> Example:
    """Return a witness as an example. `accepting` is the version that accepts it; the names are those of the versions in the notice."""
    relevant = _relevant_items(witness, accepting)
    shown = sorted((item for item in accepting.items if item.id in relevant), key=lambda item: item.id not in witness.matters)
    cells = tuple(ExampleCell(item.title, _texts(witness.rows, item), item.id in witness.matters) for item in shown)
    filled_in = {name for row in witness.rows for name, text in row.items() if text}
    left_out = len(filled_in - {item.id for item in shown})
    because = tuple(dict.fromkeys(witness.because))
    return Example(cells, len(witness.rows), left_out, accepted_by, refused_by, witness.today, because)


def _relevant_items(witness: Witness, version: Specification) -> set[str]:
    """Return the items that decide, the items that say when these are required, and the items in which the rows differ."""
    items = set(witness.matters)
    for item in (version.item_by_id[name] for name in witness.matters if name in version.item_by_id):
        for condition in (version.section_by_id[item.section].applies_when, item.required_when):
            if condition and condition != ALWAYS:
                items |= _items_in(condition, version)
    first, *others = witness.rows or ({},)
    return items | {name for row in others for name in {*first, *row} if first.get(name, "") != row.get(name, "")}


def _items_in(condition: str, version: Specification) -> set[str]:
    """Return the items that a condition uses, also through tables."""
    parsed = parse(condition)
    keys = {key for name in tables_of(parsed) if name in version.table_by_id for key in version.table_by_id[name].keys}
    return keys | {value.id for value in values_in(parsed) if isinstance(value, Item)}


def _texts(rows: Sequence[Cells], item: DataItem) -> tuple[str, ...]:
    return tuple(row.get(item.id, "") or BLANK for row in rows)
