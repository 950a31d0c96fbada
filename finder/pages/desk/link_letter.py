"""What goes to a facility with its link: a text to mail or to read out, and a sheet to fax."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from finder.desk.links import LINK_DAYS
from finder.directory import Facility, Manifest
from finder.locale import _
from finder.pages.frame.share import qr_of
from finder.pdf.pdf_code import draw_code
from finder.pdf.pdf_document import PdfDocument
from finder.wording.contact import ROLES, by_use
from finder.wording.words import address, date_words

__all__ = ["Made", "letter", "letters", "sheets", "until"]

_CODE_MILLIMETRES = 60.0


@dataclass(frozen=True)
class Made:
    """A link that was made now, and the place that it is for. until: its last day."""

    facility: Facility
    link: str
    until: date


def letter(made: Made, team: str, *, again: bool = False) -> str:
    """The text of a mail. again: it was asked before and has not answered."""
    greeting = _("To {name}").format(name=made.facility.name)
    asked = _("We asked you some days ago and have not heard from you.") if again else ""
    who = (
        _("{team} keeps a list of treatment programs, for people who look for one.").format(
            team=team
        )
        if team
        else _("We keep a list of treatment programs, for people who look for one.")
    )
    lines = [
        greeting,
        " ".join(filter(None, (asked, who, _("Is what it says of you right?")))),
        made.link,
        _(
            "The page shows what we know and asks for the rest: hours, days, prices, payments, "
            "openings. It takes about two minutes and no account. The link is for you alone, and "
            "is good until {date}."
        ).format(date=date_words(made.until)),
        _("Nobody pays for a place in the list."),
    ]
    return "\n\n".join(lines)


def letters(all_made: Sequence[Made], team: str) -> str:
    """All texts in one file, each under its place with its phones."""
    parts = []
    for made in all_made:
        phones = ", ".join(f"{_(ROLES[one.role])} {one.text}" for one in by_use(made.facility))
        head = [made.facility.name, address(made.facility), phones]
        parts.append("\n".join(filter(None, head)) + "\n\n" + letter(made, team))
    return f"\n\n{'-' * 60}\n\n".join(parts) + "\n"


def sheets(all_made: Sequence[Made], manifest: Manifest, team: str, today: date) -> bytes:
    """A page for each place, to be faxed: what is asked, and a code that opens its page."""
    document = PdfDocument(_("Is this right?"), manifest, made_on=today)
    for place, made in enumerate(all_made):
        if place:
            document.new_page()
        document.heading(made.facility.name, 1)
        document.paragraph(address(made.facility))
        for paragraph in letter(made, team).split("\n\n")[1:]:
            if paragraph == made.link:
                _code(document, made.link)
            else:
                document.paragraph(paragraph)
    return document.content()


def _code(document: PdfDocument, link: str) -> None:
    code, pdf = qr_of(link), document.pdf
    if code is not None:
        top = pdf.get_y() + 2
        draw_code(pdf, code, pdf.l_margin, top, _CODE_MILLIMETRES)
        pdf.set_xy(pdf.l_margin, top + _CODE_MILLIMETRES + 2)
    document.link(link, link)
    document.space(3)


def until(today: date) -> date:
    """The last day of a link that is made now."""
    return date.fromordinal(today.toordinal() + LINK_DAYS)
