"""The Python API as a data scientist uses it."""

import csv
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

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


def test_columns_whose_types_duckdb_guesses_are_read_as_the_text_was(tmp_path: Path) -> None:
    """Booleans, dates and numbers of a CSV file that DuckDB reads by itself."""
    path = tmp_path / "sample.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        made = cldspec.sample(300, version=VERSION)
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
    with pytest.raises(TypeError, match=r'version is the float 4\.0\. Write it as text: version="4\.0"\.'):
        cldspec.validate(faulty, version=4.0)  # type: ignore[arg-type]


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


def test_a_sample_conforms_and_is_the_same_for_the_same_seed() -> None:
    made = cldspec.sample(100, version=VERSION)
    assert made.num_rows == 100
    assert {str(kind) for kind in made.schema.types} == {"string"}
    assert made == cldspec.sample(rows=100, version=VERSION, seed=0)
    assert made != cldspec.sample(rows=100, version=VERSION, seed=1)
    assert validated(made).findings.num_rows == 0


# The package


def test_functions_stay_although_subpackages_have_their_names() -> None:
    assert callable(cldspec.sample)
    assert "cldspec.sample.returns" in sys.modules


def test_everything_public_is_there_and_documented() -> None:
    for name in cldspec.__all__:
        assert getattr(cldspec, name).__doc__, name
    with pytest.raises(AttributeError, match="nothing_like_this"):
        cldspec.nothing_like_this  # type: ignore[attr-defined] # noqa: B018


def test_importing_the_library_is_quick() -> None:
    code = "import sys, cldspec; print([name for name in ('duckdb', 'pyarrow', 'yaml', 'sqlglot') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
