"""Classify the texts of a script: an allowed value, another spelling of one, a text that is not a value, or none of these."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from cldspec.spelling import folded
from cldspec.usage.columns import Column, case_columns, columns_of, compared_with_columns
from cldspec.usage.script import ComparedItem, Script, compared_texts, script_of
from cldspec.usage.tokens import SQL, TABLE, Style, Token, tokens_of, unquoted
from cldspec.usage.vocabulary import LONG_WORD, Vocabulary, is_distinctive, letters_of, nearest_value

UseKind = Literal["item", "value", "other spelling", "not a value", "incomplete list"]

_SHORTEST_MISSPELLING = 5
"""The fewest characters of a text that is taken for a misspelt value where no code list is known."""
_LIKE_IN_LIST, _LIKE_ANYWHERE = 0.8, 0.9
"""How similar to an allowed value a text must be, from 0 to 1: if the code list is known, and if it is not."""
_FEWEST_VALUES = 3
"""The fewest allowed values of one code list that make a list in a script a copy of it."""
_DEEPEST = 3
"""The greatest depth to which SQL inside texts is read."""
_STATEMENT = re.compile(r"\b(?:select|update|insert|delete|where|case|and|or|when|set|from|on)\b", re.IGNORECASE)
_CONDITION = re.compile(r"=|<>|\b(?:in\s*\(|like\b|from\b|values\b|is\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OffsetUse:
    """A use of the specification, at an offset in characters from the start of the script. The fields are those of `Use`."""

    offset: int
    kind: UseKind
    text: str
    item: str | None = None
    code_lists: tuple[str, ...] = ()
    value: str | None = None
    near: str | None = None
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _ListContext:
    """The context of a text in a list: its code list, whether it must be a value, and the texts to its right in the same row."""

    code_list: str | None
    expects_values: bool
    right: tuple[int, ...]


def offset_uses(text: str, style: Style, vocabulary: Vocabulary, depth: int = 0) -> Iterator[OffsetUse]:
    """Yield the uses in a script, in no particular order. `depth` is the number of scripts that contain this one as a text."""
    script = script_of(tokens_of(text, style), style, vocabulary)
    columns = columns_of(script)
    compared = compared_with_columns(dict(compared_texts(script)), columns)
    if style is not TABLE:
        cases = list(case_columns(script, compared))
        compared = compared_with_columns(compared, cases)
        columns = [*cases, *columns]
    contexts = _contexts(script, columns, compared)
    seen = set()
    for index, token in enumerate(script.tokens):
        if token.kind == "text" or (token.kind == "number" and index in compared):
            if style is TABLE and token.text in seen:
                continue
            seen.add(token.text)
            if depth < _DEEPEST and index not in compared and token.kind == "text" and _is_sql(token.text):
                offsets = [token.offset + offset for offset in unquoted(token.raw, style)[1]]
                inner = offset_uses(token.text, SQL, vocabulary, depth + 1)
                yield from (replace(use, offset=offsets[use.offset]) for use in inner)
            else:
                yield from _uses_of_text(script, index, compared.get(index), contexts.get(index))
    for mention in script.mentions:
        first, last = script.tokens[mention.first], script.tokens[mention.last]
        if first.kind != "text":
            whole = text[first.offset : last.offset + len(last.raw)]
            yield OffsetUse(first.offset, "item", first.text if first == last else whole, mention.item)
    yield from _incomplete_lists(script, columns, compared)


def _is_sql(text: str) -> bool:
    """Say whether a text looks like SQL."""
    return len(text) > LONG_WORD and bool(_STATEMENT.search(text)) and bool(_CONDITION.search(text))


def _contexts(script: Script, columns: Sequence[Column], compared: Mapping[int, ComparedItem]) -> dict[int, _ListContext]:
    """Return the context of each text that is in a list: that of the first list that it is in."""
    contexts: dict[int, _ListContext] = {}
    for column in columns:
        code_list = _code_list_of(script, column, compared)
        for cell in column.cells:
            contexts.setdefault(cell, _ListContext(code_list, column.expects_values, column.right_of.get(cell, ())))
    return contexts


def _code_list_of(script: Script, column: Column, compared: Mapping[int, ComparedItem]) -> str | None:
    """Return the code list of the item that a column is compared with, or the one that has at least half of its texts, and at least two."""
    if column.compared:
        return script.vocabulary.list_of_item.get(column.compared.item)
    texts = {script.tokens[cell].text for cell in column.cells if cell not in compared} - {""}
    counts = Counter(
        code_list
        for text in texts
        if is_distinctive(text)
        for code_list in {code_list for code_list, _ in script.vocabulary.values_by_letters.get(letters_of(text), ())}
    )
    best = counts.most_common(2)
    if not best or best[0][1] == 1 or best[0][1] * 2 < len(texts):
        return None
    return None if len(best) > 1 and best[0][1] == best[1][1] else best[0][0]


def _uses_of_text(script: Script, index: int, compared: ComparedItem | None, context: _ListContext | None) -> Iterator[OffsetUse]:
    """Yield the use of the specification in a text, if there is one."""
    token, vocabulary = script.tokens[index], script.vocabulary
    is_pattern = script.word(index - 1) == "like" and bool(set("%_[") & set(token.text))
    if not token.text.strip() or is_pattern:
        return
    if compared:
        code_list = vocabulary.list_of_item.get(compared.item)
        is_code_number = token.kind == "number" and not all(value.isdigit() for value in vocabulary.values.get(code_list or "", ()))
        use = _use_in_list(token, code_list, compared, vocabulary) if code_list and not is_code_number else None
    else:
        context = context or _ListContext(None, expects_values=False, right=())
        use = _use_in_list(token, context.code_list, None, vocabulary) if context.code_list else None
        is_sure = use and (use.kind != "not a value" or context.expects_values or (use.near and not _is_program_word(token.text, use.near)))
        if not is_sure:
            use = _use_anywhere(token, vocabulary)
    if use and use.kind == "not a value" and context:
        use = _as_mapped_spelling(use, [script.tokens[cell].text for cell in context.right], vocabulary)
    if use:
        yield use


def _use_in_list(token: Token, code_list: str, compared: ComparedItem | None, vocabulary: Vocabulary) -> OffsetUse:
    """Return the use in a text that should be a value of this code list."""
    text, item = token.text, compared.item if compared else None
    values = vocabulary.values[code_list]
    same = [value for value in values if compared and compared.ignores_case and value.casefold() == text.casefold()]
    if text in values or same:
        return OffsetUse(token.offset, "value", text, item, (code_list,), value=same[0] if same else text)
    for spelling in (text, folded(text)):
        for name, value in vocabulary.values_of_spelling.get(spelling, ()):
            if name == code_list:
                return OffsetUse(token.offset, "other spelling", text, item, (code_list,), value)
    near = nearest_value(text, code_list, _LIKE_IN_LIST, vocabulary)
    return OffsetUse(token.offset, "not a value", text, item, (code_list,), near=near)


def _use_anywhere(token: Token, vocabulary: Vocabulary) -> OffsetUse | None:
    """Return the use in a text for which no item or code list is known; None if there is no use."""
    text = token.text
    if token.kind != "text" or not is_distinctive(text):
        return None
    if text in vocabulary.lists_of_value:
        return OffsetUse(token.offset, "value", text, None, vocabulary.lists_of_value[text], text)
    if item := vocabulary.item_by_letters.get(letters_of(text)):
        return OffsetUse(token.offset, "item", text, item)
    if len(text) < _SHORTEST_MISSPELLING or "\n" in text:
        return None
    if listed := vocabulary.values_of_spelling.get(text):
        return OffsetUse(token.offset, "other spelling", text, None, tuple(name for name, _ in listed), listed[0][1])
    near = nearest_value(text, None, _LIKE_ANYWHERE, vocabulary)
    if near is None or _is_program_word(text, near) or (" " not in near and len(text) < LONG_WORD):
        return None
    return OffsetUse(token.offset, "not a value", text, None, vocabulary.lists_of_value[near], near=near)


def _is_program_word(text: str, near: str) -> bool:
    """Say whether a text is a common word in programs, such as `weekly` or `not_known`, rather than a misspelt value."""
    return (text.isidentifier() or " " not in near) and letters_of(text) == letters_of(near)


def _as_mapped_spelling(use: OffsetUse, right: Sequence[str], vocabulary: Vocabulary) -> OffsetUse:
    """Return a text that is not a value as another spelling, if its row maps it to a value of the same code list."""
    for text in right:
        if set(vocabulary.lists_of_value.get(text, ())) & set(use.code_lists):
            return replace(use, kind="other spelling", value=text, near=None)
    return use


def _incomplete_lists(script: Script, columns: Sequence[Column], compared: Mapping[int, ComparedItem]) -> Iterator[OffsetUse]:
    """Yield the lists in a script that have several values of a code list, but not all. If columns overlap, only the first is used."""
    seen: set[int] = set()
    for column in columns:
        code_list = _code_list_of(script, column, compared)
        if not code_list or seen & set(column.cells):
            continue
        seen |= set(column.cells)
        listed = chain.from_iterable(
            ((spelling, value) for name, value in values if name == code_list)
            for spelling, values in script.vocabulary.values_of_spelling.items()
        )
        value_of = dict(listed)
        texts = {value_of.get(script.tokens[cell].text, script.tokens[cell].text) for cell in column.cells}
        values = script.vocabulary.values[code_list]
        lacks = tuple(value for value in values if value not in texts)
        if len(values) - len(lacks) >= _FEWEST_VALUES and lacks:
            first = script.tokens[min(column.cells)]
            item = column.compared.item if column.compared else None
            yield OffsetUse(first.offset, "incomplete list", first.text, item, (code_list,), lacks=lacks)
