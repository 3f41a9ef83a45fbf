"""Scripts that turn the tables of one version, with what they hold, into those of the next; and the crosswalk of list values.

What happens to the rows is asked of the rules themselves: each old row is put into the new version's terms, and the queries
that find what breaks a rule say which rows do not fit. These are kept aside whole, with the reason, and counted.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cldspec.diff.changes import Change, Comparison
from cldspec.diff.renames import Renames, likely_new_item, likely_new_value
from cldspec.diff.translation import in_new_names
from cldspec.model import Artifact, CodeList, DataItem, Specification
from cldspec.rules.all_rules import Readable, Row, Rule, needed_on_every_row
from cldspec.rules.expression import IsBlank, Item
from cldspec.rules.targets.sentences import sentence
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.databases import all_databases
from cldspec.rules.targets.sql.finding_queries import COLUMNS, finding_query
from cldspec.rules.targets.sql.reading import GIVEN, may_be_unreadable, readings
from cldspec.spelling import folded, nearest
from cldspec_generators.shared import sql_scripts as scripts
from cldspec_generators.shared.sql_scripts import Column, Names, names_of
from cldspec_generators.shared.writing import EXCEL, csv_text

HEADINGS = ("List", "Items", "Old value", "New value", "What happened", "Nearest new value (a suggestion, nothing decided)")
"""The columns of the crosswalk."""
DECISION = "-- DECISION:"
"""What begins each remark where the reader has to decide."""
NUMBERS = {"integer", "decimal"}
TOLD = {"item", "value", "list", "section", "rule", "table", "format", "calculation", "specification"}
"""The kinds of parts whose changes the head of a script tells."""
REFERENCE = next(database for database in all_databases() if database.has_constraints)
"""A database that holds rules; what it holds is what rows are asked everywhere."""


# The crosswalk


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a value: what happened to it, the new value, or one that is near."""

    happened: str
    new: str | None
    suggestion: str | None = None


def fates(old: CodeList, new: CodeList | None, comparison: Comparison) -> dict[str, Fate]:
    """Return what becomes of each value of an old list among those of a new one; without one, values are texts like others."""
    if new is None:
        return {value: Fate("kept, in no list", value) for value in old.values}
    is_same = comparison.renamed_lists.get(old.id, old.id) == new.id
    renamed = comparison.renamed_values.get(new.id, {}) if is_same else {}
    made: dict[str, Fate] = {}
    for code in old.codes:
        if code.value in renamed:
            now = renamed[code.value]
            made[code.value] = Fate("respelt" if folded(now) == folded(code.value) else "renamed", now)
        elif code.value in new.values:
            made[code.value] = Fate("kept", code.value)
        elif folded(code.value) in new.by_spelling:
            made[code.value] = Fate("respelt", new.by_spelling[folded(code.value)])
        else:
            added = [one for one in new.codes if one.value not in old.values and one.value not in renamed.values()]
            likely = likely_new_value(code, added)
            near = likely.value if likely else next(iter(nearest(code.value, new.values)), None)
            made[code.value] = Fate("removed", None, near)
    return made


def crosswalk(comparison: Comparison) -> list[list[str]]:
    """Return the crosswalk of list values, headings first: each value of both versions, and what became of it."""
    old, new = comparison.old, comparison.new
    rows = [list(HEADINGS)]
    for before in old.code_lists:
        own = comparison.renamed_lists.get(before.id, before.id)
        pairs = _pairs(before, comparison) or {own: []}
        for now, items in pairs.items():
            after = new.code_list_by_id.get(now)
            name = now if now == before.id else f"{now or 'no list'} (was {before.id})"
            users = ", ".join(items)
            for code in before.codes:
                fate = fates(before, after, comparison)[code.value] if after or items else Fate(f"removed with its list {before.id}", None)
                rows.append([name, users, code.value, fate.new or "", fate.happened, fate.suggestion or ""])
                for other in code.also_seen_as:
                    happened = f"another spelling of “{code.value}” in {old.version}"
                    rows.append([name, users, other.value, fate.new or "", happened, fate.suggestion or ""])
            reached = {fate.new for fate in fates(before, after, comparison).values()}
            rows += [[name, users, "", value, "added", ""] for value in (after.values if after else ()) if value not in reached]
    kept = {comparison.renamed_lists.get(one.id, one.id) for one in old.code_lists}
    for code_list in new.code_lists:
        if code_list.id not in kept:
            users = ", ".join(item.id for item in new.items if item.code_list == code_list.id)
            rows += [[code_list.id, users, "", value, "added with its list", ""] for value in code_list.values]
    return rows


def _pairs(old: CodeList, comparison: Comparison) -> dict[str, list[str]]:
    """Return the items that used an old list, by their new names, by the list that they use now."""
    pairs: dict[str, list[str]] = {}
    for item in comparison.old.items:
        now = comparison.new.item_by_id.get(comparison.renamed_items.get(item.id, item.id))
        if item.code_list == old.id and now:
            pairs.setdefault(now.code_list or "", []).append(now.id)
    return pairs


# The scripts


def migration(comparison: Comparison, database: Database) -> str:
    """Return the script that turns the tables of the old version, with what they hold, into those of the new one."""
    return _Move(comparison, database).script()


def migration_files(comparison: Comparison) -> Iterator[Artifact]:
    """Yield the crosswalk of list values and a script for each database."""
    old, new = comparison.old.version, comparison.new.version
    yield Artifact(
        "crosswalk.csv",
        csv_text(crosswalk(comparison)).encode(EXCEL),
        f"Every list value of {old} and {new}: kept, renamed, respelt, removed or added.",
    )
    for database in all_databases():
        yield Artifact(
            f"migrate-{database.name}.sql",
            migration(comparison, database).encode(),
            f"{database.title}: turns the tables of {old}, with what they hold, into those of {new}.",
        )


@dataclass(frozen=True)
class _Move:
    """The way from the tables of one version to those of the next, in one database."""

    comparison: Comparison
    database: Database

    @property
    def old(self) -> Specification:
        return self.comparison.old

    @property
    def new(self) -> Specification:
        return self.comparison.new

    @cached_property
    def was(self) -> Names:
        return names_of(self.old)

    @cached_property
    def names(self) -> Names:
        return names_of(self.new)

    @cached_property
    def suffix(self) -> str:
        """The new version, as a part of names."""
        return re.sub(r"\W", "_", self.new.version)

    @property
    def moved(self) -> str:
        """The working table of old rows in the new version's terms."""
        return f"{self.names.rows}_moved_{self.suffix}"

    @property
    def misfit(self) -> str:
        """The working table of what does not fit."""
        return f"{self.names.rows}_misfit_{self.suffix}"

    @property
    def aside(self) -> str:
        """The table of old rows that are kept aside; it stays."""
        return f"{self.names.rows}_set_aside_{self.suffix}"

    @property
    def copy(self) -> str:
        """The copy of all old rows, where there are no transactions; it stays."""
        return f"{self.names.rows}_before_{self.suffix}"

    @property
    def staging_copy(self) -> str:
        """The copy of staging as it was; it stays where a column of it has gone."""
        return f"{self.names.staging}_before_{self.suffix}"

    @cached_property
    def old_names(self) -> Mapping[str, str]:
        """The old items by the new ones that they have become."""
        now = {self.comparison.renamed_items.get(item.id, item.id): item.id for item in self.old.items}
        return {item.id: now[item.id] for item in self.new.items if item.id in now}

    @cached_property
    def removed(self) -> list[DataItem]:
        return [item for item in self.old.items if item.id not in self.old_names.values()]

    @cached_property
    def added(self) -> list[DataItem]:
        """The items that no old row has."""
        return [item for item in self.new.items if item.id not in self.old_names]

    @cached_property
    def rules(self) -> list[Rule]:
        """The rules that rows must keep to be in the typed table; in a database without constraints, the same."""
        return scripts.enforced_rules(self.new, REFERENCE)

    @cached_property
    def old_in_new_names(self) -> Specification:
        renames = Renames(self.comparison.renamed_items, self.comparison.renamed_lists, self.comparison.renamed_values)
        return in_new_names(self.old, renames)

    @cached_property
    def asks_more(self) -> set[str]:
        """The rules that rows must keep which are new, or ask otherwise than they did."""
        before, after = (scripts.constraints_of(one, REFERENCE) for one in (self.old_in_new_names, self.new))
        needed = needed_on_every_row(self.new) - needed_on_every_row(self.old_in_new_names)
        return {name for name, constraint in after.items() if before.get(name) != constraint} | {f"{item}.required" for item in needed}

    def old_item(self, item: DataItem) -> DataItem | None:
        name = self.old_names.get(item.id)
        return self.old.item_by_id[name] if name else None

    def fates(self, item: DataItem) -> dict[str, Fate] | None:
        """Return what becomes of the values of an item that takes them from a list before and after."""
        was = self.old_item(item)
        before, after = self.old.code_list_of(was) if was else None, self.new.code_list_of(item)
        return fates(before, after, self.comparison) if before and after else None

    def is_converted(self, item: DataItem) -> bool:
        """Say whether values of an item may be others after than before."""
        was, mapped = self.old_item(item), self.fates(item)
        if was is None:
            return False
        if mapped is not None:
            return any(fate.new != value for value, fate in mapped.items())
        return was.type != item.type or was.scale != item.scale

    # The whole

    def script(self) -> str:
        """Return the script."""
        way, statements = self.way()
        made = list(statements)
        body = "\n".join(self.database.in_transaction(made)) if made else ""
        return f"{self.head(way, body)}\n{self.database.start if made else ''}{body}"

    def way(self) -> tuple[str, Iterable[str]]:
        """Return the way that is taken, in words, and its statements."""
        old, new, database = self.old, self.new, self.database
        same = [
            list(make(old, database)) == list(make(new, database))
            for make in (scripts.tables, scripts.code_lists, scripts.derived, scripts.validation)
        ]
        if all(same):
            return "Nothing needs to be done: the tables and lists are the same.", ()
        values_stay = all(set(one.values) <= set(self.list_now(one).values) for one in old.code_lists) if same[0] else False
        if same[0] and values_stay and (same[1] or database.has_constraints):
            return (
                "The tables stay as they are; only rows of lists, the view or what validate.sql makes change.",
                self.lists_alone(),
            )
        if database.can_alter_tables and self.can_alter:
            return "The tables are altered where they stand (ALTER TABLE).", self.altering()
        reason = (
            "since columns change their place or type, or must be filled now"
            if database.can_alter_tables
            else f"since {database.title} cannot alter tables like these safely"
        )
        return f"The tables are made anew and filled from the old ones, {reason}.", self.rebuilding()

    def head(self, way: str, body: str) -> str:
        """Return what the script begins with."""
        old, new, database = self.old.version, self.new.version, self.database
        script = f"migrate-{database.name}.sql"
        told = [_told(change) for change in self.comparison.changes if change.part.split("/")[0] in TOLD]
        lines = [
            f"{self.new.title}, {database.title}: from {old} to {new}",
            f"Turns the tables that the scripts of {old} made, with what they hold, into those of {new}.",
            "",
            way,
        ]
        if body:
            decisions = body.count(DECISION)
            lines += ["", "What changes:", *(f"  - {line}" for line in told or ["see the two versions"])]
            lines += [
                "",
                "First: back up the database, and let nobody else use these tables meanwhile. Take away views, permissions and other",
                "things of your own that hang on them, and put them back afterwards: tables that are made anew come without them.",
                f"Run: {database.run_command(script, self.names.prefix)}",
            ]
            if database.transaction:
                lines.append(
                    "It is one transaction: all of it takes effect, or nothing. To look at the counts first, write ROLLBACK for COMMIT."
                )
            else:
                lines.append("There are no transactions here: if it stops half-way, start again from the backup.")
            if self.copy in body:
                lines.append(f"A copy of all rows as they were stays in {self.copy}.")
            if self.aside in body:
                lines += [
                    f"Rows that do not fit {new} are counted first, and kept whole, with the reason, in {self.aside}: the row once",
                    "for each reason. Mend them where they come from and load them again, and drop that table once you need it no more.",
                    f"Decisions that are yours: {decisions or 'none'}{'; search for DECISION.' if decisions else '.'}",
                ]
        return "\n".join(f"-- {line}".rstrip() for line in lines) + "\n"

    # Lists

    def list_now(self, code_list: CodeList) -> CodeList:
        """Return the new list that an old one is, or an empty one."""
        now = self.new.code_list_by_id.get(self.comparison.renamed_lists.get(code_list.id, code_list.id))
        return now or CodeList(id="", title="", description="", sources=(), codes=())

    def lists_alone(self) -> Iterator[str]:
        """Yield the statements that change rows of lists, the view, and what validate.sql makes."""
        yield from self.list_rows_in()
        yield from self.read_anew()
        if list(scripts.derived(self.old, self.database)) != list(scripts.derived(self.new, self.database)):
            yield self.database.drop("VIEW", self.was.derived)
            yield from scripts.derived(self.new, self.database)

    def list_rows_in(self) -> Iterator[str]:
        """Yield the statements that add list values and describe those that are there as they are described now."""
        database = self.database
        columns = [database.identifier(name) for name in scripts.LIST_COLUMNS]
        for code_list in self.new.code_lists:
            rows = scripts.list_rows(code_list, database)
            table = self.names.code_list(code_list.id)
            before = self.old.code_list_by_id.get(code_list.id)
            old_rows = {row[0]: row for row in scripts.list_rows(before, database)} if before else {}
            if any(row[0] not in old_rows for row in rows):
                yield f"-- Values of {code_list.id} that are new."
                yield database.insert_missing(table, scripts.LIST_COLUMNS, [row for row in rows if row[0] not in old_rows])
            for row in rows:
                was = old_rows.get(row[0], row)
                differing = [f"{name} = {now}" for name, now, then in zip(columns, row, was, strict=True) if now != then]
                if differing:
                    yield f"UPDATE {table} SET {', '.join(differing)} WHERE {columns[0]} = {row[0]}{database.end}"

    def list_rows_out(self) -> Iterator[str]:
        """Yield the statements that take away values and lists that are no more."""
        database = self.database
        for before in self.old.code_lists:
            after = self.new.code_list_by_id.get(before.id)
            if after is None:
                yield database.drop("TABLE", self.was.code_list(before.id))
                continue
            gone = [database.text(value) for value in before.values if value not in after.values]
            if gone:
                table, value = self.names.code_list(before.id), database.identifier("value")
                yield f"DELETE FROM {table} WHERE {value} IN ({', '.join(gone)}){database.end}"

    # What both other ways share

    def read_anew(self) -> Iterator[str]:
        """Yield the statements that take away what the old validate.sql made of staging."""
        if list(scripts.validation(self.old, self.database)) != list(scripts.validation(self.new, self.database)):
            yield f"-- What validate.sql of {self.old.version} made of {self.was.staging}; that of {self.new.version} makes it anew."
            yield self.database.drop("TABLE", self.was.finding)
            yield self.database.drop("TABLE", self.was.read)

    def judged(self) -> Iterator[str]:
        """Yield the statements that put the old rows into the new version's terms, find which do not fit, count and keep them."""
        database, number = self.database, self.database.identifier("row_number")
        severity, error = database.identifier("severity"), database.text("error")
        yield from database.lock(self.was.rows)
        if not database.transaction:
            yield "-- All rows as they were; drop this copy once you need it no more."
            yield database.create_table_from(self.copy, f"SELECT\n  *\nFROM {self.was.rows}")
        yield f"-- Each row of {self.old.version} in the terms of {self.new.version}: its value, if there is one, and what it was."
        yield database.create_table_from(self.moved, self.moved_rows())
        yield "-- What does not fit, rule by rule. An error keeps the row aside; anything else only the value."
        yield scripts.finding_table(self.misfit, database)
        yield from database.insert_results(self.misfit, COLUMNS, [*self.removed_values(), *self.broken_rules()])
        if database.has_constraints:
            yield f"CREATE INDEX {database.identifier(f'{self.misfit}_row')} ON {self.misfit} ({number}){database.end}"
        yield "-- How many rows there are, and how many do not fit, and why."
        refused = f"SELECT COUNT(DISTINCT {number}) FROM {self.misfit} WHERE {severity} = {error}"
        yield (
            f"SELECT\n  (SELECT COUNT(*) FROM {self.moved}) AS rows_before,\n"
            f"  ({refused}) AS rows_kept_aside,\n  (SELECT COUNT(*) FROM {self.moved}) - ({refused}) AS rows_that_fit{database.end}"
        )
        rule, item, message = (f"f.{database.identifier(name)}" for name in ("rule", "item", "message"))
        what = self.what("f")
        yield (
            f"SELECT {item}, {rule}, {what} AS kept_aside, COUNT(*) AS row_count, {message}\nFROM {self.misfit} AS f\n"
            f"GROUP BY {item}, {rule}, f.{severity}, {message}\nORDER BY COUNT(*) DESC, {rule}{database.end}"
        )
        yield f"-- Whatever does not fit is kept here, the row as it was in {self.old.version}, once for each reason."
        yield database.create_table_from(
            self.aside,
            f"SELECT\n  {item} AS set_aside_item,\n  {rule} AS set_aside_rule,\n  {what} AS set_aside_what,\n"
            f"  {message} AS set_aside_because,\n  o.*\nFROM {self.misfit} AS f\nJOIN {self.was.rows} AS o ON o.{number} = f.{number}",
        )

    def what(self, alias: str) -> str:
        """Return what of a row is kept aside."""
        text, severity = self.database.text, f"{alias}.{self.database.identifier('severity')}"
        return f"CASE {severity} WHEN {text('error')} THEN {text('the row')} ELSE {text('one value')} END"

    def refused(self, number: str) -> str:
        """Return the condition that the row of a number is kept aside."""
        database = self.database
        own, severity = database.identifier("row_number"), database.identifier("severity")
        return f"EXISTS (\n  SELECT 1 FROM {self.misfit} AS f WHERE f.{own} = {number} AND f.{severity} = {database.text('error')}\n)"

    def removed_values(self) -> Iterator[tuple[str, str]]:
        """Yield the queries of values whose item is no more, each with the remark before it."""
        database, text = self.database, self.database.text
        for item in self.removed:
            likely = self.likely(item)
            hint = f" If it is {likely.id} now, fill that above with o.{database.identifier(item.id)}." if likely else ""
            remark = _remark(
                f"{DECISION} {item.id} is no more. Rows go on without it; those that had a value are kept in {self.aside}.{hint}"
            )
            message = (
                f"{item.title} is no more in {self.new.version}. The rest of the row goes on, unless it is kept aside for another reason."
            )
            told = ", ".join(map(text, (item.id, f"{item.id}.removed", "information", message)))
            column = f"o.{database.identifier(item.id)}"
            yield (
                remark,
                f"SELECT o.{database.identifier('row_number')}, {told}, NULL\nFROM {self.was.rows} AS o\nWHERE {column} IS NOT NULL",
            )

    def likely(self, gone: DataItem) -> DataItem | None:
        """Return the new item that one that is no more may have become, though nothing says so."""
        return likely_new_item(gone, self.added)

    def broken_rules(self) -> Iterator[tuple[str, str]]:
        """Yield the queries of rows that break what the new version asks, each with the remark before it."""
        for rule in self.rules:
            remark = f"-- {rule.id}: {sentence(rule, self.new)}"
            if self.is_decided_by_reader(rule):
                then = "They are kept aside: mend them, or leave them out."
                remark += f"\n{DECISION} rows that were in order by {self.old.version} may break this. {then}"
            yield _remark(remark), finding_query(rule, self.new, self.database, self.moved)

    def is_decided_by_reader(self, rule: Rule) -> bool:
        """Say whether rows that were in order may break a rule now, for another reason than one that is told above."""
        if rule.id in self.held_by_blanks | self.harmless or rule.id in {f"{item.id}.required" for item in self.added}:
            return False
        if isinstance(rule.test, Readable):
            item = self.new.item_by_id[rule.test.item]
            return self.fates(item) is None and (rule.id in self.asks_more or self.may_lose(item))
        return rule.id in self.asks_more

    @cached_property
    def harmless(self) -> set[str]:
        """The rules of which the comparison shows that no row breaks them which was in order."""
        effects: dict[str, list[bool]] = {}
        for change in self.comparison.changes:
            if change.part.startswith("rule/"):
                effects.setdefault(change.part.removeprefix("rule/"), []).append(change.submitters.verdict == "not breaking")
        return {rule for rule, verdicts in effects.items() if all(verdicts)}

    def may_lose(self, item: DataItem) -> bool:
        """Say whether a value of an item may have no place in its new type."""
        was = self.old_item(item)
        if was is None or item.type == "text":
            return False
        if was.type in NUMBERS and item.type in NUMBERS:
            return (item.scale or 0) < (was.scale or 0)
        return was.type != item.type

    def moved_rows(self) -> str:
        """Return the query of old rows in the new version's terms, in the form of what validate.sql reads from staging."""
        number = self.database.identifier("row_number")
        inner = ",\n    ".join([f"o.{number}", *(self.old_cell(item) for item in self.new.items)])
        outer = ",\n  ".join([f"t.{number}", *(line for item in self.new.items for line in self.new_cells(item))])
        return f"SELECT\n  {outer}\nFROM (\n  SELECT\n    {inner}\n  FROM {self.was.rows} AS o\n) AS t"

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """The columns of the new typed table."""
        return {one.name: one for one in scripts.typed_table_columns(self.new, self.database)}

    def old_cell(self, item: DataItem) -> str:
        """Return what the new value of an item is worked out from."""
        database, was, name = self.database, self.old_item(item), self.database.identifier(item.id)
        if was is None:
            remark = ""
            required = next((rule for rule in self.rules if rule.id == f"{item.id}.required"), None)
            if required:
                words = "No old row has it: where it is needed, rows are kept aside, unless you put a value in the place of NULL."
                remark = _remark(f"{DECISION} {item.id} is new. {sentence(required, self.new)} {words}") + "\n    "
            return f"{remark}{database.null_of(self.columns[item.id].kind)} AS {name}"
        column = f"o.{database.identifier(was.id)}"
        is_direct = self.is_direct(item, was)
        return f"{column if is_direct else database.value_as_text(column, was.type, was.scale or 0)} AS {name}"

    def is_direct(self, item: DataItem, was: DataItem) -> bool:
        """Say whether the new value comes from the old one itself, not from it as a text."""
        kinds = {was.type, item.type}
        return kinds in ({"code"}, {"date"}) or kinds <= NUMBERS

    def new_cells(self, item: DataItem) -> list[str]:
        """Return the new value of an item, and what it was where that may have none."""
        name = self.database.identifier(item.id)
        was, column = self.old_item(item), f"t.{name}"
        if was is None:
            value = column
        elif was.type == item.type == "code":
            value = self.mapped(item, column)
        elif not self.is_direct(item, was):
            value = self.read[item.id]
        elif item.type in NUMBERS and (item.type, item.scale) != (was.type, was.scale):
            kind = self.columns[item.id].kind
            is_narrower = (item.scale or 0) < (was.scale or 0)
            value = self.database.with_fewer_decimals(column, kind, item.scale or 0) if is_narrower else f"CAST({column} AS {kind})"
        else:
            value = column
        given = [f"{column} AS {self.database.identifier(item.id + GIVEN)}"] if may_be_unreadable(item) else []
        return [f"{value} AS {name}", *given]

    @cached_property
    def read(self) -> Mapping[str, str]:
        """What each item's text is read as."""
        return {one.name: one.sql for one in readings(self.new, self.database, "t")}

    def mapped(self, item: DataItem, column: str) -> str:
        """Return the new list value of an item by its old one, with room for what the reader decides."""
        text = self.database.text
        found = self.fates(item) or {}
        kept = [text(value) for value, fate in found.items() if fate.new == value]
        lines = [f"WHEN {column} IN ({', '.join(kept)}) THEN {column}" if kept else f"WHEN 1 = 0 THEN {column}"]
        for value, fate in found.items():
            if fate.new is None:
                lines.append(f"{DECISION} a row with this value is kept aside, unless you take off the two hyphens and say what it is now")
                near = " -- the nearest value: a suggestion" if fate.suggestion else ""
                lines.append(_remark(f"-- WHEN {column} = {text(value)} THEN {text(fate.suggestion or 'NEW VALUE')}{near}"))
            elif fate.new != value:
                lines.append(f"WHEN {column} = {text(value)} THEN {text(fate.new)} -- {fate.happened}")
        if len(lines) == 1:
            return f"CASE {lines[0]} END"
        inside = "\n    ".join(lines)
        return f"CASE\n    {inside}\n  END"

    def working_tables_out(self) -> Iterator[str]:
        """Yield the statements that remove the working tables."""
        yield self.database.drop("TABLE", self.misfit)
        yield self.database.drop("TABLE", self.moved)

    # Tables anew

    @cached_property
    def staging_changes(self) -> bool:
        return (self.was.staging, [one.id for one in self.old.items]) != (self.names.staging, [one.id for one in self.new.items])

    def rebuilding(self) -> Iterator[str]:
        """Yield the statements that make the tables anew, and fill them from the old ones."""
        database = self.database
        yield from self.judged()
        yield from self.staging_out()
        yield f"-- The tables of {self.old.version}; what they held is in the working tables now."
        yield database.drop("VIEW", self.was.derived)
        for table in (self.was.finding, self.was.read, self.was.rows, *(self.was.code_list(one.id) for one in self.old.code_lists)):
            yield database.drop("TABLE", table)
        yield f"-- The tables of {self.new.version}, as its tables.sql and code_lists.sql make them."
        yield from scripts.tables(self.new, database)
        yield from scripts.code_lists(self.new, database)
        yield "-- The rows that fit."
        number = database.identifier("row_number")
        listed = [number, *(database.identifier(item.id) for item in self.new.items)]
        yield (
            f"INSERT INTO {self.names.rows} ({', '.join(listed)})\nSELECT {', '.join(f'm.{name}' for name in listed)}\n"
            f"FROM {self.moved} AS m\nWHERE NOT {self.refused(f'm.{number}')}{database.end}"
        )
        yield from self.staging_in()
        yield from scripts.derived(self.new, database)
        yield from self.working_tables_out()

    def staging_out(self) -> Iterator[str]:
        """Yield the statements that put staging aside, where its columns change."""
        if self.staging_changes:
            yield f"-- {self.was.staging} holds a file as it came; its columns are others now."
            yield from self.database.lock(self.was.staging)
            yield self.database.create_table_from(self.staging_copy, f"SELECT\n  *\nFROM {self.was.staging}")
            if self.database.loads_through_view:
                yield self.database.drop("VIEW", self.was.staging_view)
            yield self.database.drop("TABLE", self.was.staging)

    def staging_in(self) -> Iterator[str]:
        """Yield the statements that fill staging again; a copy stays where a column has gone."""
        database = self.database
        if not self.staging_changes:
            return
        pairs = [(database.identifier(new), f"s.{database.identifier(old)}") for new, old in self.old_names.items()]
        own = "row_number" if database.row_number_type else database.hidden_row_number
        number = database.identifier(own) if database.row_number_type else own
        if not database.transaction:
            pairs.insert(0, (number, f"s.{number}"))
        if pairs:
            listed, taken = (", ".join(pair) for pair in zip(*pairs, strict=True))
            yield f"-- What {self.names.staging} held, as it was typed: values that are renamed are not renamed in it."
            insert = f"INSERT INTO {self.names.staging} ({listed})"
            yield f"{insert}\nSELECT {taken}\nFROM {self.staging_copy} AS s\nORDER BY s.{number}{database.end}"
        if self.removed or not pairs:
            yield f"{DECISION} {self.staging_copy} has the columns that are no more; drop it once you need it no more."
        else:
            yield database.drop("TABLE", self.staging_copy)

    # Tables altered

    @cached_property
    def can_alter(self) -> bool:
        """Say whether the typed table can be altered: names stay, columns keep their place and type, new ones come last."""
        if self.was != self.names:
            return False
        before = {one.name: one for one in scripts.typed_table_columns(self.old, self.database)}
        now = {new: old for old, new in self.comparison.renamed_items.items()}
        stay = [item.id for item in self.new.items if item.id in self.old_names]
        order = [old.id for old in self.old.items if old.id in self.old_names.values()]
        if [self.old_names[name] for name in stay] != order or [item.id for item in self.new.items[: len(stay)]] != stay:
            return False
        for name, column in self.columns.items():
            was = before.get(now.get(name, name))
            if column.is_required if was is None else (was.kind, was.is_required) != (column.kind, column.is_required):
                return False
        return all(self.list_stays(one) for one in self.new.code_lists)

    def list_stays(self, code_list: CodeList) -> bool:
        """Say whether a list's table is made as it was, or is new."""
        was = self.old.code_list_by_id.get(code_list.id)
        first = [next(scripts.list_table(one, self.names, self.database)) for one in (was, code_list) if one]
        return len(set(first)) == 1

    def altering(self) -> Iterator[str]:
        """Yield the statements that alter the tables where they stand."""
        database, rows, number = self.database, self.names.rows, self.database.identifier("row_number")
        before, after = (scripts.constraints_of(one, database) for one in (self.old, self.new))
        gone = {name: made for name, made in before.items() if after.get(name) != made}
        come = {name: made for name, made in after.items() if before.get(name) != made}
        likely = [self.likely(item) for item in self.removed]
        updated = [
            item
            for item in self.new.items
            if self.is_converted(item) or (item in self.added and (self.is_asked_for(item) or item in likely))
        ]
        is_judged = bool(updated or self.removed or self.asks_more - self.held_by_blanks or self.values_go)
        if is_judged:
            yield from self.judged()
        yield database.drop("VIEW", self.was.derived)
        yield from self.read_anew()
        yield from self.new_list_tables()
        yield from self.list_rows_in()
        if is_judged:
            yield "-- The rows that are kept aside leave the table."
            yield f"DELETE FROM {rows}\nWHERE {self.refused(f'{rows}.{number}')}{database.end}"
        for name, constraint in gone.items():
            yield database.drop_constraint(rows, name, constraint)
        for item in self.removed:
            yield database.drop_column(rows, item.id)
        for was, now in self.comparison.renamed_items.items():
            yield database.rename_column(rows, was, now)
        for item in self.added:
            column = self.columns[item.id]
            yield database.add_column(rows, database.column_line(item.id, column.kind, column.description))
        if updated:
            yield "-- Values that are called otherwise now, or that you gave above."
            names = [database.identifier(item.id) for item in updated]
            cells = ",\n  ".join(f"{name} = (SELECT m.{name} FROM {self.moved} AS m WHERE m.{number} = {rows}.{number})" for name in names)
            yield f"CREATE UNIQUE INDEX {database.identifier(f'{self.moved}_key')} ON {self.moved} ({number}){database.end}"
            yield f"UPDATE {rows}\nSET\n  {cells}{database.end}"
        for constraint in come.values():
            yield constraint.statement or database.add_constraint(rows, constraint.line)
        yield from self.list_rows_out()
        yield from self.descriptions()
        yield from self.staging_out()
        yield from (statement for statement in scripts.staging_table(self.new, self.names, database) if self.staging_changes)
        yield from self.staging_in()
        yield from scripts.derived(self.new, database)
        if is_judged:
            yield from self.working_tables_out()

    @property
    def values_go(self) -> bool:
        """Say whether an item's value has no place in its list any more."""
        return any(fate.new is None for item in self.new.items for fate in (self.fates(item) or {}).values())

    def is_asked_for(self, item: DataItem) -> bool:
        """Say whether a new item may have to be filled on an old row."""
        return any(rule.id == f"{item.id}.required" for rule in self.rules)

    @cached_property
    def held_by_blanks(self) -> set[str]:
        """The rules that hold for each row in which all new items are blank."""
        return {rule.id for rule in self.rules if _holds_for_blanks(rule, {item.id for item in self.added})}

    def new_list_tables(self) -> Iterator[str]:
        """Yield the statements that make the tables of lists that are new."""
        for code_list in self.new.code_lists:
            if code_list.id not in self.old.code_list_by_id:
                yield from scripts.list_table(code_list, self.names, self.database)

    def descriptions(self) -> Iterator[str]:
        """Yield the statements that describe what is described otherwise now."""
        database = self.database
        for code_list in self.new.code_lists:
            was = self.old.code_list_by_id.get(code_list.id)
            if was and was.description != code_list.description:
                yield from database.replace_description(self.names.code_list(code_list.id), None, code_list.description)
        if self.old.record.description != self.new.record.description:
            yield from database.replace_description(self.names.rows, None, self.new.record.description)
        before = {one.name: one.description for one in scripts.typed_table_columns(self.old, database)}
        for name, column in self.columns.items():
            if name not in self.old_names:
                yield from database.describe_column(self.names.rows, name, column.description)
            elif before[self.old_names[name]] != column.description:
                yield from database.replace_description(self.names.rows, name, column.description)


def _holds_for_blanks(rule: Rule, blank: set[str]) -> bool:
    """Say whether a rule is kept by each row in which these items are blank, as far as that is plain to see."""
    match rule.test:
        case Readable(item=item):
            return item in blank
        case Row(expect=IsBlank(item=Item(id=item))):
            return item in blank
        case _:
            return False


def _told(change: Change) -> str:
    """Return a change in one line, for a remark."""
    return " ".join(f"{change.part}: {change.sentence}".split())


def _remark(text: str) -> str:
    """Return a remark without line breaks inside its lines that would end it."""
    lines = text.split("\n")
    joined: list[str] = []
    for line in lines:
        if line.startswith("--") or not joined:
            joined.append(line)
        else:
            joined[-1] += f" {line.strip()}"
    return "\n".join(joined)
