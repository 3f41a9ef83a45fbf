"""The names and values of a specification, arranged for looking up what a script writes."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from cldspec.model import Specification
from cldspec.spelling import folded

ListedValue = tuple[str, str]
"""The identifier of a code list, and one of its allowed values."""

LONG_WORD = 8
"""The fewest characters of a text that is compared with a value of one word, where no code list is known. Short words are too alike."""
_DISTINCTIVE = 4
"""The fewest characters of a text that is taken for an allowed value where no code list is known."""
_LONGEST = 250
"""The most characters of a text that is compared with allowed values."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The names and values of a specification by their spelling.

    Keys called `letters` are reduced to letters and digits (see `letters_of`). `most_words` is the number of words in the longest
    title of an item.
    """

    item_by_letters: Mapping[str, str]
    most_words: int
    list_of_item: Mapping[str, str]
    values: Mapping[str, tuple[str, ...]]
    lists_of_value: Mapping[str, tuple[str, ...]]
    values_of_spelling: Mapping[str, tuple[ListedValue, ...]]
    values_by_letters: Mapping[str, tuple[ListedValue, ...]]


@lru_cache(maxsize=4)
def vocabulary_of(specification: Specification) -> Vocabulary:
    """Return the vocabulary of a specification."""
    items = specification.items
    lists_of_value: dict[str, tuple[str, ...]] = {}
    values_of_spelling: dict[str, tuple[ListedValue, ...]] = {}
    by_letters: dict[str, tuple[ListedValue, ...]] = {}
    for code_list in specification.code_lists:
        for code in code_list.codes:
            listed = (code_list.id, code.value)
            letters = letters_of(code.value)
            lists_of_value[code.value] = (*lists_of_value.get(code.value, ()), code_list.id)
            by_letters[letters] = (*by_letters.get(letters, ()), listed)
            for alternative in code.also_seen_as:
                spellings = {alternative.value}
                if letters_of(alternative.value) != letters:
                    spellings.add(folded(alternative.value))
                for spelling in spellings:
                    values_of_spelling[spelling] = (*values_of_spelling.get(spelling, ()), listed)
    return Vocabulary(
        item_by_letters=_item_by_letters(specification),
        most_words=max((len(re.findall(r"\w+", item.title)) for item in items), default=1),
        list_of_item={item.id: item.code_list for item in items if item.code_list},
        values={code_list.id: code_list.values for code_list in specification.code_lists},
        lists_of_value=lists_of_value,
        values_of_spelling=values_of_spelling,
        values_by_letters=by_letters,
    )


def _item_by_letters(specification: Specification) -> dict[str, str]:
    """Return the items by identifier, title and other names, in this order of precedence; a name of several items is left out."""
    items = specification.items
    by_letters: dict[str, str] = {}
    uses_of_name = Counter(letters_of(name) for item in items for name in {other.value for other in item.also_called})
    for item in items:
        by_letters.setdefault(letters_of(item.id), item.id)
    for item in items:
        by_letters.setdefault(letters_of(item.title), item.id)
    for item in items:
        for other in item.also_called:
            if uses_of_name[letters_of(other.value)] == 1:
                by_letters.setdefault(letters_of(other.value), item.id)
    return {letters: item for letters, item in by_letters.items() if letters}


@lru_cache(maxsize=2**16)
def letters_of(text: str) -> str:
    """Return the letters and digits of a text in lower case: texts that differ only in spaces, signs and case give the same."""
    return re.sub(r"[\W_]+", "", text.casefold())


def is_distinctive(text: str) -> bool:
    """Say whether a text is long enough to be recognised as an allowed value by itself, and is not a number."""
    return len(text) >= _DISTINCTIVE and any(character.isalpha() for character in text)


@lru_cache(maxsize=2**16)
def nearest_value(text: str, code_list: str | None, likeness: float, vocabulary: Vocabulary) -> str | None:
    """Return the allowed value that a text is most like, in one code list or in all (None); None if it is like no value.

    `likeness` is the least similarity that counts, from 0 to 1.
    """
    letters = letters_of(text)
    same = [value for name, value in vocabulary.values_by_letters.get(letters, ()) if code_list in {None, name}]
    if same:
        return same[0]
    if len(text) > _LONGEST or not any(character.isalpha() for character in text):
        return None
    values = vocabulary.values[code_list] if code_list else vocabulary.lists_of_value
    most_extra = len(text) * 2 * (1 - likeness) / likeness  # a longer or shorter value cannot be as like as that
    candidates = {value.casefold(): value for value in values if abs(len(value) - len(text)) <= most_extra and is_distinctive(value)}
    matches = get_close_matches(text.casefold(), candidates, n=1, cutoff=likeness)
    if matches:
        return candidates[matches[0]]
    endings = [value for value in values if len(letters) >= LONG_WORD and letters_of(value).endswith(letters)]
    return endings[0] if code_list and len(endings) == 1 else None
