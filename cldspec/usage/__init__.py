"""Who uses what of a specification: the data items and list values in the scripts of those who work with the data.

A script is read as its words, texts and signs, in no grammar but a few habits: `item = 'text'`, `item IN ('text', ...)`,
`CASE item WHEN 'text' THEN 'text'`, rows of `VALUES`, `SELECT 'text' UNION SELECT 'text'`. So a script that no database
would take is read as far as it goes. Comments are left out; SQL that stands in a text is read, too.
"""

import os
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Literal

from cldspec.model import Specification
from cldspec.spelling import folded
from cldspec.usage.tokens import CODE, OTHER, SQL, STYLES, TABLE, Style, Token, meant, notebook, tokens_of

Kind = Literal["item", "value", "other spelling", "not a value", "incomplete list"]
Pair = tuple[str, str]
"""A code list, by its identifier, and a value of it."""

_TELLING = 4
"""The characters of the shortest text that is taken for a list value where nothing says which list it is about."""
_LONG_ENOUGH = 5
"""The characters of the shortest text that is held to be a list value spelt otherwise, where nothing says so."""
_LONG_WORD = 8
"""The same, for a text that is like a value of one word: short words are like too many others."""
_LONGEST = 250
"""The characters of the longest text that is compared with list values."""
_LIKE_KNOWN, _LIKE_ANY = 0.8, 0.9
"""How like a value a text must be: where the list is known, and anywhere."""
_SEVERAL = 3
"""The values that make a list of texts one that somebody keeps by hand."""
_NESTED = 3
"""How deep SQL within texts is read."""
_UNICODE_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Use:
    """A place of a script that uses the specification: `text` is what is written there, quotes and brackets left out.

    `item` is the data item that is named, or that the text is compared with; None where nothing says which. `code_lists`
    are the lists that the value is of: several where nothing says which. `value` is the value that the text is, or stands for;
    `near` the nearest value of what is none; `lacks` the values of the code list that a list typed in a script lacks.
    """

    file: str
    line: int
    column: int
    kind: Kind
    text: str
    item: str | None = None
    code_lists: tuple[str, ...] = ()
    value: str | None = None
    near: str | None = None
    lacks: tuple[str, ...] = ()


class UnreadableScriptError(Exception):
    """Raised where there is no such file or folder, or it is not text: says which, and what to do."""


def uses_in(name: str, text: str, specification: Specification) -> list[Use]:
    """Return the uses of a specification in the text of a script, in the order of the text.

    The ending of the name says which language it is: SQL, CSV, a notebook and so on.
    """
    vocabulary = _vocabulary(specification)
    suffix = Path(name).suffix.lower()
    if suffix == ".ipynb":
        code, places = notebook(text)
        found = [replace(one, at=places[one.at]) for one in _found(code, CODE, vocabulary)]
    else:
        found = list(_found(text, STYLES.get(suffix, OTHER), vocabulary))
    starts = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text))]
    uses = []
    for one in sorted(found, key=lambda one: (one.at, one.kind == "incomplete list")):
        line = bisect_right(starts, one.at)
        place = (name, line, one.at - starts[line - 1] + 1)
        uses.append(Use(*place, one.kind, one.text, one.item, one.code_lists, one.value, one.near, one.lacks))
    return uses


def touching(uses: Sequence[Use], items: AbstractSet[str], values: AbstractSet[Pair], lists: AbstractSet[str]) -> list[Use]:
    """Return the uses that a change touches: of these items, of these values, and of anything of these code lists.

    A text that is no value belongs to the value that it is most like.
    """

    def touched(use: Use) -> bool:
        if use.kind == "item":
            return use.item in items
        pairs = {(code_list, value) for code_list in use.code_lists for value in (use.value, use.near) if value is not None}
        return bool(pairs & values) or bool(lists & set(use.code_lists))

    return [use for use in uses if touched(use)]


def read_scripts(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Yield name and text of each script: files, and what is text in folders and the folders in them, hidden ones left out.

    Raises UnreadableScriptError.
    """
    seen = set()
    for path in paths:
        for file in _files_of(path):
            if file.resolve() in seen:
                continue
            seen.add(file.resolve())
            text = _text_of(file)
            if text is not None:
                yield str(file), text
            elif file == path:
                raise UnreadableScriptError(f"{path} is not text. Name scripts, or folders that hold them.")


def _files_of(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise UnreadableScriptError(f"There is no file or folder {path}.")
    if not path.is_dir():
        yield path
        return

    def refuse(error: OSError) -> None:
        raise UnreadableScriptError(f"{error.filename} cannot be read: {error.strerror}.") from error

    for folder, names, files in os.walk(path, onerror=refuse):
        names[:] = sorted(name for name in names if not name.startswith("."))
        yield from (Path(folder, file) for file in sorted(files) if not file.startswith(".") and Path(folder, file).is_file())


def _text_of(path: Path) -> str | None:
    """Return the text of a file as editors on Windows and elsewhere save it; None where it is not text."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableScriptError(f"{path} cannot be read: {error.strerror}.") from error
    if content.startswith(_UNICODE_16):
        text = content.decode("utf-16", errors="replace")
        return None if "\0" in text else text
    if b"\0" in content:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


# A script as tokens


@dataclass(frozen=True, eq=False)
class _Vocabulary:
    """The names and values of a specification by how they are written."""

    item_by_name: Mapping[str, str]
    most_words: int
    list_of_item: Mapping[str, str]
    values: Mapping[str, tuple[str, ...]]
    lists_of_value: Mapping[str, tuple[str, ...]]
    lists_of_other: Mapping[str, tuple[Pair, ...]]
    pairs_by_letters: Mapping[str, tuple[Pair, ...]]


@lru_cache(maxsize=4)
def _vocabulary(specification: Specification) -> _Vocabulary:
    items = specification.items
    names: dict[str, str] = {}
    called = Counter(_letters(name) for item in items for name in {other.value for other in item.also_called})
    for item in items:
        names.setdefault(_letters(item.id), item.id)
    for item in items:
        names.setdefault(_letters(item.title), item.id)
    for item in items:
        for other in item.also_called:
            if called[_letters(other.value)] == 1:
                names.setdefault(_letters(other.value), item.id)
    lists_of_value: dict[str, tuple[str, ...]] = {}
    lists_of_other: dict[str, tuple[Pair, ...]] = {}
    by_letters: dict[str, tuple[Pair, ...]] = {}
    for code_list in specification.code_lists:
        for code in code_list.codes:
            lists_of_value[code.value] = (*lists_of_value.get(code.value, ()), code_list.id)
            by_letters[_letters(code.value)] = (*by_letters.get(_letters(code.value), ()), (code_list.id, code.value))
            for alternative in code.also_seen_as:
                spellings = {alternative.value}
                if _letters(alternative.value) != _letters(code.value):
                    spellings.add(folded(alternative.value))
                for spelling in spellings:
                    lists_of_other[spelling] = (*lists_of_other.get(spelling, ()), (code_list.id, code.value))
    return _Vocabulary(
        item_by_name={name: item for name, item in names.items() if name},
        most_words=max((len(re.findall(r"\w+", item.title)) for item in items), default=1),
        list_of_item={item.id: item.code_list for item in items if item.code_list},
        values={code_list.id: code_list.values for code_list in specification.code_lists},
        lists_of_value=lists_of_value,
        lists_of_other=lists_of_other,
        pairs_by_letters=by_letters,
    )


@lru_cache(maxsize=2**16)
def _letters(text: str) -> str:
    """Return the letters and digits of a text, which is all that counts where two are the same but for how they are written."""
    return re.sub(r"[\W_]+", "", text.casefold())


def _is_telling(text: str) -> bool:
    """Say whether a text is long enough to be a list value by itself, and no number."""
    return len(text) >= _TELLING and any(character.isalpha() for character in text)


@lru_cache(maxsize=2**16)
def _near(text: str, code_list: str | None, likeness: float, vocabulary: _Vocabulary) -> str | None:
    """Return the value that a text is most like, of a code list or of all; None where it is like none."""
    letters = _letters(text)
    same = [value for name, value in vocabulary.pairs_by_letters.get(letters, ()) if code_list in {None, name}]
    if same:
        return same[0]
    if len(text) > _LONGEST or not any(character.isalpha() for character in text):
        return None
    values = vocabulary.values[code_list] if code_list else vocabulary.lists_of_value
    wanted, far = text.casefold(), len(text) * 2 * (1 - likeness) / likeness
    known = {value.casefold(): value for value in values if abs(len(value) - len(text)) <= far and _is_telling(value)}
    matches = get_close_matches(wanted, known, n=1, cutoff=likeness)
    if matches:
        return known[matches[0]]
    ends = [value for value in values if len(letters) >= _LONG_WORD and _letters(value).endswith(letters)]
    return ends[0] if code_list and len(ends) == 1 else None


# Which text is compared with which item


@dataclass(frozen=True, slots=True)
class _Found:
    """A use, and how far into the text it stands."""

    at: int
    kind: Kind
    text: str
    item: str | None = None
    code_lists: tuple[str, ...] = ()
    value: str | None = None
    near: str | None = None
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Tie:
    """The item that a text is compared with, and whether their case does not count."""

    item: str
    any_case: bool = False


@dataclass(frozen=True, slots=True)
class _Column:
    """Texts that are typed below each other, by their tokens.

    `rest` has the texts that stand further right in the row of each. With `whole`, values are expected, and nothing else.
    """

    cells: tuple[int, ...]
    rest: Mapping[int, tuple[int, ...]]
    whole: bool
    tie: _Tie | None = None


@dataclass(frozen=True, slots=True)
class _Listing:
    """What the list that a text stands in says about it: its code list, if any, `whole` and the rest of its row as in a column."""

    code_list: str | None
    whole: bool
    rest: tuple[int, ...]


@dataclass(frozen=True)
class _Script:
    """A script's tokens, the bracket that belongs to each bracket, and the tokens that name an item."""

    tokens: Sequence[Token]
    style: Style
    vocabulary: _Vocabulary
    partner: Mapping[int, int]
    items: Mapping[int, str]

    def word(self, index: int) -> str:
        """Return a token that is no text, in small letters; "" for a text, and beyond either end."""
        if not 0 <= index < len(self.tokens) or self.tokens[index].kind in {"text", "name"}:
            return ""
        return self.tokens[index].text.lower()

    def is_text(self, index: int) -> bool:
        """Say whether a token is a text or a number."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind in {"text", "number"}


_OPENING = {")": "(", "]": "[", "}": "{"}
_KEEPING = frozenset(
    {"trim", "ltrim", "rtrim", "upper", "lower", "isnull", "coalesce", "nullif", "cast", "convert", "try_cast", "try_convert", "max", "min"}
    | {"strip", "tolower", "toupper", "trimws", "str_trim", "fillna", "astype", "as.character"}
)
"""The functions of SQL, and of other languages, whose result is still a value of the item that they are given."""
_ANY_CASE = frozenset({"upper", "lower", "tolower", "toupper"})
_METHODS = frozenset({"str", "isin", "eq", *_KEEPING})
_WIDEST_ROW = 100
"""The texts of a row that are looked at as one."""
_WIDEST = 60
"""The tokens of the longest expression that is looked through for the item that it is about."""


def _found(text: str, style: Style, vocabulary: _Vocabulary, depth: int = 0) -> Iterator[_Found]:
    """Yield what a script uses, in no order."""
    tokens = tokens_of(text, style)
    mentions = list(_mentions(tokens, style, vocabulary))
    items = {index: item for first, last, item in mentions for index in range(first, last + 1)}
    script = _Script(tokens, style, vocabulary, _partners(tokens), items)
    ties = dict(_ties(script))
    columns = list(_cell_columns(script) if style is TABLE else chain(_lists(script), _union_columns(script)))
    ties = _with_columns(ties, columns)
    if style is not TABLE:
        cases = list(_case_columns(script, ties))
        ties = _with_columns(ties, cases)
        columns = [*cases, *columns]
    listed = _listings(script, columns, ties)
    told = set()
    for index, token in enumerate(tokens):
        if token.kind == "text" or (token.kind == "number" and index in ties):
            if style is TABLE and token.text in told:
                continue
            told.add(token.text)
            if depth < _NESTED and index not in ties and token.kind == "text" and _is_sql(token.text):
                places = [token.at + place for place in meant(token.raw, style)[1]]
                yield from (replace(one, at=places[one.at]) for one in _found(token.text, SQL, vocabulary, depth + 1))
            else:
                yield from _of_text(script, index, ties.get(index), listed.get(index))
    for first, last, item in mentions:
        if tokens[first].kind != "text":
            written = text[tokens[first].at : tokens[last].at + len(tokens[last].raw)]
            yield _Found(tokens[first].at, "item", tokens[first].text if first == last else written, item)
    yield from _incomplete(script, columns, ties)


_STATEMENT = re.compile(r"\b(?:select|update|insert|delete|where|case|and|or|when|set|from|on)\b", re.IGNORECASE)
_CONDITION = re.compile(r"=|<>|\b(?:in\s*\(|like\b|from\b|values\b|is\b)", re.IGNORECASE)


def _is_sql(text: str) -> bool:
    """Say whether a text looks like a piece of SQL."""
    return len(text) > _LONG_WORD and bool(_STATEMENT.search(text)) and bool(_CONDITION.search(text))


def _mentions(tokens: Sequence[Token], style: Style, vocabulary: _Vocabulary) -> Iterator[tuple[int, int, str]]:
    """Yield the first and the last token of each name of an item, and the item."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        last = index
        item = None
        if token.kind == "text":
            item = (
                None
                if style.is_sql or style is TABLE or token.text in vocabulary.lists_of_value
                else vocabulary.item_by_name.get(_letters(token.text))
            )
        elif token.kind in {"word", "name"} and not token.raw.startswith("#"):
            item, last = _name_at(tokens, index, style, vocabulary)
        if item:
            yield index, last, item
        index = last + 1


def _name_at(tokens: Sequence[Token], index: int, style: Style, vocabulary: _Vocabulary) -> tuple[str | None, int]:
    """Return the item that is named here, if any, and the last token of its name: outside SQL a title may be several words."""
    if style.is_sql:
        following = tokens[index + 1].raw if index + 1 < len(tokens) else ""
        is_other = following == "." or (following == "(" and tokens[index].kind == "word")
        return None if is_other else vocabulary.item_by_name.get(_letters(tokens[index].text)), index
    end = index
    while end + 1 < len(tokens) and end - index + 1 < vocabulary.most_words and _is_next_word(tokens[end], tokens[end + 1]):
        end += 1
    for last in range(end, index - 1, -1):
        name = "".join(_letters(token.text) for token in tokens[index : last + 1])
        if name in vocabulary.item_by_name:
            return vocabulary.item_by_name[name], last
    return None, index


def _is_next_word(token: Token, following: Token) -> bool:
    return following.kind == "word" and following.at == token.at + len(token.raw) + 1


def _partners(tokens: Sequence[Token]) -> dict[int, int]:
    """Return for each bracket the one that closes or opens it, where there is one."""
    partners = {}
    open_: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind != "sign":
            continue
        if token.text in "([{":
            open_.append(index)
        elif token.text in ")]}" and open_ and tokens[open_[-1]].text == _OPENING[token.text]:
            partners[index] = open_.pop()
            partners[partners[index]] = index
    return partners


def _operand(script: _Script, index: int) -> _Tie | None:
    """Return the item that the expression is about whose last token this is; None where it is about none, or several."""
    if script.word(index - 1) == "collate":
        index -= 2
    while not script.style.is_sql and script.word(index) in _METHODS and script.word(index - 1) == ".":
        index -= 2
    if index in script.items:
        return _Tie(script.items[index])
    begin = script.partner.get(index, index)
    if not 0 < index - begin <= _WIDEST:
        return None
    called = script.word(begin - 1)
    within = {script.items[inner] for inner in range(begin, index) if inner in script.items}
    words = {script.word(inner) for inner in range(begin, index)}
    if not within and not script.style.is_sql and called in _METHODS and script.word(begin - 2) == ".":
        return _operand(script, begin - 3)
    is_kept = called in _KEEPING or script.tokens[begin].text == "[" or not called.isidentifier() or called in _BEFORE_BRACKETS
    functions = {script.word(inner - 1) for inner in range(begin + 1, index) if script.word(inner) == "("} - {"", "("}
    if len(within) == 1 and is_kept and functions <= _KEEPING and not words & {"select", "case", "=", "+", "&"}:
        return _Tie(within.pop(), any_case=bool(_ANY_CASE & {called, *functions}))
    return None


_BEFORE_BRACKETS = frozenset({"where", "and", "or", "on", "when", "not", "select", "having", "if", "set", "by"})


def _ties(script: _Script) -> Iterator[tuple[int, _Tie]]:
    """Yield the texts that are compared with an item: `item = 'text'`, `'text' = item`, `item LIKE 'text'`."""
    comparing = script.style.comparing
    for index in range(len(script.tokens)):
        if not script.is_text(index) or (index in script.items and not script.style.is_sql and script.word(index + 1) != ""):
            continue
        if {script.word(index - 1), script.word(index + 1)} & {"+", "|", "&"}:  # a piece of a longer text
            continue
        tie = None
        if script.word(index - 1) in comparing:
            tie = _operand(script, index - 3 if script.word(index - 2) == "not" else index - 2)
        if tie is None and script.word(index + 1) in comparing - {"like"}:
            end = index + 2
            while script.word(end + 1) == "." and end not in script.items:
                end += 2
            tie = _Tie(script.items[end]) if end in script.items else None
        if tie:
            yield index, tie


def _elements(script: _Script, begin: int) -> list[list[int]]:
    """Return the tokens between the commas in a pair of brackets; an inner pair counts as its first."""
    elements: list[list[int]] = [[]]
    index = begin + 1
    while index < script.partner[begin]:
        if script.word(index) == ",":
            elements.append([])
        else:
            elements[-1].append(index)
        index = max(index, script.partner.get(index, index)) + 1
    return elements


def _lists(script: _Script) -> Iterator[_Column]:
    """Yield the lists in brackets: after IN, the rows of VALUES, and those of other languages."""
    done: set[int] = set()
    for begin in sorted(script.partner):
        if begin in done or script.partner[begin] < begin:
            continue
        if script.word(begin - 1) == "values":
            yield from _values_columns(script, begin, done)
            continue
        elements = _elements(script, begin)
        rows = [row for element in elements if (row := _row(script, element))]
        if not rows:
            continue
        tie, whole = _in(script, begin)
        yield from _columns([tuple(row) for row in rows], whole=whole, ties=[tie])


def _row(script: _Script, element: Sequence[int]) -> list[int | None]:
    """Return the texts of an element of a list: one, or two with a sign between them that says that they belong together."""
    if len(element) == 1 and script.is_text(element[0]):
        return [element[0]]
    is_pair = len(element) == 3 and script.is_text(element[0]) and script.is_text(element[2])  # noqa: PLR2004
    return [element[0], element[2]] if is_pair and script.word(element[1]) in {":", "=", "=>", "~"} else []


def _in(script: _Script, begin: int) -> tuple[_Tie | None, bool]:
    """Return the item that a list in brackets is compared with, and whether it is one that something is compared with."""
    before = begin - 1
    if script.word(before) == "c" and script.word(begin) == "(":
        before -= 1
    if script.word(before) == "(" and script.word(before - 1) == "isin":
        return _operand(script, before - 3), True
    if script.word(before) not in {"in", "%in%"}:
        return None, False
    return _operand(script, before - 2 if script.word(before - 1) == "not" else before - 1), True


def _columns(rows: Sequence[tuple[int | None, ...]], *, whole: bool, ties: Sequence[_Tie | None] = ()) -> Iterator[_Column]:
    """Yield the columns of rows; `ties` say what the columns are about, from the left."""
    for number in range(min(max((len(row) for row in rows), default=0), _WIDEST_ROW)):
        cells = {cell: row[number + 1 : _WIDEST_ROW] for row in rows if number < len(row) and (cell := row[number]) is not None}
        rest = {cell: tuple(other for other in others if other is not None) for cell, others in cells.items()}
        yield _Column(tuple(cells), rest, whole, ties[number] if number < len(ties) else None)


def _values_columns(script: _Script, begin: int, done: set[int]) -> Iterator[_Column]:
    """Yield the columns of the rows of VALUES; their names, where given, stand before, or behind with AS."""
    first = end = begin
    rows: list[tuple[int | None, ...]] = []
    while begin in script.partner and script.word(begin) == "(":
        done.add(begin)
        elements = _elements(script, begin)
        rows.append(tuple(element[0] if len(element) == 1 and script.is_text(element[0]) else None for element in elements))
        end = script.partner[begin]
        begin = end + 2 if script.word(end + 1) == "," else len(script.tokens)
    names = script.partner.get(first - 2) if script.word(first - 2) == ")" else None
    if names is None and rows and script.word(end + 1) == ")":
        behind = end + 4 if script.word(end + 2) == "as" else end + 3
        names = behind if script.word(behind) == "(" and behind in script.partner else None
    named = [script.items.get(element[0]) if len(element) == 1 else None for element in _elements(script, names)] if names else []
    yield from _columns(rows, whole=True, ties=[_Tie(item) if item else None for item in named])


_ENDING = frozenset(["from", "into", "union", "where", "order", "group", "having", "go", "select", "insert", "update", "delete", ";"])


def _union_columns(script: _Script) -> Iterator[_Column]:
    """Yield the columns of rows that are typed as `SELECT 'text' UNION ALL SELECT 'text'`."""
    rows: list[tuple[int | None, ...]] = []
    index = 0
    while index < len(script.tokens):
        if script.word(index) != "select":
            index += 1
            continue
        row, index = _selected(script, index + 1)
        rows.append(row)
        if script.word(index) in {"into", "from"}:  # SELECT 'text' AS name INTO #table UNION ...
            index += 2
            while script.word(index) == ".":
                index += 2
        if script.word(index) != "union":
            if len(rows) > 1:
                yield from _columns(rows, whole=True)
            rows = []


def _selected(script: _Script, index: int) -> tuple[tuple[int | None, ...], int]:
    """Return the texts that a SELECT gives, None for anything else, and where its list ends."""
    elements: list[list[int]] = [[]]
    while index < len(script.tokens) and script.word(index) not in _ENDING:
        if script.word(index) == ",":
            elements.append([])
        else:
            elements[-1].append(index)
        index = max(index, script.partner.get(index, index)) + 1
    longest = len(("text", "AS", "name"))
    return tuple(row[0] if 0 < len(row) <= longest and script.is_text(row[0]) else None for row in elements), index


def _cell_columns(script: _Script) -> Iterator[_Column]:
    """Yield the columns of a CSV file."""
    rows: list[tuple[int | None, ...]] = []
    row: list[int | None] = [None]
    for index, token in enumerate(script.tokens):
        if token.kind == "text":
            row[-1] = index
        elif token.text == "\n":
            rows.append(tuple(row))
            row = [None]
        else:
            row.append(None)
    yield from _columns([*rows, tuple(row)], whole=False)


@dataclass
class _Case:
    """A CASE that is being read: what it is about, the texts of its current WHEN, and its rows so far."""

    operand: _Tie | None
    whens: list[tuple[int, _Tie | None]]
    rows: list[tuple[int | None, _Tie | None, int | None]]
    part: str


def _case_columns(script: _Script, ties: Mapping[int, _Tie]) -> Iterator[_Column]:
    """Yield the texts that each CASE compares an item with, and those that it gives."""
    open_: list[_Case | None] = []
    for index in range(len(script.tokens)):
        word, case = script.word(index), open_[-1] if open_ else None
        if word == "case":
            open_.append(_Case(None, [], [], word))
        elif word == "begin" and script.word(index + 1) not in {"tran", "transaction", "distributed"}:
            open_.append(None)
        elif word == "end" and open_:
            ended = open_.pop()
            yield from _columns_of(ended) if ended else ()
        elif case and word == "when":
            case.operand = _operand(script, index - 1) if case.part == "case" else case.operand
            case.part, case.whens = word, []
        elif case and word in {"then", "else"}:
            given = index + 1 if script.is_text(index + 1) and script.word(index + 2) in {"when", "else", "end"} else None
            whens = case.whens if word == "then" else []
            case.rows += [(when, tie, given) for when, tie in whens] or [(None, None, given)]
            case.part = word
        elif case and case.part == "when" and script.is_text(index):
            is_first = script.word(index - 1) == "when"
            tie = case.operand if case.operand and is_first else ties.get(index)
            case.whens += [(index, tie)] if tie or is_first else []


def _columns_of(case: _Case) -> Iterator[_Column]:
    """Yield the columns of a CASE: one for each item that texts are compared with, and one of what it gives."""
    by_tie: dict[_Tie | None, dict[int, tuple[int, ...]]] = {}
    for when, tie, given in case.rows:
        if when is not None:
            by_tie.setdefault(tie, {})[when] = () if given is None else (given,)
    for tie, rest in by_tie.items():
        yield _Column(tuple(rest), rest, whole=tie is not None, tie=tie)
    yield _Column(tuple(dict.fromkeys(given for *_, given in case.rows if given is not None)), {}, whole=False)


# What each text is


def _with_columns(ties: Mapping[int, _Tie], columns: Sequence[_Column]) -> dict[int, _Tie]:
    """Return the ties, and those of texts that stand in a column which is about an item."""
    return {**{cell: column.tie for column in columns if column.tie for cell in column.cells}, **ties}


def _listings(script: _Script, columns: Sequence[_Column], ties: Mapping[int, _Tie]) -> dict[int, _Listing]:
    """Return what the first list that a text stands in says about it."""
    listings: dict[int, _Listing] = {}
    for column in columns:
        code_list = _code_list(script, column, ties)
        for cell in column.cells:
            listings.setdefault(cell, _Listing(code_list, column.whole, column.rest.get(cell, ())))
    return listings


def _code_list(script: _Script, column: _Column, ties: Mapping[int, _Tie]) -> str | None:
    """Return the code list of a column: that of the item it is about, else the one that most of its texts are values of."""
    if column.tie:
        return script.vocabulary.list_of_item.get(column.tie.item)
    texts = {script.tokens[cell].text for cell in column.cells if cell not in ties} - {""}
    known = Counter(
        code_list
        for text in texts
        if _is_telling(text)
        for code_list in {code_list for code_list, _ in script.vocabulary.pairs_by_letters.get(_letters(text), ())}
    )
    best = known.most_common(2)
    if not best or best[0][1] < len(("one", "another")) or best[0][1] * 2 < len(texts):
        return None
    return None if len(best) > 1 and best[0][1] == best[1][1] else best[0][0]


def _of_text(script: _Script, index: int, tie: _Tie | None, listing: _Listing | None) -> Iterator[_Found]:
    """Yield what a text uses, or is like: nothing where it has nothing to do with the specification."""
    token, vocabulary = script.tokens[index], script.vocabulary
    is_pattern = script.word(index - 1) == "like" and bool(set("%_[") & set(token.text))
    if not token.text.strip() or is_pattern:
        return
    if tie:
        code_list = vocabulary.list_of_item.get(tie.item)
        numbers = token.kind == "number" and not all(value.isdigit() for value in vocabulary.values.get(code_list or "", ()))
        found = _of_list(token, code_list, tie, vocabulary) if code_list and not numbers else None
    else:
        listing = listing or _Listing(None, whole=False, rest=())
        found = _of_list(token, listing.code_list, None, vocabulary) if listing.code_list else None
        is_sure = found and (found.kind != "not a value" or listing.whole or (found.near and not _is_other_word(token.text, found.near)))
        if not is_sure:
            found = _of_any(token, vocabulary)
    if found and found.kind == "not a value" and listing:
        found = _mapped(found, [script.tokens[cell].text for cell in listing.rest], vocabulary)
    if found:
        yield found


def _of_list(token: Token, code_list: str, tie: _Tie | None, vocabulary: _Vocabulary) -> _Found:
    """Return what a text is that should be a value of this list."""
    text, item = token.text, tie.item if tie else None
    same = [value for value in vocabulary.values[code_list] if tie and tie.any_case and value.casefold() == text.casefold()]
    if text in vocabulary.values[code_list] or same:
        return _Found(token.at, "value", text, item, (code_list,), value=same[0] if same else text)
    for spelling in (text, folded(text)):
        for name, value in vocabulary.lists_of_other.get(spelling, ()):
            if name == code_list:
                return _Found(token.at, "other spelling", text, item, (code_list,), value)
    near = _near(text, code_list, _LIKE_KNOWN, vocabulary)
    return _Found(token.at, "not a value", text, item, (code_list,), near=near)


def _of_any(token: Token, vocabulary: _Vocabulary) -> _Found | None:
    """Return what a text is that nothing ties to an item or a list."""
    text = token.text
    if token.kind != "text" or not _is_telling(text):
        return None
    if text in vocabulary.lists_of_value:
        return _Found(token.at, "value", text, None, vocabulary.lists_of_value[text], text)
    if item := vocabulary.item_by_name.get(_letters(text)):
        return _Found(token.at, "item", text, item)
    if len(text) < _LONG_ENOUGH or "\n" in text:
        return None
    if others := vocabulary.lists_of_other.get(text):
        return _Found(token.at, "other spelling", text, None, tuple(name for name, _ in others), others[0][1])
    near = _near(text, None, _LIKE_ANY, vocabulary)
    if near is None or _is_other_word(text, near) or (" " not in near and len(text) < _LONG_WORD):
        return None
    return _Found(token.at, "not a value", text, None, vocabulary.lists_of_value[near], near=near)


def _is_other_word(text: str, near: str) -> bool:
    """Say whether a text is one that programs are full of, such as `weekly` and `not_known`, rather than a value spelt otherwise."""
    return (text.isidentifier() or " " not in near) and _letters(text) == _letters(near)


def _mapped(found: _Found, rest: Sequence[str], vocabulary: _Vocabulary) -> _Found:
    """Return a text that is no value as another spelling, where the script itself maps it to a value of the same list."""
    for text in rest:
        if set(vocabulary.lists_of_value.get(text, ())) & set(found.code_lists):
            return replace(found, kind="other spelling", value=text, near=None)
    return found


def _incomplete(script: _Script, columns: Sequence[_Column], ties: Mapping[int, _Tie]) -> Iterator[_Found]:
    """Yield the lists typed in a script that hold several values of a code list, but not all; a CASE counts before its parts."""
    told: set[int] = set()
    for column in columns:
        code_list = _code_list(script, column, ties)
        if not code_list or told & set(column.cells):
            continue
        others = {
            spelling: value for spelling, pairs in script.vocabulary.lists_of_other.items() for name, value in pairs if name == code_list
        }
        texts = {others.get(script.tokens[cell].text, script.tokens[cell].text) for cell in column.cells}
        values = script.vocabulary.values[code_list]
        lacks = tuple(value for value in values if value not in texts)
        told |= set(column.cells)
        if len(values) - len(lacks) >= _SEVERAL and lacks:
            first = script.tokens[min(column.cells)]
            yield _Found(first.at, "incomplete list", first.text, column.tie.item if column.tie else None, (code_list,), lacks=lacks)
