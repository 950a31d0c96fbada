"""The first paint over painted_error.py."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from finder.web.server.first_paint import FirstPaint

app = st.App("painted_error.py", middleware=[Middleware(FirstPaint)])
