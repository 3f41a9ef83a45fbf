"""Corrections: edits of a released version that are on record, with the day, the reason and both digests.

What a correction changed is kept as it was before, in spec/corrections/VERSION/DATE/, so that the notice of each correction can be made
again from the files alone, without git.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from cldspec.findings import Finding
from cldspec.load import texts_in
from cldspec.load.document import parse
from cldspec.versions.releases import RELEASES, Correction, ReleaseEntry, digest

FOLDER = "corrections"
"""The folder, next to the folders of versions, of what corrections changed, as it was before."""


class LayoutError(ValueError):
    """Raised if a correction cannot be added to the text of the list of releases, because of how it is laid out."""


def names_of(corrections: tuple[Correction, ...]) -> list[str]:
    """Return the name of each correction, which is its date; the second of a day ends with -2."""
    dates = [correction.date for correction in corrections]
    numbers = [dates[: index + 1].count(date) for index, date in enumerate(dates)]
    return [date if number == 1 else f"{date}-{number}" for date, number in zip(dates, numbers, strict=True)]


def texts_to_keep(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Return the old texts of the files that a correction changes or removes."""
    return {name: text for name, text in old.items() if new.get(name) != text}


def earlier_texts(root: Path, entry: ReleaseEntry, texts: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the texts of a release before each of its corrections, oldest first. `texts` are its texts now.

    They are wrong if what was kept has been edited; see `findings_of_kept_files`.
    """
    states: list[dict[str, str]] = []
    state = dict(texts)
    for correction, name in reversed(list(zip(entry.corrections, names_of(entry.corrections), strict=True))):
        kept, _ = texts_in(root / FOLDER / entry.version / name)
        state = {path: text for path, text in state.items() if path not in correction.added} | kept
        states.append(state)
    return states[::-1]


def with_correction(releases: str, version: str, correction: Mapping[str, object]) -> str:
    """Return the text of the list of releases with one more correction at the end of a release's entry, which must be there.

    Raises LayoutError.
    """
    document, _ = parse(RELEASES, f"{releases.rstrip()}\n")
    assert document and isinstance(document.data, dict)  # noqa: S101, PT018 - it has been read before
    index = next(index for index, entry in enumerate(document.data["releases"]) if entry["version"] == version)
    earlier = document.data["releases"][index].get("corrections", [])
    path = ("releases", index, "corrections", len(earlier) - 1) if earlier else ("releases", index)
    last = document.values[path]
    indent = " " * (last.column - 1)
    lines = [line for key, value in correction.items() for line in _lines_of(key, value)]
    dash = indent[:-2] if earlier else f"{indent}  "
    heading = "" if earlier else f"\n{indent}corrections:"
    end = max(span.end for below, span in document.values.items() if below[: len(path)] == path and below not in (path, path[:2]))
    before = document.text[: document.text.find("\n", len(document.text[:end].rstrip()))].rstrip()
    text = f"{before}{heading}\n{dash}- {f'{chr(10)}{dash}  '.join(lines)}\n{document.text[len(before) :].lstrip(chr(10))}"
    document.data["releases"][index]["corrections"] = [*earlier, json.loads(json.dumps(correction))]
    written, _ = parse(RELEASES, text)
    if written is None or written.data != document.data:
        message = f"{RELEASES} is not laid out as cldspec release writes it. Write each key of version {version} on a line of its own"
        raise LayoutError(message)
    return text


def _lines_of(key: str, value: object) -> Iterator[str]:
    """Yield the lines of a key and its value: a list of mappings has a line for each of their keys, so that people can read it."""
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        yield f"{key}: {json.dumps(value, ensure_ascii=False)}"
        return
    yield f"{key}:"
    for entry in value:
        pairs = [f"{name}: {json.dumps(part, ensure_ascii=False)}" for name, part in entry.items()]
        yield from (f"{'  - ' if number == 0 else '    '}{pair}" for number, pair in enumerate(pairs))


def findings_of_record(root: Path, releases: list[ReleaseEntry]) -> Iterator[Finding]:
    """Yield findings about the list of releases: a version that is gone, and corrections that do not follow from each other."""
    for entry in releases:
        texts, _ = texts_in(root / entry.version)
        if not texts:
            message = f"Version {entry.version} was released on {entry.date}, but its folder {entry.version}/ is missing."
            fix = "A released version stays. Restore the folder, for example with git."
            yield Finding(entry.origin.value("version"), "missing-release", message, fix)
            continue
        digests = [entry.digest, *(correction.digest for correction in entry.corrections)]
        for index, correction in enumerate(entry.corrections):
            if correction.before != digests[index]:
                message = f"The correction of version {entry.version} on {correction.date} does not begin with the files that were there."
                fix = f"Restore {RELEASES}, for example with git. Only cldspec correct writes it."
                yield Finding(correction.origin.value("before"), "broken-record", message, fix)
        if digest(texts) == entry.current_digest:
            yield from findings_of_kept_files(root, entry, texts)


def findings_of_kept_files(root: Path, entry: ReleaseEntry, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Yield findings about what was kept of a release before its corrections. `texts` are its texts now."""
    states = earlier_texts(root, entry, texts)
    for correction, name, state in zip(entry.corrections, names_of(entry.corrections), states, strict=True):
        if digest(state) != correction.before:
            message = f"What the correction of version {entry.version} on {correction.date} changed is not kept as it was."
            fix = f"Restore {FOLDER}/{entry.version}/{name}/, for example with git."
            yield Finding(correction.origin.value("before"), "broken-record", message, fix)
