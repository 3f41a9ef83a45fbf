"""Hostile inputs drawn at random, longer than the tests do it: python benchmarks/fuzz.py [KIND...] [--rounds N] [--seed N].

KIND is one or more of yaml, chapters, rules, returns, signals and disk; without any, all of them. Each input must end in a finding, a
message or a result, within seconds. One that does not ends the call, with what draws it again. docs/fuzzing.md has the results.
"""

import argparse
import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from cldspec.check import check, prove  # noqa: E402
from cldspec.guidance import ChapterError, read_chapter  # noqa: E402
from cldspec.load import read_texts  # noqa: E402
from cldspec.rules.expression import ExpressionError, parse  # noqa: E402
from cldspec.validation.errors import UnreadableFileError  # noqa: E402
from cldspec.validation.validator import Options, validate  # noqa: E402
from cldspec_generators import generator_of  # noqa: E402
from conftest import LIBRARY, texts_of  # noqa: E402
from specifications import SPECIFICATIONS  # noqa: E402
from test_hostile import KINDS, damaged  # noqa: E402

SLOWEST = 10.0
"""The seconds that one input may take."""
TEXTS = texts_of(LIBRARY)
PIECES = [
    *(
        "",
        " ",
        "\n",
        "\n  ",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        " #",
        "&a ",
        "*a",
        "|",
        ">",
        "%",
        "@",
        "!",
        "? ",
        ",",
        "<<: ",
        "~",
        "=1+1",
    ),
    *(
        "null",
        "No",
        "007",
        "1.0",
        "1e5",
        "always",
        "otherwise",
        "TRUE",
        "weeks",
        "movement",
        "fee",
        "Lent",
        "multiplier",
        "é",
        "\u202e",
        "\u2028",
    ),
    *(
        "\x00",
        "\x07",
        "\x85",
        "\\x1b",
        "\\n",
        "::error::",
        "<b>",
        "[" * 200,
        "- " * 200,
        "x" * 5000,
        "../../etc",
        "con",
        "\ufeff",
        "\U000e0041",
    ),
]
EXPRESSIONS = [
    *(
        "item",
        "value",
        "rows",
        "count",
        "specification",
        "rule",
        "page",
        "(",
        ")",
        "'mark'",
        "'movement'",
        "'Lent'",
        "1",
        "None",
        "[",
        "]",
        "{",
        "}",
    ),
    *(
        ".items",
        ".title",
        ".x",
        "|",
        "length",
        "join",
        "first",
        "map",
        "cell",
        "~",
        "*",
        "**",
        "+",
        "-",
        "%",
        "==",
        "not",
        "in",
        "if",
        "else",
        ",",
    ),
    *(
        "for x in specification.items",
        "endfor",
        "set x =",
        "x",
        "{{",
        "}}",
        "{%",
        "%}",
        "\n",
        "\n\n",
        "> ",
        "# ",
        "- ",
        "    ",
        "```",
        "<b>",
        "|\n| --- |\n",
    ),
    *(
        "[a](ref:item/",
        "![p](",
        "{#a}",
        "\\",
        "`",
        "*",
        "_",
        "9" * 5000,
        "(" * 100,
        "lipsum(99)",
        "range(9)",
        ".__class__",
        "'{:>9999999}'.format(1)",
    ),
]
CONDITIONS = [
    *(
        "weeks",
        "fee",
        "movement",
        "moved_on",
        "mark",
        "nothing",
        "'Lent'",
        "'",
        "1",
        "0.5",
        "99999999999999999999",
        "(",
        ")",
        " AND ",
        " OR ",
        "NOT ",
    ),
    *(
        " = ",
        " <> ",
        " < ",
        " <= ",
        " + ",
        " - ",
        " * ",
        " / ",
        " IS NULL",
        " IS NOT NULL",
        " IN (",
        " BETWEEN ",
        " LIKE ",
        "age_on(",
        "today()",
    ),
    *(
        "in_table('kinds-with-fees')",
        "year_start(",
        ",",
        ";",
        "--",
        "/*",
        "CASE WHEN",
        "SELECT",
        '"',
        "[",
        "]",
        "\\",
        "%",
        "(" * 50,
        "NOT " * 50,
        "é",
    ),
]


def pieces(draw: random.Random, choices: list[str], most: int) -> str:
    """Return up to `most` of the choices as one text."""
    return "".join(draw.choice(choices) for _ in range(draw.randint(1, most)))


def yaml(draw: random.Random) -> None:
    """Files of a specification with pieces inserted, replaced, moved and repeated."""
    texts = dict(TEXTS)
    for _ in range(draw.randint(1, 4)):
        name = draw.choice(sorted(texts))
        text = texts[name]
        at = draw.randrange(len(text) or 1)
        end = at + draw.choice([0, 0, 1, 3, 10, 60])
        lines = text.split("\n")
        match draw.randrange(4):
            case 0 | 1:
                texts[name] = text[:at] + pieces(draw, PIECES, 3) + text[end:]
            case 2:
                draw.shuffle(lines[max(len(lines) // 2, 1) :])
                lines.insert(draw.randrange(len(lines)), draw.choice(lines))
                texts[name] = "\n".join(lines)
            case _:
                texts[draw.choice([name, f"items/{pieces(draw, PIECES, 2)}.yaml"])] = texts.pop(name)
    specification, findings = read_texts(texts)
    if specification is not None:
        findings += check(specification)
    assert all(finding.message.isprintable() and finding.fix and len(finding.message) < 1000 for finding in findings)
    if specification is not None and not findings:
        prove(specification)


def chapters(draw: random.Random) -> None:
    """Chapters of random expressions and Markdown. What the check accepts, the guide can be made of."""
    texts = TEXTS | {"guidance/02-drawn.md": f"---\ntitle: Drawn\nsources: [leaflet/loans]\n---\n{pieces(draw, EXPRESSIONS, 12)}\n"}
    specification, findings = read_texts(texts)
    if specification is None:
        return
    findings += check(specification)
    try:
        read_chapter(specification.guidance[-1], specification)
    except ChapterError:
        assert findings
        return
    if not findings:
        for _ in generator_of("guidance")(specification):
            pass


def rules(draw: random.Random) -> None:
    """Conditions of random pieces."""
    text = pieces(draw, CONDITIONS, 15)
    try:
        parse(text)
    except ExpressionError:
        return
    texts = TEXTS | {"items/loan.yaml": TEXTS["items/loan.yaml"].replace("required_when: weeks > 2", f"required_when: {text!r}")}
    specification, findings = read_texts(texts)
    if specification is not None and not findings:
        check(specification)


def returns(draw: random.Random) -> None:
    """Returns of each format, damaged at random."""
    library = SPECIFICATIONS["library"]
    name = draw.choice(sorted(KINDS))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(damaged(KINDS[name](library), draw))
        try:
            validate([path], library, options=Options(threads=1))
        except UnreadableFileError as error:
            assert "SeCrEt" not in str(error)  # noqa: PT017 - no test


def signals(draw: random.Random) -> None:
    """Signals at random moments while a return is validated: nothing of it is left, after SIGKILL once the next command has started."""
    number = draw.choice([signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
    with tempfile.TemporaryDirectory() as folder:
        temporary = Path(folder) / "temporary"
        temporary.mkdir()
        environment = os.environ | {"TMPDIR": str(temporary)}
        command = [sys.executable, "-m", "cldspec", "validate", "--version", "4.0", str(_large_return())]
        memory = draw.choice([[], ["--memory", "120MB"]])
        with subprocess.Popen([*command, *memory], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            time.sleep(draw.uniform(0.2, 4))
            process.send_signal(number)
            process.communicate()
        if number == signal.SIGKILL:
            subprocess.run([sys.executable, "-m", "cldspec", "list", "checks"], env=environment, check=True, capture_output=True)
        assert list(temporary.iterdir()) == [], (number, list(temporary.rglob("*")))


_LARGE: list[Path] = []


def _large_return() -> Path:
    """Return a compressed return of 60,000 rows, which is made once."""
    if not _LARGE:
        folder = Path(tempfile.mkdtemp())
        command = [sys.executable, "-m", "cldspec", "sample", "--version", "4.0", "--rows", "60000", "--to", str(folder / "return.csv.gz")]
        subprocess.run(command, check=True, capture_output=True)
        _LARGE.append(folder / "return.csv.gz")
    return _LARGE[0]


def disk(draw: random.Random) -> None:
    """A full disk at a random moment of a build: the old outputs stay, or the new ones are complete."""
    from cldspec_generators import output_folder

    left = draw.randint(1, 40)
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(path, content)

    files = _with_manifest({f"csv/{number}.csv": b"new" for number in range(draw.randint(1, 40))})
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "4.0"
        old = _with_manifest({"csv/old.csv": b"old"})
        output_folder.replace(target, old)
        Path.write_bytes = full  # type: ignore[assignment, method-assign]
        try:
            output_folder.replace(target, files)
        except OSError:
            files = old
        finally:
            Path.write_bytes = write  # type: ignore[method-assign]
        assert {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()} == files


def _with_manifest(files: dict[str, bytes]) -> dict[str, bytes]:
    from cldspec_generators.output_folder import MANIFEST, manifest

    return files | {MANIFEST: manifest(SPECIFICATIONS["library"], files, {})}


KINDS_OF_INPUT: dict[str, Callable[[random.Random], None]] = {
    kind.__name__: kind for kind in (yaml, chapters, rules, returns, signals, disk)
}


def main() -> None:
    """Draw what the command line asks for."""
    parser = argparse.ArgumentParser(description="Hostile inputs drawn at random.")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"One of {', '.join(KINDS_OF_INPUT)}.")
    parser.add_argument("--rounds", type=int, default=200, help="Inputs of each kind.")
    parser.add_argument("--seed", type=int, default=1, help="Another seed draws other inputs.")
    arguments = parser.parse_args()
    if unknown := set(arguments.kinds) - set(KINDS_OF_INPUT):
        parser.error(f"There is no kind {min(unknown)}.")
    for name in arguments.kinds or KINDS_OF_INPUT:
        start = time.perf_counter()
        slowest = 0.0
        for number in range(arguments.rounds):
            begin = time.perf_counter()
            seed = f"{name} {arguments.seed} {number}"
            try:
                KINDS_OF_INPUT[name](random.Random(seed))  # noqa: S311 - the same inputs each time
                took = time.perf_counter() - begin
                assert took < SLOWEST or name == "signals", f"{took:.0f} seconds"
            except BaseException as error:
                print(f"{seed}: {error!r}. Draw it again with: KINDS_OF_INPUT[{name!r}](random.Random({seed!r}))")
                raise
            slowest = max(slowest, took)
        print(f"{name}: {arguments.rounds} inputs in {time.perf_counter() - start:.0f} s, the slowest in {slowest:.1f} s")
    for path in _LARGE:
        shutil.rmtree(path.parent)


if __name__ == "__main__":
    main()
