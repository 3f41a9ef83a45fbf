"""The page as one file: its words, styles and scripts, the source of its worker, and a policy that forbids every connection."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from cldspec.model import Specification
from cldspec_generators.outputs.checker.words import GUIDE, words_of
from cldspec_generators.shared.page import render_page
from cldspec_generators.shared.writing import notice_of

PACKAGE = "cldspec_generators.outputs.checker"
SCRIPTS = Path(__file__).parent / "scripts"
"""The folder of the scripts of the page."""
SCRIPT_FILES = ("dom.js", "words.js", "measures.js", "report.js", "rows.js", "downloads.js", "page.js")
"""The scripts of the page, in the order in which they need each other."""
_POLICY = "POLICY"
"""What the policy is until the page is complete: it has the digests of the page's scripts and styles."""


def checker_page(specification: Specification, worker: str) -> str:
    """Return the page. `worker` is the source of its worker."""
    words = words_of(specification)
    text = render_page(
        PACKAGE,
        "index.html.j2",
        specification=specification,
        notice=notice_of(specification),
        guide=GUIDE,
        words=words,
        words_json=Markup(json.dumps(words).replace("<", "\\u003c")),  # noqa: S704 - nothing in it ends the element
        script=Markup(page_script()),  # noqa: S704 - no data
        worker=Markup(_inside_element(worker)),  # noqa: S704 - nothing in it ends the element
        policy=_POLICY,
    )
    return text.replace(f'content="{_POLICY}"', f'content="{_policy(text)}"', 1)


def page_script() -> str:
    """Return the scripts of the page as one."""
    return "\n".join(['"use strict";', *((SCRIPTS / name).read_text(encoding="utf-8") for name in SCRIPT_FILES)])


def _inside_element(source: str) -> str:
    """Return the source of a script so that it neither ends the element that it is in, nor begins a comment there."""
    return re.sub(r"<(?=/?script|!--)", r"\\x3c", source, flags=re.IGNORECASE)


def _policy(text: str) -> str:
    """Return the policy of a page: nothing may be loaded or sent, and only its own scripts and styles count."""
    scripts = _digests(re.findall(r"<script>(.*?)</script>", text, re.DOTALL))
    styles = _digests(re.findall(r"<style>(.*?)</style>", text, re.DOTALL))
    return (
        f"default-src 'none'; connect-src 'none'; script-src {scripts}; style-src {styles}; "
        "worker-src blob:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digests(contents: Iterable[str]) -> str:
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'" for content in contents)
