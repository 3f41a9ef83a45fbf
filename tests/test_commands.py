"""The command line, as a person and a program use it, with right and wrong input."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

import cldspec_generators
from cldspec.commands import main
from cldspec.commands.cards import card_of
from cldspec.commands.list_ import SPECIFICATION_LISTS
from cldspec.lookup import find
from cldspec.model import Artifact, Specification
from cldspec.versions import catalogue as versions
from conftest import LIBRARY, REAL, ROOT


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def real(command: str, *arguments: str) -> Result:
    """Run a command on version 4.0, or on the version that the arguments name."""
    result = run("--spec", str(REAL.parent), command, "--version", REAL.name, *arguments)
    assert not isinstance(result.exception, Exception), result.exception
    return result


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the made-up specification, free to be broken."""
    shutil.copytree(LIBRARY, tmp_path / "spec" / "1.0")
    return tmp_path / "spec"


def break_it(spec: Path) -> None:
    path = spec / "1.0" / "items" / "loan.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("type: integer", "type: intger"), encoding="utf-8")


# check


@pytest.mark.slow
def test_check_of_a_sound_specification() -> None:
    result = real("check")
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "",
        f"Version 4.0 in {os.path.relpath(REAL)}: no findings.\n",
    )


def test_check_takes_the_latest_released_version_by_default(library: Path) -> None:
    for number, status in (("1.1", "released"), ("2.0", "draft")):
        shutil.copytree(library / "1.0", library / number)
        path = library / number / "specification.yaml"
        text = path.read_text(encoding="utf-8").replace('version: "1.0"', f'version: "{number}"')
        path.write_text(text.replace("status: released", f"status: {status}"), encoding="utf-8")
    assert "Version 1.1 " in run("--spec", str(library), "check").stderr


def test_check_names_file_line_and_column(library: Path) -> None:
    break_it(library)
    result = run("--spec", str(library), "check")
    assert result.exit_code == 1
    place, _, rest = result.stdout.partition(": ")
    assert place.endswith("loan.yaml:20:11")
    assert rest == '"intger" is not an allowed value here. Did you mean integer? [wrong-value]\n'


@pytest.mark.slow
def test_check_for_a_program(library: Path) -> None:
    break_it(library)
    result = run("--spec", str(library), "check", "--format", "json")
    assert result.exit_code == 1
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["line"], finding["column"], finding["check"]) == (20, 11, "wrong-value")
    assert set(finding) == {"file", "line", "column", "check", "message", "fix"}
    assert json.loads(real("check", "--format", "json").stdout) == {"version": "4.0", "findings": [], "undecided": []}


def test_check_of_a_folder(library: Path) -> None:
    assert run("check", "--version", str(library / "1.0")).exit_code == 0
    renamed = library / "2.0"
    (library / "1.0").rename(renamed)
    result = run("check", "--version", str(renamed))
    assert result.exit_code == 1
    assert "specification.yaml:4:10: The version is 1.0, but the folder is 2.0." in result.stdout


@pytest.mark.parametrize("command", ["check", "build"])
def test_an_unknown_version_is_a_wrong_call(command: str) -> None:
    result = real(command, "--version", "4.1")
    assert result.exit_code == 2
    assert "There is no version 4.1" in result.stderr
    assert "4.0" in result.stderr


def test_a_folder_without_specification_is_a_wrong_call(tmp_path: Path) -> None:
    result = run("--spec", str(tmp_path), "check")
    assert result.exit_code == 2
    assert "There is no VERSION/specification.yaml in" in result.stderr


def test_a_file_that_is_not_text_is_a_finding(library: Path) -> None:
    (library / "1.0" / "glossary.yaml").write_bytes(b"\xff\xfe\x00")
    result = run("--spec", str(library), "check")
    assert result.exit_code == 1
    assert "glossary.yaml:1:1: This character is not UTF-8." in result.stdout


def test_files_as_windows_saves_them(library: Path) -> None:
    for path in library.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("--spec", str(library), "check").exit_code == 0


def test_a_folder_in_the_place_of_a_file_is_a_finding(library: Path) -> None:
    (library / "1.0" / "glossary.yaml").unlink()
    (library / "1.0" / "glossary.yaml").mkdir()
    result = run("--spec", str(library), "check")
    assert result.exit_code == 1
    assert "glossary.yaml:1:1: This is not a file." in result.stdout


def test_an_empty_file_is_a_finding(library: Path) -> None:
    (library / "1.0" / "glossary.yaml").write_bytes(b"")
    assert "The file is empty." in run("--spec", str(library), "check").stdout


# build


@pytest.mark.slow
def test_build_check_and_build_again(library: Path) -> None:
    out = library.parent / "outputs"
    first = run("--spec", str(library), "build")
    assert first.exit_code == 0, first.output
    assert re.search(r": (\d+) files, \1 files written or removed", first.stderr)
    assert run("--spec", str(library), "build", "--check").exit_code == 0
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    assert "nothing to change" in run("--spec", str(library), "build").stderr
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == times


@pytest.mark.slow
def test_build_check_prints_what_differs_and_writes_nothing(library: Path) -> None:
    out = library.parent / "outputs" / "1.0"
    run("--spec", str(library), "build")
    (out / "csv" / "README.md").unlink()
    (out / "csv" / "old.csv").write_bytes(b"x")
    manifest = json.loads((out / "MANIFEST.json").read_bytes())  # an earlier build made it
    manifest["files"].append({"path": "csv/old.csv", "sha256": hashlib.sha256(b"x").hexdigest()})
    (out / "MANIFEST.json").write_text(json.dumps(manifest), encoding="utf-8")
    path = out / "csv" / "code-lists" / "movement.csv"
    path.write_bytes(path.read_bytes().replace(b"Lent,Lent", b"Lend,Lent"))
    result = run("--spec", str(library), "build", "--check")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == ["changed", "missing", "changed", "stray"]
    assert "        -1,Lend,Lent,,lent out" in lines
    assert "        +1,Lent,Lent,,lent out" in lines
    assert "is out of date: 4 files differ from the specification. Run the same command without --check." in result.stderr
    assert (out / "csv" / "old.csv").exists()
    assert run("--spec", str(library), "build").exit_code == 0
    assert not (out / "csv" / "old.csv").exists()
    assert run("--spec", str(library), "build", "--check").exit_code == 0


@pytest.mark.slow
def test_build_only_one_output(library: Path) -> None:
    out = library.parent / "outputs" / "1.0"
    run("--spec", str(library), "build")
    whole = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    list_file = library / "1.0" / "code-lists" / "movement.yaml"
    list_file.write_text(list_file.read_text(encoding="utf-8").replace("title: Movement", "title: Moves"), encoding="utf-8")
    assert run("--spec", str(library), "build", "--only", "csv").exit_code == 0
    changed = {path.relative_to(out).as_posix() for path, content in whole.items() if path.read_bytes() != content}
    assert changed == {"MANIFEST.json", "csv/README.md", "index.html"}
    assert run("--spec", str(library), "build", "--check", "--only", "csv").exit_code == 0
    assert run("--spec", str(library), "build", "--check").exit_code == 1


def test_build_of_an_unsound_specification_leaves_the_old_outputs(library: Path) -> None:
    out = library.parent / "outputs"
    run("--spec", str(library), "build")
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    break_it(library)
    result = run("--spec", str(library), "build")
    assert result.exit_code == 2
    assert "intger" in result.stderr
    assert "Nothing was done: 1 finding in the specification." in result.stderr
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_build_of_an_unknown_output_is_a_wrong_call() -> None:
    result = real("build", "--only", "jsonschema")
    assert result.exit_code == 2
    assert "There is no output jsonschema. Did you mean json-schema?" in result.stderr


def test_build_into_a_folder_of_someone_else_is_a_wrong_call(library: Path, tmp_path: Path) -> None:
    (tmp_path / "mine" / "1.0").mkdir(parents=True)
    (tmp_path / "mine" / "1.0" / "thesis.txt").write_text("mine")
    result = run("--spec", str(library), "build", "--to", str(tmp_path / "mine"))
    assert result.exit_code == 2
    assert "files that no build wrote" in result.stderr
    assert [path.name for path in (tmp_path / "mine" / "1.0").iterdir()] == ["thesis.txt"]


def test_build_where_a_file_is_in_the_way_is_a_wrong_call(library: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    result = run("--spec", str(library), "build", "--to", str(tmp_path / "file" / "below"))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_build_of_a_folder_writes_beside_it(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = run("build", "--version", str(library / "1.0"))
    assert result.exit_code == 0, result.output
    assert (tmp_path / "outputs" / "1.0" / "MANIFEST.json").is_file()


def test_build_of_one_output_after_one_that_was_cut_off_keeps_the_others(library: Path) -> None:
    out = library.parent / "outputs"
    run("--spec", str(library), "build")
    before = {path for path in out.rglob("*") if path.is_file()}
    (out / "1.0").rename(out / ".1.0.old")
    assert run("--spec", str(library), "build", "--only", "csv").exit_code == 0
    assert {path for path in out.rglob("*") if path.is_file()} == before


def test_build_leaves_what_no_build_made(library: Path) -> None:
    out = library.parent / "outputs"
    assert run("--spec", str(library), "build", "--only", "csv").exit_code == 0
    mine = out / "1.0" / "csv" / "my return.csv"
    mine.write_text("filled in", encoding="utf-8")
    for arguments in (["--only", "csv", "--check"], ["--only", "csv"], []):
        result = run("--spec", str(library), "build", *arguments)
        assert result.exit_code == 0, result.output
        assert f"Left alone, because no build made it: {mine}" in result.stderr
        assert mine.read_text(encoding="utf-8") == "filled in"
    assert "my return" not in (out / "1.0" / "MANIFEST.json").read_text(encoding="utf-8")


def test_build_never_replaces_the_page_of_somebody_else(library: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<h1>Our council</h1>", encoding="utf-8")
    result = run("--spec", str(library), "build", "--only", "csv", "--to", str(site))
    assert result.exit_code == 2
    assert "index.html was not made by a build. Move it, or choose another folder." in result.stderr
    assert [path.name for path in site.iterdir()] == ["index.html"]


@pytest.mark.parametrize("name", [".1.0.old", ".1.0.new", ".1.0.lock", ".9.9.old"])
def test_build_after_one_that_was_killed(library: Path, name: str) -> None:
    out = library.parent / "outputs"
    assert run("--spec", str(library), "build", "--only", "csv").exit_code == 0
    if name.endswith("lock"):
        (out / name).write_bytes(b"")
    else:
        shutil.copytree(out / "1.0", out / name)
    assert run("--spec", str(library), "build", "--only", "csv").exit_code == 0
    assert not (out / name).exists() or name.startswith(".9.9")
    assert run("--spec", str(library), "build", "--only", "csv", "--check").exit_code == 0


@pytest.mark.parametrize(
    ("here", "arguments"), [("1.0", ["build", "--version", "."]), (".", ["build", "--version", "./1.0"]), (".", ["--spec", ".", "build"])]
)
def test_build_from_inside_the_specification_writes_beside_it(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: str, arguments: list[str]
) -> None:
    monkeypatch.chdir(library / here)
    assert run(*arguments).exit_code == 0
    assert (tmp_path / "outputs" / "1.0" / "MANIFEST.json").is_file()
    assert [path.name for path in library.iterdir()] == ["1.0"]


def test_the_shipped_specification_is_known_when_reached_by_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a build would write beside the installed package."""
    (tmp_path / "real").mkdir()
    try:
        (tmp_path / "link").symlink_to(tmp_path / "real")
    except OSError:
        pytest.skip("needs the right to make links: run the tests where they may")
    monkeypatch.setattr(versions, "_SHIPPED", tmp_path / "link")
    assert versions.is_shipped((tmp_path / "link").resolve())
    assert not versions.is_shipped(tmp_path)


def test_a_half_made_folder_is_cleared_away(library: Path) -> None:
    run("--spec", str(library), "build")
    half = library.parent / "outputs" / ".1.0.new"
    half.mkdir()
    run("--spec", str(library), "build")
    assert not half.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes: run the tests on Linux")
def test_what_is_not_a_file_is_a_finding(library: Path) -> None:
    os.mkfifo(library / "1.0" / "items" / "x.yaml")
    assert "x.yaml:1:1: This is not a file." in run("--spec", str(library), "check").stdout


def _broken(_: Specification) -> list[Artifact]:
    raise KeyError("nothing")


def _text(_: Specification) -> list[Any]:
    return ["a text"]


@pytest.mark.parametrize(("function", "says"), [(_broken, "failed with KeyError"), (_text, "something other than files of bytes")])
def test_an_added_output_that_fails_is_named(library: Path, monkeypatch: pytest.MonkeyPatch, function: object, says: str) -> None:
    entry = SimpleNamespace(name="added", value="elsewhere:added", load=lambda: function)
    monkeypatch.setattr(cldspec_generators, "entry_points", lambda **asked: [entry] if asked.get("name", "added") == "added" else [])
    result = run("--spec", str(library), "build")
    assert result.exit_code == 2
    assert "The output added" in result.stderr
    assert says in result.stderr


def test_build_where_a_section_needs_what_a_schema_cannot_hold(library: Path) -> None:
    path = library / "1.0" / "specification.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("applies_when: movement = 'Lent'", "applies_when: moved_on > '2020-01-01'"), encoding="utf-8")
    assert run("--spec", str(library), "build").exit_code == 0
    readme = (library.parent / "outputs" / "1.0" / "json-schema" / "README.md").read_text(encoding="utf-8")
    assert "| weeks.applies | Weeks is blank where it does not apply | a schema cannot express a comparison of dates by order |" in readme


def test_a_version_named_wins_over_a_folder_here(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(LIBRARY, tmp_path / "here" / "1.0")
    break_it(library)
    monkeypatch.chdir(tmp_path / "here")
    assert run("--spec", str(library), "check", "--version", "1.0").exit_code == 1


def test_a_misnamed_version_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(LIBRARY, tmp_path / "spec" / "v1.0")
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 2
    assert "There is no VERSION/specification.yaml in" in result.stderr


def test_the_spec_folder_of_another_project_is_passed_over(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = library.parent / "project"
    (project / "spec" / "models").mkdir(parents=True)
    (project / "spec" / "models" / "user_spec.rb").write_text("describe User\n", encoding="utf-8")
    monkeypatch.chdir(project)
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "Version 1.0" in result.stderr


def test_files_of_another_kind_are_findings(library: Path) -> None:
    loan = library / "1.0" / "items" / "loan.yaml"
    loan.rename(loan.with_suffix(".yml"))
    lines = run("--spec", str(library), "check").stdout.splitlines()
    assert len(lines) == 1
    assert "loan.yml:1:1: This file is not part of a specification. Rename it to loan.yaml? [unknown-file]" in lines[0]


def test_one_unreadable_file_hides_nothing(library: Path) -> None:
    break_it(library)
    (library / "1.0" / "glossary.yaml").write_bytes(b"# caf\xe9\n")
    out = run("--spec", str(library), "check").stdout
    assert "glossary.yaml:1:6: This character is not UTF-8." in out
    assert "intger" in out
    assert "missing-file" not in out


def test_a_version_without_items_says_so_once(library: Path) -> None:
    shutil.rmtree(library / "1.0" / "items")
    lines = run("--spec", str(library), "check").stdout.splitlines()
    assert len(lines) == 1
    assert "There are no data items." in lines[0]


@pytest.mark.parametrize("command", [["show", "weeks"], ["list"], ["build"]])
def test_an_unsound_specification_is_refused_with_its_findings(library: Path, command: list[str]) -> None:
    path = library / "1.0" / "items" / "loan.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("code_list: reader-kind", "code_list: reader-kin"), encoding="utf-8")
    result = run("--spec", str(library), *command)
    assert result.exit_code == 2
    assert "There is no code list reader-kin. Did you mean reader-kind? [unknown-code-list]" in result.stderr


# show and list


def show(*name: str) -> str:
    result = real("show", *name)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_show_an_item() -> None:
    text = show("unit_cost")
    for words in (
        "Unit Cost (£)",
        "when to fill",
        "Expected where Service Type",
        "Costs (Services Only)",
        "sources",
        "Annex 1",
        "discrepancies",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("costs", "section"),
        ("Unit cost (£)", "data item"),
        ("service-component", "code list"),
        ("Home Care", "value"),
        ("barking and dagenham", "value"),
        ("services-with-costs", "table"),
        ("full_year_equivalent_cost", "calculation"),
        ("nhs_number", "data item"),
        ("D-001", "discrepancy"),
        ("SALT 7", "SALT requirement"),
        ("PSR Not Known", "value"),
        ("CASSR", "term"),
        ("cost-unit-cost", "topic"),
    ],
)
def test_show_other_parts(name: str, kind: str) -> None:
    assert f"({kind})" in show(name)
    content = json.loads(real("show", name, "--format", "json").stdout)
    assert kind in {entry["kind"] for entry in content}


@pytest.mark.slow
def test_everything_listed_can_be_shown(specification: Specification) -> None:
    for what, rows in SPECIFICATION_LISTS.items():
        for row in rows(specification) if what != "sources" else ():
            name = next(iter(row.values()))
            matches = find(name, specification)
            assert matches, f"{what}: {name}"
            for match in matches:
                card = card_of(match, specification)
                assert card.title, name
                assert card.lines, name


def test_a_near_miss_is_suggested() -> None:
    result = real("show", "unit_cots")
    assert result.exit_code == 2
    assert "Nothing in version 4.0 is called unit_cots. Did you mean: unit_cost" in result.stderr
    assert "Home Support" in real("show", "Hom", "Suport").stderr


@pytest.mark.parametrize("what", ["", *SPECIFICATION_LISTS, "versions", "outputs", "checks"])
def test_list(what: str) -> None:
    arguments = [what] if what else []
    text = real("list", *arguments)
    rows: list[dict[str, Any]] = json.loads(real("list", *arguments, "--format", "json").stdout)
    assert text.exit_code == 0
    assert len(rows) > 0
    assert next(iter(rows[-1].values())) in text.stdout


def test_a_policy_owner_finds_the_open_questions_first() -> None:
    """Those that decide what councils are asked for: the change process, the period, who is new, open reviews, blanks and costs."""
    rows = json.loads(real("list", "discrepancies", "--weight", "content", "--status", "open", "--format", "json").stdout)
    known = {"D-016", "D-030", "D-063", "D-068", "D-069", "D-071", "D-072", "D-121", "D-122", "D-134", "D-138", "D-198", "D-203", "D-205"}
    assert known | {"D-220", "D-221", "D-228", "D-229"} <= {row["id"] for row in rows}
    assert all(row["owner"] for row in rows)
    assert len(rows) < len(json.loads(real("list", "discrepancies", "--format", "json").stdout))
    assert "for now" in real("show", "D-016").stdout
    wrong = real("list", "rules", "--status", "open")
    assert wrong.exit_code == 2
    assert "Only discrepancies have a status." in wrong.stderr


def test_list_of_nothing_known_is_a_wrong_call() -> None:
    result = real("list", "item")
    assert result.exit_code == 2
    assert "Did you mean items?" in result.stderr


# the program


def test_every_command_has_help_with_an_example() -> None:
    assert "Example" in run("--help").output
    for name in main.commands:
        assert "Example" in run(name, "--help").output, name


def test_help_loads_nothing_heavy() -> None:
    heavy = ["yaml", "jsonschema", "sqlglot", "jinja2", "rich", "frictionless", "cldspec.model", "cldspec_generators"]
    script = f"import sys, cldspec.commands; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.strip() == "[]"


@pytest.mark.parametrize("arguments", [["show", "unit_cost"], ["show", "unit_cost", "--format", "json"], ["list", "discrepancies"]])
def test_a_terminal_that_lacks_characters_is_served(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "cldspec", *arguments, "--version", REAL.name]
    result = subprocess.run(command, check=False, capture_output=True, cwd=ROOT, env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert result.returncode == 0, result.stderr
    assert result.stdout.decode("ascii")


def test_it_runs_as_a_module() -> None:
    result = subprocess.run([sys.executable, "-m", "cldspec", "check"], check=False, capture_output=True, text=True, cwd=ROOT)
    assert result.returncode == 0, result.stderr


@pytest.mark.slow
def test_prove_gives_a_row() -> None:
    result = real("prove", "cost_frequency = 'Hourly' AND planned_units_per_week IS NULL")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Possible. For example, on a row with:",
        "  Cost Frequency / Unit Type: Hourly",
        "  Planned units per week: (blank)",
    ]
    whole = real("prove", "cost_frequency = 'Hourly'", "--whole").stdout.splitlines()
    assert len(whole) == 1 + 44
    assert "  Event Type: Service" in whole


@pytest.mark.slow
def test_prove_says_never_and_why() -> None:
    result = real("prove", "event_type = 'Request' AND service_type IS NOT NULL")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "Never, because:",
        "  service_type.applies: If Event Type is not “Service”, Service Type must be blank.",
    ]
    answer = json.loads(real("prove", "event_type = 'Request' AND service_type IS NOT NULL", "--format", "json").stdout)
    assert answer == {"answer": "never", "because": ["service_type.applies"]}
    assert "contradicts itself" in real("prove", "event_type = 'Request' AND event_type = 'Review'").stdout


@pytest.mark.slow
def test_prove_tells_errors_from_warnings() -> None:
    blank = "event_type = 'Service' AND nhs_number IS NULL"
    assert real("prove", blank).exit_code == 0
    result = real("prove", blank, "--strict")
    assert result.exit_code == 1
    assert "nhs_number.required" in result.stdout


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("event_typ = 'x'", "^ There is no data item event_typ. Did you mean event_type?"),
        ("event_type = 'Requests'", f"{' ' * 13}^ 'Requests' is not in the list event-type"),
        ("event_type", "event_type alone is not a condition"),
        ("", "The condition is empty"),
        ("nhs_number = '9990000019'", "is not a value that nhs_number can have"),
        ("first_name = ''", "Write IS NULL"),
        ("first_name = ' Ann'", "is not a value that first_name can have"),
        ("postcode LIKE 'sw%'", "No value of postcode begins with 'sw'"),
        ("unit_cost = 6.005", "can never be 6.005"),
        ("event_start_date > '2021-02-30'", "is not a date from 1900 to 2999"),
        ("unit_cost / 2 > 1", "Division is not part of the rule language"),
        ("(" * 3000, "more than 30 levels of brackets"),
    ],
)
def test_prove_with_a_wrong_expression(expression: str, says: str) -> None:
    result = real("prove", expression)
    assert result.exit_code == 2
    assert says in result.stderr


@pytest.mark.slow
def test_show_a_rule() -> None:
    result = real("show", "COST-01", "--why")
    text = " ".join(result.stdout.split())
    for words in (
        "Planned units per week must be blank.",
        "error: the return is not ready to be sent",
        "when: NOT in_table('units-needed')",
        "passes Cost Frequency / Unit Type: Hourly, Planned units per week: 5",
        "breaks Cost Frequency / Unit Type: Weekly, Planned units per week: 5",
        "It is needed: the row that breaks it passes all",
        "Data package: a table schema checks one cell at a time",
    ):
        assert words in text
    assert "breaks Person Unique Identifier: PL13700, Gender: Female Person Unique" in " ".join(real("show", "gender.same").stdout.split())


@pytest.mark.slow
def test_show_a_rule_for_a_program() -> None:
    (shown,) = json.loads(real("show", "EVT-07", "--format", "json").stdout)
    assert shown["kind"] == "rule"
    assert shown["content"]["id"] == "EVT-07"
    assert shown["content"]["severity"].startswith("error")
    assert shown["content"]["breaks"]


def test_every_rule_can_be_listed() -> None:
    rules = json.loads(real("list", "rules", "--format", "json").stdout)
    assert {"rule": "EVT-07", "severity": "error", "title": "The event outcome goes with the event type"} in rules
    assert len(rules) > 100
