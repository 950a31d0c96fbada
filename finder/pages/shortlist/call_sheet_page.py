"""The call sheet: whom to ring, what to ask, and room for the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from finder.criteria import Criteria, sentence
from finder.criteria.declared import PER
from finder.directory import Directory, Phone
from finder.locale import _, speaking
from finder.pages.frame.shortlist_bar import left_out
from finder.shortlist import Pick, picks_of, shortlist_of
from finder.templating import Link, html
from finder.wording.contact import ROLES, by_use
from finder.wording.fit import fit_words
from finder.wording.price_words import prices
from finder.wording.questions import AskedFor, call_questions
from finder.wording.statements import hours, level_name
from finder.wording.words import address, as_of_words

__all__ = ["page", "to_ask"]


@dataclass(frozen=True)
class _Question:
    """A question, and the name under which the browser keeps the answer, in any language."""

    key: str
    text: str


@dataclass(frozen=True)
class _Call:
    """A place to ring. known: what need not be asked, in one line a program."""

    id: str
    number: int
    name: str
    address: str
    fit: str
    phones: tuple[tuple[str, Phone], ...]
    known: tuple[str, ...]
    first: tuple[_Question, ...]
    then: tuple[_Question, ...]


def page(
    directory: Directory,
    criteria: Criteria,
    link: Link,
    today: date,
    back: str,
    script: str,
    changed: Sequence[str] = (),
) -> str:
    """The sheet for the shortlist. back: to the search. script: the address of calls.js.

    changed: sentences on what changed at these places.
    """
    shortlist = shortlist_of(directory, criteria)
    picks = picks_of(directory, shortlist, criteria, today)
    manifest = directory.manifest
    return html(
        "calls.html",
        calls=[_call(one, directory, criteria, today) for one in picks],
        told=[*changed, *left_out(shortlist)],
        search=sentence(criteria),
        source=_("From {directory}, {date}.").format(
            directory=_(manifest.name), date=as_of_words(manifest.as_of)
        ),
        back=back,
        whole=link(criteria, "/shortlist"),
        compare=link(criteria, "/compare") if len(picks) > 1 else "",
        script=script,
    )


def to_ask(pick: Pick, criteria: Criteria, today: date) -> AskedFor:
    """What to ask a picked place, from what it has not published of this search."""
    return call_questions(pick.facility, pick.found.ask, criteria, today)


def _call(pick: Pick, directory: Directory, criteria: Criteria, today: date) -> _Call:
    facility, asked = pick.facility, to_ask(pick, criteria, today)
    with speaking("en"):
        english = to_ask(pick, criteria, today)
    return _Call(
        id=facility.id,
        number=pick.number,
        name=facility.name,
        address=address(facility),
        fit=fit_words(pick),
        phones=tuple((_(ROLES[one.role]), one) for one in by_use(facility)),
        known=tuple(_known(directory, pick, criteria)),
        first=_questions(english.first, asked.first),
        then=_questions(english.then, asked.then),
    )


def _questions(keys: Sequence[str], texts: Sequence[str]) -> tuple[_Question, ...]:
    return tuple(_Question(key, text) for key, text in zip(keys, texts, strict=True))


def _known(directory: Directory, pick: Pick, criteria: Criteria) -> list[str]:
    """`Intensive outpatient: 9–12 hours a week, evenings; $480–560 a month`."""
    lines = []
    for found in pick.found.programs:
        program = found.program
        lines.append(
            _("{level}: hours a week: {hours}; price: {price}").format(
                level=level_name(program.care),
                hours=hours(program).text,
                price=prices(directory, pick.facility, program, criteria.always(PER)).text,
            )
        )
    return lines
