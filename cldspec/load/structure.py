"""Turn plain data into the frozen dataclasses of the model, following their type hints."""

import types
from collections.abc import Callable
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
    for name, key, convert in _fields(described):
        if name not in values and key in data:
            values[name] = convert(data[key], origin, key) if convert else data[key]
    return kind(**values)


def key_of(field_name: str) -> str:
    """Return the YAML key of a field, without the underscore that sets a name apart from a keyword of Python."""
    return field_name.removesuffix("_")


Converter = Callable[[Any, Origin, str | int], object]
"""Returns the value of a field, given its data, and the origin and the key of the data in what is around it."""


@cache
def _fields(kind: Any) -> tuple[tuple[str, str, Converter | None], ...]:
    """Return the fields of a dataclass: the name, the YAML key, and what converts the data, None where nothing need be converted."""
    hints = get_type_hints(kind)
    return tuple((field.name, key_of(field.name), _converter(hints[field.name])) for field in fields(kind) if field.name != "origin")


def _converter(hint: Any) -> Converter | None:
    """Return what converts data to a value of this type; None for data that are values already."""
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(choice for choice in get_args(hint) if choice is not type(None))
    if get_origin(hint) is tuple:
        convert = _converter(get_args(hint)[0])
        return _to_tuple(convert) if convert else lambda data, _origin, _key: tuple(data)
    if isinstance(hint, type) and issubclass(hint, Located):
        return lambda data, origin, key: structure(hint, data, origin.under(key))
    return (lambda data, _origin, _key: Decimal(data)) if hint is Decimal else None


def _to_tuple(convert: Converter) -> Converter:
    def converted(data: Any, origin: Origin, key: str | int) -> object:
        under = origin.under(key)
        return tuple(convert(entry, under, index) for index, entry in enumerate(data))

    return converted
