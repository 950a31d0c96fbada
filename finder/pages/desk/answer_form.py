"""What a place is asked on its own page, filled with what is known, and what it answers.

The same facts, names and checks as in a call at the desk (finder/wording/told_fields.py). What
stood in the fields when the page was opened goes along, so that only what was changed is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from finder.desk.reports import checked
from finder.desk.said import Report
from finder.directory import Facility, Program
from finder.directory.tables import COST_PER
from finder.errors import DeskRefused
from finder.locale import _
from finder.wording.told_fields import (
    LABELS,
    NUMBER_ROWS,
    PER,
    age_words,
    asks_when,
    cells_of,
    changed,
    program_title,
    words_of,
)

__all__ = ["LONGEST_MOVED", "Answered", "Block", "Field", "answered", "blocks_of"]

LONGEST_MOVED = 200
# Of the place itself: asked once, whatever its programs are.
_OF_PLACE = ("payments",)
_PLACE = "place"
_MOST_LETTERS = 40


@dataclass(frozen=True)
class Field:
    """One field. options: code, label and whether it is chosen; empty of a field to type in.

    kind: `text`, `ticks` or `choice`. was: what stood in it when the page was opened.
    """

    key: str
    name: str
    label: str
    kind: str
    value: str
    was: str
    options: Sequence[tuple[str, str, bool]] = ()
    wrong: str = ""


@dataclass(frozen=True)
class Block:
    """The fields of one program, or of the place. key: what their names begin with."""

    key: str
    title: str
    ticks: Sequence[Field]
    texts: Sequence[Field]
    age: str = ""
    wrong: str = ""


@dataclass
class Answered:
    """What was sent. told: reports that are not saved. wrong: by field why it is refused.

    values: by field what was typed, to be shown again.
    """

    told: list[Report] = field(default_factory=list)
    moved: str = ""
    closed: bool = False
    values: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def says_something(self) -> bool:
        """Whether anything was answered."""
        return bool(self.told or self.moved)


def blocks_of(facility: Facility, today: date, sent: Answered | None = None) -> list[Block]:
    """The fields of a place, in the order in which they are asked."""
    blocks = []
    for key, program in _programs(facility):
        known = cells_of(program, today)
        ticks = ["when"] if asks_when(program) else []
        texts = [name for row in NUMBER_ROWS for name in row]
        places = [*texts, "cost_per", "openings"]
        blocks.append(
            Block(
                key,
                program_title(program),
                [_field(key, name, known, sent) for name in ticks],
                [_field(key, name, known, sent) for name in places],
                age_words(program),
                sent.wrong.get(key, "") if sent else "",
            )
        )
    known = _of_place(facility, today)
    ticks_of_place = [_field(_PLACE, name, known, sent) for name in _OF_PLACE]
    blocks.append(Block(_PLACE, _("The place"), ticks_of_place, ()))
    return blocks


def answered(facility: Facility, pairs: Sequence[tuple[str, str]], today: date) -> Answered:
    """What a place answers by a form that was sent. Never raises: what is wrong is told."""
    given: dict[str, list[str]] = {}
    for key, text in pairs:
        given.setdefault(key, []).append(" ".join(text.split()))
    found = Answered()
    found.values = {key: ";".join(filter(None, texts)) for key, texts in given.items()}
    confirmed = bool(found.values.get("right"))
    for key, program in _programs(facility):
        names = [name for name in LABELS if name not in _OF_PLACE]
        _told(found, key, names, program, facility, today, confirmed=confirmed)
    _told(found, _PLACE, _OF_PLACE, None, facility, today, confirmed=confirmed)
    state = found.values.get("state", "")
    if state == "closed":
        found.closed = True
        found.told.append(Report(facility.id, "facility", today, kind="closed"))
    if state == "moved":
        found.moved = found.values.get("moved", "")
        if not found.moved:
            found.wrong["moved"] = _("Write the new address.")
        elif len(found.moved) > LONGEST_MOVED:
            found.wrong["moved"] = _("Write at most {n} letters.").format(n=LONGEST_MOVED)
    return found


def _told(
    found: Answered,
    key: str,
    names: Sequence[str],
    program: Program | None,
    facility: Facility,
    today: date,
    *,
    confirmed: bool,
) -> None:
    """Take what the fields of one block say that is new, or why it is refused."""
    told = {name: found.values.get(f"{key}-{name}", "") for name in names}
    was = {name: found.values.get(f"{key}-was-{name}", "") for name in names}
    said = changed(was, told, today, confirmed=confirmed)
    if not said:
        return
    report = Report(
        facility_id=facility.id,
        how="facility",
        learned_on=today,
        care=program.care if program else None,
        program_name=program.name if program else "",
        facts=said,
    )
    try:
        found.told.append(checked(report, today))
    except DeskRefused as error:
        for column, reason in (error.fields or {"": str(error)}).items():
            found.wrong[f"{key}-{column}" if column in names else key] = reason


def _programs(facility: Facility) -> list[tuple[str, Program]]:
    """Each program with what its fields begin with, wherever in the list it stands by then."""
    found: dict[str, Program] = {}
    for program in facility.programs:
        name = hashlib.blake2b(program.name.encode(), digest_size=4).hexdigest()
        found.setdefault(f"{program.care or 'level'}-{name}", program)
    return list(found.items())


def _of_place(facility: Facility, today: date) -> dict[str, str]:
    known = cells_of(facility.programs[0], today) if facility.programs else {}
    return {name: known[name] for name in _OF_PLACE if name in known}


def _field(key: str, name: str, known: Mapping[str, str], sent: Answered | None) -> Field:
    full, now = f"{key}-{name}", known.get(name, "")
    value, was = now, now
    if sent is not None:
        value = sent.values.get(full, "")
        was = sent.values.get(f"{key}-was-{name}", "")
    wrong = sent.wrong.get(full, "") if sent else ""
    label = _(LABELS[name])
    if name == "cost_per":
        units = [(code, _(PER[code]), value == code) for code in COST_PER]
        return Field(full, name, label, "choice", value, was, [("", "", not value), *units], wrong)
    if name in ("when", "payments"):
        words, chosen = words_of(name), value.split(";")
        ticks = [(code, _(words[code].label), code in chosen) for code in words.codes]
        return Field(full, name, label, "ticks", value, was, ticks, wrong)
    return Field(full, name, label, "text", value[:_MOST_LETTERS], was, (), wrong)
