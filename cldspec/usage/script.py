"""A script as tokens: which of them name a data item, and which texts are compared with one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cldspec.usage.tokens import TABLE, Style, Token
from cldspec.usage.vocabulary import Vocabulary, letters_of

_OPENING_BRACKET = {")": "(", "]": "[", "}": "{"}
_VALUE_KEEPING = frozenset(
    {"trim", "ltrim", "rtrim", "upper", "lower", "isnull", "coalesce", "nullif", "cast", "convert", "try_cast", "try_convert", "max", "min"}
    | {"strip", "tolower", "toupper", "trimws", "str_trim", "fillna", "astype", "as.character"}
)
"""The functions of SQL and other languages that turn an item's value into a value of the same item."""
_CASE_CHANGING = frozenset({"upper", "lower", "tolower", "toupper"})
_METHODS = frozenset({"str", "isin", "eq", *_VALUE_KEEPING})
_BEFORE_BRACKETS = frozenset({"where", "and", "or", "on", "when", "not", "select", "having", "if", "set", "by"})
"""The words of SQL before a bracket that are not the name of a function."""
_LONGEST_EXPRESSION = 60
"""The tokens of the longest expression in brackets that is searched for the item that it is about."""


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """The item that a text is compared with, and whether the comparison ignores upper and lower case."""

    item: str
    ignores_case: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an item: the indexes of its first and last token, and the item."""

    first: int
    last: int
    item: str


@dataclass(frozen=True)
class Script:
    """The tokens of a script, by index: `partner` gives the other bracket of a pair, `items` the item that a token names."""

    tokens: Sequence[Token]
    style: Style
    vocabulary: Vocabulary
    mentions: Sequence[Mention]
    partner: Mapping[int, int]
    items: Mapping[int, str]

    def word(self, index: int) -> str:
        """Return a word or sign in lower case; "" for a text, a quoted name, and before the first or after the last token."""
        if not 0 <= index < len(self.tokens) or self.tokens[index].kind in {"text", "name"}:
            return ""
        return self.tokens[index].text.lower()

    def is_text(self, index: int) -> bool:
        """Say whether a token is a quoted text or a number."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind in {"text", "number"}


def script_of(tokens: Sequence[Token], style: Style, vocabulary: Vocabulary) -> Script:
    """Return the script that these tokens make up."""
    mentions = list(_mentions(tokens, style, vocabulary))
    items = {index: mention.item for mention in mentions for index in range(mention.first, mention.last + 1)}
    return Script(tokens, style, vocabulary, mentions, _partners(tokens), items)


def _mentions(tokens: Sequence[Token], style: Style, vocabulary: Vocabulary) -> Iterator[Mention]:
    index = 0
    while index < len(tokens):
        token = tokens[index]
        last = index
        item = None
        if token.kind == "text":
            item = (
                None
                if style.is_sql or style is TABLE or token.text in vocabulary.lists_of_value
                else vocabulary.item_by_letters.get(letters_of(token.text))
            )
        elif token.kind in {"word", "name"} and not token.raw.startswith("#"):
            item, last = _item_named_at(tokens, index, style, vocabulary)
        if item:
            yield Mention(index, last, item)
        index = last + 1


def _item_named_at(tokens: Sequence[Token], index: int, style: Style, vocabulary: Vocabulary) -> tuple[str | None, int]:
    """Return the item that is named here, if any, and the last token of its name: outside SQL a title may be several words."""
    if style.is_sql:
        following = tokens[index + 1].raw if index + 1 < len(tokens) else ""
        is_table_or_function = following == "." or (following == "(" and tokens[index].kind == "word")
        return None if is_table_or_function else vocabulary.item_by_letters.get(letters_of(tokens[index].text)), index
    end = index
    while end + 1 < len(tokens) and end - index + 1 < vocabulary.most_words and _is_next_word(tokens[end], tokens[end + 1]):
        end += 1
    for last in range(end, index - 1, -1):
        letters = "".join(letters_of(token.text) for token in tokens[index : last + 1])
        if letters in vocabulary.item_by_letters:
            return vocabulary.item_by_letters[letters], last
    return None, index


def _is_next_word(token: Token, following: Token) -> bool:
    return following.kind == "word" and following.offset == token.offset + len(token.raw) + 1


def _partners(tokens: Sequence[Token]) -> dict[int, int]:
    """Return for each bracket the index of the one that closes or opens it, where there is one."""
    partners = {}
    still_open: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind != "sign":
            continue
        if token.text in "([{":
            still_open.append(index)
        elif token.text in ")]}" and still_open and tokens[still_open[-1]].text == _OPENING_BRACKET[token.text]:
            partners[index] = still_open.pop()
            partners[partners[index]] = index
    return partners


def item_of_expression(script: Script, index: int) -> ComparedItem | None:
    """Return the item that an expression is about, by its last token; None if it is about no item, or about several."""
    if script.word(index - 1) == "collate":
        index -= 2
    while not script.style.is_sql and script.word(index) in _METHODS and script.word(index - 1) == ".":
        index -= 2
    if index in script.items:
        return ComparedItem(script.items[index])
    begin = script.partner.get(index, index)
    if not 0 < index - begin <= _LONGEST_EXPRESSION:
        return None
    called = script.word(begin - 1)
    items = {script.items[inner] for inner in range(begin, index) if inner in script.items}
    words = {script.word(inner) for inner in range(begin, index)}
    if not items and not script.style.is_sql and called in _METHODS and script.word(begin - 2) == ".":
        return item_of_expression(script, begin - 3)
    keeps_value = called in _VALUE_KEEPING or script.tokens[begin].text == "[" or not called.isidentifier() or called in _BEFORE_BRACKETS
    functions = {script.word(inner - 1) for inner in range(begin + 1, index) if script.word(inner) == "("} - {"", "("}
    if len(items) == 1 and keeps_value and functions <= _VALUE_KEEPING and not words & {"select", "case", "=", "+", "&"}:
        return ComparedItem(items.pop(), ignores_case=bool(_CASE_CHANGING & {called, *functions}))
    return None


def compared_texts(script: Script) -> Iterator[tuple[int, ComparedItem]]:
    """Yield the texts that are compared with an item: `item = 'text'`, `'text' = item`, `item LIKE 'text'`."""
    comparisons = script.style.comparisons
    for index in range(len(script.tokens)):
        if not script.is_text(index) or (index in script.items and not script.style.is_sql and script.word(index + 1) != ""):
            continue
        if {script.word(index - 1), script.word(index + 1)} & {"+", "|", "&"}:  # part of a longer text
            continue
        compared = None
        if script.word(index - 1) in comparisons:
            compared = item_of_expression(script, index - 3 if script.word(index - 2) == "not" else index - 2)
        if compared is None and script.word(index + 1) in comparisons - {"like"}:
            end = index + 2
            while script.word(end + 1) == "." and end not in script.items:
                end += 2
            compared = ComparedItem(script.items[end]) if end in script.items else None
        if compared:
            yield index, compared


def elements_between(script: Script, opening: int) -> list[list[int]]:
    """Return the tokens between the commas inside a pair of brackets, by the opening one; of an inner pair, only its opening."""
    elements: list[list[int]] = [[]]
    index = opening + 1
    while index < script.partner[opening]:
        if script.word(index) == ",":
            elements.append([])
        else:
            elements[-1].append(index)
        index = max(index, script.partner.get(index, index)) + 1
    return elements
