"""The page that checks a return, in a real browser: what it shows, saves and refuses, and that it sends nothing.

Its worker is a stand-in that answers with results made by hand, apart from the tests at the end.
"""

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Page, expect

import results
from cldspec.model import Specification
from cldspec.validation.result import Result
from cldspec_generators.outputs.checker.page import checker_page
from cldspec_generators.reports.validation import messages
from cldspec_generators.reports.validation.finding_list import write_csv
from cldspec_generators.reports.validation.page import page as report_page
from cldspec_generators.shared.writing import DRAFT_NOTICE, WITHDRAWN_NOTICE
from fake_worker import fake_worker
from specifications import SPECIFICATIONS

WIDE, PHONE = 1100, 390


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> Callable[[Result], Page]:
    """Return a function that opens the page with a worker that answers with a result. Nothing may be logged."""
    logged: list[str] = []
    page.on("console", lambda message: logged.append(message.text))
    page.on("pageerror", lambda error: logged.append(str(error)))

    def open_page(result: Result) -> Page:
        path = tmp_path / "index.html"
        path.write_text(checker_page(result.specification, fake_worker(result)), encoding="utf-8")
        page.goto(path.as_uri())
        assert logged == []
        return page

    return open_page


def choose(page: Page, *names: str) -> None:
    """Choose files with these names."""
    chosen: list[FilePayload] = [{"name": name, "mimeType": "text/csv", "buffer": b"a,b\r\n"} for name in names or ("return.csv",)]
    page.set_input_files("#files", chosen)


def check(page: Page, *names: str) -> None:
    """Choose files with these names, and check them."""
    choose(page, *names)
    page.get_by_role("button", name=re.compile("^Check the ")).click()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def saved(page: Page, button: str) -> tuple[str, bytes]:
    """Return the name and the content of the file that a button saves."""
    with page.expect_download() as download:
        page.click(f"#{button}")
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def assert_accessible(page: Page, width: int, state: str) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, (state, [one["id"] for one in found.response["violations"]])
    assert page.evaluate("document.documentElement.scrollWidth") <= width, state


@pytest.mark.slow
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_every_state_is_accessible_and_fits(opened: Callable[[Result], Page], library: Specification, width: int) -> None:
    page = opened(results.every_kind(library))
    page.set_viewport_size({"width": width, "height": 900})
    page.click("#options summary")
    assert_accessible(page, width, "before")
    check(page, "stuck.csv", "second.csv")
    expect(page.locator("#progress-words")).to_contain_text("60% read. 12,345 rows checked.")
    assert_accessible(page, width, "during")
    page.click("#stop")
    check(page, "refused.csv")
    expect(page.locator("#problem")).to_be_visible()
    assert_accessible(page, width, "refused")
    check(page)
    page.click("#values")
    expect(page.locator("#list bdi.value").first).to_be_visible()
    page.click("#quality ~ details summary")
    assert_accessible(page, width, "findings")
    page = opened(results.nothing_found(library))
    check(page)
    expect(page.locator("#verdict")).to_contain_text("conforms")
    expect(page.locator("#rows")).to_be_hidden()
    assert_accessible(page, width, "no findings")


def test_keyboard_alone_leads_through_the_page(opened: Callable[[Result], Page], library: Specification) -> None:
    page = opened(results.every_kind(library))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skips to the main content
    page.keyboard.press("Tab")
    assert focused(page) == "files"
    choose(page, "stuck.csv")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page) == "progress-title"
    page.keyboard.press("Tab")
    assert focused(page) == "stop"
    page.keyboard.press("Enter")
    assert focused(page) == "files"
    expect(page.locator("#status")).to_have_text("Stopped. Nothing was checked.")
    check(page, "refused.csv")
    expect(page.locator("#problem")).to_be_focused()
    expect(page.locator("#problem-message")).to_have_text("refused.csv is no return: <b>it</b> is a picture.")
    expect(page.locator("#problem-advice")).to_have_text("Choose a CSV file.")
    check(page, "fault.csv")
    expect(page.locator("#problem")).to_contain_text("<script>oops</script>")
    check(page)
    expect(page.locator("#result-title")).to_be_focused()
    expect(page.locator("#status")).to_contain_text("does not conform")
    page.get_by_role("button", name=re.compile(r"^Show \d+ findings: Warning$")).press("Enter")
    expect(page.locator("#rows-title")).to_be_focused()
    page.locator("#row-number").fill("2")
    page.keyboard.press("Enter")
    expect(page.locator("#list tr.is-sought")).to_be_focused()


def test_nothing_to_check_is_said(opened: Callable[[Result], Page], library: Specification) -> None:
    page = opened(results.empty(library))
    page.get_by_role("button", name="Check the ledger").click()
    expect(page.locator("#problem-message")).to_have_text("No file is chosen.")
    check(page)
    expect(page.locator("#verdict")).to_contain_text("has no rows, so there was nothing to check.")


@pytest.mark.parametrize(("version", "kind"), [("library", "every"), ("library", "nothing"), ("4.0", "many")])
def test_the_page_and_what_it_saves_say_what_the_reports_say(opened: Callable[[Result], Page], version: str, kind: str) -> None:
    makers = {"every": results.every_kind, "nothing": results.nothing_found, "many": results.many_rules}
    result = makers[kind](SPECIFICATIONS[version])
    page = opened(result)
    check(page)
    expect(page.locator("#verdict strong")).to_have_text(messages.verdict(result))
    report = report_page(result).decode()
    labels = [unescape(label) for label in re.findall(r'role="img" aria-label="([^"]*)"', report)]
    assert page.eval_on_selector_all("#parts svg[role=img]", "bars => bars.map(bar => bar.getAttribute('aria-label'))") == labels
    words = [unescape(text) for text in re.findall(r'<p class="in-words">([^<]*)</p>', report)]
    assert page.locator("#parts .in-words").all_text_contents() == words
    for title in ("Findings by severity", "Files", "Broken rules", messages.PREVIOUS):
        assert (f">{title}</h2>" in report) == (page.get_by_role("heading", name=title, exact=True).count() == 1), title

    for with_values in (False, True):
        page.set_checked("#with-values", checked=with_values)
        shown = replace(result, findings=tuple(found if with_values else replace(found, value=None) for found in result.findings))
        expected = io.BytesIO()
        write_csv(shown, expected)
        if with_values == messages.shows_values(shown):
            assert saved(page, "save-csv") == ("return Q2 findings.csv", expected.getvalue())
        name, content = saved(page, "save-report")
        assert name == "return Q2 findings.html"
        text = content.decode()
        assert "<script" not in text
        assert (messages.PRIVATE in text, messages.NOT_PRIVATE in text) == (with_values, not with_values)
        assert ("=cmd|" in text) == (with_values and kind == "every") or not with_values
        for rule in result.broken_rules:
            assert messages.how_often(result, rule) in unescape(text)


@pytest.mark.slow
def test_a_saved_report_stands_alone(opened: Callable[[Result], Page], library: Specification, tmp_path: Path) -> None:
    page = opened(results.every_kind(library))
    check(page)
    _, content = saved(page, "save-report")
    path = tmp_path / "elsewhere" / "report.html"
    path.parent.mkdir()
    path.write_bytes(content)
    page.set_viewport_size({"width": PHONE, "height": 900})
    page.goto(path.as_uri())
    assert_accessible(page, PHONE, "report")


def test_the_rows_can_be_filtered_turned_and_found(opened: Callable[[Result], Page], specification: Specification) -> None:
    result = results.every_kind(specification)
    total = len(result.findings)
    page = opened(result)
    check(page)
    listed = page.locator("#listed")
    rows = page.locator("#list tbody tr")
    expect(listed).to_have_text(f"Findings 1 to 50 of {total}.")
    page.click("#page-after")
    expect(listed).to_have_text(f"Findings 51 to 100 of {total}.")
    expect(page.locator("#page-before")).to_be_enabled()
    rule = result.broken_rules[0]
    page.get_by_role("button", name=f"Show {rule.rows} findings: {rule.title}", exact=True).click()
    expect(rows).to_have_count(rule.rows)
    expect(listed).to_have_text(f"{rule.rows} findings.")
    page.select_option("#by-severity", "information")
    expect(listed).to_have_text("No finding matches these filters.")
    page.select_option("#by-rule-id", "")
    page.select_option("#by-severity", "")
    page.select_option("#by-item-id", "-")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Look at the whole file.")
    page.select_option("#by-item-id", "")
    page.fill("#row-number", "12")
    page.click("text=Go to row")
    expect(page.locator("#by-file")).to_have_value(result.files[0].name)
    expect(page.locator("#list tr.is-sought th")).to_have_text(re.compile(r"^1[2-9]$"))
    page.fill("#row-number", "999999")
    page.click("text=Go to row")
    expect(listed).to_contain_text("No finding of this filter is at row 999,999 or below it.")
    page.fill("#row-number", "x")
    page.click("text=Go to row")
    expect(listed).to_have_text("Type the number of a row, such as 2.")
    assert page.locator("bdi.value").count() == 0


def test_links_lead_to_the_guide(opened: Callable[[Result], Page], library: Specification) -> None:
    from cldspec_generators import generator_of

    guide = {artifact.path: artifact.content.decode() for artifact in generator_of("guidance")(library) if artifact.path.endswith(".html")}
    page = opened(results.every_kind(library))
    check(page)
    expect(page.locator("#result")).to_be_visible()
    links = set(page.eval_on_selector_all("#parts a[href]", "links => links.map(link => link.getAttribute('href'))"))
    assert len(links) > len(library.items)
    for link in links:
        name, _, anchor = link.removeprefix("../guidance/").partition("#")
        assert f'id="{anchor}"' in guide[name]


def test_texts_of_a_return_are_only_texts(opened: Callable[[Result], Page], library: Specification) -> None:
    hostile = "<img src=x onerror=document.title='run'><script>document.title='run'</script>"
    result = results.every_kind(library)
    files = (replace(result.files[0], name=hostile, notes=(hostile,), sheet=hostile), *result.files[1:])
    findings = tuple(replace(found, file=hostile, message=hostile, suggestion=hostile, value=hostile) for found in result.findings[:3])
    page = opened(replace(result, files=files, findings=findings))
    check(page, "stuck <img src=x onerror=document.title='run'>.csv")
    page.click("#stop")
    check(page)
    page.click("#values")
    expect(page.locator("#list .value").first).to_have_text(hostile)
    assert page.title() != "run"
    assert page.locator("#result img").count() == 0
    page.set_checked("#with-values", checked=True)
    _, report = saved(page, "save-report")
    assert b"<img" not in report
    assert b"<script" not in report


def test_neither_the_page_nor_its_worker_can_send_anything(browser: Browser, library: Specification) -> None:
    """Even a page that tried would not reach the server that it came from, which counts what is asked of it."""
    tries = """(() => {
      const address = "http://" + LOCATION + "/stolen?value=";
      try { fetch(address + 1).catch(() => null); } catch { /* forbidden */ }
      try { const asked = new XMLHttpRequest(); asked.open("POST", address + 2); asked.send("x"); } catch { /* forbidden */ }
      try { new WebSocket(address.replace("http", "ws") + 3); } catch { /* forbidden */ }
      try { new EventSource(address + 4); } catch { /* forbidden */ }
      try { importScripts(address + 5); } catch { /* forbidden, or not in a worker */ }
      try { navigator.sendBeacon(address + 6, "x"); } catch { /* forbidden, or not in a page */ }
      try { new Image().src = address + 7; } catch { /* not in a page */ }
      try {
        const form = document.createElement("form");
        form.action = address + 8;
        document.body.append(form);
        form.submit();
      } catch { /* not in a page */ }
      try {
        const frame = document.createElement("iframe");
        frame.src = address + 9;
        document.body.append(frame);
      } catch { /* not in a page */ }
      try { eval("fetch(address + 10)"); } catch { /* forbidden */ }
    })()"""
    asked: list[str] = []
    content = b""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET  # noqa: N815 - its name is given

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        place = f"127.0.0.1:{server.server_port}"
        script = tries.replace("LOCATION", json.dumps(place))
        content = checker_page(library, f"{script};\n{fake_worker(results.every_kind(library))}").encode()
        page = browser.new_page()
        page.goto(f"http://{place}/index.html")
        check(page)
        page.click("#values")
        expect(page.locator("#list .value").first).to_be_visible()
        for button in ("save-csv", "save-report"):
            saved(page, button)
        page.evaluate(script)
        page.wait_for_timeout(300)
        page.close()
        server.shutdown()
    assert set(asked) == {"/index.html"}


@pytest.mark.parametrize("status", ["draft", "withdrawn", "released"])
def test_a_version_that_is_not_in_use_says_so(library: Specification, status: str) -> None:
    assert status in {"draft", "withdrawn", "released"}
    text = checker_page(replace(library, status=status, corrected="2026-11-30"), "")  # type: ignore[arg-type]
    assert (DRAFT_NOTICE in text, WITHDRAWN_NOTICE in text) == (status == "draft", status == "withdrawn")
    assert "corrected 30 November 2026" in text


def test_a_worker_cannot_end_its_element(library: Specification) -> None:
    text = checker_page(library, 'const text = "</script><script>alert(1)</script><!--";')
    assert text.count("<script") == text.count("</script") == 3
    assert json.loads(re.findall(r'id="words">(.*?)</script>', text)[0])["noun"] == "ledger"


@pytest.mark.slow
def test_printing_leaves_out_what_paper_cannot_do(opened: Callable[[Result], Page], library: Specification) -> None:
    page = opened(results.every_kind(library))
    check(page)
    expect(page.locator("#result")).to_be_visible()
    page.emulate_media(media="print")
    for hidden in ("#form", "#filters", "#values", "#paging", "#download"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("#verdict")).to_be_visible()
    expect(page.locator("#list tbody tr").first).to_be_visible()


def test_two_tabs_do_not_disturb_each_other(browser: Browser, library: Specification, tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_text(checker_page(library, fake_worker(results.every_kind(library))), encoding="utf-8")
    one, other = browser.new_page(), browser.new_page()
    for page, name in ((one, "stuck.csv"), (other, "return.csv")):
        page.goto(path.as_uri())
        check(page, name)
    expect(other.locator("#result")).to_be_visible()
    expect(one.locator("#progress")).to_be_visible()
    one.close()
    other.close()
