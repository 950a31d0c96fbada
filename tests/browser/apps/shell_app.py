"""What the pages are made of, behind our headers: the entry of shell_page.py."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from finder.web.server import assets
from finder.web.server.headers import SecurityHeaders

app = st.App("shell_page.py", routes=assets.routes(), middleware=[Middleware(SecurityHeaders)])
