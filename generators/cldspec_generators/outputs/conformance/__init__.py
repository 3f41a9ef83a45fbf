"""The conformance pack: a return that conforms, and one that breaks each rule, with the findings to expect."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from cldspec.model import Artifact, Cells, Specification
from cldspec.rules.all_rules import rules_of
from cldspec.rules.cells import DATE_FORM, UNREADABLE
from cldspec.rules.reference import value_of
from cldspec.solver.reason import Reasoner
from cldspec_generators.outputs.conformance.cases import Case, cases_of
from cldspec_generators.outputs.conformance.layouts import Layout, layouts
from cldspec_generators.outputs.conformance.more import Return, further_returns, index_entry
from cldspec_generators.outputs.conformance.results import digest_of, example_of_results, schema_of_results
from cldspec_generators.outputs.conformance.valid import unused_values, valid_rows
from cldspec_generators.outputs.conformance.values import first_day
from cldspec_generators.shared.plain_text import guarded
from cldspec_generators.shared.writing import EXCEL, csv_text, json_text, render_template

VALID = "valid"
_INDEX = ("rule", "title", "severity", "file", "expected", "rows", "findings", "also")


def generate(specification: Specification) -> Iterator[Artifact]:
    """Conformance pack: returns that conform, returns that break each rule, cells and files of every kind. For suppliers."""
    today, reasoner = first_day(specification), Reasoner(specification)
    valid = valid_rows(reasoner, today)
    cases = list(cases_of(valid, reasoner, today))
    further = further_returns(valid, cases, specification, today)
    files = list(layouts(valid, specification, today))
    made = [*_minimal(valid, cases, specification), *_further(further, files, specification)]
    yield from made
    index = [_entry(case) for case in cases]
    conforming = {"file": f"{VALID}.csv", "expected": f"{VALID}.json", "rows": len(valid), "findings": 0}
    more = [*map(index_entry, further), *map(_entry_of_file, files)]
    head = {**_version(specification), "holds_from": today, "digest": digest_of(made)}
    content = {**head, "valid": conforming, "cases": index, "more": more}
    yield Artifact("cases.json", json_text(content).encode(), "Every case, for programs.")
    table = [[guarded(str(entry[key])) for key in _INDEX[:-1]] + ["; ".join(entry["also"])] for entry in index]
    yield Artifact("cases.csv", csv_text([_INDEX, *table]).encode(EXCEL), "Every case, for Excel.")
    schema = schema_of_results(f"{specification.title} {specification.version_label}")
    yield Artifact("results.schema.json", json_text(schema).encode(), "The JSON Schema of a file that says what a program has passed.")
    yield Artifact(
        "results.example.json", json_text(example_of_results(content)).encode(), "An example of such a file, with nothing run yet."
    )
    folders = ("passes", "more", "cells")
    readme = render_template(
        __name__,
        "README.md.j2",
        specification=specification,
        today=today,
        date_form=DATE_FORM,
        valid=valid,
        cases=cases,
        counts={folder: [one for one in further if one.draft.folder == folder] for folder in folders},
        files=files,
        of_one_day=[one for one in further if one.today],
        unused=unused_values(valid, specification),
        missing=[rule for rule in rules_of(specification) if rule.id not in {case.rule.id for case in cases}],
    )
    yield Artifact("README.md", readme.encode())


def _minimal(valid: Sequence[Cells], cases: Sequence[Case], specification: Specification) -> Iterator[Artifact]:
    """Yield the return that conforms, and the smallest that breaks each rule, also as JSON instances."""
    title = f"A {specification.collection.title.lower()} that conforms"
    yield Artifact(f"{VALID}.csv", _returned(valid, specification), f"{title}. Expect no findings.")
    content: dict[str, Any] = {"rule": None, "title": title, "also": [], "rows": len(valid), "findings": []}
    yield Artifact(f"{VALID}.json", _expected(f"{VALID}.csv", content, specification), f"The findings to expect in {VALID}.csv: none.")
    yield _instance(VALID, valid, specification)
    for case in cases:
        path, name = f"fails/{case.rule.id}", f"{case.rule.id}.csv"
        yield Artifact(f"{path}.csv", _returned(case.rows, specification), f"Breaks {case.rule.id}: {case.rule.title}.")
        yield Artifact(f"{path}.json", _expected(name, _content_of(case), specification), f"The findings to expect in {name}.")
        yield _instance(path, case.rows, specification)


def _further(further: Sequence[Return], files: Sequence[Layout], specification: Specification) -> Iterator[Artifact]:
    """Yield the other returns and files with what to expect in them."""
    for one in further:
        draft = one.draft
        path, name = f"{draft.folder}/{draft.name}", f"{draft.name}.csv"
        findings, checks = [asdict(finding) for finding in one.findings], [asdict(check) for check in one.checks]
        content: dict[str, Any] = {"rule": draft.rule, "title": draft.title, "today": one.today, "rows": len(draft.rows)}
        yield Artifact(f"{path}.csv", _returned(draft.rows, specification), draft.title)
        expected = _expected(name, {**content, "findings": findings, "checks": checks}, specification)
        yield Artifact(f"{path}.json", expected, f"The findings to expect in {name}.")
        if draft.folder == "passes":
            yield _instance(path, draft.rows, specification)
    for file in files:
        name = f"{file.name.rsplit('/', maxsplit=1)[-1]}.csv"
        content = {"rule": None, "title": file.title, "today": None, "rows": file.rows, "findings": list(file.findings), "checks": []}
        yield Artifact(f"{file.name}.csv", file.content, file.title)
        yield Artifact(f"{file.name}.json", _expected(name, content, specification), f"The findings to expect in {name}.")


def _entry_of_file(file: Layout) -> dict[str, Any]:
    counts = {"rows": file.rows, "findings": len(file.findings), "checks": 0}
    return {"file": f"{file.name}.csv", "expected": f"{file.name}.json", "title": file.title, "rule": None, "today": None, **counts}


def _instance(path: str, rows: Sequence[Cells], specification: Specification) -> Artifact:
    """Return the rows as JSON, as the JSON Schema of a return has them."""
    content = json_text([as_instance(row, specification) for row in rows]).encode()
    return Artifact(f"{path}.instance.json", content, f"The rows of {path.rsplit('/', maxsplit=1)[-1]}.csv as JSON.")


def as_instance(row: Cells, specification: Specification) -> dict[str, Any]:
    """Return a row as JSON has it: dates as yyyy-mm-dd, numbers as numbers, no blanks, and unreadable cells as typed."""
    cells: dict[str, Any] = {}
    for item in specification.items:
        value = value_of(item.id, row[item.id], specification)
        if isinstance(value, Decimal):
            cells[item.id] = int(value) if item.type == "integer" else float(value)
        elif value is not None:
            cells[item.id] = row[item.id] if value is UNREADABLE else value
    return cells


def _returned(rows: Sequence[Cells], specification: Specification) -> bytes:
    """Return a return as it is sent: a column for each item, by its title, and cells as typed in the template."""
    header = [item.title for item in specification.items]
    return csv_text([header, *([row[item.id] for item in specification.items] for row in rows)]).encode(EXCEL)


def _expected(file: str, content: dict[str, Any], specification: Specification) -> bytes:
    return json_text({**_version(specification), "file": file, **content}).encode()


def _version(specification: Specification) -> dict[str, Any]:
    return {"specification": specification.title, "version": specification.version, "status": specification.status}


def _content_of(case: Case) -> dict[str, Any]:
    findings = [asdict(finding) for finding in case.findings]
    return {"rule": case.rule.id, "title": case.rule.title, "also": list(case.also), "rows": len(case.rows), "findings": findings}


def _entry(case: Case) -> dict[str, Any]:
    """Return the entry of a case in the index."""
    rule = case.rule
    named = {"rule": rule.id, "title": rule.title, "severity": rule.severity}
    files = {"file": f"fails/{rule.id}.csv", "expected": f"fails/{rule.id}.json"}
    return {**named, **files, "rows": len(case.rows), "findings": len(case.findings), "also": list(case.also)}
