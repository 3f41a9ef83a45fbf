"""A real LibreOffice: it fills workbooks as a person would, and shows what a person would see."""

import functools
import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import pytest

XLSX = "Calc MS Excel 2007 XML"
CSV = "Text - txt - csv (StarCalc)"
_SCRIPT = Path(__file__).with_name("office_script.py")
_FILTERS = {
    ("workbook", "csv"): CSV,
    ("workbook", "html"): "HTML (StarCalc)",
    ("workbook", "ods"): "calc8",
    ("workbook", "pdf"): "calc_pdf_Export",
    ("workbook", "xls"): "MS Excel 97",
    ("document", "pdf"): "writer_pdf_Export",
}
"""The names that LibreOffice has for its ways to save, by what is open and the ending of the file."""
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
</oor:items>
"""
"""Settings with which LibreOffice recalculates every formula of a workbook when it opens it."""
_TIMEOUT = 300
"""Seconds after which LibreOffice is taken to hang."""


class Office:
    """One LibreOffice for all tests of a process. It starts when it is first used, and opens one document at a time."""

    def __init__(self, folder: Path) -> None:
        found = programs()
        if found is None:
            pytest.skip("needs LibreOffice and its Python: apt-get install libreoffice-calc libreoffice-writer python3-uno")
        self._soffice, self._python = found
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None

    def run_steps(self, document: Path, *steps: tuple[Any, ...]) -> list[Any]:
        """Open a document, do the steps (see `office_script`), and return what each of them read."""
        process = self._running()
        assert process.stdin
        assert process.stdout
        stopper = threading.Timer(_TIMEOUT, process.kill)
        stopper.start()
        try:
            process.stdin.write(json.dumps({"open": str(document), "steps": steps}, default=str) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        finally:
            stopper.cancel()
        assert line, f"LibreOffice ended: {(self._folder / 'errors.txt').read_text(encoding='utf-8')}"
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return list(answer["read"])

    def convert(self, document: Path, ending: str, options: str = "") -> Path:
        """Save a document beside itself as a file of another kind, named by its ending. Return its path."""
        kind = "document" if document.suffix == ".docx" else "workbook"
        converted = document.with_suffix(f".{ending}")
        self.run_steps(document, ("save", _FILTERS[kind, ending], options, str(converted)))
        assert converted.exists()
        return converted

    def sheets_shown(self, workbook: Path) -> dict[str, list[list[tuple[str, str]]]]:
        """Return each worksheet as it is shown: for each cell its colour, conditional formats included, and its text."""
        page = self.convert(workbook, "html").read_text(encoding="utf-8")
        shown = {}
        for part in re.split(r'(?=<a name="table)', page, flags=re.IGNORECASE)[1:]:
            title = re.search(r"<em>(.*?)</em>", part, re.IGNORECASE | re.DOTALL)
            rows = re.findall(r"<tr.*?</tr>", part, re.DOTALL)
            shown[unescape(title[1]) if title else ""] = [
                [_cell(cell) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)] for row in rows
            ]
        return shown

    def close(self) -> None:
        """End LibreOffice."""
        if self._process:
            self._process.communicate(timeout=_TIMEOUT)

    def _running(self) -> "subprocess.Popen[str]":
        if self._process is None or self._process.poll() is not None:
            profile = self._folder / "profile"
            (profile / "user").mkdir(parents=True, exist_ok=True)
            (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
            environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
            with (self._folder / "errors.txt").open("a", encoding="utf-8") as errors:
                self._process = subprocess.Popen(
                    [self._python, str(_SCRIPT), self._soffice, str(profile)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    encoding="utf-8",
                    env=environment,
                )
        return self._process


@contextmanager
def libreoffice(folder: Path) -> Iterator[Office]:
    """Run LibreOffice with a profile of its own in a folder; skip the test if it is not installed."""
    office = Office(folder)
    try:
        yield office
    finally:
        office.close()


@functools.cache
def programs() -> tuple[str, str] | None:
    """Return LibreOffice and a Python that can speak with it; None if they are not installed."""
    soffice = shutil.which("soffice")
    for python in ("/usr/bin/python3", "/usr/lib/libreoffice/program/python"):
        if soffice and Path(python).exists():
            asked = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False, env={"PATH": os.environ["PATH"]})
            if asked.returncode == 0:
                return soffice, python
    return None


def _cell(html: str) -> tuple[str, str]:
    colour = re.search(r'bgcolor="(#[0-9A-Fa-f]{6})"', html)
    return (colour[1].upper() if colour else "", unescape(re.sub("<[^>]*>", "", html)).strip())
