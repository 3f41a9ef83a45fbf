"""The committed files in outputs/ are those that the specification makes: none is changed, missing or left over."""

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

import cldspec_generators as generators
from cldspec.model import Artifact, Specification
from cldspec.versions.catalogue import version_numbers
from cldspec_generators import output_folder
from cldspec_generators.building import CHANGES, CORRECTIONS, with_later_releases
from cldspec_generators.reports.downloads import INDEX
from cldspec_generators.shared.page import inline_styles
from cldspec_generators.shared.style_sheet import LICENCE, STYLES
from conftest import ROOT
from specifications import SPECIFICATIONS, decoded

COMMITTED = ROOT / "outputs" / "4.0"


@pytest.mark.slow
@pytest.mark.parametrize("name", generators.output_names())
def test_an_output_is_committed_as_it_is_generated(name: str, specification: Specification) -> None:
    built = with_later_releases(specification, ROOT / "spec")
    made = {artifact.path: artifact.content for artifact in generators.generator_of(name)(built)}
    assert made
    differences = list(output_folder.compare(made, output_folder.read(COMMITTED / name)))
    assert differences == [], "Run: cldspec build"


def test_nothing_else_is_committed() -> None:
    notices = {path.name for path in COMMITTED.iterdir()} & {CHANGES, CORRECTIONS}
    assert {path.name for path in COMMITTED.iterdir()} == {*generators.output_names(), *notices, output_folder.MANIFEST, INDEX}
    assert list(output_folder.strangers_in(COMMITTED, ())) == []
    others = {path.name for path in COMMITTED.parent.iterdir()} - {COMMITTED.name, INDEX}
    assert others <= set(version_numbers(ROOT / "spec"))


def test_the_manifest_knows_every_file() -> None:
    files = output_folder.read(COMMITTED)
    manifest = json.loads(files.pop(output_folder.MANIFEST))
    assert {entry["path"]: (entry["bytes"], entry["sha256"]) for entry in manifest["files"]} == {
        path: (len(content), hashlib.sha256(content).hexdigest()) for path, content in files.items()
    }


@pytest.mark.parametrize("name", generators.output_names())
def test_an_output_says_what_it_is(name: str) -> None:
    assert generators.description_of(name).endswith(".")


def test_paths_are_short_enough_for_windows() -> None:
    assert max(len(path) for path in output_folder.read(COMMITTED)) < 100


@pytest.mark.slow
def test_the_same_specification_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """Another process, hash seed, time zone, language and folder make no difference."""
    script = "import cldspec.commands as c; c.main(['--spec', r'{}', 'build', '--version', '4.0', '--to', r'{}'], standalone_mode=False)"
    trees = []
    for number, settings in enumerate(({"PYTHONHASHSEED": "1", "TZ": "UTC"}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C"})):
        out = tmp_path / str(number)
        run = [sys.executable, "-c", script.format(ROOT / "spec", out)]
        subprocess.run(run, check=True, env=os.environ | settings, cwd=tmp_path, capture_output=True)
        trees.append(output_folder.read(out))
    assert trees[0] == trees[1]
    assert {path: content for path, content in trees[0].items() if path != INDEX} == {
        f"{COMMITTED.name}/{path}": content for path, content in output_folder.read(COMMITTED).items()
    }


def test_generators_hold_no_fact_of_one_subject(library: Specification) -> None:
    """A specification of another subject comes out whole, and without a word of social care."""
    for name in generators.output_names():
        for artifact in generators.generator_of(name)(library):
            if artifact.path.endswith((STYLES, LICENCE)):
                continue
            text = text_of(artifact).replace(inline_styles(), "").casefold()
            for name_of_others in ("nhs.uk frontend", "nhsuk", "client_encoding"):  # the look, by its makers' name, and a setting
                text = text.replace(name_of_others, "")
            for word in ("social care", "nhs", "council", "authority", "reablement", "client"):
                assert word not in text, f"{name}/{artifact.path}: {word}"


def text_of(artifact: Artifact) -> str:
    """Return the text of a file; of a workbook or a Word document that of all its parts."""
    content = io.BytesIO(artifact.content)
    if artifact.path.endswith(".pdf"):
        return "\n".join(page.extract_text() for page in PdfReader(content).pages)
    if not zipfile.is_zipfile(content):
        return decoded(artifact.path, artifact.content)
    with zipfile.ZipFile(content) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels")))


def test_replacing_keeps_the_old_folder_until_the_new_one_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "1.0"
    output_folder.replace(folder, {output_folder.MANIFEST: b"{}", "a.txt": b"old"})
    write_bytes = Path.write_bytes

    def fail_at_b(self: Path, data: bytes) -> int:
        if self.name == "b.txt":
            raise OSError(28, "No space left on device")
        return write_bytes(self, data)

    monkeypatch.setattr(Path, "write_bytes", fail_at_b)
    with pytest.raises(OSError, match="No space left"):
        output_folder.replace(folder, {output_folder.MANIFEST: b"{}", "a.txt": b"new", "b.txt": b"new"})
    assert output_folder.read(tmp_path) == {"1.0/MANIFEST.json": b"{}", "1.0/a.txt": b"old"}


def test_a_build_that_was_cut_off_is_put_right(tmp_path: Path) -> None:
    """The moment between moving the old folder away and the new one in is the only dangerous one."""
    folder = tmp_path / "1.0"
    output_folder.replace(folder, {output_folder.MANIFEST: b"{}", "a.txt": b"old"})
    folder.rename(tmp_path / ".1.0.old")
    output_folder.restore(folder)
    assert output_folder.read(tmp_path) == {"1.0/MANIFEST.json": b"{}", "1.0/a.txt": b"old"}


def test_a_folder_that_no_build_made_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "1.0").mkdir()
    (tmp_path / "1.0" / "thesis.txt").write_text("mine")
    with pytest.raises(output_folder.ForeignFolderError, match="files that no build wrote"):
        output_folder.replace(tmp_path / "1.0", {"a.txt": b"new"})
    assert output_folder.read(tmp_path) == {"1.0/thesis.txt": b"mine"}


def test_a_file_that_no_build_made_is_kept_and_listed(tmp_path: Path) -> None:
    """Somebody saves a return beside the template, and edits a file that the next build no longer makes."""
    folder = tmp_path / "1.0"
    made = {"csv/a.csv": b"a", "csv/gone.csv": b"gone", "csv/edited.csv": b"made"}
    entries = [{"path": path, "sha256": hashlib.sha256(content).hexdigest()} for path, content in made.items()]
    output_folder.replace(folder, {**made, output_folder.MANIFEST: json.dumps({"files": entries}).encode()})
    (folder / "csv" / "return.csv").write_bytes(b"filled in")
    (folder / "csv" / "edited.csv").write_bytes(b"my notes")
    now = {"csv/a.csv": b"new", output_folder.MANIFEST: b"{}"}
    kept = ["csv/edited.csv", "csv/return.csv"]
    assert output_folder.strangers_in(folder, now) == kept
    output_folder.replace(folder, now)
    assert output_folder.read(folder) == {**now, "csv/edited.csv": b"my notes", "csv/return.csv": b"filled in"}
    assert [path.name for path in tmp_path.iterdir()] == ["1.0"]


def test_what_is_written_with_a_folder_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    folder, record, new = tmp_path / "1.0", tmp_path / "record.yaml", tmp_path / "notes" / "1" / "note.md"
    output_folder.replace(folder, {output_folder.MANIFEST: b"{}", "a.txt": b"old"})
    record.write_bytes(b"old")
    (tmp_path / "taken").mkdir()
    before = output_folder.read(tmp_path)
    now = {output_folder.MANIFEST: b"{}", "a.txt": b"new"}
    with pytest.raises(OSError, match="taken"):
        output_folder.replace(folder, now, {record: b"new", new: b"new", tmp_path / "taken": b""})
    assert output_folder.read(tmp_path) == before
    assert not (tmp_path / "notes").exists()
    output_folder.replace(folder, now, {record: b"new", new: b"new"})
    assert (record.read_bytes(), new.read_bytes(), (folder / "a.txt").read_bytes()) == (b"new", b"new", b"new")


def test_two_builds_do_not_write_one_folder_at_the_same_time(tmp_path: Path) -> None:
    folder = tmp_path / "1.0"
    busy = pytest.raises(output_folder.BusyFolderError, match="another build is writing")
    with output_folder.locked(folder), busy, output_folder.locked(folder):
        pass
    with output_folder.locked(folder):
        pass
    assert list(tmp_path.iterdir()) == []


class _EntryPoint:
    def __init__(self, name: str, function: object) -> None:
        self.name, self.value, self._function = name, f"elsewhere:{name}", function

    def load(self) -> object:
        if isinstance(self._function, Exception):
            raise self._function
        return self._function


def _give(monkeypatch: pytest.MonkeyPatch, *entries: _EntryPoint) -> None:
    def entry_points(group: str, name: str | None = None) -> list[_EntryPoint]:
        assert group == generators.GROUP
        return [entry for entry in entries if name in (None, entry.name)]

    monkeypatch.setattr(generators, "entry_points", entry_points)


def test_others_add_outputs_by_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    def generate(specification: Specification) -> Iterator[Artifact]:
        """Say the title."""
        yield Artifact("title.txt", specification.title.encode())

    _give(monkeypatch, _EntryPoint("title", generate))
    assert "title" in generators.output_names()
    assert generators.description_of("title") == "Say the title."
    assert next(iter(generators.generator_of("title")(SPECIFICATIONS["library"]))).content == b"Library Loans"


def test_a_bad_entry_point_fails_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    _give(monkeypatch, _EntryPoint("broken", ModuleNotFoundError("nowhere")))
    with pytest.raises(generators.OutputError, match=r"The output broken \(elsewhere:broken\) cannot be loaded: nowhere"):
        generators.generator_of("broken")
    _give(monkeypatch, _EntryPoint("csv", None))
    with pytest.raises(generators.OutputError, match="two outputs named csv"):
        generators.output_names()
    _give(monkeypatch, _EntryPoint("../../evil", None))
    with pytest.raises(generators.OutputError, match="cannot be the name of an output"):
        generators.output_names()


@pytest.mark.parametrize("path", ["../x", "/x", "a//b", "a/../b", "C:/x", "a\\b", ""])
def test_an_output_stays_in_its_folder(path: str) -> None:
    with pytest.raises(ValueError, match="is not a path below"):
        Artifact(path, b"")
