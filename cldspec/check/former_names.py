"""The declarations of what is renamed, merged and split, and what is wrong with them: `was`, `was_where`, `replaces` and so on.

What a declaration names is in the version before, so that part is only checked if that version is at hand. In a first version, `was`
is a remark about what came before the specification.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from cldspec.findings import Finding
from cldspec.model import Code, CodeList, DataItem, Specification
from cldspec.origin import Position
from cldspec.rules.expression import ExpressionError, parse
from cldspec.rules.types import problems
from cldspec.spelling import nearest

CHECK = "bad-rename"
"""The check that all these findings are of."""
_NEW_NAME = "Choose a name that nothing had before."

Entry = DataItem | CodeList | Code
"""What may be renamed."""


def renames_from(previous: Specification, specification: Specification) -> Iterator[Finding]:
    """Yield the findings about what a version declares as renamed, merged or split, that only the version before can show."""
    version = previous.version
    yield from _unknown_origins("data item", specification.items, previous.item_by_id, version)
    yield from _unknown_origins("code list", specification.code_lists, previous.code_list_by_id, version)
    for code_list in specification.code_lists:
        is_known = code_list.was in previous.code_list_by_id and code_list.id not in previous.code_list_by_id
        before = previous.code_list_by_id.get(str(code_list.was) if is_known else code_list.id)
        yield from _unknown_origins("value", code_list.codes, before.values if before else (), version)
        for code in code_list.codes:
            is_readable = code.was_where is not None and not _syntax_error(code.was_where)
            for problem in problems(str(code.was_where), previous) if is_readable else ():
                message = f"was_where is about a row of version {version}. {problem.message}"
                yield Finding(code.origin.inside(("was_where",), problem.at[0]), CHECK, message, problem.fix)


def declares_renames(specification: Specification) -> bool:
    """Say whether a version declares that anything is renamed, merged or split."""
    codes = (code for code_list in specification.code_lists for code in code_list.codes)
    entries: tuple[Entry, ...] = (*specification.items, *specification.code_lists, *codes)
    return any(_origins(entry) for entry in entries)


def _name(entry: Entry) -> str:
    return entry.value if isinstance(entry, Code) else entry.id


def _origins(entry: Entry) -> list[tuple[str, Position]]:
    """Return what an entry claims to have been, with the positions."""
    was = [(entry.was, entry.origin.value("was"))] if entry.was else []
    replaced = entry.replaces if isinstance(entry, Code) else ()
    return [*was, *((name, entry.origin.value("replaces", index)) for index, name in enumerate(replaced))]


def _syntax_error(condition: str) -> ExpressionError | None:
    try:
        parse(condition)
    except ExpressionError as error:
        return error
    return None


def _is_part_of_split(entry: Any, name: str) -> bool:
    return isinstance(entry, Code) and name == entry.was and bool(entry.was_where or entry.was_by_decision)


def contradictions(kind: str, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Yield what a version shows by itself: names that stay, origins that are claimed twice, and names that are exchanged."""
    by_name = {_name(entry): entry for entry in entries}
    claims: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for name, _ in _origins(entry):
            claims[name].append(entry)
    for entry in entries:
        own = _name(entry)
        if isinstance(entry, Code) and entry.was_where is not None and entry.was_by_decision:
            yield Finding(
                entry.origin.value("was_by_decision"), CHECK, f"“{own}” has was_where and was_by_decision.", "Write only one of them."
            )
        if isinstance(entry, Code) and entry.was_where is not None and (error := _syntax_error(entry.was_where)):
            yield Finding(entry.origin.inside(("was_where",), error.at[0]), CHECK, error.message, error.fix)
        for name, at in _origins(entry):
            others = [_name(other) for other in claims[name] if other is not entry]
            stays = by_name.get(name)
            if name == own:
                yield Finding(at, CHECK, f"“{name}” is named as its own origin.", "Remove this line, or write the old name.")
            elif stays and any(origin == own for origin, _ in _origins(stays)):
                yield Finding(at, CHECK, f"“{own}” and “{name}” exchange their names. Old data would be read wrongly.", _NEW_NAME)
            elif _is_part_of_split(entry, name):
                continue
            elif others:
                yield Finding(at, CHECK, f"“{name}” is claimed as an origin by “{own}” and by “{others[0]}”.", _one_origin(kind))
            elif stays and not _origins(stays):
                yield Finding(at, CHECK, f"“{name}” is still a {kind}, so nothing else was it.", _if_it_stays(kind))


def _one_origin(kind: str) -> str:
    if kind == "value":
        return "If it is split, write was, and was_where: CONDITION or was_by_decision: true, at each. Otherwise keep one of them."
    return "Keep one of them."


def _if_it_stays(kind: str) -> str:
    split = " If only some rows have a new value, add was_where: CONDITION or was_by_decision: true." if kind == "value" else ""
    return f"Remove this line, or the old {kind}.{split}"


def _unknown_origins(kind: str, entries: Sequence[Entry], before: Collection[str], version: str) -> Iterator[Finding]:
    """Yield claims of origins that the version before does not have, and of entries that it had already under their own names."""
    origins = {_name(entry): {name for name, _ in _origins(entry)} for entry in entries}
    claimed = {name for names in origins.values() for name in names}
    for entry in entries:
        own = _name(entry)
        for name, at in _origins(entry):
            if name not in before:
                near = nearest(name, before)
                fix = f"Did you mean {near[0]}?" if near else "Write its name in that version, or remove this line."
                yield Finding(at, CHECK, f"There is no {kind} {name} in version {version}.", fix)
            elif own in before and own != name and name == entry.was and not _is_part_of_split(entry, name):
                if own in claimed:
                    if own not in origins.get(name, ()):  # an exchange is reported already
                        yield Finding(at, CHECK, f"“{own}” was another {kind} in version {version}.", _NEW_NAME)
                    continue
                merge = f" If “{name}” is merged into it, write replaces: [{name}] instead." if kind == "value" else ""
                yield Finding(at, CHECK, f"“{own}” was a {kind} in version {version} already.", f"Remove this line.{merge}")
