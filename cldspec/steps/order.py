"""The order in which derivations are worked out: each after those that it uses."""

from collections.abc import Collection, Iterator

from cldspec.model import Derivation, Specification


def used_by(derivation: Derivation) -> Iterator[str]:
    """Yield the identifiers of the derivations that a derivation uses, some of them twice."""
    if derivation.from_:
        yield derivation.from_
    for step in derivation.steps:
        if step.follow:
            yield step.follow.in_
        if step.join:
            yield step.join.to
        if step.flag:
            yield step.flag.in_


def in_order(specification: Specification, only: Collection[str] | None = None) -> list[Derivation]:
    """Return the derivations, each after those that it uses; with `only`, these and what they use.

    Those that use each other in a circle, and those that use one that does not exist, are left out.
    """
    known = specification.derivation_by_id
    done: dict[str, Derivation | None] = {}

    def visit(name: str, above: tuple[str, ...]) -> bool:
        if name in above or name not in known:
            return False
        if name not in done:
            sound = [visit(used, (*above, name)) for used in dict.fromkeys(used_by(known[name]))]
            done[name] = known[name] if all(sound) else None
        return done[name] is not None

    for name in known if only is None else only:
        visit(name, ())
    return [derivation for derivation in done.values() if derivation]


def uses_itself(derivation: Derivation, specification: Specification) -> bool:
    """Say whether a derivation uses itself, directly or through others."""
    known = specification.derivation_by_id
    reached: set[str] = set()
    ahead = list(used_by(derivation))
    while ahead:
        name = ahead.pop()
        if name not in reached and name in known:
            reached.add(name)
            ahead += used_by(known[name])
    return derivation.id in reached
