"""The model as dicts, lists, texts and numbers, for JSON."""

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal

from cldspec.model import Located
from cldspec.model.base import is_computed


def as_data(value: object) -> object:
    """Return a part of the model as plain data with the keys of the YAML. Absent parts are left out, and decimals become texts."""
    if isinstance(value, Located):
        own_first = sorted(fields(value), key=is_computed)
        parts = ((field.name.removesuffix("_"), getattr(value, field.name)) for field in own_first if field.name != "origin")
        return {name: as_data(part) for name, part in parts if part not in (None, ())}
    if isinstance(value, tuple):
        return [as_data(part) for part in value]
    if isinstance(value, Mapping):
        return {key: as_data(part) for key, part in value.items()}
    return str(value) if isinstance(value, Decimal) else value
