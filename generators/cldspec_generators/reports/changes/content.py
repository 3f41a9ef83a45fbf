"""The content of a change notice, which all its formats show: numbers, what to do, what may break, all changes by part."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from re import search, split, sub

from cldspec.diff.changes import Change, Comparison, Effect, Side, Verdict
from cldspec.diff.kinds import KINDS
from cldspec.diff.reasons import reason_of
from cldspec.diff.summary import summed_up
from cldspec.model import Specification
from cldspec.versions.releases import ChangeReason
from cldspec.wording import counted, date_in_words, sentence
from cldspec_generators.reports.changes.applies import Application, Explanation, Explanations, applications
from cldspec_generators.reports.changes.examples import Example, example_of
from cldspec_generators.reports.changes.text_diff import Piece, changed_lines, compared
from cldspec_generators.reports.changes.unchanged import unchanged
from cldspec_generators.reports.changes.wording import GROUPS, SIDE_OF_AUDIENCE, SIDES

NAME = "{name}"
"""The placeholder for the name of a change in the tasks of its kind."""
_MOST_QUOTED = 60
"""The length, in characters, up to which the sentence of a change quotes a text."""
_MOST_SHOWN = 600
"""How many characters of a new or removed text a notice shows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change in a notice."""

    change: Change
    anchor: str
    group: str
    explanations: tuple[Explanation, ...]
    examples: Mapping[Side, Example]
    parts: tuple["Entry", ...] = ()
    """The entries that this one sums up."""

    @property
    def heading(self) -> str:
        """Its name as a heading."""
        return f"{self.change.name[:1].upper()}{self.change.name[1:]}" if self.parts else self.change.name

    @property
    def may_break(self) -> bool:
        """Whether it may break somebody, or that is not decided."""
        return any(self.effect(side).verdict != "not breaking" for side in SIDES)

    @property
    def is_harmless(self) -> bool:
        """Whether it breaks nobody by definition."""
        return all((self.effect(side).verdict, self.effect(side).how) == ("not breaking", "by definition") for side in SIDES)

    @property
    def requests(self) -> list[str]:
        """The change requests that ask for it, as texts."""
        return [explanation.text for explanation in self.explanations]

    @property
    def dates(self) -> list[str]:
        """The dates (yyyy-mm-dd) from which it applies, as its change requests say."""
        return sorted({explanation.in_force_from for explanation in self.explanations if explanation.in_force_from})

    @property
    def instead_of(self) -> str:
        """The sentence that says what is so now and what was so before; empty if only texts, guidance or records have changed."""
        texts = [text for text in (self.change.before, self.change.after) if text]
        is_short = len(texts) > 1 and all(_is_quoted(text, self.change.sentence) for text in texts)
        return self.change.sentence if is_short or not self.is_harmless else ""

    @property
    def file_and_line(self) -> str:
        """The file and line that it is about."""
        file, line = self.change.at
        return f"{file}:{line}"

    @property
    def lines(self) -> list[list[Piece]]:
        """How its texts have changed, line by line; empty if its sentence says it."""
        change = self.change
        if change.direction and not change.part.startswith("table/"):
            return []
        texts = [text for text in (change.before, change.after) if text]
        if len(texts) == 1 and (_is_quoted(texts[0], change.sentence) or texts[0] in change.name):
            return []
        if max(map(len, texts), default=0) <= _MOST_QUOTED and all(_is_quoted(text, change.sentence) for text in texts):
            return []
        pieces = compared(change.before or "", change.after or "", is_markdown=change.part.startswith("chapter/"))
        if len(texts) == 1:
            pieces = tuple(Piece(piece.op, _cut(piece.text)) for piece in pieces)
        return changed_lines(pieces)

    def effect(self, side: Side) -> Effect:
        """Return its effect on one side."""
        return self.change.submitters if side == "submitters" else self.change.consumers

    def task(self, audience: str) -> str:
        """Return what an audience has to do, in which {name} stands for the change's name; empty if nothing."""
        kind = KINDS[self.change.kind]
        return {"submit": kind.submit, "supply": kind.supply, "read": kind.read}[audience]

    def task_with_name(self, audience: str) -> str:
        """Return what an audience has to do, with the change's name."""
        return self.change.name.join(self.task(audience).split(NAME))


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do, for one change or several.

    `before` and `after` surround the name of what changed; several names follow as a list. If the words do not contain a name, the
    changes are named after them.
    """

    before: str
    after: str
    entries: tuple[Entry, ...]
    is_named: bool = True
    side: Side | None = None
    """The side whose examples show why, if something may break."""

    def example_of(self, entry: Entry) -> Example | None:
        """Return the example that shows why one of its changes needs it."""
        return entry.examples.get(self.side) if self.side else None


@dataclass(frozen=True)
class Notice:
    """The content of a notice, in its order."""

    comparison: Comparison
    explanations: Explanations = field(default_factory=dict)

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
        """What the old and the new version are called; if they have the same number, with words that tell them apart."""
        old, new = self.old.version, self.new.version
        if old == new and self.old.version_label != self.new.version_label:  # one was corrected
            return self.old.version_label, self.new.version_label
        return (f"{old} (as it was)", f"{new} (as it is now)") if old == new else (old, new)

    @property
    def title(self) -> str:
        """The title of the notice."""
        if correction := self.comparison.correction:
            word = "addition to" if correction.kind == "addition" else "correction of"
            return f"{self.new.title}: {word} version {self.new.version}, {date_in_words(correction.date)}"
        old, new = self.old.version_in_text, self.new.version_in_text
        old, new = (old, new) if old != new else (f"version {self.names[0]}", f"version {self.names[1]}")
        return f"{self.new.title}: changes from {old} to {new}"

    @property
    def about_correction(self) -> list[str]:
        """Why a version was corrected, and how serious that is, in sentences; empty if the notice is about two versions."""
        correction = self.comparison.correction
        if correction is None:
            return []
        if correction.kind == "addition":
            effect = "This is an addition. It asks nothing new of anyone, and changes no text that was there before."
        elif breaking := sum(entry.change.is_breaking for entry in self.entries):
            effect = (
                f"Take care: this correction can break what was right before, in {counted(breaking, 'change')}. Returns, systems or "
                "programs that followed the version as it was released may have to change."
            )
        elif self.may_break:
            effect = f"For {counted(len(self.may_break), 'change')} it is not decided whether the correction breaks what was right before."
        else:
            effect = "What was right before the correction is still right."
        why = [f"Why: {sentence(correction.reason)}"] if correction.reason and not correction.reasons else []
        return [*why, effect]

    @cached_property
    def reasons(self) -> list[tuple[str, list[Entry]]]:
        """Why a correction was made, as sentences with the changes that each explains; empty if there is one reason for all.

        The reasons for other words come last.
        """
        correction = self.comparison.correction
        if correction is None or not correction.reasons:
            return []
        first = [reason.reason for reason in correction.reasons if not reason.only_wording]
        last = [reason.reason for reason in correction.reasons if reason.only_wording]
        by_reason: dict[str, list[Entry]] = {reason: [] for reason in (*first, correction.reason or "", *last)}
        for entry in self.summary:
            by_reason.setdefault(self._reason(entry).reason, []).append(entry)
        return [(sentence(reason), entries) for reason, entries in by_reason.items() if entries]

    def _reason(self, entry: Entry) -> ChangeReason:
        """Return why a correction made a change. The general reason is without parts."""
        return _reasons(self.comparison)[(entry.parts or (entry,))[0].change.part]

    def is_only_wording(self, entry: Entry) -> bool:
        """Say whether a change only puts a text in other words, as its reason says, and breaks nobody."""
        return entry.is_harmless and self._reason(entry).only_wording

    def are_only_wording(self, entries: Sequence[Entry]) -> bool:
        """Say whether all of these changes only put texts in other words."""
        return all(map(self.is_only_wording, entries))

    @property
    def drafts(self) -> list[Specification]:
        """The versions that are drafts, the new one first."""
        return [version for version in (self.new, self.old) if version.status == "draft"]

    @property
    def draft_summary(self) -> str:
        """The first two sentences of the new version's summary."""
        return " ".join(split(r"(?<=[.!?])\s+", " ".join(self.new.summary.split()))[:2])

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All changes, in the comparison's order."""
        anchors: Counter[str] = Counter()
        entries: list[Entry] = []
        for change in self.comparison.changes:
            anchor = anchor_of(change)
            anchors[anchor] += 1
            unique = anchor if anchors[anchor] == 1 else f"{anchor}--{anchors[anchor]}"
            explanations = tuple(self.explanations.get((change.kind, change.part), ()))
            entries.append(Entry(change, unique, self._group(change), explanations, self._examples(change)))
        return tuple(entries)

    @cached_property
    def summary(self) -> tuple[Entry, ...]:
        """All changes as people read them: many new names in a code list are one entry."""
        single = {id(entry.change): entry for entry in self.entries}
        return tuple(
            self._sum(change, tuple(single[id(part)] for part in change.parts)) if change.parts else single[id(change)]
            for change in summed_up(self.comparison.changes, self.new)
        )

    def _sum(self, change: Change, parts: tuple[Entry, ...]) -> Entry:
        """Return the entry of a change that sums up others."""
        explanations = tuple(dict.fromkeys(explanation for part in parts for explanation in part.explanations))
        return Entry(change, f"{parts[0].anchor}--all", self._group(change), explanations, self._examples(change), parts)

    @cached_property
    def applies(self) -> list[tuple[Application, list[Entry]]]:
        """From when the changes apply, with the changes of each date where there are several."""
        by_key = {(one.change.kind, one.change.part): entry for entry in self.summary for one in (entry.parts or (entry,))}
        if self.comparison.correction:
            made = date_in_words(self.comparison.correction.date)
            return [(Application(None, (f"The correction was made on {made}. No other date is given from which it applies.",)), [])]
        return [(one, [by_key[key] for key in one.keys if key in by_key]) for one in applications(self.explanations, self.new)]

    @cached_property
    def unchanged(self) -> list[str]:
        """What does not change, in sentences."""
        return list(unchanged(self.comparison))

    @cached_property
    def may_break(self) -> tuple[Entry, ...]:
        """The changes that may break somebody, then the undecided ones."""
        return tuple(sorted((entry for entry in self.summary if entry.may_break), key=lambda entry: not entry.change.is_breaking))

    @cached_property
    def groups(self) -> Mapping[str, list[Entry]]:
        """All changes by part: items and sections in the order of the template, then the other parts."""
        sections = dict.fromkeys(section.title for version in (self.new, self.old) for section in version.sections)
        names = [f"Data items: {title}" for title in sections] + list(dict.fromkeys(GROUPS.values()))
        groups: dict[str, list[Entry]] = {name: [] for name in names}
        for entry in self.summary:
            groups[entry.group].append(entry)
        return {name: entries for name, entries in groups.items() if entries}

    def count(self, side: Side, verdict: Verdict) -> int:
        """Return how many changes have a verdict for one side."""
        return sum(getattr(change, side).verdict == verdict for change in self.comparison.changes)

    @cached_property
    def in_short(self) -> list[str]:
        """The numbers of changes, in sentences."""
        if not self.entries:
            return ["Nothing has changed between these two versions."]
        is_one = len(self.entries) == 1
        missing = [self.comparison.about_missing_versions] if self.comparison.missing_versions else []
        sentences = [*missing, f"There {'is' if is_one else 'are'} {counted(len(self.entries), 'change')} between these two versions."]
        for side, title in SIDES.items():
            breaking, undecided = self.count(side, "breaking"), self.count(side, "not decided")
            effect = f"{counted(breaking, 'change')} may break something" if breaking else "No change is known to break anything"
            more = f" For {counted(undecided, 'more change')} this is not decided." if undecided else ""
            sentences.append(f"{effect} for {title[:1].lower()}{title[1:]}.{more}")
        harmless = sum(not entry.may_break for entry in self.entries)
        if harmless:
            what = f"{counted(harmless, 'change')} {'breaks' if harmless == 1 else 'break'} nothing"
            sentences.append(f"{what}: more is allowed than before, or only texts, guidance or records have changed.")
        if reworded := sum(map(self.is_only_wording, self.summary)):
            verb = "puts a text" if reworded == 1 else "put texts"
            sentences.append(f"{counted(reworded, 'change')} only {verb} in other words. There is nothing to do about them.")
        return sentences

    def tasks(self, audience: str) -> tuple[list[Task], list[Task]]:
        """Return what an audience does first, because something may break, and what it does then; each task once."""
        first: list[Entry] = []
        then: list[Entry] = []
        for entry in (entry for entry in self.summary if not self.is_only_wording(entry)):
            is_urgent = entry.effect(SIDE_OF_AUDIENCE[audience]).verdict != "not breaking"
            (first if is_urgent else then).append(entry)
        done = {_task_key(entry, audience) for entry in first}
        urgent = [replace(task, side=SIDE_OF_AUDIENCE[audience]) for task in _tasks(first, audience)]
        return urgent, _tasks([entry for entry in then if _task_key(entry, audience) not in done], audience)

    def _group(self, change: Change) -> str:
        word, _, name = change.part.partition("/")
        if word in {"item", "section"}:
            return f"Data items: {self._section(word, name)}"
        if change.part in {"specification/schedule", "specification/guidance"}:
            word = {"schedule": "schedule", "guidance": "chapter"}[name]
        return GROUPS.get(word, GROUPS[""])

    def _section(self, word: str, name: str) -> str:
        """Return the title of a section, or of the section of an item."""
        for version in (self.new, self.old):
            section = name if word == "section" else version.item_by_id[name].section if name in version.item_by_id else ""
            if section in version.section_by_id:
                return version.section_by_id[section].title
        return self.new.sections[0].title

    def _examples(self, change: Change) -> Mapping[Side, Example]:
        examples: dict[Side, Example] = {}
        if change.submitters.witness:
            examples["submitters"] = example_of(change.submitters.witness, self.old, *self.names)
        if change.consumers.witness:
            examples["consumers"] = example_of(change.consumers.witness, self.new, *reversed(self.names))
        return examples


@lru_cache(maxsize=8)
def _reasons(comparison: Comparison) -> Mapping[str, ChangeReason]:
    """Return why a correction made the changes, by what they are about."""
    correction = comparison.correction
    general = ChangeReason(origin=comparison.new.origin, reason=(correction and correction.reason) or "", parts=())
    reasons = correction.reasons if correction else ()
    return {change.part: reason_of(change, reasons) or general for change in comparison.changes}


def anchor_of(change: Change) -> str:
    """Return an anchor for links, such as item-gender--item-retitled. Several changes of one part and kind share it."""
    return f"{sub('[^a-z0-9_]+', '-', change.part.lower()).strip('-')}--{change.kind}"


def _task_key(entry: Entry, audience: str) -> tuple[str, str]:
    """Return what two entries share if their tasks are the same: the words, and the name if the words contain it."""
    words = entry.task(audience)
    return words, entry.change.name if NAME in words else ""


def _tasks(entries: Sequence[Entry], audience: str) -> list[Task]:
    """Return the tasks of entries, each once; several entries with the same words are one task."""
    by_words: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        if words := entry.task(audience):
            by_words.setdefault(words, {}).setdefault(entry.change.name, entry)
    return [_task(words, tuple(by_name.values())) for words, by_name in by_words.items()]


def _task(words: str, entries: tuple[Entry, ...]) -> Task:
    before, has_name, after = words.partition(NAME)
    if not has_name:
        return Task(words, "", entries, is_named=False)
    if len(entries) == 1:
        return Task(before, after, entries)
    noun = search(r"\bthe (\w+(?: list)?) $", before)
    if noun:
        return Task(f"{before[: noun.start()]}each of these {noun[1]}s{after.rstrip('.')}:", "", entries)
    return Task(f"{before}each of these{after.rstrip('.')}:" if after.strip(".") else f"{before.rstrip()}:", "", entries)


def _is_quoted(text: str, sentence: str) -> bool:
    """Say whether a sentence contains a text, if need be without its full stop."""
    return text in sentence or text.removesuffix(".") in sentence


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN].rsplit(' ', 1)[0]} …"
