"""What of Streamlit's own is reachable: what our pages need. All else is not there.

Streamlit has addresses for files that visitors send, for its figures, for agents, for signing in
and for media. Each is work and memory that anybody could ask for, so only those of this list
answer; finder/pages/nowhere/endpoint.py answers the rest.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from finder.pages.nowhere.uploads import uploads

__all__ = ["is_streamlits", "takes_upload"]

_READ = ("GET", "HEAD")
# The path below the base, whole: the dashboard's pages; what a balancer may ask; what Streamlit's
# part in the browser asks when it starts; the frame of the map. Its scripts and typefaces are
# answered before (finder/web/server/streamlit_files.py).
_ADDRESSES = re.compile(
    r"/?|/facility"
    r"|/_stcore/health"
    r"|/_stcore/host-config"
    r"|/favicon\.png"
    r"|/component/streamlit_folium\.st_folium/.+"
    r"|/_stcore/bidi-components/finder_[^/]+/.+"
)
_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+")
# Only with a desk: what its page has made for somebody to download, by the hash of its content.
_MADE_FILE = re.compile(r"/media/[0-9a-f]{32,128}\.(pdf|txt)")
# Only with a desk that people sign in to (st.login).
_SIGN_IN = re.compile(r"/auth/login|/auth/logout|/oauth2callback")


def is_streamlits(
    method: str, path: str, size: int = 0, settings: Mapping[str, str] | None = None
) -> bool:
    """Whether Streamlit answers a request; the websocket is no request.

    path: below the base. size: the bytes of its body, as announced.
    """
    if upload := _UPLOAD.fullmatch(path):
        return method == "PUT" and size > 0 and uploads().takes(upload[1], size)
    given = os.environ if settings is None else settings
    if _MADE_FILE.fullmatch(path):
        return method in _READ and bool(given.get("FINDER_DESK", "").strip())
    if _SIGN_IN.fullmatch(path):
        return method == "GET" and bool(given.get("FINDER_DESK_SIGN_IN", "").strip())
    return method in _READ and _ADDRESSES.fullmatch(path) is not None


def takes_upload(path: str) -> bool:
    """Whether a path below the base is that of a file for Streamlit."""
    return _UPLOAD.fullmatch(path) is not None
