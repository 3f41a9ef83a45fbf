"""The specifications that the tests use: the real one, and a small made-up one of another subject."""

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from cldspec.model import Specification
from engines import DuckDB, Engine, PostgreSQL, Spark, SQLite, postgresql_server, spark_session
from office import Office, libreoffice

settings.register_profile("default", derandomize=True, deadline=None)  # the same rows each time: CI does not fail by chance
settings.load_profile("default")

ROOT = Path(__file__).parent.parent
REAL = ROOT / "spec" / "4.0"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
LIBRARY = ROOT / "tests" / "library" / "1.0"


def texts_of(folder: Path) -> dict[str, str]:
    """Return the texts of a version's files by their paths."""
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.[ym]*"))}


@pytest.fixture(scope="session")
def specification() -> Specification:
    from specifications import SPECIFICATIONS

    return SPECIFICATIONS["4.0"]


@pytest.fixture(scope="session")
def library() -> Specification:
    from specifications import SPECIFICATIONS

    return SPECIFICATIONS["library"]


@pytest.fixture(scope="session")
def engine_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Engine]]:
    """Give a function that returns an empty database by name; servers run once for all tests."""
    with ExitStack() as stack:

        @cache
        def server(name: str) -> Any:
            folder = tmp_path_factory.mktemp(name)
            return stack.enter_context(postgresql_server(folder) if name == "postgresql" else spark_session(folder))

        def engine(name: str) -> Engine:
            made: dict[str, Callable[[], Engine]] = {
                "duckdb": DuckDB,
                "sqlite": SQLite,
                "postgresql": lambda: PostgreSQL(server(name)),
                "spark": lambda: Spark(server(name)),
            }
            one = made[name]()
            stack.callback(one.close)
            return one

        yield engine


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with libreoffice(tmp_path_factory.mktemp("office")) as office:
        yield office


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
    assert [url for url in asked if not url.startswith("file:")] == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:  # noqa: ARG001
    """In CI a test that is skipped has failed: what it needs should have been there."""
    report = yield
    if report.skipped and os.environ.get("CI"):
        report.outcome = "failed"
    return report
