"""The Python API as a data scientist uses it."""

import csv
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pytest

import cldspec
import cldspec.sample.returns  # a subpackage with the name of a function
from cldspec import NonConformingReturnError, SpecificationError, UnknownVersionError, UnreadableFileError, ValidationResult
from cldspec.model import Cells, Specification
from cldspec.validation.arrow import FINDINGS, QUALITY, RULES
from conftest import LIBRARY, REAL, ROOT
from rows import filled_row, plain_row, typed
from test_validate import saved

VERSION = REAL.name


@pytest.fixture(autouse=True)
def away_from_the_repository(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in a folder without spec/, as most users do."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def good(specification: Specification) -> Cells:
    row = plain_row(filled_row(specification, {"event_type": "Request"}), specification)
    return {item.id: typed(item, row[item.id]) for item in specification.items} | {"event_reference": ""}


@pytest.fixture
def faulty(good: Cells, specification: Specification, tmp_path: Path) -> Path:
    """Return a file whose second row has an error and a value in another spelling."""
    return saved([good, {**good, "gender": "Femal", "ethnicity": good["ethnicity"].upper()}], specification, tmp_path / "return.csv")


def table_of(path: Path) -> pa.Table:
    """Return a CSV file as a table of texts."""
    with path.open(encoding="utf-8", newline="") as file:
        headers, *rows = csv.reader(file)
    return pa.table({header: [row[index] for row in rows] for index, header in enumerate(headers)})


def validated(source: object, **options: object) -> ValidationResult:
    return cldspec.validate(source, version=VERSION, **options)  # type: ignore[arg-type]


def errors(result: ValidationResult) -> list[dict[str, object]]:
    return list(result.findings.filter(pc.field("severity") == "error").to_pylist())


def error_places(sources: Mapping[str, pa.Table] | list[object]) -> list[tuple[object, ...]]:
    return [(one["file"], one["row"], one["position"], one["item"], one["rule"]) for one in errors(validated(sources))]


# The result


def test_a_result_has_what_people_ask_for(faulty: Path) -> None:
    result = validated(faulty)
    assert (result.conforms, result.rows, result.rows_conforming, result.specification.version) == (False, 2, 1, VERSION)
    assert (result.findings.schema, result.rules.schema, result.quality.schema) == (FINDINGS, RULES, QUALITY)
    (error,) = errors(result)
    expected = {
        "file": "return.csv",
        "row": 3,
        "position": 1,
        "item": "gender",
        "rule": "gender.list",
        "suggestion": "Female",
        "value": None,
    }
    assert {name: error[name] for name in expected} == expected
    assert result.rules.to_pylist()[0]["rule"] == "gender.list"
    assert sum(result.quality.filter(pc.field("item") == "gender")["cells"].to_pylist()) == 2
    assert [file.name for file in result.files] == ["return.csv"]
    assert "does not conform" in repr(result)


def test_limits_apply_to_findings_and_not_to_totals(good: Cells, specification: Specification, tmp_path: Path) -> None:
    path = saved([{**good, "gender": "x"}] * 5, specification, tmp_path / "return.csv")
    result = validated(path, limit=2)
    assert result.findings.filter(pc.field("rule") == "gender.list")["row"].to_pylist() == [2, 3]
    assert result.rules.filter(pc.field("rule") == "gender.list")["rows"].to_pylist() == [5]


def test_values_are_there_on_request(faulty: Path) -> None:
    assert [error["value"] for error in errors(validated(faulty, show_values=True))] == ["Femal"]


def test_a_result_can_still_be_used_as_its_table_of_findings(faulty: Path) -> None:
    result: object = validated(faulty)
    with pytest.warns(DeprecationWarning, match=r"result\.findings\.num_rows"):
        assert result.num_rows == result.findings.num_rows  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="nothing_like_this"):
        result.nothing_like_this  # type: ignore[attr-defined] # noqa: B018


@pytest.mark.parametrize("severity", ["error", "warning", "information"])
def test_findings_can_be_raised(severity: str, faulty: Path, good: Cells, specification: Specification, tmp_path: Path) -> None:
    assert validated(saved([good], specification, tmp_path / "good.csv"), raise_on="error").conforms
    with pytest.raises(NonConformingReturnError, match="does not conform") as raised:
        validated(faulty, raise_on=severity)
    assert raised.value.result.rows == 2


def test_warnings_are_raised_only_on_request(good: Cells, specification: Specification, tmp_path: Path) -> None:
    path = saved([{**good, "ethnicity": good["ethnicity"].upper()}], specification, tmp_path / "return.csv")
    assert validated(path, raise_on="error").conforms
    with pytest.raises(NonConformingReturnError):
        validated(path, raise_on="warning")


# Sources


def test_tables_are_checked_as_files_are(faulty: Path, specification: Specification) -> None:
    """Columns are titles or identifiers, of texts or of dates."""
    texts = table_of(faulty)
    by_identifier = texts.rename_columns([item.id for item in specification.items])
    typed_columns = by_identifier
    for item in specification.items:
        if item.type == "date":
            index = typed_columns.schema.get_field_index(item.id)
            column = typed_columns.column(index)
            days = pc.strptime(pc.if_else(pc.equal(column, ""), None, column), format="%d/%m/%Y", unit="s").cast(pa.date32())
            typed_columns = typed_columns.set_column(index, item.id, days)
    expected = validated(faulty).findings.drop_columns(["file"])
    assert len(expected)
    for table in (texts, by_identifier, typed_columns):
        assert validated(table).findings.drop_columns(["file"]) == expected


@pytest.mark.slow
def test_columns_whose_types_duckdb_guesses_are_read_as_the_text_was(tmp_path: Path) -> None:
    """Booleans, dates and numbers of a CSV file that DuckDB reads by itself."""
    path = tmp_path / "sample.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        made = cldspec.sample(300, version=VERSION, seed=1)
        csv.writer(file).writerows([made.column_names, *zip(*(column.to_pylist() for column in made.columns), strict=True)])
    relation = duckdb.read_csv(str(path))
    kinds = {str(kind) for kind in relation.types}
    assert {"BOOLEAN", "DATE", "BIGINT", "DOUBLE"} <= kinds
    assert validated(relation).findings.num_rows == 0


def test_a_number_is_the_list_value_with_zeros_before_it(good: Cells, specification: Specification) -> None:
    """Where a list has only one value of the number."""
    listed = next(
        item for item in specification.items if item.code_list and all(map(str.isdigit, specification.values_of(item.id) or ("x",)))
    )
    table = pa.table({name: [cell] for name, cell in good.items()})
    index = table.schema.get_field_index(listed.id)
    for kind in (pa.int64(), pa.float64(), pa.uint16()):
        with_numbers = table.set_column(index, listed.id, pa.array([int(good[listed.id])], kind))
        assert validated(with_numbers).conforms


def test_tables_are_told_apart(faulty: Path) -> None:
    table = table_of(faulty)
    assert {file for file, *_ in error_places([table])} == {"table"}
    both = error_places([table, table])
    assert {("table 1", 3, 1, "gender", "gender.list"), ("table 2", 3, 1, "gender", "gender.list")} <= set(both)
    named = error_places({"north": table, "south": table})
    assert {("north", 3, 1, "gender", "gender.list"), ("south", 3, 1, "gender", "gender.list")} <= set(named)
    assert {file for file, *_ in error_places([table, faulty])} == {"table", "return.csv"}


def test_findings_about_headers_have_no_position(faulty: Path) -> None:
    (missing,) = errors(validated(table_of(faulty).drop_columns(["Gender"])))
    assert (missing["row"], missing["position"], missing["rule"]) == (1, None, "columns.missing")


@pytest.mark.slow
def test_previous_submissions_may_be_files_and_tables(faulty: Path, good: Cells, specification: Specification, tmp_path: Path) -> None:
    other = saved([{**good, "person_unique_identifier": "other"}], specification, tmp_path / "other.csv")
    table = table_of(other)
    for previous in (other, table, [other], [table], {"Q1": table}, [[table]], (faulty, {"Q1": table})):
        result = validated(faulty, previous=previous)
        assert result.cumulative
        assert result.cumulative.vanished == 1
    names = [file.name for file in validated(table, previous=[[table, table], other]).files]
    assert names == ["table", "other.csv", "previous table 1", "previous table 2"]
    assert validated(faulty, previous=None).cumulative is None


@pytest.mark.parametrize("source", [5, None, {"a": 1}, [], "nothing.csv"])
def test_other_things_are_refused(source: object) -> None:
    with pytest.raises(UnreadableFileError):
        validated(source)


# Versions


def test_a_number_in_place_of_text_is_explained(faulty: Path) -> None:
    calls: list[Callable[[Any], object]] = [
        lambda version: cldspec.validate(faulty, version=version),
        lambda version: cldspec.sample(version=version),
        lambda version: cldspec.diff(version, VERSION),
        lambda version: cldspec.diff(VERSION, version),
        cldspec.load,
        cldspec.check,
        cldspec.build,
    ]
    for call in calls:
        with pytest.raises(TypeError, match=r'version is the float 4\.0\. Write it as text: version="4\.0"\.'):
            call(4.0)
        with pytest.raises(UnknownVersionError, match=r"There is no version 9\.9"):
            call("9.9")


def test_a_wrong_folder_of_versions_is_explained(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=r"spec is the int 4\. It is the path of a folder of versions"):
        cldspec.load(spec=4)  # type: ignore[arg-type]
    with pytest.raises(UnknownVersionError, match="There is no folder nowhere"):
        cldspec.load(spec="nowhere")
    with pytest.raises(UnknownVersionError, match=r"There is no VERSION/specification\.yaml in .* Name the folder of versions"):
        cldspec.check(spec=tmp_path)


def test_options_that_there_are_not_are_explained(faulty: Path) -> None:
    with pytest.raises(ValueError, match="limit is -1"):
        validated(faulty, limit=-1)
    with pytest.raises(ValueError, match="raise_on is 'fatal'"):
        validated(faulty, raise_on="fatal")
    with pytest.raises(UnknownVersionError, match=r"There is no version 9\.9"):
        cldspec.validate(faulty, version="9.9")
    with pytest.raises(ValueError, match="rows is 0"):
        cldspec.sample(0)


def test_a_folder_spec_of_another_project_does_not_count(faulty: Path, tmp_path: Path) -> None:
    (tmp_path / "spec" / "models").mkdir(parents=True)
    (tmp_path / "spec" / "models" / "user_spec.rb").write_text("describe User\n", encoding="utf-8")
    assert validated(faulty).rows == 2


def test_the_folder_of_versions_can_be_named(library: Specification) -> None:
    made = cldspec.sample(20, spec=LIBRARY.parent)
    assert made.column_names == [item.title for item in library.items]
    for version in (None, library.version, LIBRARY, library):
        result = cldspec.validate(made, spec=LIBRARY.parent, version=version)
        assert (result.conforms, result.specification.title) == (True, library.title)


def test_a_version_with_faults_is_refused(tmp_path: Path, faulty: Path) -> None:
    folder = tmp_path / "spec" / "1.0"
    folder.mkdir(parents=True)
    (folder / "specification.yaml").write_text("title: [\n", encoding="utf-8")
    with pytest.raises(SpecificationError):
        cldspec.validate(faulty, version="1.0")


# Samples


@pytest.mark.slow
def test_a_sample_conforms_and_is_the_same_for_the_same_seed() -> None:
    made = cldspec.sample(100, version=VERSION)
    assert made.num_rows == 100
    assert {str(kind) for kind in made.schema.types} == {"string"}
    assert made == cldspec.sample(rows=100, version=VERSION, seed=0)
    assert made != cldspec.sample(rows=100, version=VERSION, seed=1)
    assert validated(made).findings.num_rows == 0


# The specification


def test_a_version_is_loaded_with_its_parts() -> None:
    specification = cldspec.load(VERSION)
    assert (specification.version, specification.status) == (VERSION, "released")
    gender = specification.item_by_id["gender"]
    assert gender in specification.items
    assert "Female" in [code.value for code in specification.code_list_by_id[gender.code_list or ""].codes]
    assert cldspec.load().status == "released"


def test_versions_are_looked_up_where_the_user_says(library: Specification, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cldspec.load(spec=LIBRARY.parent).title == library.title
    assert cldspec.load(LIBRARY).title == library.title
    assert cldspec.load(str(LIBRARY)).title == library.title
    shutil.copytree(LIBRARY, tmp_path / "project" / "spec" / "1.0")
    (tmp_path / "project" / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "project" / "notebooks")
    assert cldspec.load().title == library.title


def test_a_version_that_passes_its_checks_has_no_findings(library: Specification) -> None:
    assert cldspec.check("1.0", spec=LIBRARY.parent) == ()
    assert cldspec.check(library) == ()


def test_mistakes_are_findings_with_their_places(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY, tmp_path / "spec" / "1.0")
    path = tmp_path / "spec" / "1.0" / "items" / "loan.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("type: integer", "type: intger"), encoding="utf-8")
    (finding,) = cldspec.check()
    assert isinstance(finding, cldspec.Finding)
    assert (finding.at.file, finding.at.line, finding.at.column) == ("items/loan.yaml", 20, 11)
    assert str(finding).startswith("items/loan.yaml:20:11: ")
    with pytest.raises(SpecificationError, match=r"items/loan\.yaml:20:11: ") as raised:
        cldspec.load()
    assert raised.value.findings == (finding,)


def test_proofs_are_part_of_a_check(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY, tmp_path / "spec" / "1.0")
    path = tmp_path / "spec" / "1.0" / "rules" / "loans.yaml"
    text = path.read_text(encoding="utf-8").replace("expect: weeks * fee + 0.5 <= 100.5", "expect: weeks IS NULL OR movement = 'Lent'")
    path.write_text(text, encoding="utf-8")
    assert "redundant-rule" in [finding.check for finding in cldspec.check()]


# Outputs


def test_outputs_are_built_into_a_folder(tmp_path: Path) -> None:
    folder = cldspec.build(spec=LIBRARY.parent, to=tmp_path / "there", only="csv")
    assert folder == (tmp_path / "there" / "1.0").resolve()
    assert {path.name for path in folder.iterdir()} == {"MANIFEST.json", "csv", "index.html"}
    assert cldspec.build(spec=LIBRARY.parent, to=tmp_path / "there", only=["csv", "rules"]) == folder
    assert (folder / "rules").is_dir()


def test_outputs_are_built_beside_the_versions(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY, tmp_path / "spec" / "1.0")
    assert cldspec.build(only="csv") == (tmp_path / "outputs" / "1.0").resolve()


def test_outputs_that_cannot_be_built_are_explained(tmp_path: Path) -> None:
    with pytest.raises(cldspec.OutputError, match=r"There is no output jsonschema\. Did you mean json-schema"):
        cldspec.build(VERSION, to=tmp_path, only="jsonschema")
    (tmp_path / "mine" / VERSION).mkdir(parents=True)
    (tmp_path / "mine" / VERSION / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(cldspec.ForeignFolderError, match="contains files that no build wrote"):
        cldspec.build(VERSION, to=tmp_path / "mine", only="csv")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="file"):
        cldspec.build(VERSION, to=tmp_path / "file", only="csv")


def test_a_version_from_git_is_built_only_where_the_user_says(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY, tmp_path / "spec" / "1.0")
    for arguments in (("init", "-q"), ("add", "."), ("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x")):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)
    with pytest.raises(ValueError, match="Name another folder with `to`"):
        cldspec.build("git:HEAD")
    assert (cldspec.build("git:HEAD", to=tmp_path / "there", only="csv") / "csv").is_dir()


# Changes


def test_changes_between_two_versions(library: Specification) -> None:
    items = tuple(replace(item, max_length=30) if item.id == "remark" else item for item in library.items)
    comparison = cldspec.diff(LIBRARY, replace(library, version="2.0", items=items))
    assert isinstance(comparison, cldspec.Comparison)
    (longer,) = (change for change in comparison.changes if change.part == "item/remark")
    assert (longer.kind, longer.submitters.verdict) == ("item-length-loosened", "not breaking")
    assert cldspec.diff("1.0", "1.0", spec=LIBRARY.parent).changes == ()


def test_a_version_that_does_not_pass_its_checks_is_not_compared(library: Specification) -> None:
    items = tuple(item for item in library.items if item.id != "remark")
    with pytest.raises(SpecificationError, match="There is no data item remark"):
        cldspec.diff(library, replace(library, version="2.0", items=items))
    with pytest.raises(SpecificationError, match="There is no data item remark"):
        cldspec.diff(replace(library, items=items), library)


def test_a_finding_of_style_does_not_stop_a_comparison(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY, tmp_path / "1.0")
    scope = tmp_path / "1.0" / "scope.yaml"
    scope.write_text(scope.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8")
    assert cldspec.diff(LIBRARY, tmp_path / "1.0").changes == ()


# The package


def test_functions_stay_although_subpackages_have_their_names() -> None:
    assert callable(cldspec.sample)
    assert "cldspec.sample.returns" in sys.modules
    cldspec.diff(LIBRARY, LIBRARY)
    assert "cldspec.diff.compare" in sys.modules
    assert all(callable(function) for function in (cldspec.load, cldspec.check, cldspec.diff))


def test_everything_public_is_there_and_documented() -> None:
    for name in cldspec.__all__:
        assert getattr(cldspec, name).__doc__, name
    assert re.fullmatch(r"\d+\.\d+\.\d+", cldspec.__version__)
    assert cldspec.model.Specification is cldspec.Specification
    assert set(cldspec.__all__) <= set(dir(cldspec))
    with pytest.raises(AttributeError, match="nothing_like_this"):
        cldspec.nothing_like_this  # type: ignore[attr-defined] # noqa: B018


def test_importing_the_library_is_quick() -> None:
    heavy = ("duckdb", "pyarrow", "yaml", "sqlglot", "z3", "jinja2", "cldspec.model", "importlib.metadata")
    code = f"import sys, cldspec; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
