"""The shortlist as a sheet to hand over: on paper, with a map and a code that leads back to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from finder.criteria import Criteria, sentence
from finder.criteria.declared import NEAR, PAY, PER
from finder.directory import Directory, Phone, Program
from finder.groups import always_shown, fact_groups
from finder.locale import _
from finder.pages.frame.share import qr_of
from finder.pages.frame.shortlist_bar import left_out
from finder.pages.shortlist.call_sheet_page import to_ask
from finder.pdf.pdf_code import draw_code
from finder.pdf.pdf_document import Cell, Paper, PdfDocument
from finder.pdf.pdf_map import draw_map
from finder.shortlist import Pick, picks_of, shortlist_of
from finder.text import decapitalized
from finder.wording.contact import ROLES, by_use
from finder.wording.fit import fit_words
from finder.wording.price_words import prices
from finder.wording.provenance import only_in_prices
from finder.wording.road import way_there
from finder.wording.statements import (
    Statement,
    coded,
    hours,
    level_name,
    openings,
    payments,
    serves_only,
)
from finder.wording.words import address, capital

__all__ = ["FORMS", "Form", "Sheet", "shortlist_pdf"]

Form = Literal["table", "pages"]
FORMS: tuple[Form, ...] = ("table", "pages")
_CODE_MILLIMETRES = 34.0
_MAP_MILLIMETRES = 82.0
_GAP = 6.0
_NOTE_LINES = 4


@dataclass(frozen=True)
class Sheet:
    """How the sheet is wanted. code: the link that its QR code leads to.

    form: all places in one table, or a page for each.
    """

    code: str
    form: Form = "table"
    paper: Paper = "letter"
    large: bool = False


def shortlist_pdf(
    directory: Directory, criteria: Criteria, today: date, sheet: Sheet, *, searched: bool
) -> bytes:
    """The PDF of the shortlist of a link, in the language that is spoken now.

    searched: whether it may say what was searched and from where; criteria without that say
    nothing of it by themselves.
    """
    shortlist = shortlist_of(directory, criteria)
    picks = picks_of(directory, shortlist, criteria, today)
    document = PdfDocument(
        _("Places to call"),
        directory.manifest,
        made_on=today,
        paper=sheet.paper,
        large=sheet.large,
    )
    document.title(_("Places to call"))
    if searched:
        document.paragraph(_("Searched: {search}.").format(search=sentence(criteria)))
    for words in left_out(shortlist):
        document.paragraph(words, "ask")
    if not picks:
        document.paragraph(_("No place is on this list."), "ask")
        return document.content()
    place = criteria[NEAR]
    _map_and_code(document, picks, directory.point_of(place) if place else None, sheet)
    body = _Body(document, directory, criteria, today)
    if sheet.form == "table":
        body.table(picks)
    else:
        for pick in picks:
            body.page(pick)
    return document.content()


def _map_and_code(
    document: PdfDocument,
    picks: Sequence[Pick],
    searched_from: tuple[float, float] | None,
    sheet: Sheet,
) -> None:
    """Side by side: where the places are, and the way back to this list."""
    pdf = document.pdf
    top, left = pdf.get_y() + 1, pdf.l_margin
    bottom = draw_map(pdf, picks, searched_from, left, top, _MAP_MILLIMETRES)
    right = left + _MAP_MILLIMETRES + _GAP if bottom > top else left
    code = qr_of(sheet.code)
    margin = pdf.l_margin
    pdf.set_left_margin(right)
    pdf.set_xy(right, top)
    if code is not None:
        draw_code(pdf, code, right, top, _CODE_MILLIMETRES)
        pdf.set_xy(right, top + _CODE_MILLIMETRES + 1)
        document.paragraph(_("Opens this list on a phone:"), "quiet")
    document.link(sheet.code, sheet.code)
    document.space(2)
    document.paragraph(
        _("Nobody pays for a place on it. Listings change: call before you go."), "quiet"
    )
    pdf.set_left_margin(margin)
    pdf.set_xy(margin, max(bottom, pdf.get_y()) + 3)


@dataclass(frozen=True)
class _Body:
    """Writes the places."""

    document: PdfDocument
    directory: Directory
    criteria: Criteria
    today: date

    def table(self, picks: Sequence[Pick]) -> None:
        """One row a place."""
        head = ["", _("Place"), _("Call"), _("Care, hours a week, price"), _("Listed as taking")]
        rows = [self._row(one) for one in picks]
        self.document.table(head, rows, (7, 46, 34, 58, 33))

    def _row(self, pick: Pick) -> list[str | Cell]:
        facility = pick.facility
        place = [facility.name, address(facility), self._distance(pick), *serves_only(facility)]
        phones = by_use(facility)
        first = phones[0] if phones else None
        return [
            str(pick.number),
            "\n".join(part for part in place if part),
            Cell(
                "\n".join(_phone_words(one) for one in phones) or _("No phone listed"),
                "plain" if phones else "ask",
                bold=True,
                href=f"tel:{first.dial}" if first and first.dial else "",
            ),
            "\n".join(self._program(one.program) for one in pick.found.programs),
            payments(facility).text,
        ]

    def _program(self, program: Program) -> str:
        """`Intensive outpatient: 9–12, evenings; $480–560 a month`."""
        return _("{level}: {hours}; {price}").format(
            level=level_name(program.care),
            hours=_hours_words(hours(program)),
            price=_price_words(self._price(program)),
        )

    def _price(self, program: Program) -> Statement:
        row = int(self.directory.programs.facility[program.row])
        facility = self.directory.facility(row)
        return prices(self.directory, facility, program, self.criteria.always(PER))

    def _distance(self, pick: Pick) -> str:
        return capital(way_there(pick.facility, pick.found.miles, self.criteria[NEAR]))

    def page(self, pick: Pick) -> None:
        """A page of its own: whom to ring, what is known, what to ask, room to write."""
        document, facility = self.document, pick.facility
        document.new_page()
        document.heading(f"{pick.number}. {facility.name}", 2)
        document.paragraph(address(facility))
        alone = only_in_prices(facility, self.directory.manifest)
        for words in (self._distance(pick), *alone, *serves_only(facility)):
            if words:
                document.paragraph(words)
        for phone in by_use(facility):
            document.phone(_(ROLES[phone.role]), phone.text, phone.dial)
        if not facility.phones:
            document.paragraph(_("No phone listed"), "ask")
        if words := fit_words(pick):
            document.paragraph(words, bold=True)
        self._facts(pick)
        self._questions(pick)

    def _facts(self, pick: Pick) -> None:
        document, facility = self.document, pick.facility
        for found in pick.found.programs:
            document.fact(
                level_name(found.program.care),
                _("{hours}; {price}").format(
                    hours=_hours_words(hours(found.program)),
                    price=_price_words(self._price(found.program)),
                ),
            )
            if report := openings(found.program, self.today):
                _fact(document, _("Openings"), report)
        _fact(document, _("Listed as taking"), payments(facility))
        groups = fact_groups()
        asked = [key for key in self.criteria if key in groups]
        for key in dict.fromkeys((*always_shown("paper"), *asked)):
            if key != PAY.key:
                _fact(document, _(groups[key].label), coded(facility, key))
        document.space(2)

    def _questions(self, pick: Pick) -> None:
        document = self.document
        asked = to_ask(pick, self.criteria, self.today)
        if asked.first:
            document.heading(_("You search for it, and it is not published"), 3)
            document.bullets(asked.first)
        document.heading(_("What to ask"), 3)
        document.bullets(asked.then)
        document.paragraph(_("Who answered, when, what was said:"), bold=True)
        _lines(document)


def _lines(document: PdfDocument) -> None:
    """Empty lines to write on."""
    pdf = document.pdf
    for _line in range(_NOTE_LINES):
        pdf.ln(9)
        if pdf.will_page_break(2):
            pdf.add_page()
        pdf.set_draw_color("#56646a")
        pdf.line(pdf.l_margin, pdf.get_y(), pdf.w - pdf.r_margin, pdf.get_y())


def _fact(document: PdfDocument, label: str, statement: Statement) -> None:
    document.fact(label, statement.text, "ask" if statement.truth == "unknown" else "plain")


def _phone_words(phone: Phone) -> str:
    return f"{_(ROLES[phone.role])} {phone.text}"


def _hours_words(statement: Statement) -> str:
    if statement.truth == "unknown":
        return _("hours not published")
    if statement.truth == "level":
        return f"{decapitalized(statement.text)} ({statement.by})"
    return decapitalized(statement.text)


def _price_words(statement: Statement) -> str:
    if statement.truth == "unknown":
        return _("price not published")
    return decapitalized(statement.text)
