"""The colour of Streamlit's captions on pages that are made of its own widgets.

Streamlit lets the paper shine through the text, and what is left falls short of a contrast of 4.5
to 1 (WCAG 1.4.3). The colours are `--muted` of finder/dashboard/assets/tokens.css.
"""

from __future__ import annotations

import streamlit as st

__all__ = ["STYLE", "legible_captions"]

STYLE = """<style>
[data-testid="stCaptionContainer"] { opacity: 1; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * { color: #56646a; }
@media (prefers-color-scheme: dark) {
  [data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * { color: #a9b6b8; }
}
</style>"""


def legible_captions() -> None:
    """Draw the style; to be called once in a run."""
    st.html(STYLE)
