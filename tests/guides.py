"""The guides that the tests of its formats use, and functions that read them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from cldspec.guidance.document import Block, Bullets
from cldspec.model import Specification
from cldspec_generators.outputs.guidance.guide import Guide, guide_of, printed
from specifications import SPECIFICATIONS

CHANGES = ("definition", "description")
"""What `changed` can change."""


@cache
def guide_named(name: str) -> Guide:
    """Return the guide of one of the specifications, as Word and PDF have it; made once, and only where it is used."""
    return printed_guide(SPECIFICATIONS[name])


def printed_guide(specification: Specification) -> Guide:
    """Return the guide of a specification as Word and PDF have it."""
    return printed(guide_of(specification))


def every_block(guide: Guide) -> list[Block]:
    """Return all blocks, those in lists too, in order."""
    return [block for page in guide.pages for block in flat(page.blocks)]


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks and those in lists, in order."""
    for block in blocks:
        yield block
        if isinstance(block, Bullets):
            for entry in block.entries:
                yield from flat(entry)


def changed(specification: Specification, part: str, said: str) -> Specification:
    """Return the specification with another definition of its first item, or another description of its first value."""
    if part == "definition":
        first, *others = specification.items
        return replace(specification, items=(replace(first, definition=said), *others))
    first_list, *lists = specification.code_lists
    first_code, *codes = first_list.codes
    described = replace(first_list, codes=(replace(first_code, description=said), *codes))
    return replace(specification, code_lists=(described, *lists))
