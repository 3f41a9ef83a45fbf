"""Changes of values of a code list whose names do not tell what became of them: merged, split, or another value's name now."""

from collections.abc import Iterator, MutableMapping

from cldspec.diff.changes import Change, Effect, Side
from cldspec.diff.parts.context import Context, change
from cldspec.diff.renames import Successor
from cldspec.model import Code, CodeList
from cldspec.rules.expression import parse
from cldspec.rules.targets.english import english
from cldspec.wording import joined

Codes = MutableMapping[str, Code]
"""Values of a code list by their names."""


def items_with(list_id: str, context: Context) -> list[str]:
    """Return the items of either version that use a code list."""
    return list(dict.fromkeys(item.id for version in (context.new, context.old) for item in version.items if item.code_list == list_id))


def named(code_list: CodeList, value: str) -> str:
    """Return what people call a value of a code list."""
    return f"“{value}” in {code_list.title}"


def effect_of_value(side: Side, list_id: str, text: str, context: Context) -> Effect:
    """Return the effect on one side of a text that the accepting version has as a value, and the other may not."""
    version = context.old if side == "submitters" else context.new
    effects = [context.judge.effect_of_text(side, item.id, text) for item in version.items if item.code_list == list_id]
    unused = Effect("not breaking", "by definition", "No data item uses the code list.")
    return min(effects, key=lambda effect: effect.verdict != "breaking", default=unused)


def exchanged_value(code_list: CodeList, value: str, meant: str | None, now_called: str, context: Context) -> Change:
    """Return the change of a value whose name was that of something else, which is now called otherwise.

    `meant` is the old name of what the value stands for; None for a new value.
    """
    meaning = f"now means what “{meant}” meant" if meant else "is a new value under a name that another value had"
    code = next(code for code in code_list.codes if code.value == value)
    submitters = f"“{value}” in a return that conforms to version {context.judge.old_as_written.version} is now read with another meaning."
    consumers = f"“{value}” in the data has another meaning than in version {context.judge.old_as_written.version}."
    return change(
        "value-exchanged",
        f"value/{code_list.id}/{value}",
        named(code_list, value),
        f"“{value}” {meaning}. What “{value}” meant is now called “{now_called}”.",
        at=code,
        key="was" if code.was else "",
        before=meant,
        after=value,
        items=items_with(code_list.id, context),
        effects=(Effect("breaking", "by definition", submitters), Effect("breaking", "by definition", consumers)),
    )


def merged_values(code_list: CodeList, removed: Codes, added: Codes, context: Context) -> Iterator[Change]:
    """Yield the changes of values into which others are merged, and take those that this explains from the removed and added ones."""
    merged = context.renames.merged.get(code_list.id, {})
    for code in code_list.codes:
        origins = [was for was, now in merged.items() if now == code.value]
        if not origins:
            continue
        is_new = code.value in added
        gone = [was for was in origins if removed.pop(was, None)]
        added.pop(code.value, None)
        quoted = joined([f"“{was}”" for was in origins])
        what = f"{quoted} {'are' if len(origins) > 1 else 'is'} merged into “{code.value}”"
        meaning = f"“{code.value}” now also stands for what {quoted} meant, so that its counts are not those of before."
        consumers = (
            effect_of_value("consumers", code_list.id, code.value, context) if is_new else Effect("breaking", "by definition", meaning)
        )
        yield change(
            "value-merged",
            f"value/{code_list.id}/{code.value}",
            named(code_list, code.value),
            f"{what}.",
            at=code,
            key="replaces" if code.replaces else "",
            before=origins,
            after=code.value,
            items=items_with(code_list.id, context),
            effects=(_worst("submitters", code_list, gone, context, "All values that could be sent can still be sent."), consumers),
            also=[f"code_lists {code_list.id} codes {value}" for value in (*gone, *([code.value] if is_new else []))],
        )


def split_values(code_list: CodeList, removed: Codes, added: Codes, context: Context) -> Iterator[Change]:
    """Yield the changes of values that are split, and take those that this explains from the removed and added ones."""
    for was, successors in context.renames.split.get(code_list.id, {}).items():
        new = [each.value for each in successors if each.value != was]
        new_codes = [code for code in code_list.codes if code.value in new]
        is_gone = removed.pop(was, None) is not None
        came = [value for value in new if added.pop(value, None)]
        gone = [was] if is_gone else []
        yield change(
            "value-split",
            f"value/{code_list.id}/{was}",
            named(code_list, was),
            f"“{was}” is split: {'; '.join(_in_words(each, context) for each in successors)}.",
            at=new_codes[0],
            key="was" if new_codes[0].was else "",
            before=was,
            after=[each.value for each in successors],
            items=items_with(code_list.id, context),
            effects=(
                _worst("submitters", code_list, gone, context, f"“{was}” can still be sent."),
                _worst("consumers", code_list, came, context, "Readers know all values that can be sent."),
            ),
            also=[f"code_lists {code_list.id} codes {value}" for value in (*gone, *came)],
        )


def _in_words(successor: Successor, context: Context) -> str:
    """Return what one part of a split value becomes, and in which rows."""
    if successor.where:
        return f"“{successor.value}” where {english(parse(successor.where), context.judge.old_as_written)}"
    return f"“{successor.value}” {'where a person decides so' if successor.by_decision else 'in all other rows'}"


def _worst(side: Side, code_list: CodeList, values: list[str], context: Context, otherwise: str) -> Effect:
    """Return the most serious effect of some values on one side; without any, that nothing breaks, for the reason `otherwise`."""
    effects = [effect_of_value(side, code_list.id, value, context) for value in values]
    return min(effects, key=lambda effect: effect.verdict != "breaking", default=Effect("not breaking", "by definition", otherwise))
