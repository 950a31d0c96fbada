"""What surrounds every page: crisis strip, head, banner, styles; and links between pages."""

from __future__ import annotations

import streamlit as st

from finder.criteria import Criteria, Link, write
from finder.dashboard.panel import panel
from finder.locale import _
from finder.render import pages
from finder.render.environment import html
from finder.static_files import static_file
from finder.web.page_reply import dashboard_link
from finder.web.served import served

__all__ = ["frame", "link_to", "notices"]

# Relative, so that it works under any base path.
link_to = dashboard_link("./")


def frame(criteria: Criteria) -> None:
    """The top of every page."""
    manifest = served().directory.manifest
    st.html(f"<style>{static_file('page.css').content.decode()}</style>")
    head = pages.head(link_to, criteria, other=pages.without_map(link_to, criteria))
    top = [html("skip.html"), pages.strip(), head, pages.banner(manifest)]
    panel("frame", "".join(top), write(criteria))


def notices(link: Link) -> None:
    """One line for each thing of the link that was not understood."""
    if link.told:
        st.warning(_("Not everything in the link was understood.") + " " + " ".join(link.told))
