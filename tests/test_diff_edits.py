# ruff: noqa: E501, S311
"""Every edit is reported, a new layout is not, and a change that is said to break nobody breaks none of the rows that are tried."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from change_fixtures import ChangeFixture, Files, fixtures, has_named_entries, library, merged, name_of, specification, written
from cldspec.check import check
from cldspec.diff.compare import compare
from cldspec.diff.facts import Fact, differences
from cldspec.diff.renames import declared_renames
from cldspec.diff.translation import in_new_names
from cldspec.load import CHAPTER_HEAD, read_texts
from cldspec.model import Specification
from cldspec.spelling import folded
from conftest import LIBRARY, REAL
from difference import Edit, assert_all_witnesses_hold, cached_texts, edited, errors, read

pytestmark = pytest.mark.slow

ENUMS = [
    {"error", "warning", "information"},
    {"error", "warning"},
    {"mandatory", "voluntary"},
    {"none", "personal", "special category"},
    {"monthly", "quarterly", "yearly"},
    {"text", "date", "integer"},
    {"draft", "released"},
]
"""Sets of words, each of which is allowed where another one of the set is."""
CONDITIONS = {"when", "expect", "required_when", "applies_when"}
TURNS = {">=": ">", "<=": "<", " = ": " <> ", " AND ": " OR ", " IS NOT NULL": " IS NULL", "NOT in_table": "in_table"}
"""Replacements that turn a condition into another one."""
UNSEEN = {("formats",), ("tables",), ("code_lists",)}
"""Orders that nobody sees: of named forms, and of files that the alphabet puts in order."""
FEW = settings(max_examples=120, suppress_health_check=list(HealthCheck))

FILES = sorted(cached_texts(REAL))
Path = tuple[str | int, ...]


# Edits of the data of a file


def nodes(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every value of a file below its top, with the way to it."""
    entries: Iterator[tuple[str | int, Any]] = iter(data.items()) if isinstance(data, dict) else enumerate(data)
    for key, value in entries:
        yield (*path, key), value
        if isinstance(value, dict | list):
            yield from nodes(value, (*path, key))


def edit_one_thing(data: Any, random: Random) -> None:
    """Change one thing in the data of a file."""
    every = list(nodes(data))
    lists = [(path, value) for path, value in every if isinstance(value, list) and len(value) > 1]
    if lists and random.random() < 0.3:
        _, value = random.choice(lists)
        list_edit(value, random.randrange(len(value)), random)
        return
    path, value = random.choice(every)
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    last: Any = path[-1]
    if isinstance(value, bool):
        holder[last] = not value
    elif isinstance(value, int):
        holder[last] = value + 1
    elif isinstance(value, str) and random.random() < 0.8:
        holder[last] = edited_text(str(last), value, random)
    elif isinstance(holder, list):
        list_edit(holder, last, random)
    else:
        del holder[last]


def list_edit(entries: list[Any], at: int, random: Random) -> None:
    """Remove an entry, add a similar one after it, or swap two."""
    match random.choice(["remove", "copy", "swap"]):
        case "remove":
            del entries[at]
        case "copy":
            entries.insert(at + 1, renamed(entries[at]))
        case _:
            other = random.randrange(len(entries))
            entries[at], entries[other] = entries[other], entries[at]


def renamed(entry: Any) -> Any:
    """Return a copy of a list entry under another name."""
    if not isinstance(entry, dict):
        return f"{entry} too" if isinstance(entry, str) else entry
    names = {"id", "value", "term", "title", "number", "text", "says", "when", "version"}
    made = {key: renamed_word(key, value) if key in names else value for key, value in entry.items()}
    return made if made != entry else {**entry, **{key: f"{value} too" for key, value in entry.items() if isinstance(value, str)}}


def renamed_word(key: str, value: Any) -> Any:
    if isinstance(value, int):
        return value + 1000
    if key != "id":
        return f"{value} too"
    return f"{value[:-1]}{(int(value[-1]) + 1) % 10}" if value[-1].isdigit() else f"{value}{'_' if '_' in value else '-'}too"


def edited_text(key: str, text: str, random: Random) -> str:
    words = next((sorted(one - {text}) for one in ENUMS if text in one), [])
    if words:
        return random.choice(words)
    turns = [turn for turn in TURNS if turn in text]
    if key in CONDITIONS and turns:
        turn = random.choice(turns)
        return text.replace(turn, TURNS[turn], 1)
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        return f"{text[:-1]}{(int(text[-1]) + 1) % 10}"
    match random.choice(["more", "less", "capitals"]):
        case "more":
            return f"{text} more"
        case "less" if " " in text:
            return text.rpartition(" ")[0]
        case _:
            return text.swapcase()


def edited_file(text: str, random: Random) -> str:
    """Return the text of a file with one edit."""
    chapter = CHAPTER_HEAD.match(text)
    if chapter and random.random() < 0.7:
        lines = text[chapter.end() :].split("\n")
        at = random.randrange(len(lines))
        lines[at] = f"{lines[at]} So it is." if lines[at].strip() and not lines[at].startswith("|") else f"\nSo it is.\n\n{lines[at]}"
        return text[: chapter.end()] + "\n".join(lines)
    first, _, _ = text.partition("\n")
    data = yaml.safe_load(chapter[1] if chapter else text)
    edit_one_thing(data, random)
    dumped = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    return f"---\n{dumped}---\n{text[chapter.end() :]}" if chapter else f"{first}\n{dumped}"


# What a difference is about


def part_of(path: Sequence[str]) -> str:
    """Return the part whose change reports a difference, or the beginning of its name."""
    match path:
        case ["items" | "sections" | "rules" | "calculations" | "guidance" | "discrepancies" as one]:
            return f"specification/{one}"
        case ["items" | "sections" | "rules" | "tables" | "formats" | "calculations" | "guidance" | "discrepancies" as one, name, *_]:
            return f"{ {'items': 'item', 'guidance': 'chapter', 'discrepancies': 'discrepancy'}.get(one, one.removesuffix('s')) }/{name}"
        case ["code_lists", name, "codes", value, *_]:
            return f"value/{name}/{folded(value)}"
        case ["code_lists", name, *_]:
            return f"list/{name}"
        case ["version" | "status" | "published" | "summary" | "history", *_]:
            return "specification"
        case ["documents" | "unchecked" | "glossary" | "traceability" | "legal" | "scope" | "sample" as one, *_]:
            return {"documents": "source", "glossary": "term"}.get(one, one if one != "traceability" else "")
        case ["derivations" | "parameters" | "rankings" | "mappings" as one, name, *_]:
            return f"{one.removesuffix('s')}/{name}"
        case ["methods" | "not_derived" as one, *_]:
            return {"methods": "method", "not_derived": "not-derived"}[one]
        case [one, *_]:
            return f"specification/{one}"
    raise AssertionError(path)


def is_reported(fact: Fact, parts: set[str], also: set[str]) -> bool:
    part = part_of(fact.path)
    begins = "/" not in part
    if not part:
        return any(one.startswith(("topic/", "requirement/")) for one in parts) or " ".join(fact.path) in also
    return (any(one.startswith(f"{part}/") for one in parts) if begins else part in parts) or " ".join(fact.path) in also


def meaning(one: Any) -> Any:
    """Return all that a specification says, without where it is written, how its words are spaced, and former names."""
    if is_dataclass(one):
        said = {field.name: meaning(getattr(one, field.name)) for field in fields(one) if field.name not in {"origin", "was", "first_line"}}
        if isinstance(one, Specification):
            said["formats"].sort(key=lambda named: named["id"])
        return said
    if isinstance(one, tuple):
        return [meaning(part) for part in one]
    return " ".join(one.split()) if isinstance(one, str) else one


def reported_parts(old: Specification, new: Specification) -> set[str]:
    """Return the parts whose changes are reported; fail if a difference is not among them."""
    comparison = compare(old, new)
    parts = {change.part for change in comparison.changes}
    parts |= {folded_value(part) for part in parts if part.startswith("value/")}  # a respelt value is reported by its new spelling
    also = {words for change in comparison.changes for words in change.also}
    unseen = UNSEEN | ({("items",)} if "item-moved" in {change.kind for change in comparison.changes} else set())  # the order follows
    renames = declared_renames(old, new)
    for fact in differences(in_new_names(old, renames), in_new_names(new, renames.respellings()), renames):
        assert fact.path in unseen or is_reported(fact, parts, also), fact
    assert comparison.changes or meaning(old) == meaning(new)
    return parts


def folded_value(part: str) -> str:
    begins, name, value = part.split("/", 2)
    return f"{begins}/{name}/{folded(value)}"


JUDGED_FILES = [name for name in FILES if name.startswith(("items/", "rules/", "tables/", "specification", "calculations"))]
"""The files whose edits the solver judges, which takes about a second."""
LIST_FILES = [name for name in FILES if name.startswith("code-lists/")]
"""The files whose edits are judged value by value, which takes up to ten seconds."""
OTHER_FILES = sorted({*FILES} - {*JUDGED_FILES} - {*LIST_FILES})


def assert_edit_is_reported(folder: Any, file: str, seed: int) -> None:
    """Edit a file; a version that is still sound must be compared without fault. `cldspec diff` refuses the others."""
    texts = {**cached_texts(folder)}
    texts[file] = edited_file(texts[file], Random(seed))
    new, findings = read_texts(texts)
    assume(new is not None and not findings and not check(new))
    assert new is not None
    reported_parts(read(cached_texts(folder)), new)


@settings(FEW, max_examples=50)
@given(st.sampled_from(OTHER_FILES), st.integers(0, 10**6))
def test_no_edit_of_other_files_goes_unreported(file: str, seed: int) -> None:
    assert_edit_is_reported(REAL, file, seed)


@settings(FEW, max_examples=15)
@given(st.sampled_from(JUDGED_FILES), st.integers(0, 10**6))
def test_no_edit_of_items_and_rules_goes_unreported(file: str, seed: int) -> None:
    assert_edit_is_reported(REAL, file, seed)


@settings(FEW, max_examples=4)
@given(st.sampled_from(LIST_FILES), st.integers(0, 10**6))
def test_no_edit_of_code_lists_goes_unreported(file: str, seed: int) -> None:
    assert_edit_is_reported(REAL, file, seed)


@settings(FEW, max_examples=80)
@given(st.sampled_from(sorted(cached_texts(LIBRARY))), st.integers(0, 10**6))
def test_no_edit_of_the_library_goes_unreported(file: str, seed: int) -> None:
    assert_edit_is_reported(LIBRARY, file, seed)


PLAIN = [fixture for fixture in fixtures() if not fixture.both and merged(library(), fixture.before, fixture.after) == library()]
"""The changes of the library's specification as it is, which can be combined."""


@FEW
@given(st.lists(st.sampled_from(PLAIN), min_size=2, max_size=4, unique_by=lambda fixture: fixture.name))
def test_each_of_several_edits_is_reported(chosen: list[ChangeFixture]) -> None:
    new = combined(chosen)
    parts = reported_parts(specification(library()), new)
    wanted = {change["part"] for fixture in chosen for change in fixture.expected["changes"]}
    wanted = {folded_value(part) if part.startswith("value/") else part for part in wanted if not part.startswith("specification/")}
    assert wanted <= parts


def combined(chosen: Sequence[ChangeFixture]) -> Specification:
    """Return the library's specification with several changes; those that edit the same entries are passed over."""
    touched = [entry for fixture in chosen for entry in {*entries_of(fixture.before), *entries_of(fixture.after)}]
    assume(len(touched) == len(set(touched)))
    files = library()
    for fixture in chosen:
        files = merged(files, fixture.after, fixture.before)
    new, findings = read_texts({name: written(name, content) for name, content in files.items()})
    assume(new is not None and not findings and not any(finding.check.startswith("duplicate") for finding in check(new)))
    assert new is not None
    return new


def entries_of(files: Files) -> Iterator[tuple[str, str, str]]:
    """Yield what files replace: whole chapters, keys, or entries of lists."""
    for name, content in files.items():
        for key, value in content.items() if isinstance(content, dict) else [("", content)]:
            if has_named_entries(value):
                yield from ((name, key, str(name_of(entry))) for entry in value)
            else:
                yield name, key, ""


# Layout


class Styles(yaml.SafeDumper):
    """Writes texts in any style."""

    random: Random


def _text(dumper: Any, text: str) -> Any:
    style = dumper.random.choice([None, "'", '"', ">", "|"])
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if style in {">", "|"} and "\n" in text else style)


Styles.add_representer(str, _text)


def shuffled(data: Any, random: Random) -> Any:
    """Return data whose mappings have their keys in another order."""
    if isinstance(data, list):
        return [shuffled(entry, random) for entry in data]
    if isinstance(data, dict):
        keys = list(data)
        random.shuffle(keys)
        return {key: shuffled(data[key], random) for key in keys}
    return data


def laid_out(text: str, random: Random) -> str:
    """Return the same file in another layout."""
    chapter = CHAPTER_HEAD.match(text)
    Styles.random = random
    data = shuffled(yaml.safe_load(chapter[1] if chapter else text), random)
    width, indent = random.choice([40, 80, 1000]), random.choice([2, 4])
    dumped = yaml.dump(data, Dumper=Styles, sort_keys=False, allow_unicode=True, width=width, indent=indent)
    dumped = (
        re.sub(r"^(?=[a-z_]+:)", lambda _: random.choice(["", "\n", "# A remark.\n"]), dumped, flags=re.MULTILINE)
        if width > 100
        else dumped
    )
    first, _, _ = text.partition("\n")
    return f"---\n{dumped}---\n{wrapped(text[chapter.end() :], width)}" if chapter else f"{first}\n{dumped}"


def wrapped(text: str, width: int) -> str:
    """Return a chapter whose paragraphs are broken into lines elsewhere."""
    return "\n\n".join(_wrapped(block, width) for block in text.split("\n\n"))


def _wrapped(block: str, width: int) -> str:
    is_other = re.compile(r"\s|[-*+>]\s|[|#]|[0-9]+\.|\{\{ (values|rows)|\{%[^%]*%\}\s*$")
    if any(is_other.match(one) for one in block.split("\n")):
        return block
    made = textwrap.wrap(block, width, break_long_words=False, break_on_hyphens=False)
    return block if any(is_other.match(one) for one in made) else "\n".join(made)


@settings(FEW, max_examples=60)
@given(st.sampled_from(FILES), st.integers(0, 10**6))
@example("guidance/05-comparison-with-salt.md", 1)
def test_layout_is_no_change(file: str, seed: int) -> None:
    texts = {**cached_texts(REAL)}
    texts[file] = laid_out(texts[file], Random(seed))
    comparison = compare(read(cached_texts(REAL)), read(texts))
    assert [(change.kind, change.part, change.before, change.after) for change in comparison.changes] == []


BOOK, CHAPTER, RULES = "items/book.yaml", "guidance/01-loans.md", "rules/loans.yaml"
LAYOUTS: dict[str, tuple[Edit, ...]] = {
    "lines of a chapter": ((CHAPTER, "is a list, and\n", "is\na  list, and "), (CHAPTER, "one of its values:", "one of\nits values:"), (CHAPTER, "{{ rows", "\n\n{{ rows")),
    "folded texts": ((BOOK, "definition: Anything else.", "definition: >-\n      Anything\n      else."), (RULES, "message: Shorten the loan.", 'message: "Shorten  the\n      loan."')),
    "comments": (("specification.yaml", "sections:\n", "# These are two.\nsections:\n\n"), (BOOK, "    definition: The day.", "    # See there.\n    definition: The day.\n    # Not the night.")),
    "order of keys": ((BOOK, "definition: Anything else.\n    guidance: Short.", "guidance: Short.\n    definition: Anything else."),),
    "quotation marks": ((BOOK, "type: date", 'type: "date"'),),
}  # fmt: skip


@pytest.mark.parametrize("edits", LAYOUTS.values(), ids=LAYOUTS)
def test_each_part_of_the_layout_may_change(edits: tuple[Edit, ...]) -> None:
    assert compare(read(cached_texts(LIBRARY)), read(edited(cached_texts(LIBRARY), edits))).changes == ()


@pytest.mark.parametrize("folder", [LIBRARY, REAL])
def test_a_version_is_like_itself(folder: Any) -> None:
    assert compare(read(cached_texts(folder)), read(cached_texts(folder))).changes == ()


# Effects

TWO_SIDED = ("rule-", "severity-", "table-", "item-type", "item-scale", "item-length", "item-format", "item-list", "obligation", "applicability", "sameness")  # fmt: skip
"""The beginnings of kinds whose effects are judged in the same way on both sides."""


@pytest.mark.parametrize("fixture", fixtures(), ids=lambda fixture: fixture.name)
def test_what_breaks_submitters_one_way_breaks_consumers_the_other(fixture: ChangeFixture) -> None:
    old, new = fixture.versions()
    forward, backward = compare(old, new), compare(new, old)
    consumers = {(change.part, change.kind.split("-")[0], change.consumers.verdict) for change in backward.changes}
    for change in forward.changes:
        if change.kind.startswith(TWO_SIDED) and not change.kind.endswith("-changed"):
            assert (change.part, change.kind.split("-")[0], change.submitters.verdict) in consumers


CELLS = {
    "mark": ["AB123", "AC123", "AB1", "AZ999", "ABC12", ""],
    "movement": ["Lent", "Given back", "lent out", "LENT", ""],
    "moved_on": ["01/02/2020", "31/12/1999", ""],
    "remark": ["", "Torn", "a" * 20, "a" * 21],
    "reader_kind": ["Yes", "No", "007", "no", ""],
    "branch": ["", "Hill Road"],
    "weeks": ["", "1", "2", "3", "9", "10", "11", "12", "0.5", "-1"],
    "fee": ["", "0", "1.50", "9.005", "-1", "100", "8.33"],
}
"""Cells of the library's items, the usual ones first."""
NEED_REWRITING = {"item-retitled", "item-added", "item-removed", "item-renamed", "value-renamed"}
"""Kinds of change after which a row of one version must be rewritten for the other."""
LOANS_ONLY = ("reader_kind", "weeks", "fee")


def rows(many: int, random: Random) -> Iterator[dict[str, str]]:
    """Yield rows, of which about half conform to the library's specification."""
    for _ in range(many):
        row = {
            name: random.choice(cells if random.random() < 0.3 or name in {"remark", *LOANS_ONLY} else cells[:2])
            for name, cells in CELLS.items()
        }
        yield row | dict.fromkeys(LOANS_ONLY, "") if row["movement"] == "Given back" else row


def assert_nobody_else_is_broken(old: Specification, new: Specification, many: int) -> None:
    """If one version accepts a row and the other does not, some change must be said to break that side."""
    comparison = compare(old, new)
    if {change.kind for change in comparison.changes} & NEED_REWRITING:
        return
    for row in rows(many, Random(many)):
        before, after = (errors([row], version, "2026-01-01") for version in (old, new))
        assert before or not after or comparison.breaking("submitters"), (row, after)
        assert after or not before or comparison.breaking("consumers"), (row, before)
    assert_all_witnesses_hold(comparison)


JUDGED = [
    fixture
    for fixture in fixtures()
    if next(iter(fixture.before), "").startswith(("items", "code-lists", "rules", "tables", "specification"))
]


@pytest.mark.parametrize("fixture", JUDGED, ids=lambda fixture: fixture.name)
def test_who_is_said_not_to_be_broken_is_not(fixture: ChangeFixture) -> None:
    assert_nobody_else_is_broken(*fixture.versions(), many=60)


@settings(FEW, max_examples=80)
@given(
    st.lists(
        st.sampled_from([fixture for fixture in JUDGED if fixture in PLAIN]), min_size=2, max_size=3, unique_by=lambda fixture: fixture.name
    )
)
def test_nor_by_several_edits_at_once(chosen: list[ChangeFixture]) -> None:
    assert_nobody_else_is_broken(specification(library()), combined(chosen), many=25)
