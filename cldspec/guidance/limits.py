"""What an expression in a chapter may do: enough for names, counts, conditions and tables, and nothing that could run for minutes.

A chapter may come with a stranger's pull request. The sandbox of Jinja keeps it from Python; this module bounds its time and memory.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from time import monotonic
from typing import Any

from jinja2 import Undefined, nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_context
from jinja2.visitor import NodeTransformer

from cldspec.guidance.markdown import joined, printed
from cldspec.nesting import MOST_CHARACTERS as LONGEST_EXPRESSION
from cldspec.nesting import MOST_LEVELS, too_deep_at
from cldspec.wording import number

MOST_STEPS = 10_000
"""The most steps that the loops of a chapter take together."""
MOST_CHARACTERS = 1_000_000
"""The most characters that a chapter becomes."""
MOST_SECONDS = 5.0
"""The time that a chapter may take."""
_PIECE = re.compile(
    r"\{(?P<sign>[{%])(?!#)-?(?P<inside>\s*(?:(?P<opens>if|for|macro|call|filter|with)\b|(?P<closes>end(?:if|for|macro|call|filter|with))\b)?"
    r".*?)(?:\}\}|%\}|\Z)",
    re.DOTALL,
)
"""An expression of a chapter, or the beginning or end of a block."""
_MOST_BLOCKS = 10
"""The most levels of blocks, such as loops. Python allows twenty."""
LONGEST_TEXT = 100_000
"""The most characters of a text that an expression makes of others."""
METHODS = {"values_of", "codes_of", "items_of", "split"}
"""The functions that expressions may call on an object."""
FILTERS = (
    *("capitalize", "count", "default", "first", "int", "last", "length", "list", "lower", "map", "reject", "rejectattr"),
    *("reverse", "select", "selectattr", "sort", "title", "unique", "upper"),
)
"""The filters of Jinja that expressions may use. None makes much of little."""
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Slice),
    *(nodes.Call, nodes.Keyword, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or),
    *(nodes.CondExpr, nodes.List, nodes.Tuple, nodes.For, nodes.If, nodes.Assign, nodes.Concat, nodes.Add, nodes.Sub),
)
_WORDS = {
    "Mul": "multiply",
    "Pow": "raise to a power",
    "Div": "divide",
    "FloorDiv": "divide",
    "Mod": "divide",
    "Neg": "negate",
    "Pos": "use the sign +",
    "Dict": "make a mapping",
    "Include": "include other files",
    "Import": "include other files",
    "FromImport": "include other files",
    "Extends": "include other files",
    "Macro": "define macros",
    "CallBlock": "call macros",
    "Block": "define blocks",
    "FilterBlock": "use blocks of filters",
    "AssignBlock": "set a name to a block",
}
_BUDGET = ""
"""The name under which the limits are found while a chapter is filled in. No expression can name it."""
_FIX = "Make the chapter smaller, or split it."


class LimitError(Exception):
    """Raised where a chapter does more than it may. It has what is exceeded, what to do, and the line of the template, if known."""

    def __init__(self, message: str, fix: str = _FIX, line: int | None = None) -> None:
        super().__init__(message, fix)
        self.line = line


class _Budget:
    """What is left of the limits while one chapter is filled in."""

    def __init__(self) -> None:
        self.steps = MOST_STEPS
        self.deadline = monotonic() + MOST_SECONDS

    def check_time(self) -> None:
        if monotonic() > self.deadline:
            raise LimitError(f"The chapter takes longer than {MOST_SECONDS:.0f} seconds to fill in.")


class LimitedEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which + and - work on whole numbers only."""

    intercepted_binops = frozenset({"+", "-"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return the result of + or - on two whole numbers. Raises TypeError for anything else, which could become enormous."""
        if not (isinstance(left, int) and isinstance(right, int)):
            raise TypeError(f"{operator} works on whole numbers only. Use ~ to join texts")
        return super().call_binop(context, operator, left, right)


def refuse_deep(text: str) -> None:
    """Raise LimitError where expressions or blocks are nested so deeply that Jinja or Python would crash."""
    blocks = 0
    for piece in _PIECE.finditer(text):
        blocks += bool(piece["opens"]) - bool(piece["closes"])
        if blocks > _MOST_BLOCKS or too_deep_at(piece["inside"]) is not None:
            line = text.count("\n", 0, piece.start()) + 1
            limits = (
                f"{MOST_LEVELS} levels of brackets and signs, {_MOST_BLOCKS} levels of blocks, or {number(LONGEST_EXPRESSION)} characters"
            )
            raise LimitError(f"This expression has more than {limits}.", "Split it.", line)


def limited(tree: nodes.Template) -> nodes.Template:
    """Return the tree of a chapter such that it can be filled in within the limits. Raises LimitError for what no chapter may do."""
    for node in tree.find_all(nodes.Node):
        _check(node)
    _check(tree)
    return _Limiter().visit(tree)  # type: ignore[no-any-return]


def budget() -> Mapping[str, object]:
    """Return the limits of one chapter, as a name for its template."""
    return {_BUDGET: _Budget()}


def rendered(template_chunks: Iterable[str]) -> str:
    """Return the text that a template yields. Raises LimitError if it is too long."""
    chunks: list[str] = []
    size = 0
    for chunk in template_chunks:
        size += len(chunk)
        if size > MOST_CHARACTERS:
            raise LimitError(f"The chapter becomes longer than {number(MOST_CHARACTERS)} characters.")
        chunks.append(chunk)
    return "".join(chunks)


@pass_context
def steps(context: Context, values: Iterable[object]) -> list[object]:
    """Return what a loop goes through. Raises LimitError if the loops of the chapter take too many steps."""
    left = context[_BUDGET]
    found = list(islice(values, left.steps + 1))
    left.steps -= len(found)
    if left.steps < 0:
        raise LimitError(f"The loops of the chapter take more than {number(MOST_STEPS)} steps.")
    left.check_time()
    return found


@pass_context
def shown(context: Context, value: object) -> str:
    """Return what is printed for a value. Raises TypeError if it is no text or number, and LimitError if there is no time left."""
    if left := context.get(_BUDGET):
        left.check_time()
    return str(value) if isinstance(value, Undefined) else printed(value)  # an if without an else gives nothing, an unknown name an error


def short_join(parts: Iterable[object], separator: str = "", attribute: str | None = None) -> str:
    """Return texts as one text. Raises LimitError if it is too long, and TypeError for what is no text or number."""
    listed = [getattr(part, attribute) if attribute else part for part in islice(parts, LONGEST_TEXT)]
    if sum(len(part) + len(separator) for part in listed if isinstance(part, str)) > LONGEST_TEXT:
        raise LimitError(f"An expression makes a text of more than {number(LONGEST_TEXT)} characters.")
    return joined(listed, separator)


def _check(node: nodes.Node) -> None:
    """Raise LimitError if an expression in a chapter cannot have this."""
    if not isinstance(node, _ALLOWED):
        name = type(node).__name__
        raise LimitError(f"An expression cannot {_WORDS.get(name, f'use {name}')} here.", "Use names, counts, if and for.", node.lineno)
    if isinstance(node, nodes.Call):
        is_known = isinstance(node.node, nodes.Name) or (isinstance(node.node, nodes.Getattr) and node.node.attr in METHODS)
        if not is_known or node.dyn_args or node.dyn_kwargs:
            names = ", ".join(sorted(METHODS))
            raise LimitError("An expression cannot call this.", f"Of an object, only these can be called: {names}.", node.lineno)
    if isinstance(node, nodes.List) and not all(isinstance(entry, nodes.Const) for entry in node.items):
        raise LimitError("A list in an expression has something else than texts and numbers.", "Write texts in quotes.", node.lineno)
    if isinstance(node, nodes.For) and node.recursive:
        raise LimitError("A loop in a chapter cannot be recursive.", "Use for without recursive.", node.lineno)


class _Limiter(NodeTransformer):
    """Bounds the loops and the texts of a tree."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - the name that Jinja looks for
        """Count the steps of a loop."""
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, "steps_", [], [], None, None, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - the name that Jinja looks for
        """Bound the text that ~ makes."""
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(parts, "join", [], [], None, None, lineno=node.lineno)
