"""Since which version there is an item, a list or a value, and what it was called before: worked out, and shown wherever it is printed."""

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

import cldspec
from cldspec.commands import main
from cldspec.diff.compare import compare
from cldspec.diff.part_history import with_history
from cldspec.model import Code, Specification
from cldspec.model.base import Versioned
from cldspec_generators.outputs.excel.layout import DICTIONARY, LISTS
from conftest import LIBRARY


def version(base: Specification, number: str, *, name: str | None = None, **edits: dict[str, dict[str, object]]) -> Specification:
    """Return a next version of a specification; `edits` are new fields by the names of items (`items`), lists and values."""
    items = tuple(replace(item, **{"was": None} | edits.get("items", {}).get(item.id, {})) for item in base.items)  # type: ignore[arg-type]
    lists = []
    for code_list in base.code_lists:
        codes = tuple(replace(code, **{"was": None} | edits.get("values", {}).get(code.value, {})) for code in code_list.codes)  # type: ignore[arg-type]
        lists.append(replace(code_list, codes=codes, **{"was": None} | edits.get("lists", {}).get(code_list.id, {})))  # type: ignore[arg-type]
    return replace(base, version=number, name=name, items=items, code_lists=tuple(lists))


def history_of(specification: Specification, *earlier: Specification) -> dict[str, str]:
    """Return the history of each part that has one, in words."""
    known = with_history(specification, earlier)
    assert (known.items, known.code_lists) == (specification.items, specification.code_lists), "the history is no part of what is compared"
    parts: list[tuple[str, Versioned]] = [(item.id, item) for item in known.items]
    for one in known.code_lists:
        parts += [(one.id, one), *((f"{one.id}/{code.value}", code) for code in one.codes)]
    return {name: part.history for name, part in parts if part.history}


def test_the_oldest_version_says_nothing(library: Specification) -> None:
    assert history_of(library) == {}
    assert history_of(version(library, "1.1"), library) == {}


def test_what_is_new_names_its_version(library: Specification) -> None:
    second = replace(
        version(library, "2.0", name="Release 2"), items=(*library.items, replace(library.items[0], id="shelf", title="Shelf"))
    )
    assert history_of(second, library) == {"shelf": "since Release 2 (version 2.0)"}
    assert history_of(version(second, "3.0"), library, second) == {"shelf": "since Release 2 (version 2.0)"}
    assert history_of(version(second, "3.0"), second) == {}, "nobody knows what was before the oldest version at hand"


def test_what_came_again_is_there_since_it_came_again(library: Specification) -> None:
    without = replace(version(library, "2.0"), items=tuple(item for item in library.items if item.id != "weeks"))
    assert history_of(version(library, "3.0"), library, without)["weeks"] == "since 3.0"


def test_names_are_followed_through_the_versions(library: Specification) -> None:
    second = version(
        library,
        "2.0",
        items={"weeks": {"id": "duration", "was": "weeks", "title": "Duration"}, "fee": {"title": "Price"}},
        values={"Lent": {"value": "On loan", "was": "Lent"}},
        lists={"movement": {"id": "event", "was": "movement"}},
    )
    third = version(second, "3.0", items={"duration": {"title": "Length"}}, values={"On loan": {"value": "Out", "was": "On loan"}})
    assert history_of(third, library, second) == {
        "duration": "formerly Duration (until 2.0); formerly Weeks, identifier weeks (until 1.0)",
        "fee": "formerly Fee (until 1.0)",
        "event": "formerly Movement, identifier movement (until 1.0)",
        "event/Out": "formerly On loan (until 2.0); formerly Lent (until 1.0)",
    }


def test_values_that_were_merged_split_or_exchanged_name_all_that_they_were(library: Specification) -> None:
    merged = version(library, "2.0", values={"Lent": {"replaces": ("Lent", "Given back")}})
    (movement,) = (one for one in merged.code_lists if one.id == "movement")
    one_value = replace(movement, codes=tuple(code for code in movement.codes if code.value != "Given back"))
    merged = replace(merged, code_lists=tuple(one_value if one.id == "movement" else one for one in merged.code_lists))
    assert history_of(merged, library) == {"movement/Lent": "formerly Given back (until 1.0)"}
    exchanged: dict[str, dict[str, object]] = {
        "Lent": {"value": "Given back", "was": "Lent"},
        "Given back": {"value": "Lent", "was": "Given back"},
    }
    assert history_of(version(library, "2.0", values=exchanged), library) == {
        "movement/Given back": "formerly Lent (until 1.0)",
        "movement/Lent": "formerly Given back (until 1.0)",
    }
    halves = (Code(value="Lent out", was="Lent", was_by_decision=True), Code(value="Lent within", was="Lent", was_by_decision=True))
    split = version(library, "2.0")
    lists = (replace(one, codes=(*halves, *one.codes[1:])) if one.id == "movement" else one for one in split.code_lists)
    assert history_of(replace(split, code_lists=tuple(lists)), library) == {
        "movement/Lent out": "formerly Lent (until 1.0)",
        "movement/Lent within": "formerly Lent (until 1.0)",
    }


def test_of_a_draft_on_the_way_only_the_renames_count(library: Specification) -> None:
    draft = replace(version(library, "2.0", items={"weeks": {"id": "duration", "was": "weeks", "title": "Duration"}}), status="draft")
    third = version(draft, "3.0", items={"duration": {"id": "length", "was": "duration", "title": "Length"}})
    assert history_of(third, library, draft) == {"length": "formerly Weeks, identifier weeks (until 1.0)"}
    assert history_of(third, draft) == {"length": "formerly Duration, identifier duration (until 2.0)"}, "nothing was released"


def test_a_history_is_no_change(library: Specification) -> None:
    second = version(library, "2.0", items={"fee": {"title": "Price"}})
    third = version(second, "3.0")
    known, unknown = (compare(second, one).changes for one in (with_history(third, [library, second]), third))
    assert [(change.kind, change.part) for change in known] == [(change.kind, change.part) for change in unknown]


@pytest.fixture(scope="module")
def spec(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release and a draft in which an item has another title, and a list another value. The outputs of the draft are built."""
    spec = tmp_path_factory.mktemp("history") / "spec"
    shutil.copytree(LIBRARY, spec / "1.0")
    run(spec, "new", "1.1", "--from", "1.0")
    for name, old, new in (
        ("items/loan.yaml", "title: Weeks\n", "title: Duration\n"),
        ("code-lists/movement.yaml", "  - value: Given back\n", "  - value: Lost\n  - value: Given back\n"),
    ):
        path = spec / "1.1" / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8", newline="")
    run(spec, "build", "--version", "1.1")
    return spec


def run(spec: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["--spec", str(spec), *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.slow
def test_lists_as_csv_have_a_column_only_where_something_is_in_it(spec: Path) -> None:
    folder = spec.parent / "outputs" / "1.1" / "csv"
    texts = {path.stem: path.read_text(encoding="utf-8-sig") for path in (folder / "code-lists").glob("*.csv")}
    rows = {name: list(csv.DictReader(text.splitlines())) for name, text in texts.items()}
    assert {row["value"]: row["since"] for row in rows.pop("movement")} == {"Lent": "", "Lost": "1.1", "Given back": ""}
    assert not any({"since", "formerly"} & set(row) for others in rows.values() for row in others)
    assert "`since` is the version that brought the value" in (folder / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_guide_shows_it(spec: Path) -> None:
    folder = spec.parent / "outputs" / "1.1" / "guidance" / "markdown"
    items = (folder / "items-loan.md").read_text(encoding="utf-8")
    assert items.count("- **Formerly:** Weeks (until 1.0)") == 1
    assert "**Since:**" not in items
    lists = (folder / "lists.md").read_text(encoding="utf-8")
    assert "| Lost |  |  | since 1.1 |" in lists
    assert lists.count("| History |") == 1


@pytest.mark.slow
def test_the_workbook_shows_it(spec: Path) -> None:
    (path,) = (spec.parent / "outputs" / "1.1" / "excel").glob("*.xlsx")
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path).worksheets}
    cells = {row[-1] for rows in (sheets[DICTIONARY], sheets[LISTS]) for row in rows if row[-1]}
    assert cells == {"Since and formerly", "formerly Weeks (until 1.0)", "since 1.1"}


@pytest.mark.slow
def test_programs_get_it(spec: Path) -> None:
    content = json.loads((spec.parent / "outputs" / "1.1" / "specification" / "specification.json").read_text(encoding="utf-8"))
    assert {item["id"]: item["formerly"] for item in content["items"] if "formerly" in item} == {
        "weeks": [{"name": "Weeks", "until": "1.0"}]
    }
    codes = [code for code_list in content["code_lists"] for code in code_list["codes"]]
    assert {code["value"]: code["since"] for code in codes if "since" in code} == {"Lost": "1.1"}


@pytest.mark.slow
def test_a_release_has_the_same_outputs_as_a_build(spec: Path) -> None:
    result = CliRunner().invoke(main, ["--spec", str(spec), "release", "1.1", "--dry-run"])
    assert "No agreed request: value-added" in result.output
    assert "out of date" not in result.output


@pytest.mark.slow
def test_python_gets_it(spec: Path) -> None:
    specification = cldspec.load("1.1", spec=spec)
    assert [code.since for code in specification.code_list_by_id["movement"].codes] == [None, "1.1", None]
    assert specification.item_by_id["weeks"].formerly[0].name == "Weeks"


@pytest.mark.slow
def test_show_shows_it(spec: Path) -> None:
    assert "formerly        Weeks (until 1.0)" in run(spec, "show", "--version", "1.1", "weeks")
    assert "since           version 1.1" in run(spec, "show", "--version", "1.1", "Lost")
    assert "Lost  (since 1.1)" in run(spec, "show", "--version", "1.1", "movement")
    assert "formerly" not in run(spec, "show", "--version", "1.0", "weeks")
    (shown,) = json.loads(run(spec, "show", "--version", "1.1", "Lost", "--format", "json"))
    assert shown["content"] == {"value": "Lost", "since": "1.1"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("version", "name", "says"),
    [
        (
            "1.0",
            "lost",
            "lost is not in version 1.0. Version 1.1 (draft) has it: the value Lost of the code list movement. Run: cldspec show lost",
        ),
        ("1.1", "Weeks", None),
        ("1.0", "Duration", "Version 1.1 (draft) has it: the data item weeks (Duration). Run: cldspec show Duration --version 1.1"),
        ("1.0", "durations", "Nothing in version 1.0 is called durations."),
    ],
)
def test_show_finds_what_only_another_version_has(spec: Path, version: str, name: str, says: str | None) -> None:
    result = CliRunner().invoke(main, ["--spec", str(spec), "show", "--version", version, name])
    assert result.exit_code == (2 if says else 0)
    assert says is None or says in result.stderr


@pytest.mark.slow
def test_show_knows_former_names(spec: Path, tmp_path: Path) -> None:
    shutil.copytree(spec / "1.0", tmp_path / "spec" / "1.0")
    shutil.copytree(spec / "1.1", tmp_path / "spec" / "1.1")
    for path in (tmp_path / "spec" / "1.1").rglob("*.[ym]*"):
        text = path.read_text(encoding="utf-8").replace("Given back", "Home").replace("value: Home\n", "value: Home\n    was: Given back\n")
        path.write_text(text if path.name == "movement.yaml" else text.replace("\n    was: Given back", ""), encoding="utf-8")
    result = CliRunner().invoke(main, ["--spec", str(tmp_path / "spec"), "show", "--version", "1.1", "given", "back"])
    assert result.exit_code == 2
    sentence = "given back is not in version 1.1 (draft). It is now the value Home of the code list movement."
    assert f"{sentence} Run: cldspec show Home --version 1.1" in result.stderr


def test_a_part_without_a_history_has_none_in_its_data() -> None:
    assert Code(value="Lent").history == ""
