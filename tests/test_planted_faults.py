"""A mistake in any file of version 4.0 is noticed: by the checks, by the outputs, or by the second transcription.

Here, in each file in turn, a value is changed, an entry removed or an obligation swapped. Then either a check has a finding, or the
outputs are not the same as the committed ones. A mistake that is also in the committed outputs is noticed by `test_transcription.py`.
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

pytestmark = pytest.mark.slow

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


def test_nothing_is_noticed_without_a_mistake() -> None:
    assert not is_noticed(TEXTS)


def test_layout_alone_is_not_a_mistake() -> None:
    changed = dict(TEXTS)
    changed["glossary.yaml"] += "\n# A comment, and blank lines.\n\n"
    assert not is_noticed(changed)


@pytest.mark.parametrize("file", TEXTS)
def test_a_mistake_in_each_file_is_noticed(file: str) -> None:
    draw = random.Random(file)  # noqa: S311 - the same mistakes each time
    if file.endswith(".md"):
        words = TEXTS[file].split(" ")
        for _ in range(TRIES):
            index = draw.randrange(len(words))
            assert is_noticed(TEXTS | {file: " ".join([*words[:index], "x", *words[index:]])}), f"{PurePosixPath(file)}: word {index}"
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
    """Change one thing in the data, and return what it is."""
    values = list(containers(data))
    while True:
        container, key = draw.choice(values)
        value = container[key]  # type: ignore[index]
        if isinstance(container, list) and draw.random() < 0.4:
            del container[key]  # type: ignore[arg-type]
            return f"removed {value}"
        if key == "obligation":
            container[key] = "voluntary" if value == "mandatory" else "mandatory"  # type: ignore[index]
            return "swapped an obligation"
        if isinstance(value, bool):
            container[key] = not value  # type: ignore[index]
            return f"negated {key}"
        if isinstance(value, int):
            container[key] = value + 1  # type: ignore[index]
            return f"raised {key}"
        if isinstance(value, str):
            offset = draw.randrange(len(value) + 1)
            container[key] = value[:offset] + "x" + value[offset:]  # type: ignore[index]
            return f"put an x into {value}"


def containers(data: object) -> list[tuple[object, object]]:
    """Return the container and the key of each value in the data."""
    pairs: list[tuple[object, object]] = []
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        pairs.append((data, key))
        pairs.extend(containers(value))
    return pairs
