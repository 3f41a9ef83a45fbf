"""Turn plain data into the frozen dataclasses of the model, following their type hints."""

import types
from dataclasses import fields
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from cldspec.model import Located
from cldspec.origin import Origin

T = TypeVar("T", bound=Located)


def structure(kind: type[T], data: dict[str, Any], origin: Origin, **others: object) -> T:
    """Return an instance of `kind` with the data of a mapping, which its schema has accepted.

    `others` are the values of fields that are not in the mapping. Optional keys that are absent take the defaults of the dataclass.
    """
    values: dict[str, Any] = {"origin": origin, **others}
    described: Any = kind  # a type that mypy knows to be hashable
    for name, key, hint in _fields(described):
        if name not in values and key in data:
            values[name] = _value(hint, data[key], origin.under(key))
    return kind(**values)


def key_of(field_name: str) -> str:
    """Return the YAML key of a field, without the underscore that sets a name apart from a keyword of Python."""
    return field_name.removesuffix("_")


@cache
def _fields(kind: Any) -> tuple[tuple[str, str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((f.name, key_of(f.name), hints[f.name]) for f in fields(kind) if f.name != "origin")


def _value(hint: Any, data: Any, origin: Origin) -> object:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(choice for choice in get_args(hint) if choice is not type(None))
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return tuple(_value(inner, entry, origin.under(index)) for index, entry in enumerate(data))
    if isinstance(hint, type) and issubclass(hint, Located):
        return structure(hint, data, origin)
    return Decimal(data) if hint is Decimal else data
