"""Split scripts into words, quoted texts, numbers and signs. There is no grammar, so every script can be read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Token(NamedTuple):
    """A word, a name in quotes or brackets, a text, a number or a sign.

    `kind` is "word", "name", "text", "number" or "sign". `raw` is the token with its quotes, `text` without them. `offset` counts
    characters from the start of the script.
    """

    kind: str
    text: str
    raw: str
    offset: int


@dataclass(frozen=True, kw_only=True)
class Style:
    """How one kind of script is written.

    `unclosed` replaces `tokens` for a script with a quote that is not closed: in it, a text ends at the end of its line.
    `comparisons` are the signs and words that compare two values.
    """

    tokens: re.Pattern[str]
    unclosed: re.Pattern[str]
    comparisons: frozenset[str]
    is_sql: bool = False
    has_backslashes: bool = False


def _pattern(comment: str, text: str, name: str, word: str) -> re.Pattern[str]:
    """Return the pattern of a token; each group is named after a kind of token, or `skip`."""
    rest = r"(?P<number>\d[\w.]*+)|(?P<sign>%in%|<>|[!=<>]==?|=>|.)"
    return re.compile(rf"(?P<skip>\s++|{comment})|(?P<text>{text})|(?P<name>{name})|(?P<word>{word})|{rest}")


_COMMENT_EDGE = re.compile(r"/\*|\*/")
_NEVER = r"(?!)"
_WORD = r"[^\W\d]\w*+"
_SQL_NAME = r'\[[^\[\]\n]{1,128}+(?:\]\][^\[\]\n]{0,128}+)*+\]|"[^"\n]{1,128}+"'
_SQL_WORD = r"[@#]*+[^\W\d][\w$#@]*+"
_BATCH_END = re.compile(r"^[ \t]*GO(?:[ \t]+\d+)?[ \t]*;?[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
SQL = Style(
    tokens=_pattern(r"--[^\n]*+|/\*", r"[nN]?'[^']*+(?:''[^']*+)*+'", _SQL_NAME, _SQL_WORD),
    unclosed=_pattern(r"--[^\n]*+|/\*", r"[nN]?'[^'\n]*+(?:''[^'\n]*+)*+'", _SQL_NAME, _SQL_WORD),
    comparisons=frozenset({"=", "==", "<>", "!=", "like"}),
    is_sql=True,
)
_CODE_TEXT = (
    r"[a-zA-Z]{0,2}(?:\"\"\"(?s:(?:[^\"\\]|\\.|\"(?!\"\"))*+)\"\"\"|'{3}(?s:(?:[^'\\]|\\.|'(?!''))*+)'{3}"
    r"|\"(?:[^\"\\\n]|\\.)*+(?:\"|(?=\n)|\Z|(?=\\))|'(?:[^'\\\n]|\\.)*+(?:'|(?=\n)|\Z|(?=\\)))"
)


def _code_style(word: str) -> Style:
    """Return the style of Python and the like, where this pattern matches a word."""
    pattern = _pattern(r"#[^\n]*+", _CODE_TEXT, _NEVER, word)
    return Style(tokens=pattern, unclosed=pattern, comparisons=frozenset({"==", "!=", "===", "!=="}), has_backslashes=True)


CODE = _code_style(_WORD)
_OTHER_PATTERN = _pattern(
    r"--[^\n]*+|//[^\n]*+|/\*", r"\"[^\"\n]*+(?:\"\"[^\"\n]*+)*+\"|(?<!\w)[nN]?'[^'\n]*+(?:''[^'\n]*+)*+'", _NEVER, _WORD
)
OTHER = Style(tokens=_OTHER_PATTERN, unclosed=_OTHER_PATTERN, comparisons=SQL.comparisons)
_CELLS = re.compile(r"(?P<skip>[ \t\r]++)|(?P<text>\"[^\"]*+(?:\"\"[^\"]*+)*+\"|[^\s,;\t\"][^,;\t\r\n]*+)|(?P<sign>[\s\S])")
TABLE = Style(tokens=_CELLS, unclosed=_CELLS, comparisons=frozenset())
STYLES: Mapping[str, Style] = {
    **dict.fromkeys((".sql", ".tsql", ".ddl", ".prc", ".proc", ".view"), SQL),
    **dict.fromkeys((".py", ".ps1", ".psm1", ".sh", ".jl"), CODE),
    **dict.fromkeys((".r", ".rmd", ".qmd"), _code_style(r"[^\W\d][\w.]*+")),
    **dict.fromkeys((".csv", ".tsv"), TABLE),
}


def tokens_of(text: str, style: Style) -> list[Token]:
    """Return the tokens of a script. SQL is read batch by batch, so that a quote that is not closed affects only its own batch."""
    ends = [match.start() for match in _BATCH_END.finditer(text)] if style.is_sql else []
    tokens: list[Token] = []
    start = 0
    for end in [*ends, len(text)]:
        batch, stopped = _batch(text, start, end, style, style.tokens)
        if style.is_sql and any(token.raw == "'" for token in batch):
            batch, stopped = _batch(text, start, end, style, style.unclosed)
        tokens += batch
        start = stopped
    return tokens


def _batch(text: str, start: int, end: int, style: Style, pattern: re.Pattern[str]) -> tuple[list[Token], int]:
    """Return the tokens between two offsets, and the offset where reading stopped: a comment may go on beyond the end."""
    tokens = []
    offset = start
    while offset < end and (match := pattern.match(text, offset, end)):
        kind, raw, token_start = match.lastgroup or "", match.group(), offset
        offset = match.end()
        if raw == "/*":
            offset = _end_of_comment(text, offset, nested=style.is_sql)
        elif kind != "skip":
            tokens.append(Token(kind, _content(kind, raw, style), raw, token_start))
    return tokens, offset


def _end_of_comment(text: str, start: int, *, nested: bool) -> int:
    """Return the offset after a comment, from the offset after its opening sign. In SQL, comments contain comments."""
    depth = 1
    for match in _COMMENT_EDGE.finditer(text, start):
        if match.group() == "*/":
            depth -= 1
        elif nested:
            depth += 1
        if depth == 0:
            return match.end()
    return len(text)


def _content(kind: str, raw: str, style: Style) -> str:
    """Return a token without its quotes or brackets."""
    if kind == "name":
        return raw[1:-1].replace("]]", "]")
    return unquoted(raw, style)[0] if kind == "text" else raw


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def unquoted(raw: str, style: Style) -> tuple[str, Sequence[int]]:
    """Return a quoted text without quotes and escapes, and the offset in `raw` of each of its characters."""
    begin = next((offset for offset, character in enumerate(raw[:3]) if character in "'\""), None)
    if begin is None:  # a cell without quotes
        return raw.rstrip(), range(len(raw.rstrip()))
    quote = raw[begin]
    width = len('"""') if style.has_backslashes and len(raw) - begin >= len('""""""') and raw.startswith(quote * 3, begin) else 1
    begin += width
    end = len(raw) - width if len(raw) > begin and raw.endswith(quote) else len(raw)
    escape = "\\" if style.has_backslashes else quote
    if escape not in raw[begin:end]:
        return raw[begin:end], range(begin, end)
    text: list[str] = []
    offsets: list[int] = []
    offset = begin
    while offset < end:
        is_escape = raw[offset] == escape and offset + 1 < end
        offset += is_escape
        text.append(_ESCAPES.get(raw[offset], raw[offset]) if is_escape and style.has_backslashes else raw[offset])
        offsets.append(offset)
        offset += 1
    return "".join(text), offsets


_JSON_STRING = r'"(?:[^"\\]|\\.)*+"'
_STRING = re.compile(_JSON_STRING)
_CHARACTER = re.compile(r"\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)
_CELL_PART = re.compile(
    rf'"cell_type"\s*+:\s*+"(?P<kind>\w++)"|"source"\s*+:\s*+(?P<source>\[(?:\s*+{_JSON_STRING}\s*+,?)*+\s*+\]|{_JSON_STRING})'
)


def code_of_notebook(text: str) -> tuple[str, Sequence[int]]:
    """Return the code in the JSON of a notebook, and the offset in the JSON of each of its characters."""
    code: list[str] = []
    offsets: list[int] = []
    cell_type = ""
    for part in _CELL_PART.finditer(text):
        cell_type = part["kind"] or cell_type
        if part["source"] is None or cell_type != "code":
            continue
        for string in _STRING.finditer(text, part.start("source"), part.end("source")):
            for character in _CHARACTER.finditer(text, string.start() + 1, string.end() - 1):
                escaped = character.group()
                code.append(escaped if len(escaped) == 1 else _unescaped(escaped))
                offsets.append(character.start())
        code.append("\n")
        offsets.append(part.end() - 1)
    return "".join(code), offsets


def _unescaped(escape: str) -> str:
    """Return the character that an escape in JSON stands for."""
    if len(escape) > len("\\u"):
        return chr(int(escape.removeprefix("\\u"), base=16))
    return _ESCAPES.get(escape[1], escape[1])
