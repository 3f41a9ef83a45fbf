"""The conformance pack: a return that conforms, and one that breaks each rule, with the findings to expect."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from cldspec.model import Artifact, Cells, Specification
from cldspec.rules.all_rules import rules_of
from cldspec.rules.cells import DATE_FORM
from cldspec.solver.reason import Reasoner
from cldspec_generators.outputs.conformance.cases import Case, cases_of
from cldspec_generators.outputs.conformance.valid import unused_values, valid_rows
from cldspec_generators.outputs.conformance.values import first_day
from cldspec_generators.shared.plain_text import guarded
from cldspec_generators.shared.writing import EXCEL, csv_text, json_text, render_template

VALID = "valid"
_INDEX = ("rule", "title", "severity", "file", "expected", "rows", "findings", "also")


def generate(specification: Specification) -> Iterator[Artifact]:
    """Conformance pack: a return that conforms, the smallest return that breaks each rule, and the findings to expect. For suppliers."""
    today, reasoner = first_day(specification), Reasoner(specification)
    valid = valid_rows(reasoner, today)
    title = f"A {specification.collection.title.lower()} that conforms"
    yield Artifact(f"{VALID}.csv", _returned(valid, specification), f"{title}. Expect no findings.")
    content: dict[str, Any] = {"rule": None, "title": title, "also": [], "rows": len(valid), "findings": []}
    yield Artifact(f"{VALID}.json", _expected(f"{VALID}.csv", content, specification), f"The findings to expect in {VALID}.csv: none.")
    cases = list(cases_of(valid, reasoner, today))
    for case in cases:
        name = f"{case.rule.id}.csv"
        yield Artifact(f"fails/{name}", _returned(case.rows, specification), f"Breaks {case.rule.id}: {case.rule.title}.")
        yield Artifact(
            f"fails/{case.rule.id}.json", _expected(name, _content_of(case), specification), f"The findings to expect in {name}."
        )
    index = [_entry(case) for case in cases]
    head = {**_version(specification), "holds_from": today}
    conforming = {"file": f"{VALID}.csv", "expected": f"{VALID}.json", "rows": len(valid), "findings": 0}
    yield Artifact("cases.json", json_text({**head, "valid": conforming, "cases": index}).encode(), "Every case, for programs.")
    table = [[guarded(str(entry[key])) for key in _INDEX[:-1]] + ["; ".join(entry["also"])] for entry in index]
    yield Artifact("cases.csv", csv_text([_INDEX, *table]).encode(EXCEL), "Every case, for Excel.")
    readme = render_template(
        __name__,
        "README.md.j2",
        specification=specification,
        today=today,
        date_form=DATE_FORM,
        valid=valid,
        cases=cases,
        unused=unused_values(valid, specification),
        missing=[rule for rule in rules_of(specification) if rule.id not in {case.rule.id for case in cases}],
    )
    yield Artifact("README.md", readme.encode())


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
