"""A fault in any file of version 4.0 is noticed: by the check, by the outputs, or by the second transcription.

Here a value is changed, an entry removed, an obligation swapped, in each file in turn; then either the check has a
finding, or what would be built differs from what is committed. (`test_transcription.py` notices the rest: a fault that
was built and committed too.)
"""

import random
from functools import cache
from pathlib import PurePosixPath

import pytest
import yaml

from cldspec.check import check
from cldspec.load import read_texts
from cldspec_generators import generator_of, output_folder
from conftest import REAL, ROOT, texts_of

TEXTS = texts_of(REAL)
TRIES = 4


@cache
def committed() -> dict[str, bytes]:
    return output_folder.read(ROOT / "outputs" / "4.0" / "specification")


def is_noticed(texts: dict[str, str]) -> bool:
    specification, findings = read_texts(texts)
    if specification is None or findings or check(specification):
        return True
    return {artifact.path: artifact.content for artifact in generator_of("specification")(specification)} != committed()


def test_nothing_is_noticed_where_nothing_is_wrong() -> None:
    assert not is_noticed(TEXTS)


def test_layout_alone_is_no_fault() -> None:
    changed = dict(TEXTS)
    changed["glossary.yaml"] += "\n# A comment, and blank lines.\n\n"
    assert not is_noticed(changed)


@pytest.mark.parametrize("file", TEXTS)
def test_a_fault_in_this_file_is_noticed(file: str) -> None:
    draw = random.Random(file)  # noqa: S311 - the same faults each time
    if file.endswith(".md"):
        words = TEXTS[file].split(" ")
        for _ in range(TRIES):
            place = draw.randrange(len(words))
            assert is_noticed(TEXTS | {file: " ".join([*words[:place], "x", *words[place:]])}), f"{PurePosixPath(file)}: word {place}"
        return
    data = yaml.safe_load(TEXTS[file])
    head = TEXTS[file].split("\n", 1)[0]
    for _ in range(TRIES):
        broken = yaml.safe_load(TEXTS[file])
        what = plant(broken, draw)
        assert broken != data
        text = f"{head}\n{yaml.safe_dump(broken, sort_keys=False, allow_unicode=True)}"
        assert is_noticed(TEXTS | {file: text}), f"{PurePosixPath(file)}: {what}"


def plant(data: object, draw: random.Random) -> str:
    """Change something in data, and say what."""
    places = list(containers(data))
    while True:
        container, key = draw.choice(places)
        value = container[key]  # type: ignore[index]
        if isinstance(container, list) and draw.random() < 0.4:
            del container[key]  # type: ignore[arg-type]
            return f"removed {value}"
        if key == "obligation":
            container[key] = "voluntary" if value == "mandatory" else "mandatory"  # type: ignore[index]
            return "swapped an obligation"
        if isinstance(value, bool):
            container[key] = not value  # type: ignore[index]
            return f"turned {key}"
        if isinstance(value, int):
            container[key] = value + 1  # type: ignore[index]
            return f"raised {key}"
        if isinstance(value, str):
            at = draw.randrange(len(value) + 1)
            container[key] = value[:at] + "x" + value[at:]  # type: ignore[index]
            return f"put an x into {value}"


def containers(data: object) -> list[tuple[object, object]]:
    """Return every place in data that holds a value: its container and key."""
    pairs: list[tuple[object, object]] = []
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        pairs.append((data, key))
        pairs.extend(containers(value))
    return pairs
