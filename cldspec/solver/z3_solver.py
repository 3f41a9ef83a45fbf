"""A thin layer over Z3. It calls Z3's C interface where Z3's own Python classes take longer than the answer itself."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import z3

Formula = Any
"""A Z3 expression; Z3 has no useful types."""
_TRUE = 1
"""What Z3's C interface returns for TRUE, and for "satisfiable"."""
_UNKNOWN = 0


def all_of(formulas: Sequence[Formula]) -> Formula:
    """Return that all of these formulas hold."""
    context = z3.main_ctx()
    return z3.BoolRef(z3.Z3_mk_and(context.ref(), len(formulas), _asts(formulas)), context)


def any_of(formulas: Sequence[Formula]) -> Formula:
    """Return that one of these formulas holds, or several."""
    context = z3.main_ctx()
    return z3.BoolRef(z3.Z3_mk_or(context.ref(), len(formulas), _asts(formulas)), context)


def negation(formula: Formula) -> Formula:
    """Return that a formula does not hold."""
    context = z3.main_ctx()
    return z3.BoolRef(z3.Z3_mk_not(context.ref(), formula.ast), context)


def differs(variable: Formula, number: int) -> Formula:
    """Return that a whole number is not this one."""
    context = z3.main_ctx()
    return z3.BoolRef(z3.Z3_mk_distinct(context.ref(), 2, _asts([variable, _constant(number)])), context)


@cache
def _constant(number: int) -> Formula:
    return z3.IntVal(number)


def _asts(formulas: Sequence[Formula]) -> Any:
    return (z3.Ast * len(formulas))(*[formula.ast for formula in formulas])


class Solver:
    """A Z3 solver. Literals are Boolean variables."""

    def __init__(self, time_limit: int) -> None:
        """Make a solver that gives up a question after so many milliseconds."""
        self._solver = z3.Solver()
        self._solver.set("timeout", time_limit)
        self._context = self._solver.ctx.ref()

    def add(self, *formulas: Formula) -> None:
        """Add formulas that must hold, in this scope."""
        for formula in formulas:
            z3.Z3_solver_assert(self._context, self._solver.solver, formula.ast)

    @contextmanager
    def scope(self) -> Iterator[None]:
        """Forget at the end what is added meanwhile."""
        self._solver.push()
        try:
            yield
        finally:
            self._solver.pop()

    def can_hold(self, formulas: Sequence[Formula]) -> bool | None:
        """Return whether formulas can hold together with all that was added; None if Z3 does not find out."""
        result = z3.Z3_solver_check_assumptions(self._context, self._solver.solver, len(formulas), _asts(formulas))
        return None if result == _UNKNOWN else result == _TRUE

    def core(self) -> frozenset[int]:
        """Return the identifiers (`get_id`) of formulas that cannot hold together, after `can_hold` returned False."""
        vector = z3.Z3_solver_get_unsat_core(self._context, self._solver.solver)
        z3.Z3_ast_vector_inc_ref(self._context, vector)
        try:
            size = z3.Z3_ast_vector_size(self._context, vector)
            return frozenset(z3.Z3_get_ast_id(self._context, z3.Z3_ast_vector_get(self._context, vector, index)) for index in range(size))
        finally:
            z3.Z3_ast_vector_dec_ref(self._context, vector)

    def model(self) -> "Model":
        """Return the values of all variables, after `can_hold` returned True."""
        return Model(self._solver.model())

    def reason_unknown(self) -> str:
        """Return why Z3 does not find out."""
        reason = str(self._solver.reason_unknown()).strip("()")
        return "it took too long" if reason in {"canceled", "timeout"} else reason.replace("(", "").replace(")", "")


class Model:
    """Values of all variables. A variable that does not matter is 0 or FALSE."""

    def __init__(self, model: Formula) -> None:
        self._model = model
        self._context = model.ctx.ref()

    def number(self, variable: Formula) -> int:
        """Return the value of a whole number."""
        value = self._value(variable)
        return int(z3.Z3_get_numeral_string(self._context, value)) if value else 0

    def is_true(self, variable: Formula) -> bool:
        """Return the value of a Boolean variable."""
        value = self._value(variable)
        return bool(value) and z3.Z3_get_bool_value(self._context, value) == _TRUE

    def _value(self, variable: Formula) -> Any:
        return z3.Z3_model_get_const_interp(self._context, self._model.model, z3.Z3_get_app_decl(self._context, variable.ast))

    def holds(self, formula: Formula) -> bool:
        """Return whether any formula holds."""
        return bool(z3.is_true(self._model.eval(formula, model_completion=True)))
