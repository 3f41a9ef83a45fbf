"""The databases: one module for each, found by being here. Each module has an instance of its class named `DATABASE`."""

import pkgutil
from functools import cache
from importlib import import_module

from cldspec.rules.targets.sql.database import Database


@cache
def all_databases() -> tuple[Database, ...]:
    """Return every database, in the order in which they are listed."""
    modules = (import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    found: list[Database] = [module.DATABASE for module in modules]
    return tuple(sorted(found, key=lambda database: database.position))


def database_named(name: str) -> Database:
    """Return the database with this name. Raises LookupError."""
    for database in all_databases():
        if database.name == name:
            return database
    raise LookupError(name)
