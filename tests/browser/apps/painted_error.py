"""A dashboard that fails, or shows something else than a list, under the first paint."""

from __future__ import annotations

import os

import streamlit as st

if os.environ["PAINTED"] == "error":
    raise RuntimeError("the dashboard fails")
st.write("Something else")
