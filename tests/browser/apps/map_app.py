"""The map alone, as a server: the entry of map_page.py with our routes and headers."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from finder.map.tiles import tile_source
from finder.web.server import assets
from finder.web.server.headers import SecurityHeaders

BASE = st.config.get_option("server.baseUrlPath")

app = st.App(
    "map_page.py",
    routes=assets.routes(BASE),
    middleware=[Middleware(SecurityHeaders, base=BASE, tiles=tile_source())],
)
