"""How deeply an expression is nested. Parsers and compilers that go down level by level end in a crash on thousands of levels."""

import re

MOST_LEVELS = 30
"""The most levels of brackets and of signs, such as NOT and +, in an expression. Nobody can read more."""
MOST_CHARACTERS = 20_000
"""The most characters in an expression. The longest one of version 4.0 has about 140."""
_TOKEN = re.compile(
    r"""'(?:[^']|'')*' | "[^"]*"
    | (?P<opens>[(\[{]) | (?P<closes>[)\]}])
    | (?P<ends>,|;|\b(?:AND|OR)\b)
    | (?P<chains>\bNOT\b|[-+*/%~|.])""",
    re.VERBOSE | re.IGNORECASE,
)


def too_deep_at(text: str) -> int | None:
    """Return the offset at which an expression becomes too deep or too long; None if it does not.

    Texts in quotation marks do not count. AND, OR and commas begin a new chain of signs: only signs that follow one another nest.
    """
    chains = [0]
    for token in _TOKEN.finditer(text, 0, MOST_CHARACTERS):
        match token.lastgroup:
            case "opens":
                chains.append(0)
            case "closes" if len(chains) > 1:
                chains.pop()
            case "ends":
                chains[-1] = 0
            case "chains":
                chains[-1] += 1
        if len(chains) - 1 + chains[-1] > MOST_LEVELS:
            return token.start()
    return MOST_CHARACTERS if len(text) > MOST_CHARACTERS else None
