"""The commands by name, each imported when it is first used, so that a command does not wait for the others."""

from collections.abc import Iterator, MutableMapping
from importlib import import_module

import click


class LazyCommands(MutableMapping[str, click.Command]):
    """Commands by name. `modules` has the modules in which they are, each as `command`."""

    def __init__(self, modules: dict[str, str]) -> None:
        self._modules = dict(modules)
        self._commands: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._commands:
            command: click.Command = import_module(self._modules[name]).command
            self._commands[name] = click.option("--debug", is_flag=True, expose_value=False, hidden=True)(command)
        return self._commands[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._modules[name] = command.__module__
        self._commands[name] = command

    def __delitem__(self, name: str) -> None:
        del self._modules[name]
        self._commands.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)
