"""A real LibreOffice: fills workbooks as a person would, and shows what they show."""

import functools
import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
</oor:items>
"""
"""A LibreOffice profile that works out every formula of a workbook anew when it opens it."""
SCRIPT = Path(__file__).with_name("office_script.py")
XLSX = "Calc MS Excel 2007 XML"
CSV = "Text - txt - csv (StarCalc)"


def profile(folder: Path) -> Path:
    """Return a profile of LibreOffice that is made for the purpose."""
    made = folder / "profile"
    if not made.exists():
        (made / "user").mkdir(parents=True)
        (made / "user" / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    return made


@functools.cache
def pythons() -> tuple[str, str] | None:
    """Return LibreOffice and a Python that can speak with it; None where there are none."""
    soffice = shutil.which("soffice")
    for python in ("/usr/bin/python3", "/usr/lib/libreoffice/program/python"):
        if soffice and Path(python).exists():
            asked = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False, env={"PATH": os.environ["PATH"]})
            if asked.returncode == 0:
                return soffice, python
    return None


def work(workbook: Path, *steps: tuple[Any, ...]) -> list[Any]:
    """Open a workbook in LibreOffice, do the steps (see `office_script`), and return what each read."""
    found = pythons()
    if found is None:
        pytest.skip("needs LibreOffice and its Python: apt-get install libreoffice-calc python3-uno")
    soffice, python = found
    order = {"soffice": soffice, "profile": str(profile(workbook.parent)), "open": str(workbook), "steps": steps}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [python, SCRIPT], input=json.dumps(order, default=str), capture_output=True, text=True, timeout=300, check=False, env=environment
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def converted(workbook: Path, kind: str) -> Path:
    """Return the workbook as LibreOffice converts it."""
    if not shutil.which("soffice"):
        pytest.skip("needs LibreOffice: apt-get install libreoffice-calc libreoffice-writer")
    command = ["soffice", f"-env:UserInstallation={profile(workbook.parent).as_uri()}", "--headless", "--convert-to", kind]
    done = subprocess.run([*command, "--outdir", workbook.parent, workbook], capture_output=True, text=True, timeout=300, check=False)
    made = workbook.with_suffix(f".{kind.partition(':')[0]}")
    assert made.exists(), done
    return made


def sheets_shown(workbook: Path) -> dict[str, list[list[tuple[str, str]]]]:
    """Return each sheet as LibreOffice shows it: for each cell its colour, conditional formats included, and its text."""
    page = converted(workbook, "html").read_text(encoding="utf-8")
    shown = {}
    for part in re.split(r'(?=<a name="table)', page, flags=re.IGNORECASE)[1:]:
        title = re.search(r"<em>(.*?)</em>", part, re.IGNORECASE | re.DOTALL)
        rows = re.findall(r"<tr.*?</tr>", part, re.DOTALL)
        shown[unescape(title[1]) if title else ""] = [[_cell(cell) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)] for row in rows]
    return shown


def _cell(html: str) -> tuple[str, str]:
    colour = re.search(r'bgcolor="(#[0-9A-Fa-f]{6})"', html)
    return (colour[1].upper() if colour else "", unescape(re.sub("<[^>]*>", "", html)).strip())
