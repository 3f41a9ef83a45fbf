"""Rules as the YAML has them, and the statements that no rule can check."""

from collections.abc import Mapping
from dataclasses import dataclass

from cldspec.model.base import ALWAYS, Located, Severity

Cells = Mapping[str, str]
"""The cells of a row as typed in the template, by the identifiers of their data items; "" for a blank."""


@dataclass(frozen=True, kw_only=True)
class RuleExamples(Located):
    """Rows that pass a rule, and rows that break it. They have only the cells that matter; the rest is filled in so that it conforms.

    For a rule about one row, each entry is a row on its own. For a rule about several rows, the entries of a list are one return.
    """

    conforms: tuple[Cells, ...]
    breaks: tuple[Cells, ...]


@dataclass(frozen=True, kw_only=True)
class RuleEntry(Located):
    """A rule as the YAML has it: `when` and `expect` are conditions on one row, `unique` and `same_on_every_row_of` on several.

    `cldspec.rules.all_rules` adds the rules that follow from the data items.
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
    """A statement of the sources that no rule can check, and the reason."""

    id: str
    text: str
    reason: str
    sources: tuple[str, ...]
