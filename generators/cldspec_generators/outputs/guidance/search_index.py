"""The index that the search of the web pages looks through, with the words already reduced to their stems."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache

import snowballstemmer

from cldspec.guidance import document as doc
from cldspec.model import Specification
from cldspec_generators.outputs.guidance.guide import GROUPS, Guide

WORDS_SHOWN = 250
"""The words of a part of which the list of results can show some."""
_WORD = re.compile(r"[^\W_]+")


def search_index(guide: Guide) -> str:
    """Return the script with the index: the parts of the guide, the stems of its words, and what people say for its terms.

    A part has its title, its page, its address, its first words, the stems of the title and of all its words, and the rank of its group.
    """
    entries = list(_entries(guide))
    terms = [
        {"from": _stems(said), "to": _stems(term.term)}
        for term in sorted(guide.specification.glossary, key=lambda term: term.term)
        for said in term.searched_as
    ]
    words = {word for entry in entries for word in _words(str(entry.pop("words")))}
    words |= {word for term in guide.specification.glossary for said in term.searched_as for word in _words(said)}
    stems = {word: stem for word in sorted(words) if (stem := _stem(word)) != word}
    index = {"entries": entries, "stems": stems, "terms": terms}
    return f"window.guideIndex={json.dumps(index, ensure_ascii=False, separators=(',', ':'))};\n"


def _entries(guide: Guide) -> Iterator[dict[str, str | int]]:
    other_names = _other_names(guide)
    for page in guide.pages:
        parts: list[tuple[str, str, list[str]]] = [(page.title, "", [])]
        for block in page.blocks:
            if isinstance(block, doc.Heading):
                parts.append((doc.plain_text(block.content), block.anchor, []))
            else:
                parts[-1][2].append(doc.all_text(block))
        for title, anchor, texts in parts:
            address = f"{page.id}.html{'#' + anchor if anchor else ''}"
            text = " ".join(texts)
            words = f"{title} {page.title} {text} {other_names.get(address, '')}"
            yield {
                "title": title,
                "page": page.title,
                "address": address,
                "text": " ".join(text.split()[:WORDS_SHOWN]),
                "titleStems": " ".join(_stems(title)),
                "stems": " ".join(dict.fromkeys(_stems(words))),
                "rank": GROUPS.index(page.group),
                "words": words,
            }


def _other_names(guide: Guide) -> dict[str, str]:
    """Return what people also call an item, and other spellings of its values, by the address of the item."""
    specification: Specification = guide.specification
    found: dict[str, str] = {}
    for item in specification.items:
        name, anchor = guide.addresses[f"item/{item.id}"]
        names = [other.value for other in item.also_called]
        values = [f"{other.value} {code.value}" for code in specification.codes_of(item) for other in code.also_seen_as]
        found[f"{name}.html#{anchor}"] = " ".join([item.id, *names, *values])
    return found


def _words(text: str) -> Iterable[str]:
    """Return the words of a text. The search splits what is typed in the same way."""
    return _WORD.findall(text.lower())


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in _words(text)]


@cache
def _stem(word: str) -> str:
    """Return what a word shares with its other forms: "cost" for "costs" and "costing"."""
    return str(snowballstemmer.stemmer("english").stemWord(word))
