"""Reading any file gives a result or a short message, in bounded time and memory, and leaves no temporary files behind."""

import bz2
import errno
import gzip
import io
import os
import random
import struct
import tempfile
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cldspec.model import Specification
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers import csv_scan, unpacking
from cldspec.validation.result import Result
from cldspec.validation.validator import Options, validate
from office import Office

pytestmark = pytest.mark.slow

HIDDEN = "SeCrEt"
ROWS = [("AB123", "Lent", "01/02/2020", f"{HIDDEN} one", "No", "3", "1.50")] * 30
MUTATIONS = 40
"""The number of damaged files of each kind that are read. Set MUTATIONS in the environment to try more."""


@pytest.fixture(autouse=True)
def no_temporary_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Have temporary files made in a folder of the test, and check that none is left."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    yield temporary
    assert list(temporary.iterdir()) == []


def titles(library: Specification) -> list[str]:
    return [item.title for item in library.items]


def rows(library: Specification) -> list[list[str]]:
    """Return the rows, with a cell for each item."""
    return [[*row, *[""] * (len(library.items) - len(row))] for row in ROWS]


def csv_bytes(library: Specification) -> bytes:
    return "\r\n".join(",".join(row) for row in [titles(library), *rows(library)]).encode() + b"\r\n"


def xlsx_bytes(library: Specification) -> bytes:
    book = openpyxl.Workbook()
    for row in [titles(library), *rows(library)]:
        book.active.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def parquet_bytes(library: Specification) -> bytes:
    made = io.BytesIO()
    pq.write_table(pa.table({title: [row[index] for row in rows(library)] for index, title in enumerate(titles(library))}), made)
    return made.getvalue()


KINDS: dict[str, Callable[[Specification], bytes]] = {
    "return.csv": csv_bytes,
    "return.csv.gz": lambda library: gzip.compress(csv_bytes(library), mtime=0),
    "return.xlsx": xlsx_bytes,
    "return.parquet": parquet_bytes,
}


def tried(content: bytes, name: str, folder: Path, library: Specification) -> Result | str:
    """Return the result of reading a file, or the message that refuses it."""
    path = folder / name
    path.write_bytes(content)
    try:
        return validate([path], library, options=Options(threads=1))
    except UnreadableFileError as error:
        message = str(error)
        assert name in message
        assert message.endswith(".")
        assert HIDDEN not in message
        assert len(message) < 500
        assert str(folder) not in message
        return message


def refused(content: bytes, name: str, folder: Path, library: Specification) -> str:
    message = tried(content, name, folder, library)
    assert isinstance(message, str), message.files
    return message


def repacked(content: bytes, changes: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """Return a ZIP file with some of its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            change, part = changes.get(name), source.read(name)
            target.writestr(name, change(part) if change else part)
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def with_cell(library: Specification, cell: str) -> bytes:
    return repacked(xlsx_bytes(library), {SHEET: lambda part: part.replace(b"</sheetData>", cell.encode() + b"</sheetData>")})


# Other kinds of files


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"\r\n\r\n", "no row with headers"),
        ("a.csv", b"\xef\xbb\xbf", "no row with headers"),
        ("a.csv", b"\xff\xfe", "no row with headers"),
        ("a.csv", b"one,two\r\n1,2\r\n", "no row with headers"),
        ("a.csv", bytes(range(256)) * 100, "is not a CSV file"),
        ("a.csv", "one,two".encode("utf-16-le"), "is not a CSV file"),
        ("a.csv", "one,two".encode("utf-32"), "is not a CSV file"),
        ("a.csv", b"%PDF-1.7\nbinary", "is a PDF file"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\0", "is a picture"),
        ("a.csv", b"\xff\xd8\xff\xe0\0", "is a picture"),
        ("a.rtf", b"{\\rtf1 x}", "is a text document"),
        ("a.xls", b"<html><table>", "is a web page or an XML file"),
        ("a.bz2", bz2.compress(b"x"), "is a compressed file"),
        ("a.7z", b"7z\xbc\xaf'\x1c", "is an archive"),
        ("a.csv", b"PAR1", "has the name of a CSV file, but is a Parquet file"),
        ("a.parquet", b"PAR1", "is a Parquet file that is damaged"),
        ("a.parquet", b"PARE0000PARE", "is an encrypted Parquet file"),
        ("a.csv.gz", b"\x1f\x8b", "is a gzip file that is damaged"),
        ("a.csv.gz", gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), "is compressed twice"),
        ("a.csv.gz", gzip.compress(b"", mtime=0), "is empty"),
        ("a.csv.gz", gzip.compress(b"%PDF-1.7", mtime=0), "is a PDF file"),
        ("a.xlsx", b"PK\x03\x04cut off", "damaged or cut off"),
        ("a.xlsx", b"PK\x05\x06" + b"\0" * 18, "is an empty ZIP archive"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged or cut off"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged or cut off"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 6000, "damaged or cut off"),
    ],
)
def test_other_kinds_of_files_are_refused(name: str, content: bytes, words: str, tmp_path: Path, library: Specification) -> None:
    assert words in refused(content, name, tmp_path, library)


def test_files_with_the_wrong_ending_are_refused(tmp_path: Path, library: Specification) -> None:
    assert "has the name of a workbook, but is not one" in refused(csv_bytes(library), "a.xlsx", tmp_path, library)
    assert "has the name of a CSV file, but is a workbook" in refused(xlsx_bytes(library), "a.csv", tmp_path, library)
    assert "has the name of a workbook, but is not one" in refused(parquet_bytes(library), "a.xlsx", tmp_path, library)


def test_archives_documents_and_binary_workbooks(tmp_path: Path, library: Specification) -> None:
    for part, words in (
        ("return.csv", "is a ZIP archive"),
        ("word/document.xml", "is a document or a presentation"),
        ("xl/workbook.bin", "binary workbook"),
    ):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr(part, csv_bytes(library))
        assert words in refused(made.getvalue(), "a.zip", tmp_path, library)


def test_paths_that_are_not_files_are_refused(tmp_path: Path, library: Specification) -> None:
    with pytest.raises(UnreadableFileError, match="There is no file nothing"):
        validate([tmp_path / "nothing.csv"], library)
    with pytest.raises(UnreadableFileError, match="is a folder"):
        validate([tmp_path], library)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(UnreadableFileError, match="pipe or a device"):
            validate([tmp_path / "pipe"], library)
        with pytest.raises(UnreadableFileError, match="pipe or a device"):
            validate([Path(os.devnull)], library)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "cannot be read: Permission denied"),
        (errno.ENOSPC, "The disk is full"),
        (errno.EIO, "cannot be read"),
    ],
)
@pytest.mark.parametrize("name", ["return.csv.gz", "return.csv"])
def test_errors_of_the_operating_system(  # noqa: PLR0913, PLR0917 - fixtures
    name: str, number: int, words: str, tmp_path: Path, library: Specification, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A test cannot rely on permissions, full disks and failing disks, so reading the file raises the error instead."""

    def fails(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    module, function = (unpacking, "decompress") if name.endswith("gz") else (csv_scan, "scan")
    monkeypatch.setattr(module, function, fails)
    assert words in refused(KINDS[name](library), name, tmp_path, library)


def test_a_file_that_is_deleted_while_it_is_read(tmp_path: Path, library: Specification, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = csv_scan.scan

    def scan_and_delete(path: Path) -> csv_scan.CsvScan:
        found = scan(path)
        path.unlink()
        return found

    monkeypatch.setattr(csv_scan, "scan", scan_and_delete)
    assert "cannot be read: No such file" in refused(csv_bytes(library), "return.csv", tmp_path, library)


def test_a_file_that_grows_or_shrinks_while_it_is_read(tmp_path: Path, library: Specification, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = csv_scan.scan
    content = csv_bytes(library)
    for changed in (content * 2, content[: len(content) // 2], b"", b"\0" * 5000, b'"' * 5001):

        def scan_and_change(path: Path, changed: bytes = changed) -> csv_scan.CsvScan:
            found = scan(path)
            path.write_bytes(changed)
            return found

        monkeypatch.setattr(csv_scan, "scan", scan_and_change)
        tried(content, "return.csv", tmp_path, library)


# Files that are too large


def bounded(content: bytes, name: str, folder: Path, library: Specification, megabytes: int = 400) -> Result | str:
    """Read a file, and check that the time and the memory of Python are bounded."""
    start = time.perf_counter()
    tracemalloc.start(1)
    try:
        return tried(content, name, folder, library)
    finally:
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < megabytes * 2**20
        assert time.perf_counter() - start < 30


def test_one_long_line(tmp_path: Path, library: Specification) -> None:
    for content in (b"x" * 2 * 10**7, b"," * 10**7, b'"' + b"x\r\n" * 10**6):
        assert "return.csv" in str(bounded(content, "return.csv", tmp_path, library))
    head = ",".join(titles(library)).encode() + b"\r\n"
    assert "longer than a row can be" in str(bounded(head + b"x" * 2 * 10**7, "return.csv", tmp_path, library))
    assert "longer than a row can be" in str(bounded(head * 60 + b"," * 10**7, "return.csv", tmp_path, library))
    assert "never closed" in str(bounded(head + b'"' + b"x\r\n" * 10**6, "return.csv", tmp_path, library))


def test_many_columns(tmp_path: Path, library: Specification) -> None:
    head = ",".join(titles(library))
    many = bounded((head + "," + ",".join(f"c{number}" for number in range(10**6)) + "\r\n").encode(), "return.csv", tmp_path, library)
    assert "more columns than a spreadsheet can have" in str(many)
    wide = bounded(
        (head + "," + ",".join(f"c{number}" for number in range(10_000)) + "\r\nAB1\r\n").encode(), "return.csv", tmp_path, library
    )
    assert isinstance(wide, Result)
    assert {broken.rule: broken.rows for broken in wide.broken_rules}["columns.unknown"] == 10_000


def test_enormous_headers(tmp_path: Path, library: Specification) -> None:
    head = ",".join(titles(library))
    assert "is too long" in str(bounded((head + "," + ("x" * 900_000 + ",") * 9).encode(), "return.csv", tmp_path, library))
    assert isinstance(bounded((head + "," + "x" * 900_000 + "\r\nAB1").encode(), "return.csv", tmp_path, library), Result)


def test_many_blank_lines(tmp_path: Path, library: Specification) -> None:
    head = ",".join(titles(library)).encode()
    for end in (b"", b"\r\nAB1"):
        found = bounded(head + b"\r\n" * 10**5 + end, "return.csv", tmp_path, library)
        assert isinstance(found, Result)
        assert {finding.row for finding in found.findings} == {10**5 + 2 if end else 1}


def test_gzip_bombs(tmp_path: Path, library: Specification) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b"\0" * 2**20) for _ in range(300)) + packer.flush()
    assert "unpacks to more than" in str(bounded(bomb, "return.csv.gz", tmp_path, library))


def test_zip_bombs(tmp_path: Path, library: Specification) -> None:
    bomb = repacked(xlsx_bytes(library), {SHEET: lambda part: part + b" " * (2**28 + 1)})
    assert "unpacks to more than" in str(bounded(bomb, "return.xlsx", tmp_path, library, megabytes=100))


@pytest.mark.parametrize(
    "cell",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c  s="0"  r = \'XFD1048576\' ><v>1</v></c></row>',
        '<row r="1048576"><x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="xfd1048576"><v>1</v></x:c></row>',
        '<row r="1048576">' + "<c><v>1</v></c>" * 16_384 + "</row>",
        f'<row r="1048576"><c a="{"x" * 500_000}" r="XFD1048576"><v>1</v></c></row>',
    ],
)
def test_a_cell_in_the_farthest_corner(cell: str, tmp_path: Path, library: Specification) -> None:
    assert "reaches too far" in str(bounded(with_cell(library, cell), "return.xlsx", tmp_path, library))


def test_an_old_workbook_that_would_end_the_process(tmp_path: Path, library: Specification, office: Office) -> None:
    """A cell has a position that cannot exist, for which its reader needs more memory than there is."""
    path = tmp_path / "own.xlsx"
    path.write_bytes(xlsx_bytes(library))
    sound = office.convert(path, "xls").read_bytes()
    assert isinstance(tried(sound, "return.xls", tmp_path, library), Result)
    offset = sound.rindex(b"\xfd\0\x0a\0") + 4
    changed = sound[:offset] + b"\xff\xff\xff\xff" + sound[offset + 4 :]
    assert "damaged or cut off" in refused(changed, "return.xls", tmp_path, library)


def test_cells_with_impossible_positions(tmp_path: Path, library: Specification) -> None:
    for cell in (
        '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
        '<row r="2"><c r="ZZZZZZZZZ2"><v>1</v></c></row>',
        '<row r="0"><c r="A0"/></row>',
    ):
        bounded(with_cell(library, cell), "return.xlsx", tmp_path, library)


def test_sheets_of_libreoffice_that_repeat_themselves(tmp_path: Path, library: Specification, office: Office) -> None:
    path = tmp_path / "own.xlsx"
    path.write_bytes(xlsx_bytes(library))
    sound = office.convert(path, "ods").read_bytes()
    assert isinstance(tried(sound, "return.ods", tmp_path, library), Result)
    cell = (
        b'<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000" '
        b'office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row></table:table>'
    )
    bomb = repacked(sound, {"content.xml": lambda part: part.replace(b"</table:table>", cell)})
    assert "reaches too far" in str(bounded(bomb, "return.ods", tmp_path, library))


def test_wrong_sizes_in_the_directory_of_an_archive(tmp_path: Path, library: Specification) -> None:
    content = bytearray(xlsx_bytes(library))
    sizes: list[int] = []
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        sizes.append(at + 24)
        at = content.find(b"PK\x01\x02", at + 4)
    for size in (0, 1, 2**31, 2**32 - 2):
        for offset in sizes:
            changed = bytearray(content)
            struct.pack_into("<I", changed, offset, size)
            assert "damaged or cut off" in refused(bytes(changed), "return.xlsx", tmp_path, library)


def test_entities_that_multiply(tmp_path: Path, library: Specification) -> None:
    lines = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{lines}]>'.encode()
    for part in (SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"):
        content = repacked(
            xlsx_bytes(library), {part: lambda xml: bomb + xml.partition(b"?>")[2] if xml.startswith(b"<?xml") else bomb + xml}
        )
        assert "damaged" in str(bounded(content, "return.xlsx", tmp_path, library))


def test_workbooks_with_a_password(tmp_path: Path, library: Specification) -> None:
    """An encrypted workbook is a compound file, with its content in a stream of this name."""
    assert "a.xlsx" in refused(ole("EncryptedPackage"), "a.xlsx", tmp_path, library)


def ole(stream: str) -> bytes:
    """Return a compound file with one empty stream."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0) + b"\xff" * 432
    fat = struct.pack("<III", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE) + b"\xff" * 500

    def entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
        text = (name + "\0").encode("utf-16-le")
        return (
            text.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(text), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
            + b"\0" * 36
            + struct.pack("<IQ", start, size)
        )

    folder = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + entry(stream, 2, 2, 512, 0xFFFFFFFF) + b"\0" * 256
    return header + fat + folder + b"\0" * 512


# Random damage


def damaged(content: bytes, draw: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(draw.choice([1, 1, 2, 5, 30])):
        at = draw.randrange(len(made) or 1)
        match draw.randrange(6):
            case 0:
                made[at : at + 1] = bytes([draw.randrange(256)])
            case 1:
                made[at : at + 1] = bytes([(made[at] if at < len(made) else 0) ^ (1 << draw.randrange(8))])
            case 2:
                del made[at : at + draw.choice([1, 2, 100, len(made)])]
            case 3:
                made[at:at] = draw.choice([b"\0", b'"', b"\r", b"\n", b",", b"\xff\xff\xff\xff", b"\xc3", made[at : at + 50], b"\0" * 100])
            case 4:
                made[at : at + 4] = struct.pack("<I", draw.choice([0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000, draw.randrange(2**32)]))
            case _:
                other = draw.randrange(len(made) or 1)
                made[at : at + 16], made[other : other + 16] = made[other : other + 16], made[at : at + 16]
    return bytes(made)


@pytest.mark.parametrize("name", KINDS)
def test_damaged_files(name: str, tmp_path: Path, library: Specification) -> None:
    sound = KINDS[name](library)
    assert isinstance(tried(sound, name, tmp_path, library), Result)
    draw = random.Random(name)  # noqa: S311 - the same files each time
    for _ in range(int(os.environ.get("MUTATIONS", MUTATIONS))):
        content = damaged(sound, draw)
        try:
            tried(content, name, tmp_path, library)
        except BaseException:
            (tmp_path.parent / f"crash-{name}").write_bytes(content)
            raise


@pytest.mark.parametrize("name", KINDS)
def test_files_that_are_cut_off(name: str, tmp_path: Path, library: Specification) -> None:
    sound = KINDS[name](library)
    for length in [*range(1, len(sound), max(len(sound) // 20, 1)), len(sound) - 1]:
        found = tried(sound[:length], name, tmp_path, library)
        assert isinstance(found, str) or name == "return.csv"


def test_damaged_worksheets(tmp_path: Path, library: Specification) -> None:
    """The parts of a workbook are damaged before they are packed, so that the reader of the parts is tested."""
    sound = xlsx_bytes(library)
    draw = random.Random(1)  # noqa: S311 - the same files each time
    parts = [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]
    for _ in range(int(os.environ.get("MUTATIONS", MUTATIONS))):
        content = repacked(sound, {draw.choice(parts): lambda part: damaged(part, draw)})
        tried(content, "return.xlsx", tmp_path, library)


def test_a_panic_in_the_reader_of_workbooks(tmp_path: Path, library: Specification, monkeypatch: pytest.MonkeyPatch) -> None:
    import python_calamine

    class PanicException(BaseException):
        """The error that the reader raises."""

    class Panics:
        @staticmethod
        def from_filelike(_: object) -> None:
            raise PanicException(HIDDEN)

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Panics)
    assert "damaged" in refused(xlsx_bytes(library), "return.xlsx", tmp_path, library)
