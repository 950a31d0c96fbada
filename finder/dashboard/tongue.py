"""The language of a session: that of its link, else that of its browser."""

from __future__ import annotations

import streamlit as st

from finder.criteria import Criteria
from finder.criteria.declared import HL
from finder.locale import preferred_language

__all__ = ["tongue"]


def tongue(criteria: Criteria) -> str:
    """The code of the language that the dashboard speaks to this visitor."""
    asked: str | None = criteria[HL]
    # The same header that the first paint was answered by, so that both speak alike.
    return asked or preferred_language(st.context.headers.get("Accept-Language") or "")
