"""The sheets of our PDFs: paper, type, colours, and the head and foot of each.

Lengths are millimetres, type sizes are points.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos

from finder.directory import Manifest
from finder.helplines import in_one_line
from finder.locale import _
from finder.pdf.pdf_fonts import FAMILY, font_file, is_right_to_left, readable
from finder.wording.words import as_of_words

__all__ = ["COLOURS", "LARGE_PRINT_POINTS", "NORMAL_POINTS", "Pages", "Paper", "Tone"]

Paper = Literal["letter", "a4"]
Tone = Literal["plain", "quiet", "ask"]
# 18 points is what the American Printing House for the Blind calls large print.
LARGE_PRINT_POINTS = 18.0
NORMAL_POINTS = 10.5
_MARGIN = 18.0
_MILLIMETRES_A_POINT = 25.4 / 72
_LINE = 1.4  # height of a line, in type sizes

# The colours of the design (tokens.css), with lines dark enough for a grey printer.
COLOURS: dict[str, str] = {
    "plain": "#1d2a2c",
    "quiet": "#56646a",
    "ask": "#7a4a00",
    "accent": "#0e5a5a",
    "line": "#b9b0a2",
}


class Pages(FPDF):
    """The sheet itself, with its head and foot."""

    def __init__(self, paper: Paper, points: float, manifest: Manifest) -> None:
        super().__init__(format=paper)
        self._points = points
        self._manifest = manifest
        for style in ("", "B"):
            self.add_font(FAMILY, style, font_file(style))
        # In large print the head and foot grow too, but take no more than they need.
        self.small = max(8.5, points * 0.75)
        self.set_margins(_MARGIN, 14, _MARGIN)
        self.set_auto_page_break(True, self._foot_height() + 8)

    def line_height(self, points: float) -> float:
        """The height of a line of this size, in millimetres."""
        return points * _MILLIMETRES_A_POINT * _LINE

    def ink(self, colour: str, points: float, style: str = "") -> None:
        """Write on in this colour, size and style."""
        self.set_text_color(COLOURS[colour])
        self.set_font(FAMILY, style, points)

    def header(self) -> None:
        """The directory and its date; of an invented one, that it is invented."""
        words = _("{directory}, {date}").format(
            directory=_(self._manifest.name), date=as_of_words(self._manifest.as_of)
        )
        self.ink("quiet", self.small)
        self.block(words, self.small)
        if self._manifest.demonstration:
            self.ink("ask", self.small, "B")
            self.block(_("Demonstration: these programs are invented."), self.small)
        self.rule()

    def footer(self) -> None:
        """Where help is at once, and which page this is."""
        self.set_y(-self._foot_height() - 4)
        self.rule()
        self.ink("plain", self.small, "B")
        self.block(in_one_line(), self.small)
        self.ink("quiet", self.small)
        page = _("Page {page} of {pages}").format(page=self.page_no(), pages="{nb}")
        self.block(page, self.small)

    def _foot_height(self) -> float:
        lines = 2 if self._points == NORMAL_POINTS else 3
        return lines * self.line_height(self.small) + 6

    def rule(self) -> None:
        """A thin line across the page, with some air around it."""
        self.set_draw_color(COLOURS["line"])
        self.line(self.l_margin, self.get_y() + 1, self.w - self.r_margin, self.get_y() + 1)
        self.ln(3)

    def block(self, text: str, points: float, href: str = "") -> None:
        """A block of text across the page in the present type, wrapped."""
        shown = readable(text)
        turned = is_right_to_left(shown)
        with self.shaped(turned):
            self.multi_cell(
                0,
                self.line_height(points),
                shown,
                align=Align.R if turned else Align.L,
                new_x=XPos.LMARGIN,
                new_y=YPos.NEXT,
                link=href,
            )

    @contextmanager
    def shaped(self, on: bool) -> Iterator[None]:
        """Shape letters, and order them for reading from the right, where a text needs it."""
        self.set_text_shaping(use_shaping_engine=on)
        try:
            yield
        finally:
            self.set_text_shaping(use_shaping_engine=False)
