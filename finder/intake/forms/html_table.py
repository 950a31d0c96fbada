"""Tables of a web page, as some offices serve them under the name of a workbook (.xls)."""

from __future__ import annotations

from html.parser import HTMLParser

from finder.intake.files.not_a_table import MOST_ROWS, NotATable, too_many_rows
from finder.intake.files.sheets import RawTable, is_blank

__all__ = ["read_html_tables"]

_UNSEEN = frozenset({"script", "style", "template"})
_MOST_SPAN = 100


def read_html_tables(text: str) -> list[RawTable]:
    """Every table of a page with two columns or more; line numbers are those of its rows."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return [
        RawTable("", [(line, cells) for line, cells in enumerate(rows, 1) if not is_blank(cells)])
        for rows in parser.tables
        if max((len(cells) for cells in rows), default=0) > 1
    ]


class _Table:
    """One table while it is read; cells that span several rows or columns are repeated."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.cell: list[str] | None = None
        self._span = (1, 1)
        self._hanging: dict[int, tuple[int, str]] = {}

    def begin_row(self) -> None:
        self.end_cell()
        self.rows.append([])
        if len(self.rows) > MOST_ROWS:
            raise NotATable(too_many_rows())

    def begin_cell(self, span: tuple[int, int]) -> None:
        self.end_cell()
        if not self.rows:
            self.begin_row()
        self._hang()
        self.cell, self._span = [], span

    def end_cell(self) -> None:
        if self.cell is None:
            return
        text = " ".join("".join(self.cell).split())
        self.cell = None
        down, across = self._span
        row = self.rows[-1]
        for _column in range(across):
            if down > 1:
                self._hanging[len(row)] = (down - 1, text)
            row.append(text)

    def _hang(self) -> None:
        """Put what spans down from the rows above into its place."""
        row = self.rows[-1]
        while len(row) in self._hanging:
            left, text = self._hanging.pop(len(row))
            if left > 1:
                self._hanging[len(row)] = (left - 1, text)
            row.append(text)


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[_Table] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._open.append(_Table())
            self.tables.append(self._open[-1].rows)
        elif self._open and tag == "tr":
            self._open[-1].begin_row()
        elif self._open and tag in ("td", "th"):
            spans = dict(attrs)
            span = (_number(spans.get("rowspan")), _number(spans.get("colspan")))
            self._open[-1].begin_cell(span)
        elif tag in ("br", "p", "div", "li"):
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif self._open and tag in ("td", "th", "tr"):
            self._open[-1].end_cell()
        elif self._open and tag == "table":
            self._open.pop().end_cell()

    def handle_data(self, data: str) -> None:
        if self._open and not self._unseen:
            cell = self._open[-1].cell
            if cell is not None:
                cell.append(data)


def _number(text: str | None) -> int:
    return min(int(text), _MOST_SPAN) if text and text.isdecimal() and int(text) else 1
