"""What the templates of the guide may use to describe derivations."""

from cldspec.guidance import Markdown, markdown_table
from cldspec.guidance.pictured import pictured
from cldspec.model import DerivedColumn, Parameter, Ranking, Specification, ValueMapping
from cldspec.rules.targets.english import arithmetic
from cldspec.steps.english import sentence
from cldspec.steps.needs import parameters_of
from cldspec.steps.parameters import default_of
from cldspec.steps.scope import Column, parameter_scope, title_of
from cldspec.steps.trace import trace


def values_of_derivations(specification: Specification) -> dict[str, object]:
    """Return the functions that templates may call about derivations, parameters and lists, by name."""

    def served(served: str) -> str:
        """Return what a requirement of `serves` asks for."""
        kind, _, name = served.partition("/")
        if kind == "salt":
            needs = specification.traceability.salt
            return next(f"{need.requirement} (requirement {name} of the previous collection)" for need in needs if str(need.number) == name)
        return next(f"{topic.topic} (topic of Annex 1)" for topic in specification.traceability.annex_1 if topic.id == name)

    def columns(name: str) -> list[tuple[Column, DerivedColumn, str]]:
        """Return the columns of a derivation: as its steps give them, as they are declared, and their definitions."""
        known = trace(name, specification).result.columns
        return [(known[one.id], one, _definition(one.id, name, specification)) for one in specification.derivation_by_id[name].columns]

    return {
        "has_picture": lambda one: pictured(one) is not None,
        "steps_of": lambda one: list(map(sentence, one.steps, trace(one.id, specification).scopes)),
        "columns_of": columns,
        "parameters_of": lambda one: parameters_of(one, specification),
        "default_of": lambda parameter: _default(parameter, specification),
        "served": served,
        "serving": lambda requirement: [one.id for one in specification.derivations if requirement in one.serves],
        "lists_of": lambda one: [
            ("ranking", step.rank.by) if step.rank else ("mapping", step.map.by) for step in one.steps if step.rank or step.map
        ],
        "ranks": lambda ranking: _rows(ranking, (), specification),
        "results": lambda mapping: _rows(mapping, mapping.results, specification),
    }


def _definition(column: str, derivation: str, specification: Specification) -> str:
    """Return the definition of a column: its own, or that of the derivation or data item that it comes from."""
    name: str | None = derivation
    while name is not None:
        known = specification.derivation_by_id[name]
        own = next((one.definition for one in known.columns if one.id == column), None)
        if own:
            return own
        name = known.from_
    item = specification.item_by_id.get(column)
    return item.definition if item else ""


def _default(parameter: Parameter, specification: Specification) -> str:
    """Return the default of a parameter in words."""
    if parameter.item:
        return f"the {parameter.take} {specification.item_by_id[parameter.item].title} in the newest submission"
    return arithmetic(default_of(parameter), parameter_scope(specification).view)


def _rows(ranking: Ranking | ValueMapping, results: tuple[str, ...], specification: Specification) -> Markdown:
    """Return the rows of a ranking or mapping as a table in Markdown: with their ranks, or with their results."""

    def title(column: str) -> str:
        return specification.item_by_id[column].title if column in specification.item_by_id else title_of(column)

    given = [[row.get(column, "(any)") or "(blank)" for column in ranking.columns] for row in ranking.rows]
    heads = [title(column) for column in ranking.columns]
    if results:
        found = [[row.get(result, "") or "(blank)" for result in results] for row in ranking.rows]
        return markdown_table([*heads, *map(title, results)], [[*row, *more] for row, more in zip(given, found, strict=True)])
    return markdown_table(["Rank", *heads], [[str(rank), *row] for rank, row in enumerate(given, 1)])
