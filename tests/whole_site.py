"""The whole site in this process: our routes and middleware around Streamlit's page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from finder.pages.frame import page_reply
from finder.static_files import streamlit_folder
from finder.web import application

__all__ = ["forgetful", "whole_site"]


def whole_site(*, guarded: bool = True) -> Starlette:
    """All routes, and all middleware unless not `guarded`: then without the door before them."""
    every = application.middleware("")
    inside = [one for one in every if guarded or one.cls is not application.RequestTarget]
    shells = [Route(path, _shell) for path in ("/", "/facility")]
    return Starlette(routes=[*application.routes(""), *shells], middleware=inside)


@contextmanager
def forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Inside the `with` block sites are made that keep no page."""
    with monkeypatch.context() as patched:
        patched.setattr(page_reply, "_MOST_BYTES", 0)
        yield


def _shell(_request: Request) -> Response:
    return FileResponse(streamlit_folder() / "index.html", media_type="text/html")
