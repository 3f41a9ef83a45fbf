"""The list value that an unreadable text most probably stands for."""

import re
from functools import lru_cache

from cldspec.rules.cells import NO_VALUE_WORDS, UNKNOWN_WORDS
from cldspec.wording import without_bracket

BLANK_WORDS = NO_VALUE_WORDS | UNKNOWN_WORDS
"""What people and programs write where there is no value, in lower case."""
SYNONYMS = (
    (r"unknown|not known|do not know|don t know", r"(.* )?(unknown|not known|do not know|don t know)"),
    (r"n a|na|not applicable", r"not applicable"),
)
"""Pairs of patterns: texts, and list values that mean the same, both as `_words_of` returns them."""
BOOLEANS = {"true": "yes", "false": "no"}
"""What spreadsheets make of yes and no, and the list value that this stands for, all in lower case."""
MAX_INITIALS, MOST_WITH_INITIALS, MIN_BEGINNING = 2, 5, 6
"""The most letters of initials that are read as the value, if it is one word, and the most values of such a list; the fewest letters
of the beginning of a list value that are read as the value. In longer lists, letters are more often codes of their own."""
SHORT_WORD, LONG_WORD = 4, 8
"""The fewest letters of a word in which one letter may be wrong, and in which two may be."""
_CACHE_SIZE = 10_000
"""The texts whose list value is remembered: the same mistake usually occurs in many rows."""


@lru_cache(_CACHE_SIZE)
def likely_list_value(text: str, values: tuple[str, ...]) -> str | None:
    """Return the list value that a text stands for with little doubt; a wrong suggestion is worse than none."""
    whole = re.sub(r"\.0+$", "", text)
    if whole.isdigit():
        lengths = sorted({len(value) for value in values if value.isdigit()})
        return next((guess for guess in (whole, *(whole.zfill(length) for length in lengths)) if guess in values), None)
    words_of_value = {value: _words_of(value) for value in values if not value.isdigit()}
    typed = _words_of(text)
    is_word = text.lower() in BLANK_WORDS or any(typed in words.split() for words in words_of_value.values())
    may_be_initial = len(typed) <= MAX_INITIALS and typed.isalpha() and not is_word and len(values) <= MOST_WITH_INITIALS
    return (
        _only([value for value, words in words_of_value.items() if words == typed != ""])
        or _only([value for value, words in words_of_value.items() if may_be_initial and words.startswith(typed)], is_word=True)
        or synonym(typed, values)
        or _only([value for value in words_of_value if value.lower() == BOOLEANS.get(typed)])
        or _only(
            [value for value in words_of_value if typed and without_bracket(value) != value and _words_of(without_bracket(value)) == typed]
        )
        or _only([value for value, words in words_of_value.items() if _is_misspelt(typed, words)])
        or _only([value for value, words in words_of_value.items() if len(typed) >= MIN_BEGINNING and typed in words], typed)
    )


def synonym(text: str, values: tuple[str, ...]) -> str | None:
    """Return the list value that says in other words that something is not known or not applicable, as the text does."""
    for texts, same_meaning in SYNONYMS:
        if re.fullmatch(texts, text):
            return _only([value for value in values if re.fullmatch(same_meaning, _words_of(value))])
    return None


def _words_of(text: str) -> str:
    """Return the words of a text in lower case, without punctuation."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _only(values: list[str], beginning: str = "", *, is_word: bool = False) -> str | None:
    """Return the value if there is only one, and it has the beginning, or if it must be, is one word."""
    if len(values) != 1:
        return None
    words = _words_of(values[0])
    return values[0] if words.startswith(beginning) and not (is_word and " " in words) else None


def _is_misspelt(typed: str, value: str) -> bool:
    """Say whether a text has the words of a value, with some of them misspelt."""
    words, right = typed.split(), value.split()
    if len(words) == len(right):
        return all(map(_is_similar, words, right))
    return typed.replace(" ", "") == value.replace(" ", "")


def _is_similar(word: str, right: str) -> bool:
    """Say whether two words have the same first letter, and differ by one letter, by two in long words, or by two swapped letters."""
    if word == right:
        return True
    longest = max(len(word), len(right))
    if word[0] != right[0] or longest < SHORT_WORD or not (word + right).isalpha():
        return False
    start = _common_beginning(word, right)
    rest, rest_right = word[start:], right[start:]
    end = _common_beginning(rest[::-1], rest_right[::-1])
    rest, rest_right = rest[: len(rest) - end], rest_right[: len(rest_right) - end]
    allowed = 2 if longest >= LONG_WORD else 1
    return max(len(rest), len(rest_right)) <= allowed or (len(rest) == len("ab") and rest == rest_right[::-1])


def _common_beginning(word: str, right: str) -> int:
    """Return how many letters two words have in common at their beginning."""
    pairs = enumerate(zip(word, right, strict=False))
    return next((index for index, (first, second) in pairs if first != second), min(len(word), len(right)))
