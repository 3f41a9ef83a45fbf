"""Workbooks made from their XML, for cells that no library writes."""

import zipfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_FIRST_OWN_FORMAT = 200


def save_sheet(path: Path, rows: Sequence[str], strings: str, codes: Sequence[str], *, is_1904: bool) -> Path:
    """Save a worksheet with these rows. The first two styles are a number and a day/month/year; each of the codes has a style."""
    formats = "".join(f'<numFmt numFmtId="{number}" formatCode="{escape(code)}"/>' for number, code in enumerate(codes, _FIRST_OWN_FORMAT))
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, *range(_FIRST_OWN_FORMAT, _FIRST_OWN_FORMAT + len(codes))))
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">{_relation(1, "officeDocument", "xl/workbook.xml")}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><workbookPr date1904="{int(is_1904)}"/>'
        f'<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{_relation(1, "worksheet", "worksheets/sheet1.xml")}'
        f"{_relation(2, 'sharedStrings', 'sharedStrings.xml')}{_relation(3, 'styles', 'styles.xml')}</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
