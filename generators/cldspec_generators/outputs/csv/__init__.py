"""Plain CSV files: the code lists, and an empty return."""

from collections.abc import Iterator

from cldspec.model import Artifact, CodeList, Specification
from cldspec_generators.shared.plain_text import guarded
from cldspec_generators.shared.writing import EXCEL, csv_text, render_template


def generate(specification: Specification) -> Iterator[Artifact]:
    """Plain CSV: every code list, and an empty return with the template's headers. For Excel and SQL Server."""
    header = [item.title for item in specification.items]
    yield Artifact(f"{specification.collection.id}.csv", csv_text([header]).encode(EXCEL), "An empty file with the headers.")
    for code_list in specification.code_lists:
        text = csv_text(_rows(code_list))
        yield Artifact(f"code-lists/{code_list.id}.csv", text.encode(EXCEL), f"The code list {code_list.title}.")
    has_history = any(code.history for code_list in specification.code_lists for code in code_list.codes)
    yield Artifact("README.md", render_template(__name__, "README.md.j2", specification=specification, has_history=has_history).encode())


def _rows(code_list: CodeList) -> Iterator[list[str]]:
    columns = ["since"] * any(code.since for code in code_list.codes) + ["formerly"] * any(code.formerly for code in code_list.codes)
    yield ["order", "value", "label", "description", "other spellings", *columns]
    for order, code in enumerate(code_list.codes, start=1):
        other_spellings = " | ".join(other.value for other in code.also_seen_as)
        history = {"since": code.since or "", "formerly": " | ".join(former.in_words for former in code.formerly)}
        past = [history[column] for column in columns]
        yield [str(order), code.value, code.label or code.value, guarded(code.description or ""), other_spellings, *past]
