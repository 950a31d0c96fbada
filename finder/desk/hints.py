"""What visitors say is wrong with a listing: hints for whom to call, never facts.

Nothing of who said it is kept: a day, a place, a kind, and at most 200 letters, which stay 90 days
at most. Three alike of one place put it at the top of the calls.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, insert, select, update

from finder.desk import schema
from finder.desk.people import Person
from finder.desk.reports import record_in_log
from finder.desk.worklist import LastCall
from finder.errors import DeskRefused
from finder.locale import _
from finder.vocabulary import CARE_LEVELS

__all__ = [
    "ALIKE",
    "LONGEST_WORDS",
    "WORDS_DAYS",
    "Hint",
    "add_hint",
    "check_hint",
    "close_hints",
    "forget_words",
    "open_hints",
    "raised",
]

ALIKE = 3
LONGEST_WORDS = 200
WORDS_DAYS = 90
# More of one kind about one place say nothing new; a flood stops here.
_MOST_ALIKE = 20
_ONCE_DAYS = 2
# After these somebody of the place was heard, and what was said before is answered.
_HEARD = frozenset({"answered", "does not say", "closed"})
_TABLE = schema.hints


@dataclass(frozen=True, slots=True)
class Hint:
    """What one visitor said. words: what they wrote, "" where nothing or where it is forgotten."""

    facility_id: str
    kind: str
    day: date
    care: str | None = None
    words: str = ""
    number: int = 0


_COLUMNS = [_TABLE.c[name] for name in Hint.__dataclass_fields__]


def add_hint(connection: Connection, hint: Hint, once: str) -> bool:
    """Keep a hint; False where it says nothing new: sent twice, or said often enough.

    Raises DeskRefused.
    """
    check_hint(hint)
    sent = select(_TABLE.c.number).where(_TABLE.c.once == once)
    if connection.execute(sent).first() is not None:
        return False
    if _how_many_alike(connection, hint) >= _MOST_ALIKE:
        return False
    values = {name: getattr(hint, name) for name in ("facility_id", "kind", "day", "care")}
    connection.execute(insert(_TABLE).values(**values, words=hint.words, once=once))
    return True


def check_hint(hint: Hint) -> None:
    """Raises DeskRefused for one that cannot be kept."""
    if hint.kind not in schema.HINTS or (hint.care is not None and hint.care not in CARE_LEVELS):
        raise DeskRefused(_("Choose what is wrong."))
    if len(hint.words) > LONGEST_WORDS:
        raise DeskRefused(_("Write at most {n} letters.").format(n=LONGEST_WORDS))
    if hint.kind == "other" and not hint.words:
        raise DeskRefused(_("Write in a few words what is wrong."))


def open_hints(connection: Connection, today: date, ids: Iterable[str] = ()) -> list[Hint]:
    """Those that nobody has dealt with, the newest first. ids: of these places alone."""
    places = list(ids)
    asked = select(*_COLUMNS).where(_TABLE.c.closed_on.is_(None)).order_by(_TABLE.c.number.desc())
    if places:
        asked = asked.where(_TABLE.c.facility_id.in_(places))
    found = [Hint(**row) for row in connection.execute(asked).mappings()]
    return [_as_of(hint, today) for hint in found]


def close_hints(
    connection: Connection, facility_id: str, kind: str, care: str | None, person: Person, day: date
) -> int:
    """Somebody has dealt with all that are alike; how many there were."""
    alike = (
        _TABLE.c.facility_id == facility_id,
        _TABLE.c.kind == kind,
        _TABLE.c.care.is_not_distinct_from(care),
        _TABLE.c.closed_on.is_(None),
    )
    done = connection.execute(
        update(_TABLE).where(*alike).values(closed_on=day, person_id=person.id)
    )
    if done.rowcount:
        record_in_log(connection, person.id, "dealt with hints", f"{facility_id} {kind}")
    return done.rowcount


def raised(hints: Iterable[Hint], calls: Mapping[str, LastCall]) -> dict[str, int]:
    """By the id of a place the most hints that are alike and that no call has answered since."""
    counts: Counter[tuple[str, str, str | None]] = Counter()
    for hint in hints:
        last = calls.get(hint.facility_id)
        if last is None or last.outcome not in _HEARD or last.on < hint.day:
            counts[hint.facility_id, hint.kind, hint.care] += 1
    found: dict[str, int] = {}
    for (place, _kind, _care), count in counts.items():
        found[place] = max(count, found.get(place, 0))
    return found


def forget_words(connection: Connection, today: date) -> int:
    """Erase what visitors wrote too long ago, and what told a form that was sent twice.

    How many rows lost something. To be called once a day.
    """
    old = _TABLE.c.words != "", _TABLE.c.day <= today - timedelta(days=WORDS_DAYS)
    words = connection.execute(update(_TABLE).where(*old).values(words=""))
    sent = _TABLE.c.once.is_not(None), _TABLE.c.day <= today - timedelta(days=_ONCE_DAYS)
    onces = connection.execute(update(_TABLE).where(*sent).values(once=None))
    return words.rowcount + onces.rowcount


def _as_of(hint: Hint, today: date) -> Hint:
    """Without words that should be erased by now, should no server have run to do it."""
    if hint.words and hint.day <= today - timedelta(days=WORDS_DAYS):
        return Hint(hint.facility_id, hint.kind, hint.day, hint.care, "", hint.number)
    return hint


def _how_many_alike(connection: Connection, hint: Hint) -> int:
    alike = select(func.count()).where(
        _TABLE.c.facility_id == hint.facility_id,
        _TABLE.c.kind == hint.kind,
        _TABLE.c.care.is_not_distinct_from(hint.care),
        _TABLE.c.closed_on.is_(None),
    )
    return int(connection.scalar(alike) or 0)
