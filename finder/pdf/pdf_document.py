"""The common base of our PDFs: paper, type, colours, and what stands on every page.

    document = PdfDocument("A plan", manifest, made_on=day, paper="letter", large=False)
    document.title("A plan")
    document.paragraph("What it is.")
    content = document.content()

Lengths are millimetres, type sizes are points. Equal calls give equal bytes. Texts are in the
language that is spoken while the document is made (finder.locale.speaking).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal

from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from finder.directory import Manifest
from finder.locale import _, language
from finder.pdf.pdf_fonts import is_right_to_left, readable
from finder.pdf.pdf_pages import (
    COLOURS,
    LARGE_PRINT_POINTS,
    NORMAL_POINTS,
    Pages,
    Paper,
    Tone,
)
from finder.wording.words import date_words

__all__ = ["LARGE_PRINT_POINTS", "PAPERS", "Cell", "Paper", "PdfDocument", "Tone"]

PAPERS: tuple[Paper, ...] = ("letter", "a4")
_HEADINGS = {1: 1.75, 2: 1.3, 3: 1.08}  # sizes of headings, in type sizes
_HEAD_FILL = "#eef4f3"


@dataclass(frozen=True)
class Cell:
    """A cell of a table that is more than plain text. href: where it leads, `tel:` included."""

    text: str
    tone: Tone = "plain"
    bold: bool = False
    href: str = ""


class PdfDocument:
    """A document being written from top to bottom.

    title: of the file, neutral (a viewer shows it in its window). manifest: the directory that its
    facts are of. made_on: the day it is made. large: in large print.
    """

    def __init__(
        self,
        title: str,
        manifest: Manifest,
        *,
        made_on: date,
        paper: Paper = "letter",
        large: bool = False,
    ) -> None:
        self.points = LARGE_PRINT_POINTS if large else NORMAL_POINTS
        self.made_on = made_on
        self._pages = Pages(paper, self.points, manifest)
        self._pages.set_title(readable(title))
        self._pages.set_lang(language())
        self._pages.set_creator("Stepping Stone")
        self._pages.set_creation_date(datetime.combine(made_on, time(), UTC))
        self._pages.add_page()

    @property
    def pdf(self) -> FPDF:
        """The sheet underneath, for what is not offered here: a picture, a code."""
        return self._pages

    def title(self, text: str) -> None:
        """The heading of the whole document, with the day on which it was made."""
        self.heading(text, 1)
        made = _("Made on {date}.").format(date=date_words(self.made_on))
        self.paragraph(made, "quiet")

    def heading(self, text: str, level: Literal[1, 2, 3] = 2) -> None:
        """A heading, also in the outline; never alone at the foot of a page."""
        pages, points = self._pages, self.points * _HEADINGS[level]
        if pages.will_page_break(pages.line_height(points) + 3 * pages.line_height(self.points)):
            pages.add_page()
        self.space(0 if level == 1 else 2)
        pages.start_section(readable(text), level - 1, strict=False)
        pages.ink("accent" if level < 3 else "plain", points, "B")
        pages.block(text, points)
        self.space(1)

    def paragraph(self, text: str, tone: Tone = "plain", *, bold: bool = False) -> None:
        """A paragraph. tone: `ask` for what is not published."""
        self._pages.ink(tone, self.points, "B" if bold else "")
        self._pages.block(text, self.points)
        self.space(1.2)

    def bullets(self, texts: Sequence[str]) -> None:
        """A list, each text with a dot before it."""
        pages = self._pages
        margin = pages.l_margin
        for text in texts:
            pages.ink("plain", self.points)
            pages.cell(self.points * 0.4, pages.line_height(self.points), "•")
            pages.set_left_margin(margin + self.points * 0.4)
            pages.block(text, self.points)
            pages.set_left_margin(margin)
            pages.set_x(margin)
        self.space(1.2)

    def fact(self, label: str, text: str, tone: Tone = "plain") -> None:
        """A short line `label: text`, the label in bold."""
        pages = self._pages
        with pages.shaped(is_right_to_left(text)):
            height = pages.line_height(self.points)
            pages.ink("plain", self.points, "B")
            pages.write(height, readable(_("{label}:").format(label=label)) + " ")
            pages.ink(tone, self.points)
            pages.write(height, readable(text))
        pages.ln(height)

    def link(self, text: str, address: str) -> None:
        """A line that leads to an address, whole, so that it can be read on paper as well."""
        self._pages.ink("accent", self.points)
        self._pages.block(text, self.points, address)

    def phone(self, label: str, number: str, dial: str) -> None:
        """A number that can be tapped. dial: its digits; empty where it cannot be dialled."""
        if dial:
            self.link(f"{label} {number}".strip(), f"tel:{dial}")
        else:
            self.paragraph(f"{label} {number}".strip())

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str | Cell]],
        widths: Sequence[float] | None = None,
    ) -> None:
        """A table whose head returns on each page. widths: of the columns, in any unit."""
        pages = self._pages
        pages.ink("plain", self.points * 0.92)
        pages.set_draw_color(COLOURS["line"])
        heading = FontFace(emphasis="BOLD", color=COLOURS["plain"], fill_color=_HEAD_FILL)
        texts = [*head, *(_as_cell(one).text for row in rows for one in row)]
        with (
            pages.shaped(any(map(is_right_to_left, texts))),
            pages.table(
                align="LEFT",
                borders_layout=TableBordersLayout.HORIZONTAL_LINES,
                col_widths=tuple(widths) if widths else None,
                headings_style=heading,
                line_height=pages.line_height(self.points * 0.92),
                padding=(1, 1.5),
                text_align="LEFT",
                v_align="TOP",
                width=pages.epw,
            ) as table,
        ):
            table.row([readable(one) for one in head])
            for row in rows:
                drawn = table.row()
                for cell in map(_as_cell, row):
                    drawn.cell(readable(cell.text), style=_face(cell), link=cell.href or None)
        self.space(2.5)

    def space(self, millimetres: float) -> None:
        """Some air, in normal print; more in large print."""
        self._pages.ln(millimetres * self.points / NORMAL_POINTS)

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        self._pages.add_page()

    def content(self) -> bytes:
        """The file."""
        return bytes(self._pages.output())


def _as_cell(cell: str | Cell) -> Cell:
    return cell if isinstance(cell, Cell) else Cell(cell)


def _face(cell: Cell) -> FontFace:
    colour = "accent" if cell.href and cell.tone == "plain" else cell.tone
    return FontFace(emphasis="BOLD" if cell.bold else None, color=COLOURS[colour])
