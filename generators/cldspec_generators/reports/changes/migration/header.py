"""What a migration begins with, in words: what it does, what changes, and how to run it."""

from cldspec.diff.changes import Change
from cldspec.rules.targets.sql.statements import remark
from cldspec_generators.reports.changes.migration.context import DECISION, Context

PARTS = {"item", "value", "list", "section", "rule", "table", "format", "calculation", "specification"}
"""The kinds of parts of a specification whose changes are listed."""


def header(context: Context, approach: str, body: str) -> str:
    """Return the remarks at the top of a script. `approach` says how it changes the tables, and `body` is all its statements."""
    old, new, database = context.old.version, context.new.version, context.database
    lines = [
        f"{context.new.title}, {database.title}: from {context.old.version_label} to {context.new.version_label}",
        f"Turns the tables that the scripts of version {old} made into those of version {new}, and keeps their data.",
        "",
        approach,
    ]
    if body:
        changes = [_as_one_line(change) for change in context.comparison.changes if change.part.split("/")[0] in PARTS]
        lines += ["", "What changes:", *(f"  - {change}" for change in changes or ["see the two versions"]), ""]
        lines += _instructions(context, body)
    return "\n".join(map(remark, lines)) + "\n"


def _instructions(context: Context, body: str) -> list[str]:
    """Return how to run the script, and what it leaves to the reader."""
    database = context.database
    lines = [
        "Before you run it, back up the database, and make sure that nobody else uses these tables. Remove your own views,",
        "permissions and whatever else depends on them, and put them back afterwards: tables that are rebuilt come without them.",
        f"Run: {database.run_command(f'migrate-{database.name}.sql', context.new_names.prefix)}",
    ]
    if database.transaction is None:
        lines.append("There are no transactions: if the script stops before its end, restore the backup and start again.")
    else:
        lines.append("It is one transaction: all of it takes effect, or none. To see the counts first, replace COMMIT with ROLLBACK.")
    if context.rows_copy in body:
        lines.append(f"A copy of all old rows stays in {context.rows_copy}.")
    if context.set_aside in body:
        decisions = body.count(DECISION)
        lines += [
            f"Rows that do not fit version {context.new.version} are counted and kept in {context.set_aside}: the whole row, with the",
            "reason, once for each reason. Correct them at their source and load them again. Drop that table when you no longer need it.",
            f"Decisions for you to make: {decisions}. Search for DECISION." if decisions else "Decisions for you to make: none.",
        ]
    return lines


def _as_one_line(change: Change) -> str:
    return " ".join(f"{change.part}: {change.sentence}".split())
