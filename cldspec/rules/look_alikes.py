"""Characters that look like others: letters, digits and signs of other scripts, which split one person into two."""

import re
from collections.abc import Mapping
from unicodedata import name

from cldspec.spelling import DASHES, QUOTES, SLASHES
from cldspec.wording import counted

_LETTERS: Mapping[str, str] = dict(
    zip(
        "АВЕКМНОРСТУХІЈЅаеорсухіјѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχ",
        "ABEKMHOPCTYXIJSaeopcyxijshdqwABEZHIKMNOPTYXaiknoptux",
        strict=True,
    )
)
"""Letters of the Cyrillic and Greek alphabets, and the Latin letters that look like them."""
_FULL_WIDTH: Mapping[str, str] = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
"""Letters, digits and signs that are as wide as Chinese characters."""
_ZEROS = (
    *(0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20, 0x1040, 0x1090),
    *(0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50),
    0xABF0,
)
"""The digit 0 of other scripts. Their other digits follow it."""
_DIGITS: Mapping[str, str] = {chr(zero + digit): str(digit) for zero in _ZEROS for digit in range(10)}
_SIGNS: Mapping[str, str] = {
    sign: right for signs, right in ((DASHES, "-"), (QUOTES, "'"), (SLASHES, "/")) for sign in signs if not sign.isascii()
}
PLAIN: Mapping[str, str] = {**_LETTERS, **_SIGNS, **_FULL_WIDTH, **_DIGITS}
"""The character that each of these looks like or stands for."""
LOOK_ALIKES = "".join(PLAIN)
"""All of these. Identifiers have none of them."""
OTHER_WIDTH_OR_DIGIT = "".join((*_FULL_WIDTH, *_DIGITS))
"""Those that no text in English has."""
OTHER_ALPHABETS = "".join(_LETTERS)
"""Letters of other alphabets, which no text has next to Latin letters."""
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""The Latin letters."""
LOOK_ALIKES_IN_TEXT = OTHER_ALPHABETS + OTHER_WIDTH_OR_DIGIT
"""Those that other texts may not have, at least next to Latin letters."""
IN_TEXT = f"[A-Za-z][{OTHER_ALPHABETS}]|[{OTHER_ALPHABETS}][A-Za-z]|[{OTHER_WIDTH_OR_DIGIT}]"
"""A regular expression for the look-alikes in other texts. These may have dashes, quotation marks and whole words in other alphabets."""
IN_IDENTIFIER = f"[{LOOK_ALIKES}]"
"""A regular expression for the look-alikes in identifiers."""


def plain(text: str) -> str:
    """Return a text with the characters that its look-alikes stand for."""
    return text.translate(dict(zip(map(ord, PLAIN), PLAIN.values(), strict=True)))


def first_look_alike(text: str) -> str:
    """Return a sentence that names the first look-alike of a text that has some, and its place."""
    found = [(place, sign) for place, sign in enumerate(text, 1) if sign in PLAIN]
    place, sign = found[0]
    more = f". So is it with {counted(len(found) - 1, 'more character')}" if len(found) > 1 else ""
    return f"Character {place} is {look_alike_name(sign)}, not {PLAIN[sign]}{more}."


def look_alike_name(sign: str) -> str:
    """Return the name of a look-alike in a sentence: "a Cyrillic small letter a (U+0430)"."""
    words = re.sub("cyrillic|greek|arabic", lambda script: script[0].capitalize(), name(sign).lower())
    return f"{'an' if words[0] in 'aeioA' else 'a'} {words} (U+{ord(sign):04X})"
