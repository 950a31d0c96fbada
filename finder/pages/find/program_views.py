"""The programs of one facility, each with all that is known of it and how it fits the search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from finder.answers import NO, UNKNOWN, Answers
from finder.criteria import Criteria, registry
from finder.criteria.criterion import number_text
from finder.criteria.declared import PER
from finder.directory import Directory, Facility, Program
from finder.directory.facts import Facts
from finder.locale import _, joined
from finder.pages.find.card import Fact, Source, own_source
from finder.pages.find.price_picture import price_picture
from finder.pages.frame.level_link import level_link
from finder.search.evaluation import Evaluation
from finder.shortlist.found import miles_from
from finder.templating import Link
from finder.text import decapitalized
from finder.vocabulary import CARE_LEVELS
from finder.wording.price_words import filed_prices, prices
from finder.wording.reference_words import hours_elsewhere, lengths_elsewhere, prices_elsewhere
from finder.wording.road import week_on_the_road
from finder.wording.statements import Statement, hours, not_published, openings, with_typical
from finder.wording.told_words import told_lines
from finder.wording.words import capital, number_range

__all__ = ["Fit", "ProgramView", "fits_of", "in_files", "program_views"]


@dataclass(frozen=True)
class Fit:
    """How a program fits the search: ask holds keys not published, against keys it fails."""

    ask: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def words(self) -> str:
        """`Fits what you asked`, `Possible: ask about price`, `Not what you asked: care level`."""
        if self.against:
            return _("Not what you asked: {things}").format(things=_names(self.against))
        if self.ask:
            return _("Possible: ask about {things}").format(things=_names(self.ask))
        return _("Fits what you asked")


@dataclass(frozen=True)
class ProgramView:
    """A program in words. about: the page that explains its level. fit: None if nothing asked.

    filed: what its hospital's price file lists for it. told: lines on what a team was told.
    picture: its price beside others, as HTML.
    """

    level: str
    help: str
    about: str
    name: str
    fit: Fit | None
    facts: tuple[Fact, ...]
    filed: tuple[Fact, ...]
    notes: str
    source: Source | None
    told: tuple[str, ...] = ()
    picture: str = ""


def program_views(
    directory: Directory, facility: Facility, criteria: Criteria, today: date, link: Link
) -> list[ProgramView]:
    """The programs in the order of the directory, those that fit first."""
    per, miles = criteria.always(PER), miles_from(directory, facility, criteria)
    fits = fits_of(directory, facility, criteria, today)
    views = [
        _view(
            program,
            fit,
            _facts(directory, facility, program, per, today, miles),
            in_files(facility, program.care) if program.care else (),
            level_link(program.care, criteria, link),
            price_picture(directory, facility, program),
        )
        for program, fit in zip(facility.programs, fits, strict=True)
    ]
    return sorted(views, key=lambda view: bool(view.fit and view.fit.against))


def fits_of(
    directory: Directory, facility: Facility, criteria: Criteria, today: date
) -> list[Fit | None]:
    """How each program of a facility fits; None for each where nothing is asked of programs."""
    rows = np.array(directory.programs_of(facility.row), dtype=np.int64)
    answers = Evaluation(Facts(directory, rows, today)).by_key(criteria)
    if not answers:
        return [None] * len(rows)
    return [
        Fit(_answering(answers, at, UNKNOWN), _answering(answers, at, NO))
        for at in range(len(rows))
    ]


def _answering(answers: dict[str, Answers], at: int, value: np.uint8) -> tuple[str, ...]:
    return tuple(key for key, of_programs in answers.items() if of_programs[at] == value)


def _names(keys: tuple[str, ...]) -> str:
    criteria = [registry.criterion(key) for key in keys]
    return joined([_(one.asks) or decapitalized(_(one.label)) for one in criteria])


def _view(
    program: Program,
    fit: Fit | None,
    facts: tuple[Fact, ...],
    filed: tuple[Fact, ...],
    about: str,
    picture: str,
) -> ProgramView:
    level = CARE_LEVELS[program.care] if program.care else None
    source = own_source(program)
    return ProgramView(
        level=_(level.label) if level else _("Care level not stated"),
        help=_(level.help) if level else "",
        about=about,
        name=program.name,
        fit=fit,
        facts=facts,
        filed=filed,
        notes=program.notes,
        source=source,
        told=tuple(told_lines(program.told)),
        picture=picture,
    )


def _facts(
    directory: Directory,
    facility: Facility,
    program: Program,
    per: str,
    today: date,
    miles: float | None,
) -> tuple[Fact, ...]:
    price = prices(directory, facility, program, per)
    said = [
        (_("Hours a week"), with_typical(hours(program), hours_elsewhere(program.care))),
        (_("Days a week"), _count(program.days_per_week)),
        (_("On the road a week"), week_on_the_road(program, miles)),
        (_("Sessions a week"), _count(program.sessions_per_week)),
        (_("Length"), _length(program)),
        (_("Price without insurance"), with_typical(price, prices_elsewhere(program.care))),
        (_("Openings"), openings(program, today)),
    ]
    return tuple(Fact(label, (one,)) for label, one in said if one is not None)


def in_files(facility: Facility, care: str | None) -> tuple[Fact, ...]:
    """All that hospitals' files list for a level, or for none."""
    return tuple(Fact(label, tuple(ones)) for label, ones in filed_prices(facility, care))


def _count(value: float | None) -> Statement | None:
    return None if value is None else Statement(number_text(value))


def _length(program: Program) -> Statement | None:
    """What the place publishes, else that it does not, with what is counted elsewhere."""
    if program.weeks is None:
        elsewhere = lengths_elsewhere(program.care)
        return with_typical(not_published(), elsewhere) if elsewhere else None
    weeks = capital(number_range(program.weeks))
    return Statement(_("{weeks} weeks").format(weeks=weeks) if weeks != "1" else _("1 week"))
