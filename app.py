"""The entry: `streamlit run app.py` serves dashboard, plain pages and API on one port."""

from __future__ import annotations

import streamlit as st

from finder.web.application import lifespan, make_sure, middleware, routes

_BASE = str(st.config.get_option("server.baseUrlPath"))

make_sure()
app = st.App(
    "finder/dashboard/main.py",
    routes=routes(_BASE),
    middleware=middleware(_BASE),
    lifespan=lifespan,
)
