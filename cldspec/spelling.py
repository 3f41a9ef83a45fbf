"""Compare names that differ in case and spaces, and suggest the nearest of several names."""

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from unicodedata import category, name, normalize

_FEW = 12
"""The most names that a sentence lists in full."""
DASHES = "‐‑‒–—―−﹘﹣－⁃"  # noqa: RUF001 - these characters are meant
"""Characters that look like a hyphen."""
QUOTES = "‘’‚‛′´`ʹʻʼʽˈ＇"  # noqa: RUF001
"""Characters that look like an apostrophe."""
SLASHES = "⁄∕／"  # noqa: RUF001
"""Characters that look like a slash."""
_ALIKE = str.maketrans(
    dict.fromkeys(DASHES, "-")
    | dict.fromkeys(QUOTES, "'")
    | dict.fromkeys("“”„‟″＂", '"')  # noqa: RUF001
    | dict.fromkeys(SLASHES, "/")
    | dict.fromkeys("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
    | dict(zip("аеорсухіјѕһԁԛԝαικνορτυχ", "aeopcyxijshdqwaiknoptux", strict=True))
)
"""Characters that look like others: dashes, quotation marks, slashes, invisible letters, and letters of other alphabets."""
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}
"""The Unicode categories of control characters, invisible characters and spaces."""


def folded(text: str) -> str:
    """Return a text in lower case with single spaces, so that texts can be compared without regard to case and spaces."""
    return " ".join(text.lower().split())


def appearance(text: str) -> str:
    """Return a text as it looks: texts with the same appearance cannot be told apart, if case, spaces and invisible signs are ignored."""
    visible = "".join(
        (" " if category(character).startswith("Z") or character.isspace() else "")
        if category(character) in _INVISIBLE or "\ufe00" <= character <= "\ufe0f"
        else character
        for character in normalize("NFKC", text.translate(_ALIKE))
    )
    return " ".join(normalize("NFKC", visible.casefold().translate(_ALIKE)).split())


def signs_apart(text: str, other: str) -> str:
    """Return in words by which characters a text differs from another that looks the same."""
    own, others = ([sign for sign in dict.fromkeys(one) if sign not in another] for one, another in ((text, other), (other, text)))
    if normalize("NFC", text) == normalize("NFC", other) or not (own or others):
        return "it is written with other Unicode characters for the same letters"
    parts = [f"{subject} has {', '.join(map(_named, signs))}" for subject, signs in (("it", own), ("the other", others)) if signs]
    return " and ".join(parts)


def _named(sign: str) -> str:
    return f"U+{ord(sign):04X} ({name(sign, 'a control character').lower()})"


def nearest(word: str, known: Collection[str], count: int = 1) -> Sequence[str]:
    """Return up to `count` of the known words that are most like `word`, in any case, best first."""
    by_folded: dict[str, str] = {}
    for candidate in sorted(known):
        by_folded.setdefault(candidate.casefold(), candidate)
    matches = get_close_matches(word.casefold(), by_folded, n=count, cutoff=0.6)
    return [by_folded[match] for match in matches]


def suggest(word: str, known: Collection[str]) -> str:
    """Return a sentence that suggests the nearest known word, or that lists the known words if none is near."""
    near = nearest(word, known)
    if near:
        return f"Did you mean {near[0]}?"
    words = sorted(known)
    if not words:
        return "There are none yet."
    if len(words) <= _FEW:
        return f"Choose from: {', '.join(words)}."
    return f"There are {len(words)} to choose from, such as {words[0]} and {words[-1]}."
