"""Run by the Python that LibreOffice brings, not by ours: starts LibreOffice, and edits and reads the documents that stdin asks for.

The arguments are the program `soffice` and the folder of its profile. Each line of stdin is a JSON object: `open`, the path of a
document, and `steps`, each of them one of

- ["type", sheet, cell, value]: a number, a date as {"date": "yyyy-mm-dd"}, a formula that begins with "=", or a text;
- ["fill", sheet, range, rows]: many such values at once, dates as numbers;
- ["copy", sheet, range, cell]: copy cells so that they begin at a cell;
- ["delete", sheet, range], ["insert", sheet, range]: whole rows;
- ["read", sheet, range]: the rows of a range, as they are shown;
- ["offers", sheet, cell]: what the drop-down of a cell offers; [] if it has none;
- ["save", filter, options, path].

Each line of stdout answers with a JSON object: `read`, what each step read (null if it reads nothing), or `error`.
"""

import json
import subprocess
import sys
import time
import traceback
from datetime import date
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

DAY_0 = date(1899, 12, 30)
FREE_COLUMN = 100


def main(soffice: str, profile: str) -> None:
    pipe = f"cldspec{Path(profile).stat().st_ino}"
    accept = f"--accept=pipe,name={pipe};urp;"
    quiet = ["--headless", "--invisible", "--norestore", "--nologo"]
    command = [soffice, f"-env:UserInstallation={Path(profile).as_uri()}", *quiet, accept]
    office = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    desktop = connect(pipe)
    try:
        for line in sys.stdin:
            print(json.dumps(answer(desktop, json.loads(line))), flush=True)  # noqa: T201 - stdout is for the tests
    finally:
        try:
            desktop.terminate()
        finally:
            office.wait(60)


def answer(desktop: Any, order: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to one line. A LibreOffice that has ended ends the program."""
    try:
        document = desktop.loadComponentFromURL(Path(order["open"]).as_uri(), "_blank", 0, properties(Hidden=True))
        try:
            return {"read": [do(document, *step) for step in order["steps"]]}
        finally:
            document.close(True)
    except DisposedException:
        raise
    except Exception:  # noqa: BLE001 - UNO raises what it likes, and the test is to see it
        return {"error": traceback.format_exc()}


def connect(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.1)
    raise TimeoutError("LibreOffice does not answer.")


def do(document: Any, what: str, *arguments: Any) -> Any:
    if what == "save":
        name, options, path = arguments
        document.storeToURL(Path(path).as_uri(), properties(FilterName=name, FilterOptions=options))
        return None
    sheet, place, *values = arguments
    cells = document.Sheets.getByName(sheet).getCellRangeByName(place)
    if what == "type":
        put(cells, *values)
        return None
    if what == "fill":
        cells.setDataArray(tuple(map(tuple, values[0])))
        return None
    if what in {"delete", "insert"}:
        rows = document.Sheets.getByName(sheet).Rows
        area = cells.RangeAddress
        change = rows.removeByIndex if what == "delete" else rows.insertByIndex
        change(area.StartRow, area.EndRow - area.StartRow + 1)
        return None
    if what == "copy":
        target = document.Sheets.getByName(sheet).getCellRangeByName(values[0]).CellAddress
        document.Sheets.getByName(sheet).copyRange(target, cells.RangeAddress)
        return None
    document.calculate()
    if what == "offers":
        return offered(cells)
    rows = range(cells.Rows.Count)
    return [[cells.getCellByPosition(column, row).String for column in range(cells.Columns.Count)] for row in rows]


def put(cell: Any, value: Any) -> None:
    if isinstance(value, dict):
        cell.Value = (date.fromisoformat(value["date"]) - DAY_0).days
    elif isinstance(value, int | float):
        cell.Value = value
    elif value.startswith("="):
        cell.Formula = value
    else:
        cell.String = value


def offered(cell: Any) -> list[str]:
    """Return what the drop-down of a cell offers, worked out in free cells of its own row, as relative names ask for."""
    if cell.Validation.Type.value != "LIST":
        return []
    source = cell.Validation.getFormula1()
    sheet, row = cell.Spreadsheet, cell.CellAddress.Row
    count = sheet.getCellByPosition(FREE_COLUMN, row)
    count.Formula = f"=ROWS({source})"
    places = [sheet.getCellByPosition(FREE_COLUMN + offset, row) for offset in range(1, int(count.Value) + 1)]
    for offset, place in enumerate(places, 1):
        place.Formula = f"=INDEX({source};{offset})"
    values = [place.String for place in places]
    for place in [count, *places]:
        place.String = ""
    return values


def properties(**values: Any) -> tuple[Any, ...]:
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


if __name__ == "__main__":
    main(*sys.argv[1:])
