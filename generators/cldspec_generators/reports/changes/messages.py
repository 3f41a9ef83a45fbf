"""What every form of a notice says of a comparison: numbers in words, what to do, what may break, all changes by part."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from re import search, split, sub

from cldspec.diff.changes import Change, Comparison, Effect, How, Side, Verdict, Witness
from cldspec.diff.kinds import KINDS
from cldspec.model import ALWAYS, Cells, DataItem, Specification
from cldspec.rules.expression import Item, parse, tables_of, values_in
from cldspec_generators.reports.changes.text_diff import Piece, changed_lines, compared
from cldspec_generators.shared.writing import DRAFT_NOTICE

Explained = Mapping[tuple[str, str], Sequence[str]]
"""What explains a change, by its kind and part: requests as texts, such as "CR-003 A new list (proposed)"."""
SIDES: Mapping[Side, str] = {"submitters": "Those who submit returns", "consumers": "Those who read the data"}
"""Whom a change may break, as a notice calls them."""
SIDE_OF: Mapping[str, Side] = {"submit": "submitters", "supply": "submitters", "read": "consumers"}
"""By audience, whose effects decide what it does first."""
VERDICTS: Mapping[Verdict, str] = {"breaking": "may break", "not breaking": "does not break", "not decided": "not decided"}
HOWS: Mapping[How, str] = {
    "proved": "proved",
    "searched": "found by search",
    "by definition": "by definition",
    "not decided": "not decided",
}
"""How something is known, in a word or two."""
MEANINGS = {
    "Proved": "Every row that there could be was considered.",
    "Found by search": "An example was looked for and found, and really is refused.",
    "Searched, nothing found": "An example was looked for and none was found. That is no proof that there is none.",
    "By definition": "It follows from the kind of change.",
    "Not decided": "There is neither a proof nor an example. Treat it as if it may break.",
}
"""The words by which a notice says how something is known, and what they mean."""
MADE_UP = "The example is made up. It is no real record."
DRAFT = DRAFT_NOTICE
NOTHING_TO_DO = "You need to do nothing."
FIRST, THEN = "First, because something may break if you do not:", "Then:"
"""What stands above what an audience does first, and above the rest."""
ELSE_NOTHING = "Where nothing else is said, a change breaks nothing."
BESIDE = (
    "Beside this notice are changes.xlsx, a workbook with all changes, the code lists and the examples whole; crosswalk.csv, old and "
    "new list values; migrate-*.sql, which bring a database to the new version; and changes.json for programs."
)
WHY_SHOWN = {True: "it decides", False: "it goes with it"}
"""Why a cell of an example is shown, by whether it decides."""
NOTHING_BREAKS = "Nothing is known to break: no change is breaking, and none is undecided."
BLANK = "(blank)"
"""What stands for a cell without text."""
NAME = "{name}"
"""What stands for a change's name in what a kind of change asks for."""
_SHORT = 60
"""The characters of a text that a change's sentence quotes."""
_LONGEST = 600
"""The characters of a text that is new or gone as a whole, of which a notice shows no more."""
GROUPS = {
    "list": "Code lists",
    "value": "Code lists",
    "format": "Forms of text",
    "rule": "Rules",
    "table": "Tables",
    "calculation": "Calculations",
    "schedule": "Schedule",
    "chapter": "Guidance",
    "": "Everything else",
}
"""What a group of changes is called, by the first word of the changes' parts; those of items stand under their section."""


@dataclass(frozen=True, slots=True)
class Context:
    """A cell of an example: its column, what is typed in each row, and whether it decides."""

    column: str
    cells: tuple[str, ...]
    decides: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A synthetic return that one version accepts and the other refuses, as much of it as one needs to see."""

    cells: tuple[Context, ...]
    rows: int
    left_out: int
    """How many other cells are filled."""
    accepted_by: str
    refused_by: str
    today: str
    because: tuple[tuple[str, str], ...]

    @property
    def sentence(self) -> str:
        """What the example shows, before its table."""
        what = "This row" if self.rows == 1 else f"These {self.rows} rows"
        verb = "is" if self.rows == 1 else "are"
        return f"{what}, looked at on {self.today}, {verb} accepted by version {self.accepted_by} and refused by version {self.refused_by}."

    @property
    def heads(self) -> list[str]:
        """The heads of the columns that show its rows."""
        return ["What is typed"] if self.rows == 1 else [f"Row {number}" for number in range(1, self.rows + 1)]

    @property
    def messages(self) -> list[str]:
        """What the version that refuses it says, with the rules."""
        return [message if rule == "column" else f"{message} ({rule})" for rule, message in self.because]

    @property
    def note(self) -> str:
        """What is not shown, after the table."""
        more = f" {self.left_out} other {'cell is' if self.left_out == 1 else 'cells are'} filled as usual." if self.left_out else ""
        return f"{MADE_UP}{more}"


@dataclass(frozen=True, slots=True)
class Told:
    """A change as a notice tells it."""

    change: Change
    anchor: str
    group: str
    requests: tuple[str, ...]
    examples: Mapping[Side, Example]

    @property
    def kind(self) -> str:
        """What kind of change it is, in words."""
        return KINDS[self.change.kind].what

    @property
    def breaks_somebody(self) -> bool:
        """Whether it may break somebody, or nobody knows."""
        return any(self.effect(side).verdict != "not breaking" for side in SIDES)

    @property
    def is_harmless(self) -> bool:
        """Whether it lies in its kind that it breaks nobody."""
        return all((self.effect(side).verdict, self.effect(side).how) == ("not breaking", "by definition") for side in SIDES)

    @property
    def place(self) -> str:
        """The file and line where it stands."""
        file, line = self.change.at
        return f"{file}:{line}"

    @property
    def lines(self) -> list[list[Piece]]:
        """What changed in its texts, line by line; nothing where its sentence has said it."""
        one = self.change
        is_table = one.part.startswith("table/")
        if one.direction and not is_table:
            return []
        texts = [text for text in (one.before, one.after) if text]
        if len(texts) == 1 and (texts[0] in one.sentence or texts[0] in one.name):
            return []
        if max(map(len, texts), default=0) <= _SHORT and all(text in one.sentence for text in texts):
            return []
        pieces = compared(one.before or "", one.after or "", is_markdown=one.part.startswith("chapter/"))
        if len(texts) == 1:
            pieces = [Piece(piece.op, _cut(piece.text)) for piece in pieces]
        return changed_lines(pieces)

    def effect(self, side: Side) -> Effect:
        """Return what it does to one side."""
        return self.change.submitters if side == "submitters" else self.change.consumers

    def asked(self, audience: str) -> str:
        """Return what an audience has to do; {name} stands for the change's name."""
        kind = KINDS[self.change.kind]
        return {"submit": kind.submit, "supply": kind.supply, "read": kind.read}[audience]

    def done(self, audience: str) -> str:
        """Return what an audience has to do, with the change's name."""
        return self.change.name.join(self.asked(audience).split(NAME))


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: what stands before and after the name of what changed. Of many, the names stand below.

    Where the words have no name in them, the changes that ask for it stand behind.
    """

    before: str
    after: str
    changes: tuple[Told, ...]
    is_named: bool = True


@dataclass(frozen=True)
class Telling:
    """All that a notice tells, in the order in which it does."""

    comparison: Comparison
    explained: Explained = field(default_factory=dict)

    @property
    def old(self) -> Specification:
        """The old version."""
        return self.comparison.old

    @property
    def new(self) -> Specification:
        """The new version."""
        return self.comparison.new

    @cached_property
    def names(self) -> tuple[str, str]:
        """What the two versions are called; those of one number are told apart."""
        old, new = self.old.version, self.new.version
        return (f"{old} (as it was)", f"{new} (as it is now)") if old == new else (old, new)

    @property
    def title(self) -> str:
        """The title of the notice."""
        return f"{self.new.title}: changes from version {self.names[0]} to version {self.names[1]}"

    @property
    def drafts(self) -> list[Specification]:
        """The versions that are drafts, the new one first."""
        return [version for version in (self.new, self.old) if version.status == "draft"]

    @property
    def draft_words(self) -> str:
        """What the new version says of itself first, if it is a draft."""
        return " ".join(split(r"(?<=[.!?])\s+", " ".join(self.new.summary.split()))[:2])

    @cached_property
    def changes(self) -> tuple[Told, ...]:
        """Every change, in the comparison's order."""
        seen: Counter[str] = Counter()
        told: list[Told] = []
        for change in self.comparison.changes:
            anchor = anchor_of(change)
            seen[anchor] += 1
            unique = anchor if seen[anchor] == 1 else f"{anchor}--{seen[anchor]}"
            requests = tuple(self.explained.get((change.kind, change.part), ()))
            told.append(Told(change, unique, self._group(change), requests, self._examples(change)))
        return tuple(told)

    @cached_property
    def may_break(self) -> tuple[Told, ...]:
        """The changes that may break somebody, then those of which nobody knows."""
        return tuple(sorted((one for one in self.changes if one.breaks_somebody), key=lambda one: not one.change.is_breaking))

    @cached_property
    def groups(self) -> Mapping[str, list[Told]]:
        """All changes by part: items and sections in the order of the template, then the other parts."""
        titles = dict.fromkeys(section.title for version in (self.new, self.old) for section in version.sections)
        order = [f"Data items: {title}" for title in titles] + list(dict.fromkeys(GROUPS.values()))
        grouped: dict[str, list[Told]] = {name: [] for name in order}
        for one in self.changes:
            grouped[one.group].append(one)
        return {name: told for name, told in grouped.items() if told}

    def count(self, side: Side, verdict: Verdict) -> int:
        """Return how many changes have a verdict for one side."""
        return sum(getattr(change, side).verdict == verdict for change in self.comparison.changes)

    @cached_property
    def in_short(self) -> list[str]:
        """The numbers, in words."""
        if not self.changes:
            return ["Nothing has changed between these two versions."]
        harmless = len(self.changes) - len(self.may_break)
        said = [f"There {_are(len(self.changes), 'change')} between these two versions."]
        sides: tuple[tuple[Side, str], ...] = (("submitters", "those who submit returns"), ("consumers", "those who read the data"))
        for side, whom in sides:
            broken, open_ = self.count(side, "breaking"), self.count(side, "not decided")
            open_words = f" For {open_} more this is not decided." if open_ else ""
            said.append(f"{f'{broken} may break something' if broken else 'None is known to break anything'} for {whom}.{open_words}")
        if harmless:
            breaks = "1 breaks nothing" if harmless == 1 else f"{harmless} break nothing"
            said.append(f"{breaks}: something more is allowed, or only words, guidance or records are different.")
        return said

    def tasks(self, audience: str) -> tuple[list[Task], list[Task]]:
        """Return what an audience does first, because something may break, and what it does then; each thing once."""
        first: list[tuple[str, Told]] = []
        then: list[tuple[str, Told]] = []
        for one in self.changes:
            is_urgent = one.effect(SIDE_OF[audience]).verdict != "not breaking"
            (first if is_urgent else then).append((one.asked(audience), one))
        done = {_key(words, one) for words, one in first}
        return _tasks(first), _tasks([(words, one) for words, one in then if _key(words, one) not in done])

    def _group(self, change: Change) -> str:
        word, _, name = change.part.partition("/")
        if word in {"item", "section"}:
            return f"Data items: {self._section(word, name)}"
        if change.part in {"specification/schedule", "specification/guidance"}:
            word = {"schedule": "schedule", "guidance": "chapter"}[name]
        return GROUPS.get(word, GROUPS[""])

    def _section(self, word: str, name: str) -> str:
        for version in (self.new, self.old):
            section = name if word == "section" else version.item_by_id[name].section if name in version.item_by_id else ""
            if section in version.section_by_id:
                return version.section_by_id[section].title
        return self.new.sections[0].title

    def _examples(self, change: Change) -> Mapping[Side, Example]:
        effects: list[tuple[Side, Effect]] = [("submitters", change.submitters), ("consumers", change.consumers)]
        return {side: self._example(side, effect.witness) for side, effect in effects if effect.witness}

    def _example(self, side: Side, witness: Witness) -> Example:
        accepting = self.old if side == "submitters" else self.new
        shown = [item for item in accepting.items if item.id in _context(witness, accepting)]
        deciding = [name for name in witness.matters if name in accepting.item_by_id]
        ordered = [*(item for item in shown if item.id in deciding), *(item for item in shown if item.id not in deciding)]
        cells = tuple(Context(item.title, _cells(witness.rows, item), item.id in deciding) for item in ordered)
        filled = {name for row in witness.rows for name, text in row.items() if text}
        accepted, refused = self.names if side == "submitters" else self.names[::-1]
        because = tuple(dict.fromkeys(witness.because))
        left_out = len(filled - {item.id for item in shown})
        return Example(cells, len(witness.rows), left_out, accepted, refused, witness.today, because)


def anchor_of(change: Change) -> str:
    """Return what links lead to, as in item-gender--item-retitled. Two changes of one part and kind are told apart later."""
    return f"{sub('[^a-z0-9_]+', '-', change.part.lower()).strip('-')}--{change.kind}"


def how_known(effect: Effect) -> str:
    """Return how an effect is known, in words."""
    return "searched, nothing found" if effect.verdict == "not breaking" and effect.how == "searched" else HOWS[effect.how]


def _context(witness: Witness, version: Specification) -> set[str]:
    """Return the items that one needs to see: those that decide, those that say when these are asked for, those whose rows differ."""
    wanted = set(witness.matters)
    for item in (version.item_by_id[name] for name in witness.matters if name in version.item_by_id):
        for condition in (version.section_by_id[item.section].applies_when, item.required_when):
            if condition and condition != ALWAYS:
                wanted |= _items(condition, version)
    first, *others = witness.rows or ({},)
    return wanted | {name for row in others for name in {*first, *row} if first.get(name, "") != row.get(name, "")}


def _items(condition: str, version: Specification) -> set[str]:
    """Return the items that a condition asks, also by its tables."""
    parsed = parse(condition)
    keys = {key for name in tables_of(parsed) if name in version.table_by_id for key in version.table_by_id[name].keys}
    return keys | {value.id for value in values_in(parsed) if isinstance(value, Item)}


def _cells(rows: Sequence[Cells], item: DataItem) -> tuple[str, ...]:
    return tuple(row.get(item.id, "") or BLANK for row in rows)


def _key(words: str, one: Told) -> tuple[str, str]:
    """Return what makes two things to do the same: the words, and the name where they have one."""
    return words, one.change.name if NAME in words else ""


def _tasks(asked: Sequence[tuple[str, Told]]) -> list[Task]:
    """Return what is asked, each thing once; what is asked of several parts in the same words is one task."""
    by_words: dict[str, dict[str, Told]] = {}
    for words, one in asked:
        if words:
            by_words.setdefault(words, {}).setdefault(one.change.name, one)
    return [_task(words, tuple(of_name.values())) for words, of_name in by_words.items()]


def _task(words: str, changes: tuple[Told, ...]) -> Task:
    before, has_name, after = words.partition(NAME)
    if not has_name:
        return Task(words, "", changes, is_named=False)
    if len(changes) == 1:
        return Task(before, after, changes)
    noun = search(r"\bthe (\w+) $", before)
    if noun:
        return Task(f"{before[: noun.start()]}each of these {noun[1]}s{after.rstrip('.')}:", "", changes)
    return Task(f"{before}each of these{after.rstrip('.')}:" if after.strip(".") else f"{before.rstrip()}:", "", changes)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def _are(count: int, noun: str) -> str:
    return f"is 1 {noun}" if count == 1 else f"are {count} {noun}s"
