"""Path ◀──▶ link. The plan is wholly in the link, and no name or other text about a person.

    step=iop:3k2jd9xx:12    stage, id of the place, weeks; what is not chosen stays empty
    start=2026-12-01        the first day
    near, state, detox_for, substance, pay, for, age, gender, lang, hl    as in any link

Steps stand in the order of the stages. What is not understood is dropped and told in one
sentence. For every text `write_path(read_plan(text).path)` is canonical, and
`read_plan(write_path(path)).path == path`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from urllib.parse import parse_qsl, quote

from finder.criteria import Criteria, Link, read_pairs, write
from finder.locale import _, joined
from finder.pathway.path import Path, Step, plan_keys, plan_part
from finder.pathway.stages import MOST_WEEKS, STAGES
from finder.text import quotable

__all__ = [
    "FROM",
    "START",
    "STEP",
    "PlanLink",
    "from_query",
    "read_pairs_of_plan",
    "read_plan",
    "write_path",
]

STEP, START, FROM = "step", "start", "from"
Value = TypeVar("Value")

_ID = re.compile(r"[a-z2-7]{8}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WEEKS = re.compile(r"\d{1,3}", re.ASCII)
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)
_MOST_TOLD = 3


@dataclass(frozen=True)
class PlanLink:
    """What a link was understood as.

    asked: a place and level to plan from (`from=iop:3k2jd9xx`), with its facility id or without.
    link: the part that all links share, with what was not understood there. dropped: texts of the
    plan itself that were not understood.
    """

    path: Path
    link: Link
    asked: Step | None = None
    dropped: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """One sentence on what was not understood of the plan; empty if all was."""
        if not self.dropped:
            return ""
        keys = dict.fromkeys(quotable(text.partition("=")[0]) for text in self.dropped)
        shown = [f"“{key}”" if key else _("something else") for key in [*keys][:_MOST_TOLD]]
        if len(keys) > _MOST_TOLD:
            shown.append(_("{n} more").format(n=len(keys) - _MOST_TOLD))
        return _("Not understood in this plan, and left out: {texts}.").format(texts=joined(shown))


def read_plan(query: str) -> PlanLink:
    """Understand the query of a plan, with or without its question mark. Raises nothing."""
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, errors="replace")
    return read_pairs_of_plan(pairs)


def read_pairs_of_plan(pairs: Iterable[tuple[str, str]]) -> PlanLink:
    """Understand keys and texts in any order and case."""
    given = [(key.strip().lower(), text.strip()) for key, text in pairs]
    dropped: list[str] = []
    steps = list(_understood(given, STEP, _step, dropped))
    starts = list(_understood(given, START, _start, dropped))
    asked = list(_understood(given, FROM, _step, dropped))
    rest = [pair for pair in given if pair[0] not in (STEP, START, FROM)]
    dropped += [key for key in _foreign(rest) if key]
    link = read_pairs([pair for pair in rest if pair[0] in plan_keys()])
    path = Path(tuple(steps), next(iter(starts), None), link.criteria)
    dropped += _twice(steps)
    return PlanLink(path, link, next(iter(asked), None), tuple(dropped))


def write_path(path: Path) -> str:
    """The canonical query of a path, without a question mark."""
    parts = [f"{STEP}={_text(step)}" for step in path.steps]
    if path.start:
        parts.append(f"{START}={path.start.isoformat()}")
    if shared := write(path.criteria):
        parts.append(shared)
    return "&".join(parts)


def from_query(stage: str, facility: str, criteria: Criteria) -> str:
    """The query that plans from a place: only what a plan keeps of a search goes along."""
    shared = write(plan_part(criteria))
    return f"{FROM}={_text(Step(stage, facility))}{'&' if shared else ''}{shared}"


def _text(step: Step) -> str:
    parts = (step.stage, step.facility, str(step.weeks or ""))
    return quote(":".join(parts).rstrip(":"), safe=":-")


def _understood(
    given: Iterable[tuple[str, str]],
    key: str,
    read: Callable[[str], Value | None],
    dropped: list[str],
) -> Iterator[Value]:
    """The values of a key; what is none goes to `dropped`."""
    for name, text in given:
        if name == key and text:
            value = read(text)
            if value is None:
                dropped.append(f"{key}={text}")
            else:
                yield value


def _step(text: str) -> Step | None:
    stage, _colon, rest = text.lower().partition(":")
    facility, _colon, weeks = rest.partition(":")
    known = stage in STAGES and (not facility or _ID.fullmatch(facility))
    number = int(weeks) if _WEEKS.fullmatch(weeks) else None
    if not known or (weeks and (number is None or not 1 <= number <= MOST_WEEKS)):
        return None
    return Step(stage, facility, number)


def _start(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day if day and _EARLIEST <= day <= _LATEST else None


def _foreign(given: Iterable[tuple[str, str]]) -> list[str]:
    return list(dict.fromkeys(key for key, _text in given if key not in plan_keys()))


def _twice(steps: Iterable[Step]) -> list[str]:
    seen: set[str] = set()
    again = []
    for step in steps:
        if step.stage in seen:
            again.append(f"{STEP}={_text(step)}")
        seen.add(step.stage)
    return again
