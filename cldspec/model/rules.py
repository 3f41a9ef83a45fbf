"""Rules as the YAML writes them, and what no rule can check."""

from collections.abc import Mapping
from dataclasses import dataclass

from cldspec.model.base import ALWAYS, Located, Severity

Cells = Mapping[str, str]
"""Cells of a row by the identifier of their data item, as typed in the template; "" for one left blank."""


@dataclass(frozen=True, kw_only=True)
class RuleExamples(Located):
    """Rows that keep a rule, and rows that break it: only what matters, the rest of each row is filled so that it conforms.

    For a rule about one row each entry is such a row. For a rule about many rows the entries of a list are one return.
    """

    conforms: tuple[Cells, ...]
    breaks: tuple[Cells, ...]


@dataclass(frozen=True, kw_only=True)
class RuleEntry(Located):
    """A rule as the YAML writes it: `when` and `expect` are conditions on a row, `unique` and `same_on_every_row_of` on many.

    `cldspec.rules.all_rules` adds the rules that the data items themselves make.
    """

    subject: str
    id: str
    title: str
    severity: Severity
    items: tuple[str, ...]
    message: str
    examples: RuleExamples
    sources: tuple[str, ...]
    when: str = ALWAYS
    expect: str | None = None
    unique: tuple[str, ...] = ()
    same_on_every_row_of: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Unchecked(Located):
    """A statement of the sources that no rule holds, and the reason."""

    id: str
    text: str
    reason: str
    sources: tuple[str, ...]
