"""Scripts as words, texts and signs, by the habits of a few kinds of language: no grammar, so that nothing fails to be read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Token(NamedTuple):
    """A word, a name in quotes or brackets, a text, a number or a sign: `text` without its quotes, `raw` with them."""

    kind: str
    text: str
    raw: str
    at: int


@dataclass(frozen=True, kw_only=True)
class Style:
    """How a kind of script is written; `damaged` reads one in which a quote is not closed: no text goes beyond its line."""

    tokens: re.Pattern[str]
    damaged: re.Pattern[str]
    comparing: frozenset[str]
    is_sql: bool = False
    has_backslashes: bool = False


def _pattern(comment: str, text: str, name: str, word: str) -> re.Pattern[str]:
    rest = r"(?P<number>\d[\w.]*+)|(?P<sign>%in%|<>|[!=<>]==?|=>|.)"
    return re.compile(rf"(?P<skip>\s++|{comment})|(?P<text>{text})|(?P<name>{name})|(?P<word>{word})|{rest}")


_BLOCK = re.compile(r"/\*|\*/")
_NEVER = r"(?!)"
_WORD = r"[^\W\d]\w*+"
_SQL_NAME = r'\[[^\[\]\n]{1,128}+(?:\]\][^\[\]\n]{0,128}+)*+\]|"[^"\n]{1,128}+"'
_SQL_WORD = r"[@#]*+[^\W\d][\w$#@]*+"
_BATCH = re.compile(r"^[ \t]*GO(?:[ \t]+\d+)?[ \t]*;?[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
SQL = Style(
    tokens=_pattern(r"--[^\n]*+|/\*", r"[nN]?'[^']*+(?:''[^']*+)*+'", _SQL_NAME, _SQL_WORD),
    damaged=_pattern(r"--[^\n]*+|/\*", r"[nN]?'[^'\n]*+(?:''[^'\n]*+)*+'", _SQL_NAME, _SQL_WORD),
    comparing=frozenset({"=", "==", "<>", "!=", "like"}),
    is_sql=True,
)
_CODE_TEXT = (
    r"[a-zA-Z]{0,2}(?:\"\"\"(?s:(?:[^\"\\]|\\.|\"(?!\"\"))*+)\"\"\"|'{3}(?s:(?:[^'\\]|\\.|'(?!''))*+)'{3}"
    r"|\"(?:[^\"\\\n]|\\.)*+(?:\"|(?=\n)|\Z|(?=\\))|'(?:[^'\\\n]|\\.)*+(?:'|(?=\n)|\Z|(?=\\)))"
)


def _code(word: str) -> Style:
    pattern = _pattern(r"#[^\n]*+", _CODE_TEXT, _NEVER, word)
    return Style(tokens=pattern, damaged=pattern, comparing=frozenset({"==", "!=", "===", "!=="}), has_backslashes=True)


CODE = _code(_WORD)
_OTHER_PATTERN = _pattern(
    r"--[^\n]*+|//[^\n]*+|/\*", r"\"[^\"\n]*+(?:\"\"[^\"\n]*+)*+\"|(?<!\w)[nN]?'[^'\n]*+(?:''[^'\n]*+)*+'", _NEVER, _WORD
)
OTHER = Style(tokens=_OTHER_PATTERN, damaged=_OTHER_PATTERN, comparing=SQL.comparing)
_CELLS = re.compile(r"(?P<skip>[ \t\r]++)|(?P<text>\"[^\"]*+(?:\"\"[^\"]*+)*+\"|[^\s,;\t\"][^,;\t\r\n]*+)|(?P<sign>[\s\S])")
TABLE = Style(tokens=_CELLS, damaged=_CELLS, comparing=frozenset())
STYLES: Mapping[str, Style] = {
    **dict.fromkeys((".sql", ".tsql", ".ddl", ".prc", ".proc", ".view"), SQL),
    **dict.fromkeys((".py", ".ps1", ".psm1", ".sh", ".jl"), CODE),
    **dict.fromkeys((".r", ".rmd", ".qmd"), _code(r"[^\W\d][\w.]*+")),
    **dict.fromkeys((".csv", ".tsv"), TABLE),
}


def tokens_of(text: str, style: Style) -> list[Token]:
    """Return the tokens of a script; in SQL, batch by batch, so that a quote that is not closed spoils its own batch at most."""
    ends = [match.start() for match in _BATCH.finditer(text)] if style.is_sql else []
    tokens: list[Token] = []
    at = 0
    for end in [*ends, len(text)]:
        batch, reached = _batch(text, at, end, style, style.tokens)
        if style.is_sql and any(token.raw == "'" for token in batch):
            batch, reached = _batch(text, at, end, style, style.damaged)
        tokens += batch
        at = reached
    return tokens


def _batch(text: str, at: int, end: int, style: Style, pattern: re.Pattern[str]) -> tuple[list[Token], int]:
    """Return the tokens between two places, and where reading ended: a comment may go on beyond."""
    tokens = []
    while at < end and (match := pattern.match(text, at, end)):
        kind, raw, start = match.lastgroup or "", match.group(), at
        at = match.end()
        if raw == "/*":
            at = _after_comment(text, at, nested=style.is_sql)
        elif kind != "skip":
            tokens.append(Token(kind, _inner(kind, raw, style), raw, start))
    return tokens, at


def _after_comment(text: str, at: int, *, nested: bool) -> int:
    """Return where a comment ends whose beginning ends here; in SQL, comments hold comments."""
    depth = 1
    for match in _BLOCK.finditer(text, at):
        if match.group() == "*/":
            depth -= 1
        elif nested:
            depth += 1
        if depth == 0:
            return match.end()
    return len(text)


def _inner(kind: str, raw: str, style: Style) -> str:
    """Return what stands within quotes or brackets, as it is meant."""
    if kind == "name":
        return raw[1:-1].replace("]]", "]")
    return meant(raw, style)[0] if kind == "text" else raw


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def meant(raw: str, style: Style) -> tuple[str, Sequence[int]]:
    """Return the text that is meant by one with its quotes, and where each of its characters stands."""
    begin = next((at for at, character in enumerate(raw[:3]) if character in "'\""), None)
    if begin is None:  # a cell without quotes
        return raw.rstrip(), range(len(raw.rstrip()))
    quote = raw[begin]
    width = len('"""') if style.has_backslashes and len(raw) - begin >= len('""""""') and raw.startswith(quote * 3, begin) else 1
    begin += width
    end = len(raw) - width if len(raw) > begin and raw.endswith(quote) else len(raw)
    sign = "\\" if style.has_backslashes else quote
    if sign not in raw[begin:end]:
        return raw[begin:end], range(begin, end)
    text: list[str] = []
    places: list[int] = []
    at = begin
    while at < end:
        is_escape = raw[at] == sign and at + 1 < end
        at += is_escape
        text.append(_ESCAPES.get(raw[at], raw[at]) if is_escape and style.has_backslashes else raw[at])
        places.append(at)
        at += 1
    return "".join(text), places


_JSON_STRING = r'"(?:[^"\\]|\\.)*+"'
_STRINGS = re.compile(_JSON_STRING)
_CHARACTERS = re.compile(r"\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)
_PARTS = re.compile(
    rf'"cell_type"\s*+:\s*+"(?P<kind>\w++)"|"source"\s*+:\s*+(?P<source>\[(?:\s*+{_JSON_STRING}\s*+,?)*+\s*+\]|{_JSON_STRING})'
)


def notebook(text: str) -> tuple[str, Sequence[int]]:
    """Return the code of a notebook, and where in its JSON each character stands."""
    code: list[str] = []
    places: list[int] = []
    kind = ""
    for part in _PARTS.finditer(text):
        kind = part["kind"] or kind
        if part["source"] is None or kind != "code":
            continue
        for string in _STRINGS.finditer(text, part.start("source"), part.end("source")):
            for character in _CHARACTERS.finditer(text, string.start() + 1, string.end() - 1):
                written = character.group()
                code.append(written if len(written) == 1 else _unescaped(written))
                places.append(character.start())
        code.append("\n")
        places.append(part.end() - 1)
    return "".join(code), places


def _unescaped(escape: str) -> str:
    """Return the character that an escape of JSON stands for."""
    if len(escape) > len("\\u"):
        return chr(int(escape.removeprefix("\\u"), base=16))
    return _ESCAPES.get(escape[1], escape[1])


# What names and texts stand for
