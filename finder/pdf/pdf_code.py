"""A QR code on paper."""

from __future__ import annotations

from fpdf import FPDF
from segno import QRCode

__all__ = ["draw_code"]

_EDGE_MODULES = 2


def draw_code(pdf: FPDF, code: QRCode, left: float, top: float, millimetres: float) -> None:
    """Each run of dark modules as one rectangle: sharp at any size, and small."""
    rows = [list(row) for row in code.matrix_iter(border=_EDGE_MODULES)]
    module = millimetres / len(rows)
    pdf.set_fill_color(0, 0, 0)
    for down, row in enumerate(rows):
        start = 0
        while start < len(row):
            end = start
            while end < len(row) and row[end]:
                end += 1
            if end > start:
                # A hair wider, or viewers draw white lines between the rows.
                pdf.rect(
                    left + start * module, top + down * module,
                    (end - start) * module, module * 1.03, style="F",
                )  # fmt: skip
            start = end + 1
