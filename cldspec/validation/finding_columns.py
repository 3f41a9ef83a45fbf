"""Findings in columns: there may be millions of them, and few differ in more than their row."""

from abc import abstractmethod
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from cldspec.validation.result import Finding


class _Findings(Sequence[Finding]):
    """Findings by position. A subclass says how many there are, and gives one of them."""

    @abstractmethod
    def _finding(self, position: int) -> Finding: ...

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> list[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | list[Finding]:
        return [*map(self._finding, range(*index.indices(len(self))))] if isinstance(index, slice) else self._finding(index)

    def __iter__(self) -> Iterator[Finding]:
        return map(self._finding, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment] # like a list


class FindingColumns(_Findings):
    """Findings that take a few bytes each. What they have in common is kept once, and a finding is made when it is asked for."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._rows, self._kinds, self._suggestions, self._values = array("q"), array("I"), array("I"), array("I")
        kinds: dict[tuple[object, ...], int] = {}
        texts: dict[str | None, int] = {}
        for one in findings:
            self._rows.append(one.row)
            self._kinds.append(kinds.setdefault((one.file, one.item, one.rule, one.severity, one.message), len(kinds)))
            self._suggestions.append(texts.setdefault(one.suggestion, len(texts)))
            self._values.append(texts.setdefault(one.value, len(texts)))
        self._kind_of = [Finding(file, 0, *others) for file, *others in kinds]  # type: ignore[arg-type] # as they were above
        self._texts = list(texts)

    def __len__(self) -> int:
        return len(self._rows)

    def _finding(self, position: int) -> Finding:
        kind = self._kind_of[self._kinds[position]]
        texts = (self._texts[self._suggestions[position]], self._texts[self._values[position]])
        return Finding(kind.file, self._rows[position], kind.item, kind.rule, kind.severity, kind.message, *texts)


class SelectedFindings(_Findings):
    """The findings at some positions among others."""

    def __init__(self, findings: Sequence[Finding], positions: Sequence[int]) -> None:
        self._findings, self._positions = findings, positions

    def __len__(self) -> int:
        return len(self._positions)

    def _finding(self, position: int) -> Finding:
        return self._findings[self._positions[position]]
