"""Find texts that YAML cuts off: in a value without quotation marks, a space and # begin a comment.

Not every comment is such a text. It is one only if all of this is so:

- It follows a value without quotation marks on the same line. (A comment on a line of its own, after a key, or after a value in
  quotation marks or brackets cuts nothing off. In a block text, which begins with > or |, # is an ordinary sign.)
- It does not look like a comment, which begins with two spaces or more, #, and another space.
- The schema allows the value with the text, too. (After `type: integer`, nothing is cut off: no type has such a name.)
"""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from cldspec.findings import Finding
from cldspec.load.metaschema import form_findings
from cldspec.origin import Document, Origin, Path, position_at

_COMMENT = re.compile(r"[ \t]+#.*")
_LOOKS_LIKE_COMMENT = re.compile(r"(?:[ \t]{2,}|\t)#[ \t#]")


def cut_texts(document: Document, schema: str) -> Iterator[Finding]:
    """Yield a finding for each value of a document whose end YAML drops as a comment. `schema` is the name of its schema's file."""
    if " #" not in document.text and "\t#" not in document.text:
        return
    for path, span in document.values.items():
        value = _at(document.data, path)
        begins_plain = document.text[span.start : span.start + 1] not in {'"', "'", "|", ">", ""}
        comment = _COMMENT.match(document.text, span.end) if isinstance(value, str) and begins_plain else None
        if comment is None or _LOOKS_LIKE_COMMENT.match(comment[0]):
            continue
        whole = f"{value}{comment[0].rstrip()}"
        if _is_allowed(document, path, whole, schema):
            message = f"YAML reads only “{value}” here. It drops “{comment[0].strip()}” as a comment."
            fix = f"Write {json.dumps(whole, ensure_ascii=False)}, in quotes. If it is a comment, put it on a line of its own."
            yield Finding(position_at(document.file, document.text, document.text.index("#", span.end)), "cut-text", message, fix)


def _is_allowed(document: Document, path: Path, text: str, schema: str) -> bool:
    """Say whether the schema would allow this text in place of the value at a path."""
    data = deepcopy(document.data)
    parent: Any = _at(data, path[:-1])
    parent[path[-1]] = text
    changed = Document(document.file, document.text, data, document.values, document.keys)
    at = Origin(document).value(*path)
    return all(finding.at != at for finding in form_findings(changed, schema))


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
