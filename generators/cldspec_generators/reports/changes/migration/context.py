"""What every part of a migration needs: the two versions, the database, and what follows from them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cldspec.diff.changes import Comparison
from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import Rule
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.databases import all_databases
from cldspec_generators.reports.changes.crosswalk import ValueMapping, value_mappings
from cldspec_generators.shared.sql_scripts import Column, Names, enforced_rules, names_of, typed_table_columns

DECISION = "-- DECISION:"
"""What begins each remark about something that the reader decides."""
NUMBERS = {"integer", "decimal"}
"""The types of items whose values are numbers."""


@dataclass(frozen=True)
class Context:
    """The migration of one database from the old version of a comparison to the new one."""

    comparison: Comparison
    database: Database

    @property
    def old(self) -> Specification:
        """The old version."""
        return self.comparison.old

    @property
    def new(self) -> Specification:
        """The new version."""
        return self.comparison.new

    # Names of tables

    @cached_property
    def old_names(self) -> Names:
        """The tables and views of the old version."""
        return names_of(self.old)

    @cached_property
    def new_names(self) -> Names:
        """The tables and views of the new version."""
        return names_of(self.new)

    @property
    def converted(self) -> str:
        """The working table of old rows as rows of the new version."""
        return f"{self.new_names.rows}_converted_{self._suffix}"

    @property
    def findings(self) -> str:
        """The working table of what does not fit."""
        return f"{self.new_names.rows}_findings_{self._suffix}"

    @property
    def set_aside(self) -> str:
        """The table of old rows that do not fit. The script leaves it to the reader."""
        return f"{self.new_names.rows}_set_aside_{self._suffix}"

    @property
    def rows_copy(self) -> str:
        """The copy of all old rows, where there are no transactions. The script leaves it to the reader."""
        return f"{self.new_names.rows}_before_{self._suffix}"

    @property
    def staging_copy(self) -> str:
        """The copy of the staging table. The script leaves it to the reader if a column has been removed."""
        return f"{self.new_names.staging}_before_{self._suffix}"

    @property
    def _suffix(self) -> str:
        return re.sub(r"\W", "_", self.new.version)

    # Items

    @cached_property
    def old_item_ids(self) -> Mapping[str, str]:
        """The old identifiers of items by the new ones, for the items of both versions, in the new order."""
        old_by_new = {self.comparison.renamed_items.get(item.id, item.id): item.id for item in self.old.items}
        return {item.id: old_by_new[item.id] for item in self.new.items if item.id in old_by_new}

    @property
    def renames_columns(self) -> bool:
        """Whether an item has another identifier. Even so the columns may seem to be the same: two may have exchanged their names."""
        return any(new != old for new, old in self.old_item_ids.items())

    @cached_property
    def removed_items(self) -> list[DataItem]:
        """The items of the old version alone."""
        return [item for item in self.old.items if item.id not in self.old_item_ids.values()]

    @cached_property
    def added_items(self) -> list[DataItem]:
        """The items of the new version alone."""
        return [item for item in self.new.items if item.id not in self.old_item_ids]

    def old_item(self, item: DataItem) -> DataItem | None:
        """Return what an item of the new version was in the old one; None for an added item."""
        old_id = self.old_item_ids.get(item.id)
        return self.old.item_by_id[old_id] if old_id else None

    def value_mappings(self, item: DataItem) -> dict[str, ValueMapping] | None:
        """Return the mappings of an item's values; None unless it has a code list in both versions."""
        was = self.old_item(item)
        before, after = self.old.code_list_of(was) if was else None, self.new.code_list_of(item)
        return value_mappings(before, after, self.comparison) if before and after else None

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """The columns of the new typed table."""
        return {column.name: column for column in typed_table_columns(self.new, self.database)}

    # Rules

    @cached_property
    def rules(self) -> list[Rule]:
        """The rules that a row must pass to enter the new typed table. They are the same in every database."""
        return enforced_rules(self.new, reference_database())

    def is_required_somewhere(self, item: DataItem) -> bool:
        """Say whether a row may have to have an item."""
        return any(rule.id == f"{item.id}.required" for rule in self.rules)


def reference_database() -> Database:
    """Return a database that enforces rules, for those that do not."""
    return next(database for database in all_databases() if database.has_constraints)
