"""Puts the style sheet of the web pages, and its licence, into the wheel, the source distribution and an editable installation."""

import runpy
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
STYLE_SHEET = runpy.run_path(str(ROOT / "generators" / "cldspec_generators" / "shared" / "style_sheet.py"))
"""The names of the module that knows which files are needed. It cannot be imported here, where nothing is installed yet."""


class StyleSheetHook(BuildHookInterface[Any]):
    """Fetches the files before a build, unless they are there from an earlier one."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch passes them
        """Write the files, and declare the licence. Raises OSError if they cannot be downloaded."""
        fetch(STYLE_SHEET["FOLDER"])
        licence = (STYLE_SHEET["FOLDER"] / "LICENSE").relative_to(ROOT).as_posix()
        declared = self.metadata.core.license_files  # worked out before the licence was there
        if licence not in declared:
            declared.append(licence)


def fetch(folder: Path) -> None:
    """Write the files into a folder: as installed on this machine, or downloaded by pip. Raises OSError if neither is possible."""
    missing = [name for name in STYLE_SHEET["FILES"] if not _is_there(folder / name)]
    if not missing:
        return
    contents = _installed() or _downloaded()
    folder.mkdir(exist_ok=True)
    for name in missing:
        (folder / name).write_bytes(contents[name])


def _is_there(path: Path) -> bool:
    return path.is_file() and STYLE_SHEET["is_right"](path.name, path.read_bytes())


def _installed() -> dict[str, bytes] | None:
    """Return the files as installed. A build in isolation does not see the packages around it, so their folder is named."""
    folders = [*sys.path, sysconfig.get_path("purelib")]
    contents = {name: STYLE_SHEET["installed_file"](name, folders) for name in STYLE_SHEET["FILES"]}
    return contents if all(contents.values()) else None


def _downloaded() -> dict[str, bytes]:
    requirement = f"{STYLE_SHEET['PACKAGE']}=={STYLE_SHEET['VERSION']}"
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", folder, requirement]
        result = subprocess.run(command, check=False, capture_output=True, text=True)
        if result.returncode:
            raise OSError(f"{requirement}, which has the style sheet of the web pages, could not be downloaded:\n{result.stderr}")
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            names = {Path(name).name: name for name in archive.namelist()}
            contents = {name: archive.read(names[name]) for name in STYLE_SHEET["FILES"]}
    for name, content in contents.items():
        if not STYLE_SHEET["is_right"](name, content):
            raise OSError(f"{name} in {requirement} is not the file that was expected: its SHA-256 differs.")
    return contents
