"""From which date, and from which reporting period, the changes between two versions apply, as their change requests say."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cldspec.model import Schedule, Specification
from cldspec.wording import counted, date_in_words


@dataclass(frozen=True, slots=True)
class Explanation:
    """A change request that explains a change, as a notice shows it, and the date (yyyy-mm-dd) from which it applies, if it says."""

    text: str
    in_force_from: str | None = None
    is_agreed: bool = True


Explanations = Mapping[tuple[str, str], Sequence[Explanation]]
"""What explains each change that needs a request, by its kind and part."""


@dataclass(frozen=True, slots=True)
class Application:
    """From when some of the changes apply. `date` is None where no date is given."""

    date: str | None
    sentences: tuple[str, ...]
    keys: tuple[tuple[str, str], ...] = ()
    """The kinds and parts of these changes; empty if there is no need to list them."""


def applications(explanations: Explanations, version: Specification) -> list[Application]:
    """Return from when the changes of a version apply, first date first; the changes without a date come last."""
    is_draft = version.status == "draft"
    undated = tuple(key for key, found in explanations.items() if not any(one.in_force_from for one in found))
    dates = sorted({one.in_force_from for found in explanations.values() for one in found if one.in_force_from})
    if not dates:
        return [Application(None, (f"No date is given from which version {version.version} applies.",))]
    result: list[Application] = []
    for date in dates:
        by_key = {key: [one for one in found if one.in_force_from == date] for key, found in explanations.items()}
        keys = tuple(key for key, found in by_key.items() if found)
        is_only = len(dates) == 1 and not undated
        verb = "is to apply" if is_draft else "applies"
        verbs = "are to apply" if is_draft else "apply"
        what = f"Version {version.version} {verb}" if is_only else f"{counted(len(keys), 'change')} {verb if len(keys) == 1 else verbs}"
        sentences = [f"{what} from {date_in_words(date)}.", *_period(date, version.schedule)]
        if not any(one.is_agreed for found in by_key.values() for one in found):
            sentences.append("This date is proposed. It is not agreed yet.")
        result.append(Application(date, tuple(sentences), () if is_only else keys))
    if undated:
        result.append(Application(None, (f"No date is given for {counted(len(undated), 'other change')}.",)))
    return result


def _period(date: str, schedule: Schedule) -> list[str]:
    """Return sentences about the reporting period that contains a date."""
    year, month = map(int, date.split("-")[:2])
    since = (month - schedule.first_month) % 12
    first_year, first_month = _month(year, month - since % schedule.months)
    last_year, last_month = _month(first_year, first_month + schedule.months - 1)
    start = f"{first_year}-{first_month:02}-01"
    end = f"{last_year}-{last_month:02}-{monthrange(last_year, last_month)[1]}"
    period = f"the reporting period from {date_in_words(start)} to {date_in_words(end)}"
    year_start = f"{year if month >= schedule.first_month else year - 1}-{schedule.first_month:02}-01"
    sentences = [f"The first return that must follow it is for {period}." if date == start else f"It is a day within {period}."]
    if schedule.cumulative and start != year_start:
        sentences.append(f"A return for this period covers the year so far, from {date_in_words(year_start)}.")
    return sentences


def _month(year: int, month: int) -> tuple[int, int]:
    """Return a year and a month from 1 to 12, for a month that may lie outside these."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1
