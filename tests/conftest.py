"""What all tests share: specifications, databases, programs, and the markers that say what a test needs.

Nobody has to mark a test by hand: a fixture that starts a program marks the tests that ask for it (see `NEEDS`).
"""

import os
import shutil
import sys
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from cldspec.model import Specification
from cldspec.versions.corrections import earlier_texts
from cldspec.versions.releases import RELEASES, read_releases, with_release
from engines import DuckDB, Engine, PostgreSQL, Spark, SQLite, postgresql_server, spark_session
from javascript_checker import Checker
from office import Office, libreoffice

NEEDS = {"browser": "chromium", "office": "libreoffice", "postgresql": "postgresql", "spark": "java", "typescript": "typescript"}
"""The fixtures that start a program, with the marker of the tests that use them; pyproject.toml says what each marker stands for."""

settings.register_profile("default", derandomize=True, deadline=None)  # the same rows each time: CI does not fail by chance
settings.load_profile("default")

TESTS = Path(__file__).parent
CHECKOUT = os.environ.get("CLDSPEC_TEST_CHECKOUT")
"""The checkout whose specification, outputs and documents are tested, if it is not the one that contains the tests."""
ROOT = Path(CHECKOUT) if CHECKOUT else TESTS.parent
REAL = ROOT / "spec" / "4.0"
"""The version whose content the tests know. Tests name it, since a later version may be the latest."""
NEXT_DRAFT = TESTS.parent / "examples" / "next-version" / "spec" / "99.0"
"""An illustrative next version. Its change requests are in the folder `changes` beside it."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
LIBRARY = TESTS / "library" / "1.0"


def texts_of(folder: Path) -> dict[str, str]:
    """Return the texts of a version's files by their paths."""
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.[ym]*"))}


def as_released() -> dict[str, str]:
    """Return the texts of 4.0 as it was released, by their paths. Tests that depend on its wording use them: it may be corrected."""
    (release,) = (release for release in read_releases(REAL.parent)[0] if release.version == REAL.name)
    return [*earlier_texts(REAL.parent, release, texts_of(REAL)), texts_of(REAL)][0]


def spec_with_4_0(spec: Path) -> Path:
    """Make a folder of versions that contains 4.0 and its release, whatever versions the repository has. Return the folder."""
    shutil.copytree(REAL, spec / REAL.name)
    shutil.copy(REAL.parent / "LICENCE.md", spec)
    (release,) = (release for release in read_releases(REAL.parent)[0] if release.version == REAL.name)
    text = with_release(spec, release.version, release.current_date, release.current_digest)
    (spec / RELEASES).write_text(text, encoding="utf-8", newline="")
    return spec


@pytest.fixture(scope="session")
def specification() -> Specification:
    from specifications import SPECIFICATIONS

    return SPECIFICATIONS["4.0"]


@pytest.fixture(scope="session")
def library() -> Specification:
    from specifications import SPECIFICATIONS

    return SPECIFICATIONS["library"]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Give the address of a PostgreSQL server."""
    with postgresql_server() as address:
        yield address


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Give a Spark session."""
    with spark_session(tmp_path_factory.mktemp("spark")) as session:
        yield session


@pytest.fixture(scope="session")
def engine_of(request: pytest.FixtureRequest) -> Iterator[Callable[[str], Engine]]:
    """Give a function that returns an empty database by name. A test that does not take the name as an argument requests the server."""
    with ExitStack() as stack:

        def engine(name: str) -> Engine:
            assert name not in NEEDS or NEEDS[name] in _markers_of(request.config.stash[_RUNNING]), f"request the fixture {name} as well"
            made: dict[str, Callable[[], Engine]] = {
                "duckdb": DuckDB,
                "sqlite": SQLite,
                "postgresql": lambda: PostgreSQL(request.getfixturevalue("postgresql")),
                "spark": lambda: Spark(request.getfixturevalue("spark")),
            }
            database = made[name]()
            stack.callback(database.close)
            return database

        yield engine


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Give a LibreOffice that opens documents."""
    with libreoffice(tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture(scope="session")
def checkers() -> Iterator[Mapping[str, Checker]]:
    """Give the JavaScript that checks returns of each specification, in a running process of Node."""
    from specifications import SPECIFICATIONS

    with ExitStack() as stack:
        yield {version: stack.enter_context(closing(Checker(specification))) for version, specification in SPECIFICATIONS.items()}


@pytest.fixture(scope="session")
def typescript() -> Path:
    """Give the compiler of TypeScript."""
    compiler = Path(sys.prefix) / "typescript" / "node_modules" / "typescript" / "lib" / "tsc.js"
    if not compiler.is_file():
        pytest.skip("needs TypeScript: make typescript")
    return compiler


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page that reports everything that it asks of the network."""
    opened = browser.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    opened.close()
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []  # a blob is in the memory of the browser


_RUNNING = pytest.StashKey[pytest.Item]()
"""The test that runs."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="Leave out the tests that are slow or need a program that pip cannot install.")


def pytest_configure(config: pytest.Config) -> None:
    if config.option.quick:
        config.option.markexpr = f"not ({' or '.join(_marker_descriptions(config))})"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was not run: the tests that were skipped are listed with their reasons anyhow."""
    if config.option.quick:
        terminalreporter.section("left out by --quick")
        for marker, description in _marker_descriptions(config).items():
            terminalreporter.line(f"{marker}: {description}")


def _marker_descriptions(config: pytest.Config) -> dict[str, str]:
    """Return the markers of pyproject.toml with what they stand for."""
    lines = [line.partition(": ") for line in config.getini("markers")]
    return {name: description for name, _, description in lines if name == "slow" or name in NEEDS.values()}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with what it needs, and put tests that share a program, or else a module, into one process, the slow ones first."""
    for item in items:
        needed = _needed_by(item)
        for marker in needed:
            item.add_marker(marker)
        if not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(needed[0] if needed else item.path.stem))
    slow = {_group_of(item) for item in items if _markers_of(item) & {"slow", *NEEDS.values()}}
    items.sort(key=lambda item: _group_of(item) not in slow)


def _needed_by(item: pytest.Item) -> list[str]:
    """Return the markers of the programs that a test needs; a database may also be named by an argument."""
    names = set(getattr(item, "fixturenames", ()))
    if "engine_of" in names and isinstance(item, pytest.Function) and hasattr(item, "callspec"):
        names |= {value for value in item.callspec.params.values() if isinstance(value, str)}
    return [marker for fixture, marker in NEEDS.items() if fixture in names]


def _group_of(item: pytest.Item) -> str:
    """Return the name of the tests that run one after the other in one process (see `--dist=loadgroup` of pytest-xdist)."""
    marker = item.get_closest_marker("xdist_group")
    assert marker
    return str(marker.args[0])


def _markers_of(item: pytest.Item) -> set[str]:
    return {marker.name for marker in item.iter_markers()}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    item.config.stash[_RUNNING] = item


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:  # noqa: ARG001
    """In CI a test that is skipped has failed: what it needs should have been there."""
    report = yield
    if report.skipped and os.environ.get("CI"):
        report.outcome = "failed"
    return report
