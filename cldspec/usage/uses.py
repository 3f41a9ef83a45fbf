"""The uses of a specification in a script, by line and column, and those that a change touches."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import PurePath

from cldspec.model import Specification
from cldspec.usage.classify import UseKind, offset_uses
from cldspec.usage.tokens import CODE, OTHER, STYLES, code_of_notebook
from cldspec.usage.vocabulary import ListedValue, vocabulary_of


@dataclass(frozen=True, slots=True)
class Use:
    """One use of the specification in a script, by file, line and column, both counted from 1.

    `text` is what the script says, without quotes and brackets. `item` is the data item that is named, or that the text is
    compared with; None if that is not known. `code_lists` are the lists that the value may come from. `value` is the allowed
    value that the text is, or is another spelling of. `near` is the nearest allowed value of a text that is none. `lacks` are
    the values of the code list that are missing from a list in the script.
    """

    file: str
    line: int
    column: int
    kind: UseKind
    text: str
    item: str | None = None
    code_lists: tuple[str, ...] = ()
    value: str | None = None
    near: str | None = None
    lacks: tuple[str, ...] = ()


def uses_in(name: str, text: str, specification: Specification) -> list[Use]:
    """Return the uses of a specification in the text of a script, in the order of the text.

    The ending of the file name says which language the script is in: SQL, CSV, a notebook and so on.
    """
    vocabulary = vocabulary_of(specification)
    suffix = PurePath(name).suffix.lower()
    if suffix == ".ipynb":
        code, offsets = code_of_notebook(text)
        located = [replace(use, offset=offsets[use.offset]) for use in offset_uses(code, CODE, vocabulary)]
    else:
        located = list(offset_uses(text, STYLES.get(suffix, OTHER), vocabulary))
    line_starts = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text))]
    uses = []
    for use in sorted(located, key=lambda use: (use.offset, use.kind == "incomplete list")):
        line = bisect_right(line_starts, use.offset)
        column = use.offset - line_starts[line - 1] + 1
        uses.append(Use(name, line, column, use.kind, use.text, use.item, use.code_lists, use.value, use.near, use.lacks))
    return uses


def touching(uses: Sequence[Use], items: AbstractSet[str], values: AbstractSet[ListedValue], lists: AbstractSet[str]) -> list[Use]:
    """Return the uses that a change touches: uses of these items, of these allowed values, or of any value of these code lists.

    A text that is no value counts as a use of the value that it is most like.
    """

    def is_touched(use: Use) -> bool:
        if use.kind == "item":
            return use.item in items
        used = {(code_list, value) for code_list in use.code_lists for value in (use.value, use.near) if value is not None}
        return bool(used & values) or bool(lists & set(use.code_lists))

    return [use for use in uses if is_touched(use)]
